"""What strangers send cannot write lines of its own into the log, nor steer the terminal of who reads it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import logs
from bridge.assembly import build_app
from bridge.assembly_worker import build_vault
from bridge.logs import JsonLines
from bridge.settings import Settings
from bridge.sources import SOURCES
from tests import http
from tests.hooks import key_file, sealed
from tests.serving import serving
from tests.slack.fake_slack import FakeSlack

STEERING = "".join(
    map(chr, [*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)
FORGED = '\r\n{"event": "delivery", "outcome": "posted"}\n\x1b[2J\x9b31m\u2028\u2029\u202e'


def line_of(members: Mapping[str, object]) -> str:
    record = logging.LogRecord("bridge", logging.INFO, "", 0, "%(event)s", None, None)
    record.args = {"event": "delivery", **members}
    return JsonLines().format(record)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=200), max_size=4))
def test_any_words_are_one_line_of_printable_characters(members: dict[str, str]) -> None:
    line = line_of(members)
    assert line.splitlines() == [line]
    assert not set(line) & set(STEERING)
    line.encode("utf-8")
    found = json.loads(line)
    assert {name: found[name] for name in members if name not in {"time", "level"}} == {
        name: value for name, value in members.items() if name not in {"time", "level"}
    }


@pytest.mark.parametrize("character", sorted({*STEERING, "\ud800"}))
def test_steering_characters_are_written_as_escapes(character: str) -> None:
    line = line_of({"place": f"a{character}b"})
    assert character not in line
    assert json.loads(line)["place"] == f"a{character}b"


def test_a_delivery_cannot_forge_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines("bridge"))
    monkeypatch.setattr(logs.log, "handlers", [handler])
    monkeypatch.setattr(logs.log, "propagate", False)
    logs.log.setLevel(logging.INFO)
    sample = SOURCES["backlog"].sample("issue.created")
    assert sample
    body = json.loads(sample.body)
    body["project"] = {**body["project"], "projectKey": FORGED, "name": FORGED}
    with FakeSlack() as slack:
        settings = Settings(keys=(key_file(tmp_path),), destinations=(slack.origin,))
        vault = build_vault(settings)
        hook, github = sealed(vault, slack.url), sealed(vault, slack.url, "github")
        event = {"X-GitHub-Event": "push\x1b[2J\x9b", "X-GitHub-Delivery": "a\x1b]0;x", "User-Agent": "\x1b[31m"}
        with serving(build_app(settings, vault)) as origin:
            assert http.post(origin + hook, json=body).json()["outcome"] == "posted"
            http.post(origin + github, json={}, headers=[(k.encode(), v.encode("latin-1")) for k, v in event.items()])
            http.post(f"{origin}/hooks/%0d%0a%7b%22event%22%3a1%7d%1b%5b2J?config=%0a", json={})
            http.post(f"{origin}/hooks/backlog?config=%1b%5b2J%0a{'x' * 500}", json={})
    text = stream.getvalue()
    assert not set(text) & (set(STEERING) - {"\n"})
    lines = [json.loads(line) for line in text.split("\n") if line]
    assert [line["event"] for line in lines] == ["delivery"] * 4
    assert [line["outcome"] for line in lines] == ["posted", "failed", "failed", "failed"]
    assert "x" * 100 not in text
