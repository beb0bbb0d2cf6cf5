// @ts-check
/** The bar on top: the workspace, the app's connection, the clock, and the page's own switches. */

import { post } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { isDark, toggleTheme } from "./theme.js";
import { city, clockTime, dayInWords, shortDay } from "./time.js";
import { now, person, workspace } from "./workspace.js";

/**
 * @typedef {{isUp: boolean, isLogOpen: boolean, arePeopleOpen: boolean, toggleLog: () => void,
 *   togglePeople: () => void, redraw: () => void, afterClock: () => Promise<void>,
 *   panes: import("./panes.js").Panes}} Bar
 */

const STEPS = ["+1 hour", "tomorrow 9:00", "+1 week"];

/**
 * Return the bar's parts.
 * @param {Bar} bar
 */
export function drawTopbar(bar) {
  const { team } = workspace();
  return [
    h(
      "div",
      { class: "brand" },
      h("span", { class: "brand-mark", "aria-hidden": "true" }, (team.name || "W")[0]),
      h("h1", {}, team.name || "Workspace"),
    ),
    connection(bar),
    clock(bar),
    h(
      "div",
      { class: "switches" },
      bar.panes.isDouble && toggle("swap", "Show the other person", null, () => bar.panes.toggleShown(), "narrow-only"),
      toggle(
        bar.panes.isDouble ? "pane" : "panes",
        bar.panes.isDouble ? "Show one person" : "Show two people",
        null,
        () => bar.panes.toggleSecond(),
        "broad-only",
      ),
      toggle("people", "People", bar.arePeopleOpen, bar.togglePeople),
      toggle("list", "Log", bar.isLogOpen, bar.toggleLog),
      toggle(isDark() ? "sun" : "moon", isDark() ? "Light theme" : "Dark theme", null, () => {
        toggleTheme();
        bar.redraw();
      }),
    ),
  ];
}

/**
 * @param {any} picture
 * @param {string} label
 * @param {boolean | null} pressed
 * @param {() => void} run
 * @param {string} [look]
 */
function toggle(picture, label, pressed, run, look = "") {
  return h(
    "button",
    {
      type: "button",
      class: `quiet icon-only ${look}`,
      key: label,
      "aria-label": label,
      title: label,
      "aria-pressed": pressed === null ? null : String(pressed),
      onclick: run,
    },
    icon(picture),
  );
}

/** @param {Bar} bar */
function connection(bar) {
  const { app, connections } = workspace();
  if (!bar.isUp)
    return h(
      "p",
      { class: "connection off", role: "status" },
      h("span", { class: "dot" }),
      "The workspace does not answer",
    );
  const sockets = connections === 1 ? "1 socket" : `${connections} sockets`;
  return h(
    "p",
    { class: connections ? "connection on" : "connection off", role: "status" },
    h("span", { class: "dot" }),
    h("strong", {}, app.name),
    h("span", {}, connections ? "connected" : "not connected"),
    connections > 0 && h("span", { class: "broad-only" }, `· ${sockets}`),
  );
}

/** @param {Bar} bar */
function clock(bar) {
  const zone = person(bar.panes.panes[0].user)?.tz || Intl.DateTimeFormat().resolvedOptions().timeZone;
  const at = now();
  const isMoved = Math.abs(workspace().clock?.offset || 0) > 1;
  const step = (/** @type {string} */ name) => async () => {
    await post("/clock", { step: name, user: bar.panes.panes[0].user || undefined });
    await bar.afterClock();
  };
  const button = (/** @type {string} */ name) =>
    h("button", { type: "button", class: "step", key: name, onclick: step(name) }, name);
  return h(
    "div",
    { class: "clock", role: "group", "aria-label": "The workspace's clock" },
    h(
      "p",
      { class: isMoved ? "clock-words moved" : "clock-words", title: isMoved ? "This clock has been moved" : null },
      h("strong", {}, clockTime(at, zone)),
      h("span", { class: "wide-only" }, dayInWords(at, zone)),
      h("span", { class: "narrow-only" }, shortDay(at, zone)),
      h("small", {}, city(zone)),
    ),
    h(
      "div",
      { class: "steps" },
      h(
        "button",
        {
          type: "button",
          class: "step",
          key: "now",
          disabled: !isMoved,
          title: "Back to the present",
          onclick: step("now"),
        },
        "now",
      ),
      STEPS.map(button),
    ),
  );
}
