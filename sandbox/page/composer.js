// @ts-check
/** Where a person writes: messages, commands with completion, and the app's global shortcuts. */

import { postAs } from "./api.js";
import { commandOf, complete, withHandles } from "./completion.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./popup.js";
import { nameOf, workspace } from "./workspace.js";

/**
 * @typedef {import("./pane.js").Pane} Pane
 * @typedef {{pane: Pane, conversation: any, thread: string | null, key: string, id: string}} Place
 */

const MOST_ROWS = 8;

/**
 * Return the field in which `pane`'s person writes, in a conversation or in one of its threads.
 * @param {Pane} pane
 * @param {any} conversation
 * @param {string | null} thread
 */
export function drawComposer(pane, conversation, thread) {
  const key = `${conversation.id}|${thread || ""}`;
  const place = { pane, conversation, thread, key, id: `${pane.side}-composer-${thread ? "thread" : "main"}` };
  const text = pane.texts.get(key) || "";
  const open = pane.completion?.key === key ? pane.completion : null;
  const command = thread ? undefined : commandOf(text);
  return h(
    "div",
    { class: "composer", key: `composer-${key}` },
    open && completionList(place, open),
    command &&
      !open &&
      h(
        "p",
        { class: "usage", id: `${place.id}-usage` },
        h("strong", {}, `${command.command} ${command.usage_hint || ""}`),
        command.description,
      ),
    pane.waiting &&
      !thread &&
      h("p", { class: "waiting", role: "status" }, `Waiting for the answer to ${pane.waiting}…`),
    h(
      "div",
      { class: "composer-box", key: "box" },
      !thread && shortcutsButton(place),
      h("textarea", {
        id: place.id,
        rows: Math.min(MOST_ROWS, text.split("\n").length),
        class: "composer-field",
        value: text,
        placeholder: placeholder(conversation, thread),
        role: "combobox",
        "aria-label": placeholder(conversation, thread),
        "aria-autocomplete": "list",
        "aria-expanded": String(Boolean(open)),
        "aria-controls": `${place.id}-list`,
        "aria-activedescendant": open && `${place.id}-option-${open.at}`,
        "aria-describedby": command && `${place.id}-usage`,
        oninput: (/** @type {any} */ event) => typed(place, event.currentTarget),
        onkeydown: (/** @type {any} */ event) => keys(place, event),
        onblur: () => suggest(place, null),
      }),
      h(
        "button",
        {
          type: "button",
          class: "tool send",
          "aria-label": "Send",
          title: "Send",
          disabled: !text.trim(),
          onclick: () => void send(place),
        },
        icon("send"),
      ),
    ),
  );
}

/** @param {any} conversation @param {string | null} thread */
function placeholder(conversation, thread) {
  if (thread) return "Reply…";
  if (conversation.kind === "app") return `Message ${workspace().app.name}`;
  return conversation.kind === "dm" ? `Message ${nameOf(conversation.name)}` : `Message #${conversation.name}`;
}

/** @param {Place} place @param {import("./completion.js").Completion} open */
function completionList(place, open) {
  const option = (/** @type {import("./completion.js").Suggestion} */ item, /** @type {number} */ at) =>
    h(
      "li",
      {
        role: "option",
        id: `${place.id}-option-${at}`,
        class: "option",
        "aria-selected": String(at === open.at),
        onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
        onclick: () => accept(place, open, at),
      },
      h("strong", {}, item.label),
      h("span", {}, item.hint),
    );
  return h(
    "ul",
    { role: "listbox", id: `${place.id}-list`, class: "completion", "aria-label": "Suggestions" },
    open.items.map(option),
  );
}

