"""Putting spans together into sentences and lists: what every source needs and no source owns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from bridge.model import Fact, Link, Mentions, Message, Person, Span, Spans

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


def calling(message: Message, mentions: Mentions, in_text: Callable[[Span], Span] = lambda span: span) -> Message:
    """The message with those people mentioned whom the hook wants called, at most ``MENTIONS`` different ones; the
    others keep their names.

    ``in_text`` makes somebody of a span that names them; it is asked only for ``all``, and never for code or for
    words that are quoted from another text.
    """
    if mentions == "none":
        return _with(message, _nobody, _nobody)
    if mentions == "all":
        message = _with(message, tuple, lambda spans: tuple(map(in_text, spans)))
    return calling_few(message)


def _nobody(spans: Iterable[Span]) -> Spans:
    return tuple(Person(span.name) if isinstance(span, Person) else span for span in spans)


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

    return _with(message, few, few)


def _with(message: Message, ours: Callable[[Spans], Spans], theirs: Callable[[Spans], Spans]) -> Message:
    """The message with its own spans and those of the text that came with it made anew."""
    kinds: dict[str, Callable[[Spans], Spans]] = {"quote": _nobody, "code": tuple}
    return replace(
        message,
        headline=ours(message.headline),
        title=ours(message.title),
        quote=tuple(replace(line, spans=kinds.get(line.kind, theirs)(line.spans)) for line in message.quote),
        facts=tuple(Fact(fact.label, ours(fact.value)) for fact in message.facts),
    )
