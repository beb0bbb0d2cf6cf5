import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.relay.keys import RelayKeyError, RelayKeys, SealError, new_relay_key

KEYS = RelayKeys.of(",".join((new_relay_key("b"), new_relay_key("a"))))
SHORT = base64.b64encode(b"k" * 31).decode()
EMPTY = base64.b64encode(bytes(32)).decode()


@given(plain=st.binary(max_size=400), purpose=st.sampled_from(["home", "view"]), bound_to=st.text(max_size=30))
def test_what_is_sealed_opens_for_its_purpose_and_its_owner(plain: bytes, purpose: str, bound_to: str) -> None:
    sealed = KEYS.seal(plain, purpose=purpose, bound_to=bound_to)
    assert KEYS.open(sealed, purpose=purpose, bound_to=bound_to) == plain
    with pytest.raises(SealError):
        KEYS.open(sealed, purpose=purpose, bound_to=f"{bound_to}x")
    with pytest.raises(SealError):
        KEYS.open(sealed, purpose="kek", bound_to=bound_to)


@given(place=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_one_flipped_bit_anywhere_closes_it(place: int, bit: int) -> None:
    """Relay 11: whatever bit is flipped, nothing opens and nothing crashes."""
    sealed = bytearray(KEYS.seal(b"slots", purpose="home", bound_to="T|U"))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(SealError):
        KEYS.open(bytes(sealed), purpose="home", bound_to="T|U")


@given(garbage=st.binary(max_size=120))
def test_garbage_is_no_seal(garbage: bytes) -> None:
    """Relay 11: what never was a seal of ours is refused like an altered one."""
    with pytest.raises(SealError):
        KEYS.open(garbage, purpose="home", bound_to="T|U")


def test_two_sealings_of_the_same_are_as_long_and_not_the_same() -> None:
    first, second = (KEYS.seal(b"slots", purpose="home", bound_to="T|U") for _ in range(2))
    assert first != second
    assert len(first) == len(second)


@given(secret=st.binary(min_size=10, max_size=16), other=st.binary(min_size=10, max_size=16))
def test_a_tag_is_the_same_for_the_same_secret_and_owner_only(secret: bytes, other: bytes) -> None:
    tags = dict(KEYS.tags(secret, kind="slot", bound_to="T|U"))
    assert list(tags) == ["b", "a"]
    assert tags == dict(KEYS.tags(secret, kind="slot", bound_to="T|U"))
    assert tags["a"] != tags["b"]
    for different in (
        KEYS.tags(secret, kind="receipt", bound_to="T|U"),
        KEYS.tags(secret, kind="slot", bound_to="T|V"),
        *([KEYS.tags(other, kind="slot", bound_to="T|U")] if other != secret else []),
    ):
        assert not set(tags.values()) & {tag for _, tag in different}


def test_what_an_older_root_sealed_opens_as_long_as_it_is_there() -> None:
    """Relay 66: the first root seals, all of them open; without its root nothing opens."""
    old, new = new_relay_key("old"), new_relay_key("new")
    sealed = RelayKeys.of(old).seal(b"x", purpose="home", bound_to="T|U")
    assert RelayKeys.of(f"{new},{old}").open(sealed, purpose="home", bound_to="T|U") == b"x"
    with pytest.raises(SealError):
        RelayKeys.of(new).open(sealed, purpose="home", bound_to="T|U")


@pytest.mark.parametrize(
    "keys", ["", "a", "a:", f"a:{SHORT}", f"a:{EMPTY}", "a:&&&", f"A:{SHORT}", f"a:{'a2tr' * 10}a2s=,"]
)
def test_a_missing_short_or_empty_key_is_refused_and_not_repeated(keys: str) -> None:
    """Relay 67: the error names the place of the key, never the key."""
    with pytest.raises(RelayKeyError) as refused:
        RelayKeys.of(keys)
    assert SHORT not in str(refused.value)
    assert EMPTY not in str(refused.value)


def test_a_name_stands_for_one_key() -> None:
    with pytest.raises(RelayKeyError, match="name of its own"):
        RelayKeys.of(f"{new_relay_key('a')},{new_relay_key('a')}")


def test_keys_show_their_names_and_nothing_else() -> None:
    """Relay 67: no key in a repr."""
    key = new_relay_key("a")
    assert repr(RelayKeys.of(key)) == "RelayKeys(kids=('a',))"
    assert key.partition(":")[2] not in repr(RelayKeys.of(key))
