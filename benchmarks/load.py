"""A burst of webhooks through a real server, a local SQS and a local Slack that keeps its pace: ``make load``.

Everything runs on this machine: MiniStack in SQS's place, ``bridge serve`` and ``bridge work`` as processes of their
own, and a Slack with a bucket of one message a second for each channel, which fails by chance where a run says so.
Each run prints a row of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

import httpx

from bridge.assembly_worker import build_vault, build_worker
from bridge.queue.sqs import Queue
from bridge.settings import Settings
from bridge.slack.repeat import WORDS
from tests.hooks import key_file, sealed
from tests.kms import free_port
from tests.ministack import MiniStack
from tests.queue.queues import Queues, make_queues
from tests.slack.fake_slack import Answer
from tests.slack.paced_slack import NUMBER, PacedSlack

SENDERS: Final = 16
AT_ONCE: Final = 200
HIDDEN: Final = 15
"""Seconds after which a killed worker's messages come back."""


@dataclass
class Run:
    """One burst: ``each`` deliveries for each of ``channels``."""

    name: str
    channels: int
    each: int
    failing: float = 0.0
    kills: int = 0
    workers: int = 1
    direct: bool = False
    twice: bool = False


@dataclass
class Result:
    """What came of it. ``told`` counts the senders' answers."""

    told: Counter[int] = field(default_factory=Counter)
    accepting: float = 0.0
    latencies: list[float] = field(default_factory=list)
    draining: float = 0.0
    killed: int = 0
    aimed: int = 0


def body(channel: int, number: int) -> bytes:
    """A Backlog webhook whose summary says which it is."""
    return json.dumps(
        {
            "id": channel * 100_000 + number + 1,
            "project": {"id": 7, "projectKey": "LOAD", "name": "Load"},
            "type": 1,
            "content": {"id": number + 1, "key_id": number + 1, "summary": f"#{number} of a burst", "description": "x"},
            "createdUser": {"id": 1, "name": "sender"},
            "created": "2026-11-20T01:02:03Z",
        }
    ).encode()


