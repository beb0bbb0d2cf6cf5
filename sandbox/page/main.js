// @ts-check
/** The page begins here: read the workspace, draw the bar and the panes, and listen. */

import { patch } from "./dom.js";
import { Log } from "./log.js";
import { Panes } from "./panes.js";
import { People } from "./people.js";
import { applyTheme } from "./theme.js";
import { drawTopbar } from "./topbar.js";
import { person, readWorkspace } from "./workspace.js";

const TICK_MS = 5000;
const SHARED = ["people", "channels", "clock", "connections", "return"];

const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

let isUp = true;
applyTheme();
const log = new Log(at("log"), toggleLog);
const people = new People(at("people"), { onClose: togglePeople, onChange: lookAgain });
const panes = new Panes(at("panes"), { onShared, onState }, drawBar);

function drawBar() {
  const bar = {
    isUp,
    isLogOpen: log.isOpen,
    arePeopleOpen: people.isOpen,
    toggleLog,
    togglePeople,
    redraw: drawBar,
    afterClock: lookAgain,
    panes,
  };
  patch(at("topbar"), drawTopbar(bar));
}

function toggleLog() {
  void log.toggle();
  drawBar();
}

function togglePeople() {
  people.toggle();
  drawBar();
}

/** @param {Set<string>} kinds of change that concern everybody */
function onShared(kinds) {
  if (kinds.has("return")) log.forget();
  if (kinds.has("log")) void log.read();
  if (SHARED.some((kind) => kinds.has(kind))) void lookAgain();
}

/** @param {boolean} isAnswering */
function onState(isAnswering) {
  if (isUp === isAnswering) return;
  isUp = isAnswering;
  drawBar();
}

/** Read what everybody shares, and draw everything anew. */
async function lookAgain() {
  await readWorkspace().then(
    () => onState(true),
    () => onState(false),
  );
  drawBar();
  people.draw();
  for (const pane of panes.open()) {
    if (pane.user && person(pane.user)?.deleted) void pane.signIn("");
    else pane.draw();
  }
}

/** The minute hand; and while nobody is signed in, no stream tells what changes. */
function tick() {
  if (panes.open().some((pane) => pane.user)) {
    drawBar();
    for (const pane of panes.open()) pane.draw();
  } else void lookAgain();
}

async function start() {
  await lookAgain();
  await panes.readAddress();
  setInterval(tick, TICK_MS);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "F6") return;
  event.preventDefault();
  panes.focusOther();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawBar);
void start();
