// @ts-check
/** The rarer blocks: alerts, cards, tables, plans, videos, calls. */

import { h } from "./dom.js";
import { drawElement } from "./elements.js";
import { icon } from "./icons.js";
import { link, plain, textObject } from "./mrkdwn.js";
import { picture } from "./pictures.js";
import { richText } from "./richtext.js";

/** @typedef {import("./surface.js").Surface} Surface */

/** @typedef {(block: any, surface: Surface, at?: number) => Node} Draw how a block inside a block is drawn */

/** @type {Record<string, (block: any, surface: Surface, draw: Draw) => Node>} */
export const CARDS = {
  alert,
  card,
  carousel: (block, surface, draw) =>
    h(
      "div",
      { class: "carousel", tabindex: "0", role: "group", "aria-label": "Cards" },
      inner(block.elements, surface, draw),
    ),
  container,
  table,
  task_card: task,
  plan: (block, surface, draw) =>
    h("div", { class: "card" }, h("p", { class: "card-title" }, block.title), inner(block.tasks, surface, draw)),
  video,
  file: (block) => h("span", { class: "file" }, icon("file"), h("span", {}, block.external_id || "A file")),
  call: (block) => h("span", { class: "file" }, icon("people"), h("span", {}, `Call ${block.call_id || ""}`)),
  auth_provider: (block) =>
    h(
      "span",
      { class: "file" },
      icon("lock"),
      h("span", {}, plain(block.name)),
      h("small", {}, block.is_connected ? "Connected" : "Not connected"),
    ),
};

/** @param {any[]} blocks @param {Surface} surface @param {Draw} draw */
const inner = (blocks, surface, draw) => (blocks || []).map((block, at) => draw(block, surface, at));

/** @param {any} block @param {Surface} surface */
function alert(block, surface) {
  const level = block.level || "default";
  return h(
    "div",
    { class: `alert alert-${level}`, role: level === "error" ? "alert" : "note" },
    h("div", { class: "text" }, ...textObject(block.text, surface.pane.reader())),
  );
}

/** @param {any} block @param {Surface} surface */
function card(block, surface) {
  const reader = surface.pane.reader();
  return h(
    "div",
    { class: "card" },
    block.hero_image && picture(block.hero_image, "full"),
    h(
      "div",
      { class: "card-head" },
      block.icon && picture(block.icon, "inline"),
      h(
        "div",
        {},
        block.title && h("p", { class: "card-title" }, ...textObject(block.title, reader)),
        block.subtitle && h("p", { class: "card-subtitle" }, ...textObject(block.subtitle, reader)),
      ),
    ),
    block.body && h("div", { class: "text" }, ...textObject(block.body, reader)),
    block.actions &&
      h(
        "div",
        { class: "controls" },
        block.actions.map((/** @type {any} */ one) => drawElement(one, block, surface)),
      ),
  );
}

/** @param {any} block @param {Surface} surface @param {Draw} draw */
function container(block, surface, draw) {
  const reader = surface.pane.reader();
  const title = block.rich_text_title ? richText(block.rich_text_title, reader) : plain(block.title);
  const subtitle = block.subtitle && h("p", { class: "card-subtitle" }, ...textObject(block.subtitle, reader));
  return h(
    "div",
    { class: "card" },
    h("div", { class: "card-title" }, title),
    subtitle,
    inner(block.child_blocks, surface, draw),
  );
}

/** @param {any} block @param {Surface} surface */
function table(block, surface) {
  const settings = block.column_settings || [];
  const cell = (/** @type {any} */ one) =>
    one.type === "rich_text" ? richText(one, surface.pane.reader()) : [String(one.text ?? one.value ?? "")];
  const row = (/** @type {any[]} */ cells, /** @type {number} */ line) =>
    h(
      "tr",
      {},
      cells.map((one, at) =>
        h(
          line ? "td" : "th",
          { class: `align-${settings[at]?.align || "left"}`, scope: line ? null : "col" },
          ...cell(one),
        ),
      ),
    );
  return h("div", { class: "table-box" }, h("table", {}, h("tbody", {}, block.rows.map(row))));
}

const STATUS = { pending: "To do", in_progress: "In progress", complete: "Done", error: "Failed" };

/** @param {any} block @param {Surface} surface */
function task(block, surface) {
  const status = STATUS[/** @type {keyof typeof STATUS} */ (block.status)] || block.status;
  const more = [block.details, block.output]
    .filter(Boolean)
    .map((part) => h("div", { class: "text" }, ...richText(part, surface.pane.reader())));
  return h(
    "div",
    { class: "card" },
    h("p", { class: "card-title" }, block.title, h("span", { class: "badge" }, status)),
    more,
  );
}

/** @param {any} block */
function video(block) {
  const title = plain(block.title);
  return h(
    "div",
    { class: "card" },
    h("p", { class: "card-title" }, block.title_url ? link(block.title_url, title) : title),
    block.description && h("p", {}, plain(block.description)),
    picture({ image_url: block.thumbnail_url, alt_text: block.alt_text }, "full"),
  );
}
