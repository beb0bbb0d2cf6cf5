// @ts-check
/** What can be completed at the caret: a slash command at the start, a person or a channel anywhere. */

import { learnedChannels, members, standing, workspace } from "./workspace.js";

/** @typedef {{label: string, hint: string, insert: string}} Suggestion */
/** @typedef {{key: string, start: number, end: number, at: number, items: Suggestion[]}} Completion */

const MOST = 8;

/**
 * Return the suggestions for what is being typed, or nothing.
 * @param {string} key of the composer
 * @param {string} text
 * @param {number} caret
 * @param {boolean} inThread where no command can be given
 * @returns {Completion | null}
 */
export function complete(key, text, caret, inThread) {
  const before = text.slice(0, caret);
  const found = /^(\/\S*)$/.exec(before) || /(?:^|\s)([@#][^\s@#]*)$/.exec(before);
  if (!found) return null;
  const word = found[1];
  const items = suggestions(word, inThread).slice(0, MOST);
  return items.length ? { key, start: caret - word.length, end: caret, at: 0, items } : null;
}

/** @param {string} word @param {boolean} inThread @returns {Suggestion[]} */
function suggestions(word, inThread) {
  const rest = word.slice(1).toLowerCase();
  if (word[0] === "/") return inThread ? [] : commands(word.toLowerCase());
  if (word[0] === "#")
    return learnedChannels()
      .filter((name) => name.startsWith(rest))
      .map((name) => ({ label: `#${name}`, hint: "", insert: `#${name}` }));
  const app = workspace().users.filter((user) => user.id === workspace().app.bot_user_id);
  return [...members(), ...app]
    .filter(
      (user) =>
        user.real_name
          .toLowerCase()
          .split(" ")
          .some((part) => part.startsWith(rest)) || user.name.startsWith(rest),
    )
    .map((user) => ({ label: user.real_name, hint: standing(user), insert: `@${user.real_name}` }));
}

/** @param {string} word @returns {Suggestion[]} */
const commands = (word) =>
  workspace()
    .commands.filter(({ command }) => command.startsWith(word))
    .map(({ command, description, usage_hint: usage }) => ({
      label: usage ? `${command} ${usage}` : command,
      hint: description,
      insert: command,
    }));

/**
 * Return the command a text begins with, once its name is complete.
 * @param {string} text
 */
export const commandOf = (text) =>
  workspace().commands.find(({ command }) => text === command || text.startsWith(`${command} `));

/**
 * Return what was typed with people's full names as their handles, which the workspace turns into mentions.
 * @param {string} text
 */
export function withHandles(text) {
  const byLength = workspace()
    .users.filter((user) => !user.deleted)
    .sort((a, b) => b.real_name.length - a.real_name.length);
  return byLength.reduce((done, user) => done.replaceAll(`@${user.real_name}`, `@${user.name}`), text);
}
