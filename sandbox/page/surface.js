// @ts-check
/**
 * A surface is what an app has drawn: one message, one modal or the Home tab of one person. This
 * module carries what that person types and presses there to the workspace, and what is known back.
 */

import { postAs } from "./api.js";
import { confirmed } from "./confirm.js";
import { richWords } from "./richtext.js";

/**
 * @typedef {{key: string, pane: import("./pane.js").Pane, where: Record<string, any>,
 *   state: Record<string, any>, errors: Record<string, string>, blocks: any[]}} Surface
 * @typedef {{value: any, timer: number, isWaiting: boolean, sending: Promise<any> | null, sentAt: number,
 *   send: () => Promise<any>}} Draft
 */

const PAUSE_MS = 350;

/** @param {Surface} surface @param {string} blockId @param {string} actionId */
const draftKey = (surface, blockId, actionId) => `${surface.key}|${blockId}|${actionId}`;

/**
 * Return an id for the control, the same at every redraw.
 * @param {Surface} surface
 * @param {string} blockId
 * @param {string} actionId
 */
export const controlId = (surface, blockId, actionId) =>
  `${surface.pane.side}-${surface.key}-${blockId}-${actionId}`.replace(/[^\w-]/g, "_");

/** Where each kind of element keeps its value, and what it starts from. @type {Record<string, (entry: any) => any>} */
const READ = {
  static_select: (entry) => entry.selected_option?.value,
  external_select: (entry) => entry.selected_option,
  radio_buttons: (entry) => entry.selected_option?.value,
  checkboxes: (entry) => entry.selected_options?.map((/** @type {any} */ option) => option.value),
  multi_static_select: (entry) => entry.selected_options?.map((/** @type {any} */ option) => option.value),
  multi_external_select: (entry) => entry.selected_options,
  users_select: (entry) => entry.selected_user,
  conversations_select: (entry) => entry.selected_conversation,
  channels_select: (entry) => entry.selected_channel,
  multi_users_select: (entry) => entry.selected_users,
  multi_conversations_select: (entry) => entry.selected_conversations,
  multi_channels_select: (entry) => entry.selected_channels,
  datepicker: (entry) => entry.selected_date,
  timepicker: (entry) => entry.selected_time,
  datetimepicker: (entry) => entry.selected_date_time,
  rich_text_input: (entry) => richWords(entry.rich_text_value),
  file_input: (entry) => entry.files,
};

/** @type {Record<string, (element: any) => any>} */
const INITIAL = {
  datepicker: (element) => element.initial_date,
  timepicker: (element) => element.initial_time,
  datetimepicker: (element) => element.initial_date_time,
  static_select: (element) => element.initial_option?.value,
  external_select: (element) => element.initial_option,
  multi_external_select: (element) => element.initial_options,
  radio_buttons: (element) => element.initial_option?.value,
  checkboxes: (element) => element.initial_options?.map((/** @type {any} */ option) => option.value),
  multi_static_select: (element) => element.initial_options?.map((/** @type {any} */ option) => option.value),
  users_select: (element) => element.initial_user,
  multi_users_select: (element) => element.initial_users,
  conversations_select: (element) => element.initial_conversation,
  multi_conversations_select: (element) => element.initial_conversations,
  channels_select: (element) => element.initial_channel,
  multi_channels_select: (element) => element.initial_channels,
};

/**
 * Return what the control shows: what is being typed, else what the workspace keeps, else what the app set.
 * @param {Surface} surface
 * @param {string} blockId
 * @param {any} element
 */
export function valueOf(surface, blockId, element) {
  const draft = surface.pane.drafts.get(draftKey(surface, blockId, element.action_id));
  if (draft) return draft.value;
  const entry = surface.state?.[blockId]?.[element.action_id];
  if (entry) return (READ[element.type] || ((/** @type {any} */ kept) => kept.value))(entry);
  return INITIAL[element.type]?.(element) ?? element.initial_value;
}

