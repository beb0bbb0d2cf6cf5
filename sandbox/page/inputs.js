// @ts-check
/** Fields to type or tick in. Wrong values may be typed: it is the workspace that refuses them, in words. */

import { handIn } from "./api.js";
import { tied, tiedGroup } from "./control.js";
import { h } from "./dom.js";
import { plain, textObject } from "./mrkdwn.js";
import { fileSize } from "./pictures.js";
import { fromField, toField } from "./time.js";

/** @typedef {import("./control.js").Control} Control */

/** @type {Record<string, (control: Control) => Node>} */
export const FIELDS = {
  plain_text_input: (control) => (control.element.multiline ? area(control, 4) : line(control, "text")),
  email_text_input: (control) => line(control, "email"),
  url_text_input: (control) => line(control, "url"),
  number_input: (control) => line(control, control.element.is_decimal_allowed ? "decimal" : "numeric"),
  rich_text_input: (control) => area(control, control.element.min_lines || 4),
  datepicker: (control) => picker(control, "date"),
  timepicker: (control) => picker(control, "time"),
  datetimepicker: moment,
  checkboxes: (control) => ticks(control, "checkbox"),
  radio_buttons: (control) => ticks(control, "radio"),
  file_input: files,
};

/** @param {Control} control @param {string} mode */
function line(control, mode) {
  const props = {
    ...textProps(control),
    type: "text",
    inputmode: mode,
    autocomplete: "off",
    spellcheck: mode === "text" ? null : "false",
  };
  return counted(control, h("input", props));
}

/** @param {Control} control @param {number} rows */
function area(control, rows) {
  return counted(control, h("textarea", { ...textProps(control), rows }));
}

/** @param {Control} control */
function textProps(control) {
  return {
    ...tied(control),
    class: "field",
    value: control.value || "",
    placeholder: plain(control.element.placeholder) || null,
    "data-sends": control.waitsForEnter,
    oninput: (/** @type {any} */ event) => control.give(event.currentTarget.value),
    onblur: control.release,
    onkeydown: (/** @type {any} */ event) => control.waitsForEnter && event.key === "Enter" && control.release(),
  };
}

/**
 * A field with a limit says how much is left, and when it is too much.
 * @param {Control} control
 * @param {HTMLElement} field
 */
function counted(control, field) {
  const most = control.element.max_length;
  if (!most) return h("div", { key: control.id }, field);
  const left = most - [...(control.value || "")].length;
  return h(
    "div",
    { class: "counted", key: control.id },
    field,
    h("span", { class: left < 0 ? "count over" : "count", "aria-hidden": "true" }, left),
  );
}

/** @param {Control} control @param {"date" | "time"} kind */
function picker(control, kind) {
  const change = (/** @type {any} */ event) =>
    event.currentTarget.value !== (control.value || "") && control.give(event.currentTarget.value || null);
  return h("input", {
    ...tied(control),
    key: control.id,
    class: "field field-short",
    type: kind,
    value: control.value || "",
    onchange: change,
  });
}

/** @param {Control} control */
function moment(control) {
  const { zone } = control.surface.pane.reader();
  const change = (/** @type {any} */ event) =>
    control.give(event.currentTarget.value ? fromField(event.currentTarget.value, zone) : null);
  const shown = control.value ? toField(Number(control.value), zone) : "";
  return h("input", {
    ...tied(control),
    key: control.id,
    class: "field field-short",
    type: "datetime-local",
    value: shown,
    onchange: change,
  });
}

/** @param {Control} control @param {"checkbox" | "radio"} kind */
function ticks(control, kind) {
  const chosen = new Set([control.value || []].flat());
  const { element, id, optional, inInput } = control;
  const give = (/** @type {HTMLInputElement} */ box) => {
    if (kind === "radio") return control.give(box.value);
    if (box.checked) chosen.add(box.value);
    else chosen.delete(box.value);
    return control.give(
      element.options
        .map((/** @type {any} */ option) => option.value)
        .filter((/** @type {string} */ value) => chosen.has(value)),
    );
  };
  const row = (/** @type {any} */ option, /** @type {number} */ at) =>
    h(
      "label",
      { class: "tick", key: option.value },
      h("input", {
        type: kind,
        name: id,
        id: `${id}-${at}`,
        value: option.value,
        checked: chosen.has(option.value),
        "aria-describedby": control.describedBy,
        onchange: (/** @type {any} */ event) => give(event.currentTarget),
      }),
      h(
        "span",
        {},
        ...textObject(option.text, control.surface.pane.reader()),
        option.description && h("small", {}, ...textObject(option.description, control.surface.pane.reader())),
      ),
    );
  const clear = kind === "radio" && inInput && optional && chosen.size > 0;
  return h(
    "div",
    {
      ...tiedGroup(control, kind === "radio" ? "radiogroup" : "group"),
      key: id,
      class: `ticks${control.busy ? " busy" : ""}`,
    },
    element.options.map(row),
    clear && h("button", { type: "button", class: "quiet", onclick: () => control.give(null) }, "Clear"),
  );
}

/** Files are handed in as they are chosen; the form then holds what the workspace calls them. @param {Control} control */
function files(control) {
  const { element } = control;
  const kept = control.value || [];
  const { pane } = control.surface;
  const bring = async (/** @type {File[]} */ chosen) => {
    const outcomes = await Promise.all(chosen.map((file) => handIn(pane.user, file)));
    const refused = outcomes.find((outcome) => !outcome.ok);
    if (refused) pane.tell(refused);
    else control.give(outcomes.map((outcome) => outcome.file));
  };
  const change = (/** @type {any} */ event) => {
    const bringing = bring([...event.currentTarget.files].slice(0, element.max_files || 10));
    pane.uploads.add(bringing);
    void bringing.finally(() => pane.uploads.delete(bringing));
  };
  const accept = element.filetypes?.map((/** @type {string} */ kind) => `.${kind}`).join(",");
  return h(
    "div",
    { key: control.id, class: "files" },
    h("input", {
      ...tied(control),
      class: "field",
      type: "file",
      multiple: (element.max_files || 10) > 1,
      accept,
      onchange: change,
    }),
    kept.map((/** @type {any} */ file) =>
      h("span", { class: "chip" }, file.name, h("small", {}, ` ${fileSize(file.size)}`)),
    ),
  );
}
