"""The mark on a possible repeat: seen by every reader, and never more than Slack takes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from bridge.model import Message, Style
from bridge.slack.limits import problems
from bridge.slack.render import plain_text, render
from bridge.slack.repeat import ROOM, WORDS, repeated
from tests.slack.messages import messages, sample


def footer(payload: dict[str, Any]) -> str:
    """The last words that Slack shows."""
    blocks = payload["attachments"][-1]["blocks"] if payload.get("attachments") else payload["blocks"]
    return str(blocks[-1]["elements"][-1]["text"])


@pytest.mark.parametrize("style", ["full", "compact"])
def test_the_mark_stands_in_the_footer_and_in_the_text(style: Style) -> None:
    payload = render(sample(), style=style)
    before = repr(payload)
    marked = repeated(payload, "en")
    assert footer(marked).endswith(WORDS["en"])
    assert marked["text"].endswith(f"({WORDS['en']})")
    assert repr(payload) == before, "the message itself is left as it was"
    assert problems(marked) == []


def test_the_mark_is_in_the_hooks_language() -> None:
    assert WORDS["ja"] in footer(repeated(render(sample()), "ja"))


def test_plain_words_are_marked_too() -> None:
    assert repeated(plain_text(render(sample())), "en")["text"].endswith(f"({WORDS['en']})")
    assert repeated({}, "en") == {"text": f"({WORDS['en']})"}


@pytest.mark.parametrize(
    "last",
    [
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "x" * (ROOM - 10), "verbatim": True}]},
        {"type": "context", "elements": [{"type": "image", "image_url": "https://x.example/a.png", "alt_text": "a"}]},
        {"type": "divider"},
    ],
)
def test_where_no_footer_has_room_the_mark_has_its_own(last: dict[str, Any]) -> None:
    marked = repeated({"text": "t", "attachments": [{"color": "#000000", "blocks": [last]}]}, "en")
    assert len(marked["attachments"][0]["blocks"]) == 2
    assert footer(marked) == WORDS["en"]
    assert problems(marked) == []


@pytest.mark.untraced  # as in test_render
@given(messages)
def test_what_slack_takes_it_takes_with_the_mark(message: Message) -> None:
    for style in ("full", "compact"):
        assert problems(repeated(render(message, style=style), "ja")) == []
