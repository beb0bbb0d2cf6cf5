// @ts-check
/** One or two people side by side; who and where is kept in the address, so that a reload finds it. */

import { h } from "./dom.js";
import { enter } from "./focus.js";
import { Pane } from "./pane.js";

const SIDES = /** @type {const} */ (["left", "right"]);

export class Panes {
  /** @param {HTMLElement} root @param {Pick<import("./pane.js").Hooks, "onShared" | "onState">} hooks @param {() => void} onChange */
  constructor(root, hooks, onChange) {
    this.root = root;
    this.onChange = onChange;
    this.shown = "left";
    const all = { ...hooks, onMove: () => this.keepAddress() };
    this.panes = SIDES.map((side) => new Pane(side, h("section", { class: "pane", key: side, "aria-label": side === "left" ? "First person" : "Second person" }), all));
    this.isDouble = true;
    this.isReading = false;
  }

  /** Return the panes that are open. */
  open() {
    return this.isDouble ? this.panes : this.panes.slice(0, 1);
  }

  /** Sign in whoever the address names. */
  async readAddress() {
    const address = new URLSearchParams(location.hash.slice(1));
    this.isDouble = !address.has("left") || address.has("right");
    this.isReading = true;
    this.draw();
    await Promise.all(
      this.open().map((pane) => {
        const [user = "", kind = "channel", id = "", thread = ""] = (address.get(pane.side) || "").split("/");
        return pane.signIn(user, { kind, id, thread });
      }),
    );
    this.isReading = false;
  }

  /** Write down who is where. */
  keepAddress() {
    if (!this.isReading) {
      const parts = this.open().map(({ side, user, place }) => `${side}=${[user, place.kind, place.id, place.thread].filter(Boolean).join("/")}`);
      history.replaceState(null, "", `#${parts.join("&")}`);
    }
    this.onChange();
  }

  /** Show one person, or two. */
  toggleSecond() {
    this.isDouble = !this.isDouble;
    this.shown = "left";
    if (!this.isDouble) this.panes[1].leave();
    this.keepAddress();
    this.draw();
  }

  /** On a narrow screen, show the other person. */
  toggleShown() {
    this.shown = this.shown === "left" ? "right" : "left";
    this.draw();
    this.onChange();
  }

  /** Move the keyboard to the other person. */
  focusOther() {
    const at = this.open().findIndex((pane) => pane.root.contains(document.activeElement));
    const next = this.open()[(at + 1) % this.open().length];
    enter(next.root);
  }

  draw() {
    this.root.className = this.isDouble ? `panes double shows-${this.shown}` : "panes";
    this.root.replaceChildren(...this.open().map((pane) => pane.root));
    for (const pane of this.open()) pane.draw();
  }
}
