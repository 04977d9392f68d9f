"""``code_scanning_alert``: https://docs.github.com/en/webhooks/webhook-events-and-payloads#code_scanning_alert"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from bridge.model import Code, Fact, Message, Spans
from bridge.sources.github import colors
from bridge.sources.github.facts import assignees
from bridge.sources.github.guard import facts
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import items, mapping, number, one_line
from bridge.sources.phrasing import linked

Compose = Callable[[Scene], Message]


def unfit(body: Mapping[str, Any]) -> bool:
    """Whether the alert is of another event: ``alert`` is a member of several."""
    alert = _alert(body)
    return not any(alert.get(key) for key in ("rule", "tool", "most_recent_instance", "instances"))


def found(action: str) -> Compose:
    """Found: for the first time, again, or on a further branch."""

    def tell(scene: Scene) -> Message:
        branch = _branch(scene.body)
        sentence, slots = f"code_scanning_alert.{action}", {}
        if action == "appeared_in_branch" and branch:
            sentence, slots = f"{sentence}_named", {"branch": scene.ref(branch)}
        return _open(scene, sentence, facts.finder(scene, _alert(scene.body)), **slots)

    return tell


def reopened_by_user(scene: Scene) -> Message:
    """Somebody took back that it was dismissed."""
    return _open(scene, "code_scanning_alert.reopened_by_user", facts.who(scene, _alert(scene.body)))


def fixed(scene: Scene) -> Message:
    """Gone from the code."""
    headline = _say(scene, "code_scanning_alert.fixed", who=facts.finder(scene, _alert(scene.body)))
    return _message(scene, headline, color=colors.SUCCESS)


def dismissed(scene: Scene) -> Message:
    """Left as it is, with the reason and what was said about it."""
    alert = _alert(scene.body)
    headline = _say(
        scene,
        "code_scanning_alert.closed_by_user",
        who=facts.who(scene, alert, "dismissed_by"),
        reason=facts.reason(scene, alert.get("dismissed_reason")),
    )
    return _message(scene, headline, color=colors.DROPPED, comment=alert.get("dismissed_comment"))


def assignment(scene: Scene) -> Message:
    """The body does not say who is new, so all who have it now are called."""
    alert = _alert(scene.body)
    people = facts.assigned(scene, items(alert.get("assignees")), call=True)
    sentence = "code_scanning_alert.updated_assignment" + ("" if people else "_nobody")
    return _message(scene, _say(scene, sentence, people=people), color=facts.severity_color(_severity(alert)))


def _alert(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(body.get("alert"))


def _severity(alert: Mapping[str, Any]) -> str:
    """The rule's security severity; rules that are not about security have another scale."""
    rule = mapping(alert.get("rule"))
    return facts.severity_of(rule.get("security_severity_level")) or facts.severity_of(rule.get("severity"))


def _instance(alert: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where it was seen last. Bodies before 2021 have a list."""
    return mapping(alert.get("most_recent_instance")) or next(iter(items(alert.get("instances"))), {})


def _branch(body: Mapping[str, Any]) -> str:
    ref = one_line(body.get("ref")) or one_line(_instance(_alert(body)).get("ref"))
    return ref.removeprefix("refs/heads/").removeprefix("refs/")


def _url(scene: Scene) -> str:
    alert = _alert(scene.body)
    return page(alert, facts.address(scene, "/security/code-scanning/", one_line(alert.get("number"))))


def _say(scene: Scene, sentence: str, **slots: Spans) -> Spans:
    name = one_line(_alert(scene.body).get("number"))
    return scene.say(sentence, code_alert=scene.thing("guard_code", f"#{name}" if name else "", _url(scene)), **slots)


def _open(scene: Scene, sentence: str, who: Spans, **slots: Spans) -> Message:
    severity = _severity(_alert(scene.body))
    headline = _say(scene, sentence, who=who, severity=facts.severity(scene, severity), **slots)
    return _message(scene, headline, color=facts.severity_color(severity), branch="" if "branch" in slots else None)


def _message(
    scene: Scene, headline: Spans, *, color: str, comment: object = None, branch: str | None = None
) -> Message:
    alert, url = _alert(scene.body), _url(scene)
    rule = mapping(alert.get("rule"))
    name = one_line(rule.get("id")) or one_line(rule.get("name"))
    branch = _branch(scene.body) if branch is None else branch
    return scene.message(
        headline,
        title=one_line(rule.get("description")) or one_line(rule.get("full_description")) or name,
        url=url,
        quote=scene.markdown(comment, url),
        facts=(
            *_place(scene, alert),
            *scene.fact("guard_rule", (Code(name),) if name else ()),
            *scene.fact("guard_tool", one_line(mapping(alert.get("tool")).get("name"))),
            *scene.fact("branches", (linked(branch, _ref_page(scene, branch)),) if branch else ()),
            *assignees(scene, alert, call=False),
        ),
        color=color,
        time=moment(alert.get("updated_at")) or moment(alert.get("created_at")),
    )


def _ref_page(scene: Scene, ref: str) -> str:
    """A branch, or the pull request that ``refs/pull/34/merge`` was made for."""
    kind, _, rest = ref.partition("/")
    of_pull = rest.partition("/")[0]
    return scene.links.pull(of_pull) if kind == "pull" and of_pull.isdecimal() else scene.links.branch(ref)


def _place(scene: Scene, alert: Mapping[str, Any]) -> tuple[Fact, ...]:
    """File and line, linked at the commit that was scanned."""
    instance = _instance(alert)
    location = mapping(instance.get("location"))
    path, line = one_line(location.get("path")), number(location.get("start_line"))
    if not path:
        return ()
    commit = one_line(instance.get("commit_sha")) or one_line(scene.body.get("commit_oid"))
    has_line = line is not None and line > 0
    shown = f"{path}:{line}" if has_line else path
    # A path from the root is one of the machine that was scanned, such as a container's.
    blob = "" if path.startswith("/") else facts.address(scene, "/blob/", commit)
    url = f"{blob}/{quote(path)}" + (f"#L{line}" if has_line else "") if blob else ""
    return scene.fact("guard_place", (linked(shown, url),))
