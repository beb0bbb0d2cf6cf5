// @ts-check
/** What every choice from a popup shows on the page: chips for what is chosen, and the button that opens the rest. */

import { tiedGroup } from "./control.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {{value: string, label: string, drop: () => void}} Chip */

/**
 * Return the chips and the button; `words` stand on the button while nothing is chosen.
 * @param {import("./control.js").Control} control
 * @param {{chips: Chip[], words: string, open: (anchor: HTMLElement) => void}} options
 */
export function chooser(control, { chips, words, open }) {
  const { id, ...group } = tiedGroup(control, "group");
  return h(
    "div",
    { ...group, class: control.busy ? "chooser busy" : "chooser", key: id },
    chips.map(chipNode),
    h(
      "button",
      {
        type: "button",
        id,
        class: "chooser-open",
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        "aria-labelledby": control.labelId && `${control.labelId} ${id}`,
        "aria-describedby": control.describedBy,
        "data-autofocus": control.element.focus_on_load,
        onclick: (/** @type {any} */ event) => open(event.currentTarget),
      },
      chips.length ? "Change" : words,
      icon("down"),
    ),
  );
}

/** @param {Chip} chip */
function chipNode({ value, label, drop }) {
  return h(
    "span",
    { class: "chip", key: value },
    label,
    h("button", { type: "button", class: "chip-drop", "aria-label": `Remove ${label}`, onclick: drop }, icon("close")),
  );
}
