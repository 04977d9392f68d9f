"""A mark on a message that may stand in the channel already: Slack has no idempotency key, so the reader is told."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Language
from bridge.slack.cut import units

WORDS: Final[Mapping[Language, str]] = {
    "en": "may be a repeat: the bridge was interrupted after it sent this",
    "ja": "再送の可能性があります（送信の直後にブリッジが中断されました）",
}
ROOM: Final = 3000


def repeated(payload: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The same message with the mark at the end of its footer, and of its text, which is all that some readers see."""
    words = WORDS[language]
    marked = copy.deepcopy(dict(payload))
    marked["text"] = f"{marked.get('text', '')}\n({words})".lstrip("\n")
    attachments = marked.get("attachments") or [{}]
    blocks = attachments[-1].get("blocks") or marked.get("blocks")
    if blocks:
        _mark(blocks, words)
    return marked


def _mark(blocks: list[dict[str, Any]], words: str) -> None:
    last = blocks[-1]
    if last.get("type") == "context" and last["elements"] and last["elements"][-1].get("type") == "mrkdwn":
        footer = last["elements"][-1]
        if units(footer["text"]) + units(words) + 3 <= ROOM:
            footer["text"] = f"{footer['text']} · {words}"
            return
    blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": words, "verbatim": True}]})
