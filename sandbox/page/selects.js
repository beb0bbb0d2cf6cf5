// @ts-check
/** Select menus: one or several of the app's options, of the people, of the conversations. */

import { chooseMany } from "./choices.js";
import { tied } from "./control.js";
import { h } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { chooseSuggested } from "./suggestions.js";
import { nameOf, standing, workspace } from "./workspace.js";

/**
 * @typedef {import("./control.js").Control} Control
 * @typedef {{label: string, value: string, hint?: string}} Choice
 * @typedef {{label: string, choices: Choice[]}} Group a group without a label is the plain list
 */

/** @type {Record<string, (control: Control) => Node>} */
export const SELECTS = {
  static_select: (control) => one(control, optionGroups(control.element)),
  users_select: (control) => one(control, people()),
  conversations_select: (control) => one(control, conversations(control, control.element.filter)),
  channels_select: (control) => one(control, conversations(control, { include: ["public"] })),
  external_select: (control) => chooseSuggested(control, false),
  multi_static_select: (control) => chooseMany(control, optionGroups(control.element)),
  multi_users_select: (control) => chooseMany(control, people()),
  multi_conversations_select: (control) => chooseMany(control, conversations(control, control.element.filter)),
  multi_channels_select: (control) => chooseMany(control, conversations(control, { include: ["public"] })),
  multi_external_select: (control) => chooseSuggested(control, true),
};

/** @param {any} element @returns {Group[]} */
function optionGroups(element) {
  const choices = (/** @type {any[]} */ options) =>
    options.map((option) => ({ label: plain(option.text), value: option.value, hint: plain(option.description) }));
  if (element.option_groups)
    return element.option_groups.map((/** @type {any} */ group) => ({
      label: plain(group.label),
      choices: choices(group.options),
    }));
  return [{ label: "", choices: choices(element.options || []) }];
}

/** @returns {Group[]} */
function people() {
  const all = workspace().users.filter((user) => !user.deleted);
  return [
    {
      label: "",
      choices: all.map((user) => ({ label: user.real_name || user.name, value: user.id, hint: standing(user) })),
    },
  ];
}

const KINDS = { channel: "public", private: "private", app: "im", dm: "im" };

/**
 * @param {Control} control
 * @param {{include?: string[], exclude_bot_users?: boolean} | undefined} filter
 * @returns {Group[]}
 */
function conversations(control, filter) {
  const wanted = control.surface.pane.conversations.filter((/** @type {any} */ one) => {
    const kind = KINDS[/** @type {keyof typeof KINDS} */ (one.kind)];
    return (!filter?.include || filter.include.includes(kind)) && !(filter?.exclude_bot_users && one.kind === "app");
  });
  const title = (/** @type {any} */ one) =>
    one.kind === "app" ? workspace().app.name : one.kind === "dm" ? nameOf(one.name) : `#${one.name}`;
  return [
    {
      label: "",
      choices: wanted.map((/** @type {any} */ item) => ({
        label: title(item),
        value: item.id,
        hint: item.kind === "private" ? "private" : "",
      })),
    },
  ];
}

/** @param {Control} control @param {Group[]} groups */
function one(control, groups) {
  const { element, value } = control;
  const option = (/** @type {Choice} */ choice) =>
    h("option", { value: choice.value }, choice.hint ? `${choice.label} (${choice.hint})` : choice.label);
  const first = h(
    "option",
    { value: "", disabled: !(control.inInput && control.optional) },
    plain(element.placeholder) || "Choose an option",
  );
  const rest = groups.map((group) =>
    group.label ? h("optgroup", { label: group.label }, group.choices.map(option)) : group.choices.map(option),
  );
  const change = (/** @type {any} */ event) => control.give(event.currentTarget.value || null);
  return h(
    "select",
    {
      ...tied(control),
      key: control.id,
      class: `field select${control.busy ? " busy" : ""}${value ? "" : " unset"}`,
      value: value || "",
      onchange: change,
    },
    first,
    rest.flat(),
  );
}
