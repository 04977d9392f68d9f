"""Shortening on typed spans."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from bridge.model import Code, Line, Link, Person, plain
from bridge.slack.cut import cut_each, cut_lines, cut_spans, head, shorten, units
from tests.slack.messages import texts

FAMILY = "👩‍👩‍👧‍👦"


def test_units_are_utf16() -> None:
    assert (units("ab"), units("日本"), units("👍"), units("\ud800")) == (2, 2, 2, 1)


def test_no_cut_within_a_cluster() -> None:
    assert head(FAMILY * 3, units(FAMILY) * 2 + 3) == FAMILY * 2
    assert head("🇯🇵🇯🇵", 6) == "🇯🇵"
    assert head("ae\u0301", 2) == "a"
    assert shorten("がぎぐ", 2) == "が…"


def test_one_endless_cluster_is_cut_inside() -> None:
    assert units(head("z" + "\u0335" * 500, 100)) == 100


def test_what_fits_stays() -> None:
    spans = ("ab", Person("cd"))
    assert cut_spans(spans, 4) == (spans, False)
    assert cut_each(spans, 4) is spans


def test_spans_keep_their_kind() -> None:
    link = Link("label" * 10, "https://a.example/" + "x" * 100)
    assert cut_spans(("ab", link, "never"), 8) == (("ab", Link("label…", link.url)), True)
    assert cut_spans((Code("x" * 10),), 4) == ((Code("xxx…"),), True)
    assert cut_each((Person("y" * 10, "U123"), "ok"), 5) == (Person("yyyy…", "U123"), "ok")


def test_lines_by_rows_and_by_length() -> None:
    many = tuple(Line((f"line {n}",)) for n in range(20))
    kept, cut = cut_lines(many, 1000, 3)
    assert cut
    assert [plain(line.spans) for line in kept] == ["line 0", "line 1", "line 2 …"]
    kept, cut = cut_lines((Line(("abc",)), Line(("d" * 50,), "item", 1, "•")), 10, 12)
    assert cut
    assert kept[1] == Line(("ddddd…",), "item", 1, "•")
    assert cut_lines(many[:2], 100, 3) == (many[:2], False)


def test_blank_lines_and_code() -> None:
    blank, code = Line(), Line(("x",), "code")
    assert cut_lines((blank, code, blank, blank, code, blank), 100, 9) == ((code, blank, code, blank), False)
    assert cut_lines((code, blank, code), 100, 2) == ((code, Line(("…",))), True)
    assert cut_lines((code,), 0, 9) == ((), True)
    assert cut_lines((code,), 100, 0) == ((), True)


@given(texts, st.integers(1, 60))
def test_heads_are_prefixes_within_the_limit(text: str, limit: int) -> None:
    kept = head(text, limit)
    assert text.startswith(kept)
    assert units(kept) <= limit
    if kept != text:
        ends = {match.end() for match in regex.finditer(r"\X", text[:200])}
        assert len(kept) in ends or len(kept) < min(ends)
    assert units(shorten(text, limit)) <= limit
