// @ts-check
/** A conversation, its heading, and the thread beside it. */

import { post } from "./api.js";
import { openList } from "./choices.js";
import { drawComposer } from "./composer.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessage } from "./message.js";
import { dayHeading, isoDay } from "./time.js";
import { now, standing, workspace } from "./workspace.js";

/**
 * @typedef {import("./pane.js").Pane} Pane
 * @typedef {import("./message.js").Message} Message
 */

const TOGETHER_SECONDS = 300;

/**
 * Return the messages of a conversation and the place to write.
 * @param {Pane} pane
 * @param {any} conversation
 */
export function drawConversation(pane, conversation) {
  const shown = pane.shown();
  const isEmpty = pane.messages && !shown.length;
  return [
    h(
      "div",
      { class: "scroll", key: `scroll-${conversation.id}`, tabindex: "0", role: "region", "aria-label": "Messages" },
      isEmpty && h("p", { class: "empty" }, emptyWords(conversation)),
      h("ol", { class: "messages" }, ...messageList(pane, conversation.id, shown, false)),
    ),
    conversation.can_post === false
      ? h(
          "p",
          { class: "read-only", key: "read-only" },
          `${workspace().app.name} sends messages here. Nobody writes back in this tab.`,
        )
      : drawComposer(pane, conversation, null),
  ];
}

/** @param {any} conversation */
function emptyWords(conversation) {
  return conversation.kind === "app"
    ? `Messages from ${workspace().app.name} to you appear here.`
    : "Nothing has been said here yet.";
}

/**
 * Return the heading of a conversation, with its members.
 * @param {any} conversation
 */
export function drawHeading(conversation) {
  const count = conversation.members.length;
  return h(
    "div",
    { class: "heading", key: "heading" },
    h("h2", {}, icon(conversation.kind === "private" ? "lock" : "hash"), conversation.name),
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        title: "Who is in this channel",
        onclick: (/** @type {any} */ event) => openMembers(event.currentTarget, conversation),
      },
      icon("people"),
      count === 1 ? "1 member" : `${count} members`,
    ),
  );
}

/** @param {HTMLElement} anchor @param {any} conversation */
function openMembers(anchor, conversation) {
  const before = new Set(conversation.members);
  const shown = workspace().users.filter((user) => !user.deleted && (!user.is_bot || before.has(user.id)));
  const give = (/** @type {string[]} */ values) => {
    const after = new Set(values);
    for (const { id } of shown) {
      if (before.has(id) === after.has(id)) continue;
      before[after.has(id) ? "add" : "delete"](id);
      void post(`/client/channels/${conversation.id}/members`, { user: id, member: after.has(id) });
    }
  };
  const choices = shown.map((user) => ({ label: user.real_name || user.name, value: user.id, hint: standing(user) }));
  openList(anchor, {
    groups: [{ label: "", choices }],
    chosen: new Set(before),
    most: Infinity,
    label: "Members",
    give,
  });
}

/**
 * @param {Pane} pane
 * @param {string} channel
 * @param {Message[]} messages
 * @param {boolean} inThread
 * @returns {Node[]}
 */
function messageList(pane, channel, messages, inThread) {
  const { zone } = pane.reader();
  return messages.flatMap((message, at) => {
    const before = messages[at - 1];
    const isNewDay = !before || isoDay(Number(before.ts), zone) !== isoDay(Number(message.ts), zone);
    const node = drawMessage(pane, channel, message, { follows: !isNewDay && follows(before, message), inThread });
    if (!isNewDay || inThread) return [node];
    const words = dayHeading(Number(message.ts), zone, now());
    return [h("li", { class: "day", key: `day-${isoDay(Number(message.ts), zone)}` }, h("span", {}, words)), node];
  });
}

/** @param {Message} before @param {Message} message */
function follows(before, message) {
  const isSame = before.user === message.user && before.bot_id === message.bot_id && before.name === message.name;
  return isSame && !before.ephemeral && !message.ephemeral && Number(message.ts) - Number(before.ts) < TOGETHER_SECONDS;
}

/**
 * Return the side panel of a thread, or nothing when none is open.
 * @param {Pane} pane
 * @param {any} conversation
 */
export function drawThread(pane, conversation) {
  if (!pane.place.thread || !conversation) return null;
  const label = `Thread in ${conversation.kind === "app" ? workspace().app.name : `#${conversation.name}`}`;
  return h(
    "aside",
    {
      class: "thread",
      key: "thread",
      "aria-label": label,
      onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && pane.closeThread(),
    },
    h(
      "div",
      { class: "heading" },
      h("h2", {}, "Thread"),
      h(
        "button",
        { type: "button", class: "quiet icon-only", "aria-label": "Close thread", onclick: () => pane.closeThread() },
        icon("close"),
      ),
    ),
    h(
      "div",
      { class: "scroll", key: `thread-${pane.place.thread}`, tabindex: "0", role: "region", "aria-label": "Replies" },
      h("ol", { class: "messages" }, ...messageList(pane, conversation.id, pane.replies, true)),
    ),
    conversation.can_post !== false && drawComposer(pane, conversation, pane.place.thread),
  );
}
