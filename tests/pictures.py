"""Pictures of the running demo in headless Chromium: ``python -m tests.pictures docs/pictures``.

The clock stands at the day of the sample webhooks, so that the pictures change only when the demo does. Japanese needs
the fonts ``fonts-noto-cjk`` (else it shows as boxes), emoji ``fonts-noto-color-emoji``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, expect

from bridge.demo import DemoServer
from tests.demo.browser import MISSING, chromium
from tests.demo.running import running_demo
from tests.fakes import SLACK_URL

START: Final = datetime(2026, 3, 4, 5, 30, tzinfo=UTC)
SAMPLES: Final = 9
MOST_BYTES: Final = 400_000


INBOX: Final = "#state:not(:empty)"
PAGE: Final = "#stage .sample:nth-child(40)"


@dataclass(frozen=True)
class Picture:
    """A file name, where it looks, what says that it is ready, and how the browser is set up."""

    name: str
    path: str
    ready: str = INBOX
    width: int = 1120
    height: int = 880
    scale: float = 1.5
    options: Mapping[str, Any] = field(default_factory=dict)


PICTURES: Final = (
    Picture("inbox-light", "/inbox"),
    Picture("inbox-dark", "/inbox", options={"color_scheme": "dark"}),
    Picture("inbox-ja", "/inbox#team-ja", options={"locale": "ja-JP"}),
    Picture("inbox-narrow", "/inbox", width=360, height=720, scale=2),
    Picture("page-light", "/", PAGE),
    Picture("page-dark", "/", PAGE, options={"color_scheme": "dark"}),
    Picture("page-ja", "/", PAGE, options={"locale": "ja-JP"}),
    Picture("page-narrow", "/", PAGE, width=360, height=720, scale=2),
)


def _ticking() -> Iterator[float]:
    return ((START + timedelta(seconds=20 * number)).timestamp() for number in count())


def take(browser: Browser, demo: DemoServer, picture: Picture, folder: Path) -> Path:
    """Open it, wait until it is ready, fill in a hook where it makes some, save what a visitor sees."""
    options = {"locale": "en-US", "timezone_id": "Asia/Tokyo", "reduced_motion": "reduce", **picture.options}
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, device_scale_factor=picture.scale, **options
    )
    page = context.new_page()
    page.clock.set_fixed_time(START + timedelta(minutes=5))
    page.goto(f"{demo.address}{picture.path}")
    expect(page.locator(picture.ready)).to_be_attached()
    if picture.ready == PAGE:
        page.fill("#slack_url", SLACK_URL)
        page.fill("#space", "https://acme.backlog.com")
        page.locator("#space").blur()
        expect(page.locator("#stage .sample:first-child .sm-text a").first).to_be_visible()
    page.evaluate("document.querySelectorAll('html, #pane').forEach((each) => each.scrollTo(0, 0))")
    path = folder / f"{picture.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def main(arguments: list[str]) -> int:
    """Take them all into the folder that is named; exit status 1 where one is too large, or no browser is here."""
    folder = Path(arguments[0] if arguments else "docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    clock = _ticking()
    with (
        tempfile.TemporaryDirectory() as keys,
        running_demo(Path(keys), clock=lambda: next(clock)) as demo,
        chromium() as browser,
    ):
        if browser is None:
            sys.stderr.write(f"{MISSING}\n")
            return 1
        for _ in range(SAMPLES):
            demo.sender.send()
        paths = [take(browser, demo, picture, folder) for picture in PICTURES]
    for path in paths:
        sys.stdout.write(f"{path} {path.stat().st_size:,} bytes\n")
    return 1 if any(path.stat().st_size > MOST_BYTES for path in paths) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
