"""Requests that wait for somebody's decision: to bypass push protection or a push rule, or to dismiss an alert.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#bypass_request_secret_scanning
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bridge.model import Fact, Message, Span
from bridge.sources.github import colors
from bridge.sources.github.guard import facts
from bridge.sources.github.guard.sentences import REQUESTS
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import items, mapping, one_line

Compose = Callable[[Scene], Message]

_TYPES: Final[Mapping[str, str]] = {
    "secret_scanning": "bypass_request_secret_scanning",
    "code_scanning_alert_dismissal": "dismissal_request_code_scanning",
    "secret_scanning_closure": "dismissal_request_secret_scanning",
    "push_ruleset_bypass": "exemption_request_push_ruleset",
}
"""GitHub's type of a request → its event."""

_COLORS: Final[Mapping[str, str]] = {
    "created": colors.WARNING,
    "response_submitted": colors.WARNING,
    "approved": colors.SUCCESS,
    "rejected": colors.CLOSED,
    "response_dismissed": colors.WARNING,
    "cancelled": colors.DROPPED,
    "completed": colors.DROPPED,
}


def unfit(event: str) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a request is of another event: all four have it under one name."""

    def other(body: Mapping[str, Any]) -> bool:
        request = _request(body)
        kinds = (
            one_line(request.get("request_type")),
            one_line(mapping(request.get("exemption_request_data")).get("type")),
        )
        return any(_TYPES.get(kind, event) != event for kind in kinds)

    return other


def tell(event: str, action: str) -> Compose:
    """Asked, decided, taken back or done."""

    def compose(scene: Scene) -> Message:
        request, response = _request(scene.body), mapping(scene.body.get("exemption_response"))
        decision = one_line(response.get("status")) if action == "response_submitted" else ""
        variant = decision if decision in {"approved", "rejected"} else ""
        slot = REQUESTS[event]
        number = one_line(request.get("number"))
        url = page(request, "")
        named = scene.thing(f"guard_{slot}", f"#{number}" if number else "", url)
        asked = {"login": request.get("requester_login")}
        answered = {"login": response.get("reviewer_login")}
        by = facts.who(scene, {"asked": asked, "answered": answered}, "answered" if variant else "asked")
        said = (
            response.get("reviewer_comment") or response.get("message")
            if response
            else request.get("requester_comment")
        )
        sentence = f"{event}.{action}_{variant}" if variant else f"{event}.{action}"
        return scene.message(
            scene.say(sentence, who=by, **{slot: named}),
            title=_title(request),
            url=url,
            quote=scene.markdown(facts.masked(said), url) if action in {"created", "response_submitted"} else (),
            facts=_facts(scene, request),
            color=_COLORS[variant or action],
            time=moment(response.get("created_at"))
            or (moment(request.get("created_at")) if action == "created" else None),
        )

    return compose


def _request(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(body.get("exemption_request"))


def _entries(request: Mapping[str, Any]) -> list[dict[str, Any]]:
    return items(mapping(request.get("exemption_request_data")).get("data"))


def _title(request: Mapping[str, Any]) -> str:
    """What it is about: the alert's title, the kinds of secrets, or the push rules that stand in the way."""
    metadata = mapping(request.get("metadata"))
    title = facts.masked(one_line(metadata.get("alert_title")) or one_line(metadata.get("label")))
    return title or ", ".join(_names(request, "ruleset_name")) or ", ".join(_names(request, "secret_type"))


def _names(request: Mapping[str, Any], member: str) -> list[str]:
    """Each once, in order."""
    return list(
        dict.fromkeys(name for entry in _entries(request) if (name := facts.masked(one_line(entry.get(member)))))
    )


def _facts(scene: Scene, request: Mapping[str, Any]) -> tuple[Fact, ...]:
    metadata = mapping(request.get("metadata"))
    reasons = _names(request, "reason") or list(filter(None, [facts.masked(one_line(metadata.get("reason")))]))
    alerts: list[Span] = [f"#{name}" for name in _names(request, "alert_number")]
    rules: list[Span] = [name.replace("_", " ") for name in _names(request, "rule_type")]
    day = moment(request.get("expires_at"))
    return (
        *facts.someone_else(scene, "guard_requester", one_line(request.get("requester_login"))),
        *scene.fact("guard_alerts", scene.listed(alerts)),
        *scene.fact("guard_rules", scene.listed(rules)),
        *scene.fact("guard_reason", scene.listed([facts.reason_word(scene, word) for word in reasons])),
        *scene.fact("guard_expires", f"{day:%Y-%m-%d}" if day else ""),
    )
