"""Ids that are made up where an app brings none."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sandbox.blockkit import check_blocks, with_ids
from sandbox.blockkit.problems import Spot
from sandbox.blockkit.walk import each_block, each_element
from tests.sandbox.blocks import Json, actions, asks_for, element, plain, section

ELEMENTS = ["button", "static_select", "overflow", "datepicker", "checkboxes", "users_select"]
SOME_IDS = st.none() | st.sampled_from(["one", "two", "three"])


def named(thing: Json, name: str, value: str | None) -> Json:
    return thing if value is None else thing | {name: value}


elements = st.builds(lambda kind, one: named(element(kind), "action_id", one), st.sampled_from(ELEMENTS), SOME_IDS)
plain_blocks = st.sampled_from(
    [{"type": "divider"}, section(), {"type": "header", "text": plain()}, {"type": "header"}, {"type": "unknown"}]
)
blocks_of_any_kind = st.one_of(
    plain_blocks,
    st.lists(elements, max_size=4).map(lambda held: actions(*held)),
    elements.map(lambda held: section(accessory=held)),
    st.just(asks_for("plain_text_input")),
    st.lists(plain_blocks, max_size=3).map(
        lambda held: {"type": "container", "title": plain(), "child_blocks": held},
    ),
)
lists_of_blocks = st.lists(st.builds(lambda block, one: named(block, "block_id", one), blocks_of_any_kind, SOME_IDS))


def ids_in(blocks: list[Any]) -> list[str]:
    found = []
    for block, here in each_block(blocks, Spot("", "modal")):
        found.append(block["block_id"])
        found += [held["action_id"] for held, _ in each_element(block, here)]
    return found


@given(lists_of_blocks)
def test_made_up_ids_change_nothing_about_validity(blocks: list[Json]) -> None:
    assert check_blocks(with_ids(blocks), surface="modal") == check_blocks(blocks, surface="modal")


@given(lists_of_blocks)
def test_every_block_and_element_has_an_id_and_no_made_up_one_clashes(blocks: list[Json]) -> None:
    ids = ids_in(with_ids(blocks))
    made_up = [one for one in ids if one not in {"one", "two", "three"}]
    assert len(made_up) == len(set(made_up))
    assert all(len(one) == 5 for one in made_up)


@given(lists_of_blocks)
def test_ids_that_are_there_stay_and_nothing_else_changes(blocks: list[Json]) -> None:
    once = with_ids(blocks)
    assert with_ids(once) == once


def test_the_blocks_given_are_left_as_they_were() -> None:
    given_blocks = [actions(element("button"))]
    with_ids(given_blocks)
    assert given_blocks == [actions(element("button"))]


def test_one_block_listed_twice_becomes_two_blocks() -> None:
    first, second = with_ids([{"type": "divider"}] * 2)
    assert first["block_id"] != second["block_id"]


def test_text_and_pictures_get_no_action_id() -> None:
    context = {"type": "context", "elements": [plain(), element("image")]}
    [block] = with_ids([context])
    assert block["elements"] == context["elements"]


def test_what_is_no_block_stays_as_it_is() -> None:
    assert with_ids([None, "x"]) == [None, "x"]


@given(lists_of_blocks)
def test_the_same_blocks_get_the_same_ids_again(blocks: list[Json]) -> None:
    assert with_ids(blocks) == with_ids(blocks)


def test_two_blocks_alike_are_told_apart_and_a_changed_one_is_new() -> None:
    alike = ids_in(with_ids([section(text="Agenda"), section(text="Agenda"), section(text="Goals")]))
    assert len(set(alike)) == 3
