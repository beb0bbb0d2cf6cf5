"""A private request goes to others, when somebody who has it must not, or has stepped back."""

import pytest

from bot.domain.relay.door import Desk
from bot.errors import NotYoursError
from bot.services.relay import desk_acts
from bot.services.relay.desk import open_case
from bot.views.relay import names
from storage.relay.vocabulary import CaseState, Role, StubKind
from tests.asked import kept_rows, sealed_head_of, the_cases
from tests.asking import FACILITATORS, THIRD, Entered, as_kept, texts_of
from tests.authoring import Author, labels_of, seen_at_desk, slots_pass, taken_on
from tests.desking import Queue
from tests.facilitating import CHANNEL
from tests.pairing import pair_up
from tests.payloads import TEAM, Payload, event


def becomes_partner(queue: Queue, author: Author, facilitator: str) -> None:
    pair_up(queue.deps.db, mentor=facilitator, mentee=author.user)


def others_answer(author: Author, *, not_these: tuple[str, ...] = ()) -> Payload:
    """Choose to give a request to others, and send the form off."""
    form = author.presses(author.opens(), author.queue.deps.catalog.relay_mine.change_button)
    return author.sends(form, {names.NOT_THESE: {"selected_options": [{"value": each} for each in not_these]}})


def parts(queue: Queue) -> dict[Role, str]:
    return {row.role: row.facilitator_id for row in kept_rows(queue.stage.rapport)["RelayAssignment"]}


def test_an_author_is_offered_somebody_else_when_whoever_works_on_it_is_their_mentor_now(
    queue: Queue, author: Author
) -> None:
    """Relay 42: only at the author's visit can that be known; then it goes to two others, with a card of their own."""
    author.asks()
    _, owner = taken_on(queue)
    say = queue.deps.catalog.relay_mine
    assert say.change_button not in labels_of(author.opens())
    becomes_partner(queue, author, owner)
    assert say.conflicted in texts_of(author.opens())
    (case,) = the_cases(queue.stage.rapport)
    before, cards = parts(queue), len(queue.messages)
    assert say.is_handed in texts_of(others_answer(author)["view"])
    assert not {say.change_button, say.more_button} & labels_of(author.opens())
    assert parts(queue) == before
    while len(queue.messages) == cards:
        queue.next_slot()
    drawn = parts(queue)
    assert set(drawn) == {Role.PRIMARY, Role.BACKUP}
    assert owner not in drawn.values()
    assert open_case(queue.deps, desk=Desk(TEAM, drawn[Role.PRIMARY]), case_id=case.case_id).state is CaseState.NEW
    with pytest.raises(NotYoursError):
        open_case(queue.deps, desk=Desk(TEAM, owner), case_id=case.case_id)
    assert say.change_button not in labels_of(author.opens())


def test_whom_the_author_ticks_is_not_drawn_and_stands_nowhere(queue: Queue, author: Author) -> None:
    """Relay 40: as at the beginning."""
    author.asks()
    _, owner = taken_on(queue)
    becomes_partner(queue, author, owner)
    kept_out = next(each for each in sorted(FACILITATORS) if each != owner)
    assert "view" in others_answer(author, not_these=(kept_out,))
    slots_pass(queue)
    assert set(parts(queue).values()) == set(FACILITATORS) - {owner, kept_out}
    assert kept_out not in str([row.model_dump() for rows in kept_rows(queue.stage.rapport).values() for row in rows])


@pytest.mark.parametrize("entered", [Entered(other=THIRD), Entered(not_these=[THIRD])], ids=["named", "ticked"])
@pytest.mark.parametrize("way", ["Home", "receipt", "Home anew"])
def test_whom_a_request_was_to_be_kept_from_never_gets_it_later(
    queue: Queue, author: Author, entered: Entered, way: str
) -> None:
    """Relay 39, 40: named with the name left out, or ticked: whatever finds the request opens who must not have it."""
    receipt = author.asks(entered)
    _, owner = taken_on(queue)
    becomes_partner(queue, author, owner)
    if way == "Home anew":
        author.home = None
        author.presses(author.finds(receipt)["view"], queue.deps.catalog.relay_mine.keep_button)
        author.home = as_kept(author.published[-1])
    found = author.finds(receipt)["view"] if way == "receipt" else author.opens()
    form = author.presses(found, queue.deps.catalog.relay_mine.change_button)
    author.sends(form, {names.NOT_THESE: {"selected_options": []}})
    slots_pass(queue)
    (other,) = set(FACILITATORS) - {owner, THIRD}
    assert parts(queue) == {Role.PRIMARY: other}


def test_whom_an_author_ticks_when_it_goes_to_others_is_kept_out_from_then_on(queue: Queue, author: Author) -> None:
    """Relay 40: each draw adds to the list, which nothing that is stored opens."""
    author.asks()
    _, first = taken_on(queue)
    becomes_partner(queue, author, first)
    kept_out, second = sorted(set(FACILITATORS) - {first})
    others_answer(author, not_these=(kept_out,))
    slots_pass(queue)
    becomes_partner(queue, author, second)
    refused = others_answer(author)
    assert refused["errors"] == {names.NOT_THESE: queue.deps.catalog.relay_mine.nobody_else}
    assert kept_out not in sealed_head_of(queue.stage.rapport)


