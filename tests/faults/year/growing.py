"""What people do for their own way: days that come near, what they need somebody to know, thanks, tips, a statement."""

from datetime import date, timedelta
from functools import partial

from bot.domain.milestones import MilestoneDraft
from bot.domain.needs import HintDraft, NeedDraft
from bot.services import (
    milestone_changes,
    namings,
    need_sharing,
    need_suggestions,
    needs,
    statement_file,
    thanks,
    tips,
)
from bot.views import need_hint_form
from storage.vocabulary import Area, MilestoneKind, MilestoneState
from tests.faults.year.world import Couple, Subject, World

TAKEN = "taken"


def keep_a_day(world: World, couple: Couple) -> None:
    """Let the mentee put a day on their time line; some move it, settle it or delete it."""
    chance, fellow, milestone_id = world.chance, couple.mentee, world.new_id()
    actor, day = fellow.member, fellow.today(world.clock.at) + timedelta(days=chance.randint(30, 200))
    milestone = Subject(couple, state=MilestoneState.AHEAD, author=actor.user_id, day=day)

    def move() -> None:
        milestone.day = day + timedelta(days=chance.randint(5, 60))
        milestone_changes.change(world.deps, actor=actor, draft=draft(milestone.day), milestone_id=milestone_id)
        milestone.revision += 1

    def settle() -> None:
        state = chance.choice((MilestoneState.DONE, MilestoneState.DROPPED))
        milestone_changes.settle(world.deps, actor=actor, milestone_id=milestone_id, state=state)
        milestone.state = state

    def delete() -> None:
        milestone_changes.delete(world.deps, actor=actor, milestone_id=milestone_id)
        del world.subjects[milestone_id]

    def draft(on: date) -> MilestoneDraft:
        return MilestoneDraft(MilestoneKind.GRANT, "A day", on, frozenset({couple.pair_id}))

    keep = partial(milestone_changes.keep, world.deps, actor=actor, draft=draft(day), milestone_id=milestone_id)
    if world.attempt("keep a day", keep):
        world.subjects[milestone_id] = milestone
        for name, deed, likely in (
            ("move a day", move, 0.3),
            ("settle a day", settle, 0.3),
            ("delete it", delete, 0.1),
        ):
            if chance.random() < likely:
                world.after(chance.uniform(1, 120), partial(world.attempt, name, deed))


def need(world: World, couple: Couple) -> None:
    """Let the mentee name what they need and share it, and the mentor suggest something; some take that in."""
    need_id, hint_id = world.new_id(), world.new_id()
    mentee, mentor = couple.mentee.member, couple.mentor.member

    def share() -> None:
        needs.add(world.deps, actor=mentee, draft=NeedDraft(Area.CAREER, "Budgets"), need_id=need_id)
        need_sharing.share(world.deps, actor=mentee, need_id=need_id, pair_id=couple.pair_id)
        couple.shares = True

    def suggest() -> None:
        draft = HintDraft(Area.CAREER, "Committees")
        need_suggestions.suggest(
            world.deps,
            actor=mentor,
            pair_id=couple.pair_id,
            draft=draft,
            need_id=hint_id,
            field=need_hint_form.PERSON,
        )
        world.subjects[hint_id] = Subject(couple)

    def take_in() -> None:
        need_suggestions.take_in(world.deps, actor=mentee, need_id=hint_id)
        world.subjects[hint_id].state = TAKEN

    world.attempt("share a need", share)
    if world.attempt("suggest a need", suggest) and world.chance.random() < 0.5:
        world.after(world.chance.uniform(0.01, 5), partial(world.attempt, "take a suggestion in", take_in))


def thank(world: World, couple: Couple) -> None:
    """Let one of the two thank the other, as they may also when it is over."""
    fellow, thanks_id = world.chance.choice(couple.two), world.new_id()

    def send() -> None:
        thanks.send(world.deps, actor=fellow.member, pair_id=couple.pair_id, text="Thank you.", thanks_id=thanks_id)
        world.subjects[thanks_id] = Subject(couple, author=fellow.member.user_id)

    if not fellow.is_gone:
        world.attempt("thank", send)


def wish_for_tips(world: World, couple: Couple) -> None:
    """Let the mentor ask for tips, or want no more."""
    fellow = couple.mentor
    if fellow.wants_tips:
        tips.end(world.deps, actor=fellow.member)
        fellow.wants_tips = False
    elif world.attempt("wish for tips", partial(tips.wish, world.deps, actor=fellow.member)):
        fellow.wants_tips = True


def state(world: World, couple: Couple) -> None:
    """Let the mentor ask for a statement of this year, and the mentee whether it may name them; some answer."""
    mentor, mentee = couple.mentor.member, couple.mentee
    code, view_id = f"{couple.mentor.today(world.clock.at).year}-01", world.new_id()
    file = partial(statement_file.ask_for_document, world.deps, actor=mentor, code=code, view_id=view_id)
    if world.attempt("ask for a statement", file):
        couple.has_statement = True
    world.attempt(
        "ask to be named", partial(namings.ask, world.deps, actor=mentor, code=code, mentee_ids=[mentee.member.id])
    )
    for sheet in namings.sheets(world.deps, actor=mentee.member):
        known = world.subjects.setdefault(sheet.naming_id, Subject(couple))
        known.revision, known.state = sheet.revision, sheet.state
    if world.chance.random() < 0.6:
        world.after(world.chance.uniform(0.01, 8), partial(_answer, world, couple))


def _answer(world: World, couple: Couple) -> None:
    mentee = couple.mentee
    for sheet in () if mentee.is_gone else namings.sheets(world.deps, actor=mentee.member):
        is_yes, known = world.chance.random() < 0.7, world.subjects.setdefault(sheet.naming_id, Subject(couple))
        answer = partial(namings.answer, world.deps, actor=mentee.member, naming_id=sheet.naming_id, is_yes=is_yes)
        if world.attempt("answer to being named", partial(answer, revision=sheet.revision)):
            known.revision, known.state = sheet.revision, "answered"
