"""Reading foreign JSON without trusting its shape.

``parse_object`` turns bytes into an object or says in one sentence why it cannot. The accessors below it never raise:
a field of an odd shape reads as empty, so an odd shape costs a field and not the notification.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from datetime import UTC, datetime
from typing import Any, Final

from bridge.errors import PayloadMalformed

DEPTH_LIMIT: Final = 200
"""Levels of arrays and objects. Backlog's and GitHub's bodies stay under 15."""

_DIGITS_LIMIT: Final = 400
# A string that never ends counts as ending with the body: without that, each of its quotes would start a new search.
_STRINGS: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_NO_BRACKETS: Final = bytes(sorted(set(range(256)) - set(b"[]{}")))
_UNSHOWABLE: Final = re.compile("[\x00\ud800-\udfff]")
_WHOLE_NUMBER: Final = re.compile(r"\s*[+-]?\d{1,18}\s*", re.ASCII)


def parse_object(body: bytes) -> dict[str, Any]:
    """The JSON object in ``body``: UTF-8, with or without a byte order mark, at most ``DEPTH_LIMIT`` levels deep.

    Raises PayloadMalformed. Its sentences tell the fault and the place, never the body's own words. An integer of
    absurd length reads as None: Python refuses to convert those, and no field means one.
    """
    body = body.removeprefix(codecs.BOM_UTF8)
    if not body.strip():
        raise PayloadMalformed("The body is empty: a webhook's JSON was expected.")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise PayloadMalformed("The body is not UTF-8: a webhook's JSON was expected in that encoding.") from None
    _refuse_depth(body)
    try:
        found = json.loads(text, parse_constant=_refuse_constant, parse_int=_bounded_int)
    except json.JSONDecodeError as error:
        raise PayloadMalformed(
            f"The body is not JSON: reading stopped at line {error.lineno}, column {error.colno}."
        ) from None
    if not isinstance(found, dict):
        raise PayloadMalformed("The body is JSON but not an object: a webhook sends one object in braces.")
    return found


def _refuse_depth(body: bytes) -> None:
    """Python's parser gives up at about a thousand levels, differently by version: count before it starts."""
    if body.count(b"[") + body.count(b"{") <= DEPTH_LIMIT:
        return
    depth = 0
    for bracket in _STRINGS.sub(b"", body).translate(None, _NO_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        if depth > DEPTH_LIMIT:
            raise PayloadMalformed(f"The body is nested deeper than {DEPTH_LIMIT} levels.")


def _refuse_constant(_: str) -> Any:
    raise PayloadMalformed("The body holds NaN or Infinity, which JSON does not know.")


def _bounded_int(digits: str) -> int | None:
    return int(digits) if len(digits) <= _DIGITS_LIMIT else None


def mapping(value: object) -> dict[str, Any]:
    """``value`` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[dict[str, Any]]:
    """The objects in ``value`` if it is a list, else none. Other things in the list are left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(value: object) -> str:
    """A string or number as text, line ends as ``\\n``; everything else, and the word ``null``, is the empty string.

    NUL and lone surrogates, which neither Slack nor UTF-8 can carry, become U+FFFD.
    """
    if isinstance(value, str):
        return "" if value == "null" else _UNSHOWABLE.sub("\ufffd", value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, int):
        return str(value)
    return f"{value:.15g}" if math.isfinite(value) else ""


def one_line(value: object) -> str:
    """As ``text``, with every run of white space, line ends included, as one space: fit for a name or a title."""
    return " ".join(text(value).split())


def number(value: object) -> int | None:
    """A whole number, written as a number or as text; None for anything else, booleans included."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value):
        return int(value)
    return None


def when(value: object) -> datetime | None:
    """An ISO 8601 time (``2025-02-08T02:08:28Z``) as an aware one in UTC; without a zone it is taken to be UTC.

    None outside the years 1970 to 2200, which only a broken clock writes.
    """
    if not isinstance(value, str):
        return None
    try:
        time = datetime.fromisoformat(value.strip())
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return time if 1970 <= time.year <= 2200 else None
