// @ts-check
/** The page's few pictures, drawn as strokes so that they need no font and no request. */

import { drawing } from "./dom.js";

const PATHS = {
  app: ["M4 4h5v5H4z", "M11 4h5v5h-5z", "M4 11h5v5H4z", "M13.5 11v5", "M11 13.5h5"],
  back: ["M12 4l-6 6 6 6"],
  bolt: ["M11 2L4 11h5l-1 7 7-9h-5z"],
  check: ["M4 10.5l4 4 8-9"],
  close: ["M5 5l10 10", "M15 5L5 15"],
  down: ["M5 8l5 5 5-5"],
  eye: ["M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5z", "M10 8a2 2 0 100 4 2 2 0 000-4z"],
  file: ["M5 2h7l3 3v13H5z", "M12 2v4h3"],
  hash: ["M8 3L6 17", "M14 3l-2 14", "M4 7.5h13", "M3 12.5h13"],
  list: ["M7 5h10", "M7 10h10", "M7 15h10", "M3 5h.5", "M3 10h.5", "M3 15h.5"],
  lock: ["M5 9h10v8H5z", "M7 9V6a3 3 0 016 0v3"],
  menu: ["M3 5h14", "M3 10h14", "M3 15h14"],
  moon: ["M16 12A7 7 0 118 4a5.5 5.5 0 008 8z"],
  image: ["M3 4h14v12H3z", "M3 14l4.5-5 3.5 4 2-2 4 4", "M13 7.5h.01"],
  more: ["M4 10a1 1 0 102 0 1 1 0 10-2 0", "M9 10a1 1 0 102 0 1 1 0 10-2 0", "M14 10a1 1 0 102 0 1 1 0 10-2 0"],
  pane: ["M3 4h14v12H3z"],
  panes: ["M3 4h14v12H3z", "M10 4v12"],
  people: [
    "M7.5 4a3 3 0 100 6 3 3 0 000-6z",
    "M2 17c0-3 2.5-5 5.5-5s5.5 2 5.5 5",
    "M13 4.5a3 3 0 010 5.5",
    "M15 12.5c2 .5 3 2.3 3 4.5",
  ],
  reply: ["M3 4h14v9H9l-4 4v-4H3z"],
  search: ["M9 4a5 5 0 100 10A5 5 0 009 4z", "M13 13l4 4"],
  send: ["M3 3l15 7-15 7 2-7z", "M5 10h6"],
  sun: [
    "M10 6.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7z",
    "M10 1.5v2",
    "M10 16.5v2",
    "M1.5 10h2",
    "M16.5 10h2",
    "M4 4l1.4 1.4",
    "M14.6 14.6L16 16",
    "M4 16l1.4-1.4",
    "M14.6 5.4L16 4",
  ],
  swap: ["M4 7h12l-3-3", "M16 13H4l3 3"],
  warn: ["M10 3l8 14H2z", "M10 8v4", "M10 14.5v.01"],
};

/**
 * Return a decorative picture; the control around it carries the words.
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  return drawing(PATHS[name]);
}
