// @ts-check
/** Where the keyboard is: inside a dialog it stays there, and it comes back afterwards. */

const REACHABLE = ["a[href]", "button", "input", "select", "textarea", '[tabindex="0"]']
  .map((one) => `${one}:not(:disabled)`)
  .join();

/**
 * Return what Tab reaches inside `root`, in order.
 * @param {Element} root
 * @returns {HTMLElement[]}
 */
export const reachable = (root) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll(REACHABLE)]).filter(
    (node) => node.offsetParent !== null || node === document.activeElement,
  );

/**
 * Keep Tab inside `root`; used as the dialog's key handler.
 * @param {KeyboardEvent} event
 * @param {Element} root
 */
export function keepTabInside(event, root) {
  if (event.key !== "Tab") return;
  const all = reachable(root);
  const edge = event.shiftKey ? all[0] : all.at(-1);
  const other = event.shiftKey ? all.at(-1) : all[0];
  if (document.activeElement === edge || document.activeElement === root) {
    event.preventDefault();
    other?.focus();
  }
}

/**
 * Put the keyboard where a person most likely goes on: an open dialog, the place to write, the tab, the door.
 * @param {Element} pane
 */
export function enter(pane) {
  const places = [
    "[role=alertdialog] .primary",
    ".dialog",
    ".thread .composer-field",
    ".composer-field",
    '.tab[aria-selected="true"]',
    ".me",
    ".door-card",
  ];
  const found = places.map((place) => pane.querySelector(place)).find(Boolean);
  /** @type {HTMLElement | undefined} */ (found || undefined)?.focus();
}

/**
 * Move by arrow keys, Home and End among `items`.
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} items
 * @returns {boolean} whether the key was one of these
 */
export function moveAmong(event, items) {
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (!(event.key in steps) || !items.length) return false;
  event.preventDefault();
  const next = steps[/** @type {keyof typeof steps} */ (event.key)];
  items[(next + items.length) % items.length].focus();
  return true;
}
