// @ts-check
/** Every element an app can put in a block, by its type. */

import { controlOf } from "./control.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { FIELDS } from "./inputs.js";
import { plain } from "./mrkdwn.js";
import { openMenu } from "./popup.js";
import { picture } from "./pictures.js";
import { SELECTS } from "./selects.js";

/** @typedef {import("./control.js").Control} Control */

/** @type {Record<string, (control: Control) => Node>} */
const ELEMENTS = {
  ...FIELDS,
  ...SELECTS,
  button,
  workflow_button: button,
  overflow,
  icon_button: button,
  feedback_buttons: feedback,
};

/**
 * Return an element's node.
 * @param {any} element
 * @param {any} block in which it stands
 * @param {import("./surface.js").Surface} surface
 * @returns {Node}
 */
export function drawElement(element, block, surface) {
  if (element.type === "image") return picture(element, "thumb");
  const make = ELEMENTS[element.type];
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(surface.pane.user))
    return h("span", { hidden: true });
  if (!make) return h("span", { class: "unknown" }, `(${element.type})`);
  return make(controlOf(element, block, surface));
}

/** @param {Control} control */
function button(control) {
  const { element, busy, id } = control;
  const tone = { primary: "primary", danger: "danger" }[/** @type {string} */ (element.style)] || "";
  const common = {
    key: id,
    id,
    class: `button ${tone}${busy ? " busy" : ""}`,
    "aria-label": element.accessibility_label,
    "aria-busy": busy && "true",
    onclick: () => control.press(),
  };
  const words = plain(element.text) || element.icon || "…";
  if (element.url)
    return h("a", { ...common, href: safeUrl(element.url), target: "_blank", rel: "noopener noreferrer" }, words);
  return h("button", { ...common, type: "button" }, words);
}

/** @param {string} url */
const safeUrl = (url) => (/^(https?:|mailto:)/i.test(url) ? url : null);

/** @param {Control} control */
function overflow(control) {
  const { element, id, busy } = control;
  const items = element.options.map((/** @type {any} */ option) => ({
    label: plain(option.text),
    hint: plain(option.description),
    run: () => {
      if (option.url && safeUrl(option.url)) window.open(option.url, "_blank", "noopener");
      control.press(option.value);
    },
  }));
  return h(
    "button",
    {
      key: id,
      id,
      type: "button",
      class: `button icon-only${busy ? " busy" : ""}`,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-busy": busy && "true",
      "aria-label": element.accessibility_label || "More actions",
      onclick: (/** @type {any} */ event) => openMenu(event.currentTarget, items, "More actions"),
    },
    icon("more"),
  );
}

/** @param {Control} control */
function feedback(control) {
  const { element, id } = control;
  const choices = [element.positive_button, element.negative_button].filter(Boolean);
  const press = (/** @type {any} */ choice) => () => control.press(choice.value);
  return h(
    "span",
    { class: "row", key: id },
    ...choices.map((choice) =>
      h("button", { type: "button", class: "button", onclick: press(choice) }, plain(choice.text)),
    ),
  );
}
