"""The web parts, put together from the settings. Which part stands behind which port is known here and in
``assembly_worker`` alone.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bridge import logs
from bridge.assembly_worker import build_queue
from bridge.hooks import Desk
from bridge.model import Message, Outbox, Style
from bridge.relay import Relay, Render
from bridge.seal import SealVault
from bridge.settings import Settings
from bridge.slack.post import SlackOutbox
from bridge.slack.render import render, safe
from bridge.sources import SOURCES
from bridge.web import App, create_app

if TYPE_CHECKING:
    from bridge.queue.outbox import QueueOutbox


def build_desk(settings: Settings, vault: SealVault) -> Desk:
    """Where hooks are made and looked at."""
    return Desk(vault=vault, sources=SOURCES, destinations=settings.destinations, clock=time.time)


def build_app(settings: Settings, vault: SealVault, *, example: str = "") -> App:
    """The app, delivering within the request or into the queue, with the page where the settings ask for one.

    ``example`` is a destination that the page fills in, for a demo, which has no Slack.
    """
    slack, trials = SlackOutbox(settings.destinations), SlackOutbox(settings.destinations, once=True)
    if settings.queue_url:  # then few messages are posted from here
        outbox: QueueOutbox | SlackOutbox = _queue_outbox(settings)
    else:
        outbox = slack
        slack.warm()

    def stop() -> None:
        for each in (slack, trials, outbox):
            each.close()

    relay = _relay(settings, vault, render_safely, outbox, slack)
    app = create_app(relay, plain_origins=settings.destinations if settings.plain else (), on_stop=stop)
    if settings.page != "off":
        _add_page(app, settings, _relay(settings, vault, _render_trial, trials), build_desk(settings, vault), example)
    return app


def _queue_outbox(settings: Settings) -> QueueOutbox:
    from bridge.queue.outbox import QueueOutbox  # noqa: PLC0415 - as above

    return QueueOutbox(build_queue(settings), wall=time.time)


def _relay(settings: Settings, vault: SealVault, render: Render, outbox: Outbox, direct: Outbox | None = None) -> Relay:
    return Relay(
        vault=vault,
        sources=SOURCES,
        render=render,
        outbox=outbox,
        direct=direct,
        clock=time.monotonic,
        people=settings.people,
    )


def _add_page(app: App, settings: Settings, trials: Relay, desk: Desk, example: str) -> None:
    from bridge.session import Sessions  # noqa: PLC0415 - a bridge without the page does not pay for it
    from bridge.web_api import Api, add_api  # noqa: PLC0415 - the same
    from bridge.web_page import add_page  # noqa: PLC0415 - the same

    sessions = None if settings.page == "open" else Sessions(settings.page, time.time)
    add_page(app, "open" if sessions is None else "passphrase", example)
    add_api(app, Api(desk=desk, relay=trials, base_url=settings.base_url, sessions=sessions))


def render_safely(message: Message, *, style: Style, channel: str, username: str, icon: str) -> dict[str, Any]:
    """The message as Slack takes it: in full, or in plain words where the checker finds that Slack would refuse it."""
    payload, problems = safe(render(message, style=style, channel=channel, username=username, icon=icon))
    for problem in problems:
        logs.event(logging.WARNING, "plain-text", problem=str(problem))
    return payload


def _render_trial(message: Message, *, style: Style, channel: str, username: str, icon: str) -> dict[str, Any]:
    """A sample that somebody sends to see whether a hook works says so: its people and things are made up."""
    marked = replace(message, headline=("[Test] ", *message.headline))
    return render_safely(marked, style=style, channel=channel, username=username, icon=icon)
