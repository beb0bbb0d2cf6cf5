import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "sandbox" / "page"
MODULES = sorted(PAGE.glob("*.js"))
MOST_LINES = 250
SVG_NAMESPACE = "http://www.w3.org/2000/svg"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.name))
def test_a_module_is_short_and_never_makes_markup_or_code_of_words(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES
    assert source.startswith("// @ts-check\n/**")
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source) == []


def test_the_page_asks_no_other_machine_for_anything() -> None:
    for file in (*MODULES, *PAGE.glob("*.css"), PAGE / "index.html"):
        source = file.read_text(encoding="utf-8").replace(SVG_NAMESPACE, "")
        assert re.findall(r"(?:src|href|url|import|from)\W{1,3}(?:https?:)?//", source) == [], file.name


def test_the_page_allows_no_script_of_its_own_to_be_written_into_it() -> None:
    page = (PAGE / "index.html").read_text(encoding="utf-8")
    assert "script-src 'self'" in page
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"\son\w+=|<style", page) == []