/** @param {Place} place */
function shortcutsButton({ pane }) {
  const global = workspace().shortcuts.filter((shortcut) => shortcut.type !== "message");
  const run = (/** @type {string} */ callbackId) => async () =>
    pane.tell(await postAs(pane.user, "shortcut", { callback_id: callbackId }));
  const items = global.map((shortcut) => ({
    label: shortcut.name,
    hint: shortcut.description,
    before: icon("bolt"),
    run: run(shortcut.callback_id),
  }));
  return h(
    "button",
    {
      type: "button",
      class: "tool",
      "aria-label": "Shortcuts",
      title: items.length ? "Shortcuts" : "This app has no shortcuts",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      disabled: !items.length,
      onclick: (/** @type {any} */ event) => openMenu(event.currentTarget, items, "Shortcuts"),
    },
    icon("bolt"),
  );
}

/** @param {Place} place @param {HTMLTextAreaElement} field */
function typed({ pane, key, thread }, field) {
  pane.keepText(key, field.value);
  pane.completion = complete(key, field.value, field.selectionStart, Boolean(thread));
  pane.draw();
}

/** @param {Place} place @param {import("./completion.js").Completion | null} completion */
function suggest({ pane }, completion) {
  if (pane.completion === completion) return;
  pane.completion = completion;
  pane.draw();
}

/** @param {Place} place @param {KeyboardEvent} event */
function keys(place, event) {
  const open = place.pane.completion?.key === place.key ? place.pane.completion : null;
  if (event.isComposing) return;
  if (open && choosing(place, event, open)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    void send(place);
  }
}

/**
 * @param {Place} place
 * @param {KeyboardEvent} event
 * @param {import("./completion.js").Completion} open
 * @returns {boolean} whether the list took the key
 */
function choosing(place, event, open) {
  const step = { ArrowDown: 1, ArrowUp: open.items.length - 1 }[event.key];
  if (step) {
    suggest(place, { ...open, at: (open.at + step) % open.items.length });
    return true;
  }
  if (event.key === "Escape") {
    suggest(place, null);
    return true;
  }
  const isWhole = place.pane.texts.get(place.key) === open.items[open.at].insert;
  if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !isWhole)) {
    accept(place, open, open.at);
    return true;
  }
  return false;
}

/** @param {Place} place @param {import("./completion.js").Completion} open @param {number} at */
function accept({ pane, key, id }, open, at) {
  const field = /** @type {HTMLTextAreaElement} */ (document.getElementById(id));
  const before = `${field.value.slice(0, open.start)}${open.items[at].insert} `;
  field.value = before + field.value.slice(open.end).trimStart();
  field.setSelectionRange(before.length, before.length);
  pane.keepText(key, field.value);
  pane.completion = null;
  pane.draw();
}

/** @param {Place} place */
async function send(place) {
  const { pane, conversation, thread, key, id } = place;
  const text = (pane.texts.get(key) || "").trim();
  if (!text) return;
  pane.completion = null;
  pane.keepText(key, "");
  const field = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(id));
  if (field) field.value = "";
  field?.closest(".content, .thread")?.querySelector(".scroll")?.scrollTo(0, 0);
  pane.draw();
  const outcome = text.startsWith("/")
    ? await command(place, text)
    : await say(pane.user, conversation.id, text, thread);
  if (!outcome.ts && !text.startsWith("/")) {
    pane.keepText(key, text);
    if (field) field.value = text;
  }
  await pane.tell(outcome, conversation.id);
}

/** @param {string} user @param {string} channel @param {string} text @param {string | null} thread */
const say = (user, channel, text, thread) =>
  postAs(user, "say", { channel, text: withHandles(text), ...(thread ? { thread_ts: thread } : {}) });

/** @param {Place} place @param {string} text */
async function command({ pane, conversation, thread }, text) {
  const [name] = text.split(/\s/, 1);
  if (thread) return { ok: false, error: `${name} cannot be used in a thread.` };
  pane.waiting = name;
  pane.draw();
  const outcome = await postAs(pane.user, "slash", {
    channel: conversation.id,
    command: name,
    text: withHandles(text.slice(name.length).trim()),
  });
  pane.waiting = "";
  return outcome;
}
