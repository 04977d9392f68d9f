"""Every text that a stranger can put into a webhook, everywhere at once, arrives as words."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest

from bridge.assembly import render_safely
from bridge.model import Context, Delivery, Style
from bridge.slack.limits import problems
from bridge.sources import SOURCES

HOSTILE: Final = (
    "<!channel> <!here|x> <!everyone>",
    "<@U0EVIL> <@W0EVIL|boss> <#C0EVIL|general> <!subteam^S0EVIL>",
    "<https://evil.example|https://bank.example/login>",
    "<mailto:a@evil.example|mail> <javascript:alert(1)|x>",
    "<!date^1392734382^{date_num}^https://evil.example|today>",
    "&lt;!channel&gt; &amp;lt;@U0EVIL&amp;gt;",
    "\u202egro.elpmaxe.live//:sptth\u202c \u2066x\u2069 a\u200bb\ufeffc",
    "*bold* _it_ ~no~ `code` ```fence``` > quote\n> quote",
    "\x00\x1b[2J\ud800<\r\n!channel>",
    "@channel @here @everyone <!channel",
)
OWN_MARKUP: Final = re.compile(r"<(?P<inside>[^<>\n]*)>")
SAMPLES: Final = {
    f"{source}:{path.name}": (source, path)
    for source in ("backlog", "github")
    for path in sorted((Path(__file__).parents[2] / "bridge" / "sources" / source / "samples").glob("*.json"))
}


def hurt(value: Any, hostile: Iterator[str], keep: frozenset[str]) -> Any:
    """The same tree with every text replaced by the next hostile one, but for the members named in ``keep``."""
    if isinstance(value, dict):
        return {name: each if name in keep else hurt(each, hostile, keep) for name, each in value.items()}
    if isinstance(value, list):
        return [hurt(each, hostile, keep) for each in value]
    return next(hostile) if isinstance(value, str) else value


def texts(payload: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a payload with the name that it stands under."""
    if isinstance(payload, dict):
        kind = str(payload.get("type", ""))
        for key, each in payload.items():
            yield from texts(each, f"{kind}.{key}")
    elif isinstance(payload, list):
        for each in payload:
            yield from texts(each, name)
    elif isinstance(payload, str):
        yield name, payload


def sent(name: str, first: int, keep: frozenset[str]) -> Delivery:
    source, path = SAMPLES[name]
    hostile = itertools.cycle([*HOSTILE[first:], *HOSTILE[:first]])
    body = json.dumps(hurt(json.loads(path.read_bytes()), hostile, keep)).encode()
    return Delivery(source, {"x-github-event": path.name.split("__")[0].split(".")[0]}, body)


DECIDING: Final = frozenset({"action", "state", "conclusion", "status", "ref", "type"})
"""Members whose words decide which kind it is."""


@pytest.mark.untraced  # tracing would quadruple its time, and the golden pairs tread the same lines
@pytest.mark.parametrize("keep", [DECIDING, frozenset()], ids=["but its kind", "everything"])
@pytest.mark.parametrize(("first", "style"), [(0, "full"), (3, "full"), (7, "full"), (5, "compact")])
def test_no_text_of_a_stranger_is_obeyed(first: int, style: Style, keep: frozenset[str]) -> None:
    told = 0
    for name, (source, _) in SAMPLES.items():
        activity = SOURCES[source].read(sent(name, first, keep))
        if activity.told == "quiet":
            continue
        context = Context(space="https://acme.backlog.com" if source == "backlog" else "")
        payload = render_safely(
            SOURCES[source].compose(activity, context), style=style, channel="", username="", icon=""
        )
        told += 1
        assert problems(payload) == [], name
        json.dumps(payload, ensure_ascii=False).encode("utf-8")
        for place, text in texts(payload):
            assert not set(text) & {"\u202e", "\u2066", "\x00", "\x1b"}
            for found in OWN_MARKUP.finditer(text):
                target, _, label = found["inside"].partition("|")
                assert target.startswith(("https://", "http://", "mailto:", "!date^")), (name, place, text)
                # A link to a stranger's host says so.
                host = urlsplit(target).hostname or target
                assert "evil" not in host or not label or "evil.example" in label, (name, place, text)
    assert told > 80
