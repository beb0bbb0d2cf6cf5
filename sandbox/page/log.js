// @ts-check
/** The drawer for the curious: every call, envelope and acknowledgement, newest last. */

import { get } from "./api.js";
import { h, patch } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {{n: number, at: number, kind: string, what: string, detail: any, ms: number | null}} Entry */

const MOST = 500;
const KINDS = { call: "Call", envelope: "Envelope", ack: "Ack", missed: "Missed" };

export class Log {
  /** @param {HTMLElement} root @param {() => void} onClose */
  constructor(root, onClose) {
    this.root = root;
    this.onClose = onClose;
    this.isOpen = false;
    this.words = "";
    this.kind = "";
    /** @type {Entry[]} */ this.entries = [];
    /** @type {Set<number>} */ this.unfolded = new Set();
    this.isReading = false;
  }

  /** Open or close the drawer. */
  async toggle() {
    this.isOpen = !this.isOpen;
    this.draw();
    if (this.isOpen) await this.read();
  }

  /** Read what is new. */
  async read() {
    if (!this.isOpen || this.isReading) return;
    this.isReading = true;
    const answer = await get("/client/log", { after: this.entries.at(-1)?.n || 0 }).catch(() => ({ entries: [] }));
    this.isReading = false;
    this.entries = [...this.entries, ...answer.entries].slice(-MOST);
    this.draw();
  }

  /** Begin anew: a workspace that was started again counts from one. */
  forget() {
    this.entries = [];
    void this.read();
  }

  /** @param {Entry} entry */
  isWanted(entry) {
    if (this.kind && entry.kind !== this.kind) return false;
    return (
      !this.words || `${entry.what} ${JSON.stringify(entry.detail)}`.toLowerCase().includes(this.words.toLowerCase())
    );
  }

  draw() {
    this.root.hidden = !this.isOpen;
    if (!this.isOpen) return;
    const list = this.root.querySelector(".log-list");
    const isAtEnd = !list || list.scrollHeight - list.scrollTop - list.clientHeight < MOST / 10;
    const rows = this.entries.filter((entry) => this.isWanted(entry)).map((entry) => this.row(entry));
    patch(this.root, [
      this.head(rows.length),
      h(
        "ol",
        { class: "log-list", tabindex: "0", "aria-label": "Entries" },
        rows,
        !rows.length && h("li", { class: "empty" }, "Nothing here yet."),
      ),
    ]);
    const drawn = this.root.querySelector(".log-list");
    if (isAtEnd && drawn) drawn.scrollTop = drawn.scrollHeight;
  }

  /** @param {number} count */
  head(count) {
    const option = (/** @type {string[]} */ [value, label]) => h("option", { value }, label);
    return h(
      "div",
      { class: "log-head" },
      h("h2", {}, "Log"),
      h("input", {
        type: "search",
        class: "field",
        placeholder: "Filter",
        "aria-label": "Filter",
        value: this.words,
        oninput: (/** @type {any} */ event) => this.sift({ words: event.currentTarget.value }),
      }),
      h(
        "select",
        {
          class: "field select",
          "aria-label": "Kind",
          value: this.kind,
          onchange: (/** @type {any} */ event) => this.sift({ kind: event.currentTarget.value }),
        },
        [["", "All kinds"], ...Object.entries(KINDS)].map(option),
      ),
      h("span", { class: "log-count", role: "status" }, count === 1 ? "1 entry" : `${count} entries`),
      h(
        "button",
        { type: "button", class: "quiet icon-only", "aria-label": "Close the log", onclick: this.onClose },
        icon("close"),
      ),
    );
  }

  /** @param {{words?: string, kind?: string}} wanted */
  sift(wanted) {
    Object.assign(this, wanted);
    this.draw();
  }

  /** @param {Entry} entry */
  row(entry) {
    const isUnfolded = this.unfolded.has(entry.n);
    const turn = () => {
      this.unfolded[isUnfolded ? "delete" : "add"](entry.n);
      this.draw();
    };
    const isBad = entry.kind === "missed" || entry.detail?.answer?.ok === false;
    return h(
      "li",
      { key: entry.n, class: isBad ? "log-entry bad" : "log-entry" },
      h(
        "button",
        { type: "button", class: "log-row", "aria-expanded": String(isUnfolded), onclick: turn },
        h("time", {}, new Date(entry.at * 1000).toISOString().slice(11, 23)),
        h(
          "span",
          { class: `log-kind log-${entry.kind}` },
          KINDS[/** @type {keyof typeof KINDS} */ (entry.kind)] || entry.kind,
        ),
        h("span", { class: "log-what" }, entry.what),
        h(
          "span",
          { class: "log-ms" },
          entry.ms === null || entry.ms === undefined
            ? ""
            : `${entry.ms < 10 ? entry.ms.toFixed(1) : Math.round(entry.ms)} ms`,
        ),
      ),
      isUnfolded && h("pre", {}, h("code", {}, JSON.stringify(entry.detail, null, 2))),
    );
  }
}
