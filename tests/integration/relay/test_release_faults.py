"""Cards when something breaks: a crash, a silent Slack, a channel that is not private, a facilitator who has left."""

from datetime import timedelta

import pytest

from bot.domain.relay.calendar import OPTION_DAYS, REPLY_DAYS
from bot.services.relay import release
from bot.services.relay.parts import part_of
from bot.views import times
from storage.database import Database
from storage.members import Member, keep_members
from storage.relay.assignments import assign
from storage.relay.vocabulary import CaseState, Role, StubKind, StubState
from tests.asked import kept_rows, the_cases
from tests.asking import SECOND, THIRD, staffed
from tests.authoring import Author
from tests.desk_cards import plant_card, stubs
from tests.desking import Queue
from tests.facilitating import CHANNEL, FACILITATOR
from tests.log_capture import captured_logs
from tests.pairing import MENTEE
from tests.payloads import TEAM, event

WAY_TO_SLOT = timedelta(minutes=1)


@pytest.mark.parametrize("at", ["begin", "post", "posted"])
def test_a_crash_at_any_step_leaves_no_card_twice_and_no_case_unseen(
    queue: Queue, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Whatever stood half done is in doubt and not made again; the case comes round with the next slot."""
    plant_card(queue)

    class Crash(BaseException):
        """The process ends."""

    def crash(*_: object, **__: object) -> bool:
        raise Crash

    with monkeypatch.context() as broken:
        if at == "begin":
            begin = release.begin
            broken.setattr(release, "begin", lambda *said: begin(*said) and crash())
        elif at == "post":
            call = type(queue.deps.slack).call
            broken.setattr(type(queue.deps.slack), "call", lambda *said, **more: call(*said, **more) and crash())
        else:
            broken.setattr(release, "posted", crash)
        with pytest.raises(Crash):
            queue.next_slot()
    reached = len(queue.messages)
    assert queue.turn() == []
    assert stubs(queue) == [(StubKind.CARD, StubState.DOUBTFUL)]
    again = queue.next_slot()
    assert (reached, len(again)) == (0 if at == "begin" else 1, 1)
    assert stubs(queue) == [(StubKind.AGAIN, StubState.POSTED), (StubKind.CARD, StubState.DOUBTFUL)]


@pytest.mark.parametrize(("error", "state"), [("internal_error", StubState.DOUBTFUL), ("ratelimited", StubState.READY)])
def test_only_what_slack_surely_did_not_take_is_posted_again(queue: Queue, error: str, state: StubState) -> None:
    plant_card(queue)
    taken = queue.stage.rapport.slack.answers["chat.postMessage"]
    queue.stage.rapport.slack.answers["chat.postMessage"] = lambda _: {"ok": False, "error": error}
    queue.next_slot()
    assert stubs(queue) == [(StubKind.CARD, state)]
    queue.stage.rapport.slack.answers["chat.postMessage"] = taken
    queue.stage.clock.at += WAY_TO_SLOT
    assert len(queue.turn()) == (state is StubState.READY)


@pytest.mark.parametrize("flaw", ["is_ext_shared", "not private", "a foreign bot"])
def test_while_the_channel_is_not_private_nothing_is_released_and_whoever_runs_rapport_hears_of_it(
    queue: Queue, db: Database, flaw: str
) -> None:
    """Relay 43: shared with others, public, or with somebody else's bot in it; the alert holds nothing of a case."""
    plant_card(queue)
    answers = queue.stage.rapport.slack.answers
    whole = answers["conversations.info"], answers["conversations.members"]
    channel = {"id": CHANNEL, "is_private": flaw != "not private", "is_member": True, flaw: True}
    answers["conversations.info"] = lambda _: {"ok": True, "channel": channel}
    if flaw == "a foreign bot":
        there = [FACILITATOR, SECOND, THIRD, "UBOT", "U0FOREIGN01"]
        answers["conversations.members"] = lambda _: {"ok": True, "members": there}
        bots = [Member(team_id=TEAM, user_id=each, name="bot", is_bot=True) for each in ("UBOT", "U0FOREIGN01")]
        with db.begin() as session:
            keep_members(session, members=bots)
    forget(queue)
    with captured_logs("INFO") as lines:
        assert queue.next_slot() == []
        assert queue.turn() == []
    assert lines.getvalue().count("cards_held") == 1
    assert not any(word in lines.getvalue() for word in (the_cases(queue.stage.rapport)[0].label, MENTEE, CHANNEL))
    answers["conversations.info"], answers["conversations.members"] = whole
    forget(queue)
    assert len(queue.turn()) == 1


def forget(queue: Queue) -> None:
    """Let the next look at the channel be a new one."""
    queue.stage.rapport.answer_to(event("member_left_channel", user="U0GONE00001", channel=CHANNEL))


def test_while_slack_is_silent_nothing_is_released(queue: Queue) -> None:
    plant_card(queue)
    queue.stage.rapport.slack.answers["conversations.members"] = lambda _: {"ok": False, "error": "internal_error"}
    forget(queue)
    assert queue.next_slot() == []
    assert [case.state for case in the_cases(queue.stage.rapport)] == [CaseState.WAITING]


def test_a_card_that_goes_out_days_late_moves_no_promised_day(queue: Queue, author: Author) -> None:
    """What the receipt says stands at the desk as well, and the backup still comes in one slot after the card."""
    author.asks()
    (case,) = the_cases(queue.stage.rapport)
    promised = times.day(queue.calendar.by(case.send_slot, working_days=REPLY_DAYS))
    assert promised in str(author.opens())
    queue.stage.clock.at = queue.calendar.instant_of(queue.calendar.later(case.send_slot, slots=5))
    (card,) = queue.turn()
    backup = queue.part(Role.BACKUP)
    refused = queue.deps.catalog.common.not_yours
    assert refused in str(queue.open(card, user=backup))
    assert len(queue.next_slot()) == 1
    desk, own = queue.open(card, user=backup), author.opens()
    assert refused not in str(desk)
    options = times.day(queue.calendar.by(case.send_slot, working_days=OPTION_DAYS))
    for screen in (desk, own):
        assert (promised in str(screen), options in str(screen)) == (True, True)


@pytest.mark.parametrize("role", [Role.PRIMARY, Role.OWNER])
def test_a_case_does_not_stay_with_somebody_who_is_no_facilitator_any_more(
    queue: Queue, db: Database, role: Role
) -> None:
    if role is Role.OWNER:
        _, gone = queue.claimed()
    else:
        queue.ask()
        gone = queue.part(Role.PRIMARY)
        queue.first_card()
    backup = queue.part(Role.BACKUP)
    staffed(queue.stage.rapport, db, *{FACILITATOR, SECOND, THIRD} - {gone})
    forget(queue)
    (card,) = queue.next_slot()
    assert queue.part(Role.PRIMARY) == backup
    assert queue.deps.catalog.relay_desk.claim_button in str(queue.open(card, user=backup))


@pytest.mark.parametrize("order", [1, -1])
def test_a_case_whose_facilitators_have_all_gone_waits_for_its_author_without_a_card(queue: Queue, order: int) -> None:
    queue.ask()
    (case,) = the_cases(queue.stage.rapport)
    first, second = sorted((queue.part(Role.PRIMARY), queue.part(Role.BACKUP)))[::order]
    with queue.relay.db.begin() as session:
        assign(session, part_of(case, first, Role.PRIMARY))
        assign(session, part_of(case, second, Role.BACKUP))
    queue.first_card()
    slot = queue.calendar.later(queue.calendar.slot_at(queue.now), slots=1)
    present = frozenset({FACILITATOR, SECOND, THIRD} - {first, second})
    release.advance(queue.deps, team_id=TEAM, calendar=queue.calendar, slot=slot, present=present)
    assert kept_rows(queue.stage.rapport)["RelayAssignment"] == []
    assert stubs(queue) == [(StubKind.CARD, StubState.POSTED)]
