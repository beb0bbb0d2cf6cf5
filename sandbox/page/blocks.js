// @ts-check
/** Every Block Kit block, by its type. The rarer ones are in cards.js. */

import { CARDS } from "./cards.js";
import { controlId } from "./surface.js";
import { h } from "./dom.js";
import { drawElement } from "./elements.js";
import { icon } from "./icons.js";
import { plain, textObject } from "./mrkdwn.js";
import { picture } from "./pictures.js";
import { markdown, richText } from "./richtext.js";

/** @typedef {import("./surface.js").Surface} Surface */

/** @type {Record<string, (block: any, surface: Surface, draw: import("./cards.js").Draw) => Node>} */
const BLOCKS = {
  ...CARDS,
  section,
  header: (block) => h("h3", { class: "title" }, plain(block.text)),
  divider: () => h("hr", { class: "rule" }),
  context,
  actions: (block, surface) =>
    h(
      "div",
      { class: "controls" },
      block.elements.map((/** @type {any} */ one) => drawElement(one, block, surface)),
    ),
  context_actions: (block, surface) =>
    h(
      "div",
      { class: "controls" },
      block.elements.map((/** @type {any} */ one) => drawElement(one, block, surface)),
    ),
  image: imageBlock,
  input,
  rich_text: (block, surface) => h("div", { class: "text" }, richText(block, surface.pane.reader())),
  markdown: (block) => h("div", { class: "text" }, markdown(block.text)),
};

/**
 * Return the nodes of a surface's blocks.
 * @param {Surface} surface
 * @returns {Node[]}
 */
export const drawBlocks = (surface) => surface.blocks.map((block, at) => drawBlock(block, surface, at));

/**
 * Return one block's node.
 * @param {any} block
 * @param {Surface} surface
 * @param {number} [at] its place, for a block without an id
 * @returns {Node}
 */
export function drawBlock(block, surface, at = 0) {
  const make = BLOCKS[block.type];
  const node = make ? make(block, surface, drawBlock) : h("p", { class: "unknown" }, `(a ${block.type} block)`);
  return h("div", { class: "block", key: block.block_id || `at-${at}` }, node);
}

/** @param {any} block @param {Surface} surface */
function section(block, surface) {
  const reader = surface.pane.reader();
  const fields = (block.fields || []).map((/** @type {any} */ field) =>
    h("div", { class: "text" }, ...textObject(field, reader)),
  );
  return h(
    "div",
    { class: block.accessory ? "section with-accessory" : "section" },
    h(
      "div",
      { class: "section-words" },
      block.text && h("div", { class: "text" }, ...textObject(block.text, reader)),
      fields.length > 0 && h("div", { class: "fields" }, fields),
    ),
    block.accessory && h("div", { class: "accessory" }, drawElement(block.accessory, block, surface)),
  );
}

/** @param {any} block @param {Surface} surface */
function context(block, surface) {
  const part = (/** @type {any} */ one) =>
    one.type === "image"
      ? picture(one, "inline")
      : h("span", { class: "text" }, ...textObject(one, surface.pane.reader()));
  return h("div", { class: "context" }, block.elements.map(part));
}

/** @param {any} block */
function imageBlock(block) {
  return h(
    "figure",
    { class: "image-block" },
    block.title && h("figcaption", {}, plain(block.title)),
    picture(block, "full"),
  );
}

const GROUPS = new Set(["checkboxes", "radio_buttons"]);

/** A label, its field, the hint, and what is wrong. @param {any} block @param {Surface} surface */
function input(block, surface) {
  const id = controlId(surface, block.block_id, block.element.action_id);
  const error = surface.errors[block.block_id];
  const isGroup = GROUPS.has(block.element.type) || block.element.type.startsWith("multi_");
  const words = [plain(block.label), block.optional && h("span", { class: "optional" }, " (optional)")];
  return h(
    "div",
    { class: error ? "input invalid" : "input" },
    h(isGroup ? "span" : "label", { class: "label", id: `${id}-label`, for: isGroup ? null : id }, words),
    drawElement(block.element, block, surface),
    error && h("p", { class: "field-error", id: `${id}-error` }, icon("warn"), h("span", {}, error)),
    block.hint && h("p", { class: "hint", id: `${id}-hint` }, plain(block.hint)),
  );
}
