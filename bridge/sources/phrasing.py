"""Putting spans together into sentences and lists: what every source needs and no source owns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from bridge.model import Fact, Link, Message, Person, Span, Spans

MENTIONS: Final = 5
"""Different people that one message may call."""

_SLOT: Final = re.compile(r"\{(\w*)\}")


def fill(template: str, slots: Mapping[str, Spans]) -> Spans:
    """The template with each ``{slot}`` as its spans. A slot that is not given is a defect and raises KeyError."""
    spans: list[Span] = []
    for place, part in enumerate(_SLOT.split(template)):
        if place % 2:
            spans.extend(slots[part])
        elif part:
            spans.append(part)
    return tuple(spans)


def linked(name: str, url: str) -> Span:
    """A link, or the words alone where there is no address."""
    return Link(name, url) if url else name


def joined(parts: Iterable[Spans], between: str) -> Spans:
    """Spans with words between them."""
    spans: list[Span] = []
    for part in parts:
        spans.extend((between, *part) if spans else part)
    return tuple(spans)


def calling_few(message: Message) -> Message:
    """The message with at most ``MENTIONS`` different people mentioned; the others keep their names."""
    called: set[str] = set()

    def few(spans: Iterable[Span]) -> Spans:
        kept: list[Span] = []
        for span in spans:
            if isinstance(span, Person) and span.mention and span.mention not in called:
                if len(called) >= MENTIONS:
                    kept.append(Person(span.name))
                    continue
                called.add(span.mention)
            kept.append(span)
        return tuple(kept)

    return replace(
        message,
        headline=few(message.headline),
        title=few(message.title),
        quote=tuple(replace(line, spans=few(line.spans)) for line in message.quote),
        facts=tuple(Fact(fact.label, few(fact.value)) for fact in message.facts),
    )
