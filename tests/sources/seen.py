"""Short ways to look at what is told, and at every place within a body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bridge.model import Link, Message, Person, Span, plain


def said(message: Message) -> str:
    """The headline's words."""
    return plain(message.headline)


def facts(message: Message) -> dict[str, str]:
    """Facts as words."""
    return {fact.label: plain(fact.value) for fact in message.facts}


def quoted(message: Message) -> list[str]:
    """The quote's lines as words."""
    return [plain(line.spans) for line in message.quote]


def spans(message: Message) -> Iterable[Span]:
    """Every span of a message."""
    yield from message.headline
    yield from message.title
    yield from message.where
    for line in message.quote:
        yield from line.spans
    for fact in message.facts:
        yield from fact.value
    if message.more:
        yield message.more


def urls(message: Message) -> dict[str, str]:
    """Labels of links and where they lead."""
    return {span.text: span.url for span in spans(message) if isinstance(span, Link)}


def mentioned(message: Message) -> list[str]:
    """Member ids of those who are called."""
    return [span.mention for span in spans(message) if isinstance(span, Person) and span.mention]


def words(message: Message) -> str:
    """Everything that is shown."""
    return "\n".join((*(plain((span,)) for span in spans(message)), *(fact.label for fact in message.facts)))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place within a body."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        yield (*path, key)
        yield from places(child, (*path, key))
