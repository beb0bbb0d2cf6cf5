// @ts-check
/** Menus and lists that open beside a control, above everything else on the page. */

import { h } from "./dom.js";
import { moveAmong, reachable } from "./focus.js";

const GAP_PX = 4;

/** @type {(() => void) | null} */
let closeOpen = null;

/**
 * Show `content` beside `anchor` until Escape, a press elsewhere, or the returned function.
 * @param {HTMLElement} anchor
 * @param {HTMLElement} content
 * @param {{onClose?: () => void, wide?: boolean}} [options]
 * @returns {() => void}
 */
export function openPopup(anchor, content, { onClose, wide } = {}) {
  closeOpen?.();
  const popup = h("div", { class: "popup", popover: "manual" }, content);
  const close = () => {
    if (closeOpen !== close) return;
    closeOpen = null;
    popup.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", close);
    onClose?.();
  };
  /** @param {Event} event */
  const outside = (event) => {
    const target = /** @type {Node} */ (event.target);
    if (!popup.contains(target) && !anchor.contains(target)) close();
  };
  closeOpen = close;
  document.body.append(popup);
  popup.showPopover();
  place(popup, anchor.getBoundingClientRect(), wide);
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", close);
  popup.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    if (event.key !== "Escape" && event.key !== "Tab") return;
    event.preventDefault();
    close();
    anchor.focus();
  });
  return close;
}

/** @param {HTMLElement} popup @param {DOMRect} beside @param {boolean} [wide] */
function place(popup, beside, wide) {
  if (wide) popup.style.minWidth = `${beside.width}px`;
  const { offsetWidth: width, offsetHeight: height } = popup;
  const fitsBelow = beside.bottom + GAP_PX + height <= innerHeight;
  const top = fitsBelow ? beside.bottom + GAP_PX : Math.max(GAP_PX, beside.top - height - GAP_PX);
  popup.style.top = `${top}px`;
  popup.style.left = `${Math.max(GAP_PX, Math.min(beside.left, innerWidth - width - GAP_PX))}px`;
}

/**
 * Open a menu of commands under a button; a second press closes it.
 * @param {HTMLElement} anchor
 * @param {{label: string, hint?: string, before?: Node, current?: boolean, danger?: boolean, run: () => void}[]} items
 * @param {string} label
 */
export function openMenu(anchor, items, label) {
  if (anchor.getAttribute("aria-expanded") === "true") {
    closeOpen?.();
    return;
  }
  const buttons = items.map((item) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        class: item.danger ? "menu-item danger" : "menu-item",
        "aria-current": item.current && "true",
        onclick: () => {
          close();
          anchor.focus();
          item.run();
        },
      },
      item.before,
      h(
        "span",
        { class: "menu-words" },
        h("span", {}, item.label),
        item.hint && h("span", { class: "menu-hint" }, item.hint),
      ),
    ),
  );
  const menu = h(
    "div",
    {
      role: "menu",
      class: "menu",
      "aria-label": label,
      onkeydown: (/** @type {KeyboardEvent} */ event) => moveAmong(event, buttons),
    },
    buttons,
  );
  const close = openPopup(anchor, menu);
  (buttons.find((button) => button.hasAttribute("aria-current")) || reachable(menu)[0])?.focus();
}
