// @ts-check
/** One person's side of the window: where they are, what they see, what they have typed. */

import { getAs, postAs } from "./api.js";
import { patch } from "./dom.js";
import { drawPane } from "./layout.js";
import { listen } from "./live.js";
import { followModal } from "./modal.js";
import { settleDrafts } from "./surface.js";
import { learnChannels, now, person } from "./workspace.js";

/**
 * @typedef {{kind: string, id: string, thread: string}} Place kind: channel, home, messages or about
 * @typedef {import("./message.js").Message} Message
 * @typedef {{onMove: () => void, onShared: (kinds: Set<string>) => void, onState: (isUp: boolean) => void}} Hooks
 */

const BOTTOM_PX = 40;
const TOLD_WITHIN_SECONDS = 5;
const EVERYTHING = ["conversations", "messages", "replies", "views", "home"];

/** What follows from each kind of change. @type {Record<string, string[]>} */
const FOLLOWS = {
  message: ["conversations", "messages", "replies"], view: ["views"], home: ["home"], channels: ["conversations", "messages"],
  people: ["conversations", "messages"], clock: [], connections: [], log: [], return: EVERYTHING,
};

export class Pane {
  /** @param {"left" | "right"} side @param {HTMLElement} root @param {Hooks} hooks */
  constructor(side, root, hooks) {
    this.side = side;
    this.root = root;
    this.hooks = hooks;
    this.showsPlaces = false;
    this.stop = () => {};
    this.texts = new Map();
    this.leave();
  }

  /** Forget the person and all they see. */
  leave() {
    this.stop();
    this.stop = () => {};
    this.user = "";
    /** @type {Place} */ this.place = { kind: "channel", id: "", thread: "" };
    /** @type {any[]} */ this.conversations = [];
    /** @type {Message[] | null} */ this.messages = null;
    /** @type {Message[]} */ this.replies = [];
    /** @type {any[]} */ this.views = [];
    /** @type {any} */ this.home = null;
    /** @type {Map<string, import("./surface.js").Draft>} */ this.drafts = new Map();
    /** @type {Set<string>} */ this.busy = new Set();
    /** @type {Map<string, string>} */ this.failures = new Map();
    /** @type {Map<string, Message[]>} */ this.notices = new Map();
    /** @type {{object: any, answer: (agreed: boolean) => void} | null} */ this.question = null;
    /** @type {import("./completion.js").Completion | null} */ this.completion = null;
    /** @type {string | null} */ this.topView = null;
    /** @type {HTMLElement | null} */ this.focusBefore = null;
    /** @type {Record<string, number>} */ this.asked = {};
    this.waiting = "";
    this.said = "";
  }

  /**
   * Become `user`, at `place` when they can see it.
   * @param {string} user
   * @param {Place} [place]
   */
  async signIn(user, place) {
    const wished = place || this.place;
    this.leave();
    if (!person(user) || person(user)?.deleted) return this.draw();
    this.user = user;
    this.texts = new Map(JSON.parse(sessionStorage.getItem(`texts-${this.side}-${user}`) || "[]"));
    this.stop = listen(user, (changes) => this.follow(changes), this.hooks.onState);
    await this.refresh("conversations", "views");
    const found = this.conversations.find((one) => one.id === wished.id && (wished.kind === "channel") === (one.kind !== "app"));
    const first = this.conversations[0];
    const app = this.conversations.find((one) => one.kind === "app");
    const kept = found ? wished : wished.kind === "channel" || !app ? { kind: "channel", id: first?.id || "", thread: "" } : { ...wished, id: app.id };
    return this.go(kept);
  }

  /** @param {Place} place */
  async go(place) {
    this.place = place;
    this.messages = null;
    this.replies = [];
    this.home = null;
    this.completion = null;
    this.showsPlaces = false;
    this.hooks.onMove();
    this.draw();
    if (place.kind === "home") await this.openTab("home");
    if (place.kind === "messages") await this.openTab("messages_tab");
    await this.refresh("messages", "replies", "home", "conversations");
  }

  /** @param {"home" | "messages_tab"} tab */
  async openTab(tab) {
    const outcome = await postAs(this.user, tab);
    if (outcome.ok) this.failures.delete("home");
    else this.failures.set("home", outcome.error || "The app did not answer.");
  }

  /**
   * Look again at some of what this person sees.
   * @param {...string} nouns
   */
  async refresh(...nouns) {
    await Promise.all(nouns.map((noun) => this.look(noun)));
  }

  /** @param {string} noun */
  async look(noun) {
    const turn = (this.asked[noun] = (this.asked[noun] || 0) + 1);
    const { user, place } = this;
    const began = performance.now();
    const answer = user ? await this.ask(noun).catch(() => null) : null;
    const isStale = turn !== this.asked[noun] || user !== this.user || place !== this.place;
    if (!answer || isStale) return;
    this.take(noun, answer, began);
    this.draw();
  }

