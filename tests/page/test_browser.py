"""The page in headless Chromium, as people use it: up to a message in a local Slack, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from bridge.config import Options, hook_config
from bridge.filters import matches
from bridge.model import Token
from bridge.sources import SOURCES
from bridge.sources.github import signature
from tests import http
from tests.demo.browser import axe, needed_chromium, watched
from tests.page.pages import PASSPHRASE, Pages, hashed, serving_page
from tests.slack.fake_slack import Answer

WIDE: Final = {"width": 1200, "height": 900}
NARROW: Final = {"width": 320, "height": 640}
ZOOMED: Final = {"width": 640, "height": 450}
"""A window of 1280 × 900 at 200 %."""
SEEN: Final = "#stage .sample:nth-child(n + 4)"
"""The preview's other messages: axe takes most of its time for them, and need not look at them in every state."""
USUAL: Final[dict[str, Any]] = {"viewport": WIDE, "locale": "en-US", "reduced_motion": "reduce"}


@pytest.fixture(scope="module", name="browser")
def _browser() -> Iterator[Browser]:
    with needed_chromium() as browser:
        yield browser


@pytest.fixture(scope="module", name="pages")
def _pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with serving_page(tmp_path_factory.mktemp("page")) as pages:
        yield pages


@pytest.fixture(scope="module", name="locked")
def _locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with serving_page(tmp_path_factory.mktemp("locked"), page=hashed()) as pages:
        yield pages


@pytest.fixture(name="page")
def _page(browser: Browser, pages: Pages) -> Iterator[Page]:
    with watched(browser, pages.origin, refusals=True, **USUAL) as (page, _):
        opened(page, pages)
        pages.slack.requests.clear()
        yield page


def opened(page: Page, pages: Pages) -> None:
    page.goto(f"{pages.origin}/")
    expect(page.locator("#stage .sample").first).to_be_visible()


def made(page: Page) -> str:
    """Press the button; the URL."""
    with page.expect_response("**/api/urls"):
        page.click("#make")
    expect(page.locator("#make")).to_be_enabled()
    expect(page.locator("#result")).to_be_visible()
    url = page.input_value("#result textarea")
    assert url
    return url


def config_of(pages: Pages, url: str) -> Any:
    return pages.vault.opened(Token.parse(url.partition("config=")[2]), ("backlog", "github"))


# --- from nothing to the first message ---------------------------------------------------------------------------------


def test_backlog_from_a_slack_address_to_the_first_message(page: Page, pages: Pages) -> None:
    page.fill("#slack_url", pages.slack.url)
    page.fill("#space", "https://acme.backlog.com/view/SHOP-12#comment-1")
    url = made(page)
    expect(page.locator("#space")).to_have_value("https://acme.backlog.com")
    expect(page.locator("#result .hint").first).to_contain_text(f"{len(url)} characters")
    expect(page.locator(".steps a").first).to_have_attribute(
        "href", "https://acme.backlog.com/settings/webhook/SHOP/create"
    )
    expect(page.locator(".steps")).to_contain_text("Tick “All events”.")

    page.click("text=Send a test message")
    expect(page.locator("#note")).to_contain_text("Slack took it")
    [sample] = pages.slack.requests
    assert sample.json["text"].startswith("[Test] ")
    assert "https://acme.backlog.com/" in sample.json["text"]

    delivery = SOURCES["backlog"].sample("issue.commented")
    assert delivery
    answer = http.post(url, content=delivery.body, headers=dict(delivery.headers))
    assert answer.json()["outcome"] == "posted"
    assert len(pages.slack.requests) == 2


