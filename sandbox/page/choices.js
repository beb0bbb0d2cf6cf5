// @ts-check
/** Several of many: chips for what is chosen, a list with a search field to choose from. */

import { chooser } from "./chooser.js";
import { h } from "./dom.js";
import { moveAmong } from "./focus.js";
import { plain } from "./mrkdwn.js";
import { openPopup } from "./popup.js";

/**
 * @typedef {import("./control.js").Control} Control
 * @typedef {import("./selects.js").Group} Group
 */

/** With fewer choices than this nobody needs to search. */
const SEARCH_FROM = 8;

/**
 * Return a multi-select.
 * @param {Control} control
 * @param {Group[]} groups
 */
export function chooseMany(control, groups) {
  const chosen = new Set(control.value || []);
  const most = control.element.max_selected_items || Infinity;
  const labels = new Map(groups.flatMap((group) => group.choices).map((choice) => [choice.value, choice.label]));
  const words = plain(control.element.placeholder) || "Choose options";
  const chips = [...chosen].map((value) => ({
    value,
    label: labels.get(value) || value,
    drop: () => control.give([...chosen].filter((kept) => kept !== value)),
  }));
  const open = (/** @type {HTMLElement} */ anchor) =>
    openList(anchor, { groups, chosen, most, label: words, give: control.give });
  return chooser(control, { chips, words, open });
}

/**
 * Open the list; every tick is given at once.
 * @param {HTMLElement} anchor
 * @param {{groups: Group[], chosen: Set<string>, most: number, label: string,
 *   give: (values: string[]) => void}} options
 */
export function openList(anchor, { groups, chosen, most, label, give }) {
  const count = groups.reduce((sum, group) => sum + group.choices.length, 0);
  const boxes = groups.map((group) => groupNode(group, chosen, toggle));
  /** @param {HTMLInputElement} box */
  function toggle(box) {
    if (box.checked && chosen.size >= most) {
      box.checked = false;
      note.textContent = `At most ${most}.`;
      return;
    }
    note.textContent = "";
    if (box.checked) chosen.add(box.value);
    else chosen.delete(box.value);
    give([...chosen]);
  }
  const note = h("p", { class: "list-note", role: "status" });
  const search = h("input", {
    type: "search",
    class: "field",
    placeholder: "Search",
    "aria-label": "Search",
    oninput: () => sift(list, search.value),
  });
  const list = h("div", { class: "list" }, boxes);
  const keys = (/** @type {KeyboardEvent} */ event) => {
    const shown = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("label:not([hidden]) input")]);
    if (!moveAmong(event, shown) && event.key === "Enter") close();
  };
  const body = h(
    "div",
    { role: "dialog", "aria-label": label, class: "list-box", onkeydown: keys },
    count >= SEARCH_FROM && search,
    list,
    note,
  );
  const close = openPopup(anchor, body, { wide: true });
  /** @type {HTMLElement | null} */ (body.querySelector("input"))?.focus();
}

/** @param {Group} group @param {Set<string>} chosen @param {(box: HTMLInputElement) => void} toggle */
function groupNode(group, chosen, toggle) {
  const row = (/** @type {import("./selects.js").Choice} */ choice) =>
    h(
      "label",
      { class: "list-row" },
      h("input", {
        type: "checkbox",
        value: choice.value,
        checked: chosen.has(choice.value),
        onchange: (/** @type {any} */ event) => toggle(event.currentTarget),
      }),
      h("span", {}, choice.label, choice.hint && h("small", {}, ` ${choice.hint}`)),
    );
  return h(
    "div",
    { role: "group", "aria-label": group.label || null },
    group.label && h("p", { class: "list-group" }, group.label),
    group.choices.map(row),
  );
}

/** @param {HTMLElement} list @param {string} words */
function sift(list, words) {
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("label"))) {
    row.hidden = !(row.textContent || "").toLowerCase().includes(words.toLowerCase());
  }
}
