"""Requests and answers on a real socket, with a relay whose parts are scripted."""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from bridge import __version__, web
from bridge.errors import (
    BridgeError,
    DestinationBusy,
    DestinationRefused,
    DestinationSilent,
    InternalError,
    PayloadMalformed,
    SealBroken,
    SealRevoked,
    SignatureMismatch,
    SourceUnknown,
    VaultUnavailable,
)
from bridge.model import Delivery, Receipt, Skip
from bridge.relay import Hook, Outcome
from tests import http
from tests.fakes import SLACK_URL
from tests.serving import serving


@dataclass
class ScriptedRelay:
    """Answers every delivery from a script."""

    outcomes: list[Outcome] = field(default_factory=list)
    fault: Exception | None = None
    seconds: float = 0.0
    deliveries: list[tuple[Delivery, list[str]]] = field(default_factory=list)
    hooks: list[Hook] = field(default_factory=list)
    sources: Mapping[str, Any] = field(default_factory=lambda: {"backlog": None})

    def relay(self, delivery: Delivery, texts: list[str], *, deadline: float) -> list[Outcome]:
        assert 0 < deadline - time.monotonic() <= web.SLACK_PATIENCE
        self.deliveries.append((delivery, texts))
        time.sleep(self.seconds)
        if self.fault:
            raise self.fault
        return self.outcomes

    def tell(self, source: Any, delivery: Delivery, hooks: list[Hook], *, deadline: float) -> list[Outcome]:
        self.hooks.extend(hooks)
        return self.relay(delivery, [], deadline=deadline)


@pytest.fixture(name="server", scope="module")
def _server() -> Iterator[tuple[str, ScriptedRelay]]:
    relay = ScriptedRelay()
    with serving(web.create_app(relay, plain_origins=["https://hooks.slack.com"])) as origin:  # type: ignore[arg-type]  # a script in Relay's place
        yield origin, relay


@pytest.fixture(name="relay")
def _relay(server: tuple[str, ScriptedRelay]) -> ScriptedRelay:
    """The server's relay, as if new."""
    fresh = ScriptedRelay([Outcome("abcdefghijkl", Receipt("posted"), "issue.created", "ACME")])
    server[1].__dict__.update(fresh.__dict__)
    return server[1]


@pytest.fixture(name="origin")
def _origin(server: tuple[str, ScriptedRelay]) -> str:
    return server[0]


def test_posted(origin: str, relay: ScriptedRelay) -> None:
    answer = http.post(f"{origin}/hooks/backlog?config=one&config=two", content=b'{"a": 1}', headers={"X-Thing": "T"})
    assert (answer.status_code, answer.json()) == (
        200,
        {"outcome": "posted", "kind": "issue.created", "id": "abcdefghijkl"},
    )
    assert answer.headers["cache-control"] == "no-store"
    [(delivery, texts)] = relay.deliveries
    assert (delivery.source, delivery.body, delivery.headers["x-thing"]) == ("backlog", b'{"a": 1}', "T")
    assert texts == ["one", "two"]


def test_queued_and_skipped(origin: str, relay: ScriptedRelay) -> None:
    relay.outcomes = [Outcome("abcdefghijkl", Receipt("queued"), "push.tag")]
    answer = http.post(f"{origin}/hooks/backlog?config=x")
    assert (answer.status_code, answer.json()["outcome"]) == (202, "queued")
    relay.outcomes = [Outcome("abcdefghijkl", Skip("filtered-only", "it is not asked for."))]
    answer = http.post(f"{origin}/hooks/backlog?config=x")
    assert (answer.status_code, answer.json()) == (
        200,
        {"outcome": "skipped", "reason": "filtered-only: it is not asked for."},
    )


@pytest.mark.parametrize(
    ("error", "status", "code", "wait"),
    [
        (SealBroken("No."), 403, "seal-broken", None),
        (SealRevoked("No."), 410, "seal-revoked", None),
        (SignatureMismatch("No."), 401, "signature-mismatch", None),
        (PayloadMalformed("No."), 400, "payload-malformed", None),
        (SourceUnknown("No."), 404, "source-unknown", None),
        (VaultUnavailable("No."), 503, "vault-unavailable", "30"),
        (DestinationRefused("No.", word="no_service"), 502, "destination-refused", None),
        (DestinationBusy("No.", word="429", retry_after=17), 503, "destination-busy", "17"),
        (DestinationSilent("No.", word="none"), 503, "destination-silent", None),
    ],
)
@pytest.mark.parametrize("raised", [True, False])
def test_errors(
    origin: str, relay: ScriptedRelay, error: BridgeError, status: int, code: str, wait: str | None, raised: bool
) -> None:
    if raised:
        relay.fault = error
    else:
        relay.outcomes = [Outcome("abcdefghijkl", error)]
    answer = http.post(f"{origin}/hooks/backlog?config=x")
    assert answer.status_code == status
    assert answer.json() == {"error": code, "detail": "No.", "help": f"docs/errors.md#{code}"}
    assert answer.headers.get("retry-after") == wait


