"""``dependabot_alert`` and its forerunner ``repository_vulnerability_alert``: dependencies with known vulnerabilities.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#dependabot_alert
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bridge.model import Code, Fact, Message, Spans
from bridge.sources.github.facts import assignees
from bridge.sources.github.guard import facts
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import items, mapping, one_line

Compose = Callable[[Scene], Message]


# --- dependabot_alert ------------------------------------------------------------------------------------------------


def unfit(body: Mapping[str, Any]) -> bool:
    """Whether the alert is of another event: ``alert`` is a member of several."""
    alert = mapping(body.get("alert"))
    return not any(alert.get(key) for key in ("dependency", "security_advisory", "security_vulnerability"))


def open_again(action: str) -> Compose:
    """Open: found, found again, or opened again by somebody."""

    def tell(scene: Scene) -> Message:
        alert = _alert(scene.body)
        severity = _severity(alert)
        by = facts.who(scene, alert) if action == "reopened" else facts.finder(scene, alert)
        headline = _say(scene, f"dependabot_alert.{action}", who=by, severity=facts.severity(scene, severity))
        return _message(scene, headline, color=facts.severity_color(severity))

    return tell


def closed(action: str, color: str) -> Compose:
    """Mended, or left as it is, with the reason and what was said about it."""

    def tell(scene: Scene) -> Message:
        alert = _alert(scene.body)
        why = facts.reason(scene, alert.get("dismissed_reason")) if action == "dismissed" else ()
        by = facts.who(scene, alert, "dismissed_by") if action == "dismissed" else facts.finder(scene, alert)
        headline = _say(scene, f"dependabot_alert.{action}", who=by, reason=why)
        return _message(scene, headline, color=color, comment=alert.get("dismissed_comment"))

    return tell


def assignment(scene: Scene) -> Message:
    """The body does not say who is new, so all who have it now are called."""
    alert = _alert(scene.body)
    people = facts.assigned(scene, items(alert.get("assignees")), call=True)
    sentence = "dependabot_alert.assignees_changed" + ("" if people else "_nobody")
    return _message(scene, _say(scene, sentence, people=people), color=facts.severity_color(_severity(alert)))


def _alert(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(body.get("alert"))


def _severity(alert: Mapping[str, Any]) -> str:
    found = (mapping(alert.get(key)).get("severity") for key in ("security_vulnerability", "security_advisory"))
    return next((severity for word in found if (severity := facts.severity_of(word))), "")


def _url(scene: Scene) -> str:
    alert = _alert(scene.body)
    return page(alert, facts.address(scene, "/security/dependabot/", one_line(alert.get("number"))))


def _say(scene: Scene, sentence: str, **slots: Spans) -> Spans:
    number = one_line(_alert(scene.body).get("number"))
    alert = scene.thing("guard_dependabot", f"#{number}" if number else "", _url(scene))
    return scene.say(sentence, dependency_alert=alert, **slots)


def _message(scene: Scene, headline: Spans, *, color: str, comment: object = None) -> Message:
    alert = _alert(scene.body)
    advisory, vulnerability = mapping(alert.get("security_advisory")), mapping(alert.get("security_vulnerability"))
    dependency = mapping(alert.get("dependency"))
    manifest = one_line(dependency.get("manifest_path"))
    patched = mapping(vulnerability.get("first_patched_version")).get("identifier")
    url = _url(scene)
    return scene.message(
        headline,
        title=one_line(advisory.get("summary")),
        url=url,
        quote=scene.markdown(comment, url),
        facts=(
            *facts.package(scene, vulnerability, dependency),
            *facts.versions(scene, vulnerability.get("vulnerable_version_range"), patched),
            *facts.identifiers(scene, advisory),
            *scene.fact("guard_manifest", (Code(manifest),) if manifest else ()),
            *assignees(scene, alert, call=False),
        ),
        color=color,
        time=moment(alert.get("updated_at")) or moment(alert.get("created_at")),
    )


# --- repository_vulnerability_alert ----------------------------------------------------------------------------------


def old_unfit(body: Mapping[str, Any]) -> bool:
    """Whether the alert is of another event."""
    alert = mapping(body.get("alert"))
    return not any(alert.get(key) for key in ("affected_package_name", "affected_range", "external_identifier"))


def old(action: str, color: str = "") -> Compose:
    """One of the four things that happen to the alerts of old. Without ``color`` the severity gives it."""

    def tell(scene: Scene) -> Message:
        alert = _alert(scene.body)
        severity = facts.severity_of(alert.get("severity"))
        number = one_line(alert.get("number"))
        url = page(alert, facts.address(scene, "/security/dependabot/", number))
        by = facts.who(scene, alert, "dismisser") if action == "dismiss" else facts.finder(scene, alert)
        headline = scene.say(
            f"repository_vulnerability_alert.{action}",
            who=by,
            vulnerability=scene.thing("guard_vulnerability", f"#{number}" if number else "", url),
            severity=facts.severity(scene, severity),
            reason=facts.reason(scene, alert.get("dismiss_reason")) if action == "dismiss" else (),
        )
        times = {"dismiss": "dismissed_at", "resolve": "fixed_at"}
        return scene.message(
            headline,
            url=url,
            facts=_old_facts(scene, alert),
            color=color or facts.severity_color(severity),
            time=moment(alert.get(times.get(action, ""))) or moment(alert.get("created_at")),
        )

    return tell


def _old_facts(scene: Scene, alert: Mapping[str, Any]) -> tuple[Fact, ...]:
    name = one_line(alert.get("affected_package_name"))
    known_as = {"ghsa_id": alert.get("ghsa_id"), "cve_id": alert.get("external_identifier")}
    return (
        *scene.fact("guard_package", (Code(name),) if name else ()),
        *facts.versions(scene, alert.get("affected_range"), alert.get("fixed_in")),
        *facts.identifiers(scene, known_as, facts.page_at(alert.get("external_reference"))),
    )
