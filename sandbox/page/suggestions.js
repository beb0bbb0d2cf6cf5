// @ts-check
/** Menus whose options only the app knows: it is asked for what fits each word that is typed. */

import { postAs } from "./api.js";
import { chooser } from "./chooser.js";
import { h, patch } from "./dom.js";
import { moveAmong } from "./focus.js";
import { plain } from "./mrkdwn.js";
import { openPopup } from "./popup.js";

/** @typedef {import("./control.js").Control} Control */

const PAUSE_MS = 250;
/** How many characters an app is first asked with, unless it says otherwise (docs.slack.dev, external_select). */
const FIRST_ASKED_AT = 3;

/**
 * Return a menu for one option, or with `several` for any number. Its value is whole option objects.
 * @param {Control} control
 * @param {boolean} several
 */
export function chooseSuggested(control, several) {
  const chosen = /** @type {any[]} */ ([control.value || []].flat());
  const give = (/** @type {any[]} */ options) => control.give(several ? options : options.at(-1) || null);
  const chips = chosen.map((option) => ({
    value: option.value,
    label: plain(option.text),
    drop: () => give(chosen.filter((kept) => kept.value !== option.value)),
  }));
  const pick = (/** @type {any} */ option) => give([...chosen.filter((one) => one.value !== option.value), option]);
  const words = plain(control.element.placeholder) || "Choose an option";
  const open = (/** @type {HTMLElement} */ anchor) => openSearch(anchor, control, words, pick);
  return chooser(control, { chips, words, open });
}

/** @param {HTMLElement} anchor @param {Control} control @param {string} words @param {(option: any) => void} pick */
function openSearch(anchor, control, words, pick) {
  const least = control.element.min_query_length ?? FIRST_ASKED_AT;
  let timer = 0;
  let turn = 0;
  const tell = (/** @type {string} */ text) => patch(list, [h("p", { class: "menu-hint", role: "status" }, text)]);
  const choose = (/** @type {any} */ option) => () => {
    close();
    anchor.focus();
    pick(option);
  };
  async function ask() {
    turn += 1;
    const mine = turn;
    tell("Looking…");
    const outcome = await postAs(control.surface.pane.user, "suggest", control.asking(search.value));
    if (mine !== turn) return;
    const options = outcome.options || [];
    if (!options.length) tell(outcome.error || "Nothing fits.");
    else
      patch(
        list,
        options.map((option) => row(option, choose(option))),
      );
  }
  const wait = () => {
    clearTimeout(timer);
    turn += 1;
    if (search.value.length < least) tell(least === 1 ? "Type to search." : `Type at least ${least} characters.`);
    else timer = window.setTimeout(ask, PAUSE_MS);
  };
  const search = h("input", {
    type: "search",
    class: "field",
    placeholder: "Search",
    "aria-label": words,
    oninput: wait,
  });
  const list = h("div", { class: "menu" });
  const keys = (/** @type {KeyboardEvent} */ event) =>
    moveAmong(event, /** @type {HTMLElement[]} */ ([search, ...list.querySelectorAll("button")]));
  const body = h("div", { role: "dialog", "aria-label": words, class: "list-box", onkeydown: keys }, search, list);
  const close = openPopup(anchor, body, { wide: true });
  search.focus();
  wait();
}

/** @param {any} option @param {() => void} run */
function row(option, run) {
  const hint = plain(option.description);
  return h(
    "button",
    { type: "button", class: "menu-item", key: option.value, onclick: run },
    h("span", { class: "menu-words" }, plain(option.text), hint && h("span", { class: "menu-hint" }, hint)),
  );
}
