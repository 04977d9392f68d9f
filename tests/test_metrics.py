"""Lines that CloudWatch counts: by the rules of the embedded metric format."""

from __future__ import annotations

import io
import json
import logging
from typing import Any

import pytest

from bridge import logs
from bridge.metrics import COUNTED, embedded

NOW = 1_800_000_000.25


def counted(line: dict[str, Any]) -> dict[tuple[str, str], float]:
    """What CloudWatch would read out of the line: (dimensions, metric) → value. Fails where it would drop the line.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    """
    meta = line["_aws"]
    assert isinstance(meta["Timestamp"], int)
    found: dict[tuple[str, str], float] = {}
    for directive in meta["CloudWatchMetrics"]:
        assert 1 <= len(directive["Namespace"]) <= 255
        assert 1 <= len(directive["Metrics"]) <= 100
        for dimensions in directive["Dimensions"]:
            assert 1 <= len(dimensions) <= 30
            values = [line[name] for name in dimensions]
            assert all(isinstance(value, str) and value.isascii() and 1 <= len(value) <= 1024 for value in values)
            for metric in directive["Metrics"]:
                assert metric["Unit"] in {"Count", "Milliseconds", "Seconds"}
                value = line[metric["Name"]]
                assert isinstance(value, int | float)
                found["/".join(values), metric["Name"]] = value
    return found


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            {"event": "delivery", "outcome": "queued", "kind": "issue.created", "ms": {"open": 0.1, "total": 9.5}},
            {
                ("delivery", "told"): 1, ("delivery", "queued"): 1,
                ("delivery", "open_ms"): 0.1, ("delivery", "total_ms"): 9.5,
            },
        ),
        (
            {"event": "delivery", "outcome": "skipped", "reason": "draft: It is a draft.", "ms": {}},
            {("delivery", "skipped"): 1, ("delivery/draft", "skipped"): 1},
        ),
        (
            {"event": "delivery", "outcome": "failed", "error": "seal-broken", "ms": {"total": 1}},
            {("delivery", "failed"): 1, ("delivery/seal-broken", "failed"): 1, ("delivery", "total_ms"): 1},
        ),
        (
            {"event": "message", "outcome": "posted", "age": 1.5, "ms": 240.5},
            {("message", "posted"): 1, ("message", "age"): 1.5, ("message", "total_ms"): 240.5},
        ),
        (
            {"event": "message", "outcome": "dead", "reason": "destination-refused", "age": 3},
            {("message", "dead"): 1, ("message/destination-refused", "dead"): 1},
        ),
        (
            {"event": "message", "outcome": "retried", "reason": "destination-busy", "age": 3},
            {("message", "retried"): 1, ("message/destination-busy", "retried"): 1},
        ),
    ],
)  # fmt: skip
def test_a_line_counts_what_it_says(line: dict[str, Any], wanted: dict[tuple[str, str], float]) -> None:
    assert counted(line | embedded("bridge-prod", line, NOW)) == wanted


def test_what_is_no_delivery_is_not_counted() -> None:
    for line in ({"event": "started"}, {"event": "delivery", "outcome": "several"}, {"event": "log", "message": "x"}):
        assert embedded("bridge-prod", line, NOW) == {}


def test_a_metric_does_not_cover_a_member_of_the_line() -> None:
    for event, outcome in COUNTED:
        line = {"event": event, "outcome": outcome, "kind": "k", "reason": "a: b", "status": 200, "ms": {"total": 1.0}}
        assert not set(line) & set(embedded("n", line, NOW))


@pytest.mark.parametrize("namespace", ["", "bridge-prod"])
def test_the_log_counts_where_it_is_asked_to(namespace: str) -> None:
    stream = io.StringIO()
    formatter = logs.JsonLines(namespace)
    record = logging.LogRecord("bridge", logging.INFO, "", 0, "%(event)s", None, None)
    record.args = {"event": "delivery", "outcome": "queued", "ms": {"total": 1.0}}
    stream.write(formatter.format(record))
    line = json.loads(stream.getvalue())
    assert ("_aws" in line) is bool(namespace)
    if namespace:
        assert counted(line)["delivery", "told"] == 1
        assert line["_aws"]["Timestamp"] == int(record.created * 1000)
