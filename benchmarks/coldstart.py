"""Cold starts of the built zip beside the import of the five packages from the same zip: ``make coldstart``.

Every start is a process of its own with nothing but the zip on its path, in turn with its floor. The web function makes
its keys and its queue's client, opens a hook under KMS and queues the message; the worker takes it from there to Slack.
Both against stand-ins on this machine, as deployed: wrapped data key, queue, page behind a passphrase.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.__main__ import event, hook, sink
from bridge.passphrase import hash_passphrase
from bridge.seal import SealVault
from bridge.sources import SOURCES
from deploy import bytecode
from deploy.package import build
from tests.ministack import MiniStack
from tests.queue.queues import Queues, make_queues

RUNS: Final = 15
FIVE: Final = "import fastapi, mangum, httpx, boto3, aws_encryption_sdk"
PROBE: Final = """
import json, sys, time
sys.path[:] = [each for each in sys.path if "site-packages" not in each] + [sys.argv[1]]
class Context:
    aws_request_id = "probe"
    def get_remaining_time_in_millis(self): return 30000
start = time.perf_counter(), time.process_time()
if sys.argv[2] == "floor":
    FIVE
else:
    import bridge.handler
    entry = getattr(bridge.handler, sys.argv[2])
ready = time.perf_counter(), time.process_time()
answer = entry(json.loads(sys.stdin.read()), Context()) if sys.argv[2] != "floor" else None
done = time.perf_counter(), time.process_time()
sys.stderr.write(json.dumps({"init": ready[0] - start[0], "first": done[0] - ready[0], "answer": answer,
                             "init_cpu": ready[1] - start[1], "first_cpu": done[1] - ready[1]}) + "\\n")
""".replace("FIVE", FIVE)


@dataclass
class Place:
    """An unpacked zip, an interpreter for it, and the world around it."""

    python: str
    queues: Queues
    environment: Mapping[str, str]
    urls: Sequence[str]

    def start(self, tree: Path, what: str, event_: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """One process from start to its first answer; seconds."""
        done = subprocess.run(
            [self.python, "-B", "-I", "-S", "-c", PROBE, str(tree), what],
            input=json.dumps(event_),
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stderr.splitlines()[-1])
        return found

    def call(self, number: int) -> dict[str, Any]:
        """A delivery that the queue has not seen."""
        sample = SOURCES["backlog"].sample("issue.updated")
        assert sample
        return event(self.urls[number % len(self.urls)], json.dumps({**json.loads(sample.body), "id": number}).encode())


@contextmanager
def place(python: str, hooks: int = 1, **more: str) -> Iterator[Place]:
    """KMS and SQS from MiniStack, Slack from a sink of ours; so many hooks, each of a channel of its own."""
    standin = MiniStack()
    try:
        os.environ |= standin.environment
        kms = standin.client("kms")
        key = kms.create_key()["KeyMetadata"]["Arn"]
        kms.close()
        queues = make_queues(standin)
        wrapped = SealVault([key]).wrap_data_key()
        with sink() as origin:
            vault = SealVault([key], data_keys=[wrapped])
            settings = {
                "BRIDGE_KEY": key,
                "BRIDGE_DATA_KEY": wrapped,
                "BRIDGE_DESTINATIONS": origin,
                "BRIDGE_QUEUE_URL": queues.url,
                "BRIDGE_PAGE": hash_passphrase("benchmark"),
                **more,
            }
            addresses = [f"{origin}/services/T0/B0/x{number}" for number in range(hooks)]
            urls = [hook(vault, "backlog", slack_url=url, space="https://acme.backlog.com") for url in addresses]
            yield Place(python, queues, {**standin.environment, **settings}, urls)
        queues.close()
    finally:
        standin.stop()


def trees(folder: Path, python: str) -> dict[str, Path]:
    """The zip for this machine, unpacked, with bytecode and without."""
    found = {}
    for name, lean in (("with bytecode", False), ("without", True)):
        built = build("x86_64", python, folder=folder, lean=lean)
        found[name] = folder / name.split()[0]
        with zipfile.ZipFile(built.path) as archive:
            archive.extractall(found[name])
    return found


def measure(here: Place, tree: Path, runs: int) -> dict[str, list[dict[str, Any]]]:
    """Floor, web and worker in turn, ``runs`` times after one that fills the machine's caches."""
    figures: dict[str, list[dict[str, Any]]] = {"floor": [], "web": [], "worker": []}
    for number in range(runs + 1):
        round_ = {"floor": here.start(tree, "floor")}
        round_["web"] = here.start(tree, "web", here.call(hash((str(tree), number)) % 10**12))
        assert round_["web"]["answer"]["statusCode"] == 202, round_["web"]["answer"]
        round_["worker"] = here.start(tree, "worker", here.queues.batch())
        assert round_["worker"]["answer"] == {"batchItemFailures": []}, round_["worker"]["answer"]
        for what, figure in round_.items():
            if number:
                figures[what].append(figure)
    return figures


def median(figures: list[dict[str, Any]], what: str) -> float:
    """In milliseconds."""
    return float(statistics.median(each[what] for each in figures)) * 1000


def rows(name: str, figures: dict[str, list[dict[str, Any]]]) -> list[str]:
    """The table's lines for one zip."""
    wall, cpu = (median(figures["floor"], figure) for figure in ("init", "init_cpu"))
    lines = [f"| {name}: the five packages | {wall:.0f} ms, 1 | {cpu:.0f} ms, 1 | |"]
    for what in ("web", "worker"):
        mine = {figure: median(figures[what], figure) for figure in ("init", "init_cpu", "first", "first_cpu")}
        lines.append(
            f"| {name}: `{what}` | {mine['init']:.0f} ms, {mine['init'] / wall:.2f} × "
            f"| {mine['init_cpu']:.0f} ms, {mine['init_cpu'] / cpu:.2f} × "
            f"| {mine['first']:.0f} ms, of these {mine['first_cpu']:.0f} of CPU |"
        )
    return lines


def main() -> None:
    """Measure and print."""
    python = next(each for each in ("3.13", "3.14", "3.12", "3.11") if bytecode.interpreter(each))
    found = bytecode.interpreter(python)
    assert found
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as name, place(found[0]) as here:
        lines = [
            row for kind, tree in trees(Path(name), python).items() for row in rows(kind, measure(here, tree, runs))
        ]
    print(f"Python {python}, {platform.machine()}, {os.cpu_count()} cores; medians of {runs} starts each, in turn\n")
    print("| zip | init, by the clock | init, CPU | first delivery |\n|---|---|---|---|")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
