"""A few examples of everything that ``make fuzz`` tries for longer, and every case that was kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import run
from tests.fuzz.properties import CASES, PROPERTIES, Property, keep, kept
from tests.fuzz.tokens import TOKENS

FEW = settings(max_examples=80, suppress_health_check=list(HealthCheck))


@pytest.mark.untraced  # as make fuzz; other tests tread the same lines
@pytest.mark.parametrize("name", PROPERTIES)
def test_a_few_of_each(name: str) -> None:
    found = PROPERTIES[name]

    @FEW
    @given(found.examples)
    def check(example: Any) -> None:
        assert found.check(example)

    check()


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_what_was_once_found_stays_mended(path: Path) -> None:
    name, example = kept(path)
    assert PROPERTIES[name].check(example)


def test_every_kept_token_opens_as_it_is() -> None:
    for number, token in enumerate(TOKENS):
        assert PROPERTIES["token"].check((number, token["source"], (), "as it is")) == "opened"
        assert PROPERTIES["token"].check((number, token["source"], (("turn", 40, b""),), "as it is")) == "broken"


def test_a_fault_is_found_made_small_and_kept(tmp_path: Path) -> None:
    def check(example: str) -> str:
        assert "<" not in example, "a fault"
        return "fine"

    broken = Property(st.text("ab<>"), check)
    report = run("broken", broken, seconds=20, seed=1)
    assert report.example == "<"
    assert "a fault" in report.fault
    keep("markup", ("markdown", report.example), report.fault, tmp_path / "case.json")
    assert kept(tmp_path / "case.json") == ("markup", ("markdown", "<"))


def test_the_command_ends_in_time_and_says_what_it_saw() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--seconds", "3"],
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")},  # as make fuzz
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for name in PROPERTIES:
        assert name in done.stdout
