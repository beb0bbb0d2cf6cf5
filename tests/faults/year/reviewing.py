"""What couples do with reviews: asked for in time or too late, taken on, moved, declined, done, withdrawn."""

from datetime import timedelta
from functools import partial

from bot.domain.reviews import ReviewAct, ReviewDraft, ReviewSheet
from bot.services import review_acts
from bot.views.review_forms import DAY, FIELDS
from storage.vocabulary import ReviewKind, ReviewState
from tests.faults.year.people import Fellow
from tests.faults.year.world import Couple, Subject, World

A = ReviewAct
MENTORS = (A.ACCEPT, A.ACCEPT, A.ACCEPT, A.OFFER, A.OFFER, A.DECLINE, A.PAUSE, None, None)
"""What a mentor does with a request, each as likely as it stands here; nothing, now and then."""
MENTEES = (A.AGREE, A.AGREE, A.WITHDRAW, None)
LATER = (A.DONE, A.DONE, A.DONE, A.OFFER, A.WITHDRAW, None)


def ask(world: World, couple: Couple) -> None:
    """Let the mentee ask for a review: mostly with the notice that the mentor wishes."""
    chance, review_id = world.chance, world.new_id()
    wanted_on = couple.mentee.today(world.clock.at) + timedelta(days=chance.randint(8, 50))
    draft = ReviewDraft(chance.choice(list(ReviewKind)), "A title", "12 pages", None, wanted_on, None)

    def send() -> None:
        sheet = review_acts.ask(
            world.deps,
            actor=couple.mentee.member,
            pair_id=couple.pair_id,
            draft=draft,
            review_id=review_id,
            fields=FIELDS,
        )
        _remember(world, couple, sheet)

    if world.attempt("ask for a review", send):
        world.after(chance.uniform(0.1, 9), partial(_act, world, review_id, couple.mentor, chance.choice(MENTORS)))


def _act(world: World, review_id: str, fellow: Fellow, act: ReviewAct | None) -> None:
    review = world.subjects[review_id]
    if act is None or fellow.is_gone or not review.couple.is_alive:
        return

    def do() -> None:
        if act is A.OFFER:
            day = fellow.today(world.clock.at) + timedelta(days=world.chance.randint(1, 40))
            sheet = review_acts.offer_day(world.deps, actor=fellow.member, review_id=review_id, day=day, field=DAY)
        else:
            sheet = review_acts.act(world.deps, actor=fellow.member, review_id=review_id, act=act)
        _remember(world, review.couple, sheet)

    if world.attempt(f"review: {act}", do):
        _go_on(world, review_id)


def _go_on(world: World, review_id: str) -> None:
    review, chance = world.subjects[review_id], world.chance
    if review.state == ReviewState.OFFERED:
        act = chance.choice(MENTEES)
        world.after(chance.uniform(0.1, 6), partial(_act, world, review_id, review.couple.mentee, act))
    elif review.state == ReviewState.ACCEPTED:
        act = chance.choice(LATER)
        mentor, mentee = review.couple.two
        fellow = {A.OFFER: mentor, A.WITHDRAW: mentee}.get(act or A.DONE, chance.choice((mentor, mentee)))
        world.after(chance.uniform(0.5, 40), partial(_act, world, review_id, fellow, act))


def _remember(world: World, couple: Couple, sheet: ReviewSheet) -> None:
    world.subjects[sheet.review_id] = Subject(couple, sheet.revision, str(sheet.state), day=sheet.wanted_on)