def test_github_from_a_slack_address_to_the_first_message(page: Page, pages: Pages) -> None:
    page.check("input[value=github]")
    page.fill("#slack_url", pages.slack.url)
    page.click("#secret-make")
    secret = page.input_value("#secret")
    assert re.fullmatch(r"[0-9a-f]{64}", secret)
    url = made(page)
    page.fill("#where", "acme/webshop")
    expect(page.locator(".steps a").first).to_have_attribute(
        "href", "https://github.com/acme/webshop/settings/hooks/new"
    )
    command = page.locator("#result pre").inner_text()
    assert url in command
    assert secret not in command
    assert "gh api repos/acme/webshop/hooks" in command
    page.fill("#where", "https://git.example/acme")
    expect(page.locator(".steps a").first).to_have_attribute(
        "href", "https://git.example/organizations/acme/settings/hooks/new"
    )
    assert "gh api --hostname git.example orgs/acme/hooks" in page.locator("#result pre").inner_text()

    page.click("text=Send a test message")
    expect(page.locator("#note")).to_contain_text("Slack took it")
    opened = config_of(pages, url)
    assert opened.config.secret.reveal() == secret
    delivery = SOURCES["github"].sample("ping")
    assert delivery
    assert http.post(url, content=delivery.body, headers=dict(delivery.headers)).status_code == 401
    signed = signature.sign(delivery, opened.config.secret)
    assert http.post(url, content=signed.body, headers=dict(signed.headers)).json()["outcome"] == "posted"


def test_the_shortest_path_is_three_clicks(page: Page, pages: Pages) -> None:
    """Into the field, make, copy: all else has a default that is right for most."""
    page.click("#slack_url")
    page.keyboard.insert_text(pages.slack.url)
    page.click("#make")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#result button", has_text="Copy").first.click()
    expect(page.locator("#news")).to_have_text("Copied")
    url = page.evaluate("navigator.clipboard.readText()")
    assert config_of(pages, url).source == "backlog"


def test_by_keyboard_alone(page: Page, pages: Pages) -> None:
    def tab_to(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"no way to {selector}")

    tab_to("input[name=source]")
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[value=github]")).to_be_checked()
    tab_to("#slack_url")
    page.keyboard.insert_text(pages.slack.url)
    tab_to("#secret-make")
    page.keyboard.press("Space")
    tab_to("#told-kinds > summary")
    page.keyboard.press("Enter")
    tab_to("#search")
    page.keyboard.insert_text("star")
    page.keyboard.press("Enter")  # searches, and makes nothing
    expect(page.locator("#result")).to_be_hidden()
    tab_to("[data-group='star'] input[type=checkbox]")
    page.keyboard.press("Space")
    tab_to("#make")
    page.keyboard.press("Enter")
    expect(page.locator("#result-title")).to_be_focused()
    tab_to("#result button")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#note")).to_contain_text("Slack took it")
    config = config_of(pages, page.input_value("#result textarea")).config
    assert config.filters.also == ("star",)
    assert len(config.secret.reveal()) == 64


