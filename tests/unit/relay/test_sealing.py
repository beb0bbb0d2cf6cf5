import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.relay.keys import RelayKeys, SealError, new_relay_key
from storage.relay.sealing import key_of_author, new_case_key, unwrapped

KEYS = RelayKeys.of(new_relay_key("a"))
KEY = new_case_key(team_id="T1", case_id="c1")
ANY_TEXT = st.text(st.characters(), max_size=400)


@given(text=ANY_TEXT, seq=st.integers(min_value=1, max_value=99))
def test_a_text_comes_back_as_it_was_written(text: str, seq: int) -> None:
    assert KEY.open(KEY.seal(text, place=f"message|{seq}"), place=f"message|{seq}") == text


@given(text=st.text(max_size=60))
def test_short_texts_are_all_of_one_length(text: str) -> None:
    """Relay 9: how long a text was does not show."""
    assert len(KEY.seal(text, place="head")) == len(KEY.seal("", place="head"))


@pytest.mark.parametrize("chars", [10, 200, 240])
def test_ten_two_hundred_or_two_hundred_and_forty_letters_look_alike(chars: int) -> None:
    """Relay 9: texts of 10, 200 and 240 characters give ciphertexts of one length."""
    assert len(KEY.seal("x" * chars, place="message|1")) == 256 + 12 + 16


@given(text=ANY_TEXT)
def test_a_text_opens_nowhere_but_in_its_place(text: str) -> None:
    """Relay 10: moved to another message, case or workspace it does not open, and the error says nothing."""
    sealed = KEY.seal(text, place="message|1")
    wrapped = KEY.wrapped(KEYS)
    with pytest.raises(SealError) as refused:
        KEY.open(sealed, place="message|2")
    assert (str(refused.value), refused.value.__cause__) == ("", None)
    for team_id, case_id in (("T2", "c1"), ("T1", "c2")):
        with pytest.raises(SealError):
            unwrapped(KEYS, wrapped, team_id=team_id, case_id=case_id)


@given(place=st.integers(min_value=0))
def test_an_altered_text_does_not_open(place: int) -> None:
    sealed = bytearray(KEY.seal("words", place="head"))
    sealed[place % len(sealed)] ^= 1
    with pytest.raises(SealError):
        KEY.open(bytes(sealed), place="head")


def test_a_cut_text_does_not_open() -> None:
    for length in (0, 5, 12, 40):
        with pytest.raises(SealError):
            KEY.open(KEY.seal("words", place="head")[:length], place="head")


def test_the_key_of_a_case_comes_back_from_its_wrapping() -> None:
    again = unwrapped(KEYS, KEY.wrapped(KEYS), team_id="T1", case_id="c1")
    assert again.open(KEY.seal("words", place="head"), place="head") == "words"


def test_a_text_beyond_all_sizes_is_refused() -> None:
    with pytest.raises(ValueError, match="16 KB"):
        KEY.seal("x" * 16_384, place="head")


def test_a_key_shows_nothing_of_itself() -> None:
    assert repr(KEY) == "CaseKey(team_id='T1', case_id='c1')"


def test_only_the_secret_of_its_author_makes_the_key_that_is_theirs() -> None:
    """Neither another secret nor another case does, and no root is asked."""
    sealed = key_of_author(b"secret", team_id="T1", case_id="c1").seal("words", place="kept_out")
    assert key_of_author(b"secret", team_id="T1", case_id="c1").open(sealed, place="kept_out") == "words"
    for secret, case_id in ((b"another", "c1"), (b"secret", "c2")):
        with pytest.raises(SealError):
            key_of_author(secret, team_id="T1", case_id=case_id).open(sealed, place="kept_out")
