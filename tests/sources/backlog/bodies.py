"""Bodies made for one test each, and short ways to look at what is told of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bridge.model import Context, Delivery, Language, Link, Message, Person, Span, plain
from bridge.sources.backlog.source import Backlog

SPACE = "https://acme.backlog.com"
BACKLOG = Backlog()
PROJECT = {"id": 3101, "projectKey": "SHOP", "name": "Online shop", "textFormattingRule": "markdown"}
ACTOR = {"id": 202, "name": "Emma Clark"}


def body(type_id: object, content: object = None, **more: Any) -> dict[str, Any]:
    """A body with an actor and a project."""
    return {
        "id": 1,
        "project": PROJECT,
        "type": type_id,
        "content": content,
        "notifications": [],
        "createdUser": ACTOR,
        "created": "2026-03-04T05:06:07Z",
        **more,
    }


def update(*changes: tuple[str, object, object], **content: Any) -> dict[str, Any]:
    """A body of type 2 with changes as (field, old, new)."""
    listed = [{"field": field, "old_value": old, "new_value": new, "type": "standard"} for field, old, new in changes]
    return body(2, {"id": 9, "key_id": 12, "summary": "Buttons", "changes": listed, **content})


def notified(*names: str) -> list[dict[str, Any]]:
    """``notifications`` for these people, whose ids count from 301."""
    return [{"reason": 2, "user": {"id": 301 + at, "name": name}} for at, name in enumerate(names)]


def tell(sent: object, language: Language = "en", *, space: str = SPACE, **context: Any) -> Message:
    """What is told of a body."""
    delivery = Delivery("backlog", {}, json.dumps(sent).encode())
    return BACKLOG.compose(BACKLOG.read(delivery), Context(space=space, language=language, **context))


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


def mentions(message: Message) -> list[str]:
    """Members that are called, in order."""
    return [span.mention for span in spans(message) if isinstance(span, Person) and span.mention]


def words(message: Message) -> str:
    """Everything that is shown."""
    parts = [
        span if isinstance(span, str) else span.name if isinstance(span, Person) else span.text
        for span in spans(message)
    ]
    return "\n".join((*parts, *(fact.label for fact in message.facts)))
