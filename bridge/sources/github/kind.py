"""One row of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from bridge.model import KindRow, Message, Skip, Told
from bridge.sources.github.scene import Scene

Compose = Callable[[Scene], Message]


@dataclass(frozen=True, slots=True)
class Kind:
    """``name`` is ``event``, ``event.action``, or either with a third part where one action means several things.

    A quiet row is never told: it has no ``compose`` and says in ``reason``, one sentence, why that is so.
    """

    name: str
    en: str
    ja: str
    compose: Compose | None
    told: Told = "default"
    reason: str = ""

    @property
    def event(self) -> str:
        """GitHub's name in ``X-GitHub-Event``."""
        return self.name.split(".", 1)[0]

    @property
    def description(self) -> Mapping[str, str]:
        """What the row is about, in GitHub's own terms."""
        return MappingProxyType({"en": self.en, "ja": self.ja})

    def row(self) -> KindRow:
        """The row as the outside sees it."""
        return KindRow(self.name, self.told, self.description, self.reason)


def quiet(name: str, en: str, ja: str, reason: str) -> Kind:
    """A row that is never told. ``reason`` is a sentence for the sender's delivery log."""
    return Kind(name, en, ja, None, "quiet", reason)


Part = Callable[[Mapping[str, Any]], str]
"""Which of several things an action means in one body: a row's third part, or the empty string."""

Rule = Callable[[Mapping[str, Any]], Skip | None]
"""Why the bridge is silent about one body although its kind is told, or None."""
