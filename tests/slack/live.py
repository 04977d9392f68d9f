"""Finds what Slack would obey in a message."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bridge.model import Link, Message, Person, Style
from bridge.slack.cut import units
from bridge.slack.limits import problems
from bridge.slack.text import MENTION, address

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


def allowed(message: Message) -> set[str]:
    """The beginnings of every live sequence that a message may contain."""
    spans = [*message.headline, *message.title, *message.where]
    spans += [span for line in message.quote for span in line.spans]
    spans += [span for fact in message.facts for span in fact.value]
    spans += [message.more] if message.more else []
    starts = {f"<{address(span.url).replace('&', '&amp;')}|" for span in spans if isinstance(span, Link)}
    starts |= {f"<@{s.mention}>" for s in spans if isinstance(s, Person) and MENTION.fullmatch(s.mention)}
    return starts - {"<|"}


def refuse_disobedience(message: Message, payload: dict[str, Any], style: Style) -> None:
    """An AssertionError where Slack would refuse the payload, or obey anything in it that the message did not mean."""
    assert problems(payload) == []
    starts = tuple(allowed(message))
    for found in live_sequences(payload):
        assert found.endswith(">")
        if found.startswith("<!date^") and message.time:
            assert found.startswith(f"<!date^{int(message.time.timestamp())}^{{date_short_pretty}} {{time}}|")
        else:
            assert found.startswith(starts)
    json.dumps(payload, ensure_ascii=False).encode()
    assert sum(units(text) for text in strings(payload)) <= 10_500
    assert units(payload["text"]) <= 3500
    assert "\u202e" not in json.dumps(payload, ensure_ascii=False)
    if style == "compact":
        assert "\n" not in payload["text"]