/**
 * Keep what a person typed: shown at once, sent after a pause or before the next press. Where the
 * app waits for Enter, nothing is sent before `release`.
 * @param {Surface} surface
 * @param {string} blockId
 * @param {any} element
 * @param {any} value
 * @param {boolean} [waitsForEnter]
 */
export function type(surface, blockId, element, value, waitsForEnter = false) {
  const { pane } = surface;
  const key = draftKey(surface, blockId, element.action_id);
  const before = pane.drafts.get(key);
  if (before) clearTimeout(before.timer);
  /** @type {Draft} */
  const draft = { value, timer: 0, isWaiting: true, sending: before?.sending || null, sentAt: 0, send };
  async function send() {
    clearTimeout(draft.timer);
    draft.isWaiting = false;
    await draft.sending;
    draft.sending = postAs(pane.user, "type", {
      ...surface.where,
      block_id: blockId,
      action_id: element.action_id,
      value,
    });
    const outcome = await draft.sending;
    Object.assign(draft, { sending: null, sentAt: performance.now() });
    fail(surface, outcome.ok ? "" : outcome.error);
  }
  if (!waitsForEnter) draft.timer = window.setTimeout(send, PAUSE_MS);
  pane.drafts.set(key, draft);
  pane.draw();
}

/**
 * Send what is typed in one field now: Enter was pressed in it, or it was left.
 * @param {Surface} surface
 * @param {string} blockId
 * @param {string} actionId
 */
export function release(surface, blockId, actionId) {
  const draft = surface.pane.drafts.get(draftKey(surface, blockId, actionId));
  if (draft?.isWaiting) void draft.send();
}

/**
 * Send everything typed in the pane that has not been sent yet, once the files on their way are there.
 * @param {import("./pane.js").Pane} pane
 */
export async function flush(pane) {
  await Promise.all(pane.uploads);
  await Promise.all([...pane.drafts.values()].map((draft) => (draft.isWaiting ? draft.send() : draft.sending)));
}

/**
 * Forget what is typed on surfaces read anew since it was sent: the workspace keeps it now.
 * @param {import("./pane.js").Pane} pane
 * @param {string} prefix of the surfaces' keys
 * @param {number} began when the reading began, by performance.now()
 */
export function settleDrafts(pane, prefix, began) {
  for (const [key, draft] of pane.drafts) {
    if (key.startsWith(prefix) && draft.sentAt && draft.sentAt < began) pane.drafts.delete(key);
  }
}

/**
 * Press or choose something: ask first when the app wants it, then wait for the app's answer.
 * @param {Surface} surface
 * @param {string} blockId
 * @param {any} element
 * @param {any} [value] what was chosen; buttons have none
 */
export async function act(surface, blockId, element, value) {
  const { pane } = surface;
  const key = draftKey(surface, blockId, element.action_id);
  if (pane.busy.has(key)) return;
  if (element.confirm && !(await confirmed(pane, element.confirm))) return;
  if (value !== undefined)
    pane.drafts.set(key, {
      value,
      timer: 0,
      isWaiting: false,
      sending: null,
      sentAt: performance.now(),
      send: async () => {},
    });
  pane.busy.add(key);
  fail(surface, "");
  await flush(pane);
  const outcome = await postAs(pane.user, "click", {
    in: surface.where,
    block_id: blockId,
    action_id: element.action_id,
    value,
  });
  pane.busy.delete(key);
  fail(surface, outcome.ok ? "" : outcome.error || "Something went wrong.");
  await pane.refresh("views", "home", "messages");
}

/**
 * Tell whether the app's answer to this control is awaited.
 * @param {Surface} surface
 * @param {string} blockId
 * @param {string} actionId
 */
export const isBusy = (surface, blockId, actionId) => surface.pane.busy.has(draftKey(surface, blockId, actionId));

/** @param {Surface} surface @param {string | null | undefined} sentence */
function fail(surface, sentence) {
  if (sentence) surface.pane.failures.set(surface.key, sentence);
  else surface.pane.failures.delete(surface.key);
  surface.pane.draw();
}
