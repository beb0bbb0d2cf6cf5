// @ts-check
/** What everybody in the window shares: the team, its people, the app, and the clock. */

import { get } from "./api.js";

/**
 * @typedef {{id: string, name: string, real_name: string, tz: string, initials: string, color: string,
 *   is_owner?: boolean, is_admin?: boolean, is_bot?: boolean, deleted?: boolean, is_restricted?: boolean,
 *   is_ultra_restricted?: boolean, is_stranger?: boolean}} Person
 */

const state = {
  /** @type {any} */ team: { name: "" },
  /** @type {any} */ app: { name: "App", bot_user_id: "" },
  /** @type {Person[]} */ users: [],
  /** @type {{command: string, description: string, usage_hint: string}[]} */ commands: [],
  /** @type {{name: string, callback_id: string, description: string, type: string}[]} */ shortcuts: [],
  connections: 0,
  /** @type {Map<string, string>} */ channelNames: new Map(),
  /** In Unix seconds, and by how many it was moved. */ clock: { now: 0, offset: 0 },
  readAt: 0,
};

/** Read the workspace anew. */
export async function readWorkspace() {
  Object.assign(state, await get("/client/workspace"), { readAt: performance.now() });
}

/** Return the workspace's time in Unix seconds. */
export const now = () => state.clock.now + (performance.now() - state.readAt) / 1000;

/** Return the state all parts of the page read. */
export const workspace = () => state;

/**
 * Remember the names of channels somebody in this window can see.
 * @param {{id: string, name: string}[]} channels
 */
export function learnChannels(channels) {
  for (const { id, name } of channels) state.channelNames.set(id, name);
}

/** @param {string} id @returns {Person | undefined} */
export const person = (id) => state.users.find((user) => user.id === id);

/** @param {string} id */
export const nameOf = (id) => person(id)?.real_name || person(id)?.name || id;

/** Return those who can sign in: active people of this workspace. */
export const members = () => state.users.filter((user) => !user.is_bot && !user.deleted && !user.is_stranger);

/**
 * Return in a word what somebody is here, or nothing for an ordinary member.
 * @param {Person} user
 */
export function standing(user) {
  if (user.deleted) return "deactivated";
  if (user.is_bot) return "app";
  if (user.is_stranger) return "external";
  if (user.is_ultra_restricted) return "single-channel guest";
  if (user.is_restricted) return "guest";
  if (user.is_owner) return "owner";
  return user.is_admin ? "admin" : "";
}

/** Return the names of the channels somebody in this window can see. */
export const learnedChannels = () => [...state.channelNames.values()].sort();
