"""Issues: types 1 to 4, 14 and 17."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from bridge.model import Fact, Line, Message, Span, Spans
from bridge.sources.backlog import colors, values
from bridge.sources.backlog.changes import change_fact, read_changes
from bridge.sources.backlog.files import read_files
from bridge.sources.backlog.prose import prose
from bridge.sources.backlog.scene import LISTED, Scene
from bridge.sources.backlog.update import Comment, Update, sections
from bridge.sources.payload import items, mapping, number, one_line
from bridge.sources.phrasing import linked


def created(scene: Scene) -> Message:
    """Type 1: nearly the whole issue comes along."""
    url = scene.links.issue(_number(scene.content))
    return scene.message(
        scene.say("issue.created", issue=_issue(scene, url)),
        title=_summary(scene),
        url=url,
        quote=prose(scene, scene.content.get("description")),
        facts=(*_state(scene), *_custom_fields(scene), *read_files(scene).facts(scene)),
        color=_color(scene),
    )


def updated(scene: Scene) -> Message:
    """Type 2: changes, a comment, files, or any mixture of these."""
    return _told_update(scene, "issue.updated")


def commented(scene: Scene) -> Message:
    """Type 3: a comment, perhaps with a file."""
    return _told_update(scene, "issue.commented")


def notified(scene: Scene) -> Message:
    """Type 17: people were called to a comment that is already there."""
    update = _update(scene)
    url = scene.links.issue(_number(scene.content), update.comment.id)
    people = scene.all_of(scene.called(), call=True)
    issue = _issue(scene, url)
    if people:
        headline = scene.say("issue.notified_people", issue=issue, people=people)
    else:
        headline = scene.say("issue.notified", issue=issue)
    return scene.message(
        headline,
        notified=False,
        title=_summary(scene),
        url=url,
        quote=update.quote(scene),
        facts=(*update.facts(scene), *_state(scene, update)),
        color=_color(scene),
    )


def deleted(scene: Scene) -> Message:
    """Type 4: only the key is left, and its page is gone."""
    return scene.message(
        scene.say("issue.deleted", issue=_issue(scene, "")), title=_summary(scene), color=colors.DELETED
    )


def bulk_updated(scene: Scene) -> Message:
    """Type 14: one change of many issues. Old values are not told."""
    changes = read_changes(scene, "issue")
    comment = Comment.of(scene)
    issues = listed_issues(scene)
    status = next((change for change in changes if change.name == "status" and not change.custom), None)
    return scene.message(
        counted(scene, "issue.bulk_updated", "issues"),
        quote=sections(comment.lines, issues),
        url=scene.links.issues(),
        facts=(fact for change in changes for fact in change_fact(scene, change)),
        color=colors.STATUS.get(values.status_id(status.raw_new), colors.DEFAULT) if status else colors.DEFAULT,
    )


def counted(scene: Scene, sentence: str, noun: str, key: str = "link", **slots: Spans) -> Spans:
    """A sentence about a list: with its count, or without one where the list is not there."""
    count = len(items(scene.content.get(key)))
    if not count:
        return scene.say(f"{sentence}_some", **slots)
    return scene.say(sentence, **{noun: scene.count(noun, count)}, **slots)


def listed_issues(scene: Scene) -> tuple[Line, ...]:
    """The content's ``link``: the issues as items, each with its key and title."""
    issues = items(scene.content.get("link"))
    lines = []
    for issue in issues[:LISTED]:
        count = _number(issue)
        comment = one_line(mapping(issue.get("comment")).get("id"))
        title = one_line(issue.get("title")) or one_line(issue.get("summary"))
        key = _key(scene, count)
        spans: list[Span] = [linked(key, scene.links.issue(count, comment))] if key else []
        if title:
            spans += [" ", title] if spans else [title]
        if spans:
            lines.append(Line(tuple(spans), kind="item", marker="•"))
    more = len(issues) - LISTED
    return (*lines, Line((scene.phrase("and_more", more),))) if more > 0 else tuple(lines)


