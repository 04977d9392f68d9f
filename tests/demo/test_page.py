"""The inbox's page in headless Chromium: live, by keyboard, for screen readers, narrow and dark, and without harm."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from bridge.demo import DemoServer
from tests import http
from tests.demo.browser import axe, needed_chromium, watched
from tests.demo.inboxes import serving_inbox
from tests.demo.running import running_demo
from tests.demo.test_message import HOSTILE, RICH, everywhere

WIDE: Final = {"width": 1100, "height": 760}
NARROW: Final = {"width": 320, "height": 640}
REFUSED: Final = {"text": "x", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "y" * 3001}}]}


@pytest.fixture(scope="module", name="browser")
def _browser() -> Iterator[Browser]:
    with needed_chromium() as browser:
        yield browser


@pytest.fixture(scope="module", name="demo")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with running_demo(tmp_path_factory.mktemp("demo")) as demo:
        for _ in range(12):
            demo.sender.send()
        http.post(f"{demo.address}/inbox/hooks/refused?app=Odd", json=REFUSED)
        http.post(f"{demo.address}/inbox/hooks/refused", content=b"{<b>")
        http.post(f"{demo.address}/inbox/hooks/rich", json=RICH)
        yield demo


def opened(page: Page, demo: DemoServer, path: str = "") -> None:
    page.goto(f"{demo.address}/inbox{path}")
    expect(page.locator("#state")).not_to_be_empty()


def post(demo: DemoServer, channel: str, payload: Any, app: str = "Test") -> int:
    return http.post(f"{demo.address}/inbox/hooks/{channel}?app={app}", json=payload).status_code


@pytest.mark.parametrize(
    ("path", "options"),
    [
        ("", {}),
        ("", {"color_scheme": "dark"}),
        ("", {"viewport": NARROW}),
        ("", {"viewport": NARROW, "color_scheme": "dark"}),
        ("?lang=ja#team-ja", {"locale": "ja-JP"}),
        ("#your-own", {}),
        ("#your-own", {"viewport": NARROW, "color_scheme": "dark"}),
        ("#refused", {}),
        ("#refused", {"color_scheme": "dark"}),
        ("#rich", {}),
        ("#rich", {"viewport": NARROW, "color_scheme": "dark"}),
        ("#nothing-here", {}),
    ],
    ids=str,
)
def test_axe_finds_nothing(browser: Browser, demo: DemoServer, path: str, options: dict[str, Any]) -> None:
    with watched(
        browser, demo.address, **{"viewport": WIDE, "locale": "en-US", "reduced_motion": "reduce"} | options
    ) as (page, _):
        opened(page, demo, path)
        if page.locator(".raw").count():
            page.locator(".raw").last.click()
            expect(page.locator(".json pre")).to_be_visible()
        assert axe(page) == []
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1]


def test_the_open_channel_can_be_read_under_the_pointer(browser: Browser, demo: DemoServer) -> None:
    with watched(browser, demo.address, viewport=WIDE, locale="en-US") as (page, _):
        opened(page, demo)
        page.hover("#channels [aria-current]")
        assert axe(page) == []


def test_zoomed_and_low_windows_scroll_as_one(browser: Browser, demo: DemoServer) -> None:
    for viewport in ({"width": 550, "height": 380}, {"width": 320, "height": 256}):
        with watched(browser, demo.address, viewport=viewport, locale="en-US") as (page, _):
            opened(page, demo)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert page.evaluate("document.scrollingElement.scrollHeight > innerHeight")
            page.locator(".entry").last.scroll_into_view_if_needed()
            expect(page.locator(".entry").last).to_be_in_viewport()


def test_messages_come_live_and_are_announced(browser: Browser, demo: DemoServer) -> None:
    with watched(browser, demo.address, viewport=WIDE, locale="en-US", timezone_id="Asia/Tokyo") as (page, _):
        opened(page, demo, "#live")
        expect(page.locator("h1")).to_have_text("#live")
        expect(page.locator("#empty")).to_be_visible()
        assert post(demo, "live", {"text": "*hello* <!date^1392734382^{date_num} {time}|f>"}) == 200
        expect(page.locator(".entry")).to_have_count(1)
        expect(page.locator("#empty")).to_be_hidden()
        expect(page.locator(".entry .sm-body")).to_have_text("hello 2014-02-18 11:39 PM")
        expect(page.locator(".entry .sm-name")).to_have_text("Test")
        expect(page.locator("#news")).to_have_text("New in #live: hello 2014-02-18 11:39 PM")
        expect(page.locator(".day")).to_have_text("Today")
        for number in range(2):
            post(demo, "elsewhere", {"text": f"{number}"})
        expect(page.locator("a[href='#elsewhere'] .count")).to_have_text("2")
        expect(page.locator("a[href='#elsewhere']")).to_contain_text(", 2 unread")
        page.locator("a[href='#elsewhere']").click()
        expect(page.locator(".entry")).to_have_count(2)
        expect(page.locator("a[href='#elsewhere'] .count")).to_have_count(0)
        expect(page.locator("a[href='#elsewhere']")).to_have_attribute("aria-current", "page")


def test_follows_at_the_end_and_stays_put_above(browser: Browser, demo: DemoServer) -> None:
    with watched(browser, demo.address, viewport=WIDE, locale="en-US") as (page, _):
        opened(page, demo, "#scroll")
        for number in range(40):
            post(demo, "scroll", {"text": f"line {number}"})
        expect(page.locator(".entry")).to_have_count(40)
        expect(page.locator(".entry").last).to_be_in_viewport()
        page.evaluate("document.getElementById('pane').scrollTo(0, 0)")
        post(demo, "scroll", {"text": "the newest"})
        expect(page.locator("#jump")).to_be_visible()
        expect(page.locator(".entry").first).to_be_in_viewport()
        page.locator("#jump").click()
        expect(page.locator(".entry").last).to_be_in_viewport()
        expect(page.locator("#jump")).to_be_hidden()


def test_what_slack_would_refuse_is_marked(browser: Browser, demo: DemoServer) -> None:
    with watched(browser, demo.address, viewport=WIDE, locale="en-US") as (page, _):
        opened(page, demo, "#refused")
        expect(page.locator(".refused strong")).to_have_text(
            ["Slack would refuse this: invalid_blocks", "Slack would refuse this: invalid_payload"]
        )
        expect(page.locator(".refused li").first).to_have_text(
            "/blocks/0/text/text 3,001 characters, Slack takes 3,000"
        )
        expect(page.locator(".refused li").last).to_have_text("message not JSON that Slack can read")
        page.locator(".raw").last.click()
        expect(page.locator(".json pre")).to_have_text("{<b>")


def test_by_keyboard_alone(browser: Browser, demo: DemoServer) -> None:
    with watched(browser, demo.address, viewport=WIDE, locale="en-US") as (page, _):
        opened(page, demo)

        def tab_to(selector: str) -> None:
            for _ in range(60):
                page.keyboard.press("Tab")
                if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                    assert outline != "none"
                    return
            pytest.fail(f"Tab does not reach {selector}")

        tab_to("#channels a")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.hash") == "#team-ja"
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("#team-ja")
        assert page.evaluate("document.activeElement.hash") == "#team-ja"
        count = page.locator(".entry").count()
        tab_to("#send")
        page.keyboard.press("Enter")
        expect(page.locator(".entry")).to_have_count(count + 1)
        tab_to("#pane")
        tab_to(".raw")
        page.keyboard.press("Space")
        expect(page.locator(".raw[aria-expanded=true]")).to_have_count(1)
        expect(page.locator(".json pre")).to_contain_text('"unfurl_links": false')
        page.keyboard.press("Space")
        expect(page.locator(".json pre")).to_have_count(0)


def test_another_reaches_the_channel_that_is_open(browser: Browser, demo: DemoServer) -> None:
    with watched(browser, demo.address, viewport=WIDE, locale="en-US") as (page, _):
        opened(page, demo)
        for channel in ("team-en", "short", "your-own", "team-ja"):
            page.goto(f"{demo.address}/inbox#{channel}")
            expect(page.locator("h1")).to_have_text(f"#{channel}")
            count = page.locator(".entry").count()
            page.locator("#send").click()
            expect(page.locator(".entry")).to_have_count(count + 1)


def test_the_json_is_the_payload_and_can_be_copied(browser: Browser, demo: DemoServer) -> None:
    options: dict[str, Any] = {
        "viewport": WIDE,
        "locale": "en-US",
        "permissions": ["clipboard-read", "clipboard-write"],
    }
    with watched(browser, demo.address, **options) as (page, _):
        opened(page, demo, "#rich")
        page.locator(".raw").first.click()
        assert page.evaluate("JSON.parse(document.querySelector('.json pre').textContent)") == RICH
        page.locator(".json button").click()
        expect(page.locator(".json button")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText().then(JSON.parse)") == RICH
        expect(page.locator("#news")).to_have_text("Copied")


def test_the_command_lines_work_in_a_shell(browser: Browser, demo: DemoServer, tmp_path: Path) -> None:
    with watched(browser, demo.address, viewport=WIDE, locale="en-US") as (page, _):
        opened(page, demo, "#your-own")
        commands = page.locator("#commands pre").all_text_contents()
        assert len(commands) == len(demo.sender.own)
        if not shutil.which("curl"):
            pytest.skip("no curl here")
        for number, command in enumerate(commands):
            count = page.locator(".entry").count()
            done = subprocess.run(
                ["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
            )
            assert '"outcome":"posted"' in done.stdout, number
            expect(page.locator(".entry")).to_have_count(count + 1)
        page.locator("#language").click()
        expect(page.locator("h2")).to_have_text("自分のWebhookを送る")
        assert page.locator("#commands pre").all_text_contents() != commands


def test_the_language_is_guessed_and_switched(browser: Browser, demo: DemoServer) -> None:
    with watched(browser, demo.address, viewport=WIDE, locale="ja-JP") as (page, _):
        opened(page, demo)
        expect(page.locator("h1")).to_have_text("#team-ja")
        expect(page.locator("#send")).to_have_text("もう1件送る")
        assert page.evaluate("document.documentElement.lang") == "ja"
        page.locator("#language").click()
        expect(page.locator("#send")).to_have_text("Send another")
        assert page.evaluate("[document.documentElement.lang, location.search]") == ["en", "?lang=en"]
        page.reload()
        expect(page.locator("#send")).to_have_text("Send another")
        expect(page.locator("h1")).to_have_text("#team-en")


def test_hostile_messages_harm_nobody(browser: Browser, demo: DemoServer) -> None:
    with watched(browser, demo.address, viewport=WIDE, locale="en-US") as (page, _):
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        opened(page, demo, "#hostile")
        payloads = [
            payload
            for text in HOSTILE
            for payload in ({"text": text}, *([everywhere(text)] if len(text) < 1000 else []))
        ]
        for number, payload in enumerate(payloads):
            post(demo, "hostile", payload, app=HOSTILE[number % 3])
        expect(page.locator(".entry")).to_have_count(len(payloads))
        for button in page.locator(".raw").all()[:6]:
            button.click()
        assert page.locator("#messages :is(img, script, svg, iframe, object, form, input)").count() == 0
        assert page.locator("#messages :is([onerror], [onload], [onmouseover])").count() == 0
        assert page.locator("#messages a:not([href^='http']):not([href^='mailto:'])").count() == 0
        assert page.locator("#messages a:not([rel='noopener noreferrer'][target='_blank'])").count() == 0
        page.goto(f"{demo.address}/inbox#<img src=x onerror=alert(1)>")
        expect(page.locator("h1")).to_have_text("#team-en")
        page.goto(f"{demo.address}/inbox#%E0%A4%A")
        expect(page.locator("h1")).to_have_text("#team-en")


def test_a_page_says_when_the_demo_has_stopped_and_follows_the_next_one(browser: Browser) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    with serving_inbox() as (origin, _):
        http.post(f"{origin}/inbox/hooks/general", json={"text": "old"})
        page.goto(f"{origin}/inbox#general")
        expect(page.locator(".entry")).to_have_count(1)
    expect(page.locator("#offline")).to_be_visible(timeout=30_000)
    expect(page.locator("#state")).to_be_empty()
    with serving_inbox(port=int(origin.rpartition(":")[2])) as _:
        expect(page.locator("#offline")).to_be_hidden(timeout=30_000)
        expect(page.locator(".entry")).to_have_count(0)
        http.post(f"{origin}/inbox/hooks/general", json={"text": "new"})
        expect(page.locator(".entry .sm-body")).to_have_text("new")
    context.close()
