"""Foreign JSON: which bodies are refused, with which sentence, and what odd values read as."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import PayloadMalformed
from bridge.sources.payload import DEPTH_LIMIT, items, mapping, number, one_line, parse_object, text, when

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"[]", "not an object"),
        (b'"x"', "not an object"),
        (b"null", "not an object"),
        (b"12", "not an object"),
        (b"{", "not JSON: reading stopped at line 1, column 2"),
        (b'{"a": 1,\n "b" 2}', "line 2"),
        (b'{"secret": hunter2}', "not JSON"),
        (b'{"a": NaN}', "NaN or Infinity"),
        (b'{"a": [-Infinity]}', "NaN or Infinity"),
        (b"\xff\xfe{\x00}\x00", "not UTF-8"),
        ('{"名": 1}'.encode("shift_jis"), "not UTF-8"),
        (b'{"a":' * 10_000, "deeper than 200"),
        (b"[" * 10_000, "deeper than 200"),
        (b'{"a":' * (DEPTH_LIMIT + 1) + b"1" + b"}" * (DEPTH_LIMIT + 1), "deeper than 200"),
        (b'{"a":"' + b'\\"' * 100_000 + b"[" * 300, "not JSON"),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else "",
)
def test_what_is_no_webhook_is_refused_in_one_sentence(body: bytes, fault: str) -> None:
    with pytest.raises(PayloadMalformed) as refused:
        parse_object(body)
    assert fault in refused.value.detail
    assert refused.value.detail.endswith(".")
    assert "hunter2" not in refused.value.detail
    assert "\n" not in refused.value.detail


def test_each_fault_has_a_sentence_of_its_own() -> None:
    details = set()
    for body in (b"", b"[]", b"{", b'{"a":NaN}', b"\xff", b"[" * 300):
        with pytest.raises(PayloadMalformed) as refused:
            parse_object(body)
        details.add(refused.value.detail)
    assert len(details) == 6


def test_a_byte_order_mark_is_tolerated() -> None:
    assert parse_object(b'\xef\xbb\xbf{"a": "\xe8\xaa\xb2"}') == {"a": "課"}


def test_the_last_permitted_level_is_read() -> None:
    assert "a" in parse_object(b'{"a":' * DEPTH_LIMIT + b"1" + b"}" * DEPTH_LIMIT)


def test_brackets_within_strings_are_no_levels() -> None:
    assert parse_object(json.dumps({"a": '[{"' * 500, "b": [{}] * 500}).encode()) == {"a": '[{"' * 500, "b": [{}] * 500}


def test_an_absurd_integer_costs_its_field_only() -> None:
    assert parse_object(b'{"id": ' + b"9" * 50_000 + b', "name": "x"}') == {"id": None, "name": "x"}


@given(st.dictionaries(st.text(max_size=5), ANYTHING, max_size=3))
def test_any_object_is_read_or_refused(value: dict[str, Any]) -> None:
    sent = json.dumps(value)
    if re.search(r"\b(?:NaN|Infinity)\b", re.sub(r'"(?:[^"\\]|\\.)*"', "", sent)):
        with pytest.raises(PayloadMalformed, match="NaN"):
            parse_object(sent.encode())
    else:
        assert parse_object(sent.encode()) == value


@given(st.binary())
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with suppress(PayloadMalformed):
        assert isinstance(parse_object(body), dict)


@given(ANYTHING)
def test_accessors_never_raise(value: object) -> None:
    assert isinstance(mapping(value), dict)
    assert all(isinstance(item, dict) for item in items(value))
    assert "\r" not in text(value)
    assert "\n" not in one_line(value)
    assert number(value) is None or isinstance(number(value), int)
    found = when(value)
    assert found is None or found.tzinfo is UTC
    text(value).encode("utf-8")


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\ud83d", "a\ufffdb\ufffd"),
        ("\U0001f389", "\U0001f389"),
        ("null", ""),
        ("", ""),
        (None, ""),
        (True, ""),
        ([], ""),
        ({"a": 1}, ""),
        (12, "12"),
        (0, "0"),
        (1.5, "1.5"),
        (2.0, "2"),
        (float("inf"), ""),
        (float("nan"), ""),
    ],
)
def test_text(value: object, wanted: str) -> None:
    assert text(value) == wanted


def test_one_line() -> None:
    assert one_line("  a \n\n b\u3000c\t") == "a b c"
    assert one_line(" \n ") == ""


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (100, 100),
        ("100", 100),
        (" 7 ", 7),
        ("-1", -1),
        (2.0, 2),
        (2.5, None),
        (float("nan"), None),
        (True, None),
        ("", None),
        ("null", None),
        ("1e3", None),
        ("１２", None),
        ("9" * 5000, None),
        (None, None),
        ([1], None),
    ],
)
def test_number(value: object, wanted: int | None) -> None:
    assert number(value) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2025-02-08T02:08:28Z", datetime(2025, 2, 8, 2, 8, 28, tzinfo=UTC)),
        ("2025-02-08T11:08:28+09:00", datetime(2025, 2, 8, 2, 8, 28, tzinfo=UTC)),
        ("2025-02-08T02:08:28", datetime(2025, 2, 8, 2, 8, 28, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59Z", None),
        ("yesterday", None),
        ("", None),
        (1738980508, None),
        (None, None),
    ],
)
def test_when(value: object, wanted: datetime | None) -> None:
    assert when(value) == wanted
