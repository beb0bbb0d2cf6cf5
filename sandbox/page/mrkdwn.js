// @ts-check
/** Slack's mrkdwn as nodes: everything a person or an app wrote ends in text nodes, never in markup. */

import { h } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { fillDate } from "./time.js";
import { nameOf, now, person, workspace } from "./workspace.js";

/**
 * Whose zone dates are shown in, whose mentions stand out; `verbatim` leaves bare addresses as they are.
 * @typedef {{zone: string, reader?: string, verbatim?: boolean}} Reader
 */

/** @param {string} name @param {string} mark */
const span = (name, mark) =>
  `(?<![\\w${mark}])${mark}(?<${name}>[^\\s${mark}](?:[^${mark}\\n]*[^\\s${mark}])?)${mark}(?![\\w${mark}])`;
const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<angle>[^<>\\n]+)>",
    span("bold", "\\*"),
    span("italic", "_"),
    span("strike", "~"),
    ":(?<emoji>[a-z0-9_+'-]+):",
    "(?<url>https?://[^\\s<>|]*[^\\s<>|.,;:!?)])",
  ].join("|"),
  "g",
);
const SAFE = /^(https?:|mailto:|tel:)/i;
const QUOTED = /^(?:>|&gt;) ?/;
const QUOTED_REST = /^(?:>|&gt;){3} ?/;
const BULLET = /^\s*[•◦▪‣] /;

/**
 * Return the nodes of a mrkdwn text.
 * @param {string} text
 * @param {Reader} reader
 * @returns {Node[]}
 */
export function mrkdwn(text, reader) {
  return text.split(/```\n?([\s\S]*?)\n?```/).flatMap((part, at) => {
    if (at % 2) return [h("pre", {}, h("code", {}, ...angles(part, reader)))];
    return part ? paragraphs(part, reader) : [];
  });
}

/**
 * Return a text object's nodes: mrkdwn is read as mrkdwn, plain_text is shown as it stands.
 * @param {{type: string, text: string, emoji?: boolean, verbatim?: boolean} | undefined | null} object
 * @param {Reader} reader
 * @returns {Node[]}
 */
export function textObject(object, reader) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, { ...reader, verbatim: object.verbatim });
  return lines(plain(object));
}

/**
 * Return a plain_text object's words in one string.
 * @param {{text: string, emoji?: boolean} | undefined | null} object
 */
export const plain = (object) => (object ? (object.emoji === false ? object.text : withEmoji(object.text)) : "");

/** @param {string} text @returns {Node[]} */
function lines(text) {
  return text.split("\n").flatMap((line, at) => (at ? [h("br"), new Text(line)] : [new Text(line)]));
}

/** @param {string} text @param {Reader} reader @returns {Node[]} */
function paragraphs(text, reader) {
  const out = [];
  const rows = text.split("\n");
  for (let at = 0; at < rows.length; at += 1) {
    if (QUOTED_REST.test(rows[at])) {
      const rest = [rows[at].replace(QUOTED_REST, ""), ...rows.slice(at + 1)];
      return [...out, h("blockquote", {}, ...inlineRows(rest, reader))];
    }
    const start = at;
    while (at < rows.length && QUOTED.test(rows[at])) at += 1;
    if (at > start) {
      out.push(
        h(
          "blockquote",
          {},
          ...inlineRows(
            rows.slice(start, at).map((row) => row.replace(QUOTED, "")),
            reader,
          ),
        ),
      );
      at -= 1;
      continue;
    }
    if (BULLET.test(rows[at])) out.push(h("span", { class: "bullet-line" }, ...inline(rows[at], reader)));
    else
      out.push(...inline(rows[at], reader), ...(at < rows.length - 1 && !QUOTED.test(rows[at + 1]) ? [h("br")] : []));
  }
  return out;
}

/** @param {string[]} rows @param {Reader} reader @returns {Node[]} */
const inlineRows = (rows, reader) => rows.flatMap((row, at) => [...(at ? [h("br")] : []), ...inline(row, reader)]);

/** @param {string} text @param {Reader} reader @returns {Node[]} */
function inline(text, reader) {
  const out = [];
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    out.push(new Text(unescape(text.slice(done, match.index))), styled(match, reader));
    done = match.index + match[0].length;
  }
  out.push(new Text(unescape(text.slice(done))));
  return out.filter((node) => !(node instanceof Text) || node.data);
}

/** @param {RegExpMatchArray} match @param {Reader} reader @returns {Node} */
function styled(match, reader) {
  const found = match.groups || {};
  if (found.code) return h("code", {}, unescape(found.code));
  if (found.angle) return angle(found.angle, reader);
  if (found.bold) return h("strong", {}, ...inline(found.bold, reader));
  if (found.italic) return h("em", {}, ...inline(found.italic, reader));
  if (found.strike) return h("s", {}, ...inline(found.strike, reader));
  if (found.url && !reader.verbatim) return link(unescape(found.url), unescape(found.url));
  return new Text(emoji(found.emoji) || match[0]);
}

/** Only what stands in angle brackets, for preformatted text. @param {string} text @param {Reader} reader */
function angles(text, reader) {
  return text.split(/<([^<>\n]+)>/).map((part, at) => (at % 2 ? angle(part, reader) : new Text(unescape(part))));
}

/** @param {string} inner @param {Reader} reader @returns {Node} */
function angle(inner, reader) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inner.slice(bar + 1));
  if (target[0] === "@") return mention(target.slice(1), reader, label);
  if (target[0] === "#")
    return h(
      "span",
      { class: "mention" },
      `#${workspace().channelNames.get(target.slice(1)) || label || "a private channel"}`,
    );
  if (target[0] === "!") return special(target.slice(1), label, reader);
  return link(unescape(target), label || unescape(target).replace(/^mailto:/, ""));
}

/**
 * Return a mention; the reader's own stands out.
 * @param {string} id
 * @param {Reader} reader
 * @param {string} [label]
 */
export function mention(id, reader, label = "") {
  const name = person(id) ? nameOf(id) : label || id;
  return h("span", { class: id === reader.reader ? "mention mention-me" : "mention" }, `@${name}`);
}

/** @param {string} word @param {string} label @param {Reader} reader @returns {Node} */
function special(word, label, reader) {
  const [kind, ...rest] = word.split("^");
  if (kind === "date") return dateNode(Number(rest[0]), rest[1] || "", rest[2], label, reader);
  if (kind === "subteam") return h("span", { class: "mention" }, label || "@group");
  return h("span", { class: "mention" }, `@${label || kind}`);
}

/**
 * @param {number} at
 * @param {string} pattern
 * @param {string | undefined} url
 * @param {string} fallback
 * @param {Reader} reader
 */
function dateNode(at, pattern, url, fallback, reader) {
  const words = Number.isFinite(at) ? fillDate(at, pattern, reader.zone, now()) : fallback;
  const node = h("time", Number.isFinite(at) ? { datetime: new Date(at * 1000).toISOString() } : {}, words);
  return url ? link(url, node) : node;
}

/**
 * Return a link that opens apart from the page, or plain words when the address is not one to follow.
 * @param {string} url
 * @param {string | Node} label
 */
export function link(url, label) {
  return SAFE.test(url)
    ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label)
    : h("span", {}, label);
}

/** @param {string} text */
const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