@contextmanager
def started(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process, killed at the end."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    with log.open("ab") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "bridge", *command], env=kept | environment, stdout=file, stderr=file
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


class Workers:
    """``bridge work``, which somebody kills at random; one alone also right after Slack's answer, every other time."""

    def __init__(self, run: Run, environment: dict[str, str], log: Path) -> None:
        self._run, self._environment, self._log = run, environment, log
        self._stack = ExitStack()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._lock = threading.Lock()
        self._aim = False
        self.killed = self.aimed = 0

    def __enter__(self) -> Workers:
        for _ in range(self._run.workers):
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _start(self) -> None:
        self._processes.append(self._stack.enter_context(started(["work"], self._environment, self._log)))

    def meet(self) -> Answer | None:
        """Slack's side of a kill: it has the message, and its answer reaches nobody."""
        with self._lock:
            if not self._aim:
                return None
            self._aim = False
            self.aimed += 1
        self._kill()
        return Answer()

    def _kill(self) -> None:
        process = self._processes.pop(0)
        process.kill()
        process.wait()
        self.killed += 1
        self._start()

    def disturb(self, kills: int, over: float) -> None:
        """Kill so often within ``over`` seconds."""
        chance = random.Random(7)
        for number in range(kills):
            time.sleep(over / kills * chance.uniform(0.5, 1.0))
            if number % 2 or self._run.workers > 1:
                self._kill()
            else:
                with self._lock:
                    self._aim = True


def send(run: Run, origin: str, paths: list[str], result: Result) -> None:
    """The burst. Into the queue each channel's deliveries come one after the other, so that there is an order to keep;
    without it they come all at once, as from senders that do not wait for each other, and hang up after 10 s."""
    senders = AT_ONCE if run.direct else SENDERS
    limits = httpx.Limits(max_connections=senders, max_keepalive_connections=senders)
    with httpx.Client(limits=limits, timeout=10, trust_env=False) as client, ThreadPoolExecutor(senders) as pool:

        def deliver(channel: int, number: int) -> None:
            start = time.perf_counter()
            try:
                status = client.post(origin + paths[channel], content=body(channel, number)).status_code
            except httpx.TransportError:
                status = 0
            result.latencies.append(time.perf_counter() - start)
            result.told[status] += 1

        def all_of(channel: int) -> None:
            for number in range(run.each):
                deliver(channel, number)

        start = time.perf_counter()
        if run.direct:
            for number in range(run.each):
                for channel in range(run.channels):
                    pool.submit(deliver, channel, number)
            pool.shutdown()
        else:
            list(pool.map(all_of, range(run.channels)))
        result.accepting = time.perf_counter() - start


def wait_for(origin: str) -> None:
    """Until the server answers."""
    for _ in range(200):
        try:
            httpx.get(f"{origin}/healthz", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def measure(run: Run, ministack: MiniStack, folder: Path) -> tuple[Result, PacedSlack, Queues]:
    """One run from an empty queue to an empty queue."""
    queues, result, port = make_queues(ministack, hidden=HIDDEN), Result(), free_port()
    key = key_file(folder)
    environment = {
        **ministack.environment,
        "BRIDGE_KEY": key,
        "BRIDGE_DATA_KEY": build_vault(Settings(keys=(key,))).wrap_data_key(),
        "BRIDGE_LOG_LEVEL": "WARNING",
    }
    log = folder / "log"
    origin = f"http://127.0.0.1:{port}"
    workers: Workers | None = None
    slack = PacedSlack(rate=1.0, failing=run.failing, meet=lambda _: workers.meet() if workers else None)
    with slack:
        environment |= {"BRIDGE_DESTINATIONS": slack.origin}
        environment |= {} if run.direct else {"BRIDGE_QUEUE_URL": queues.url}
        settings = Settings(
            keys=(key,), data_keys=(environment["BRIDGE_DATA_KEY"],), destinations=(slack.origin,), queue_url=queues.url
        )
        vault = build_vault(settings)
        paths = [sealed(vault, slack.address(channel)) for channel in range(run.channels)]
        with started(["serve", "--port", str(port)], environment, log):
            wait_for(origin)
            send(run, origin, paths, result)
        start = time.perf_counter()
        if run.twice:
            drain_twice(settings, queues)
        elif not run.direct:
            workers = Workers(run, environment, log)
            with workers:
                if run.kills:
                    workers.disturb(run.kills, run.each * 0.8)
                while queues.waiting():
                    time.sleep(0.2)
            result.killed, result.aimed = workers.killed, workers.aimed
        result.draining = time.perf_counter() - start
    return result, slack, queues


def drain_twice(settings: Settings, queues: Queues) -> None:
    """As a Lambda function whose every batch is delivered a second time, to another sandbox."""
    os.environ |= {"AWS_ENDPOINT_URL": queues.client.meta.endpoint_url, "AWS_REGION": "ap-northeast-1"}
    os.environ |= {"AWS_DEFAULT_REGION": "ap-northeast-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    queue = Queue(queues.url, read=15.0)
    sandboxes = [build_worker(settings, build_vault(settings), queue) for _ in range(2)]

    def batches() -> None:
        while queues.waiting():
            held = queue.receive(wait=1)
            for sandbox in sandboxes:
                sandbox.work(held, deadline=time.monotonic() + 60)

    with ThreadPoolExecutor(8) as pool:
        for _ in range(8):
            pool.submit(batches)


def report(run: Run, result: Result, slack: PacedSlack, queues: Queues) -> None:
    """One line, and the zeros."""
    posted = [slack.numbers(channel) for channel in range(run.channels)]
    lost = doubled = disordered = 0
    for numbers in posted:
        lost += run.each - len(set(numbers))
        doubled += len(numbers) - len(set(numbers))
        firsts = list(dict.fromkeys(numbers))
        disordered += sum(later < earlier for earlier, later in pairwise(firsts))
    marked, in_vain = marks(slack)
    dead = queues.waiting(dead=True)
    latency = sorted(result.latencies)
    rate = sum(result.told.values()) / result.accepting
    print(f"\n{run.name}: {run.channels} channels, {run.each} each")
    print(
        f"  told {dict(result.told)} in {result.accepting:.1f} s: {rate:.0f}/s, "
        f"p50 {statistics.median(latency) * 1000:.0f} ms, p99 {latency[int(len(latency) * 0.99)] * 1000:.0f} ms"
    )
    if not run.direct:
        limit = run.each - 1
        print(
            f"  drained in {result.draining:.1f} s; Slack's pace allows {limit} s: {result.draining / limit:.2f} times"
        )
        print(f"  workers killed {result.killed} times, of which {result.aimed} right after Slack's answer")
    print(f"  lost {lost - dead}, dead letters {dead}, out of order {disordered}, doubled {doubled}")
    print(f"  marked as possible repeats: {marked} of the doubled, {in_vain} others")
    print(f"  Slack answered {dict(sorted(slack.answers.items()))}")
    if run.direct:
        agreed = result.told[200] == sum(len(numbers) for numbers in posted)
        print(f"  what senders were told is what happened: {agreed} ({result.told[200]} posted, {lost} refused)")


def marks(slack: PacedSlack) -> tuple[int, int]:
    """How many marked messages stood there already, and how many did not."""
    repeats = others = 0
    for texts in slack.posted.values():
        seen: set[str] = set()
        for text in texts:
            number = NUMBER.search(text)
            name = number[0] if number else text
            repeats += WORDS["en"] in text and name in seen
            others += WORDS["en"] in text and name not in seen
            seen.add(name)
    return repeats, others


def floor(ministack: MiniStack) -> None:
    """What the stand-in alone takes: bare SendMessage calls, as many at a time."""
    queues = make_queues(ministack)
    payload = "x" * 2500

    def put(number: int) -> None:
        queues.client.send_message(
            QueueUrl=queues.url,
            MessageBody=payload,
            MessageGroupId=str(number % 20),
            MessageDeduplicationId=str(number),
        )

    start = time.perf_counter()
    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(put, range(1000)))
    print(f"the stand-in alone: {1000 / (time.perf_counter() - start):.0f} SendMessage/s")


def main() -> None:
    """Every run, or with ``--small`` a tenth of it; ``--only`` names one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--only")
    arguments = parser.parse_args()
    each = 5 if arguments.small else 50
    kills = 2 if arguments.small else 8
    runs = [
        Run("burst", 20, each),
        Run("killed workers", 20, each, kills=kills),
        Run("Slack fails 30 %", 20, each, failing=0.3),
        Run("both", 20, each, failing=0.3, kills=kills, workers=2),
        Run("every batch delivered twice", 20, max(each // 5, 3), twice=True),
        Run("direct", 20, each, direct=True),
    ]
    ministack = MiniStack()
    try:
        floor(ministack)
        for run in runs:
            if arguments.only in {None, run.name}:
                with tempfile.TemporaryDirectory() as folder:
                    report(run, *measure(run, ministack, Path(folder)))
    finally:
        ministack.stop()


if __name__ == "__main__":
    main()
