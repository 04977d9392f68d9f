"""``bridge work`` as a process of its own: it drains, ends in good order, and is killed at the worst moment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bridge.cli import main
from bridge.errors import QueueUnavailable
from bridge.model import Envelope, Token
from bridge.queue.outbox import QueueOutbox
from bridge.queue.sqs import Held, Queue
from bridge.queue.standing import StandingWorker
from bridge.queue.worker import Worker
from bridge.slack.repeat import WORDS
from tests.fakes import FakeOutbox, FakeVault
from tests.hooks import sealed
from tests.kms import free_port
from tests.ministack import MiniStack, ministack
from tests.queue.queues import Bridge, make_bridge
from tests.slack.fake_slack import Answer, Received
from tests.slack.paced_slack import PacedSlack

__all__ = ["ministack"]


@contextmanager
def working(bridge: Bridge, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``bridge work``, killed at the end if it is still there. Its log is in ``folder``."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("COVERAGE", "PATH", "HOME", "LANG"))}
    with (folder / "work.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bridge", "work"], env=kept | bridge.environment, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def enqueue(bridge: Bridge, slack: PacedSlack, channels: int, each: int) -> None:
    """``each`` messages for each channel, in turn, through the real vault and queue."""
    queue = Queue(bridge.queues.url)
    outbox = QueueOutbox(queue, wall=time.time)
    tokens = [Token.parse(sealed(bridge.vault, slack.address(n)).split("config=")[1]) for n in range(channels)]
    for number in range(each):
        for token in tokens:
            config = bridge.vault.open(token, "backlog")
            payload = {"text": f"message #{number}"}
            outbox.post(Envelope(payload, config, token, "backlog", "issue.created", "", str(number)), deadline=9e9)
    queue.close()


def wait_until_empty(bridge: Bridge, seconds: float) -> None:
    until = time.monotonic() + seconds
    while bridge.queues.waiting():
        assert time.monotonic() < until, f"{bridge.queues.waiting()} messages are left"
        time.sleep(0.2)


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "work.log").read_text().splitlines() if line.startswith("{")]


def test_a_burst_drains_at_each_channels_pace_and_the_worker_ends_in_good_order(
    ministack: MiniStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PacedSlack(rate=1.0) as slack:
        bridge = make_bridge(ministack, slack, tmp_path, monkeypatch)
        enqueue(bridge, slack, channels=4, each=4)
        with working(bridge, tmp_path) as process:
            wait_until_empty(bridge, 40)
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        assert [slack.numbers(channel) for channel in range(4)] == [[0, 1, 2, 3]] * 4
        bridge.queues.close()
    told = lines(tmp_path)
    assert [line["event"] for line in (told[0], told[-1])] == ["started", "stopped"]
    assert [line["outcome"] for line in told[1:-1]] == ["posted"] * 16


def test_failures_cost_no_message_and_no_order(
    ministack: MiniStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PacedSlack(rate=0, failing=0.3) as slack:
        bridge = make_bridge(ministack, slack, tmp_path, monkeypatch)
        enqueue(bridge, slack, channels=3, each=6)
        with working(bridge, tmp_path):
            wait_until_empty(bridge, 90)
        assert [slack.numbers(channel) for channel in range(3)] == [list(range(6))] * 3
        assert bridge.queues.waiting(dead=True) == 0
        assert not [text for texts in slack.posted.values() for text in texts if WORDS["en"] in text]
        bridge.queues.close()


def test_killed_between_slacks_ok_and_the_delete(
    ministack: MiniStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, killed = threading.Event(), threading.Event()

    def meet(request: Received) -> Answer | None:
        if "#1" in request.json["text"] and not reached.is_set():
            reached.set()
            killed.wait(60)  # Slack has it, and the worker never hears so
            return Answer()
        return None

    with PacedSlack(rate=0, meet=meet) as slack:
        bridge = make_bridge(ministack, slack, tmp_path, monkeypatch, hidden=15)
        enqueue(bridge, slack, channels=1, each=4)
        with working(bridge, tmp_path) as process:
            assert reached.wait(60)
            process.kill()
            process.wait()
            killed.set()
        with working(bridge, tmp_path):
            wait_until_empty(bridge, 60)
        assert slack.numbers(0) == [0, 1, 1, 2, 3], "it doubles rather than loses"
        marked = [WORDS["en"] in text for text in next(iter(slack.posted.values()))]
        assert marked == [False, False, True, False, False], "and says so"
        bridge.queues.close()


def test_a_start_without_a_fit_queue_says_why(
    ministack: MiniStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with PacedSlack() as slack:
        bridge = make_bridge(ministack, slack, tmp_path, monkeypatch)
        for name, value in bridge.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("BRIDGE_QUEUE_URL", bridge.queues.dead_url)
        assert main(["work"]) == 2
        assert "no dead-letter queue" in capsys.readouterr().err
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
        assert main(["work"]) == 1
        assert "does not answer" in capsys.readouterr().err
        monkeypatch.delenv("BRIDGE_QUEUE_URL")
        assert main(["work"]) == 2
        assert "BRIDGE_QUEUE_URL is not set" in capsys.readouterr().err
        bridge.queues.close()


def test_a_queue_that_is_away_for_a_while_is_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    """The first fetch fails, the second stops the worker."""

    class Away(Queue):
        fetched = 0

        def receive(self, *, wait: int = 0, hidden: int | None = None) -> list[Held]:
            self.fetched += 1
            if self.fetched == 1:
                raise QueueUnavailable("SQS does not answer.")
            standing.stop()
            return []

    queue = Away("https://sqs.eu-west-1.amazonaws.com/123456789012/b.fifo")
    standing = StandingWorker(Worker(queue, FakeVault({}), FakeOutbox()), queue, later=0.01)
    standing.run()
    assert queue.fetched == 2
    assert [record.args for record in caplog.records] == [
        {"event": "queue", "error": "queue-unavailable", "detail": "SQS does not answer."}
    ]
