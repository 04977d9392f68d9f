"""Bodies made for one test each, and short ways to look at what is told of them."""

from __future__ import annotations

import json
from typing import Any

from bridge.model import Context, Delivery, Language, Message
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
