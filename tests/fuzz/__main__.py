"""``make fuzz [SECONDS=120] [KEEP=name]``: every property with ever new examples until the time is over.

Exit status 1 when one is broken; the smallest example found is printed and, with ``--keep``, written to ``cases/``.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.properties import CASES, PROPERTIES, Property, keep

ROUND: Final = 50
"""Examples between two looks at the clock."""


@dataclass
class Report:
    """Outcomes by their class; where the property was broken, the smallest example and what it broke."""

    outcomes: Counter[str] = field(default_factory=Counter)
    example: Any = None
    fault: str = ""


def run(name: str, found: Property, *, seconds: float, seed: int) -> Report:
    """Rounds of examples until the time is over or the property is broken."""
    del name
    report, until = Report(), time.monotonic() + seconds
    while not report.fault and time.monotonic() < until:
        _round(found, report, seed, until)
        seed += 1
    return report


def _round(found: Property, report: Report, number: int, until: float) -> None:
    broken: list[Any] = []

    def check(example: Any) -> None:
        if time.monotonic() > until and not broken:
            return  # what is drawn after the time is not tried any more
        try:
            report.outcomes[found.check(example)] += 1
        except Exception:
            broken[:] = [example]  # hypothesis ends on the smallest
            raise

    phases = (Phase.generate, Phase.shrink)
    quiet = settings(
        max_examples=ROUND, database=None, deadline=None, phases=phases, derandomize=False,
        suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
    try:
        quiet(seed(number)(given(found.examples)(check)))()
    except Exception as fault:
        if not broken:
            raise
        report.example, report.fault = broken[0], f"{type(fault).__name__}: {fault}"


def main() -> int:
    """Run them one after the other, each for its share of the time."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz the bridge.")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument(
        "--keep", metavar="NAME", default="", help="write a broken example to tests/fuzz/cases/NAME.json"
    )
    parser.add_argument("--seed", type=int, default=None)
    given_ = parser.parse_args()
    first = secrets.randbelow(2**32) if given_.seed is None else given_.seed
    status = 0
    for name, found in PROPERTIES.items():
        start = time.monotonic()
        report = run(name, found, seconds=given_.seconds / len(PROPERTIES), seed=first)
        outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in report.outcomes.most_common())
        print(
            f"{name:<8} {sum(report.outcomes.values()):>8,} in {time.monotonic() - start:.0f} s: {outcomes}", flush=True
        )
        if report.fault:
            status = 1
            print(f"  broken (seed {first}): {report.fault[:2000]}\n  by {report.example!r}"[:6000])
            if given_.keep:
                keep(name, report.example, report.fault[:500], CASES / f"{name}-{given_.keep}.json")
    return status


if __name__ == "__main__":
    sys.exit(main())