  /** @param {string} noun @returns {Promise<any>} */
  async ask(noun) {
    const { kind, id, thread } = this.place;
    const shows = kind === "channel" || kind === "messages";
    if (noun === "messages") return shows && id ? getAs(this.user, "messages", { channel: id }) : null;
    if (noun === "replies") return shows && thread ? getAs(this.user, "messages", { channel: id, thread_ts: thread }) : null;
    if (noun === "home") return kind === "home" ? getAs(this.user, "home") : null;
    return getAs(this.user, noun);
  }

  /** @param {string} noun @param {any} answer @param {number} began */
  take(noun, answer, began) {
    if (noun === "messages") this.announceNew(answer.messages);
    if (noun === "home") this.home = answer;
    else Object.assign(this, { [noun]: answer[noun === "replies" ? "messages" : noun] });
    if (noun === "messages") this.messages = this.withNotices(answer.messages);
    if (noun === "conversations") learnChannels(answer.conversations.filter((/** @type {any} */ one) => one.kind === "channel" || one.kind === "private"));
    if (noun === "views") settleDrafts(this, "view-", began);
    if (noun === "home") settleDrafts(this, "home", began);
    if (noun === "messages") settleDrafts(this, `${this.place.id}-`, began);
  }

  /** @param {import("./live.js").Change[]} changes */
  follow(changes) {
    const kinds = new Set(changes.map((change) => change.kind));
    this.hooks.onShared(kinds);
    void this.refresh(...new Set([...kinds].flatMap((kind) => FOLLOWS[kind] || [])));
  }

  /** Return for whom dates and mentions are written. */
  reader() {
    return { zone: person(this.user)?.tz || "UTC", reader: this.user };
  }

  /**
   * Show what came of something this person did: a failure the workspace has not told them of already
   * becomes a notice only they see.
   * @param {import("./api.js").Outcome} outcome
   * @param {string} [channel]
   */
  async tell(outcome, channel = this.place.id) {
    const began = now() - TOLD_WITHIN_SECONDS;
    await this.refresh("messages", "replies", "views", "home");
    const isSaid = this.messages?.some((message) => message.ephemeral && message.text === outcome.error && Number(message.ts) >= began);
    if (outcome.error && !isSaid) {
      const notice = { ts: now().toFixed(6), user: null, bot_id: null, name: "Slackbot", text: outcome.error, blocks: null, ephemeral: true, notice: true };
      this.notices.set(channel, [...(this.notices.get(channel) || []), notice]);
      this.announce(outcome.error);
      if (this.place.kind === "home") this.failures.set("home", outcome.error);
      await this.refresh("messages");
    }
  }

  /** @param {Message[]} messages */
  withNotices(messages) {
    const notices = this.notices.get(this.place.id) || [];
    return [...messages, ...notices].sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  /** @param {string} ts of a notice */
  dismiss(ts) {
    const left = (this.notices.get(this.place.id) || []).filter((notice) => notice.ts !== ts);
    this.notices.set(this.place.id, left);
    void this.refresh("messages");
  }

  /** @param {Message[]} messages */
  announceNew(messages) {
    const last = this.messages?.at(-1)?.ts;
    const fresh = last ? messages.filter((message) => Number(message.ts) > Number(last) && message.user !== this.user) : [];
    if (fresh.length) this.announce(fresh.map((message) => `${message.name}: ${message.text}`).join(" "));
  }

  /** @param {string} words for a screen reader */
  announce(words) {
    this.said = words;
    this.draw();
  }

  /** @param {string} ts */
  openThread(ts) {
    void this.move({ ...this.place, thread: ts });
  }

  closeThread() {
    void this.move({ ...this.place, thread: "" });
  }

  /** @param {Place} place with the same conversation */
  async move(place) {
    this.place = place;
    this.replies = [];
    this.hooks.onMove();
    this.draw();
    await this.refresh("messages", "replies");
    if (place.thread) document.getElementById(`${this.side}-composer-thread`)?.focus();
  }

  togglePlaces() {
    this.showsPlaces = !this.showsPlaces;
    this.draw();
  }

  /** @param {string} key @param {string} text being written in a composer */
  keepText(key, text) {
    if (text) this.texts.set(key, text);
    else this.texts.delete(key);
    sessionStorage.setItem(`texts-${this.side}-${this.user}`, JSON.stringify([...this.texts]));
  }

  /** Bring the screen up to date; who reads the newest message goes on reading the newest. */
  draw() {
    const lists = () => /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll(".scroll:has(> .messages)")]);
    const away = new Set(lists().filter((list) => list.scrollHeight - list.scrollTop - list.clientHeight > BOTTOM_PX).map((list) => list.dataset.key));
    patch(this.root, drawPane(this));
    for (const list of lists()) if (!away.has(list.dataset.key)) list.scrollTop = list.scrollHeight;
    followModal(this);
  }
}
