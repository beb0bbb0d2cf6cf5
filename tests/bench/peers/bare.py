"""The same work with nothing around it, a raw socket and the database's own driver: the physical limit."""

import json
import os
import sqlite3
import urllib.request

from websockets.sync.client import connect

PREPARE = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
CREATE TABLE bare(id INTEGER PRIMARY KEY, value TEXT);
INSERT INTO bare VALUES (1, ''), (2, ''), (3, '');
"""


def main() -> None:
    """Answer everything until ended."""
    rows = sqlite3.connect(os.environ["DATABASE_URL"].removeprefix("sqlite:///"), isolation_level=None)
    rows.executescript(PREPARE)
    call = urllib.request.Request(f"{os.environ['SLACK_API_URL']}apps.connections.open", method="POST")
    with urllib.request.urlopen(call) as answer:
        link = json.load(answer)["url"]
    with connect(link) as socket:
        for frame in socket:
            envelope_id = json.loads(frame).get("envelope_id")
            if envelope_id:
                rows.execute("BEGIN IMMEDIATE")
                rows.execute("SELECT value FROM bare WHERE id = 1").fetchone()
                rows.executemany("UPDATE bare SET value = ? WHERE id = ?", [(envelope_id, 2), (envelope_id, 3)])
                rows.execute("COMMIT")
                socket.send(json.dumps({"envelope_id": envelope_id}))


if __name__ == "__main__":
    main()
