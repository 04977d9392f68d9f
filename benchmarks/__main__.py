"""Prints the table of docs/benchmarks.md, measured on this machine: ``make bench``.

Figures are medians; each is measured in turn with its floor, so that both see the same machine.
"""

from __future__ import annotations

import base64
import compileall
import json
import os
import platform
import random
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from bridge.assembly import render_safely
from bridge.config import Options, hook_config
from bridge.model import Context, Delivery
from bridge.seal import SealVault, write_key
from bridge.slack.destination import check_destination
from bridge.sources import SOURCES
from bridge.sources.diff import changed_lines

WARM, COLD = 400, 9
Row = tuple[str, str, str, str]
ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "node_modules/@octokit/webhooks-examples/api.github.com/index.json"
HOST = "https://abcdefghij.execute-api.ap-northeast-1.amazonaws.com"
SLACK = "https://hooks.slack.com/services/T0123456789/B0123456789/AbCdEfGhIjKlMnOpQrStUvWx"


def timed(run: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def in_turn(times: int, *runs: Callable[[], object]) -> list[list[float]]:
    """Every run ``times`` times, one after the other in turn; a list of milliseconds each."""
    figures: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for run, figure in zip(runs, figures, strict=True):
            figure.append(timed(run))
    return figures


@contextmanager
def sink() -> Iterator[str]:
    """A local receiver in Slack's place; yields its origin."""
    receiver = subprocess.Popen([sys.executable, "-m", "benchmarks.sink"], stdout=subprocess.PIPE, text=True)
    try:
        assert receiver.stdout
        yield f"http://127.0.0.1:{receiver.stdout.readline().strip()}"
    finally:
        receiver.kill()
        receiver.communicate()


def event(url: str, body: bytes) -> dict[str, Any]:
    """An API Gateway HTTP API event, payload 2.0."""
    path, _, query = url.removeprefix(HOST).partition("?")
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {"content-type": "application/json; charset=UTF-8", "host": HOST.removeprefix("https://")},
        "requestContext": {
            "http": {"method": "POST", "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "x"},
            "stage": "$default",
        },
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }


def hook(vault: SealVault, source: str, **options: Any) -> str:
    """A sealed URL; the destination's own origin is allowed."""
    origin = options["slack_url"].split("/services")[0]
    config = hook_config(
        Options(source=source, **options),
        now=time.time(),
        check_destination=lambda url: check_destination(url, [origin]),
    )
    return f"{HOST}/hooks/{source}?config={vault.seal(config, source).text()}"


def warm_and_cold(folder: Path, rows: list[Row]) -> None:
    """The whole Lambda handler against a bare POST, and a cold process against the five imports."""
    sample = SOURCES["backlog"].sample("issue.updated")
    assert sample
    key = f"file:{folder / 'key'}"
    with sink() as origin:
        wrapped = SealVault([key]).wrap_data_key()
        os.environ |= {"BRIDGE_KEY": key, "BRIDGE_DESTINATIONS": origin, "BRIDGE_LOG_LEVEL": "WARNING"}
        os.environ["BRIDGE_DATA_KEY"] = wrapped
        vault = SealVault([key], data_keys=[wrapped])
        address = f"{origin}/services/T0/B0/x"
        call = event(hook(vault, "backlog", slack_url=address, space="https://acme.backlog.com"), sample.body)

        from bridge.handler import web  # noqa: PLC0415 - it reads the environment at import

        def deliver() -> None:
            answer = web(call, None)
            assert answer["statusCode"] == 200, answer

        client = httpx.Client(trust_env=False)
        payload = json.dumps({"text": "x" * 1500}).encode()
        deliver()
        floor, whole = in_turn(WARM, lambda: client.post(address, content=payload), deliver)
        rows.append(("one delivery through the Lambda handler, warm", *compared(floor, whole, "a bare httpx POST")))
        file = folder / "event.json"
        file.write_text(json.dumps(call), encoding="utf-8")
        python = [sys.executable, "-m", "benchmarks.cold"]
        imports, first = in_turn(
            COLD,
            lambda: subprocess.run([*python, "floor"], check=True),
            lambda: subprocess.run([*python, "bridge", str(file)], check=True),
        )
        rows.append(("process start to the first 200", *compared(imports, first, "importing the five packages")))


def compared(floor: list[float], whole: list[float], name: str) -> tuple[str, str, str]:
    """Median, the floor's, and how they compare."""
    low, high = statistics.median(floor), statistics.median(whole)
    return f"{high:.2f} ms", f"{low:.2f} ms ({name})", f"+{high - low:.2f} ms, {high / low:.2f} ×"


def lengths(folder: Path, rows: list[Row]) -> None:
    """Whole URLs of typical hooks in both forms."""
    key = f"file:{folder / 'key'}"
    bare = SealVault([key])
    short = SealVault([key], data_keys=[bare.wrap_data_key()])
    typical: dict[str, dict[str, Any]] = {
        "backlog": {"space": "https://twelveletter.backlog.com", "only": ("issue.*", "pull_request.*")},
        "github": {"secret": secrets.token_hex(32), "only": ("pull_request.*", "issues.opened")},
    }
    for source, options in typical.items():
        for form, vault in (("short form", short), ("SDK form, local key", bare)):
            url = hook(vault, source, slack_url=SLACK, language="ja", **options)
            rows.append((f"URL of a typical {source} hook, {form}", f"{len(url)} characters", "", ""))


def worst_diff(rows: list[Row]) -> None:
    """Changed descriptions of 64 kB; the slowest pair counts."""
    choose = random.Random(7)

    def words(count: int) -> str:
        return " ".join(choose.choices(["alpha", "beta", "gamma", "delta", "課題", "更新", "担当者"], k=count))

    def text(line: Callable[[], str]) -> str:
        lines: list[str] = []
        while sum(map(len, lines)) + len(lines) < 64_000:
            lines.append(line())
        return "\n".join(lines)[:64_000]

    shapes: dict[str, Callable[[], str]] = {
        "lines of 12 random words": lambda: words(12),
        "one line of random words": lambda: words(12_000),
        "lines of a or b": lambda: choose.choice("ab") * 8,
        "two lines in random order": lambda: choose.choice(["same line of text", "another line of text"]),
    }
    figures: dict[str, float] = {}
    for name, line in shapes.items():
        [runs] = in_turn(5, partial(changed_lines, text(line), text(line)))
        figures[name] = statistics.median(runs)
    worst = max(figures, key=lambda name: figures[name])
    rows.append(("diff of a 64 kB pair, the worst of four shapes", f"{figures[worst]:.1f} ms", "", worst))


def examples(rows: list[Row]) -> None:
    """Composing and rendering each of GitHub's examples that has a sentence, beside ``json.loads`` of the same body."""
    if not EXAMPLES.exists():
        rows.append(("GitHub's examples", "not installed: npm ci", "", ""))
        return
    github = SOURCES["github"]
    parsed: list[float] = []
    told: dict[str, float] = {}

    def said(activity: Any) -> None:
        render_safely(github.compose(activity, Context()), style="full", channel="", username="", icon="")

    for event in json.loads(EXAMPLES.read_text(encoding="utf-8")):
        for number, example in enumerate(event["examples"]):
            body = json.dumps(example).encode()
            activity = github.read(Delivery("github", {"x-github-event": event["name"]}, body))
            loads, say = in_turn(5, partial(json.loads, body), partial(said, activity))
            parsed.append(statistics.median(loads) * 1000)
            if activity.told != "quiet":
                told[f"{event['name']}-{number}"] = statistics.median(say) * 1000
    worst = max(told, key=lambda name: told[name])
    floor = f"{statistics.median(parsed):.0f} µs (json.loads of the body; worst {max(parsed):.0f} µs)"
    title = f"composing and rendering, {len(told)} of GitHub's {len(parsed)} examples"
    rows.append((title, f"{statistics.median(told.values()):.0f} µs", floor, f"worst {told[worst]:.0f} µs ({worst})"))


def compiled() -> None:
    """Bytecode for the bridge and for what the floor imports, whatever the environment says about writing it."""
    for folder in (ROOT / "bridge", Path(httpx.__file__).parents[1]):
        compileall.compile_dir(folder, quiet=2, workers=0)


def main() -> None:
    """Measure and print."""
    compiled()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_key(folder / "key")
        warm_and_cold(folder, rows)
        lengths(folder, rows)
        worst_diff(rows)
        examples(rows)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; medians of {WARM} warm, {COLD} cold runs\n")
    print("| what | measured | floor | beside it |\n|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