def test_where_nobody_else_may_have_it_nothing_is_changed(queue: Queue, author: Author) -> None:
    author.asks()
    _, owner = taken_on(queue)
    becomes_partner(queue, author, owner)
    before = parts(queue)
    refused = others_answer(author, not_these=tuple(sorted(set(FACILITATORS) - {owner})))
    assert refused["errors"] == {names.NOT_THESE: queue.deps.catalog.relay_mine.nobody_else}
    assert parts(queue) == before


def test_a_case_that_is_in_good_hands_cannot_be_drawn_again(queue: Queue, author: Author) -> None:
    """Relay 50: nor twice: an author cannot draw until somebody suits."""
    author.asks()
    _, owner = taken_on(queue)
    becomes_partner(queue, author, owner)
    form = author.presses(author.opens(), queue.deps.catalog.relay_mine.change_button)
    none: dict[str, Payload] = {names.NOT_THESE: {"selected_options": []}}
    author.sends(form, none)
    kept = _cases(queue)
    author.sends(form, none)
    assert _cases(queue) == kept
    slots_pass(queue)
    drawn = parts(queue)
    author.sends(form, none)
    slots_pass(queue)
    assert parts(queue) == drawn


def test_a_backup_who_must_not_have_it_is_dropped_and_its_owner_goes_on(queue: Queue, author: Author) -> None:
    author.asks()
    _, owner = taken_on(queue)
    before = seen_at_desk(queue, owner)
    becomes_partner(queue, author, queue.part(Role.BACKUP))
    others_answer(author)
    assert parts(queue) == {Role.OWNER: owner}
    assert seen_at_desk(queue, owner) == before


def test_an_owner_who_has_answered_already_goes_on_when_the_backup_is_dropped(queue: Queue, author: Author) -> None:
    author.asks()
    case, owner = taken_on(queue)
    queue.says(case, "I am here.", user=owner)
    becomes_partner(queue, author, queue.part(Role.BACKUP))
    others_answer(author)
    assert parts(queue) == {Role.OWNER: owner}
    assert seen_at_desk(queue, owner).state is CaseState.CLAIMED


def test_when_the_only_one_has_stepped_back_its_author_can_ask_others(queue: Queue, author: Author) -> None:
    author.asks()
    (case,) = the_cases(queue.stage.rapport)
    first = queue.part(Role.PRIMARY)
    queue.first_card()
    for each in (first, queue.part(Role.BACKUP)):
        queue.next_slot()
        queue.next_slot()
        desk_acts.hand_over(queue.deps, desk=Desk(TEAM, each), case_id=case.case_id)
    assert parts(queue) == {}
    assert queue.deps.catalog.relay_mine.change_button in labels_of(author.opens())
    assert "view" in others_answer(author)
    assert parts(queue) == {}
    slots_pass(queue)
    assert set(parts(queue)) == {Role.PRIMARY, Role.BACKUP}


def test_a_case_that_is_taken_back_on_its_way_to_others_is_given_to_nobody(queue: Queue, author: Author) -> None:
    author.asks()
    _, owner = taken_on(queue)
    becomes_partner(queue, author, owner)
    others_answer(author)
    before, cards = parts(queue), len(queue.messages)
    author.presses(author.opens(), queue.deps.catalog.relay_mine.end_button)
    slots_pass(queue)
    assert (parts(queue), len(queue.messages)) == (before, cards)
    assert _cases(queue)[0]["state"] is CaseState.CLOSED


def test_whoever_leaves_before_a_case_comes_to_them_is_passed_over(queue: Queue, author: Author) -> None:
    """As with every other case: it goes to the one beside them."""
    author.asks()
    _, owner = taken_on(queue)
    becomes_partner(queue, author, owner)
    others_answer(author)
    (gone, stays) = sorted(set(FACILITATORS) - {owner})
    queue.stage.rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": [owner, stays]}
    queue.stage.rapport.answer_to(event("member_left_channel", user=gone, channel=CHANNEL, event_id="EvGone"))
    slots_pass(queue)
    assert parts(queue) == {Role.PRIMARY: stays}


def test_what_waits_for_its_card_is_drawn_again_without_another_one(queue: Queue, author: Author) -> None:
    author.asks()
    becomes_partner(queue, author, queue.part(Role.PRIMARY))
    (before,) = the_cases(queue.stage.rapport)
    others_answer(author)
    (after,) = the_cases(queue.stage.rapport)
    assert (after.state, after.send_slot) == (CaseState.WAITING, before.send_slot)
    assert _cards(queue) == []


def _cases(queue: Queue) -> list[Payload]:
    return [case.model_dump() for case in the_cases(queue.stage.rapport)]


def _cards(queue: Queue) -> list[str]:
    return sorted(row.stub_id for row in kept_rows(queue.stage.rapport)["RelayStub"] if row.kind is StubKind.CARD)
