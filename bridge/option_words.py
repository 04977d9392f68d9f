"""What each option of a hook is, in a line: for the flags of commands and for the description of the API."""

from __future__ import annotations

from typing import Final

SOURCES: Final = {"backlog": "Backlog", "github": "GitHub"}

PLACES: Final = (
    ("slack_url", "URL", "the incoming webhook's address"),
    ("channel", "C", "legacy webhooks only: app webhooks ignore it"),
    ("username", "N", "legacy webhooks only"),
    ("icon", "I", ":emoji: or an https address; legacy webhooks only"),
    ("secret", "S", "the secret that GitHub signs with"),
    ("expires", "90d|DATE", "when the hook stops working"),
)
"""Where messages go and how long: name, what stands for its value, help."""
WORDS: Final = (
    ("space", "URL", "the Backlog space, such as https://myspace.backlog.com"),
    ("language", "ja|en", "the messages' language"),
    ("style", "full|compact", "whole messages, or one line each"),
    (
        "mentions",
        "assigned|all|none",
        "who of the people you map is called: assigned, also those named in texts, nobody",
    ),
)
KINDS: Final = (
    ("only", "tell exactly these kinds"),
    ("also", "tell these kinds too"),
    ("skip", "leave these kinds out"),
)
ENTRIES: Final = (
    ("person", "backlog:ID=U123", "whose Slack account is whose"),
    ("status", "ID=NAME", "the name of a custom status of Backlog"),
)