def test_several_answer_under_the_highest_status(origin: str, relay: ScriptedRelay) -> None:
    relay.outcomes = [
        Outcome("aaaaaaaaaaaa", Receipt("posted"), "issue.created"),
        Outcome("bbbbbbbbbbbb", DestinationBusy("Busy.", word="429", retry_after=3)),
        Outcome("cccccccccccc", Skip("filtered-skip", "left out.")),
    ]
    answer = http.post(f"{origin}/hooks/backlog?config=x&config=y&config=z")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "3"
    body = answer.json()
    assert body["outcome"] == "several"
    assert [(result["id"], result["status"]) for result in body["results"]] == [
        ("aaaaaaaaaaaa", 200),
        ("bbbbbbbbbbbb", 503),
        ("cccccccccccc", 200),
    ]
    assert body["results"][1]["error"] == "destination-busy"


def test_a_defect_is_a_500_without_its_words(
    origin: str, relay: ScriptedRelay, caplog: pytest.LogCaptureFixture
) -> None:
    relay.fault = RuntimeError(f"broken at {SLACK_URL}")
    with caplog.at_level(logging.INFO, "bridge"):
        answer = http.post(f"{origin}/hooks/backlog?config=x")
    assert (answer.status_code, answer.json()["error"]) == (500, "internal-error")
    assert "hooks.slack.com" not in answer.text + caplog.text
    [record] = caplog.records
    assert "RuntimeError at test_web.py:" in str(record.args)
    relay.fault = None
    relay.outcomes = [Outcome("abcdefghijkl", InternalError("Broken."), fault=KeyError("secret words"))]
    assert http.post(f"{origin}/hooks/backlog?config=x").status_code == 500
    relay.outcomes = [Outcome("abcdefghijkl", Receipt("posted"), "issue.created")]
    assert http.post(f"{origin}/hooks/backlog?config=x").status_code == 200, "the process lives on"


def test_an_answer_comes_in_time_whatever_happens(
    origin: str, relay: ScriptedRelay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "PATIENCE", 0.2)
    relay.seconds = 1.0
    answer = http.post(f"{origin}/hooks/backlog?config=x")
    assert (answer.status_code, answer.json()["error"]) == (503, "destination-silent")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/hooks/backlog?config=x", 405, "method-not-allowed"),
        ("PUT", "/hooks/backlog", 405, "method-not-allowed"),
        ("DELETE", "/hook", 405, "method-not-allowed"),
        ("POST", "/healthz", 405, "method-not-allowed"),
        ("POST", "/hooks", 404, "not-found"),
        ("POST", "/hooks/backlog/more", 404, "not-found"),
        ("POST", "/hooks/backlog/?config=x", 404, "not-found"),
        ("POST", "/hook/?webhook_url=x", 404, "not-found"),
        ("GET", "/", 404, "not-found"),
        ("GET", "/openapi.json", 404, "not-found"),
        ("GET", "/docs", 404, "not-found"),
        ("POST", "/api/urls", 404, "not-found"),
        ("GET", "/%00", 404, "not-found"),
    ],
)
def test_other_addresses(origin: str, method: str, path: str, status: int, code: str) -> None:
    answer = http.request(method, origin + path)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert set(answer.json()) == {"error", "detail", "help"}
    assert "location" not in answer.headers


def test_health_touches_nothing(origin: str, relay: ScriptedRelay) -> None:
    answer = http.get(f"{origin}/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "version": __version__})
    assert relay.deliveries == []


def test_a_body_over_the_limit_is_refused_announced_or_not(
    origin: str, relay: ScriptedRelay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "BODY_LIMIT", 1000)
    fits = http.post(f"{origin}/hooks/backlog?config=x", content=b"x" * 1000)
    announced = http.post(f"{origin}/hooks/backlog?config=x", content=b"x" * 1001)
    unannounced = http.post(f"{origin}/hooks/backlog?config=x", content=(b"x" * 100 for _ in range(11)))
    assert [fits.status_code, announced.status_code, unannounced.status_code] == [200, 413, 413]
    assert announced.json()["error"] == unannounced.json()["error"] == "payload-too-large"
    assert len(relay.deliveries) == 1


def test_a_body_that_dribbles_is_not_waited_for(origin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "BODY_PATIENCE", 0.2)
    host, port = origin.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 5) as connection:
        connection.sendall(b"POST /hooks/backlog?config=x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{")
        answer = connection.recv(4096)
        while b"}" not in answer:  # head and body may come apart
            answer += connection.recv(4096)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"did not arrive in time" in answer


