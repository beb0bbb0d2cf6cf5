// @ts-check
/** What one person can open: channels, direct messages, the app. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf, workspace } from "./workspace.js";

/** @typedef {import("./pane.js").Pane} Pane */

/**
 * Return the list of places.
 * @param {Pane} pane
 */
export function drawSidebar(pane) {
  const kinds = (/** @type {string[]} */ ...wanted) =>
    pane.conversations.filter((/** @type {any} */ one) => wanted.includes(one.kind));
  const app = kinds("app")[0];
  const direct = kinds("dm");
  return h(
    "nav",
    { class: "sidebar", key: "sidebar", "aria-label": "Channels and apps" },
    h("h3", {}, "Channels"),
    h(
      "ul",
      {},
      kinds("channel", "private").map((one) =>
        entry(pane, one, icon(one.kind === "private" ? "lock" : "hash"), one.name),
      ),
    ),
    direct.length > 0 && [
      h("h3", {}, "Direct messages"),
      h(
        "ul",
        {},
        direct.map((one) => entry(pane, one, icon("people"), nameOf(one.name))),
      ),
    ],
    h("h3", {}, "Apps"),
    h("ul", {}, app && appEntry(pane, app)),
  );
}

/** @param {Pane} pane @param {any} one @param {Node} before @param {string} label */
function entry(pane, one, before, label) {
  const isHere = pane.place.kind === "channel" && pane.place.id === one.id;
  const unread = isHere ? 0 : one.unread;
  const hidden = one.kind === "private" ? " (private)" : "";
  return item(isHere, unread, before, label, hidden, () => pane.go({ kind: "channel", id: one.id, thread: "" }));
}

/** @param {Pane} pane @param {any} app */
function appEntry(pane, app) {
  const { name, home_tab: hasHome } = workspace().app;
  const unread = pane.place.kind === "messages" ? 0 : app.unread;
  const kind = hasHome && !unread ? "home" : "messages";
  return item(["home", "messages", "about"].includes(pane.place.kind), unread, icon("app"), name, "", () =>
    pane.go({ kind, id: app.id, thread: "" }),
  );
}

/**
 * @param {boolean} isHere
 * @param {number} unread
 * @param {Node} before
 * @param {string} label
 * @param {string} hidden
 * @param {() => void} run
 */
function item(isHere, unread, before, label, hidden, run) {
  return h(
    "li",
    { key: label },
    h(
      "button",
      { type: "button", class: unread ? "place unread" : "place", "aria-current": isHere && "page", onclick: run },
      before,
      h("span", { class: "place-name" }, label, hidden && h("span", { class: "unseen" }, hidden)),
      unread > 0 && h("span", { class: "count-badge" }, unread, h("span", { class: "unseen" }, " unread")),
    ),
  );
}
