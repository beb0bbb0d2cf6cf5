"""What can go wrong, by who has to hear of it."""

import secrets


class RapportError(Exception):
    """Base of every error that Rapport raises on purpose."""


class UserError(RapportError):
    """A refusal in words for the person: says what to do next, never what is inside."""


class NotYoursError(UserError):
    """What was asked for is somebody else's, or is not there: one answer for both, so that nothing can be probed."""


class MembersOnlyError(UserError):
    """Whoever asks is no colleague of this workspace, or no longer one: a guest, a visitor, somebody who has left."""


class FieldError(UserError):
    """A refusal that belongs beside one field of a form.

    Attributes:
        block_id: the input block at which the sentence is shown.
    """

    def __init__(self, block_id: str, sentence: str) -> None:
        super().__init__(sentence)
        self.block_id = block_id


class ConfigurationError(RapportError):
    """A setting is missing or unusable: names it and says what to do. Stops the start."""


class DeliveryError(RapportError):
    """Slack did not do what was asked.

    Attributes:
        code: Slack's own error word, or the type of the network failure.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TransientDeliveryError(DeliveryError):
    """Worth asking again later: rate limit, time-out, Slack's own trouble."""


class PermanentDeliveryError(DeliveryError):
    """Asking again changes nothing: unknown channel, revoked token, missing scope."""


def new_reference() -> str:
    """Return eight random hexadecimal digits by which a person and an operator speak of the same failure."""
    return secrets.token_hex(4)
