"""In which order a report tells people apart."""

from bot.domain.reports.groups import OTHERS, groups_of, in_order
from bot.domain.reports.tables import Split
from storage.vocabulary import Course, Rank, Stream


def test_ranks_streams_and_courses_stand_in_the_order_of_their_words_and_the_others_last() -> None:
    for split, words in ((Split.RANK, Rank), (Split.STREAM, Stream), (Split.COURSE, Course)):
        assert in_order(split, {OTHERS, *map(str, words)}) == (*words, OTHERS)


def test_sites_stand_in_the_alphabet_and_the_others_last() -> None:
    facts = {f"{site}{number}": site for site in ("West", "Zoo", "Annex", "Quay") for number in range(2)}
    groups = groups_of(Split.SITE, {**facts, "one": "Mill", "other": "Barn"}, k=2)
    assert in_order(Split.SITE, set(groups.values())) == ("Annex", "Quay", "West", "Zoo", OTHERS)
