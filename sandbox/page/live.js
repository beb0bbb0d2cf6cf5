// @ts-check
/** The workspace's stream: it says only that something changed; whoever cares looks again. */

/** @typedef {{kind: string, channel?: string, user?: string}} Change */

const GATHER_MS = 30;

/**
 * Listen as one person. Changes that come together are handed on together. While the window is
 * hidden nothing is held open, since browsers allow few connections; a `return` change follows.
 * @param {string} user
 * @param {(changes: Change[]) => void} onChanges
 * @param {(isUp: boolean) => void} onState
 * @returns {() => void} what ends it
 */
export function listen(user, onChanges, onState) {
  /** @type {Change[]} */
  let gathered = [];
  /** @type {EventSource | null} */
  let source = null;
  let wasDown = false;
  const hand = () => {
    const changes = gathered;
    gathered = [];
    onChanges(changes);
  };
  const add = (/** @type {Change} */ change) => {
    if (!gathered.length) setTimeout(hand, GATHER_MS);
    gathered.push(change);
  };
  const open = () => {
    source = new EventSource(`/client/stream?user=${encodeURIComponent(user)}`);
    source.onmessage = (event) => add(JSON.parse(event.data));
    source.onopen = () => {
      onState(true);
      if (wasDown) add({ kind: "return" });
      wasDown = false;
    };
    source.onerror = () => {
      wasDown = true;
      onState(false);
    };
  };
  const close = () => {
    source?.close();
    source = null;
  };
  const look = () => {
    close();
    if (document.hidden) return;
    wasDown = true;
    open();
  };
  open();
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    close();
  };
}
