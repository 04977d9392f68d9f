"""Reports about known vulnerabilities are read as their tools write them, and silence is not taken for safety."""

from __future__ import annotations

import json

import pytest

from deploy.audit import Report, node_report, python_report, summary
from deploy.package import PackageError


def test_what_is_known_against_a_python_package_is_a_line() -> None:
    fault = {"id": "PYSEC-2026-1", "fix_versions": ["1.2.4"], "aliases": [], "description": "It fails."}
    told = {
        "dependencies": [
            {"name": "one", "version": "1.2.3", "vulns": [fault]},
            {"name": "two", "version": "2", "vulns": []},
            {"name": "three", "skip_reason": "Dependency not found on PyPI and could not be audited: three (3)"},
        ],
        "fixes": [],
    }
    report = python_report(json.dumps(told))
    assert report == Report(3, ("three",), ("one 1.2.3: PYSEC-2026-1, mended in 1.2.4",))
    assert summary("uv.lock", report) == [
        "uv.lock: 2 packages looked up, 1 known faults",
        "  not audited: three",
        "  one 1.2.3: PYSEC-2026-1, mended in 1.2.4",
    ]


def test_what_is_known_against_a_node_package_is_a_line() -> None:
    told = {"vulnerabilities": {"left": {"severity": "high"}}, "metadata": {"dependencies": {"total": 7}}}
    assert node_report(json.dumps(told)) == Report(7, (), ("left: high",))


@pytest.mark.parametrize("output", ["", "{}", "[]", '{"error": {"summary": "no"}}', '{"dependencies": {"a": 1}}'])
def test_no_report_is_said(output: str) -> None:
    for read in (python_report, node_report):
        with pytest.raises(PackageError):
            read(output)


def test_a_service_that_knows_nothing_has_not_audited() -> None:
    [line] = summary("uv.lock", Report(2, ("one", "two"), ()))
    assert "NOT AUDITED" in line
