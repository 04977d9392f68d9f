"""Counters and times of a log line as CloudWatch embedded metrics: the line itself says which of its members to count.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

COUNTED: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("delivery", "posted"): ("told", "posted"),
    ("delivery", "queued"): ("told", "queued"),
    ("delivery", "skipped"): ("skipped",),
    ("delivery", "failed"): ("failed",),
    ("message", "posted"): ("posted",),
    ("message", "retried"): ("retried",),
    ("message", "dead"): ("dead",),
    ("message", "failed"): ("failed",),
}
"""What a line counts, by its event and outcome."""
AGED: Final = "posted"
"""The outcome of a message whose ``age`` says how late it was."""


def embedded(namespace: str, line: Mapping[str, Any], now: float) -> dict[str, Any]:
    """The members that make ``line`` count in ``namespace``; none where there is nothing to count.

    ``now`` is in seconds of the epoch. Each metric stands under the dimension ``event``, counters with a reason also
    under ``event`` and ``code``: CloudWatch asks money for each name and set of dimensions that a month has seen.
    """
    event, outcome = str(line.get("event")), str(line.get("outcome"))
    counters: dict[str, Any] = dict.fromkeys(COUNTED.get((event, outcome), ()), 1)
    if not counters:
        return {}
    taken = line.get("ms", {})  # a delivery has a figure a step, a message one in all
    steps = taken if isinstance(taken, Mapping) else {"total": taken}
    times = {f"{step}_ms": figure for step, figure in steps.items()}
    units = dict.fromkeys(counters, "Count") | dict.fromkeys(times, "Milliseconds")
    if outcome == AGED and "age" in line:
        units["age"] = "Seconds"
    directives = [_directive(namespace, ["event"], units)]
    code = str(line.get("error") or line.get("reason") or "").partition(":")[0]
    if code:
        directives.append(_directive(namespace, ["event", "code"], dict.fromkeys(counters, "Count")))
        counters["code"] = code
    return counters | times | {"_aws": {"Timestamp": int(now * 1000), "CloudWatchMetrics": directives}}


def _directive(namespace: str, dimensions: list[str], units: Mapping[str, str]) -> dict[str, Any]:
    metrics = [{"Name": name, "Unit": unit} for name, unit in units.items()]
    return {"Namespace": namespace, "Dimensions": [dimensions], "Metrics": metrics}
