"""What Backlog's deliveries say that filters can ask, by kind or by its first part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.sources.backlog.scene import Project
from bridge.sources.backlog.values import names as names_of
from bridge.sources.payload import items, mapping, one_line, text
from bridge.sources.ticks import only_ticks
from bridge.sources.traits import Not, Read, Table, Values, by, names, said, yes_if

Body = Mapping[str, Any]

_ONE_ISSUE: Final = ("issue.created", "issue.updated", "issue.commented", "issue.deleted", "issue.notified")
_UPDATES: Final = ("issue.updated", "issue.bulk_updated", "pull_request.updated", "milestone.updated")
FIELDS: Final[Mapping[str, str]] = {
    "actualHours": "actual_hours",
    "assignee": "assignee",
    "assigner": "assignee",
    "attachment": "attachment",
    "category": "category",
    "commit": "commit",
    "component": "category",
    "description": "description",
    "dueDate": "due_date",
    "estimatedHours": "estimated_hours",
    "issue": "issue",
    "issueType": "issue_type",
    "limitDate": "due_date",
    "milestone": "milestone",
    "name": "name",
    "notification": "notification",
    "parentIssue": "parent_issue",
    "parentIssueId": "parent_issue",
    "priority": "priority",
    "referenceDate": "due_date",
    "resolution": "resolution",
    "startDate": "start_date",
    "status": "status",
    "summary": "summary",
    "version": "version",
    "versions": "version",
}
"""A field of the change log → what ``--change`` calls it. Others are custom fields and go by their own names."""
COMMENT: Final = "comment"


def _content(body: Body) -> dict[str, Any]:
    return mapping(body.get("content"))


def _user(user: Body) -> tuple[str, ...]:
    """All that somebody may go by."""
    account = mapping(user.get("nulabAccount"))
    return said(user.get("name"), user.get("id"), user.get("userId"), account.get("uniqueId")) or ()


def _author(body: Body) -> Values:
    return _user(mapping(body.get("createdUser"))) or None


def _project(body: Body) -> Values:
    project = Project.of(body)
    return said(project.key, project.name)


def _now(body: Body, *fields: str) -> tuple[str, ...] | None:
    """What an update made of a field, for bodies that tell the changes and nothing else; several are joined there."""
    for change in items(_content(body).get("changes")):
        if change.get("field") in fields:
            return tuple(word for part in names_of(change.get("new_value")).split(",") if (word := part.strip()))
    return None


def _issue_type(body: Body) -> Values:
    return said(mapping(_content(body).get("issueType")).get("name")) or _now(body, "issueType")


def _listed(member: str, *fields: str) -> Read:
    def read(body: Body) -> Values:
        found = names(_content(body).get(member))
        return _now(body, *fields) if found is None else found

    return read


def _own_name(body: Body) -> Values:
    return said(_content(body).get("name"))


def _assignee(body: Body) -> Values:
    content = _content(body)
    if "assignee" not in content:
        return _now(body, "assigner", "assignee")
    return _user(mapping(content.get("assignee")))


def _changes(body: Body) -> Values:
    """The changed fields, and a comment that came along."""
    changes = _content(body).get("changes")
    found = tuple(dict.fromkeys(map(_field, items(changes)))) + ((COMMENT,) if _comment(body) else ())
    return found if found or isinstance(changes, list) else None


def _field(change: Body) -> str:
    name, given = one_line(change.get("field")), one_line(change.get("field_text"))
    if one_line(change.get("type")) in {"", "standard"} and name in FIELDS:
        return FIELDS[name]
    return given if given and not given.startswith("lbl.") else name


def _comment(body: Body) -> str:
    comment = _content(body).get("comment")
    return text(comment if isinstance(comment, str) else mapping(comment).get("content")).strip()


def _ticks(body: Body) -> Values:
    changes = items(_content(body).get("changes"))
    if len(changes) != 1 or changes[0].get("field") != "description" or _comment(body):
        return yes_if(False)
    return yes_if(only_ticks(text(changes[0].get("old_value")), text(changes[0].get("new_value"))))


def _pushed(body: Body) -> Values:
    ref = one_line(_content(body).get("ref"))
    return Not.ITS if ref.startswith("refs/tags/") else said(ref.removeprefix("refs/heads/"))


def _of_pull(*ends: str) -> Read:
    def read(body: Body) -> Values:
        return said(*(_content(body).get(end) for end in ends))

    return read


def _repository(body: Body) -> Values:
    return said(mapping(_content(body).get("repository")).get("name"))


TRAITS: Final[Table] = {
    "project": {"*": _project},
    "author": {"*": _author},
    "issue_type": by(_issue_type, *_ONE_ISSUE),
    "category": by(_listed("category", "component", "category"), *_ONE_ISSUE),
    "milestone": {**by(_listed("milestone", "milestone"), *_ONE_ISSUE), "milestone": _own_name},
    "assignee": by(_assignee, *_ONE_ISSUE, "pull_request"),
    "change": by(_changes, *_UPDATES),
    "branch": {"git.pushed": _pushed, "pull_request": _of_pull("base", "branch")},
    "base": {"pull_request": _of_pull("base")},
    "head": {"pull_request": _of_pull("branch")},
    "repository": by(_repository, "git", "pull_request"),
    "ticks": by(_ticks, "issue.updated", "pull_request.updated"),
}
"""Trait → kind, or the first part of one → how it is read."""
