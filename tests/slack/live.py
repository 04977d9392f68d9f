"""Finds what Slack would obey in a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_UNPARSED = frozenset({"channel", "username", "icon_emoji", "icon_url", "image_url", "color", "type"})
_SEQUENCE = re.compile(r"<[^>]*>?")


def strings(value: Any) -> Iterator[str]:
    """Every string of a payload that Slack reads as text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _UNPARSED:
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def live_sequences(payload: Any) -> list[str]:
    """Every ``<…>`` in a payload, links included; an unescaped ``<`` without its end counts too."""
    return [found for text in strings(payload) for found in _SEQUENCE.findall(text)]
