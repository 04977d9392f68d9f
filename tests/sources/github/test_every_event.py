"""Every event and action that GitHub documents has a row: told, told on request, or quiet for a reason.

``events.json`` holds the names, the GitHub Enterprise Cloud's included: ``{event: [action, …]}``, an empty list where an
event has no action.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bridge.sources.github import kinds
from tests.sources.github.bodies import ACTOR, REPOSITORY, SAMPLES, read, silenced

EVENTS: dict[str, list[str]] = json.loads((Path(__file__).parent / "events.json").read_text(encoding="utf-8"))
PAIRS = [(event, action) for event, actions in EVENTS.items() for action in actions or [""]]
SERVERS = [
    ("cache_sync", ""),
    ("enterprise", "anonymous_access_disabled"),
    ("enterprise", "anonymous_access_enabled"),
    ("user", "created"),
    ("user", "deleted"),
]
"""What only GitHub Enterprise Server sends."""


def body_of(event: str, action: str) -> dict[str, Any]:
    """A shipped body, so that a third part is there where one is needed, else the least that a body has."""
    base = f"{event}.{action}" if action else event
    found = sorted(name for name in SAMPLES if name.startswith((f"{base}.", f"{base}__")))
    least: dict[str, Any] = {"repository": REPOSITORY, "sender": ACTOR, **({"action": action} if action else {})}
    return SAMPLES[found[0]] if found else least


def test_the_list_is_whole() -> None:
    assert len(EVENTS) == 82
    assert len(PAIRS) == len(set(PAIRS)) == 295


@pytest.mark.parametrize(("event", "action"), [*PAIRS, *SERVERS], ids="-".join)
def test_every_pair_has_a_row(event: str, action: str) -> None:
    activity = read(event, body_of(event, action))
    row = activity.row
    assert row is not None, activity.quiet_reason
    # A repository_dispatch has whatever action its sender likes, so one row answers all of them.
    base = event if event == "repository_dispatch" or not action else f"{event}.{action}"
    assert f"{row.name}.".startswith(f"{base}.")
    if row.compose is None:
        assert row.told == "quiet"
        assert activity.quiet_reason is not None
        assert activity.quiet_reason.reason == f"quiet: {row.reason}"
    else:
        assert row.told in ("default", "request")
        assert not activity.quiet_reason or activity.quiet_reason.code != "kind-unknown"


@pytest.mark.parametrize(("event", "action"), PAIRS, ids="-".join)
def test_the_least_body_of_every_pair_is_answered(event: str, action: str) -> None:
    least = {"action": action} if action else {}
    activity = read(event, least)
    assert activity.row is not None or f"{event}.{action}" in kinds.PARTS or event in kinds.PARTS


def test_every_quiet_row_says_why_in_one_sentence() -> None:
    for kind in kinds.TABLE:
        assert (kind.told == "quiet") == (kind.compose is None) == bool(kind.reason)
        if kind.reason:
            assert kind.reason.endswith(".")
            assert not kind.reason.endswith("..")
            assert "\n" not in kind.reason


def test_no_row_is_about_what_github_does_not_send() -> None:
    sent = {f"{event}.{action}" if action else event for event, action in (*PAIRS, *SERVERS)} | {"repository_dispatch"}
    for kind in kinds.TABLE:
        names = kind.name.split(".")
        assert {".".join(names[:size]) for size in (1, 2)} & sent, kind.name
    assert set(EVENTS) | {event for event, _ in SERVERS} == kinds.EVENTS


@pytest.mark.parametrize("event", ["coffee", "coffee_break", "projects_v3", "x" * 64, "0"])
def test_an_event_that_nobody_knows_is_skipped_and_not_refused(event: str) -> None:
    for body in ({}, {"action": "created"}, {"action": "created", "repository": REPOSITORY, "sender": ACTOR}):
        assert silenced(event, body) == "kind-unknown"


@pytest.mark.parametrize("event", sorted(event for event, actions in EVENTS.items() if actions))
def test_an_action_that_nobody_knows_is_skipped_and_not_refused(event: str) -> None:
    skip = read(event, {"action": "caffeinated", "repository": REPOSITORY, "sender": ACTOR}).quiet_reason
    assert skip is not None
    assert skip.code == ("quiet" if event == "repository_dispatch" else "kind-unknown")
    assert skip.sentence.endswith(".")
