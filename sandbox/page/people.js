// @ts-check
/** The list of people: who is here and what they are; somebody new; somebody gone. */

import { post } from "./api.js";
import { h, patch } from "./dom.js";
import { keepTabInside } from "./focus.js";
import { icon } from "./icons.js";
import { avatar } from "./message.js";
import { city, clockTime } from "./time.js";
import { now, standing, workspace } from "./workspace.js";

const KINDS = {
  member: "Member",
  admin: "Admin",
  guest: "Guest",
  single_channel_guest: "Single-channel guest",
  foreign: "Person of another workspace",
};

export class People {
  /** @param {HTMLElement} root @param {{onClose: () => void, onChange: () => Promise<void>}} hooks */
  constructor(root, { onClose, onChange }) {
    this.root = root;
    this.onClose = onClose;
    this.onChange = onChange;
    this.isOpen = false;
    this.problem = "";
    /** @type {HTMLElement | null} */ this.back = null;
  }

  /** Open or close the panel. */
  toggle() {
    this.isOpen = !this.isOpen;
    this.problem = "";
    if (this.isOpen) this.back = /** @type {HTMLElement} */ (document.activeElement);
    this.draw();
    if (this.isOpen) /** @type {HTMLElement | null} */ (this.root.querySelector("#new-name"))?.focus();
    else this.back?.focus();
  }

  draw() {
    this.root.hidden = !this.isOpen;
    if (!this.isOpen) return;
    /** @param {any} event */
    this.root.onkeydown = (event) => {
      if (event.key === "Escape") this.onClose();
      keepTabInside(event, this.root);
    };
    patch(this.root, [
      h(
        "div",
        { class: "heading" },
        h("h2", {}, "People"),
        h(
          "button",
          { type: "button", class: "quiet icon-only", "aria-label": "Close", onclick: this.onClose },
          icon("close"),
        ),
      ),
      h(
        "div",
        { class: "panel-body" },
        this.form(),
        h(
          "ul",
          { class: "people-list" },
          workspace().users.map((user) => this.row(user)),
        ),
      ),
    ]);
  }

  form() {
    const field = (/** @type {string} */ id, /** @type {string} */ label, /** @type {Node} */ control) =>
      h("div", { class: "input" }, h("label", { class: "label", for: id }, label), control);
    const zones = Intl.supportedValuesOf("timeZone").map((zone) => h("option", { value: zone }));
    const kinds = Object.entries(KINDS).map(([value, label]) => h("option", { value }, label));
    return h(
      "form",
      { class: "new-person", onsubmit: (/** @type {any} */ event) => void this.add(event) },
      h("h3", {}, "Add somebody"),
      field(
        "new-name",
        "Name",
        h("input", {
          id: "new-name",
          name: "name",
          class: "field",
          type: "text",
          required: true,
          autocomplete: "off",
          maxlength: 80,
        }),
      ),
      field(
        "new-zone",
        "Time zone",
        h("input", {
          id: "new-zone",
          name: "tz",
          class: "field",
          type: "text",
          list: "zones",
          placeholder: "Europe/Berlin",
          required: true,
          autocomplete: "off",
        }),
      ),
      h("datalist", { id: "zones" }, zones),
      field("new-kind", "Kind", h("select", { id: "new-kind", name: "kind", class: "field select" }, kinds)),
      this.problem && h("p", { class: "failure", role: "alert" }, icon("warn"), h("span", {}, this.problem)),
      h("button", { class: "button primary", type: "submit" }, "Add"),
    );
  }

  /** @param {SubmitEvent & {currentTarget: HTMLFormElement}} event */
  async add(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const isDone = await this.change("/client/people", Object.fromEntries(new FormData(form)));
    if (isDone) form.reset();
  }

  /** @param {string} path @param {Record<string, any>} body */
  async change(path, body) {
    const outcome = await post(path, body);
    this.problem = outcome.ok ? "" : outcome.error || "That did not work.";
    await this.onChange();
    this.draw();
    return outcome.ok;
  }

  /** @param {import("./workspace.js").Person} user */
  row(user) {
    const at = `${clockTime(now(), user.tz)} in ${city(user.tz)}`;
    const set = (/** @type {Record<string, any>} */ body) => () => void this.change(`/client/people/${user.id}`, body);
    const button = (/** @type {string} */ label, /** @type {Record<string, any>} */ body) =>
      h(
        "button",
        { type: "button", class: "button small", "aria-label": `${label}: ${user.real_name}`, onclick: set(body) },
        label,
      );
    const isOurs = !user.is_bot && !user.is_stranger;
    const isPlain = isOurs && !user.is_restricted && !user.is_ultra_restricted && !user.is_owner && !user.deleted;
    return h(
      "li",
      { key: user.id, class: user.deleted ? "person-row gone" : "person-row" },
      avatar(user),
      h(
        "div",
        { class: "me-words" },
        h("strong", {}, user.real_name),
        h("small", {}, [standing(user), user.is_bot ? "" : at].filter(Boolean).join(" · ")),
      ),
      isOurs &&
        h(
          "div",
          { class: "row" },
          isPlain && button(user.is_admin ? "Remove as admin" : "Make admin", { is_admin: !user.is_admin }),
          button(user.deleted ? "Reactivate" : "Deactivate", { deleted: !user.deleted }),
        ),
    );
  }
}
