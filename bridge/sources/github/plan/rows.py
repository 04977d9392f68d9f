"""The rows of this area: issues and their comments, discussions, labels, milestones and projects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.sources.github.kind import Kind, Part, Rule

ROWS: Final[tuple[Kind, ...]] = ()

PARTS: Final[Mapping[str, Part]] = {}
"""``event.action`` (or ``event``) → which third part a body means."""

NEEDS: Final[Mapping[str, str]] = {}
"""Event → the member without which a body is not one of that event."""

RULES: Final[Mapping[str, tuple[Rule, ...]]] = {}
"""Event → why one body of a told kind is left untold."""
