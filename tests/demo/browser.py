"""Headless Chromium for tests and pictures: where it is, how it is started, and what a page did."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect, sync_playwright

expect.set_options(timeout=15_000)  # milliseconds: a machine that is busy with other tests is slow, not wrong
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING: Final = "no Chromium here: `playwright install chromium`, or the system package chromium"
AXE: Final = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS: Final = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """Playwright's own Chromium, or the system's; None where there is neither. A fresh profile each time."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        path = own if Path(own).exists() else next(filter(None, map(shutil.which, NAMES)), None)
        if path is None:
            yield None
            return
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def needed_chromium() -> Iterator[Browser]:
    """The browser, or a skip that says what is missing; on CI a failure."""
    with chromium() as browser:
        if browser is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
        yield browser


@dataclass
class Watch:
    """What a context's pages complained about, and whom they asked."""

    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@contextmanager
def watched(browser: Browser, origin: str, *, refusals: bool = False, **options: Any) -> Iterator[tuple[Page, Watch]]:
    """A page whose console errors, exceptions, CSP violations and requests to other origins are errors at the end.

    With ``refusals`` the browser's own line about an answer that is not 2xx is none.
    """
    watch = Watch()
    context: BrowserContext = browser.new_context(**options)
    context.add_init_script(VIOLATIONS)

    def route(request: Route) -> None:
        if request.request.url.startswith(f"{origin}/"):
            request.continue_()
        else:
            watch.foreign.append(request.request.url)
            request.abort()

    context.route("**/*", route)
    page = context.new_page()
    page.on("pageerror", lambda error: watch.complaints.append(f"error: {error}"))

    def heard(line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"} and not (refusals and line.text.startswith("Failed to load resource")):
            watch.complaints.append(line.text)

    page.on("console", heard)
    try:
        yield page, watch
        assert not watch.complaints, watch.complaints
        assert not watch.foreign, watch.foreign
    finally:
        context.close()


def axe(page: Page, but: str = "") -> list[str]:
    """What axe-core finds on the page as it stands: the rule and where it is broken.

    ``but`` selects what it need not look at again.
    """
    if not AXE.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("axe-core is not installed: npm ci")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("but => axe.run(but ? {exclude: [[but]]} : document, {resultTypes: ['violations']})", but)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
