"""Escaping, spans and lines to mrkdwn."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.model import Code, Line, Link, Person, Span, Styled
from bridge.slack.text import BREAK, JOINER, address, block, clean, escape, inline, target
from tests.slack.live import live_sequences
from tests.slack.messages import lines, lines_of_spans, texts, urls

J, Z = JOINER, BREAK
SPACE = "https://acme.backlog.com/view/BLG-1"


def test_the_three_characters_are_escaped_in_order() -> None:
    assert escape("<!channel> & &lt;") == "&lt;!channel&gt; &amp; &amp;lt;"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\0b", "a\ufffdb"),
        ("a\ud83db", "a\ufffdb"),
        ("a\nb\tc\r\nd\u2028e", "a b c d e"),
        ("a\x07b\x9bc\x7fd", "abcd"),
        ("a\u202eb\u2066c\u2069", "abc"),
        ("é 👩‍👧 \u200d", "é 👩‍👧 \u200d"),
    ],
)
def test_what_cannot_be_shown(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("*x*", f"{J}*{J}x{J}*{J}"),
        ("a _x_ b", f"a {J}_{J}x{J}_{J} b"),
        ("~x~", f"{J}~{J}x{J}~{J}"),
        ("a`b`c", f"a{J}`{J}b{J}`{J}c"),
        ("日本*語*", f"日本{J}*{J}語{J}*{J}"),
        ("```", f"{J}`{J}" * 3),
        ("> quoted", f"{J}&gt; quoted"),
        ("  >>> all", f"{J}&gt;&gt;&gt; all"),
        # left alone: nothing here can format
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a lone * and *args, **kwargs", "a lone * and *args, **kwargs"),
        ("5 ` 6", "5 ` 6"),
        ("~/a and ~/b", "~/a and ~/b"),
        ("a > b", "a &gt; b"),
        ("*x _y", "*x _y"),
        ("ask @here or bob@all.example", f"ask @{J}here or bob@all.example"),
        ("@hereabouts @Everyone", f"@hereabouts @{J}Everyone"),
    ],
)
def test_a_strangers_marks_do_not_format(raw: str, shown: str) -> None:
    assert inline((raw,)) == shown


def test_marks_pair_over_spans() -> None:
    assert inline(("*a ", Code("x"), " b*")) == f"{J}*{J}a `x` b{J}*{J}"
    assert inline(("(*", Styled("b", bold=True))) == f"({J}*{J}{Z}*b*"
    assert inline(("_a ", Link("_b", SPACE))) == f"_a <{SPACE}|_b>"
    assert inline(("_a ", Link("b_", SPACE))) == f"{J}_{J}a <{SPACE}|b{J}_{J}>"


def test_marks_within_addresses_and_code_do_not_count() -> None:
    assert inline(("*a ", Link("b", "https://x.example/*"), " ", Code("c*"))) == "*a <https://x.example/*|b> `c*`"


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (Styled("bold", bold=True), "*bold*"),
        (Styled("all", bold=True, italic=True, strike=True), "*_~all~_*"),
        (Styled("  spaced ", italic=True), "  _spaced_ "),
        (Styled("   ", bold=True), "   "),
        (Styled("", bold=True), ""),
        (Styled("plain"), "plain"),
        (Styled("a* b", bold=True), f"*a{J}*{J} b*"),
        (Styled("2 * 3", bold=True), "*2 * 3*"),
        (Code("a`b <x>"), "`aˋb &lt;x&gt;`"),
        (Code(""), ""),
        (Code(" "), " "),
        (Person("Al<ice"), "Al&lt;ice"),
        (Person("Alice", "U123ABC"), "<@U123ABC>"),
        (Person("Alice", "!channel"), "Alice"),
        (Person("Alice", "U123ABC\n"), "Alice"),
        (Person("Alice", "u123abc"), "Alice"),
    ],
)
def test_spans(span: Span, shown: str) -> None:
    assert inline((span,)) == shown


def test_japanese_gets_a_break_beside_marks() -> None:
    line = ("これは", Styled("太字", bold=True), "と", Code("x"), "です。", Styled("a", italic=True), ".")
    assert inline(line) == f"これは{Z}*太字*{Z}と{Z}`x`{Z}です。{Z}_a_."
    assert inline((Styled("a", bold=True), Styled("b", italic=True))) == f"*a*{Z}_b_"
    assert inline((Link("a", SPACE), Styled("b", bold=True))) == f"<{SPACE}|a>{Z}*b*"


def test_bold_lines_and_bold_people() -> None:
    spans = (Person("Al"), " saw ", Person("Bo", "U12345"), " ", Link("it", SPACE), " ", Link("x", "ftp://x"))
    assert inline(spans, bold_people=True) == f"*Al* saw <@U12345> <{SPACE}|it> x"
    assert inline(spans, bold=True) == f"*Al* *saw* <@U12345> *<{SPACE}|it>* *x*"


# --- links ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("https://a.example/x?y=1&z=2#f", "https://a.example/x?y=1&z=2#f"),
        ("HTTPS://A.example/", "HTTPS://A.example/"),
        (' http://a.example/a b|c<d>e"f`g\\h ', "http://a.example/a%20b%7Cc%3Cd%3Ee%22f%60g%5Ch"),
        ("ht\ntps://a.example/\x00x", "https://a.example/x"),
        ("https://a.example/日本", "https://a.example/%E6%97%A5%E6%9C%AC"),
        ("https://a.example/\ud800", "https://a.example/%EF%BF%BD"),
        ("mailto:a@b.example?subject=x", "mailto:a@b.example?subject=x"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("ftp://a.example", ""),
        ("https:/a.example", ""),
        ("https:\\\\a.example", ""),
        ("https://", ""),
        ("https://?", ""),
        ("https://:80/", ""),
        ("https://user@/", ""),
        ("mailto:nobody", ""),
        ("slack://open", ""),
        ("//a.example", ""),
        ("", ""),
        ("https://a.example/" + "x" * 3000, ""),
        ("https://a.example/?" + "&" * 700, ""),
    ],
)
def test_addresses(raw: str, kept: str) -> None:
    assert address(raw) == kept


def test_targets() -> None:
    assert target("https://GitHub.com@Evil.example:8080/x") == "evil.example:8080"
    assert target("mailto:A%40b@c.example?subject=x") == "a@b@c.example"


@pytest.mark.parametrize(
    ("label", "url", "shown"),
    [
        ("BLG-1", SPACE, "BLG-1"),
        ("a|b\nc", SPACE, "a¦b c"),
        ("", SPACE, "acme.backlog.com"),
        (" \u200b\u3164", SPACE, "acme.backlog.com"),
        ("", "mailto:a@b.example", "a@b.example"),
        # says where it leads
        (SPACE, SPACE, SPACE),
        ("https://www.acme.backlog.com:443/", SPACE, "https://www.acme.backlog.com:443/"),
        ("acme.backlog.com.", SPACE, "acme.backlog.com."),
        ("a@b.example", "mailto:a@b.example", "a@b.example"),
        # no address at all
        ("README.md", SPACE, "README.md"),
        ("v1.2.3", SPACE, "v1.2.3"),
        ("e.g. this", SPACE, "e.g. this"),
        ("note: see below", SPACE, "note: see below"),
        ("// TODO", SPACE, "// TODO"),
        # another address
        ("https://good.example/login", "https://evil.example/", "https://good.example/login (evil.example)"),
        ("GOOD.example", "https://evil.example/", "GOOD.example (evil.example)"),
        ("good.example/readme.md", "https://evil.example/", "good.example/readme.md (evil.example)"),
        ("(www.good.example)", "https://evil.example/", "(www.good.example) (evil.example)"),
        ("sign in at https://good.example", "https://evil.example/", "sign in at https://good.example (evil.example)"),
        ("https:\\\\good.example", "https://evil.example/", "https:\\\\good.example (evil.example)"),
        ("ｇｏｏｄ．example", "https://evil.example/", "ｇｏｏｄ．example (evil.example)"),
        ("good。example", "https://evil.example/", "good。example (evil.example)"),
        ("go\u200bod.example", "https://evil.example/", "go\u200bod.example (evil.example)"),
        ("boss@good.example", "mailto:x@evil.example", "boss@good.example (x@evil.example)"),
        ("boss@good.example", "https://evil.example", "boss@good.example (evil.example)"),
        (
            "https://good.example@evil.example/",
            "https://good.example@evil.example/",
            "https://good.example@evil.example/ (evil.example)",
        ),
        ("good.example", "https://日本.example/", "good.example (日本.example)"),
    ],
)
def test_a_label_never_hides_where_it_leads(label: str, url: str, shown: str) -> None:
    assert inline((Link(label, url),)) == f"<{address(url).replace('&', '&amp;')}|{shown}>"


def test_a_link_that_must_not_be_live_is_its_label() -> None:
    assert inline(("see ", Link("<b>", "javascript:x"))) == "see &lt;b&gt;"


# --- lines ---------------------------------------------------------------------------------------------------------


def test_lines() -> None:
    text = block(
        (
            Line(),
            Line(("Steps ", Code("x")), "heading"),
            Line(("one",), "item", 0, "1."),
            Line(("two", " three"), "item", 2),
            Line(),
            Line((" ",)),
            Line(("said",), "quote", 3),
            Line((), "quote"),
            Line(("\tif a < b:  ``` ",), "code"),
            Line((), "code"),
            Line(("end",), "code"),
            Line(("> after",)),
            Line(),
        )
    )
    assert text == (
        "*Steps* `x`\n1. one\n        • two three\n\n> said\n>\n"
        f"```\n\tif a &lt; b:  ``{Z}` \n\nend\n```\n{J}&gt; after"
    )


def test_nothing_makes_nothing() -> None:
    assert inline(()) == ""
    assert block(()) == block((Line(), Line(("",)))) == ""


# --- properties ----------------------------------------------------------------------------------------------------

_WRITTEN = re.compile(r"<(?:(?:https?://|mailto:)[^<>|\s]+\|[^<>|]+|@[UW][A-Z0-9]+)>", re.IGNORECASE)


@given(lines_of_spans, st.booleans())
def test_a_line_is_one_line_and_obeys_nobody(spans: tuple[Span, ...], bold: bool) -> None:
    line = inline(spans, bold=bold)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", line)
    for found in live_sequences(line):
        assert _WRITTEN.fullmatch(found)
    assert not line.lstrip().startswith("&gt;")


@pytest.mark.untraced  # tracing would quadruple its time, and other tests tread the same lines
@given(st.lists(lines, max_size=4))
def test_fences_are_ours(many: list[Line]) -> None:
    fences = sum(1 for row in block(many).split("\n") if "```" in row)
    groups = sum(1 for at, line in enumerate(many) if line.kind == "code" and (not at or many[at - 1].kind != "code"))
    assert fences == 2 * groups


@given(texts)
def test_plain_words_never_format(text: str) -> None:
    shown = inline((text,))
    assert not re.search(r"(?<![A-Za-z0-9\u2060])([*_~])(?=[^\s\u2060]).*[^\s\u2060]\1(?![A-Za-z0-9\u2060])", shown)
    assert shown.replace(J, "").lstrip() == escape(text).lstrip()


@given(urls)
def test_addresses_are_plain_ascii_and_stay_as_they_are(url: str) -> None:
    kept = address(url)
    assert re.fullmatch(r"[!-~]*", kept)
    assert not set(kept) & set('|<>"`\\ ')
    assert address(kept) == kept
