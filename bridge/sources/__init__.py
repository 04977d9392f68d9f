"""Who sends webhooks: one folder a source, one line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.model import Source
from bridge.sources.backlog.source import Backlog
from bridge.sources.github.source import GitHub

SOURCES: Final[Mapping[str, Source]] = {source.name: source for source in (Backlog(), GitHub())}
