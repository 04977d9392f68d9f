"""``make audit``: known vulnerabilities of everything that the locks pin, as far as the services that know them answer.

pip-audit asks PyPI (https://warehouse.pypa.io/api-reference/json.html#known-vulnerabilities), npm its own registry.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from deploy.package import ROOT, PackageError, find_uv

PIP_AUDIT: Final = "pip-audit==2.10.1"


@dataclass(frozen=True, slots=True)
class Report:
    """How many packages were looked up, which could not be, and what is known against the others, a line each."""

    asked: int = 0
    silent: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


def python_report(output: str) -> Report:
    """What ``pip-audit -f json`` printed. Raises PackageError where that is not a report."""
    try:
        found: list[dict[str, Any]] = json.loads(output)["dependencies"]
        known = [
            f"{each['name']} {each['version']}: {fault['id']}, mended in {' '.join(fault['fix_versions']) or 'none'}"
            for each in found
            for fault in each.get("vulns", ())
        ]
        silent = tuple(each["name"] for each in found if "skip_reason" in each)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PackageError("pip-audit made no report") from None
    return Report(len(found), silent, tuple(known))


def node_report(output: str) -> Report:
    """What ``npm audit --json`` printed. Raises PackageError where that is not a report."""
    try:
        told = json.loads(output)
        found: dict[str, Any] = told["vulnerabilities"]
        total = int(told["metadata"]["dependencies"]["total"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PackageError("npm's registry made no report") from None
    return Report(total, (), tuple(f"{name}: {each['severity']}" for name, each in sorted(found.items())))


def _run(command: Sequence[str]) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def _python() -> Report:
    uv = find_uv()
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as wanted:
        _run([uv, "export", "--quiet", "--frozen", "--no-emit-project", "--output-file", wanted.name])
        how = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
        return python_report(_run([uv, "tool", "run", "--quiet", PIP_AUDIT, "--requirement", wanted.name, *how]))


def _node() -> Report:
    return node_report(_run(["npm", "audit", "--json"]))


def summary(name: str, report: Report) -> list[str]:
    """A report in words."""
    if report.asked and len(report.silent) == report.asked:
        return [f"{name}: NOT AUDITED: the service knows none of the {report.asked} packages, or did not answer"]
    lines = [f"{name}: {report.asked - len(report.silent)} packages looked up, {len(report.known)} known faults"]
    if report.silent:
        lines.append(f"  not audited: {', '.join(report.silent)}")
    return [*lines, *(f"  {line}" for line in report.known)]


def main() -> int:
    """Exit status 1 where something is known against a package; a service that does not answer is said, not failed."""
    status = 0
    for lock, ask in (("uv.lock", _python), ("package-lock.json", _node)):
        try:
            report = ask()
        except PackageError as error:
            print(f"{lock}: NOT AUDITED: {error}")
            continue
        print("\n".join(summary(lock, report)))
        status = status or int(bool(report.known))
    return status


if __name__ == "__main__":
    sys.exit(main())
