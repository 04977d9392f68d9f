"""The inbox over real sockets: what it takes, what it refuses, and how pages follow it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from bridge.demo import inbox as module
from bridge.demo.inbox import BODY_LIMIT, MESSAGES, Inbox
from bridge.model import Delivery
from tests import http
from tests.demo.inboxes import serving_inbox

Event = tuple[str, str, Any]
FINE = {"text": "hello"}
LONG = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}


@contextmanager
def following(origin: str, **headers: str) -> Iterator[Iterator[Event]]:
    """The stream as (name, id, data), comments named ``:``; ends when the server ends it."""
    coded = [(name.encode(), value.encode()) for name, value in headers.items()]
    with httpx.stream("GET", f"{origin}/inbox/events", headers=coded, timeout=30) as answer:
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        yield parsed(answer.iter_lines())


def parsed(lines: Iterator[str]) -> Iterator[Event]:
    block: dict[str, str] = {}
    for line in lines:
        if line.startswith(":"):
            yield ":", "", line
        elif line:
            name, _, value = line.partition(": ")
            block[name] = value
        elif "event" in block:
            yield block["event"], block.get("id", ""), json.loads(block["data"])
            block = {}


def until(events: Iterator[Event], name: str) -> list[Event]:
    found: list[Event] = []
    for event in events:
        found.append(event)
        if event[0] == name:
            break
    return found


@pytest.fixture(scope="module", name="shared")
def _shared() -> Iterator[str]:
    """One inbox for tests that only look at answers; its button says which channel it was asked for."""
    with serving_inbox(send=lambda channel: {"sample": channel, "status": 200, "answer": "{}"}) as (origin, _):
        yield origin


@pytest.mark.parametrize(
    ("body", "status", "word"),
    [
        (b'{"text": "hello"}', 200, "ok"),
        (b"", 400, "invalid_payload"),
        (b"{", 400, "invalid_payload"),
        (b"\xff\xfe", 400, "invalid_payload"),
        (b'{"text": NaN}', 400, "invalid_payload"),
        (b'{"text": "x", "blocks": 1e999}', 400, "invalid_payload"),
        (b"[" * 100_000, 400, "invalid_payload"),
        (b"9" * 5000, 400, "invalid_payload"),
        (b'{"text": "x", "metadata": {"event_type": "e", "event_payload": {"n": Infinity}}}', 400, "invalid_payload"),
        (b"[]", 400, "invalid_payload"),
        (b"null", 400, "invalid_payload"),
        (b"{}", 400, "no_text"),
        (b'{"text": 5}', 400, "invalid_payload"),
        (b'{"text": "x", "odd": 1}', 400, "invalid_payload"),
        (json.dumps({"blocks": [LONG]}).encode(), 400, "invalid_blocks"),
        (json.dumps({"text": "x", "attachments": [{"blocks": [LONG]}]}).encode(), 400, "invalid_attachments"),
        (json.dumps({"blocks": [LONG | {"text": {"type": "mrkdwn", "text": "x" * 2900}}] * 5}).encode(), 400, "invalid_blocks"),
        (json.dumps({"text": "\ud800"}).encode(), 400, "invalid_payload"),
    ],
    ids=lambda value: repr(value)[:24],
)  # fmt: skip
def test_answers_as_slack_does(shared: str, body: bytes, status: int, word: str) -> None:
    answer = http.post(f"{shared}/inbox/hooks/general?app=Backlog", content=body)
    assert (answer.status_code, answer.text) == (status, word)
    assert answer.headers["content-type"].startswith("text/plain")
    with following(shared) as events:
        message = [data for name, _, data in until(events, "live") if name == "message"][-1]
    assert (message["channel"], message["app"]) == ("general", "Backlog")
    assert bool(message["problems"]) == bool(message["word"]) == (status == 400)
    if "raw" in message:
        assert message["problems"] == [{"pointer": "", "sentence": "not JSON that Slack can read"}]
    else:
        assert message["payload"] == json.loads(body)


def test_a_form_is_taken_too() -> None:
    with serving_inbox() as (origin, _):
        for fields, status in (({"payload": json.dumps(FINE)}, 200), ({"other": "x"}, 400), ({"payload": "{"}, 400)):
            answer = http.post(
                f"{origin}/inbox/hooks/general",
                content=urlencode(fields),
                headers={"content-type": "application/x-www-form-urlencoded; charset=utf-8"},
            )
            assert answer.status_code == status


def test_unknown_channels_and_large_bodies() -> None:
    with serving_inbox() as (origin, _):
        answer = http.post(f"{origin}/inbox/hooks/No%20Channel", json=FINE)
        assert (answer.status_code, answer.text) == (404, "channel_not_found")
        answer = http.post(f"{origin}/inbox/hooks/general", content=b" " * (BODY_LIMIT + 1))
        assert answer.status_code == 413
        assert (
            http.post(f"{origin}/inbox/hooks/general", content=b'"' + b" " * (BODY_LIMIT - 2) + b'"').status_code == 400
        )
        assert http.get(f"{origin}/inbox/hooks/general").status_code == 405


def test_followers_get_what_there_is_then_what_comes() -> None:
    with serving_inbox(Inbox({"people": {"U1": "Aoi"}}, clock=lambda: 1700000000.25)) as (origin, inbox):
        for text in ("one", "two"):
            http.post(f"{origin}/inbox/hooks/general", json={"text": text})
        with following(origin) as first, following(origin) as second:
            replayed = until(first, "live")
            assert [name for name, _, _ in replayed] == ["hello", "message", "message", "live"]
            assert replayed[0][2] == {"run": inbox.run, "people": {"U1": "Aoi"}}
            assert replayed[1][2]["sent"] == 1700000000250
            assert replayed == until(second, "live")
            http.post(f"{origin}/inbox/hooks/other", json={"text": "three"})
            for events in (first, second):
                [(_, number, message)] = until(events, "message")
                assert (number, message["payload"]["text"]) == (f"{inbox.run}.3", "three")
        with following(origin, **{"last-event-id": f"{inbox.run}.2"}) as events:
            assert [e[2]["payload"]["text"] for e in until(events, "live") if e[0] == "message"] == ["three"]
        for odd in ("other-run.2", f"{inbox.run}.x", f"{inbox.run}.²", "."):
            with following(origin, **{"last-event-id": odd}) as events:
                assert len([e for e in until(events, "live") if e[0] == "message"]) == 3


def test_signs_of_life() -> None:
    with serving_inbox(Inbox(heartbeat=0.02)) as (origin, _), following(origin) as events:
        assert until(events, ":")[-1] == (":", "", ": still here")
        http.post(f"{origin}/inbox/hooks/general", json=FINE)
        assert until(events, "message")[-1][2]["payload"] == FINE


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = Inbox()
    for number in range(MESSAGES + 20):
        assert inbox.receive("general", "", json.dumps({"text": str(number)}).encode()) == (200, "ok")
    with serving_inbox(inbox) as (origin, _), following(origin) as events:
        texts = [e[2]["payload"]["text"] for e in until(events, "live") if e[0] == "message"]
    assert texts == [str(number) for number in range(20, MESSAGES + 20)]
    monkeypatch.setattr(module, "ROOM", 1000)
    small = Inbox()
    for text in ("a" * 700, "b" * 400, "c" * 300, "d" * 2000):
        small.receive("general", "", json.dumps({"text": text}).encode())
    with serving_inbox(small) as (origin, _), following(origin) as events:
        texts = [e[2]["payload"]["text"][0] for e in until(events, "live") if e[0] == "message"]
    assert texts == ["d"]


def test_close_ends_every_stream() -> None:
    ended: list[str] = []

    def follow(origin: str, ready: threading.Barrier) -> None:
        with following(origin) as events:
            until(events, "live")
            ready.wait(30)
            assert list(events) == []
            ended.append(origin)

    ready = threading.Barrier(4)
    with serving_inbox() as (origin, _):
        threads = [threading.Thread(target=follow, args=(origin, ready)) for _ in range(3)]
        for thread in threads:
            thread.start()
        ready.wait(30)
    for thread in threads:
        thread.join(30)
    assert len(ended) == 3


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "localhost:1"}, 200),
        ({"host": "[::1]:8000"}, 200),
        ({"host": "192.168.0.7"}, 200),
        ({"host": "evil.example"}, 403),
        ({"host": "127.0.0.1.evil.example:8000"}, 403),
        ({"host": "localhost.evil.example"}, 403),
        ({"host": "[::1"}, 403),
        ({"host": ""}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"host": "localhost:8000", "origin": "http://localhost:8000"}, 200),
        ({"host": "localhost:8000", "origin": "http://localhost:8001"}, 403),
    ],
    ids=str,
)
def test_only_this_origins_pages_may_post(shared: str, headers: dict[str, str], status: int) -> None:
    answer = http.post(f"{shared}/inbox/send?channel=team", headers=headers)
    assert answer.status_code == status
    assert ("team" in answer.text) == (status == 200)
    assert http.post(f"{shared}/inbox/hooks/general", json=FINE, headers=headers).status_code == status
    if set(headers) == {"host"}:
        for path in ("/", "/inbox", "/inbox/inbox.js", "/inbox/samples/x"):
            assert (http.get(f"{shared}{path}", headers=headers).status_code == 403) == (status == 403)


def test_pages_and_their_headers() -> None:
    sample = Delivery("backlog", {}, b'{"id": 1}')
    with serving_inbox(samples={"backlog": sample}) as (origin, _):
        home = http.get(f"{origin}/")
        assert (home.status_code, home.headers["location"]) == (307, "/inbox")
        types = {
            "/inbox": "text/html",
            "/inbox/inbox.css": "text/css",
            "/inbox/inbox.js": "text/javascript",
            "/inbox/icon.svg": "image/svg+xml",
            "/inbox/slack-message.css": "text/css",
            "/inbox/slack-blocks.css": "text/css",
            "/inbox/slack-message.js": "text/javascript",
            "/inbox/slack-blocks.js": "text/javascript",
            "/inbox/slack-emoji.js": "text/javascript",
            "/inbox/samples/backlog": "application/json",
        }
        for path, kind in types.items():
            answer = http.get(origin + path)
            assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, kind)
            policy = answer.headers["content-security-policy"]
            assert policy.startswith(
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
            )
            for wanted in ("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"):
                assert wanted in policy
            assert "unsafe" not in policy
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert "set-cookie" not in answer.headers
        assert http.get(f"{origin}/inbox/samples/backlog").content == sample.body
        assert http.get(f"{origin}/inbox/samples/other").status_code == 404
