"""What every test shares: no skip goes unnoticed, and none at all on CI; a file stays with one process."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

settings.register_profile("house", deadline=None, max_examples=100, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")


class ByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist is not typed
    """One process runs a whole file, and all of the deployment's, which share what they have built."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "tests/deploy" if file.startswith("tests/deploy/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Under ``-n``."""
    return ByFile(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """Known marks."""
    config.addinivalue_line("markers", "untraced: without coverage, which makes what only computes four times as slow")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """pytest-cov's own mark does nothing in a process of xdist's, which coverage has also found by itself."""
    here, threads = sys.gettrace(), threading.gettrace()
    if item.get_closest_marker("untraced"):
        sys.settrace(None)
        threading.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(here)
        threading.settrace(threads)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """On CI a skipped test is a failure: everything it needs can be installed there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return
    skipped = len(reporter.stats.get("skipped", []))
    reporter.write_line(f"\nskipped: {skipped}")
    if skipped and os.environ.get("CI"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
