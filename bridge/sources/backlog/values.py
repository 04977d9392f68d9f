"""Backlog's raw values made readable: ids and names of statuses and the like, dates, hours, sizes, lists of names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bridge.sources.backlog.labels import PRIORITIES, PULL_STATUSES, RESOLUTIONS, STATUSES, Words
from bridge.sources.backlog.scene import Scene
from bridge.sources.payload import mapping, number, one_line, text

_DAY: Final = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?", re.ASCII)
_DECIMAL: Final = re.compile(r"\d{1,9}(?:\.\d+)?", re.ASCII)


def names(value: object, between: str = ", ") -> str:
    """A value as its names on one line: a string or number, an object's ``name`` or ``value``, or a list of these.

    Custom fields arrive in all of these shapes, categories and milestones as lists of objects or as joined names.
    """
    if isinstance(value, list):
        return between.join(name for name in (names(item, between) for item in value) if name)
    if isinstance(value, dict):
        return one_line(value.get("name")) or one_line(value.get("value"))
    return one_line(value)


def day(value: object) -> str:
    """A date as ``2017-07-23``, whether it came with slashes, dashes or a time; other words as they are."""
    raw = names(value)
    found = _DAY.fullmatch(raw)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else raw


def hours(scene: Scene, value: object) -> str:
    """Hours with their unit; other words as they are."""
    raw = names(value)
    if not _DECIMAL.fullmatch(raw):
        return raw
    return scene.phrase("hours", raw.rstrip("0").rstrip(".") if "." in raw else raw)


def size(value: object) -> str:
    """Bytes as people read them, in steps of 1,024; empty without a number."""
    count = number(value)
    if count is None or count < 0:
        return ""
    amount = float(min(count, 10**18))
    for unit in ("B", "KB", "MB", "GB"):
        if amount < 1024:
            return f"{amount:.1f}".removesuffix(".0") + f" {unit}"
        amount /= 1024
    return f"{amount:,.1f} TB"


def status(scene: Scene, value: object) -> str:
    """An issue's status: an id, or the body's ``{id, name}``. Never a bare number.

    The names of the fixed four follow the hook's language. Another's comes from the issue's own status where that is
    the one meant, or from the hook's map.
    """
    if isinstance(value, dict):
        key, name = one_line(value.get("id")), one_line(value.get("name"))
        return _known(scene, STATUSES, name) or name or (status(scene, key) if key else "")
    raw = names(value)
    if number(raw) is None:
        return _known(scene, STATUSES, raw) or raw
    now = mapping(scene.content.get("status"))
    told = one_line(now.get("name")) if one_line(now.get("id")) == raw else ""
    return (
        _known(scene, STATUSES, told)
        or told
        or one_line(scene.context.statuses.get(raw))
        or _by_id(scene, STATUSES, raw)
        or scene.phrase("custom_status")
    )


def status_id(value: object) -> str:
    """The id of a status for its colour and its verb: of ``"4"``, 4, ``{"id": 4}`` or one of the fixed four's names."""
    if isinstance(value, dict):
        return one_line(value.get("id")) or status_id(value.get("name"))
    raw = names(value)
    return next((key for key, words in STATUSES.items() if raw in words.values()), raw)


def pull_status(scene: Scene, value: object) -> str:
    """A pull request's status."""
    return _fixed(scene, PULL_STATUSES, value)


def resolution(scene: Scene, value: object) -> str:
    """Why an issue was closed."""
    return _fixed(scene, RESOLUTIONS, value)


def priority(scene: Scene, value: object) -> str:
    """How urgent an issue is: bulk updates send a name where updates send an id."""
    return _fixed(scene, PRIORITIES, value)


def _fixed(scene: Scene, table: Mapping[str, Words], value: object) -> str:
    found: Any = mapping(value)
    raw = (one_line(found.get("name")) or one_line(found.get("id"))) if found else names(value)
    return _by_id(scene, table, raw) or _known(scene, table, raw) or raw


def _by_id(scene: Scene, table: Mapping[str, Words], key: str) -> str:
    return table[key][scene.language] if key in table else ""


def _known(scene: Scene, table: Mapping[str, Words], name: str) -> str:
    """A fixed name in the hook's language, whichever language it came in; empty for any other name."""
    return next((words[scene.language] for words in table.values() if name and name in words.values()), "")


def long_text(value: object) -> str:
    """A whole text with its lines, without the blank ones around it."""
    return text(value).strip()