def _told_update(scene: Scene, otherwise: str) -> Message:
    update = _update(scene)
    url = scene.links.issue(_number(scene.content), update.comment.id)
    return scene.message(
        update.headline(scene, otherwise, issue=_issue(scene, url)),
        title=_summary(scene),
        url=url,
        quote=update.quote(scene),
        facts=(*update.facts(scene), *_state(scene, update)),
        color=_color(scene, update),
    )


def _update(scene: Scene) -> Update:
    changes = read_changes(scene, "issue")
    return Update("issue", changes, Comment.of(scene), read_files(scene, changes))


def _number(issue: Mapping[str, Any]) -> str:
    """The issue's number within its project, as text; type 14 sends it as a string."""
    found = number(issue.get("key_id"))
    return "" if found is None or found < 0 else str(found)


def _key(scene: Scene, count: str) -> str:
    return f"{scene.project.key}-{count}" if scene.project.key and count else ""


def _summary(scene: Scene) -> str:
    return one_line(scene.content.get("summary"))


def issue_named(scene: Scene) -> tuple[Spans, str]:
    """The content's issue as a noun with its key, and its address."""
    url = scene.links.issue(_number(scene.content))
    return _issue(scene, url), url


def _issue(scene: Scene, url: str) -> Spans:
    key = _key(scene, _number(scene.content))
    return scene.thing("issue", key, url) if key else scene.thing("issue_untold", _summary(scene))


def _color(scene: Scene, update: Update | None = None) -> str:
    change = update.change("status") if update else None
    status = change.raw_new if change else mapping(scene.content.get("status"))
    return colors.STATUS.get(values.status_id(status), colors.DEFAULT)


# --- the issue's own fields ------------------------------------------------------------------------------------------


def _worded(words: str) -> Spans:
    return (words,) if words else ()


def _assignee(scene: Scene, value: object) -> Spans:
    return scene.everyone([mapping(value)])


def _new_assignee(scene: Scene, value: object) -> Spans:
    return scene.everyone([mapping(value)], call=True)


def _names(scene: Scene, value: object) -> Spans:
    return _worded(values.names(value, scene.phrase("join")))


_FIELDS: Final[tuple[tuple[str, str, str, Callable[[Scene, object], Spans]], ...]] = (
    ("issueType", "issueType", "issue_type", _names),
    ("status", "status", "status", lambda scene, value: _worded(values.status(scene, mapping(value)))),
    ("priority", "priority", "priority", lambda scene, value: _worded(values.priority(scene, value))),
    ("assignee", "assigner", "assignee", _assignee),
    ("category", "component", "category", _names),
    ("versions", "version", "version", _names),
    ("milestone", "milestone", "milestone", _names),
    ("startDate", "startDate", "start_date", lambda _, value: _worded(values.day(value))),
    ("dueDate", "limitDate", "due_date", lambda _, value: _worded(values.day(value))),
    ("estimatedHours", "estimatedHours", "estimated_hours", lambda scene, value: _worded(values.hours(scene, value))),
    ("actualHours", "actualHours", "actual_hours", lambda scene, value: _worded(values.hours(scene, value))),
    ("resolution", "resolution", "resolution", lambda scene, value: _worded(values.resolution(scene, value))),
)
"""The issue's key, the change log's name for it, the label, and how it reads."""


def _state(scene: Scene, update: Update | None = None) -> Iterator[Fact]:
    """What the issue is now, without what the changes say already. ``parentIssueId`` is an id that nobody can read.

    Only of a new issue is the assignee called: of an old one Backlog says itself whom to notify.
    """
    for key, logged, label, read in _FIELDS:
        if not (update and update.change(logged)):
            reader = _new_assignee if label == "assignee" and not update else read
            yield from scene.fact(label, reader(scene, scene.content.get(key)))


def _custom_fields(scene: Scene) -> Iterator[Fact]:
    for custom in items(scene.content.get("customFields")):
        label = one_line(custom.get("field")) or one_line(custom.get("name"))
        value = _names(scene, custom.get("value"))
        if label and value:
            yield Fact(label, value)
