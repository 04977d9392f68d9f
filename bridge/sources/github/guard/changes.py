"""What changed in a rule or a setting, as lines: its name, the old value and the new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bridge.model import Line, Span, Spans
from bridge.sources.github.guard import facts
from bridge.sources.github.scene import Scene
from bridge.sources.payload import mapping, number, one_line, text

SHOWN: Final = 10
"""Lines of one message."""

_OFF: Final = frozenset({"off", "disabled", "false", "none", "0", ""})
_LOOSENING: Final = ("allow_", "lock_allows_")
"""Settings that weaken the rule when they are turned on."""


def value(scene: Scene, found: object) -> Spans:
    """A setting's value: a word, a number, yes or no, or a list of names."""
    if isinstance(found, list):
        names: list[Span] = [name for item in found if (name := _name(item))]
        return scene.listed(names) or (scene.phrase("guard_value_nothing"),)
    word = _word(found)
    return (facts.known(scene, f"guard_value_{word}", word) if word else scene.phrase("guard_value_nothing"),)


def _name(item: object) -> str:
    inner = mapping(item)
    return (
        one_line(item) or one_line(inner.get("context")) or one_line(inner.get("login")) or one_line(inner.get("name"))
    )


def _word(found: object) -> str:
    return ("on" if found else "off") if isinstance(found, bool) else one_line(found)


def loosened(key: str, old: object, new: object) -> bool:
    """Whether a change of a setting protects less than before."""
    numbers = number(old), number(new)
    if numbers[0] is not None and numbers[1] is not None:
        return numbers[1] < numbers[0]
    was, now = _is_on(old), _is_on(new)
    return now and not was if key.startswith(_LOOSENING) else was and not now


def unchanged(old: object, new: object) -> bool:
    """GitHub lists among the changes of a rule what is as it was, and what was not there before and is off."""
    return old == new or (old is None and not _is_on(new))


def _is_on(found: object) -> bool:
    return bool(found) if isinstance(found, list | bool) else text(found).strip().lower() not in _OFF


def line(label: str, spans: Iterable[Span]) -> Line:
    """One change."""
    return Line((f"{label}: ", *spans), kind="item", marker="•")


def moved(scene: Scene, label: str, old: object, new: object) -> Line:
    """From one value to another."""
    return line(label, (*value(scene, old), " → ", *value(scene, new)))


def few(scene: Scene, lines: list[Line]) -> tuple[Line, ...]:
    """The first of them, and how many more there are."""
    more = len(lines) - SHOWN
    return (*lines[:SHOWN], Line((scene.phrase("more_commits", more),))) if more > 0 else tuple(lines)


def setting(scene: Scene, key: str) -> str:
    """A setting's name: GitHub's words in its own form, or the member's name made readable."""
    readable = key.removesuffix("_enforcement_level").removesuffix("_level").replace("_", " ").strip()
    return facts.known(scene, f"guard_setting_{key}", one_line(readable[:1].upper() + readable[1:]))


def moves(changes: Mapping[str, Any]) -> Iterable[tuple[str, object]]:
    """Members of ``changes`` that say what was before."""
    return [
        (name, mapping(was)["from"])
        for key, was in changes.items()
        if "from" in mapping(was) and (name := one_line(key))
    ]
