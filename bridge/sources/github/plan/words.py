"""The words of this area: issues and their comments, discussions, labels, milestones and projects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.sources.github.wording import Counts, Noun, Words

SENTENCES: Final[Mapping[str, Words]] = {}
LABELS: Final[Mapping[str, Words]] = {}
PHRASES: Final[Mapping[str, Words]] = {}
NOUNS: Final[Mapping[str, Noun]] = {}
COUNTS: Final[Mapping[str, Counts]] = {}
