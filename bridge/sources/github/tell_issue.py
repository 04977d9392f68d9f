"""``issues``: https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Message, Spans
from bridge.sources.github import colors
from bridge.sources.github.facts import assignees, labels, milestone
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import mapping, one_line

_REASONS: Final = frozenset({"completed", "not_planned", "duplicate"})


def reason(body: Mapping[str, Any]) -> str:
    """Why an issue was closed; empty where the body does not say (before 2022, and on older servers)."""
    found = one_line(_issue(body).get("state_reason"))
    return found if found in _REASONS else ""


def opened(scene: Scene) -> Message:
    """A new issue, or one that came from another repository."""
    old_issue = mapping(mapping(scene.body.get("changes")).get("old_issue"))
    headline = _say(scene, "issues.opened")
    if old_issue:
        headline = _say(scene, "issues.opened_moved", old=_old_place(scene))
    return _message(scene, headline, told_in_full=True, color=colors.OPEN, time="created_at")


def reopened(scene: Scene) -> Message:
    """Open again."""
    return _message(scene, _say(scene, "issues.reopened"), color=colors.OPEN, time="updated_at")


def completed(scene: Scene) -> Message:
    """Done."""
    return _message(scene, _say(scene, "issues.closed.completed"), color=colors.DONE, time="closed_at")


def not_planned(scene: Scene) -> Message:
    """Not to be done."""
    return _message(scene, _say(scene, "issues.closed.not_planned"), color=colors.DROPPED, time="closed_at")


def duplicate(scene: Scene) -> Message:
    """Told elsewhere."""
    return _message(scene, _say(scene, "issues.closed.duplicate"), color=colors.DROPPED, time="closed_at")


def closed(scene: Scene) -> Message:
    """Without a reason, or with one that this table does not know."""
    return _message(scene, _say(scene, "issues.closed"), color=colors.CLOSED, time="closed_at")


def _issue(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(body.get("issue"))


def _say(scene: Scene, sentence: str, **slots: Spans) -> Spans:
    issue = _issue(scene.body)
    number = one_line(issue.get("number"))
    named = scene.thing("issue", f"#{number}" if number else "", page(issue, scene.links.issue(number)))
    return scene.say(sentence, issue=named, **slots)


def _message(scene: Scene, headline: Spans, *, color: str, time: str, told_in_full: bool = False) -> Message:
    """A new issue comes with its text and calls its assignees; of an old one there is less to say."""
    issue = _issue(scene.body)
    url = page(issue, scene.links.issue(one_line(issue.get("number"))))
    return scene.message(
        headline,
        title=one_line(issue.get("title")),
        url=url,
        quote=scene.markdown(issue.get("body"), url) if told_in_full else (),
        facts=(
            *labels(scene, issue),
            *assignees(scene, issue, call=told_in_full),
            *milestone(scene, issue),
            *scene.fact("type", one_line(mapping(issue.get("type")).get("name"))),
        ),
        color=color,
        time=moment(issue.get(time)) or moment(issue.get("updated_at")) or moment(issue.get("created_at")),
    )


def _old_place(scene: Scene) -> Spans:
    changes = mapping(scene.body.get("changes"))
    repository = one_line(mapping(changes.get("old_repository")).get("full_name"))
    number = one_line(mapping(changes.get("old_issue")).get("number"))
    if not (repository and number):
        return scene.thing("repository", repository, scene.links.elsewhere(repository).repository)
    return scene.thing("ref", f"{repository}#{number}", scene.links.elsewhere(repository).issue(number))
