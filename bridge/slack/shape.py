"""A small language for the shape of a JSON message: checks made of checks, which say where and what is wrong.

``limits`` writes Slack's tables in it. Lengths are UTF-16 units of the escaped string, the strictest way to count;
Slack does not say how it does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bridge.slack.cut import units


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: ``pointer`` is a JSON Pointer (RFC 6901) into the message."""

    pointer: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.pointer or 'the message'}: {self.sentence}"


class Place:
    """Where in the message: a chain, spelled out only when there is something to say."""

    __slots__ = ("above", "key")

    def __init__(self, above: Place | None = None, key: str | int = "") -> None:
        self.above = above
        self.key = key

    def __truediv__(self, key: str | int) -> Place:
        return Place(self, key)

    def __str__(self) -> str:
        step = str(self.key).replace("~", "~0").replace("/", "~1")
        return f"{self.above}/{step}" if self.above else ""


@dataclass(slots=True)
class Report:
    """What one walk through a message has found and counted."""

    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    tables: int = 0
    characters: int = 0

    def say(self, place: Place, sentence: str) -> None:
        """Note a fault."""
        self.problems.append(Problem(str(place), sentence))


_HALF = re.compile("[\ud800-\udfff]")

Check = Callable[[Any, Place, Report], None]


# --- kinds of value ------------------------------------------------------------------------------------------------


def string(
    most: int,
    *,
    least: int = 1,
    choices: frozenset[str] | None = None,
    like: tuple[str, str] | None = None,
    counted: bool = False,
) -> Check:
    """A string of ``least`` to ``most`` units; ``like`` is a pattern and its name; ``counted`` adds to the total."""
    pattern = re.compile(like[0]) if like else None

    def check(value: Any, place: Place, report: Report) -> None:
        if not isinstance(value, str):
            report.say(place, f"{_kind(value)}, Slack takes a string")
            return
        size = len(value) if value.isascii() else units(value)
        if counted:
            report.characters += size
        if size > most:
            report.say(place, f"{size:,} characters, Slack takes {most:,}")
        elif size < least:
            report.say(place, "empty, Slack wants text")
        elif choices is not None and value not in choices:
            report.say(place, f"{quoted(value)}, Slack takes {_listed(choices)}")
        elif like and pattern and not pattern.fullmatch(value):
            report.say(place, f"{quoted(value)} is not {like[1]}")
        if not value.isascii() and _HALF.search(value):
            report.say(place, "half a surrogate pair, which cannot be sent as UTF-8")

    return check


def boolean(value: Any, place: Place, report: Report) -> None:
    """``true`` or ``false``."""
    if not isinstance(value, bool):
        report.say(place, f"{_kind(value)}, Slack takes true or false")


def number(value: Any, place: Place, report: Report) -> None:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        report.say(place, f"{_kind(value)}, Slack takes a whole number")


def anything(_value: Any, _place: Place, _report: Report) -> None:
    """A free object, such as the metadata's payload."""


def listing(of: Check, most: int, *, least: int = 1, things: str = "elements") -> Check:
    """A list of ``least`` to ``most`` things."""

    def check(value: Any, place: Place, report: Report) -> None:
        if not isinstance(value, list):
            report.say(place, f"{_kind(value)}, Slack takes a list")
            return
        if len(value) > most:
            report.say(place, f"{len(value):,} {things}, Slack takes {most:,}")
        elif len(value) < least:
            report.say(place, f"no {things}, Slack wants at least {least}")
        for index, item in enumerate(value[: most + 1]):
            of(item, place / index, report)

    return check


def record(known: Mapping[str, Check], *needed: str) -> Check:
    """An object with no other properties than ``known``, and at least the ``needed`` ones."""

    def check(value: Any, place: Place, report: Report) -> None:
        if not isinstance(value, dict):
            report.say(place, f"{_kind(value)}, Slack takes an object")
            return
        for key, inner in value.items():
            rule = known.get(key)
            if rule is None:
                report.say(place / key, "a property that Slack does not know here")
            else:
                rule(inner, place / key, report)
        for key in needed:
            if key not in value:
                report.say(place, f"{key} is missing")

    return check


def one_of(kinds: Mapping[str, Check], things: str) -> Check:
    """An object that is checked as its ``type`` says."""

    def check(value: Any, place: Place, report: Report) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict):
            report.say(place, f"{_kind(value)}, Slack takes an object")
        elif kind is None:
            report.say(place, "type is missing")
        elif not isinstance(kind, str) or kind not in kinds:
            report.say(place / "type", f"{quoted(kind)}, Slack takes {things} of type {_listed(kinds)}")
        else:
            kinds[kind](value, place, report)

    return check


def _kind(value: Any) -> str:
    names = {
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
    }
    return "null" if value is None else names.get(type(value), "no JSON value")


def quoted(value: Any) -> str:
    """A value as it may stand in a sentence."""
    return f"“{value[:40]}”" if isinstance(value, str) else _kind(value)


def _listed(choices: Mapping[str, Any] | frozenset[str]) -> str:
    return ", ".join(sorted(choices))
