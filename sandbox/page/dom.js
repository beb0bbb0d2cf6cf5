// @ts-check
/** Build DOM nodes by calls, and bring a live tree up to date without losing focus, caret or scroll. */

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Child | Child[]} Children */

const SVG = "http://www.w3.org/2000/svg";
const HANDLERS = [
  "onclick",
  "oninput",
  "onchange",
  "onkeydown",
  "onblur",
  "onfocus",
  "onsubmit",
  "onpointerdown",
  "onmousedown",
];
const TYPED = new Set(["text", "password", "search", "date", "time", "datetime-local", "textarea"]);

/**
 * Return an element. Properties that start with "on" become handlers, `value` and `checked` become
 * properties, `key` names the node for `patch`, everything else becomes an attribute.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...Children} children
 * @returns {any}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...nodes(children));
  if (props.value !== undefined && props.value !== null && "value" in node)
    /** @type {any} */ (node).value = props.value;
  return node;
}

/**
 * A handler's answer is dropped: false would forbid what the browser does by itself.
 * @param {any} node
 * @param {string} name
 * @param {any} value
 */
function setProp(node, name, value) {
  if (value === undefined || value === null || value === false || name === "value") return;
  if (name === "key") node.dataset.key = String(value);
  else if (name === "checked" || name === "indeterminate") node[name] = value;
  else if (name.startsWith("on")) node[name] = (/** @type {Event} */ event) => void value(event);
  else node.setAttribute(name, value === true ? "" : String(value));
}

/**
 * Return the children as nodes; strings and numbers become text, nothing becomes nothing.
 * @param {Children[]} children
 * @returns {Node[]}
 */
export function nodes(children) {
  return /** @type {Child[]} */ (children.flat(3))
    .filter((child) => child !== null && child !== undefined && child !== false && child !== "")
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

/**
 * Return an SVG element drawn with strokes in the colour of the text around it.
 * @param {string[]} paths
 * @returns {SVGElement}
 */
export function drawing(paths) {
  const svg = document.createElementNS(SVG, "svg");
  const looks = { viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true", focusable: "false" };
  for (const [name, value] of Object.entries(looks)) svg.setAttribute(name, value);
  for (const line of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    svg.append(path);
  }
  return svg;
}

/**
 * Make the children of `parent` equal to `wanted`, keeping the nodes that are already there.
 * @param {Element} parent
 * @param {Children[]} wanted
 */
export function patch(parent, wanted) {
  const next = nodes(wanted);
  const names = new Set(next.map(keyOf).filter(Boolean));
  const kept = new Map();
  for (const child of [...parent.childNodes]) {
    const key = keyOf(child);
    if (key && names.has(key)) kept.set(key, child);
    else if (key) child.remove();
  }
  /** @type {Node | null} */ let cursor = parent.firstChild;
  for (const node of next) {
    const key = keyOf(node);
    const old = key ? kept.get(key) : firstAlike(cursor, node);
    if (old) cursor = without(cursor, old);
    if (old && alike(old, node)) {
      if (old === cursor) cursor = old.nextSibling;
      else parent.insertBefore(old, cursor);
      morph(old, node);
    } else {
      parent.insertBefore(node, cursor);
    }
  }
  while (cursor) {
    const spare = cursor;
    cursor = cursor.nextSibling;
    parent.removeChild(spare);
  }
}

/** Return the next node that could become `node`. @param {Node | null} from @param {Node} node */
function firstAlike(from, node) {
  let one = from;
  while (one && (keyOf(one) || !alike(one, node))) one = one.nextSibling;
  return one;
}

/**
 * Remove the nameless nodes from `from` on, up to the first that stays: a node that moves loses the focus.
 * @param {Node | null} from
 * @param {Node} end
 */
function without(from, end) {
  let one = from;
  while (one && one !== end && !keyOf(one)) {
    const spare = one;
    one = one.nextSibling;
    spare.parentNode?.removeChild(spare);
  }
  return one;
}

/** @param {any} node */
function keyOf(node) {
  return node.dataset ? node.dataset.key : undefined;
}

/** @param {any} old @param {any} node */
function alike(old, node) {
  return old.nodeName === node.nodeName && keyOf(old) === keyOf(node) && old.type === node.type;
}

/** @param {any} old @param {any} node */
function morph(old, node) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== node.nodeValue) old.nodeValue = node.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes])
    if (!node.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  for (const { name, value } of node.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const name of HANDLERS) if (old[name] !== node[name]) old[name] = node[name];
  if (old.style && old.style.cssText !== node.style.cssText) old.style.cssText = node.style.cssText;
  if (old.nodeName !== "TEXTAREA") patch(old, [...node.childNodes]);
  keepValue(old, node);
}

/** What a person is typing right now is never overwritten. @param {any} old @param {any} node */
function keepValue(old, node) {
  if (!["INPUT", "TEXTAREA", "SELECT"].includes(old.nodeName) || old.type === "file") return;
  if (old.checked !== node.checked) old.checked = node.checked;
  if (old === document.activeElement && TYPED.has(old.type)) return;
  if (old.value !== node.value) old.value = node.value;
}
