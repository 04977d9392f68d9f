"""What a month costs, from what one webhook was measured to take: ``make cost``.

Measured on the built zip, as deployed (KMS, wrapped data key, queue, metrics) and warm: CPU of both functions, bytes of
log, calls to SQS and KMS. The waits for AWS and Slack cannot be measured here; they are named below, as are the prices
and how often a function has to be started.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.coldstart import PROBE, Place, place, trees
from deploy import bytecode
from tests.recording import Recorder, recording

# Prices in USD, ap-northeast-1, mid-2026, without what AWS gives away for free.
API = 1.29 / 1e6
REQUEST = 0.20 / 1e6
GB_SECOND = 0.0000133334  # arm64
SQS = 0.50 / 1e6
KMS_CALL, KMS_KEY = 0.03 / 1e4, 1.0
LOG_BYTE = 0.76 / 1e9
ALARMS = 6 * 0.10
METRIC = 0.30
SNAPSHOTS, RESTORE = 2 * 1.95, 0.07 / 1e3

GB: Final = 0.5
CPU_SHARE: Final = 512 / 1769
"""Of one processor: Lambda gives a whole one at 1,769 MB (docs.aws.amazon.com/lambda, "Memory")."""
WAIT_AWS, WAIT_SLACK = 0.015, 0.25
"""Seconds for one call within the region, and for Slack's answer: assumed."""
METRICS: Final = 16
"""Names and dimensions that a month with both outcomes, two reasons and all steps sees: bridge/metrics.py."""
POLLS: Final = 5 * 3 * 60 * 24 * 30
"""Five long polls of 20 s by Lambda while the queue is empty: docs.aws.amazon.com/lambda, "Using Lambda with SQS"."""
LOG_FRAME: Final = 26
"""Bytes that CloudWatch counts for an event besides its text."""
MONTHS: Final[Mapping[str, tuple[int, float]]] = {
    "10 thousand": (10_000, 0.3),
    "1 million": (1_000_000, 0.01),
    "10 million": (10_000_000, 0.002),
}
"""Webhooks a month, and how many of them find no function running: assumed."""
WARM: Final = 60
LOOP: Final = """
calls = json.loads(sys.stdin.read())
taken = []
for number, call in enumerate(calls):
    begin = time.process_time()
    answer = entry(call, Context())
    taken.append(time.process_time() - begin)
    assert answer.get("statusCode", 202) == 202 and not answer.get("batchItemFailures"), answer
sys.stderr.write(json.dumps(taken) + "\\n")
"""
SCRIPT: Final = PROBE[: PROBE.index("answer = entry")] + LOOP


@dataclass(frozen=True)
class Taken:
    """What one warm call takes: seconds of CPU, bytes of log."""

    cpu: float
    log: float


def warm(here: Place, tree: Path, what: str, calls: Sequence[Mapping[str, Any]]) -> Taken:
    """The median of the second half; the first has what a process does once."""
    done = subprocess.run(
        [here.python, "-B", "-I", "-S", "-c", SCRIPT, str(tree), what],
        input=json.dumps(list(calls)),
        env=dict(here.environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    taken = sorted(json.loads(done.stderr.splitlines()[-1])[len(calls) // 2 :])
    lines = done.stdout.splitlines()[len(calls) // 2 :]
    return Taken(taken[len(taken) // 2], sum(len(line.encode()) for line in lines) / len(lines) + LOG_FRAME)


def measured(here: Place, tree: Path) -> tuple[Taken, Taken, Counter[str]]:
    """Both functions, and the calls of one webhook on its whole way."""
    web = warm(here, tree, "web", [here.call(number) for number in range(WARM)])
    worker = warm(here, tree, "worker", list(_singly(here, WARM)))
    recorder = Recorder(here.environment["AWS_ENDPOINT_URL"], {"key": "key"})
    with recording(recorder) as door:
        seen = Place(here.python, here.queues, {**here.environment, "AWS_ENDPOINT_URL": door}, here.urls)
        warm(seen, tree, "web", [here.call(10**6 + number) for number in range(10)])
        warm(seen, tree, "worker", list(_singly(here, 10)))
    # Ten of each: what is done once a process falls out.
    calls = Counter({action: round(count / 10) for action, count in Counter(c.action for c in recorder.calls).items()})
    return web, worker, calls


def _singly(here: Place, count: int) -> Iterator[dict[str, Any]]:
    """Messages as Lambda brings them in quiet times: one at a time."""
    found = 0
    while found < count:
        for record in here.queues.batch()["Records"]:
            found += 1
            yield {"Records": [record]}


def month(count: int, cold: float, web: Taken, worker: Taken, sqs: float, *, burst: bool) -> dict[str, float]:
    """USD by what is paid for. In a burst ten messages of a channel share an invocation, which waits a second each."""
    waits = WAIT_AWS * 2 + (1.0 if burst else WAIT_SLACK)
    seconds = web.cpu / CPU_SHARE + WAIT_AWS + worker.cpu / CPU_SHARE + waits
    share = 0.1 if burst else 1.0
    return {
        "HTTP API": count * API,
        "Lambda": count * (REQUEST * (1 + share) + seconds * GB * GB_SECOND),
        "SQS": (count * (sqs + share) + POLLS) * SQS,
        "KMS": KMS_KEY + count * cold * 2 * KMS_CALL,
        "log": count * (web.log + worker.log) * LOG_BYTE,
        "metrics": METRICS * METRIC,
        "alarms": ALARMS,
        "snapshots": SNAPSHOTS + count * cold * 2 * RESTORE,
    }


def main() -> None:
    """Measure and print."""
    python = next(each for each in ("3.13", "3.14", "3.12", "3.11") if bytecode.interpreter(each))
    found = bytecode.interpreter(python)
    assert found
    with tempfile.TemporaryDirectory() as name, place(found[0], hooks=WARM, BRIDGE_METRICS="bridge-prod") as here:
        web, worker, calls = measured(here, trees(Path(name), python)["with bytecode"])
    print(f"Python {python}, {platform.machine()}, {os.cpu_count()} cores; medians of {WARM // 2} warm calls\n")
    for what, taken in (("web", web), ("worker", worker)):
        print(f"{what}: {taken.cpu * 1000:.1f} ms of CPU, {taken.log:.0f} bytes of log")
    print("calls: " + ", ".join(f"{count} {action}" for action, count in sorted(calls.items()) if count) + "\n")
    sqs = sum(count for action, count in calls.items() if action.startswith("sqs:"))
    months = {name: month(*volume, web, worker, sqs, burst=False) for name, volume in MONTHS.items()}
    months["10 million, all in bursts"] = month(*MONTHS["10 million"], web, worker, sqs, burst=True)
    print(f"| USD a month | {' | '.join(months)} |\n|---|{'---:|' * len(months)}")
    for part in next(iter(months.values())):
        print(f"| {part} | {' | '.join(f'{costs[part]:.2f}' for costs in months.values())} |")
    totals = [sum(costs.values()) for costs in months.values()]
    print(f"| **together** | {' | '.join(f'**{total:.2f}**' for total in totals)} |")


if __name__ == "__main__":
    main() if len(sys.argv) == 1 else sys.exit("python -m benchmarks.cost takes no arguments")
