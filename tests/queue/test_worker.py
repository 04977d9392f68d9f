"""The worker, over a real queue, to a Slack that misbehaves on a script."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bridge.errors import QueueUnavailable, SettingInvalid, VaultUnavailable
from bridge.model import Context, Envelope, HookConfig, Receipt, Secret, Token
from bridge.queue.dead_letters import DeadLetters
from bridge.queue.item import group_of
from bridge.queue.outbox import QueueOutbox
from bridge.queue.sqs import Held, Queue
from bridge.queue.worker import Worker, check
from bridge.slack.post import SlackOutbox
from bridge.slack.repeat import WORDS
from tests.fakes import FakeVault
from tests.ministack import MiniStack, ministack
from tests.queue.queues import Queues, make_queues
from tests.slack.fake_slack import DROP, Answer, Received
from tests.slack.paced_slack import PacedSlack

__all__ = ["ministack"]

DAY = 86_400.0
DOWN = (Answer(500, ""), Answer(503, "<html>"), Answer(500, "rollup_error"))
"""What a post meets at most before the outbox gives up: twice in full, once in plain words."""


class Watched(Queue):
    """Writes down how long messages shall hide, and hides them for a second at most, so that no test waits."""

    def __init__(self, url: str) -> None:
        super().__init__(url, read=15.0)
        self.waits: list[list[float]] = []
        self.faults: list[str] = []

    def hide(self, waits: Sequence[tuple[Held, float]]) -> list[str]:
        self.waits.append([seconds for _, seconds in waits])
        return super().hide([(held, 1 if 0 < seconds < 30 else seconds) for held, seconds in waits])

    def delete(self, held: Held) -> None:
        if "delete" in self.faults:
            self.faults.remove("delete")
            raise QueueUnavailable("SQS does not answer.")
        super().delete(held)

    def dead_letters(self) -> Queue:
        if "bury" in self.faults:
            self.faults.remove("bury")
            raise QueueUnavailable("SQS does not answer.")
        return super().dead_letters()


@dataclass
class Line:
    """A queue with everything around it. ``ahead`` is how far the worker's wall clock runs ahead, in seconds."""

    queues: Queues
    queue: Watched
    slack: PacedSlack
    configs: dict[bytes, HookConfig | Exception] = field(default_factory=dict)
    ahead: float = 0.0
    outboxes: list[SlackOutbox] = field(default_factory=list)

    def worker(self, **parts: Any) -> Worker:
        """A worker as a new process would have it."""
        outbox = SlackOutbox([self.slack.origin], sleep=lambda _: None)
        self.outboxes.append(outbox)
        wall = lambda: time.time() + self.ahead  # noqa: E731 - a clock
        return Worker(self.queue, FakeVault(self.configs), outbox, wall=wall, luck=lambda: 0.5, pace=0.0, **parts)

    def enqueue(self, channel: int, *numbers: int, **config: Any) -> Token:
        """Messages for a channel, as the web function puts them."""
        token = Token(f"token of {channel} {sorted(config)}".encode())
        hook = HookConfig(destination=Secret(self.slack.address(channel)), **config)
        self.configs[token.raw] = hook
        outbox = QueueOutbox(self.queue, wall=time.time)
        for number in numbers:
            payload = {"text": f"message #{number}", "blocks": [section(f"message #{number}")]}
            outbox.post(Envelope(payload, hook, token, "backlog", "issue.created", "ACME", str(number)), deadline=9e9)
        return token

    def turn(self, worker: Worker, *, seconds: float = 60.0) -> int:
        """One receive and its work; returns how many messages stay."""
        return len(worker.work(self.queue.receive(wait=2), deadline=time.monotonic() + seconds))

    def drain(self, worker: Worker, turns: int = 12) -> None:
        """Turns until the queue is empty."""
        for _ in range(turns):
            self.turn(worker)
            if not self.queues.waiting():
                return
        raise AssertionError(f"{self.queues.waiting()} messages are left")


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