# --- the test button tells the truth -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(404, "no_service"), "no_service: the webhook was removed"),
        (Answer(404, "channel_not_found"), "channel_not_found"),
        (Answer(403, "invalid_token"), "invalid_token"),
        (Answer(410, "channel_is_archived"), "unarchive"),
        (Answer(403, "action_prohibited"), "administrator"),
        (Answer(400, "invalid_blocks"), "invalid_blocks"),
        (Answer(429, "", {"Retry-After": "3"}), "too many messages"),
        (Answer(500, ""), "HTTP 500"),
        (Answer(503, "<html>down</html>"), "HTTP 503"),
        (Answer(302, "", {"Location": "https://elsewhere.example/"}), "redirect"),
        (Answer(200, "<html>a page</html>"), "not that of an incoming webhook"),
        (Answer(drop="read"), "did not answer"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_the_test_button_says_what_slack_says(page: Page, pages: Pages, answer: Answer, words: str) -> None:
    page.fill("#slack_url", pages.slack.url)
    made(page)
    pages.slack.script(answer)
    page.click("text=Send a test message")
    expect(page.locator("#note.bad")).to_contain_text(words)
    assert len(pages.slack.requests) == 1
    page.click("text=Send a test message")
    expect(page.locator("#note.good")).to_contain_text("Slack took it")


# --- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "Paste the address"),
        ("https://hooks.slack.com/triggers/T01/123/abc", "workflow"),
        ("https://hooks.slack.com/workflows/T01/A01/123/abc", "workflow"),
        ("https://hooks.slack.com/commands/T01/123/abc", "slash command"),
        ("https://evil.example/services/T01/B01/abc", "not among those"),
        ("https://hooks.slack.com@evil.example/services/T01/B01/abc", "user name"),
    ],
)
def test_a_bad_address_is_said_at_its_field(page: Page, address: str, words: str) -> None:
    page.fill("#slack_url", address)
    page.click("#make")
    expect(page.locator("#slack_url-error")).to_contain_text(words)
    expect(page.locator("#slack_url")).to_be_focused()
    expect(page.locator("#slack_url")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#result")).to_be_hidden()
    page.locator("#slack_url").press_sequentially("x")
    expect(page.locator("#slack_url-error")).to_be_empty()


def test_a_refusal_within_a_fold_opens_it(page: Page, pages: Pages) -> None:
    page.check("input[value=github]")
    page.fill("#slack_url", pages.slack.url)
    page.locator("#author").evaluate("(box) => { box.value = 'not a login'; }")
    page.click("#make")
    expect(page.locator("#author-error")).to_contain_text("author:")
    expect(page.locator("#author")).to_be_focused()


def test_no_kind_is_no_hook(page: Page, pages: Pages) -> None:
    page.fill("#slack_url", pages.slack.url)
    page.click("#told-kinds > summary")
    page.click("#kinds-none")
    expect(page.locator("#stage")).to_contain_text("Tick a kind")
    page.click("#make")
    expect(page.locator("#kinds-error")).to_have_text("Tick at least one kind.")


# --- kinds, filters, preview -------------------------------------------------------------------------------------------


def test_ticks_become_few_patterns(page: Page, pages: Pages) -> None:
    page.fill("#slack_url", pages.slack.url)
    page.click("#told-kinds > summary")
    page.click("#kinds-none")
    page.fill("#search", "wiki")
    page.get_by_role("button", name="All of wiki").click()
    page.fill("#search", "")
    expect(page.locator("#kinds-count")).to_contain_text("3 of")
    expect(page.locator("#stage .sample")).to_have_count(3)
    assert config_of(pages, made(page)).config.filters.only == ("wiki",)
    expect(page.locator(".tags li")).to_have_text(["Wiki page added", "Wiki page updated", "Wiki page deleted"])
    page.click("#kinds-usual")
    expect(page.locator("#note")).to_contain_text("make the URL again")
    assert config_of(pages, made(page)).config.filters.only == ()


def test_filters_people_and_the_rest_are_sealed(page: Page, pages: Pages) -> None:
    page.check("input[value=github]")
    page.fill("#slack_url", pages.slack.url)
    page.click("#more > summary")
    page.fill("#branch", "main, release/*")
    page.fill("#label", "!wip")
    page.check("#bots")
    page.uncheck("#private")
    page.fill("#person", "octocat = U012ABCDEF\ngithub:hubot=U034GHIJKL")
    page.select_option("#mentions", "all")
    page.select_option("#expires", "90d")
    page.click("#legacy > summary")
    page.fill("#channel", "#builds")
    page.fill("#username", "ビルド")
    config = config_of(pages, made(page)).config
    assert config.filters.where == {"branch": ("main", "release/*"), "label": ("!wip",)}
    assert config.filters.switches == ("bots", "private")
    assert config.context.people == {"github:octocat": "U012ABCDEF", "github:hubot": "U034GHIJKL"}
    assert config.context.mentions == "all"
    assert config.expires - config.issued == 90 * 86_400
    assert (config.channel, config.username) == ("#builds", "ビルド")


def test_the_preview_follows_what_is_chosen(page: Page) -> None:
    stage = page.locator("#stage")
    expect(stage.locator(".sample")).to_have_count(len(SOURCES["backlog"].rows()))
    expect(stage).to_contain_text("added issue")
    page.check("input[name=language][value=ja]")
    expect(stage).to_contain_text("課題")
    page.check("input[value=compact]")
    expect(stage.locator(".sm-attachment")).to_have_count(0)
    expect(stage).not_to_have_class(re.compile("night"))
    page.click("#dark")
    assert stage.evaluate("(each) => getComputedStyle(each).backgroundColor") == "rgb(26, 27, 31)"
    assert stage.locator(".sm-message").first.evaluate("(each) => getComputedStyle(each).color") == "rgb(227, 227, 230)"
    page.click("#light")
    assert stage.evaluate("(each) => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
    page.check("input[value=github]")
    expect(stage.locator(".sm-name").first).to_have_text("GitHub")


PATTERNS: Final = """async ([rows, chosen]) => {
  const [{ patterns, ticked, matches }] = await Promise.all([...performance.getEntriesByType("resource")]
    .filter((each) => each.name.includes("patterns")).map((each) => import(each.name)));
  return chosen.map((names) => {
    const found = patterns(rows, new Set(names));
    return { found, back: [...ticked(rows, found)] };
  });
}"""


@pytest.mark.parametrize("source", ["backlog", "github"])
def test_patterns_say_what_is_ticked(page: Page, source: str) -> None:
    rows = [{"name": row.name, "told": row.told} for row in SOURCES[source].rows() if row.told != "quiet"]
    names = [row["name"] for row in rows]
    usual = [row["name"] for row in rows if row["told"] == "default"]
    sets = [names, usual, usual[1:], names[::2], names[1::3], [names[0]], [names[-1]], usual + names[-3:], names[5:]]
    for wanted, answer in zip(sets, page.evaluate(PATTERNS, [rows, sets]), strict=True):
        only, also, skip = (answer["found"][each] for each in ("only", "also", "skip"))

        def told(row: dict[str, str], patterns: tuple[list[str], ...] = (only, also, skip)) -> bool:
            only, also, skip = (any(matches(each, row["name"]) for each in some) for some in patterns)
            return (only if patterns[0] else row["told"] == "default" or also) and not skip

        again = [row["name"] for row in rows if told(row)]
        assert answer["back"] == again
        # The rule of a name that stands for all that begin with it cannot leave out a part and keep a part of that.
        whole = {name for name in again if any(matches(name, each) for each in wanted)}
        assert set(wanted) <= set(again) <= set(wanted) | whole


# --- an existing hook --------------------------------------------------------------------------------------------------


def hook(pages: Pages, **options: Any) -> str:
    source = options.pop("source", "github")
    config = hook_config(
        Options(source=source, slack_url=pages.slack.url, **options), now=1_790_000_000, check_destination=str
    )
    return f"{pages.origin}/hooks/{source}?config={pages.vault.seal(config, source).text()}"


def test_an_existing_hook_is_read_and_changed(page: Page, pages: Pages) -> None:
    old = hook(
        pages,
        secret="the old secret",
        language="ja",
        only=("push", "issues.opened"),
        branch=("main",),
        channel="#old",
        person=("github:octocat=U012ABCDEF",),
    )
    page.click("#tab-old")
    page.fill("#old", old)
    page.keyboard.press("Enter")
    told = page.locator("#told")
    expect(told).to_contain_text("This hook works.")
    expect(told).to_contain_text("only: push, issues.opened; branch: main")
    expect(told).to_contain_text(f"{pages.slack.origin}/…")
    assert "the old secret" not in page.content()
    assert "madeUpSecret" not in page.content()

    page.click("text=Change this hook")
    expect(page.locator("input[value=github]")).to_be_checked()
    expect(page.locator("input[value=github]")).to_be_disabled()
    expect(page.locator("#kinds-count")).to_contain_text("5 of")
    expect(page.locator("#branch")).to_have_value("main")
    expect(page.locator("#channel")).to_have_value("#old")
    expect(page.locator("#secret-hint")).to_contain_text("it is kept")
    page.check("input[name=language][value=en]")
    page.click("#more > summary")
    page.fill("#branch", "")
    new = made(page)
    before, after = config_of(pages, old), config_of(pages, new)
    assert after.config.family == before.id
    assert after.config.context.language == "en"
    assert after.config.filters.where == {}
    assert after.config.filters.only == before.config.filters.only
    assert after.config.secret == before.config.secret
    assert after.config.context.people == before.config.context.people
    expect(page.locator("#result")).to_contain_text(f"revoke {before.id}")
    expect(page.locator(".steps")).to_contain_text("registered there already")
    page.click("text=Send a test message")
    expect(page.locator("#note.good")).to_be_visible()

    page.fill("#slack_url", f"{pages.slack.url}Two")
    expect(page.locator("#secret-hint")).to_contain_text("drops the old secret")
    assert config_of(pages, made(page)).config.secret is None
    page.fill("#slack_url", "")
    page.check("#secret-drop")
    assert config_of(pages, made(page)).config.secret is None
    page.click("text=Start afresh")
    expect(page.locator("#changing")).to_be_hidden()
    expect(page.locator("#channel")).to_have_value("")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "no config"),
        ("https://bridge.example/", "no config"),
        ("https://bridge.example/hooks/backlog?config=AAAA", "cannot be opened"),
    ],
)
def test_a_broken_url_is_said_to_be_broken(page: Page, url: str, words: str) -> None:
    page.click("#tab-old")
    page.fill("#old", url)
    page.click("#look button")
    expect(page.locator("#told .bad")).to_contain_text(words)
    expect(page.locator("#told button")).to_have_count(0)


