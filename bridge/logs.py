"""One JSON line a delivery, and silence from libraries that print URLs.

Nothing here redacts on the way out as its first defence: no line is given a secret to begin with. The formatter still
masks what looks like a token or a webhook address, because a library's exception text is not ours to trust.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TextIO

from bridge.metrics import embedded

NOISY: Final = (
    "asyncio",
    "aws_encryption_sdk",
    "boto3",
    "botocore",
    "hpack",
    "httpcore",
    "httpx",
    "mangum",
    "markdown_it",
    "urllib3",
    "uvicorn.access",
)
"""Loggers whose lines hold whole URLs, headers or bodies at INFO or DEBUG."""

MASKED: Final = re.compile(
    r"(?P<config>config=)[^&\s\"']+"
    r"|(?P<hook>https?(?:://|%3A%2F%2F)hooks\.slack[\w.-]*)(?:/|%2F)[^\s\"']+"
    r"|(?P<word>[A-Za-z0-9_-]{100,})",
    re.IGNORECASE,
)

_STEERING: Final = re.compile("[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON lets stand and a terminal or viewer obeys: C1 controls, line ends, directions; and halves of characters."""

log = logging.getLogger("bridge")


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def mask(text: str) -> str:
    """``text`` with tokens, Slack's webhook addresses and other long unbroken words blotted out."""
    return MASKED.sub(lambda found: (found["config"] or found["hook"] or "") + "…", text)


def place_of(fault: BaseException) -> str:
    """What failed and where, without the exception's words, which may quote the payload: ``KeyError at a.py:3 …``."""
    frames = traceback.extract_tb(fault.__traceback__)[-4:]
    return f"{type(fault).__name__} at " + " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames)
    )


class JsonLines(logging.Formatter):
    """One JSON object a line; a mapping given as the message's only argument becomes its members.

    Deliveries and messages are counted in ``metrics``, a namespace of CloudWatch's, where one is given.
    """

    def __init__(self, metrics: str = "") -> None:
        super().__init__()
        self._metrics = metrics

    def format(self, record: logging.LogRecord) -> str:
        """Never the exception's text: its type and place."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
        }
        if isinstance(record.args, Mapping) and record.msg == "%(event)s":
            line.update(record.args)
            if self._metrics:
                line.update(embedded(self._metrics, line, record.created))
        else:
            line |= {"event": "log", "logger": record.name, "message": mask(record.getMessage())}
        if record.exc_info and record.exc_info[1]:
            line["fault"] = place_of(record.exc_info[1])
        return _STEERING.sub(_escaped, json.dumps(line, ensure_ascii=False, default=str))


def event(level: int, name: str, **members: Any) -> None:
    """Write one structured line; members that are None or empty are left out, and words of others are masked, too."""
    told = {
        key: mask(value) if isinstance(value, str) else value
        for key, value in members.items()
        if value not in (None, "", {})
    }
    log.log(level, "%(event)s", {"event": name} | told)


def start(level: int, stream: TextIO | None = None, metrics: str = "") -> None:
    """Send every logger's lines, as JSON, to ``stream`` (stderr): ours from ``level``, the noisy ones' when critical.

    ``metrics`` is the namespace that deliveries and messages are counted in; without it they are not.

    Replaces the handlers that a runtime has put on the root logger: Lambda's would wrap our JSON in its own.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines(metrics))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    log.setLevel(level)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
