"""What changed: a body's ``changes`` as readable old and new values.

Field names are those of the change log in https://github.com/nulab/backlog-migration-common; a name that is not in the
table is a custom field or one that is younger than this file, and is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bridge.model import Fact, Link, Person, Spans, plain
from bridge.sources.backlog import values
from bridge.sources.backlog.scene import Scene
from bridge.sources.payload import items, one_line, text

Reader = Callable[[Scene, object], Spans]

_ISSUE_KEY: Final = re.compile(r"[A-Z][A-Z0-9_]*-\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the change log: the label it is shown under and how its values read."""

    label: str
    read: Reader


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field. ``name`` is the table's, ``old`` and ``new`` are empty where there is no value; ``old`` is
    also empty where the body does not tell it. ``raw_old`` and ``raw_new`` are whole texts."""

    name: str
    label: str
    custom: bool
    old: Spans
    new: Spans
    raw_old: str
    raw_new: str


def _worded(words: Callable[[Scene, object], str]) -> Reader:
    def read(scene: Scene, value: object) -> Spans:
        found = words(scene, value)
        return (found,) if found else ()

    return read


def _plain(_: Scene, value: object) -> str:
    return values.names(value)


def _day(_: Scene, value: object) -> str:
    return values.day(value)


def _short_revision(_: Scene, value: object) -> str:
    found = values.names(value)
    return found[:10] if re.fullmatch(r"[0-9a-f]{40,64}", found) else found


def _person(scene: Scene, value: object) -> Spans:
    person = scene.person({"name": values.names(value)})
    return (person,) if person else ()


def _issue_key(scene: Scene, value: object) -> Spans:
    key = values.names(value)
    url = scene.links.issue_key(key) if _ISSUE_KEY.fullmatch(key) else ""
    return ((Link(key, url) if url else key),) if key else ()


_ISSUE_FIELDS: Final[Mapping[str, Field]] = {
    "summary": Field("subject", _worded(_plain)),
    "description": Field("description", _worded(_plain)),
    "component": Field("category", _worded(_plain)),
    "version": Field("version", _worded(_plain)),
    "milestone": Field("milestone", _worded(_plain)),
    "status": Field("status", _worded(values.status)),
    "assigner": Field("assignee", _person),
    "issueType": Field("issue_type", _worded(_plain)),
    "startDate": Field("start_date", _worded(_day)),
    "limitDate": Field("due_date", _worded(_day)),
    "priority": Field("priority", _worded(values.priority)),
    "resolution": Field("resolution", _worded(values.resolution)),
    "estimatedHours": Field("estimated_hours", _worded(values.hours)),
    "actualHours": Field("actual_hours", _worded(values.hours)),
    "parentIssue": Field("parent_issue", _issue_key),
    "notification": Field("notified", _worded(_plain)),
    "attachment": Field("attachments", _worded(_plain)),
    "commit": Field("commit", _worded(_short_revision)),
}
_PULL_FIELDS: Final[Mapping[str, Field]] = {
    **_ISSUE_FIELDS,
    "status": Field("status", _worded(values.pull_status)),
    "issue": Field("issue", _issue_key),
}
_MILESTONE_FIELDS: Final[Mapping[str, Field]] = {
    "name": Field("name", _worded(_plain)),
    "description": Field("description", _worded(_plain)),
    "startDate": Field("start_date", _worded(_day)),
    "referenceDate": Field("due_date", _worded(_day)),
}
FIELDS: Final = {"issue": _ISSUE_FIELDS, "pull_request": _PULL_FIELDS, "milestone": _MILESTONE_FIELDS}

_OTHER_NAMES: Final = {
    "assignee": "assigner",
    "category": "component",
    "versions": "version",
    "dueDate": "limitDate",
    "parentIssueId": "parentIssue",
}
"""The issue's own names of fields, should the change log come to use them."""


def read_changes(scene: Scene, subject: str) -> tuple[Change, ...]:
    """The changes of the body's content; ``subject`` is ``issue``, ``pull_request`` or ``milestone``."""
    return tuple(
        change for raw in items(scene.content.get("changes")) if (change := _read(scene, raw, FIELDS[subject]))
    )


def read_change(scene: Scene, raw: Mapping[str, Any]) -> Change | None:
    """One change of an issue; None where it names no field."""
    return _read(scene, raw, _ISSUE_FIELDS)


def _read(scene: Scene, raw: Mapping[str, Any], fields: Mapping[str, Field]) -> Change | None:
    name = one_line(raw.get("field"))
    if not name:
        return None
    custom = one_line(raw.get("type")) not in {"", "standard"}
    known = None if custom else fields.get(name) or fields.get(_OTHER_NAMES.get(name, ""))
    given = one_line(raw.get("field_text"))
    if known:
        label, read = scene.label(known.label), known.read
    else:
        label, read = (given if given and not given.startswith("lbl.") else name), _worded(_plain)
    return Change(
        name=name if name in fields or not known else _OTHER_NAMES[name],
        label=label,
        custom=known is None,
        old=read(scene, raw.get("old_value")),
        new=read(scene, raw.get("new_value")),
        raw_old=text(raw.get("old_value")),
        raw_new=text(raw.get("new_value")),
    )


def change_fact(scene: Scene, change: Change) -> tuple[Fact, ...]:
    """A change as a fact: "old → new", "→ new" where nothing stood before, "old → none" where nothing is left."""
    if not change.old and not change.new:
        return ()
    old = tuple(Person(span.name) if isinstance(span, Person) else span for span in change.old)
    new = change.new or (scene.phrase("none"),)
    if plain(old) == plain(new):
        old = ()
    return (Fact(change.label, (*old, " → ", *new) if old else ("→ ", *new)),)
