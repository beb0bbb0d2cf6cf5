"""What in somebody's words could give them away, and the plain form in which facilitators get them."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.relay.giveaways import Giveaway, giveaways, pieces
from bot.domain.relay.mentions import name_parts
from bot.domain.relay.plain_words import normalised

NAMES = name_parts("Maya Lindqvist")
PARTNERS = name_parts("Idris Okafor")
MARKED = {
    "I am Maya.": "Maya",
    "ask LINDQVIST about it": "LINDQVIST",
    "Idris's group": "Idris",
    "write to m.l@uni.example today": "m.l@uni.example",
    "or https://uni.example/~ml": "https://uni.example/~ml",
    "I am @maya.l there": "@maya.l",
    "see <@U0MAYA0001> for more": "<@U0MAYA0001>",
    "as U0MAYA0001 said": "U0MAYA0001",
    "since 2019": "2019",
    "room 12-345": "12-345",
    "call +46 (0)70-123 45": "46 (0)70-123 45",
    "on 3 March it began": "3 March",
    "on Nov. 21st it began": "Nov. 21st",
    "on 2026-11-03": "2026-11-03",
    "on 3.11.": "3.11.",
}


@pytest.mark.parametrize(("words", "passage"), MARKED.items())
def test_what_could_tell_who_wrote_is_marked(words: str, passage: str) -> None:
    """Relay 55: names, addresses, handles, long numbers and dates."""
    found = giveaways(words, names=NAMES, partners=PARTNERS)
    assert [words[each.start : each.end] for each in found] == [passage]


def test_a_name_is_found_without_its_accents_and_as_a_whole_word_only() -> None:
    found = giveaways("Jose and JOSÉ, but not Josefine", names=name_parts("José Á"), partners=())
    assert [(each.start, each.end, each.why) for each in found] == [(0, 4, Giveaway.NAME), (9, 13, Giveaway.NAME)]


@pytest.mark.parametrize(
    ("name", "words", "passages"),
    [
        ("Dr. Wei Li", "I heard it from Wei Li, as Li said", ["Wei Li"]),
        ("Ana B. Núñez (she/her)", "ask nunez, or Ana Nuñez", ["nunez", "Ana Nuñez"]),
        ("Okonkwo, Chidi", "Chidi Okonkwo and Okonkwo's students", ["Chidi Okonkwo", "Okonkwo"]),
        ("Niamh O\u2019Brien", "since O\u2019Brien came", ["O'Brien"]),
        ("Solveig", "Solveig knows", ["Solveig"]),
        ("Sam Young", "Young people told Young, who is young. Young Sam. To Sam Young", ["Young", "Sam Young"]),
        ("Will Young", "How will young people cope? Will Young said so", ["Will Young"]),
        ("Ruth Reed", "Freed of reeds, I reed", []),
        ("", "Nobody", []),
        (", (x)", "x, (x)", []),
    ],
)
def test_colleagues_are_marked_by_their_whole_name_or_their_family_name(
    name: str, words: str, passages: list[str]
) -> None:
    """Relay 55: what is an ordinary word as well is marked only where it is written as a name."""
    plain = normalised(words)
    found = giveaways(plain, names=(), colleagues=["Somebody Else", name])
    assert [plain[each.start : each.end] for each in found] == passages


def test_a_workspace_of_any_size_is_looked_through_in_time() -> None:
    """A form is answered within three seconds (docs.slack.dev/interactivity); this takes a small part of one."""
    people = [f"First{number} Family{number}" for number in range(20_000)]
    begin = time.process_time()
    found = giveaways("as Family19999 said " * 50, names=(), colleagues=people)
    assert len(found) == 50
    assert time.process_time() - begin < 1


@pytest.mark.parametrize("words", ["We do not talk well.", "He may be right about 3 of 12 things", "a mar in 24 h", ""])
def test_plain_words_are_not_marked(words: str) -> None:
    assert giveaways(words, names=NAMES, partners=PARTNERS) == []


@pytest.mark.parametrize(
    ("typed", "got"),
    [
        ("zero\u200bwidth\u2060 joi\u00adner\ufeff", "zerowidth joiner"),
        ("\u201cquoted\u201d and \u2018so\u2019 \u00abon\u00bb", '"quoted" and \'so\' "on"'),
        ("a\u2014dash \u2013 and\u2026", "a-dash - and..."),
        ("\U0001f44d\U0001f3fd and :wave::skin-tone-5:", "\U0001f44d and :wave:"),
        ("\uff26\uff35\uff2c\uff2c \ufb01ne", "FULL fine"),
        ("  two  spaces\u00a0here \r\n\r\n\r\n\r\nthen ", "two spaces here\n\nthen"),
        ("\u202eturned\u202c", "turned"),
    ],
)
def test_how_somebody_types_does_not_reach_the_facilitators(typed: str, got: str) -> None:
    """Relay 53: quotes, dashes, spaces, invisible signs and skin tones are made alike."""
    assert normalised(typed) == got


@given(st.text(max_size=80))
def test_normalised_words_stay_as_they_are(typed: str) -> None:
    """Relay 53: once normalised, nothing invisible is left and nothing changes any more."""
    words = normalised(typed)
    assert normalised(words) == words
    assert not any(unicodedata.category(sign) in {"Cf", "Co", "Cs"} for sign in words)


@given(st.text(alphabet="Maya @.2019-3/\nIdris<>U0", max_size=60).map(normalised))
def test_marks_keep_every_sign_in_its_place(words: str) -> None:
    passages = giveaways(words, names=NAMES, partners=PARTNERS)
    assert all(0 <= each.start < each.end <= len(words) for each in passages)
    assert all(one.end <= two.start for one, two in pairwise(passages))
    cut = pieces(words, passages)
    assert "".join(piece for piece, _ in cut) == words
    assert sum(is_marked for _, is_marked in cut) == len(passages)
