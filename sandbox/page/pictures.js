// @ts-check
/** Images and files. The page asks no other machine for anything, so a picture elsewhere is shown by its words. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { link, plain } from "./mrkdwn.js";

/** @param {string} url */
function isHere(url) {
  const at = URL.canParse(url, location.origin) ? new URL(url, location.origin) : null;
  return Boolean(
    at &&
    (at.protocol === "data:" || at.origin === location.origin || ["127.0.0.1", "localhost"].includes(at.hostname)),
  );
}

/** @param {string} url */
const hostOf = (url) => (URL.canParse(url) ? new URL(url).hostname : "elsewhere");

/**
 * Return an image block or element, or its alternative text and a link when it lies elsewhere.
 * @param {any} image
 * @param {"thumb" | "full" | "inline"} size
 */
export function picture(image, size) {
  const url = image.image_url || image.slack_file?.url || "";
  if (isHere(url))
    return h("img", {
      src: url,
      alt: image.alt_text || plain(image.title),
      class: `picture picture-${size}`,
      loading: "lazy",
    });
  const words = image.alt_text || "Image";
  if (size === "inline") return h("span", { class: "picture-words" }, words);
  return h(
    "span",
    { class: `picture-away picture-${size}`, role: "img", "aria-label": words, title: url },
    icon("image"),
    size === "full" && h("span", {}, words, h("small", {}, ` · from ${hostOf(url)}, not fetched`)),
  );
}

/**
 * Return a file that came with a message: an image is shown, anything else is a link.
 * @param {any} file
 */
export function fileNode(file) {
  const url = file.url_private || file.permalink || file.url || "";
  const name = file.title || file.name || "File";
  if (String(file.mimetype || "").startsWith("image/") && isHere(url)) {
    return h(
      "figure",
      { class: "file-image" },
      h("img", { src: url, alt: file.alt_txt || name, class: "picture picture-full", loading: "lazy" }),
      h("figcaption", {}, name),
    );
  }
  return h(
    "span",
    { class: "file" },
    icon("file"),
    url ? link(new URL(url, location.origin).href, name) : h("span", {}, name),
    h("small", {}, fileSize(file.size)),
  );
}

/** @param {number | undefined} bytes */
export function fileSize(bytes) {
  if (!bytes) return "";
  const units = ["bytes", "kB", "MB", "GB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${Math.round((bytes / 1000 ** step) * 10) / 10} ${units[step]}`;
}
