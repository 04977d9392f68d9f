"""``secret_scanning_alert``: https://docs.github.com/en/webhooks/webhook-events-and-payloads#secret_scanning_alert

What is told comes from named members, none of which holds the secret, and nothing is told of where it was found: a path
or a link to a line leads to it. Comments are masked, since people paste what they write about.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Fact, Message, Spans
from bridge.sources.github import colors
from bridge.sources.github.guard import facts
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import items, mapping, one_line

_OWN: Final = ("secret_type", "secret_type_display_name", "locations_url", "validity")


def unfit(body: Mapping[str, Any]) -> bool:
    """Whether the alert is of another event: ``alert`` is a member of several."""
    alert = _alert(body)
    return not any(alert.get(key) for key in _OWN)


def created(scene: Scene) -> Message:
    """Found."""
    return _found(scene, "secret_scanning_alert.created")


def leaked(scene: Scene) -> Message:
    """Seen where everybody can read it."""
    return _found(scene, "secret_scanning_alert.publicly_leaked")


def _found(scene: Scene, sentence: str) -> Message:
    headline = _say(scene, sentence, who=facts.finder(scene, _alert(scene.body)))
    return _message(scene, headline, color=colors.DANGER)


def reopened(scene: Scene) -> Message:
    """Not done with."""
    headline = _say(scene, "secret_scanning_alert.reopened", who=facts.who(scene, _alert(scene.body)))
    return _message(scene, headline, color=colors.DANGER)


def resolved(scene: Scene) -> Message:
    """Closed: green where the secret works no more, grey where it was left."""
    alert = _alert(scene.body)
    resolution = one_line(alert.get("resolution"))
    headline = _say(
        scene,
        "secret_scanning_alert.resolved",
        who=facts.who(scene, alert, "resolved_by"),
        reason=facts.reason(scene, resolution),
    )
    color = colors.SUCCESS if resolution == "revoked" else colors.DROPPED
    return _message(scene, headline, color=color, comment=alert.get("resolution_comment"))


def validated(scene: Scene) -> Message:
    """GitHub tried whether it still works."""
    alert = _alert(scene.body)
    validity = one_line(alert.get("validity")).lower()
    result = facts.aside(scene, _validity(scene, validity)) if validity else ()
    headline = _say(
        scene,
        "secret_scanning_alert.validated",
        who=facts.finder(scene, alert),
        result=result,
    )
    color = {"active": colors.DANGER, "inactive": colors.SUCCESS}.get(validity, colors.WARNING)
    return _message(scene, headline, color=color)


def assigned(scene: Scene) -> Message:
    """Somebody is to see to it, and is called."""
    return _assignment(scene, "assigned", call=True)


def unassigned(scene: Scene) -> Message:
    """Somebody need not see to it any more."""
    return _assignment(scene, "unassigned", call=False)


def _assignment(scene: Scene, action: str, *, call: bool) -> Message:
    alert = _alert(scene.body)
    users = items([scene.body.get("assignee")]) or (items([alert.get("assigned_to")]) if call else [])
    people = facts.assigned(scene, users, call=call)
    sentence = f"secret_scanning_alert.{action}" + ("" if people else "_nobody")
    return _message(scene, _say(scene, sentence, people=people), color=colors.WARNING)


def _alert(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(body.get("alert"))


def _validity(scene: Scene, word: str) -> str:
    return facts.known(scene, f"guard_validity_{word}", word)


def _url(scene: Scene) -> str:
    alert = _alert(scene.body)
    return page(alert, facts.address(scene, "/security/secret-scanning/", one_line(alert.get("number"))))


def _say(scene: Scene, sentence: str, **slots: Spans) -> Spans:
    number = one_line(_alert(scene.body).get("number"))
    alert = scene.thing("guard_secret", f"#{number}" if number else "", _url(scene))
    return scene.say(sentence, secret_alert=alert, **slots)


def _message(scene: Scene, headline: Spans, *, color: str, comment: object = None) -> Message:
    alert, url = _alert(scene.body), _url(scene)
    validity = one_line(alert.get("validity")).lower()
    return scene.message(
        headline,
        title=one_line(alert.get("secret_type_display_name")) or one_line(alert.get("secret_type")),
        url=url,
        quote=scene.markdown(facts.masked(comment, alert.get("secret")), url),
        facts=(
            *scene.fact("guard_validity", _validity(scene, validity) if validity else ""),
            *scene.fact("guard_leaked", scene.phrase("guard_yes") if alert.get("publicly_leaked") is True else ""),
            *_bypassed(scene, alert),
            *scene.fact("guard_multi_repo", scene.phrase("guard_yes") if alert.get("multi_repo") is True else ""),
        ),
        color=color,
        time=moment(alert.get("updated_at")) or moment(alert.get("created_at")),
    )


def _bypassed(scene: Scene, alert: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Who pushed it although push protection had warned."""
    by = one_line(mapping(alert.get("push_protection_bypassed_by")).get("login"))
    if by or alert.get("push_protection_bypassed") is True:
        return scene.fact("guard_bypassed", by or scene.phrase("guard_yes"))
    return ()
