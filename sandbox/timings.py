"""How long things last, in seconds of the machine's clock. Only tests give other values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timings:
    """The time limits of a workspace.

    Attributes:
        ack: time for an app to acknowledge (docs.slack.dev/interactivity/handling-user-interaction).
        trigger: life of a trigger_id (same page).
        redeliver: waits before an unacknowledged event comes again; the first as observed over Socket Mode,
            the others as documented (docs.slack.dev/apis/events-api).
        hook: life of a response_url.
        connection: life of a Socket Mode connection, as its hello announces it.
        warning: how long before a disconnect it is announced.
        farewell: how long a connection stays readable after its disconnect frame.
        silence: how long a peer that went silent counts as connected.
    """

    ack: float = 3.0
    trigger: float = 3.0
    redeliver: tuple[float, ...] = (4.0, 60.0, 300.0)
    hook: float = 30 * 60.0
    connection: float = 3600.0
    warning: float = 10.0
    farewell: float = 2.0
    silence: float = 60.0
