// @ts-check
/** Who a pane belongs to, and the one press that makes it somebody else's. */

import { h } from "./dom.js";
import { enter } from "./focus.js";
import { icon } from "./icons.js";
import { avatar } from "./message.js";
import { openMenu } from "./popup.js";
import { city, clockTime, shortDay } from "./time.js";
import { members, nameOf, now, person, standing } from "./workspace.js";

/** @typedef {import("./pane.js").Pane} Pane */

/**
 * Return the head of a pane: its person, their local time, and everybody else one press away.
 * @param {Pane} pane
 */
export function drawPersonBar(pane) {
  const me = person(pane.user);
  const others = members().filter((user) => user.id !== pane.user);
  const open = (/** @type {any} */ event) =>
    openMenu(
      event.currentTarget,
      members().map((user) => menuItem(pane, user)),
      "Sign in as",
    );
  const face = (/** @type {any} */ user) =>
    h(
      "button",
      {
        type: "button",
        class: "face",
        key: user.id,
        "aria-label": `Sign in as ${user.real_name}`,
        title: `Sign in as ${user.real_name}`,
        onclick: () => pane.signIn(user.id),
      },
      avatar(user, "small"),
    );
  return h(
    "header",
    { class: "person-bar", key: "person" },
    h(
      "button",
      {
        type: "button",
        class: "quiet icon-only to-places",
        "aria-label": "Channels and apps",
        "aria-expanded": String(pane.showsPlaces),
        onclick: () => pane.togglePlaces(),
      },
      icon("menu"),
    ),
    h(
      "button",
      {
        type: "button",
        class: "quiet me",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": `Signed in as ${nameOf(pane.user)}. Change person`,
        onclick: open,
      },
      avatar(me, "small"),
      h(
        "span",
        { class: "me-words" },
        h("strong", {}, nameOf(pane.user)),
        me && h("small", {}, `${shortDay(now(), me.tz)}, ${clockTime(now(), me.tz)} in ${city(me.tz)}`),
      ),
      icon("down"),
    ),
    h("div", { class: "faces", role: "group", "aria-label": "Sign in as somebody else" }, others.map(face)),
  );
}

/** @param {Pane} pane @param {import("./workspace.js").Person} user */
function menuItem(pane, user) {
  const hint = [standing(user), `${clockTime(now(), user.tz)} in ${city(user.tz)}`].filter(Boolean).join(" · ");
  return {
    label: user.real_name,
    hint,
    before: avatar(user, "small"),
    current: user.id === pane.user,
    run: () => pane.signIn(user.id),
  };
}

/**
 * Return what a pane shows while nobody is signed in: everybody, one press each.
 * @param {Pane} pane
 */
export function drawDoor(pane) {
  const card = (/** @type {import("./workspace.js").Person} */ user) =>
    h(
      "li",
      { key: user.id },
      h(
        "button",
        { type: "button", class: "door-card", onclick: () => void pane.signIn(user.id).then(() => enter(pane.root)) },
        avatar(user),
        h(
          "span",
          { class: "me-words" },
          h("strong", {}, user.real_name),
          h("small", {}, [standing(user), city(user.tz)].filter(Boolean).join(" · ")),
        ),
      ),
    );
  return h(
    "div",
    { class: "door", key: "door" },
    h("h2", {}, "Sign in as anybody"),
    h("p", {}, "One press, no password. What this person would see in Slack, you see here."),
    h("ul", {}, members().map(card)),
  );
}
