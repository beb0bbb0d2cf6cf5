// @ts-check
/** "Are you sure?": an app's confirm dialog, asked inside the pane of the person who pressed. */

import { h } from "./dom.js";
import { keepTabInside } from "./focus.js";
import { plain, textObject } from "./mrkdwn.js";

/**
 * Ask, and return whether the person agreed.
 * @param {import("./pane.js").Pane} pane
 * @param {any} question a Block Kit confirm object
 * @returns {Promise<boolean>}
 */
export async function confirmed(pane, question) {
  const back = /** @type {HTMLElement | null} */ (document.activeElement);
  const agreed = await new Promise((resolve) => {
    pane.question = { object: question, answer: resolve };
    pane.draw();
    document.getElementById(`${pane.side}-confirm-yes`)?.focus();
  });
  pane.question = null;
  pane.draw();
  back?.focus();
  return agreed;
}

/**
 * Return the dialog, or nothing when nothing is asked.
 * @param {import("./pane.js").Pane} pane
 */
export function drawConfirm(pane) {
  if (!pane.question) return null;
  const { object, answer } = pane.question;
  const titleId = `${pane.side}-confirm-title`;
  const textId = `${pane.side}-confirm-text`;
  /** @param {KeyboardEvent & {currentTarget: Element}} event */
  const keys = (event) => {
    if (event.key === "Escape") answer(false);
    keepTabInside(event, event.currentTarget);
  };
  const tone = object.style === "danger" ? "button danger-fill" : "button primary";
  return h(
    "div",
    { class: "veil veil-top", key: "confirm" },
    h(
      "div",
      {
        class: "dialog dialog-small",
        role: "alertdialog",
        "aria-modal": "true",
        "aria-labelledby": titleId,
        "aria-describedby": textId,
        onkeydown: keys,
      },
      h("div", { class: "dialog-head" }, h("h2", { id: titleId }, plain(object.title))),
      h(
        "div",
        { class: "dialog-body", id: textId },
        h("div", { class: "text" }, ...textObject(object.text, pane.reader())),
      ),
      h(
        "div",
        { class: "dialog-foot" },
        h("button", { type: "button", class: "button", onclick: () => answer(false) }, plain(object.deny)),
        h(
          "button",
          { type: "button", class: tone, id: `${pane.side}-confirm-yes`, onclick: () => answer(true) },
          plain(object.confirm),
        ),
      ),
    ),
  );
}
