// @ts-check
/** One message as its reader sees it. */

import { drawBlock, drawBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { fileNode } from "./pictures.js";
import { clockTime, dayInWords } from "./time.js";
import { person, workspace } from "./workspace.js";

/**
 * @typedef {import("./pane.js").Pane} Pane
 * @typedef {{ts: string, user: string | null, bot_id: string | null, name: string, text: string, blocks: any[] | null,
 *   attachments?: any[], state?: any, files?: any[], thread_ts?: string | null, reply_count?: number, edited?: boolean,
 *   ephemeral?: boolean, notice?: boolean}} Message
 */

/**
 * Return somebody's initials in their colour.
 * @param {{initials?: string, color?: string, real_name?: string, is_bot?: boolean} | undefined} who
 * @param {string} [size]
 */
export function avatar(who, size = "") {
  const node = h(
    "span",
    { class: `avatar ${size}${who?.is_bot ? " avatar-app" : ""}`, "aria-hidden": "true" },
    who?.is_bot ? icon("app") : who?.initials || "?",
  );
  if (who?.color && !who.is_bot)
    node.style.setProperty("--tint", who.color.startsWith("#") ? who.color : `#${who.color}`);
  return node;
}

/**
 * Return a message. `follows` leaves out who speaks, for one soon after another of the same person.
 * @param {Pane} pane
 * @param {string} channel
 * @param {Message} message
 * @param {{follows: boolean, inThread: boolean}} options
 */
export function drawMessage(pane, channel, message, { follows, inThread }) {
  const at = Number(message.ts);
  const { zone } = pane.reader();
  const time = h(
    "time",
    {
      class: "when",
      datetime: new Date(at * 1000).toISOString(),
      title: `${dayInWords(at, zone)}, ${clockTime(at, zone)}`,
    },
    clockTime(at, zone),
  );
  const head = h(
    "div",
    { class: "message-head" },
    h("span", { class: "who" }, message.name),
    message.bot_id && h("span", { class: "badge" }, "APP"),
    time,
  );
  const canReply = !inThread && !message.ephemeral && !message.notice;
  return h(
    "li",
    {
      class: `message${follows ? " follows" : ""}${message.ephemeral ? " ephemeral" : ""}`,
      key: `m-${message.ts}-${message.notice ? "n" : ""}`,
    },
    h("div", { class: "message-side" }, follows ? time.cloneNode(true) : face(message)),
    h(
      "article",
      { class: "message-main", "aria-label": `${message.name}, ${clockTime(at, zone)}` },
      message.ephemeral && h("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
      !follows && head,
      ...content(pane, channel, message),
      canReply && replies(pane, message),
    ),
    canReply &&
      h(
        "div",
        { class: "message-tools" },
        h(
          "button",
          {
            type: "button",
            class: "tool",
            "aria-label": "Reply in thread",
            title: "Reply in thread",
            onclick: () => pane.openThread(message.ts),
          },
          icon("reply"),
        ),
      ),
    message.notice &&
      h(
        "div",
        { class: "message-tools" },
        h(
          "button",
          {
            type: "button",
            class: "tool",
            "aria-label": "Dismiss",
            title: "Dismiss",
            onclick: () => pane.dismiss(message.ts),
          },
          icon("close"),
        ),
      ),
  );
}

/** @param {Message} message */
function face(message) {
  if (message.notice) return h("span", { class: "avatar avatar-notice", "aria-hidden": "true" }, icon("warn"));
  if (message.bot_id) return avatar(person(workspace().app.bot_user_id) || { is_bot: true });
  return avatar(person(message.user || ""));
}

/** @param {Pane} pane @param {string} channel @param {Message} message @returns {Node[]} */
function content(pane, channel, message) {
  const surface = {
    key: `${channel}-${message.ts}`,
    pane,
    where: { channel, ts: message.ts },
    state: message.state || {},
    errors: {},
    blocks: message.blocks || [],
  };
  const edited = message.edited && h("span", { class: "edited" }, " (edited)");
  const body = message.blocks?.length
    ? [h("div", { class: "blocks" }, drawBlocks(surface), edited)]
    : message.text
      ? [h("div", { class: "text" }, ...mrkdwn(message.text, pane.reader()), edited)]
      : [];
  const failure = pane.failures.get(surface.key);
  return [
    ...body,
    ...(message.attachments || []).map((one, at) => attachment(one, surface, at)),
    ...(message.files || []).map(fileNode),
    ...(failure ? [h("p", { class: "failure", role: "alert" }, icon("warn"), h("span", {}, failure))] : []),
  ];
}

/** @param {any} one @param {import("./surface.js").Surface} surface @param {number} at */
function attachment(one, surface, at) {
  const words = one.text || (one.blocks ? "" : one.fallback);
  const reader = surface.pane.reader();
  const blocks = (one.blocks || []).map((/** @type {any} */ block, /** @type {number} */ place) =>
    drawBlock(block, surface, place),
  );
  const node = h(
    "div",
    { class: "attachment", key: `attachment-${at}` },
    one.pretext && h("div", { class: "text" }, ...mrkdwn(one.pretext, reader)),
    one.title && h("p", { class: "card-title" }, one.title),
    words && h("div", { class: "text" }, ...mrkdwn(words, reader)),
    blocks,
  );
  if (/^#?[0-9a-f]{6}$/i.test(one.color || "")) node.style.setProperty("--tint", `#${one.color.replace("#", "")}`);
  return node;
}

/** @param {Pane} pane @param {Message} message */
function replies(pane, message) {
  if (!message.reply_count) return null;
  const words = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  return h(
    "button",
    { type: "button", class: "replies", onclick: () => pane.openThread(message.ts) },
    icon("reply"),
    words,
  );
}
