"""Which workspace a command is about: the one that is named, or the only one there is."""

from collections.abc import Sequence

from bot.errors import UserError


def one_of(known: Sequence[str], *, where: str, nothing: str, named: str | None = None) -> str:
    """Return the workspace that is meant.

    Args:
        known: those there are.
        where: a sentence on where these are, for whoever has to name one of several.
        nothing: what to say when there is none.
        named: the one that was typed, if any: it must be one of them.

    Raises:
        UserError: there is none; or there are several, or others, and none of them is named.
    """
    if not known:
        raise UserError(nothing)
    if named is not None and named in known:
        return named
    if named or len(known) > 1:
        raise UserError(f"{where} Say which one you mean: --workspace {' or '.join(known)}")
    return known[0]