def test_an_ended_hook_still_says_what_it_was(page: Page, pages: Pages) -> None:
    config = hook_config(
        Options(source="backlog", slack_url=pages.slack.url, expires="90d", space="acme.backlog.com"),
        now=1_700_000_000,
        check_destination=str,
    )
    page.click("#tab-old")
    page.fill("#old", f"{pages.origin}/hooks/backlog?config={pages.vault.seal(config, 'backlog').text()}")
    page.click("#look button")
    expect(page.locator("#told .bad")).to_contain_text("expired")
    expect(page.locator("#told dl")).to_contain_text("https://acme.backlog.com")
    expect(page.locator("#told button")).to_have_count(0)


# --- the passphrase ----------------------------------------------------------------------------------------------------


def test_the_passphrase_is_asked_once(browser: Browser, locked: Pages) -> None:
    with watched(browser, locked.origin, refusals=True, **USUAL) as (page, _):
        page.goto(f"{locked.origin}/")
        expect(page.locator("#passphrase")).to_be_focused()
        expect(page.locator("#maker")).to_be_hidden()
        assert axe(page) == []
        page.keyboard.press("Enter")
        expect(page.locator("#passphrase-error")).to_contain_text("not the passphrase")
        page.fill("#passphrase", "wrong")
        page.keyboard.press("Enter")
        expect(page.locator("#passphrase")).to_have_attribute("aria-invalid", "true")
        page.fill("#passphrase", PASSPHRASE)
        page.keyboard.press("Enter")
        expect(page.locator("#stage .sample").first).to_be_visible()
        page.fill("#slack_url", locked.slack.url)
        made(page)
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.search]") == [
            0,
            0,
            "",
            "",
        ]
        page.reload()
        expect(page.locator("#passphrase")).to_be_visible()


