"""Both readers and all that follows, fed with shipped samples that were bent out of shape."""

from __future__ import annotations

import copy
import functools
import json
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from bridge.errors import PayloadMalformed
from bridge.model import Context, Delivery, Language, Skip, Style
from bridge.slack.render import render
from bridge.sources import SOURCES
from tests.slack.live import refuse_disobedience
from tests.slack.messages import texts

SAMPLES: Final = Path(__file__).parents[2] / "bridge" / "sources"
ODD: Final[tuple[Any, ...]] = (
    None, True, 0, -1, 10**30, 1e308, "", " ", [], {}, [None], [[]], {"": None}, {"id": -1, "name": None},
    "2026-13-45T99:99:99Z", "0000-00-00", "https://evil.example/|x>", "javascript:alert(1)", "\x00", "\ud800",
    "x" * 70_000, "課題" * 3_000, "- [ ] x\n" * 300, "> " * 500, "| a | b |\n|---|---|\n" + "| c | d |\n" * 200,
)  # fmt: skip
"""Values of every type, some of them large."""

Change = tuple[str, int, Any]
Case = tuple[str, int, tuple[Change, ...], str, str]
"""Source, sample, what is done to its members one after the other, style and language."""

changes: st.SearchStrategy[Change] = st.tuples(
    st.sampled_from(("put", "drop", "repeat", "swap")),
    st.integers(0, 100_000),
    st.one_of(st.sampled_from(range(len(ODD))), texts),
)


def cases(source: str) -> st.SearchStrategy[Case]:
    """Of one source."""
    return st.tuples(
        st.just(source),
        st.integers(0, len(samples(source)) - 1),
        st.lists(changes, min_size=1, max_size=5).map(tuple),
        st.sampled_from(("full", "compact")),
        st.sampled_from(("ja", "en")),
    )


@functools.cache
def samples(source: str) -> list[tuple[str, Any]]:
    """Name of the event and the body of every shipped sample."""
    found = sorted((SAMPLES / source / "samples").glob("*.json"))
    return [(path.name.split("__")[0].split(".")[0], json.loads(path.read_bytes())) for path in found]


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every member of every object and list, with what it is in."""
    found: list[tuple[Any, Any]] = []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        found.append((value, name))
        found.extend(_places(each))
    return found


def _bend(body: Any, change: Change) -> None:
    name, place, value = change
    places = _places(body)
    if not places:
        return
    parent, key = places[place % len(places)]
    match name:
        case "put":
            parent[key] = copy.deepcopy(ODD[value]) if isinstance(value, int) else value
        case "drop":
            del parent[key]
        case "repeat":
            if isinstance(parent, list):
                parent *= 1 + place % 300 if len(parent) < 300 else 1
        case _:
            other, at = places[(place * 7919 + 1) % len(places)]
            parent[key] = copy.deepcopy(other[at])


def check(case: Case) -> str:
    """Told fit for Slack, skipped with a reason, or refused as malformed; never anything else."""
    source, number, bends, style, language = case
    event, body = samples(source)[number]
    body = copy.deepcopy(body)
    for change in bends:
        _bend(body, change)
    delivery = Delivery(source, {"x-github-event": event}, json.dumps(body).encode())
    return told(delivery, style, language)  # type: ignore[arg-type]  # drawn from the two literals


def told(delivery: Delivery, style: Style, language: Language) -> str:
    """What becomes of a delivery whose kind is wanted, whatever it is."""
    source = SOURCES[delivery.source]
    try:
        activity = source.read(delivery)
    except PayloadMalformed as error:
        return "malformed" if error.detail.endswith(".") else error.detail
    if isinstance(activity, Skip) or activity.told == "quiet":
        return "skipped"
    message = source.compose(activity, Context(space="https://acme.backlog.com", language=language, style=style))
    refuse_disobedience(message, render(message, style=style, channel="", username="", icon=""), style)
    return "told"


MEMBERS: Final = (
    "id", "type", "project", "content", "action", "issue", "repository", "sender", "comment", "changes", "summary",
    "title", "ref", "commits", "html_url", "key_id",
)  # fmt: skip
bodies = st.one_of(
    st.binary(max_size=300),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
        lambda inner: st.one_of(
            st.lists(inner, max_size=5), st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=6)
        ),
        max_leaves=20,
    ).map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass")),
)
"""Any bytes, and any JSON out of members that both sources know."""

Bare = tuple[str, str, bytes]
bare: st.SearchStrategy[Bare] = st.tuples(
    st.sampled_from(("backlog", "github")),
    st.sampled_from(("push", "issues", "pull_request", "release", "workflow_run", "nothing", "a.b", "x" * 99, "")),
    bodies,
)


def check_bare(case: Bare) -> str:
    """The same of what was never a webhook."""
    source, event, body = case
    return told(Delivery(source, {"x-github-event": event} if event else {}, body), "full", "ja")
