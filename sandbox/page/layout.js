// @ts-check
/** How the parts of a pane stand together. */

import { drawConfirm } from "./confirm.js";
import { drawConversation, drawHeading, drawThread } from "./conversation.js";
import { h } from "./dom.js";
import { drawApp } from "./home.js";
import { drawModal } from "./modal.js";
import { drawDoor, drawPersonBar } from "./personbar.js";
import { drawSidebar } from "./sidebar.js";

/**
 * Return everything in a pane.
 * @param {import("./pane.js").Pane} pane
 * @returns {any[]}
 */
export function drawPane(pane) {
  const live = h("div", { class: "unseen", key: "live", "aria-live": "polite" }, pane.said);
  if (!pane.user) return [drawDoor(pane), live];
  const conversation = pane.conversations.find((/** @type {any} */ one) => one.id === pane.place.id);
  const isCovered = pane.views.length > 0 || Boolean(pane.question);
  const look = ["pane-body", pane.showsPlaces && "shows-places", pane.place.thread && "shows-thread"]
    .filter(Boolean)
    .join(" ");
  return [
    drawPersonBar(pane),
    h(
      "div",
      { class: "pane-stage", key: "stage" },
      h(
        "div",
        { class: look, key: "body", inert: isCovered },
        drawSidebar(pane),
        h(
          "div",
          { class: "content", key: `content-${pane.place.kind === "channel" ? pane.place.id : "app"}` },
          content(pane, conversation),
        ),
        drawThread(pane, conversation),
      ),
      drawModal(pane),
      drawConfirm(pane),
    ),
    live,
  ];
}

/** @param {import("./pane.js").Pane} pane @param {any} conversation @returns {any[]} */
function content(pane, conversation) {
  if (!conversation) return [h("p", { class: "empty" }, "Nothing to see here.")];
  return pane.place.kind === "channel"
    ? [drawHeading(conversation), ...drawConversation(pane, conversation)]
    : drawApp(pane, conversation);
}