def test_a_session_that_ends_keeps_what_was_filled_in(browser: Browser, locked: Pages) -> None:
    with watched(browser, locked.origin, refusals=True, **USUAL) as (page, _):
        page.goto(f"{locked.origin}/")
        page.fill("#passphrase", PASSPHRASE)
        page.keyboard.press("Enter")
        expect(page.locator("#stage .sample").first).to_be_visible()
        page.fill("#slack_url", locked.slack.url)
        page.fill("#space", "acme.backlog.com")
        over = {"error": "session-required", "detail": "The session is over.", "help": ""}
        page.route("**/api/urls", lambda route: route.fulfill(status=401, json=over))
        page.click("#make")
        expect(page.locator("#passphrase")).to_be_focused()
        page.unroute("**/api/urls")
        page.fill("#passphrase", PASSPHRASE)
        page.keyboard.press("Enter")
        expect(page.locator("#slack_url")).to_have_value(locked.slack.url)
        assert made(page)


# --- for everybody -----------------------------------------------------------------------------------------------------


def filled(page: Page, pages: Pages, source: str) -> None:
    page.check(f"input[value={source}]")
    page.fill("#slack_url", pages.slack.url)
    page.evaluate("document.querySelectorAll('#form details').forEach((each) => { each.open = true; })")
    made(page)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"viewport": NARROW},
        {"viewport": NARROW, "color_scheme": "dark", "locale": "ja-JP"},
        {"viewport": ZOOMED, "color_scheme": "dark"},
    ],
    ids=str,
)
def test_axe_finds_nothing_in_any_state(browser: Browser, pages: Pages, options: dict[str, Any]) -> None:
    with watched(browser, pages.origin, refusals=True, **(USUAL | options)) as (page, _):
        opened(page, pages)
        assert axe(page) == []
        for source in ("backlog", "github"):
            filled(page, pages, source)
            page.click("#result p > button")
            expect(page.locator("#note.good")).to_be_visible()
            assert axe(page, SEEN) == []
            width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert width[0] <= width[1]
        page.fill("#slack_url", "https://evil.example")
        page.click("#make")
        expect(page.locator("#slack_url-error")).not_to_be_empty()
        page.click("#light" if options.get("color_scheme") == "dark" else "#dark")
        assert axe(page) == []
        page.click("#tab-old")
        page.fill("#old", hook(pages, secret="s"))
        page.click("#look button")
        expect(page.locator("#told .good")).to_be_visible()
        assert axe(page, SEEN) == []
        page.click("#told button")
        assert axe(page, SEEN) == []


