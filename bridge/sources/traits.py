"""How a source says what filters can ask of a delivery: one table, trait by trait.

A reader gives the values (of which there may be none), None where the body does not say it, and ``Not.ITS`` where a
delivery of this sort has no such thing, as the push of a tag has no branch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any

from bridge.model import Traits
from bridge.sources.payload import one_line


class Not(Enum):
    """What is no value."""

    ITS = auto()


Values = tuple[str, ...] | None | Not
Read = Callable[[Mapping[str, Any]], Values]
Table = Mapping[str, Mapping[str, Read]]
"""Trait → what can say it (a kind, the first part of one, or ``*``) → how it is read from a body."""


def traits_of(table: Table, kind: str, body: Mapping[str, Any]) -> Traits:
    """All traits of a delivery, as ``model.Activity.traits`` describes them."""
    found: dict[str, tuple[str, ...] | None] = {}
    for trait, readers in table.items():
        read = readers.get(kind) or readers.get(kind.split(".", 1)[0]) or readers.get("*")
        values = read(body) if read else Not.ITS
        if not isinstance(values, Not):
            found[trait] = values
    return found


def said(*values: object) -> tuple[str, ...] | None:
    """The values that are there, as one line each; None where there is none."""
    return tuple(dict.fromkeys(word for value in values if (word := one_line(value)))) or None


def names(things: object, key: str = "name") -> tuple[str, ...] | None:
    """What a list of objects names, which may be nothing; None where it is no list."""
    if not isinstance(things, list):
        return None
    return tuple(word for thing in things if isinstance(thing, dict) and (word := one_line(thing.get(key))))


def yes_if(found: bool | None) -> tuple[str, ...] | None:
    """A fact as a trait; None where nobody says."""
    return None if found is None else ("yes",) if found else ("no",)


def by(read: Read, *kinds: str) -> dict[str, Read]:
    """The same reader for several kinds."""
    return dict.fromkeys(kinds, read)
