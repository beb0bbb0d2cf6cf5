// @ts-check
/** Modals: a stack of up to three, the top one shown inside the pane of the person it is for. */

import { postAs } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { keepTabInside, reachable } from "./focus.js";
import { icon } from "./icons.js";
import { plain } from "./mrkdwn.js";
import { controlId, flush } from "./surface.js";

/**
 * @typedef {import("./pane.js").Pane} Pane
 * @typedef {{id: string, view: any, state: any, errors: Record<string, string>}} Opened
 */

const FIELD = "input, textarea, select, .chooser-open";

/** @param {Pane} pane @param {Opened} opened @returns {import("./surface.js").Surface} */
const surfaceOf = (pane, opened) => ({
  key: `view-${opened.id}`,
  pane,
  where: { view_id: opened.id },
  state: opened.state || {},
  errors: opened.errors || {},
  blocks: opened.view.blocks || [],
});

/**
 * Return the top modal, or nothing when none is open.
 * @param {Pane} pane
 */
export function drawModal(pane) {
  const opened = pane.views.at(-1);
  if (!opened) return null;
  const { view } = opened;
  const titleId = `${pane.side}-modal-title`;
  const surface = surfaceOf(pane, opened);
  const failure = pane.failures.get(surface.key);
  const deep = pane.views.length > 1;
  /** @param {any} event */
  const keys = (event) => {
    if (event.key === "Escape" && !pane.question) void close(pane, opened, false);
    if (event.key === "Enter" && event.target.matches("input[type=text]:not([data-sends])")) void submit(pane, opened);
    keepTabInside(event, event.currentTarget);
  };
  return h(
    "div",
    { class: "veil", key: "modal" },
    h(
      "div",
      {
        class: `dialog depth-${pane.views.length}`,
        key: opened.id,
        role: "dialog",
        "aria-modal": "true",
        "aria-labelledby": titleId,
        tabindex: "-1",
        inert: Boolean(pane.question),
        onkeydown: keys,
      },
      h(
        "div",
        { class: "dialog-head" },
        deep &&
          h(
            "button",
            {
              type: "button",
              class: "quiet icon-only",
              "aria-label": "Back",
              onclick: () => void close(pane, opened, false),
            },
            icon("back"),
          ),
        h("h2", { id: titleId }, plain(view.title)),
        h(
          "button",
          {
            type: "button",
            class: "quiet icon-only",
            "aria-label": "Close",
            onclick: () => void close(pane, opened, true),
          },
          icon("close"),
        ),
      ),
      h(
        "div",
        { class: "dialog-body" },
        failure && h("p", { class: "failure", role: "alert" }, icon("warn"), h("span", {}, failure)),
        ...drawBlocks(surface),
      ),
      foot(pane, opened),
    ),
  );
}

/** @param {Pane} pane @param {Opened} opened */
function foot(pane, opened) {
  const { view } = opened;
  const isSending = pane.busy.has(`submit|${opened.id}`);
  return h(
    "div",
    { class: "dialog-foot" },
    h(
      "button",
      { type: "button", class: "button", onclick: () => void close(pane, opened, false) },
      plain(view.close) || "Cancel",
    ),
    view.submit &&
      h(
        "button",
        {
          type: "button",
          class: isSending ? "button primary busy" : "button primary",
          "aria-busy": isSending && "true",
          onclick: () => void submit(pane, opened),
        },
        plain(view.submit),
      ),
  );
}

/** @param {Pane} pane @param {Opened} opened */
async function submit(pane, opened) {
  const busy = `submit|${opened.id}`;
  if (pane.busy.has(busy)) return;
  pane.busy.add(busy);
  pane.failures.delete(`view-${opened.id}`);
  pane.draw();
  await flush(pane);
  const outcome = await postAs(pane.user, "submit", { view_id: opened.id });
  pane.busy.delete(busy);
  const refused = Object.keys(outcome.errors || {});
  if (outcome.error && !refused.length) pane.failures.set(`view-${opened.id}`, outcome.error);
  await pane.refresh("views", "messages", "home");
  pane.draw();
  if (refused.length) showRefusals(pane, opened.id, outcome.errors || {});
}

/**
 * Put the focus where the first wrong value is, and say what is wrong.
 * @param {Pane} pane
 * @param {string} id
 * @param {Record<string, string>} errors
 */
function showRefusals(pane, id, errors) {
  const opened = pane.views.find((/** @type {Opened} */ one) => one.id === id);
  const block = opened?.view.blocks.find((/** @type {any} */ one) => one.block_id in errors);
  if (!opened || !block) return;
  const control = document.getElementById(controlId(surfaceOf(pane, opened), block.block_id, block.element?.action_id));
  const field = control?.matches(`${FIELD}, button`) ? control : control?.querySelector(FIELD);
  /** @type {HTMLElement | null} */ (field || null)?.focus();
  pane.announce(Object.values(errors).join(" "));
}

/** @param {Pane} pane @param {Opened} opened @param {boolean} all */
async function close(pane, opened, all) {
  await flush(pane);
  const outcome = await postAs(pane.user, "close", { view_id: opened.id, all });
  if (outcome.error) pane.failures.set(`view-${opened.id}`, outcome.error);
  await pane.refresh("views");
}

/**
 * After a drawing: put the focus into a modal that has just come to the top, and back where it was
 * when the last one is gone. Whoever is busy on the other side is left alone.
 * @param {Pane} pane
 */
export function followModal(pane) {
  const top = pane.views.at(-1)?.id || null;
  const dialog = /** @type {HTMLElement | null} */ (pane.root.querySelector(".veil > .dialog"));
  if (top === pane.topView) {
    if (dialog && !pane.question && document.activeElement === document.body) dialog.focus();
    return;
  }
  const active = /** @type {HTMLElement} */ (document.activeElement);
  const isHere = active === document.body || pane.root.contains(active);
  if (!pane.topView) pane.focusBefore = isHere ? active : null;
  pane.topView = top;
  if (!isHere) return;
  if (!dialog) {
    pane.focusBefore?.focus();
    return;
  }
  const body = dialog.querySelector(".dialog-body");
  const wanted = dialog.querySelector("[data-autofocus]") || body?.querySelector(FIELD) || reachable(dialog).at(-1);
  /** @type {HTMLElement} */ (wanted || dialog).focus();
  if (body) body.scrollTop = 0;
}
