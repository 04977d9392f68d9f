"""The filters' options, checked when a hook is sealed. Each refusal names the option and the part that is bad."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bridge.errors import SettingInvalid
from bridge.filters import SWITCHES, WHERE, Where, matches
from bridge.model import Filters
from bridge.patterns import Unreadable, listed

MOST_PATTERNS: Final = 100
KIND: Final = re.compile(r"[a-z0-9_.*]{1,100}")
SOURCES: Final[Mapping[str, str]] = {"backlog": "Backlog", "github": "GitHub"}


def shown(text: str) -> str:
    """Somebody's words within a refusal, cut."""
    return repr(text if len(text) <= 60 else text[:59] + "…")


def kinds(option: str, given: Sequence[str], known_kinds: Sequence[str] | None) -> tuple[str, ...]:
    """Patterns over kinds, each of which names one of ``known_kinds`` (None: not checked). Raises SettingInvalid."""
    patterns = _counted(option, given, "kinds")
    for pattern in patterns:
        if not KIND.fullmatch(pattern):
            raise SettingInvalid(
                f"{option}: {shown(pattern)} is not the name of a kind (small letters, dots, _ and *)."
            )
        if known_kinds is not None and not any(matches(pattern, kind) for kind in known_kinds):
            raise SettingInvalid(f"{option}: {shown(pattern)} matches no kind; bridge kinds lists them.")
    return patterns


def changed(old: Filters, given: Mapping[str, object], source: str) -> Filters:
    """``old`` with every given filter and switch in its place; None is *not given*, an empty list takes a filter away.

    Raises SettingInvalid.
    """
    where, switches = dict(old.where), set(old.switches)
    for name, row in WHERE.items():
        texts = given.get(name)
        if isinstance(texts, Sequence):
            where.pop(name, None)
            if patterns := _where(row, texts, source):
                where[name] = patterns
    for name, switch in SWITCHES.items():
        value = given.get(name)
        if value is None:
            continue
        if value is not switch.usual:
            _belongs(name, switch.sources, source)
            switches.add(name)
        else:
            switches.discard(name)
    return replace(old, where=where, switches=tuple(name for name in SWITCHES if name in switches))


def described(filters: Filters) -> dict[str, object]:
    """The filters for ``bridge inspect``: by the options' names; those of single deliveries only where they are set."""
    kinds_told = {"only": list(filters.only), "also": list(filters.also), "skip": list(filters.skip)}
    where = {name: list(patterns) for name, patterns in filters.where.items()}
    return kinds_told | where | {name: not SWITCHES[name].usual for name in filters.switches}


def _where(row: Where, given: Sequence[str], source: str) -> tuple[str, ...]:
    patterns = _counted(row.name, given, "patterns")
    if patterns:
        _belongs(row.name, row.sources, source)
    for text in patterns:
        try:
            read = row.read(text)
        except Unreadable as fault:
            raise SettingInvalid(f"{row.name}: {shown(text)} {fault}.") from None
        if row.known and not read.fits(row.known):
            raise SettingInvalid(f"{row.name}: {shown(text)} is none of {', '.join(row.known)}.")
        if row.shape and source == "github" and not re.fullmatch(row.shape, text.lstrip("!+ "), re.ASCII):
            raise SettingInvalid(
                f"{row.name}: {shown(text)} must look like {row.example.lstrip('!')} (* stands for anything)."
            )
    return patterns


def _counted(option: str, given: Sequence[str], what: str) -> tuple[str, ...]:
    patterns = listed(given)
    if len(patterns) > MOST_PATTERNS:
        raise SettingInvalid(f"{option} has too many {what}: at most {MOST_PATTERNS}; use * where they are alike.")
    return patterns


def _belongs(option: str, sources: Sequence[str], source: str) -> None:
    if source in SOURCES and source not in sources:
        whose, other = SOURCES[sources[0]], SOURCES[source]
        raise SettingInvalid(f"{option} is for {whose} only: {other}'s webhooks cannot answer it.")
