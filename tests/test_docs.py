"""What is documented is there, and what is there is documented."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bridge import errors
from bridge.cli import _parser

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "bridge").rglob("*.md")]


def anchors(page: Path) -> set[str]:
    """As GitHub makes them from headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def error_classes(root: type[errors.BridgeError] = errors.BridgeError) -> list[type[errors.BridgeError]]:
    return [root, *(found for child in root.__subclasses__() for found in error_classes(child))]


def test_every_error_has_its_place_in_the_docs() -> None:
    page = ROOT / "docs" / "errors.md"
    codes = {cls.code for cls in error_classes()}
    assert codes <= anchors(page)
    assert anchors(page) - codes == {"what-an-answer-means"}


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)", page.read_text(encoding="utf-8")):
            path, anchor = target
            if path.startswith(("http://", "https://", "mailto:")):
                continue
            found = (page.parent / path).resolve() if path else page
            assert found.exists(), f"{page.name} links to {path}"
            if anchor:
                assert anchor in anchors(found), f"{page.name} links to {path}#{anchor}"


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_makefile_has_what_the_readme_says() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"[`$] ?make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {"demo", "test"} <= named <= targets


def commands(page: Path) -> list[list[str]]:
    """The ``$ bridge …`` lines of a page's console blocks, without what only a shell reads."""
    lines = re.findall(r"^\s*\$ (bridge .+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    lines += re.findall(r"`(bridge (?:seal|preview|kinds|inspect) [^`]+)`", page.read_text(encoding="utf-8"))
    return [shlex.split(re.split(r"\s[<#|>]", line)[0], comments=True) for line in lines]


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=lambda page: page.name)
def test_commands_in_the_docs_are_understood(page: Path) -> None:
    for words in commands(page):
        if words[-1] != "…":
            _parser().parse_args(words[1:])


def test_the_readme_shows_commands() -> None:
    assert {words[1] for words in commands(ROOT / "README.md")} >= {"keygen", "seal", "serve", "preview", "kinds"}
