"""``sponsorship``: https://docs.github.com/en/webhooks/webhook-events-and-payloads#sponsorship"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bridge.model import Fact, Message
from bridge.sources.github.admin import things
from bridge.sources.github.kind import Compose
from bridge.sources.github.scene import Scene, moment
from bridge.sources.payload import mapping, one_line, when


def sponsorship(sentence: str, color: str) -> Compose:
    """What became of a sponsorship, for how much, and when that takes effect."""

    def compose(scene: Scene) -> Message:
        found = mapping(scene.body.get("sponsorship"))
        told = _by_sponsor(scene, found)
        receiver = mapping(found.get("sponsorable")) or mapping(found.get("maintainer"))
        return told.message(
            told.say(sentence, sponsored=things.owner(scene, receiver)),
            facts=(*_tier(scene, found), *_effective(scene)),
            color=color,
            time=moment(found.get("created_at")) if sentence == "sponsorship.created" else None,
        )

    return compose


def _by_sponsor(scene: Scene, found: Mapping[str, Any]) -> Scene:
    """The scene with the sponsor as who acts; with nobody where the sponsor wants to stay private."""
    private = one_line(found.get("privacy_level")).lower() == "private"
    sponsor = {} if private else mapping(found.get("sponsor")) or mapping(scene.body.get("sender"))
    return replace(scene, body={**scene.body, "sender": sponsor})


def _tier(scene: Scene, found: Mapping[str, Any]) -> tuple[Fact, ...]:
    """GitHub names a tier by its price: "$5 a month"."""
    new = one_line(mapping(found.get("tier")).get("name"))
    before = mapping(things.was(scene.body.get("changes"), "tier"))
    old = one_line(before.get("name"))
    return things.moved(scene, "admin_tier", old, new) if old and new else scene.fact("admin_tier", new)


def _effective(scene: Scene) -> tuple[Fact, ...]:
    day = when(scene.body.get("effective_date"))
    return scene.fact("admin_effective", f"{day:%Y-%m-%d}" if day else "")
