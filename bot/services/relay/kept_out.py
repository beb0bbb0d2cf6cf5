"""Whom the author of a private request wants kept out of it, kept so that nobody but the author can open it.

It holds their mentors as a rule, so it would tell who they are. The key is made of what their receipt stands for, and
that is stored nowhere: every draw happens while they are here.
"""

import base64
import json
from collections.abc import Iterable

from bot.domain.relay.receipts import RECEIPT_BYTES
from storage.relay.cases import RelayCase
from storage.relay.sealing import CaseKey, key_of_author

KEPT_OUT = "kept_out"


def sealed_for_author(case: RelayCase, secret: bytes, people: Iterable[str]) -> str:
    """Return whom a request is to be kept from, by Slack's ids, sealed for whoever holds its secret."""
    return base64.b64encode(_key(case, secret).seal(json.dumps(sorted(people)), place=KEPT_OUT)).decode()


def opened_by_author(case: RelayCase, secret: bytes, sealed: str) -> frozenset[str]:
    """Return what `sealed_for_author` was given; nobody where nothing was kept.

    Raises:
        SealError: the secret is of another case.
    """
    if not sealed:
        return frozenset()
    return frozenset(json.loads(_key(case, secret).open(base64.b64decode(sealed), place=KEPT_OUT)))


def _key(case: RelayCase, secret: bytes) -> CaseKey:
    """Return the author's key: a receipt makes the same one as every slot that was made from it."""
    return key_of_author(secret[:RECEIPT_BYTES], team_id=case.team_id, case_id=case.case_id)
