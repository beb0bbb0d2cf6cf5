"""What couples do between meetings: a few lines, and, where somebody hears nothing, a word to one facilitator."""

from bot.services import contact, notes
from tests.faults.year.world import Couple, Subject, World


def leave(world: World, couple: Couple) -> None:
    """Let one of the two leave a note; now and then its author puts it right."""
    fellow, note_id = world.chance.choice(couple.two), world.new_id()

    def write() -> None:
        notes.leave(world.deps, actor=fellow.member, pair_id=couple.pair_id, text="A line.", note_id=note_id)
        couple.wrote_at[fellow.member.user_id] = world.clock.at
        world.subjects[note_id] = Subject(couple, author=fellow.member.user_id)

    def put_right() -> None:
        notes.put_right(world.deps, actor=fellow.member, note_id=note_id, text="Another line.")

    if world.attempt("leave a note", write) and world.chance.random() < 0.2:
        world.after(world.chance.uniform(0, 4), lambda: world.attempt("put a note right", put_right))


def tell_a_facilitator(world: World, couple: Couple) -> None:
    """Let one of the two, who hears nothing from the other, tell a facilitator; some press twice."""
    fellow = world.chance.choice(couple.two)

    def tell() -> None:
        helper, _ = contact.helper_for(world.deps, actor=fellow.member, pair_id=couple.pair_id)
        contact.tell(world.deps, actor=fellow.member, pair_id=couple.pair_id, user_id=helper.user_id)
        world.out_of_touch[fellow.member.id] = fellow

    for _ in range(world.chance.choice((1, 1, 2))):
        world.attempt("tell a facilitator", tell)
