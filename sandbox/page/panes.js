// @ts-check
/** One or two people side by side; who and where is kept in the address, so that a reload finds it. */

import { h } from "./dom.js";
import { enter } from "./focus.js";
import { Pane } from "./pane.js";
import { members } from "./workspace.js";

const SIDES = /** @type {const} */ (["left", "right"]);

export class Panes {
  /**
   * @param {HTMLElement} root
   * @param {Pick<import("./pane.js").Hooks, "onShared" | "onState">} hooks
   * @param {() => void} onChange
   */
  constructor(root, hooks, onChange) {
    this.root = root;
    this.onChange = onChange;
    this.shown = "left";
    /** @type {import("./pane.js").Hooks} */
    this.hooks = { ...hooks, onMove: () => this.keepAddress(), signIn: (pane, user) => this.signIn(pane, user) };
    this.panes = SIDES.map((side) => {
      const label = side === "left" ? "First person" : "Second person";
      return new Pane(side, h("section", { class: "pane", key: side, "aria-label": label }), this.hooks, "");
    });
    this.isDouble = true;
    this.isReading = false;
  }

  /** Return the panes that are open. */
  open() {
    return this.isDouble ? this.panes : this.panes.slice(0, 1);
  }

  /**
   * Give a side to `user`, at `place` when they can see it; to nobody when there is no such member.
   * @param {Pane} pane
   * @param {string} user
   * @param {import("./pane.js").Place} [place]
   */
  async signIn(pane, user, place = pane.place) {
    pane.end();
    const isMember = members().some((one) => one.id === user);
    const next = new Pane(pane.side, pane.root, this.hooks, isMember ? user : "");
    this.panes[this.panes.indexOf(pane)] = next;
    await next.arrive(place);
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
        return this.signIn(pane, user, { kind, id, thread });
      }),
    );
    this.isReading = false;
  }

  /** Write down who is where. */
  keepAddress() {
    if (!this.isReading) {
      const parts = this.open().map(
        ({ side, user, place }) => `${side}=${[user, place.kind, place.id, place.thread].filter(Boolean).join("/")}`,
      );
      history.replaceState(null, "", `#${parts.join("&")}`);
    }
    this.onChange();
  }

  /** Show one person, or two. */
  toggleSecond() {
    this.isDouble = !this.isDouble;
    this.shown = "left";
    if (!this.isDouble) void this.signIn(this.panes[1], "");
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