def test_a_sender_that_hangs_up_is_not_our_defect(origin: str, caplog: pytest.LogCaptureFixture) -> None:
    host, port = origin.removeprefix("http://").split(":")
    with caplog.at_level(logging.INFO, "bridge"):
        with socket.create_connection((host, int(port)), 5) as connection:
            connection.sendall(b"POST /hooks/backlog?config=x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{")
        for _ in range(100):
            if caplog.records:
                break
            time.sleep(0.02)
    [record] = caplog.records
    assert isinstance(record.args, dict)
    assert (record.args["status"], record.levelname) == (400, "WARNING")


def test_one_line_a_delivery(origin: str, relay: ScriptedRelay, caplog: pytest.LogCaptureFixture) -> None:
    relay.outcomes[0].ms["post"] = 1.5
    relay.outcomes[0].notes = ("unfiltered: branch",)
    with caplog.at_level(logging.INFO, "bridge"):
        http.post(f"{origin}/hooks/backlog?config=x")
        relay.outcomes = [Outcome("abcdefghijkl", DestinationRefused("Gone.", word="no_service"), "issue.created")]
        http.post(f"{origin}/hooks/backlog?config=x")
    posted, failed = (record.args for record in caplog.records)
    assert isinstance(posted, dict)
    assert isinstance(failed, dict)
    assert posted["event"] == "delivery"
    assert {key: posted[key] for key in ("source", "outcome", "status", "kind", "id", "place", "slack")} == {
        "source": "backlog",
        "outcome": "posted",
        "status": 200,
        "kind": "issue.created",
        "id": "abcdefghijkl",
        "place": "ACME",
        "slack": "ok",
    }
    assert posted["notes"] == ["unfiltered: branch"]
    assert "notes" not in failed
    assert set(posted["ms"]) == {"post", "total"}
    assert (failed["outcome"], failed["error"], failed["slack"]) == ("failed", "destination-refused", "no_service")
    json.dumps([posted, failed])


class TestPlain:
    """backslack's own address."""

    def test_it_is_a_backlog_hook(self, origin: str, relay: ScriptedRelay) -> None:
        answer = http.post(
            f"{origin}/hook",
            params={"space": "acme", "webhook_url": SLACK_URL, "channel": "general", "username": "backslack"},
            content=b"{}",
        )
        assert answer.status_code == 200
        [hook] = relay.hooks
        assert hook.config.destination.reveal() == SLACK_URL
        assert (hook.config.channel, hook.config.username) == ("#general", "backslack")
        assert (hook.config.context.space, hook.config.context.language) == ("https://acme.backlog.jp", "ja")
        assert len(hook.id) == 12

    @pytest.mark.parametrize(
        ("space", "address"),
        [
            ("https://acme.backlog.com/", "https://acme.backlog.com"),
            ("acme.backlog.com", "https://acme.backlog.com"),
            ("https://dev.example/backlog", "https://dev.example/backlog"),
        ],
    )
    def test_a_whole_address_as_space(self, origin: str, relay: ScriptedRelay, space: str, address: str) -> None:
        http.post(f"{origin}/hook", params={"space": space, "webhook_url": SLACK_URL}, content=b"{}")
        assert relay.hooks[0].config.context.space == address
        assert relay.hooks[0].config.channel == ""

    @pytest.mark.parametrize(
        ("parameters", "named"),
        [
            ({"webhook_url": SLACK_URL}, "space"),
            ({"space": "acme"}, "webhook_url"),
            ({"space": "acme", "webhook_url": " "}, "webhook_url"),
            ({"space": "acme", "webhook_url": "https://evil.example/services/T1/B1/x"}, ""),
            ({"space": "acme", "webhook_url": "https://hooks.slack.com/workflows/T1/A1/1/x"}, ""),
            ({"space": "ac me/<x>", "webhook_url": SLACK_URL}, "space"),
            ({"space": "acme/x", "webhook_url": SLACK_URL}, "space"),
            ({"space": "acme#", "webhook_url": SLACK_URL}, "space"),
            ({"space": "acme", "webhook_url": SLACK_URL, "channel": "a\nb"}, "channel"),
        ],
    )
    def test_what_is_missing_or_odd_is_named(
        self, origin: str, relay: ScriptedRelay, parameters: dict[str, str], named: str
    ) -> None:
        answer = http.post(f"{origin}/hook", params=parameters, content=b"{}")
        assert (answer.status_code, answer.json()["error"]) == (400, "payload-malformed")
        assert named in answer.json()["detail"]
        assert "services" not in answer.text
        assert relay.hooks == []

    def test_it_is_off_by_default(self, relay: ScriptedRelay) -> None:
        with serving(web.create_app(relay)) as origin:  # type: ignore[arg-type]  # a script in Relay's place
            answer = http.post(f"{origin}/hook", params={"space": "acme", "webhook_url": SLACK_URL}, content=b"{}")
        assert (answer.status_code, answer.json()["error"]) == (404, "not-found")
