"""What the page is made of: few bytes, hashed names, long caching, a strict policy, the same words in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.web_page import HEADERS, YEAR, assets, lean
from tests import http
from tests.page.pages import Pages, hashed, serving_page

BUDGET = 60_000
FOLDER = Path(__file__).parents[2] / "bridge" / "page"


@pytest.fixture(scope="module", name="pages")
def _pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with serving_page(tmp_path_factory.mktemp("page")) as pages:
        yield pages


def test_every_part_is_reachable_under_a_name_that_may_be_kept(pages: Pages) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        answer = http.get(pages.origin + path)
        assert answer.status_code == 200, path
        assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == ("no-cache" if path == "/" else YEAR)
        found = set(re.findall(r'"(/page/[^"]+)"', answer.text)) - seen
        seen |= found
        waiting += found
    assert {path.removeprefix("/page/") for path in seen} | {"index.html"} == set(assets())
    assert all(re.fullmatch(r"/page/[a-z-]+\.[0-9a-f]{12}\.(js|css|svg)", path) for path in seen)


@pytest.mark.parametrize(
    "path", ["/page/", "/page/index.html", "/page/page.js", "/page/page.000000000000.js", "/page/../web.py"]
)
def test_other_names_are_nobodys(pages: Pages, path: str) -> None:
    assert http.get(pages.origin + path).status_code == 404


def test_an_unchanged_page_is_not_sent_again(pages: Pages) -> None:
    first = http.get(f"{pages.origin}/")
    again = http.get(f"{pages.origin}/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_a_visitor_loads_stays_within_the_budget(language: str) -> None:
    other = {"en": "words-ja", "ja": "words-en"}[language]
    weight = sum(len(raw) for name, (_, raw) in assets().items() if not name.startswith(other))
    assert weight < BUDGET


def test_nothing_is_inline_and_nothing_comes_from_elsewhere() -> None:
    html = assets()["index.html"][1].decode()
    assert not re.search(r"<style|style=|\son\w+=|<script(?! type=\"module\" src=)|javascript:", html)
    assert set(re.findall(r"https?://[^\s\"<]+", html)) == {
        "https://api.slack.com/apps",
        "https://hooks.slack.com/services/…",
        "https://myspace.backlog.com",
    }
    for name, (_, raw) in assets().items():
        if name.endswith((".css", ".js")):
            assert not re.search(rb"@import|url\(|innerHTML|outerHTML|insertAdjacent|\beval\b|Storage|cookie", raw), (
                name
            )


def test_both_languages_have_the_same_words() -> None:
    tables = [
        re.findall(r"^  (\w+):", (FOLDER / f"words-{each}.js").read_text(encoding="utf-8"), re.MULTILINE)
        for each in ("en", "ja")
    ]
    assert tables[0] == tables[1]
    assert len(set(tables[0])) == len(tables[0])
    used = (FOLDER / "index.html").read_text(encoding="utf-8")
    asked = set(re.findall(r'data-(?:t|label|hint)="(\w+)"', used))
    script = "".join((FOLDER / name).read_text(encoding="utf-8") for name in ("dom.js", "page.js", "steps.js"))
    asked |= set(re.findall(r"\bW\.(\w+)", script))
    assert asked <= set(tables[0])
    computed = {f"{start}{view}" for start in ("title", "lead") for view in ("New", "Old", "Gate")}
    computed |= {"channel", "username", "icon", "assigned", "all", "none"}
    assert set(tables[0]) == asked | computed


def test_lean_leaves_what_a_browser_reads() -> None:
    script = "/** What\n * it is.\n */\nconst a = 1; // kept\n\n  // gone\n  const b = `x`;\n"
    assert lean(script, "js") == "\nconst a = 1; // kept\nconst b = `x`;\n"
    assert lean("a { b: c; }\n\n/* gone */\nd > e, f { g: h; }\n", "css") == "a{b:c;}d > e,f{g:h;}".replace(
        "b:c", "b: c"
    ).replace("g:h", "g: h")


def test_the_page_says_who_may_use_it(pages: Pages, tmp_path: Path) -> None:
    assert 'data-access="open" data-example=""' in http.get(f"{pages.origin}/").text
    with serving_page(tmp_path, page=hashed()) as locked:
        assert 'data-access="passphrase"' in http.get(f"{locked.origin}/").text
        assert http.get(f"{locked.origin}/openapi.json").status_code == 200


def test_a_bridge_without_the_page_has_none_of_it(tmp_path: Path) -> None:
    with serving_page(tmp_path, page="off") as pages:
        for path in ("/", "/api/kinds", "/openapi.json", *(f"/page/{name}" for name in assets())):
            assert http.get(pages.origin + path).json()["error"] == "not-found"
        assert http.post(f"{pages.origin}/api/urls", json={}).status_code == 404
