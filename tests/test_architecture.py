"""The house as it is must keep the house rules. What import-linter can say stands in pyproject.toml."""

import pytest

from tests.architecture import effects, habits, imports, sizes
from tests.architecture.source import ALL_CODE, PRODUCT, ROOT, Source, sources

ROOMS = {"handlers", "bot", "storage", "sandbox", "docs", "requirements", "tests", "data", "__pycache__"}


@pytest.fixture(scope="module")
def product() -> list[Source]:
    """The product's own rooms and its root."""
    return sources(*PRODUCT)


@pytest.fixture(scope="module")
def rooms() -> list[Source]:
    """The product and the sandbox."""
    return sources(*PRODUCT, "sandbox")


@pytest.fixture(scope="module")
def everything() -> list[Source]:
    """All code that is kept here, tests included."""
    return sources(*ALL_CODE)


def none_of(findings: list[str]) -> None:
    """Fail with every finding on its own line."""
    assert not findings, "\n" + "\n".join(findings)


def test_every_top_level_folder_is_a_known_room() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    none_of(
        [f"{name}/:1: no such room in the house: place it in ROOMS and in README's map" for name in folders - ROOMS]
    )


def test_app_is_the_only_module_outside_the_rooms() -> None:
    assert {path.name for path in ROOT.glob("*.py")} == {"app.py"}


def test_app_stays_short_enough_to_read_at_a_glance() -> None:
    none_of(sizes.long_modules(sources("app.py"), limit=sizes.APP_LINES))


def test_nobody_imports_app(everything: list[Source]) -> None:
    none_of(imports.imports_of_the_root(everything))


def test_the_sandbox_and_the_product_know_nothing_of_each_other(everything: list[Source]) -> None:
    none_of(imports.breaches_of_the_sandbox(everything))


def test_views_take_only_models_of_the_slack_sdk(product: list[Source]) -> None:
    none_of(imports.views_beyond_models(product))


def test_the_vocabulary_stands_on_the_standard_library_alone() -> None:
    none_of(imports.beyond_the_standard_library(sources("storage/vocabulary")))


def test_no_two_files_import_each_other_in_a_circle(rooms: list[Source]) -> None:
    none_of(imports.cycles(rooms))


def test_rows_have_no_relationships(product: list[Source]) -> None:
    none_of(imports.relationships(product))


def test_importing_a_file_does_nothing(rooms: list[Source]) -> None:
    none_of(effects.effects(rooms))


def test_no_module_is_too_long_to_hold_in_mind(everything: list[Source]) -> None:
    none_of(sizes.long_modules(everything))


def test_the_median_module_is_short(rooms: list[Source]) -> None:
    none_of(sizes.swollen_median(rooms))


def test_no_function_is_too_long_to_see_at_once(everything: list[Source]) -> None:
    none_of(sizes.long_functions(everything))


def test_nine_functions_in_ten_are_short(rooms: list[Source]) -> None:
    none_of(sizes.swollen_tail(rooms))


def test_only_command_lines_print(rooms: list[Source]) -> None:
    none_of(habits.prints(rooms))


def test_home_has_one_publisher(product: list[Source]) -> None:
    none_of(habits.second_publishers(product))


def test_only_use_cases_open_transactions(product: list[Source]) -> None:
    none_of(habits.transactions_outside_services(product))


def test_every_row_belongs_to_a_workspace() -> None:
    none_of(habits.tables_without_team(sources("storage")))


def test_a_table_brings_those_it_points_to() -> None:
    none_of(habits.spelled_foreign_keys(sources("storage")))


def test_every_lint_exception_says_why(everything: list[Source]) -> None:
    none_of(habits.exceptions_without_reason(everything))
