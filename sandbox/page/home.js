// @ts-check
/** The app's own place: its Home, Messages and About tabs, as far as the manifest has them. */

import { drawBlocks } from "./blocks.js";
import { drawConversation } from "./conversation.js";
import { h } from "./dom.js";
import { moveAmong } from "./focus.js";
import { icon } from "./icons.js";
import { workspace } from "./workspace.js";

/** @typedef {import("./pane.js").Pane} Pane */

/**
 * Return the app's heading, tabs and the open tab.
 * @param {Pane} pane
 * @param {any} conversation the direct messages with the app
 * @returns {any[]}
 */
export function drawApp(pane, conversation) {
  const { app } = workspace();
  const tabs = [
    ...(app.home_tab ? [["home", "Home"]] : []),
    ...(app.messages_tab ? [["messages", "Messages"]] : []),
    ["about", "About"],
  ];
  const panelId = `${pane.side}-app-panel`;
  const tab = (/** @type {string[]} */ [kind, label]) => {
    const isHere = pane.place.kind === kind;
    return h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `${pane.side}-tab-${kind}`,
        class: "tab",
        "aria-selected": String(isHere),
        "aria-controls": panelId,
        tabindex: isHere ? null : "-1",
        onclick: () => pane.go({ kind, id: conversation.id, thread: "" }),
      },
      label,
    );
  };
  const buttons = tabs.map(tab);
  const keys = (/** @type {KeyboardEvent} */ event) => {
    const turn = { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp" }[event.key];
    const own = [.../** @type {any} */ (event.currentTarget).children];
    if (turn && moveAmong(/** @type {any} */ ({ key: turn, preventDefault: () => event.preventDefault() }), own))
      /** @type {any} */ (document.activeElement).click();
  };
  return [
    h(
      "div",
      { class: "heading", key: "heading" },
      h("h2", {}, icon("app"), app.name, h("span", { class: "badge" }, "APP")),
    ),
    h("div", { class: "tabs", key: "tabs", role: "tablist", "aria-label": app.name, onkeydown: keys }, buttons),
    h(
      "div",
      {
        class: "tab-panel",
        key: `panel-${pane.place.kind}`,
        role: "tabpanel",
        id: panelId,
        "aria-labelledby": `${pane.side}-tab-${pane.place.kind}`,
      },
      ...panel(pane, conversation),
    ),
  ];
}

/** @param {Pane} pane @param {any} conversation @returns {any[]} */
function panel(pane, conversation) {
  if (pane.place.kind === "messages") return drawConversation(pane, conversation);
  return [
    h(
      "div",
      {
        class: "scroll",
        key: "scroll",
        tabindex: "0",
        role: "region",
        "aria-label": pane.place.kind === "home" ? "Home" : "About",
      },
      pane.place.kind === "home" ? home(pane) : about(),
    ),
  ];
}

/** @param {Pane} pane */
function home(pane) {
  const failure = pane.failures.get("home");
  const problem = failure && h("p", { class: "failure", role: "alert" }, icon("warn"), h("span", {}, failure));
  const view = pane.home?.view;
  if (!view)
    return h(
      "div",
      { class: "home" },
      problem,
      h(
        "p",
        { class: "empty" },
        pane.home ? `${workspace().app.name} has not drawn a Home for this person yet.` : "Opening…",
      ),
    );
  const surface = {
    key: "home",
    pane,
    where: { home: true },
    state: pane.home.state || {},
    errors: {},
    blocks: view.blocks || [],
  };
  return h("div", { class: "home" }, problem, drawBlocks(surface));
}

function about() {
  const { app, commands, shortcuts } = workspace();
  const list = (/** @type {any[]} */ items, /** @type {(item: any) => any[]} */ words) =>
    h("dl", { class: "facts" }, items.flatMap(words));
  return h(
    "div",
    { class: "home" },
    app.description && h("p", {}, app.description),
    commands.length > 0 && [
      h("h3", { class: "title" }, "Commands"),
      list(commands, (one) => [h("dt", {}, `${one.command} ${one.usage_hint || ""}`), h("dd", {}, one.description)]),
    ],
    shortcuts.length > 0 && [
      h("h3", { class: "title" }, "Shortcuts"),
      list(shortcuts, (one) => [h("dt", {}, one.name), h("dd", {}, one.description)]),
    ],
  );
}
