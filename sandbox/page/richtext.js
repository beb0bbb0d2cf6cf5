// @ts-check
/** Rich text blocks, and a small Markdown for `markdown` blocks, as nodes. */

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { link, mention } from "./mrkdwn.js";
import { fillDate } from "./time.js";
import { now, workspace } from "./workspace.js";

/** @typedef {import("./mrkdwn.js").Reader} Reader */

/**
 * Return the nodes of a rich_text block.
 * @param {{elements: any[]}} block
 * @param {Reader} reader
 * @returns {Node[]}
 */
export const richText = (block, reader) => block.elements.map((part) => section(part, reader));

/** @param {any} part @param {Reader} reader @returns {Node} */
function section(part, reader) {
  const inside = () => part.elements.map((/** @type {any} */ leaf) => styledLeaf(leaf, reader));
  if (part.type === "rich_text_preformatted") return h("pre", {}, h("code", {}, ...inside()));
  if (part.type === "rich_text_quote") return h("blockquote", {}, ...inside());
  if (part.type === "rich_text_list") {
    const items = part.elements.map((/** @type {any} */ item) => h("li", {}, section(item, reader)));
    return h(
      part.style === "ordered" ? "ol" : "ul",
      { class: `indent-${part.indent || 0}`, start: part.offset ? part.offset + 1 : null },
      ...items,
    );
  }
  return h("div", { class: "rich-section" }, ...inside());
}

/** @param {any} leaf @param {Reader} reader @returns {Node} */
function styledLeaf(leaf, reader) {
  const style = leaf.style || {};
  let node = leafNode(leaf, reader);
  if (style.code) node = h("code", {}, node);
  if (style.bold) node = h("strong", {}, node);
  if (style.italic) node = h("em", {}, node);
  if (style.strike) node = h("s", {}, node);
  if (style.underline) node = h("u", {}, node);
  return node;
}

/** @type {Record<string, (leaf: any, reader: Reader) => Node>} */
const LEAVES = {
  text: (leaf) => h("span", { class: "as-typed" }, leaf.text),
  link: (leaf) => link(leaf.url, leaf.text || leaf.url),
  user: (leaf, reader) => mention(leaf.user_id, reader),
  channel: (leaf) =>
    h("span", { class: "mention" }, `#${workspace().channelNames.get(leaf.channel_id) || "a private channel"}`),
  broadcast: (leaf) => h("span", { class: "mention" }, `@${leaf.range}`),
  usergroup: () => h("span", { class: "mention" }, "@group"),
  emoji: (leaf) => new Text(emoji(leaf.name) || `:${leaf.name}:`),
  date: (leaf, reader) => h("time", {}, fillDate(leaf.timestamp, leaf.format, reader.zone, now())),
  color: (leaf) => h("code", {}, leaf.value),
};

/** @param {any} leaf @param {Reader} reader */
const leafNode = (leaf, reader) => LEAVES[leaf.type]?.(leaf, reader) || new Text(leaf.text || "");

/**
 * Return the words of a rich text, for a field in which they can be typed anew.
 * @param {any} block
 * @returns {string}
 */
export function richWords(block) {
  if (!block) return "";
  const words = (/** @type {any} */ part) => part.text ?? (part.elements ? part.elements.map(words).join("") : "");
  return (block.elements || []).map(words).join("\n");
}

const MARK = /`([^`]+)`|\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\n]+)\*|_([^_\n]+)_|~~([^~]+)~~|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** @param {string} text @returns {Node[]} */
function marks(text) {
  const out = [];
  let done = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, code, bold, strong, star, under, strike, label, url] = match;
    out.push(new Text(text.slice(done, match.index)));
    if (code) out.push(h("code", {}, code));
    else if (bold || strong) out.push(h("strong", {}, ...marks(bold || strong)));
    else if (star || under) out.push(h("em", {}, ...marks(star || under)));
    else if (strike) out.push(h("s", {}, ...marks(strike)));
    else out.push(link(url, label));
    done = match.index + whole.length;
  }
  return [...out, new Text(text.slice(done))];
}

/**
 * Return the nodes of a `markdown` block: headings, lists, quotes, code and inline marks.
 * @param {string} text
 * @returns {Node[]}
 */
export function markdown(text) {
  return text
    .split(/```\w*\n?([\s\S]*?)\n?```/)
    .flatMap((part, at) => (at % 2 ? [h("pre", {}, h("code", {}, part))] : chunks(part)));
}

/** @param {string} text @returns {Node[]} */
function chunks(text) {
  const groups = text.split("\n").reduce((/** @type {{kind: string, rows: string[]}[]} */ all, row) => {
    const kind = kindOf(row);
    const last = all.at(-1);
    if (last && last.kind === kind && kind !== "h") last.rows.push(row);
    else all.push({ kind, rows: [row] });
    return all;
  }, []);
  return groups.filter((group) => group.kind !== "").map(chunk);
}

/** @param {string} row */
function kindOf(row) {
  if (!row.trim()) return "";
  if (/^#{1,6} /.test(row)) return "h";
  if (/^\s*[-*+] /.test(row)) return "ul";
  if (/^\s*\d+[.)] /.test(row)) return "ol";
  return row.startsWith(">") ? "blockquote" : "p";
}

/** @param {{kind: string, rows: string[]}} group */
function chunk({ kind, rows }) {
  if (kind === "h") return h("p", { class: "markdown-heading" }, ...marks(rows[0].replace(/^#+ /, "")));
  if (kind === "ul" || kind === "ol")
    return h(kind, {}, ...rows.map((row) => h("li", {}, ...marks(row.replace(/^\s*(?:[-*+]|\d+[.)]) /, "")))));
  const clean = kind === "blockquote" ? rows.map((row) => row.replace(/^> ?/, "")) : rows;
  return h(kind, {}, ...clean.flatMap((row, at) => [...(at ? [h("br")] : []), ...marks(row)]));
}
