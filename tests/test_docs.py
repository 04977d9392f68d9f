"""What is documented is there, and what is there is documented."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bridge import errors
from bridge.cli import _parser
from bridge.compact import encode
from bridge.filters import SWITCHES, WHERE, flag
from bridge.model import Context, HookConfig, Secret
from bridge.sources.backlog import traits as backlog
from bridge.sources.github import traits as github
from bridge.sources.traits import Table

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


def test_every_filter_has_its_row_in_the_docs() -> None:
    page = (ROOT / "docs" / "filters.md").read_text(encoding="utf-8")
    of = {("backlog", "github"): "both", ("github",): "GitHub", ("backlog",): "Backlog"}
    rows = [f"| `{flag(r.name)}` | {of[r.sources]} | {r.help} | `{r.example}` |" for r in WHERE.values()]
    rows += [
        f"| `{flag(r.name)}` | {of[r.sources]} | {r.help} | {'on' if r.usual else 'off'} |" for r in SWITCHES.values()
    ]
    traits = sorted({*github.TRAITS, *backlog.TRAITS})
    rows += [f"| `{name}` | {_kinds(github.TRAITS, name)} | {_kinds(backlog.TRAITS, name)} |" for name in traits]
    tables = page.split("## What can be asked")[1]
    written = [line for line in tables.splitlines() if re.match(r"\| `(--)?[a-z_-]+` \|", line)]
    assert sorted(written) == sorted(row.replace("|  |", "| |") for row in rows)
    assert all(f"`{name}`" in page for name in {*backlog.FIELDS.values(), backlog.COMMENT})


def _kinds(table: Table, trait: str) -> str:
    kinds = table.get(trait, {})
    return "all" if "*" in kinds else " ".join(f"`{kind}`" for kind in kinds)


def test_the_lengths_of_urls_with_people_are_as_measured() -> None:
    page = (ROOT / "docs" / "people.md").read_text(encoding="utf-8")
    measured = re.findall(r"^\| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    assert len(measured) >= 5
    for people, length in measured:
        assert url_length(int(people)) == int(length)


LOGINS = ("octocat", "mona-lisa", "hubot", "yamada-taro", "suzuki-hanako", "alice", "bob-smith", "carol92")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def url_length(people: int) -> int:
    """Of a whole URL in the short form, with a host of API Gateway's: docs/decisions/0003."""
    members = ("U0" + "".join(LETTERS[(n * 7919 * (j + 3) + j * j * 31) % 32] for j in range(9)) for n in range(people))
    config = HookConfig(
        destination=Secret("https://hooks.slack.com/services/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"),
        secret=Secret(bytes(range(7, 39)).hex()),
        context=Context(people={f"github:{LOGINS[n % 8]}{n}": member for n, member in enumerate(members)}),
        issued=1_800_000_000,
    )
    return 81 + -(-(len(encode(config)) + 33) * 4 // 3)


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
        if not any("…" in word for word in words):
            _parser().parse_args(words[1:])


def test_the_readme_shows_commands() -> None:
    assert {words[1] for words in commands(ROOT / "README.md")} >= {"keygen", "seal", "serve", "preview", "kinds"}
