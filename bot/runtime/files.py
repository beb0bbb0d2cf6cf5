"""Files that people send with a form, read with the optional scope files:read."""

from bot.domain.files import SentFile
from bot.errors import PermanentDeliveryError
from bot.runtime.gateway import SlackGateway

NO_SUCH_FILE = "F0000000000"
"""No file has this id: what Slack says of it tells whether the scope was granted."""
MISSING_SCOPE = "missing_scope"
UNKNOWN_FILE = frozenset({"file_not_found", "file_deleted", "access_denied", "no_permission"})


class SlackFiles:
    """Reads files through the gateway."""

    def __init__(self, gateway: SlackGateway) -> None:
        """Keep the way to Slack; nothing is asked yet."""
        self._gateway = gateway

    def are_readable(self, *, team_id: str) -> bool:
        """Return whether files can be read in a workspace: files:read was granted there.

        Raises:
            DeliveryError: Slack did not answer.
        """
        try:
            self._gateway.call("files.info", team_id=team_id, file=NO_SUCH_FILE)
        except PermanentDeliveryError as refused:
            return refused.code in UNKNOWN_FILE
        return True

    def sent(self, *, team_id: str, file_id: str, most_bytes: int) -> SentFile | None:
        """Return a file, of one that is larger than `most_bytes` a little more than that; None when there is none.

        Raises:
            DeliveryError: Slack did not answer, or refused.
        """
        try:
            file = self._gateway.call("files.info", team_id=team_id, file=file_id)["file"]
        except PermanentDeliveryError as refused:
            if refused.code in UNKNOWN_FILE:
                return None
            raise
        url = str(file.get("url_private_download") or file.get("url_private") or "")
        content = self._gateway.download(url, team_id=team_id, most_bytes=most_bytes)
        return SentFile(str(file.get("user") or ""), content)
