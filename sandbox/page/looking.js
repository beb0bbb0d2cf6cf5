// @ts-check
/** Reading anew what one person sees, and keeping the newest answer when several are under way. */

import { getAs } from "./api.js";
import { settleDrafts } from "./surface.js";
import { learnChannels } from "./workspace.js";

/**
 * @typedef {import("./pane.js").Pane} Pane
 * @typedef {import("./message.js").Message} Message
 */

const EVERYTHING = ["conversations", "messages", "replies", "views", "home"];

/** What to look at again after each kind of change. @type {Record<string, string[]>} */
export const FOLLOWS = {
  message: ["conversations", "messages", "replies"],
  view: ["views"],
  home: ["home"],
  channels: ["conversations", "messages"],
  people: ["conversations", "messages"],
  return: EVERYTHING,
};

/** @type {WeakMap<Pane, Record<string, number>>} how often each noun was asked for */
const asked = new WeakMap();

/**
 * Read one of the nouns above, and draw the pane when the answer is still wanted.
 * @param {Pane} pane
 * @param {string} noun
 */
export async function look(pane, noun) {
  const turns = asked.get(pane) || {};
  asked.set(pane, turns);
  const turn = (turns[noun] || 0) + 1;
  turns[noun] = turn;
  const { place } = pane;
  const began = performance.now();
  const answer = pane.user ? await ask(pane, noun).catch(() => null) : null;
  if (!answer || turn !== turns[noun] || place !== pane.place) return;
  TAKE[noun](pane, answer, began);
  pane.draw();
}

/** @param {Pane} pane @param {string} noun @returns {Promise<any>} */
async function ask({ user, place }, noun) {
  const { kind, id, thread } = place;
  const shows = (kind === "channel" || kind === "messages") && Boolean(id);
  if (noun === "messages") return shows ? getAs(user, "messages", { channel: id }) : null;
  if (noun === "replies") return shows && thread ? getAs(user, "messages", { channel: id, thread_ts: thread }) : null;
  if (noun === "home") return kind === "home" ? getAs(user, "home") : null;
  return getAs(user, noun);
}

/** @type {Record<string, (pane: Pane, answer: any, began: number) => void>} */
const TAKE = {
  conversations(pane, { conversations }) {
    pane.conversations = conversations;
    learnChannels(conversations.filter((/** @type {any} */ one) => one.kind === "channel" || one.kind === "private"));
  },
  messages(pane, { messages }, began) {
    const fresh = since(pane, messages);
    pane.messages = messages;
    settleDrafts(pane, `${pane.place.id}-`, began);
    if (fresh.length) pane.said = fresh.map((message) => `${message.name}: ${message.text}`).join(" ");
  },
  replies(pane, { messages }) {
    pane.replies = messages;
  },
  views(pane, { views }, began) {
    pane.views = views;
    settleDrafts(pane, "view-", began);
  },
  home(pane, home, began) {
    pane.home = home;
    settleDrafts(pane, "home", began);
  },
};

/** What others have said since the last look. @param {Pane} pane @param {Message[]} messages */
function since(pane, messages) {
  if (!pane.messages) return [];
  const last = Number(pane.messages.at(-1)?.ts || 0);
  return messages.filter((one) => Number(one.ts) > last && one.user !== pane.user);
}
