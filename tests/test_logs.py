"""What is written, and what is not."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bridge import logs
from tests.fakes import SLACK_URL


@pytest.fixture(name="stream")
def _stream() -> Iterator[io.StringIO]:
    root, levels = logging.getLogger(), {name: logging.getLogger(name).level for name in (*logs.NOISY, "bridge", "")}
    handlers = root.handlers[:]
    stream = io.StringIO()
    logs.start(logging.DEBUG, stream)
    yield stream
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_json_line(stream: io.StringIO) -> None:
    logs.event(
        logging.INFO, "delivery", kind="issue.created", place="開発\n<x>", detail=None, status=200, ms={"post": 1.2}
    )
    [line] = lines(stream)
    assert line.pop("time")
    assert line == {
        "level": "INFO",
        "event": "delivery",
        "kind": "issue.created",
        "place": "開発\n<x>",
        "status": 200,
        "ms": {"post": 1.2},
    }


def test_a_librarys_line_is_masked(stream: io.StringIO) -> None:
    logging.getLogger("some.library").warning("POST %s?config=%s", SLACK_URL, "x" * 300)
    logging.getLogger("some.library").warning("percent: https%3A%2F%2Fhooks.slack.com%2Fservices%2FT1%2FB1%2Fabc")
    logging.getLogger("some.library").warning("blob %s", "A" * 200)
    text = stream.getvalue()
    assert len(lines(stream)) == 3
    for hidden in ("abcdefghijklmnopqrstuvwx", "xxxx", "abc", "AAAA"):
        assert hidden not in text


def test_a_traceback_is_a_place_not_words(stream: io.StringIO) -> None:
    try:
        int(SLACK_URL)
    except ValueError:
        logging.getLogger("some.library").exception("failed")
    [line] = lines(stream)
    assert str(line["fault"]).startswith("ValueError at test_logs.py:")
    assert "hooks.slack.com" not in stream.getvalue()


def test_libraries_that_print_urls_are_quiet_even_at_debug(stream: io.StringIO) -> None:
    for name in (
        "httpx",
        "httpcore.http11",
        "mangum.http",
        "uvicorn.access",
        "botocore.endpoint",
        "urllib3.connectionpool",
    ):
        logging.getLogger(name).error("secret in %s", name)
    assert stream.getvalue() == ""
