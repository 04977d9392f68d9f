"""The operator's commands over a real dead-letter queue."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bridge.cli import main
from bridge.model import Envelope, HookConfig, Secret, Token
from bridge.queue.outbox import QueueOutbox
from bridge.queue.sqs import Queue
from bridge.queue.worker import Worker
from bridge.slack.post import SlackOutbox
from tests.fakes import FakeVault
from tests.ministack import MiniStack, ministack
from tests.queue.queues import Bridge, make_bridge
from tests.slack.fake_slack import Answer, FakeSlack

__all__ = ["ministack"]


@pytest.fixture(name="bridge")
def _bridge(ministack: MiniStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bridge]:
    """Three dead letters, of two hooks, and a Slack that takes everything afterwards."""
    with FakeSlack() as slack:
        bridge = make_bridge(ministack, slack, tmp_path, monkeypatch, receives=2)
        monkeypatch.setenv("BRIDGE_QUEUE_URL", bridge.queues.url)
        queue, outbox = Queue(bridge.queues.url, read=15.0), SlackOutbox([slack.origin])
        config = HookConfig(destination=Secret(slack.url))
        slack.script(Answer(404, "no_service"), Answer(410, "channel_is_archived"), Answer(403, "invalid_token"))
        configs: dict[bytes, HookConfig | Exception] = {}
        worker = Worker(queue, FakeVault(configs), outbox, pace=0.0)
        for number, kind in enumerate(("issue.created", "push.default", "wiki.created")):
            token = Token(f"token {number % 2}".encode())
            configs[token.raw] = config
            envelope = Envelope({"text": f"text {number}"}, config, token, "backlog", kind, "ACME", str(number))
            QueueOutbox(queue, wall=lambda: time.time() - 7200).post(envelope, deadline=9e9)
            worker.work(queue.receive(wait=2), deadline=time.monotonic() + 60)
            time.sleep(0.01)
        yield bridge
        queue.close()
        outbox.close()
        bridge.queues.close()


def run(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    capsys.readouterr()
    assert main(["dead-letters", *words]) == status
    captured = capsys.readouterr()
    return captured.err if status else captured.out


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(capsys, "list", "--json"))
    return found


@pytest.mark.usefixtures("bridge")
def test_the_newest_first_with_reasons_and_no_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    letters = listed(capsys)
    assert [letter["kind"] for letter in letters] == ["wiki.created", "push.default", "issue.created"]
    assert [letter["slack"] for letter in letters] == ["invalid_token", "channel_is_archived", "no_service"]
    assert {letter["reason"] for letter in letters} == {"destination-refused"}
    assert {letter["source"] for letter in letters} == {"backlog"}
    assert {letter["place"] for letter in letters} == {"ACME"}
    assert {letter["hook"] for letter in letters} == {Token(b"token 0").id, Token(b"token 1").id}
    assert all(letter["age"] >= 7200 and letter["dead_for"] < 60 for letter in letters)
    text = run(capsys, "list")
    lines = text.splitlines()
    assert lines[0].split() == ["ID", "AGE", "SOURCE", "KIND", "PLACE", "HOOK", "REASON"]
    assert lines[1].split()[1:] == [
        "2h", "backlog", "wiki.created", "ACME", Token(b"token 0").id, "destination-refused", "(invalid_token)",
    ]  # fmt: skip
    for secret in ("madeUpSecretPartForTests", Token(b"token 0").text(), "text 0", "127.0.0.1"):
        assert secret not in text + json.dumps(letters)


def test_redrive_all_or_some(bridge: Bridge, capsys: pytest.CaptureFixture[str]) -> None:
    first = listed(capsys)[0]["id"]
    assert run(capsys, "redrive", first) == "1 sent once more.\n"
    assert (bridge.queues.waiting(), bridge.queues.waiting(dead=True)) == (1, 2)
    assert "not among the dead letters" in run(capsys, "redrive", first, status=1)
    assert run(capsys, "redrive") == "2 sent once more.\n"
    assert (bridge.queues.waiting(), bridge.queues.waiting(dead=True)) == (3, 0)
    groups = {record["attributes"]["MessageGroupId"] for record in bridge.queues.batch()["Records"]}
    assert len(groups) == 1, "back in the order of their channel"
    assert run(capsys, "list") == "There are no dead letters.\n"
    assert run(capsys, "redrive", "--all") == "0 sent once more.\n"


def test_discard_wants_to_be_told_which(bridge: Bridge, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--all" in run(capsys, "discard", status=2)
    one = listed(capsys)[1]["id"]
    assert "either" in run(capsys, "discard", one, "--all", status=2)
    assert run(capsys, "discard", one) == "1 thrown away.\n"
    assert [letter["slack"] for letter in listed(capsys)] == ["invalid_token", "no_service"]
    assert run(capsys, "discard", "--all") == "2 thrown away.\n"
    assert bridge.queues.waiting(dead=True) == 0


def test_what_sqs_itself_moved_is_listed_and_redriven_as_a_possible_repeat(
    bridge: Bridge, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "discard", "--all")
    queue = Queue(bridge.queues.url, read=15.0)
    queue.send("not an item", group="its own", deduplication="x")
    for _ in range(3):
        queue.hide([(held, 0) for held in queue.receive(wait=1)])
    [letter] = listed(capsys)
    assert (letter["reason"], letter["source"], letter["detail"]) == ("receive-limit", "", "")
    assert run(capsys, "list").splitlines()[1].split()[2:] == ["-", "-", "-", "-", "receive-limit"]
    run(capsys, "redrive")
    [record] = bridge.queues.batch()["Records"]
    assert record["messageAttributes"]["repeat"]["stringValue"] == "possible"
    assert record["attributes"]["MessageGroupId"] == "its own"
    queue.close()


def test_without_a_queue(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRIDGE_QUEUE_URL", raising=False)
    for words in (["list"], ["redrive"], ["discard", "--all"]):
        assert "BRIDGE_QUEUE_URL is not set" in run(capsys, *words, status=2)
