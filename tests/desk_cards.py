"""Cards as they are kept, and a case whose card is due next."""

from storage.relay.vocabulary import StubKind, StubState
from tests.asked import kept_rows, the_cases
from tests.desking import Queue


def stubs(queue: Queue) -> list[tuple[StubKind, StubState]]:
    """Return what every card is for, and where it stands."""
    return sorted((row.kind, row.state) for row in kept_rows(queue.stage.rapport)["RelayStub"])


def plant_card(queue: Queue) -> None:
    """Ask, and let the case be due in the very next slot."""
    queue.ask()
    with queue.relay.db.begin() as session:
        for case in the_cases(queue.stage.rapport):
            case.send_slot = queue.calendar.first_from(queue.now)
            session.merge(case)