@pytest.fixture(name="line")
def _line(ministack: MiniStack, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    for name, value in ministack.environment.items():
        monkeypatch.setenv(name, value)
    queues = make_queues(ministack)
    with PacedSlack(rate=0) as slack:
        line = Line(queues, Watched(queues.url), slack)
        yield line
        for outbox in line.outboxes:
            outbox.close()
        line.queue.close()
        queues.close()


def messages(caplog: pytest.LogCaptureFixture) -> list[Any]:
    return [r.args for r in caplog.records if isinstance(r.args, dict) and r.args["event"] == "message"]


def test_each_channel_gets_its_messages_in_order(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bridge")
    for number in range(5):
        line.enqueue(1, number)
        line.enqueue(2, number + 100)
    line.drain(line.worker())
    assert line.slack.numbers(1) == [0, 1, 2, 3, 4]
    assert line.slack.numbers(2) == [100, 101, 102, 103, 104]
    told = messages(caplog)
    assert [(each["outcome"], each["attempts"], each["kind"]) for each in told] == [("posted", 1, "issue.created")] * 10
    assert all(each["id"] and each["slack"] == "ok" and each["age"] >= 0 and each["ms"] > 0 for each in told)


def test_one_channels_trouble_does_not_hold_up_another(line: Line) -> None:
    """Two channels of one batch are posted at the same time: each waits for the other's request."""
    met = threading.Barrier(2, timeout=30)

    class Meeting(SlackOutbox):
        def post(self, envelope: Envelope, *, deadline: float) -> Receipt:
            met.wait()
            return super().post(envelope, deadline=deadline)

    line.enqueue(1, 1)
    line.enqueue(2, 2)
    outbox = Meeting([line.slack.origin])
    line.outboxes.append(outbox)
    held = line.queue.receive(wait=2)
    assert len(held) == 2
    worker = Worker(line.queue, FakeVault(line.configs), outbox)
    assert worker.work(held, deadline=time.monotonic() + 60) == set()


def test_what_slack_asks_for_is_honoured_and_the_channel_waits(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    line.enqueue(1, 1, 2, 3)
    line.slack.script(Answer(429, "", {"Retry-After": "600"}))
    assert line.turn(line.worker()) == 3
    assert [round(seconds) for seconds in line.queue.waits[-1]] == [600, 600, 600]
    assert len(line.slack.requests) == 1, "what stands behind is not tried"
    [told] = messages(caplog)
    assert (told["outcome"], told["reason"], told["slack"], told["behind"]) == (
        "retried",
        "destination-busy",
        "HTTP 429",
        2,
    )


def test_a_failing_slack_is_asked_again_later_and_nothing_is_marked(line: Line) -> None:
    line.enqueue(1, 1, 2)
    worker = line.worker()
    line.slack.script(*DOWN, *DOWN)
    assert line.turn(worker) == 2
    assert line.queue.waits[-1] == [2.0, 2.0]
    line.drain(worker)
    assert line.slack.numbers(1) == [1, 2]
    assert not [request for request in line.slack.requests if WORDS["en"] in request.body.decode()]


def test_waits_grow_with_age_up_to_a_quarter_of_an_hour(line: Line) -> None:
    line.enqueue(1, 1)
    held = line.queue.receive(wait=2)
    for age, wait in ((0.0, 2.0), (100.0, 50.0), (1000.0, 500.0), (DAY / 2, 900.0)):
        line.slack.script(*DOWN)
        aged = [replace(each, first_received=time.time() - age) for each in held]
        assert len(line.worker().work(aged, deadline=time.monotonic() + 60)) == 1
        assert line.queue.waits[-1] == [pytest.approx(wait, abs=2)]


def test_a_day_is_waited_and_no_longer(line: Line) -> None:
    line.enqueue(1, 1)
    worker = line.worker()
    line.slack.script(*DOWN)
    assert line.turn(worker) == 1
    line.ahead = DAY + 60
    line.slack.script(*DOWN)
    line.drain(worker)
    [dead] = line.queues.dead()
    assert (dead["reason"], dead["word"]) == ("destination-busy", "rollup_error")


def test_a_worker_that_was_away_for_a_day_buries_nothing_at_once(line: Line) -> None:
    line.enqueue(1, 1)
    held = [replace(each, sent=each.sent - 2 * DAY) for each in line.queue.receive(wait=2)]
    line.slack.script(*DOWN)
    assert line.worker().work(held, deadline=time.monotonic() + 60) == {held[0].message_id}
    held = [replace(each, sent=each.sent - 11 * DAY) for each in held]
    line.slack.script(*DOWN)
    assert line.worker().work(held, deadline=time.monotonic() + 60) == set(), "before SQS forgets it without a word"
    assert len(line.queues.dead()) == 1


def test_a_message_that_alone_fails_does_not_hold_its_channel(line: Line) -> None:
    def poison(request: Received) -> Answer | None:
        return Answer(500, "") if "#2" in request.json["text"] else None

    line.slack._meet = poison
    line.enqueue(1, 1, 2, 3, 4)
    line.drain(line.worker())
    assert line.slack.numbers(1) == [1, 3, 4]
    [dead] = line.queues.dead()
    assert (dead["reason"], dead["word"]) == ("destination-busy", "HTTP 500")
    forms = ["blocks" in request.json for request in line.slack.requests if "#2" in request.json["text"]]
    assert forms == [True, True, False] * 3, "twice in full and once in plain words, in each of three turns"


def test_a_destination_that_fails_on_everything_loses_nothing(line: Line) -> None:
    line.slack._meet = lambda _: Answer(500, "")
    line.enqueue(1, 1, 2, 3)
    worker = line.worker()
    for _ in range(5):
        line.turn(worker)
    assert (line.queues.waiting(), line.queues.waiting(dead=True)) == (3, 0)
    line.slack._meet = lambda _: None
    line.drain(worker)
    assert line.slack.numbers(1) == [1, 2, 3]


def test_what_is_gone_for_good_is_said_loudly_once(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bridge")
    line.slack._meet = lambda _: Answer(404, "no_active_hooks")
    token = line.enqueue(1, 1, 2, 3)
    line.drain(line.worker())
    assert [dead["word"] for dead in line.queues.dead()] == ["no_active_hooks"] * 3
    levels = [r.levelno for r in caplog.records if r.args in messages(caplog)]
    assert levels == [logging.ERROR, logging.INFO, logging.INFO]
    assert [(told["nth"], told["id"], told["outcome"]) for told in messages(caplog)] == [
        (1, token.id, "dead"),
        (2, token.id, "dead"),
        (3, token.id, "dead"),
    ]


def test_no_answer_is_buried_not_repeated_and_a_redrive_says_so(line: Line) -> None:
    line.enqueue(1, 1, 2, context=Context(language="ja"))
    line.slack.script(DROP)
    worker = line.worker()
    line.drain(worker)
    assert line.slack.numbers(1) == [2]
    letters = DeadLetters(line.queue, clock=time.monotonic)
    [letter], count = letters.listed()
    assert (letter.reason, letter.kind, count) == ("destination-silent", "issue.created", 1)
    assert letters.redrive() == 1
    line.drain(worker)
    assert line.slack.numbers(1) == [2, 1]
    last = line.slack.requests[-1].json
    assert WORDS["ja"] in last["text"]
    assert WORDS["ja"] in last["blocks"][-1]["elements"][0]["text"]
    assert (line.queues.waiting(), line.queues.waiting(dead=True)) == (0, 0)


def test_a_hook_that_was_revoked_meanwhile_stays_shut(line: Line) -> None:
    token = line.enqueue(1, 1)
    del line.configs[token.raw]
    line.drain(line.worker())
    assert [dead["reason"] for dead in line.queues.dead()] == ["seal-broken"]
    assert line.slack.requests == []


def test_a_key_service_that_is_away_loses_nothing(line: Line) -> None:
    token = line.enqueue(1, 1, 2)
    config, line.configs[token.raw] = line.configs[token.raw], VaultUnavailable("KMS does not answer.")
    worker = line.worker()
    assert line.turn(worker) == 2
    line.configs[token.raw] = config
    line.drain(worker)
    assert line.slack.numbers(1) == [1, 2]


@pytest.mark.parametrize(
    "body",
    ["hello", "[]", "null", '{"v": 2}', '{"v": 1, "token": "x"}', "[" * 3000, '{"v":1,"token":"AQ","payload":[]}'],
)
def test_what_nobody_can_read_is_buried(line: Line, body: str) -> None:
    line.queue.send(body, group="g", deduplication="d")
    line.drain(line.worker())
    [dead] = line.queues.dead()
    assert (dead["reason"], dead["body"]) == ("item-unreadable", body)


def test_a_defect_is_buried_with_its_place(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    token = line.enqueue(1, 1)
    line.configs[token.raw] = KeyError("words of the payload")
    line.drain(line.worker())
    assert [dead["reason"] for dead in line.queues.dead()] == ["internal-error"]
    assert "words of the payload" not in caplog.text
    assert any("KeyError at" in str(record.args) for record in caplog.records)


# --- killed between Slack's ok and the delete ----------------------------------------------------------------------


def killed(line: Line, count: int) -> list[Held]:
    """A batch of which a worker has posted the first and died: it comes back after its hiding, with a receive more."""
    line.enqueue(1, *range(1, count + 1))
    held = line.queue.receive(wait=2)
    line.ahead = 61.0
    return [replace(each, receives=2) for each in held]


def texts(line: Line) -> list[bool]:
    """For each request, whether it was marked."""
    return [WORDS["en"] in request.json["text"] for request in line.slack.requests]


def test_a_possible_repeat_is_marked_and_nothing_behind_it(line: Line) -> None:
    line.worker().work(killed(line, 3), deadline=time.monotonic() + 60)
    assert texts(line) == [True, False, False]


def test_what_comes_back_before_its_hiding_has_ended_is_no_repeat(line: Line) -> None:
    held = killed(line, 1)
    line.ahead = 50.0
    line.worker().work(held, deadline=time.monotonic() + 60)
    assert texts(line) == [False]


def test_what_this_worker_gave_back_itself_is_no_repeat(line: Line) -> None:
    line.enqueue(1, 1)
    worker = line.worker()
    line.slack.script(*DOWN)
    assert line.turn(worker) == 1
    line.ahead = 1000.0
    line.drain(worker)
    assert texts(line) == [False] * 4
    assert line.slack.numbers(1) == [1]


def test_a_delete_that_fails_stops_the_group_and_posts_nothing_twice(line: Line) -> None:
    line.enqueue(1, 1, 2)
    worker = line.worker()
    line.queue.faults.append("delete")
    held = line.queue.receive(wait=2)
    assert len(worker.work(held, deadline=time.monotonic() + 60)) == 2
    assert line.slack.numbers(1) == [1]
    assert worker.work(held, deadline=time.monotonic() + 60) == set()
    assert line.slack.numbers(1) == [1, 2]
    assert line.queues.waiting() == 0


def test_a_burial_that_fails_is_made_up_for_and_nothing_is_posted_twice(line: Line) -> None:
    line.enqueue(1, 1, 2)
    worker = line.worker()
    line.slack.script(DROP)
    line.queue.faults.append("bury")
    held = line.queue.receive(wait=2)
    assert len(worker.work(held, deadline=time.monotonic() + 60)) == 2
    assert worker.work(held, deadline=time.monotonic() + 60) == set()
    assert line.slack.numbers(1) == [2]
    assert [dead["reason"] for dead in line.queues.dead()] == ["destination-silent"]


def test_a_batch_that_comes_twice_is_posted_once(line: Line) -> None:
    line.enqueue(1, 1, 2)
    held = line.queue.receive(wait=2)
    assert line.worker().work(held, deadline=time.monotonic() + 60) == set()
    assert line.worker().work(held, deadline=time.monotonic() + 60) == {each.message_id for each in held}
    assert line.slack.numbers(1) == [1, 2]


# --- time and settings ---------------------------------------------------------------------------------------------


def test_what_there_is_no_time_for_goes_back_at_once(line: Line) -> None:
    line.enqueue(1, 1, 2)
    worker = line.worker()
    assert line.turn(worker, seconds=-1) == 2
    assert line.queue.waits[-1] == [0.0, 0.0]
    assert line.slack.requests == []
    line.drain(worker)
    assert line.slack.numbers(1) == [1, 2]


def test_a_stopped_worker_gives_back_the_rest(line: Line) -> None:
    line.enqueue(1, 1, 2)
    worker = line.worker()
    line.slack._meet = lambda _: worker.stop()
    assert line.turn(worker) == 1
    assert line.slack.numbers(1) == [1]


def test_a_channels_pace_is_kept(line: Line) -> None:
    line.enqueue(1, 1, 2, 3)
    worker = line.worker()
    worker._pace = 0.3
    start = time.monotonic()
    line.drain(worker)
    assert time.monotonic() - start >= 0.6
    assert line.slack.numbers(1) == [1, 2, 3]


def test_a_queue_that_is_not_fit_for_a_worker(ministack: MiniStack, line: Line) -> None:
    short = make_queues(ministack, hidden=5)
    queue, dead = Queue(short.url), Queue(short.dead_url)
    with pytest.raises(SettingInvalid, match="visibility timeout"):
        check(queue)
    worker = Worker(queue, FakeVault({}), SlackOutbox([line.slack.origin]))
    with pytest.raises(QueueUnavailable, match="set it higher"):
        worker.work([], deadline=9e9)
    with pytest.raises(SettingInvalid, match="no dead-letter queue"):
        check(dead)
    with pytest.raises(QueueUnavailable, match="no dead-letter queue"):
        dead.dead_letters()
    check(line.queue)
    for each in (queue, dead, short):
        each.close()


def test_a_group_is_its_destination_and_does_not_tell_it() -> None:
    one, other = (group_of(Secret(f"https://hooks.slack.com/services/T1/B1/{end}")) for end in ("a", "b"))
    assert one != other
    assert len(one) == 32
    assert json.dumps(one).isascii()
