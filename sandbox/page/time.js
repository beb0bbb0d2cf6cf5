// @ts-check
/** Instants in a reader's own zone. All instants are Unix seconds; all zones are IANA names. */

const LOCALE = "en-US";
const DAY_SECONDS = 86400;

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone @param {Intl.DateTimeFormatOptions} options */
function format(zone, options) {
  const key = zone + JSON.stringify(options);
  const found = formats.get(key) || new Intl.DateTimeFormat(LOCALE, { timeZone: usable(zone), ...options });
  formats.set(key, found);
  return found;
}

/** @param {string} zone */
function usable(zone) {
  try {
    return zone && new Intl.DateTimeFormat(LOCALE, { timeZone: zone }) && zone;
  } catch {
    return "UTC";
  }
}

/** @param {number} at @param {string} zone @param {Intl.DateTimeFormatOptions} options */
const say = (at, zone, options) => format(zone || "UTC", options).format(new Date(at * 1000));

/** @param {number} at @param {string} zone */
export const clockTime = (at, zone) => say(at, zone, { hour: "numeric", minute: "2-digit" });

/** @param {number} at @param {string} zone */
export const dayInWords = (at, zone) =>
  say(at, zone, { weekday: "long", month: "long", day: "numeric", year: "numeric" });

/** @param {number} at @param {string} zone */
export const shortDay = (at, zone) => say(at, zone, { weekday: "short", month: "short", day: "numeric" });

/** @param {string} zone */
export const city = (zone) => (zone || "UTC").split("/").pop()?.replaceAll("_", " ") || "UTC";

/**
 * Return the day as YYYY-MM-DD.
 * @param {number} at
 * @param {string} zone
 */
export function isoDay(at, zone) {
  const part = parts(at, zone);
  return `${part.year}-${part.month}-${part.day}`;
}

/** @param {number} at @param {string} zone @returns {Record<string, string>} */
function parts(at, zone) {
  const wanted = format(zone || "UTC", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return Object.fromEntries(wanted.formatToParts(new Date(at * 1000)).map((part) => [part.type, part.value]));
}

/**
 * Return what a datetime-local field shows for an instant.
 * @param {number} at
 * @param {string} zone
 */
export function toField(at, zone) {
  const part = parts(at, zone);
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/**
 * Return the instant at which clocks in `zone` show what a datetime-local field holds.
 * @param {string} text
 * @param {string} zone
 */
export function fromField(text, zone) {
  const wall = Date.parse(`${text}Z`) / 1000;
  const first = wall - offset(wall, zone);
  return wall - offset(first, zone);
}

/** Seconds that `zone` is ahead of UTC. @param {number} at @param {string} zone */
function offset(at, zone) {
  const part = parts(at, zone);
  const shown = Date.UTC(+part.year, +part.month - 1, +part.day, +part.hour, +part.minute, +part.second);
  return shown / 1000 - Math.floor(at);
}

/** @param {number} at @param {string} zone @param {number} now */
function pretty(at, zone, now) {
  const days = {
    [isoDay(now, zone)]: "today",
    [isoDay(now - DAY_SECONDS, zone)]: "yesterday",
    [isoDay(now + DAY_SECONDS, zone)]: "tomorrow",
  };
  return days[isoDay(at, zone)];
}

/**
 * Return the heading above a day's messages.
 * @param {number} at
 * @param {string} zone
 * @param {number} now
 */
export function dayHeading(at, zone, now) {
  const near = pretty(at, zone, now);
  return near ? near[0].toUpperCase() + near.slice(1) : dayInWords(at, zone);
}

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const TOKENS = {
  date_num: {},
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  day: { weekday: "long" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

/**
 * Return a date pattern such as "{date_short_pretty} at {time}" filled in for this reader.
 * Source: docs.slack.dev, formatting message text, date formatting.
 * @param {number} at
 * @param {string} pattern
 * @param {string} zone
 * @param {number} now
 */
export function fillDate(at, pattern, zone, now) {
  return pattern.replace(/\{(\w+?)(_pretty)?\}/g, (whole, name, wantsPretty) => {
    if (name === "ago") return ago(at, now);
    if (!(name in TOKENS)) return whole;
    if (wantsPretty && pretty(at, zone, now)) return pretty(at, zone, now);
    return name === "date_num" ? isoDay(at, zone) : say(at, zone, TOKENS[name]);
  });
}

/** @param {number} at @param {number} now */
function ago(at, now) {
  const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
  const seconds = at - now;
  if (Math.abs(seconds) < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (Math.abs(seconds) < DAY_SECONDS) return relative.format(Math.round(seconds / 3600), "hour");
  return relative.format(Math.round(seconds / DAY_SECONDS), "day");
}
