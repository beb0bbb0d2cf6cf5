// @ts-check
/** What every interactive element has in common: an id, a name, a value and somewhere to send it. */

import { act, controlId, isBusy, release, type, valueOf } from "./surface.js";

/**
 * @typedef {{element: any, id: string, value: any, busy: boolean, inInput: boolean, optional: boolean,
 *   name: string, labelId: string | null, describedBy: string | null, invalid: boolean,
 *   surface: import("./surface.js").Surface, give: (value: any) => void, press: (value?: any) => void,
 *   waitsForEnter: boolean, release: () => void, asking: (word: string) => Record<string, any>}} Control
 */

const TEXTS = new Set(["plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"]);

/** Whether the app wants every character. @param {any} element */
const characters = (element) =>
  Boolean(element.dispatch_action_config?.trigger_actions_on?.includes("on_character_entered"));

/**
 * Return the control for an element. In an input block a value is kept until the form is sent;
 * anywhere else it goes to the app at once.
 * @param {any} element
 * @param {any} block
 * @param {import("./surface.js").Surface} surface
 * @returns {Control}
 */
export function controlOf(element, block, surface) {
  const id = controlId(surface, block.block_id, element.action_id);
  const inInput = block.type === "input";
  const waitsForEnter = Boolean(block.dispatch_action) && TEXTS.has(element.type) && !characters(element);
  const press = (/** @type {any} */ value) => void act(surface, block.block_id, element, value);
  const give = (/** @type {any} */ value) =>
    inInput ? type(surface, block.block_id, element, value, waitsForEnter) : press(value);
  const error = inInput ? surface.errors[block.block_id] : "";
  const described = [inInput && block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return {
    element,
    id,
    inInput,
    surface,
    give,
    press,
    waitsForEnter,
    asking: (word) => ({ in: surface.where, block_id: block.block_id, action_id: element.action_id, value: word }),
    release: () => release(surface, block.block_id, element.action_id),
    value: valueOf(surface, block.block_id, element),
    busy: isBusy(surface, block.block_id, element.action_id),
    optional: Boolean(block.optional),
    name: inInput ? "" : nameFrom(element, block),
    labelId: inInput ? `${id}-label` : null,
    describedBy: described || null,
    invalid: Boolean(error),
  };
}

/** @param {any} element @param {any} block */
function nameFrom(element, block) {
  return element.accessibility_label || element.placeholder?.text || block.text?.text || element.text?.text || "Choose";
}

/**
 * Return the attributes that tie a field to its label, hint and error.
 * @param {Control} control
 * @returns {Record<string, any>}
 */
export function tied(control) {
  return {
    id: control.id,
    "aria-label": control.inInput ? null : control.name,
    "aria-describedby": control.describedBy,
    "aria-invalid": control.invalid && "true",
    "aria-required": control.inInput && !control.optional && "true",
    "aria-busy": control.busy && "true",
    "data-autofocus": control.element.focus_on_load,
  };
}

/**
 * Return the attributes that tie a group of fields to its label, hint and error.
 * @param {Control} control
 * @param {string} role
 * @returns {Record<string, any>}
 */
export function tiedGroup(control, role) {
  const { "aria-required": _, ...rest } = tied(control);
  return { ...rest, role, "aria-labelledby": control.labelId };
}
