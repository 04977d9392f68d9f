"""GitHub's own examples (npm's @octokit/webhooks-examples): every one has an answer, and what is told Slack takes."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bridge.filters import wanted
from bridge.model import Context, Delivery, Filters, Language
from bridge.slack.limits import problems
from bridge.slack.render import render
from bridge.sources import SOURCES
from tests.slack.live import strings

EXAMPLES = Path(__file__).parents[3] / "node_modules/@octokit/webhooks-examples/api.github.com/index.json"
LANGUAGES: tuple[Language, ...] = ("en", "ja")
GITHUB = SOURCES["github"]


def deliveries() -> Iterator[tuple[str, Delivery]]:
    """Each example under its event's name and number."""
    for event in json.loads(EXAMPLES.read_text(encoding="utf-8")):
        for number, body in enumerate(event["examples"]):
            headers = {"x-github-event": event["name"], "content-type": "application/json"}
            yield f"{event['name']}-{number}", Delivery("github", headers, json.dumps(body).encode())


def shown(value: Any) -> str:
    return " ".join(strings(value))


@pytest.mark.skipif(not EXAMPLES.exists() and not os.environ.get("CI"), reason="node_modules is not installed: npm ci")
def test_every_example_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for name, delivery in deliveries():
        activity = GITHUB.read(delivery)
        skip = wanted(activity, Filters())
        counts["told" if skip is None else "skipped"] += 1
        if skip is not None:
            assert skip.sentence.endswith("."), name
            assert skip.code != "kind-unknown", f"{name}: {skip.reason}"
            reasons[skip.code] += 1
        if activity.told == "quiet":
            continue
        counts["with a sentence"] += 1
        for language in LANGUAGES:
            for style in ("full", "compact"):
                payload = render(GITHUB.compose(activity, Context(language=language)), style=style)
                assert problems(payload) == [], name
                words = set(shown(payload).replace("*", " ").split())
                assert not words & {"None", "undefined", "null"}, f"{name}: {shown(payload)}"
    assert counts["told"] + counts["skipped"] >= 300
    with capsys.disabled():
        print(f"\nGitHub's examples: {dict(counts)}; skipped as {dict(reasons)}")
