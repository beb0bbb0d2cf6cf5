// @ts-check
/** Every request the page makes: the workspace's person endpoints, on the page's own origin. */

/**
 * @typedef {{ok: boolean, acked?: boolean, ack_ms?: number | null, error?: string | null,
 *   errors?: Record<string, string>, ts?: string, view_id?: string, open_url?: string, id?: string,
 *   options?: any[], file?: any}} Outcome
 */

const GONE = "The workspace does not answer. Is it still running?";

/**
 * Return the JSON at `path`.
 * @param {string} path
 * @param {Record<string, string | number>} [query]
 * @returns {Promise<any>}
 * @throws {Error} with a sentence for the person when the workspace is gone or refuses.
 */
export async function get(path, query = {}) {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  const response = await fetch(url, { cache: "no-store" }).catch(() => null);
  if (!response) throw new Error(GONE);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error || `The workspace answered ${response.status}.`);
  return body;
}

/**
 * Send `body` and return the outcome. A call that fails becomes an outcome with a sentence, so
 * that every failure reaches the person by one way.
 * @param {string} path
 * @param {Record<string, any>} [body]
 * @returns {Promise<Outcome>}
 */
export async function post(path, body = {}) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, options).catch(() => null);
  if (!response) return { ok: false, error: GONE };
  const answer = await response.json().catch(() => null);
  return answer || { ok: false, error: `The workspace answered ${response.status}.` };
}

/**
 * Post on behalf of one person.
 * @param {string} user
 * @param {string} verb
 * @param {Record<string, any>} [body]
 */
export const postAs = (user, verb, body) => post(`/client/${encodeURIComponent(user)}/${verb}`, body);

/**
 * Hand in a file for a form on behalf of one person; the outcome holds what the workspace calls it.
 * @param {string} user
 * @param {File} file
 */
export async function handIn(user, file) {
  let bytes = "";
  for (const byte of new Uint8Array(await file.arrayBuffer())) bytes += String.fromCharCode(byte);
  return postAs(user, "hand_in", { name: file.name, content: btoa(bytes) });
}

/**
 * Read what one person sees.
 * @param {string} user
 * @param {string} noun
 * @param {Record<string, string | number>} [query]
 */
export const getAs = (user, noun, query) => get(`/client/${encodeURIComponent(user)}/${noun}`, query);
