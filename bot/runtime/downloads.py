"""Getting the bytes of a file from Slack: the token is shown to Slack's own machines and to nobody else.

Source: docs.slack.dev/messaging/working-with-files: whoever shows no good token is shown the page for signing in.
"""

from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, build_opener

from slack_sdk import WebClient

from bot.errors import PermanentDeliveryError
from bot.runtime.failures import network_trouble

NOT_SLACKS, SIGN_IN = "foreign_address", "sign_in"


class _StayHere(HTTPRedirectHandler):
    """Follows nothing: a token would be carried along to wherever it leads."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Return no request to go on with."""


def downloaded(client: WebClient, url: str, *, most_bytes: int) -> bytes:
    """Return what is at an address of Slack's; of more than `most_bytes` one byte more, so that it shows.

    Raises:
        TransientDeliveryError: Slack could not be reached.
        PermanentDeliveryError: the address is not Slack's, or the token does not do there.
    """
    if not is_slacks(url, base_url=client.base_url):
        raise PermanentDeliveryError(NOT_SLACKS)
    request = Request(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - proven to be Slack's
    try:
        with _opener(client).open(request, timeout=client.timeout) as answer:
            is_page = "html" in str(answer.headers.get("content-type", ""))
            content: bytes = answer.read(most_bytes + 1)
    except (OSError, HTTPException, ValueError) as error:
        failure = network_trouble(error)
    else:
        if is_page:
            raise PermanentDeliveryError(SIGN_IN)
        return content
    raise failure  # outside the handler, so that no context carries the address along


def is_slacks(url: str, *, base_url: str) -> bool:
    """Return whether an address is on the machine of the Web API or on one below it, and as well guarded."""
    wanted, own = urlsplit(url), urlsplit(base_url)
    here, home = wanted.hostname or "", own.hostname or ""
    is_near = here == home or here.endswith(f".{home}")
    return bool(home) and is_near and wanted.scheme == own.scheme and wanted.port == own.port


def _opener(client: WebClient) -> OpenerDirector:
    proxies = {"http": client.proxy, "https": client.proxy} if client.proxy else {}
    return build_opener(ProxyHandler(proxies), HTTPSHandler(context=client.ssl), _StayHere())
