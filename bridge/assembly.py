"""Puts the parts together from the settings: the one place that knows which part stands behind which port."""

from __future__ import annotations

import logging
import time
from typing import Any

from bridge import logs
from bridge.model import Message, Style
from bridge.relay import Relay
from bridge.seal import SealVault
from bridge.settings import Settings
from bridge.slack.post import SlackOutbox
from bridge.slack.render import render, safe
from bridge.sources import SOURCES
from bridge.web import App, create_app


def build_vault(settings: Settings) -> SealVault:
    """The vault, closed: no key is read and KMS is not called before the first token."""
    return SealVault(settings.keys, data_keys=settings.data_keys, revoked=settings.revoked)


def build_app(settings: Settings, vault: SealVault) -> App:
    """The app, delivering within the request."""
    outbox = SlackOutbox(settings.destinations)
    outbox.warm()
    relay = Relay(
        vault=vault,
        sources=SOURCES,
        render=render_safely,
        outbox=outbox,
        clock=time.monotonic,
        people=settings.people,
    )
    return create_app(relay, plain_origins=settings.destinations if settings.plain else (), on_stop=outbox.close)


def render_safely(message: Message, *, style: Style, channel: str, username: str, icon: str) -> dict[str, Any]:
    """The message as Slack takes it: in full, or in plain words where the checker finds that Slack would refuse it."""
    payload, problems = safe(render(message, style=style, channel=channel, username=username, icon=icon))
    for problem in problems:
        logs.event(logging.WARNING, "plain-text", problem=str(problem))
    return payload
