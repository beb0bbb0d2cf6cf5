// @ts-check
/** One person's side of the window: where they are, what they see, what they have typed. */

import { postAs } from "./api.js";
import { patch } from "./dom.js";
import { drawPane } from "./layout.js";
import { listen } from "./live.js";
import { FOLLOWS, look } from "./looking.js";
import { followModal } from "./modal.js";
import { now, person } from "./workspace.js";

/**
 * @typedef {{kind: string, id: string, thread: string}} Place kind: channel, home, messages or about
 * @typedef {import("./message.js").Message} Message
 * @typedef {{onMove: () => void, onShared: (kinds: Set<string>) => void, onState: (isUp: boolean) => void,
 *   signIn: (pane: Pane, user: string) => Promise<void>}} Hooks
 */

const BOTTOM_PX = 40;
const TOLD_WITHIN_SECONDS = 5;

/** A pane lives as long as one person is signed in on its side; `user` is empty while nobody is. */
export class Pane {
  /** @param {"left" | "right"} side @param {HTMLElement} root @param {Hooks} hooks @param {string} user */
  constructor(side, root, hooks, user) {
    this.side = side;
    this.root = root;
    this.hooks = hooks;
    this.user = user;
    /** @type {Place} */ this.place = { kind: "channel", id: "", thread: "" };
    /** @type {any[]} */ this.conversations = [];
    /** @type {Message[] | null} */ this.messages = null;
    /** @type {Message[]} */ this.replies = [];
    /** @type {any[]} */ this.views = [];
    /** @type {any} */ this.home = null;
    /** @type {Map<string, string>} */ this.texts = new Map(
      JSON.parse(sessionStorage.getItem(this.textsKey()) || "[]"),
    );
    /** @type {Map<string, import("./surface.js").Draft>} */ this.drafts = new Map();
    /** @type {Set<string>} */ this.busy = new Set();
    /** Files on their way into forms. @type {Set<Promise<void>>} */ this.uploads = new Set();
    /** @type {Map<string, string>} */ this.failures = new Map();
    /** @type {Map<string, Message[]>} */ this.notices = new Map();
    /** @type {{object: any, answer: (agreed: boolean) => void} | null} */ this.question = null;
    /** @type {import("./completion.js").Completion | null} */ this.completion = null;
    /** @type {string | null} */ this.topView = null;
    /** @type {HTMLElement | null} */ this.focusBefore = null;
    this.waiting = "";
    this.said = "";
    this.showsPlaces = false;
    this.isOver = false;
    this.stop = user ? listen(user, (changes) => this.follow(changes), hooks.onState) : () => {};
  }

  /** Stop listening and drawing: the side belongs to somebody else. */
  end() {
    this.isOver = true;
    this.stop();
  }

  /** @param {string} user */
  signIn(user) {
    return this.hooks.signIn(this, user);
  }

  /**
   * Go to `wished`, or to the nearest place this person can see.
   * @param {Place} wished
   */
  async arrive(wished) {
    if (!this.user) return this.draw();
    await this.refresh("conversations", "views");
    const [first] = this.conversations;
    const app = this.conversations.find((one) => one.kind === "app");
    if (wished.kind !== "channel" && app) return this.go({ ...wished, id: app.id });
    const found = this.conversations.some((one) => one.id === wished.id && one !== app);
    return this.go(found ? wished : { kind: "channel", id: first?.id || "", thread: "" });
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
    await Promise.all(nouns.map((noun) => look(this, noun)));
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
    const isSaid = this.messages?.some((one) => one.ephemeral && one.text === outcome.error && Number(one.ts) >= began);
    if (!outcome.error || isSaid) return;
    /** @type {Message} */
    const notice = {
      ts: now().toFixed(6),
      user: null,
      bot_id: null,
      name: "Slackbot",
      text: outcome.error,
      blocks: null,
      ephemeral: true,
      notice: true,
    };
    this.notices.set(channel, [...(this.notices.get(channel) || []), notice]);
    if (this.place.kind === "home") this.failures.set("home", outcome.error);
    this.announce(outcome.error);
  }

  /** Return what stands in the conversation, the notices for this person among it; oldest first. */
  shown() {
    const notices = this.notices.get(this.place.id) || [];
    return [...(this.messages || []), ...notices].sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  /** @param {string} ts of a notice */
  dismiss(ts) {
    const left = (this.notices.get(this.place.id) || []).filter((notice) => notice.ts !== ts);
    this.notices.set(this.place.id, left);
    this.draw();
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
    document.getElementById(`${this.side}-composer-${place.thread ? "thread" : "main"}`)?.focus();
  }

  togglePlaces() {
    this.showsPlaces = !this.showsPlaces;
    this.draw();
  }

  textsKey() {
    return `texts-${this.side}-${this.user}`;
  }

  /** @param {string} key @param {string} text being written in a composer */
  keepText(key, text) {
    if (text) this.texts.set(key, text);
    else this.texts.delete(key);
    sessionStorage.setItem(this.textsKey(), JSON.stringify([...this.texts]));
  }

  /**
   * Bring the screen up to date; who reads the newest message goes on reading the newest. The lists are
   * laid out from below, so 0 is the end and everything above it negative.
   */
  draw() {
    if (this.isOver) return;
    const lists = () => /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll(".scroll:has(> .messages)")]);
    const isAway = (/** @type {HTMLElement} */ list) => list.scrollTop < -BOTTOM_PX;
    const away = new Set(
      lists()
        .filter(isAway)
        .map((list) => list.dataset.key),
    );
    patch(this.root, drawPane(this));
    for (const list of lists()) if (!away.has(list.dataset.key)) list.scrollTop = 0;
    followModal(this);
  }
}
