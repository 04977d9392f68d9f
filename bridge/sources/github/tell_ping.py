"""``ping``: the webhook works. https://docs.github.com/en/webhooks/webhook-events-and-payloads#ping"""

from __future__ import annotations

from bridge.model import Message, Span, Spans
from bridge.sources.github import colors
from bridge.sources.github.scene import Scene, moment, owner_of
from bridge.sources.payload import mapping, number, one_line

_EVENTS_SHOWN = 12


def ping(scene: Scene) -> Message:
    """Which hook, and what will come through it."""
    hook = mapping(scene.body.get("hook"))
    config = mapping(hook.get("config"))
    events = hook.get("events")
    names: list[Span] = [name for event in events if (name := one_line(event))] if isinstance(events, list) else []
    told: Spans = (scene.phrase("everything"),) if "*" in names else scene.listed(names, _EVENTS_SHOWN)
    unverified = number(config.get("insecure_ssl")) == 1
    return scene.message(
        _headline(scene, one_line(hook.get("type"))),
        facts=(
            *scene.fact("events", told),
            *scene.fact("content_type", one_line(config.get("content_type"))),
            *scene.fact("active", scene.phrase("no") if hook.get("active") is False else ""),
            *scene.fact("tls", scene.phrase("off") if unverified else ""),
        ),
        color=colors.OPEN,
        time=moment(hook.get("updated_at")) or moment(hook.get("created_at")),
    )


def _headline(scene: Scene, hook_type: str) -> Spans:
    if scene.repository:
        return scene.say("ping_repository")
    organization = owner_of(scene.body)
    if organization:
        named = scene.thing("organization", organization, scene.links.user(organization))
        return scene.say("ping_organization", organization=named)
    return scene.say("ping_app" if hook_type == "App" else "ping")
