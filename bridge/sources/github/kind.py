"""One row of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bridge.model import KindRow, Message, Told
from bridge.sources.github.scene import Scene

Compose = Callable[[Scene], Message]


@dataclass(frozen=True, slots=True)
class Kind:
    """``name`` is ``event``, ``event.action``, or either with a third part where one action means several things."""

    name: str
    en: str
    ja: str
    compose: Compose
    told: Told = "default"

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
        return KindRow(self.name, self.told, self.description)