def test_the_language_follows_the_browser_and_the_switch(browser: Browser, pages: Pages) -> None:
    with watched(browser, pages.origin, refusals=True, **(USUAL | {"locale": "ja-JP"})) as (page, _):
        opened(page, pages)
        expect(page.locator("html")).to_have_attribute("lang", "ja")
        expect(page.locator("input[name=language][value=ja]")).to_be_checked()
        expect(page.locator("#stage")).to_contain_text("さんが課題")
        page.fill("#slack_url", "https://hooks.slack.com/triggers/T01/123/abc")
        page.click("#make")
        expect(page.locator("#slack_url-error")).to_contain_text("ワークフロー")
        page.fill("#slack_url", pages.slack.url)
        page.click("#more > summary")
        page.fill("#project", "SHOP")
        page.uncheck("#checklist_ticks")
        made(page)
        page.click("#language")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("#title")).to_have_text("A Slack hook in a minute")
        expect(page.locator("#project")).to_have_value("SHOP")
        expect(page.locator("#checklist_ticks")).not_to_be_checked()
        expect(page.locator("input[name=language][value=ja]")).to_be_checked()
        expect(page.locator("#result-title")).to_have_text("Your hook's URL")
        japanese = page.evaluate(
            "[...document.querySelectorAll('.intro, form :not(#kinds *, #stage *)')].map((e) => e.childElementCount ? '' : e.textContent).join(' ')"
        )
        assert not re.search("[ぁ-ん]", japanese)


def test_without_javascript_the_command_line_is_shown(browser: Browser, pages: Pages) -> None:
    with watched(browser, pages.origin, **(USUAL | {"java_script_enabled": False})) as (page, _):
        page.goto(f"{pages.origin}/")
        expect(page.locator("noscript pre")).to_contain_text("bridge seal github")
        expect(page.locator("form:visible, button:visible")).to_have_count(0)


def test_a_bridge_that_does_not_answer_is_said(page: Page, pages: Pages) -> None:
    page.fill("#slack_url", pages.slack.url)
    page.route("**/api/urls", lambda route: route.abort())
    page.click("#make")
    expect(page.locator("#form-error")).to_contain_text("no answer")
    page.unroute("**/api/urls")
    page.route("**/api/urls", lambda route: route.fulfill(status=429, json={"message": "Too Many Requests"}))
    page.click("#make")
    expect(page.locator("#form-error")).to_contain_text("429")
    expect(page.locator("#make")).to_be_enabled()
