"""The keyring seals, opens, rotates and tells nothing."""

import base64
from dataclasses import FrozenInstanceError

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from storage.keyring import Keyring, KeyringError, new_key

GOOD_KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
ANY_TEXT = st.text(st.characters())  # half surrogate pairs and NUL included


@given(text=ANY_TEXT)
def test_what_was_sealed_opens_as_it_was(text: str) -> None:
    ring = Keyring.of(new_key())
    assert ring.open(ring.seal(text)) == text


def test_the_same_text_is_sealed_differently_each_time(keyring: Keyring) -> None:
    assert keyring.seal("a goal") != keyring.seal("a goal")


def test_the_first_key_seals_and_every_key_opens() -> None:
    old, new = new_key(), new_key()
    both = Keyring.of(f"{new},{old}")
    assert both.open(Keyring.of(old).seal("from before")) == "from before"
    assert Keyring.of(new).open(both.seal("from now")) == "from now"


def test_rotating_moves_a_text_to_the_first_key() -> None:
    old, new = new_key(), new_key()
    moved = Keyring.of(f"{new},{old}").rotate(Keyring.of(old).seal("a recap"))
    assert Keyring.of(new).open(moved) == "a recap"


def test_a_seal_tells_no_time() -> None:
    old, new = new_key(), new_key()
    sealed = Keyring.of(old).seal("when?")
    assert Fernet(old).extract_timestamp(sealed) == 0
    assert Fernet(new).extract_timestamp(Keyring.of(f"{new},{old}").rotate(sealed)) == 0


@pytest.mark.parametrize("way", ["open", "rotate"])
def test_a_text_of_an_unknown_key_is_refused_and_the_known_keys_are_named(way: str, keyring: Keyring) -> None:
    sealed = Keyring.of(new_key()).seal("a stranger's")
    with pytest.raises(KeyringError, match=keyring.fingerprint) as caught:
        getattr(keyring, way)(sealed)
    assert caught.value.__cause__ is None


def test_an_altered_text_is_refused(keyring: Keyring) -> None:
    sealed = bytearray(keyring.seal("pay 10"))
    sealed[-9] ^= 1
    with pytest.raises(KeyringError):
        keyring.open(bytes(sealed))


@pytest.mark.parametrize(
    "bad",
    ["tooshort", "ü" * 44, GOOD_KEY[:-2], f"{GOOD_KEY}AAAA", f"!{GOOD_KEY}", base64.b64encode(bytes(32)).decode()],
)
def test_an_unusable_key_is_refused_by_its_place_and_never_shown(bad: str) -> None:
    with pytest.raises(KeyringError, match="Key 2") as caught:
        Keyring.of(f"{GOOD_KEY},{bad}")
    assert bad not in str(caught.value)
    assert GOOD_KEY not in str(caught.value)


@pytest.mark.parametrize("keys", ["", " ", ",", f"{GOOD_KEY},"])
def test_a_missing_key_is_refused(keys: str) -> None:
    with pytest.raises(KeyringError, match="unusable"):
        Keyring.of(keys)


def test_spaces_around_keys_do_not_matter() -> None:
    key = new_key()
    assert Keyring.of(f" {key} ").fingerprint == Keyring.of(key).fingerprint


def test_a_keyring_shows_fingerprints_and_no_key() -> None:
    key = new_key()
    ring = Keyring.of(key)
    assert ring.fingerprint in repr(ring)
    assert key not in repr(ring)
    assert "fernet" not in repr(ring)


def test_a_keyring_knows_its_keys_and_no_other() -> None:
    old, new = Keyring.of(new_key()), new_key()
    ring = Keyring.of(new)
    assert ring.knows(ring.fingerprint)
    assert not ring.knows(old.fingerprint)


def test_a_fingerprint_belongs_to_the_key_alone() -> None:
    first, second = new_key(), new_key()
    assert Keyring.of(f"{first},{second}").fingerprints == (
        Keyring.of(first).fingerprint,
        Keyring.of(second).fingerprint,
    )
    assert Keyring.of(first).fingerprint != Keyring.of(second).fingerprint


def test_a_keyring_cannot_be_changed(keyring: Keyring) -> None:
    with pytest.raises(FrozenInstanceError):
        keyring.fingerprints = ()  # type: ignore[misc]  # the refusal is what is tested


def test_new_keys_differ() -> None:
    assert new_key() != new_key()
