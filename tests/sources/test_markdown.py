"""GitHub-flavoured Markdown as typed lines."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.model import Line, Link, Person, Span, Styled, plain
from bridge.sources import markdown
from bridge.sources.spans import CAP
from tests.sources.written import assert_well_formed, texts, written

CASES = {
    # --- the eight kinds of snippets, facts on GitHub, 15.5 ---
    "nested lists": (
        "- a\n  - b _it_\n    1. one\n    2. two\n       - deep\n         - deeper\n* star\n+ plus\n\ntext\n\n7. five\n7. six\n",
        ["• a", "  • b <i:it>", "    1. one", "    2. two", "      • deep", "        • deeper", "• star", "• plus", "",
         "text", "", "7. five", "8. six"],
    ),
    "number zero": ("0. a\n1. b", ["0. a", "1. b"]),
    "loose list": ("- a\n\n  more\n\n- b\n  soft", ["• a", "", "  more", "", "• b", "  soft"]),
    "looks": (
        "**b** *i* _i_ __b__ ***both*** **_mix_** ~~del~~ snake_case_name 2 * 3 * 4 a**b**c **b `c` d** \\*not em\\* **",
        ["<b:b> <i:i> <i:i> <b:b> <bi:both> <bi:mix> <s:del> snake_case_name 2 * 3 * 4 a<b:b>c <b:b >`c`<b: d> "
         "*not em* **"],
    ),
    "looks within looks": ("**a *b ~~c~~ d* e** f", ["<b:a ><bi:b ><bis:c><bi: d><b: e> f"]),
    "links": (
        '[a|b](https://e.example/x) [u](https://e.example/?a=1&b=2|3) [**b** `c`](https://e.example "title") '
        "[p](https://e.example/a_(b)) <https://auto.example> [ref][r] [r] [none] [js](javascript:alert(1)) "
        "<mail@e.example> [data](data:text/html,x) [rel](docs/a.md) [ftp](ftp://e.example)\n\n[r]: https://r.example 'T'",
        ["[a|b](https://e.example/x) [u](https://e.example/?a=1&b=2%7C3) [b c](https://e.example) "
         "[p](https://e.example/a_(b)) [https://auto.example](https://auto.example) [ref](https://r.example) "
         "[r](https://r.example) [none] [js](javascript:alert(1)) [mail@e.example](mailto:mail@e.example) "
         "[data](data:text/html,x) rel ftp"],
    ),
    "autolinks of other schemes": ("<javascript:alert(1)> <slack://open>", ["<javascript:alert(1)> slack://open"]),
    "look-alikes": ("<https://evil.example|label>", ["[https://evil.example|label](https://evil.example%7Clabel)"]),
    "bare addresses": (
        "https://e.example/_a_/*b*. See (https://e.example/a_(b)), **https://e.example/c** https://e.example/?a=1&b=2; "
        'xhttps://e.example https:// http://e.example/a](x) "https://e.example/q"',
        ["[https://e.example/_a_/*b](https://e.example/_a_/*b)*. See "
         "([https://e.example/a_(b)](https://e.example/a_(b))), [https://e.example/c](https://e.example/c) "
         "[https://e.example/?a=1&b=2](https://e.example/?a=1&b=2); xhttps://e.example https:// "
         '[http://e.example/a](http://e.example/a)](x) "[https://e.example/q](https://e.example/q)"'],
    ),
    "bare addresses in Japanese": (
        "詳細はhttps://e.example/fooを参照。https://e.example/、（https://e.example/a）「https://e.example/b」"
        "https://e.example/にある https://ja.example/wiki/日本語の歴史 https://e.example/q?x=検索&y=1",
        ["詳細は[https://e.example/foo](https://e.example/foo)を参照。[https://e.example/](https://e.example/)、"
         "（[https://e.example/a](https://e.example/a)）「[https://e.example/b](https://e.example/b)」"
         "[https://e.example/](https://e.example/)にある "
         "[https://ja.example/wiki/日本語の歴史](https://ja.example/wiki/日本語の歴史) "
         "[https://e.example/q?x=検索&y=1](https://e.example/q?x=検索&y=1)"],
    ),
    "a label that claims another address": (
        "[https://bank.example/login](https://evil.example/x) [https://a.example](https://www.a.example) "
        "[www.bank.example](https://evil.example)",
        ["[https://bank.example/login (evil.example)](https://evil.example/x) "
         "[https://a.example](https://www.a.example) [www.bank.example (evil.example)](https://evil.example)"],
    ),
    "empty labels": (
        "[](https://e.example) [\u200b](https://e.example/x) ![](https://e.example/a%20b.png?v=1) ![](https://e.example) "
        "![](pic.png)",
        ["[https://e.example](https://e.example) [https://e.example/x](https://e.example/x) "
         "[a b.png](https://e.example/a%20b.png?v=1) [e.example](https://e.example) pic.png"],
    ),
    "code": (
        "```html\n<b>&amp; *not* `t` [x](y)\n<!-- keep -->\n\n\tend  \n```\nin `<b>&amp;</b> <!-- c -->` and ``a`b``\n\n"
        "    indented *code*\n\n~~~\nopen",
        ["| <b>&amp; *not* `t` [x](y)", "| <!-- keep -->", "| ", "| \tend  ", "in `<b>&amp;</b> <!-- c -->` and `a`b`",
         "", "| indented *code*", "", "| open"],
    ),
    "two fences": ("```\na\n```\n```\nb\n```", ["| a", "", "| b"]),
    "table": (
        "| Name | Qty | X |\n|:--|--:|:-:|\n| **b** `c` | 1 | `b|c` |\n| 日本語 | 200 | [l](https://e.example) <br> m |\n| a |",
        ["| | Name   | Qty | X   |",
         "| |--------|-----|-----|",
         "| | b c    |   1 | `b  |",
         "| | 日本語 | 200 | l m |",
         "| | a      |     |     |",
         "[l](https://e.example)"],
    ),
    "escaped bar": ("a|b\n-|-\n`x\\|y`|e\u0301", ["| | a   | b |", "| |-----|---|", "| | x|y | e\u0301 |"]),
    "pictures, comments, details": (
        "![alt](https://e.example/i.png)<!-- hidden --> [![CI](https://b.example/x.svg)](https://ci.example)\n"
        "[![](https://b.example/y.svg)](https://ci.example/z)\n<!-- block\n\ncomment -->\n"
        "<details>\n<summary>Logs &amp; more</summary>\n\n```\ncode\n```\n\n</details>\n\n"
        '<img width="1" src=https://e.example/shot.png alt="The &quot;shot&quot;"> <img src=\'https://e.example/n.png\'>\n'
        '<p align="center">\n  <a href="https://e.example">\n    <img src="https://e.example/logo.png">\n  </a>\n</p>',
        ["[alt](https://e.example/i.png) [CI](https://ci.example)", "[y.svg](https://ci.example/z)",
         "<b:Logs & more>", "", "| code", "", '[The "shot"](https://e.example/shot.png) [n.png](https://e.example/n.png)',
         "", "[logo.png](https://e.example)"],
    ),
    "only a comment": ("<!-- please fill in\n\n- a\n-->\n", []),
    "a comment left open": ("a\n\n<!-- b\n\nc", ["a"]),
    "a comment between": ("a\n\n<!-- x -->\n\nb\n<!-- y -->\nc <!-- z --> d", ["a", "", "b", "c  d"]),
    "headings, quotes, rules": (
        "# H1 **bold** `c` *i*\nSetext\n===\n### H3 ###\n\n> one\n> two\n> > nested\n>\n> second\n\n---\nhard  \nbreak\\\nend\nsoft",
        ["# H1 bold `c` <i:i>", "# Setext", "# H3", "> one", "> two", "> > nested", "> ", "> second", "", "───", "hard",
         "break", "end", "soft"],
    ),
    "heading in a quote": ("> # H *i*\n- # L", ["> <b:H ><bi:i>", "• <b:L>"]),
    "tasks and specials": (
        "- [ ] todo\n- [x] done\n- [X] DONE [l](https://e.example)\n- [x](https://e.example)\n- [ ]none\n1. [ ] n\n\n"
        "@octocat @org/team <!channel> <@U123|x> <@U1> @here <#C1> <!subteam^S1> org/repo#5 0123abc :rocket:\n\n"
        "> [!WARNING]\n> Careful\n\n> [!note]\n\n> [!TIP] inline\n\n```suggestion\nnew\n```",
        ["☐ todo", "☑ done", "☑ DONE [l](https://e.example)", "• [x](https://e.example)", "• [ ]none", "☐ n", "",
         "@octocat @org/team <!channel> <@U123|x> <@U1> @here <#C1> <!subteam^S1> org/repo#5 0123abc :rocket:", "",
         "> <b:Warning>", "> Careful", "", "> <b:Note>", "", "> [!TIP] inline", "", "| new"],
    ),
    "a block that is a declaration": ("<!channel> hello\n\n<?php x ?>", ["<!channel> hello", "", "<?php x ?>"]),
    # --- mixtures ---
    "containers in containers": (
        "- > quoted\n  > on\n- ```\n  code\n  ```\n> - in\n>   - 1\n>\n> 2. n\n>    more",
        ["• quoted", "> on", "• ", "| code", "> • in", ">   • 1", "> ", "> 2. n", "> more"],
    ),
    "a table in an item": ("- |a|\n  |-|\n  |b|\n- x\n\n  ---", ["• ", "| | a |", "| |---|", "| | b |", "• x", "", "───"]),
    "empty items": ("- \n- a\n1.\n2. <!-- x -->", ["• a"]),
    "footnotes": ("a[^1] b[^n]\n\n[^1]: note\n[^n]: https://e.example", ["a[^1] b[^n]", "", "[^1]: note",
                  "[^n]: [https://e.example](https://e.example)"]),
    "html": (
        "a<br>b<br/><br>c <sub>s</sub> <b>x <i>y</i></b> <del>z</del> <kbd>Ctrl *&lt;*</kbd> &copy; &#x1F600; &nope; List<String> "
        '<your-name> <a href="https://e.example">l <b>b</b></a> <a name="x">n</a> <font\ncolor="red">f</font> </p>',
        ["a", "b", "", "c s <b:x ><bi:y> <s:z> `Ctrl <` © 😀 &nope; List<String> <your-name> [l b](https://e.example) n f"],
    ),
    "html block": (
        "<div>\n<h2>T <b>b</b></h2>\n<ul><li>one</li>\n<li>two\n</ul>\n<p>p1</p><p>p2</p><hr>\n"
        "<table><tr><td>a</td><td>b</td></tr></table>\n</div>\n\n<pre>\n x  <b>y</b>\n\n z\n</pre>\n<pre></pre>\n\n<PRE>open\n<i",
        ["# T b", "• one", "• two", "", "p1", "", "p2", "", "───", "a b", "", "|  x  y", "| ", "|  z", "", "| open", "| <i"],
    ),
    "html left open": ('<a href="https://e.example">x\n\n**y** <b>z\n\nplain </b></i></a></pre></h1></li>',
                       ["[x](https://e.example)", "", "<b:y> <b:z>", "", "plain"]),
    "links in links": ('<a href="https://a.example">a <a href="https://b.example">b</a></a>',
                       ["[a](https://a.example) [b](https://b.example)"]),
    "windows line ends": ("a\r\nb\r\n\r\n- c\r\n\r\n```\r\nd\r\n\r\n```\r\n", ["a", "b", "", "• c", "", "| d", "| "]),
    "other line ends": ("a\x0bb\u2028c\x85d&#10;e", ["a", "b", "c", "d e"]),
    "a link over two cells": ("a <a href='https://e.example'>b|c</a>\n-|-\n<b>d|e", ["| | a b | c |", "| |-----|---|",
                              "| | d   | e |", "[b](https://e.example)"]),
    "unwritable": ("a\x00b \ud800 &#xD800; &#0;", ["a\ufffdb \ufffd \ufffd \ufffd"]),
    "blank lines": ("\n\n\na\n\n\n\nb\n\n  \n", ["a", "", "b"]),
    "nothing": ("", []),
    "only blanks": (" \n\t\n", []),
    "a reference alone": ("[a]: https://e.example\n", []),
    "emphasis that is none": ("*a\n\n_b **c ~~d", ["*a", "", "_b **c ~~d"]),
    "deep quotes": (">" * 50 + " a", ["> > > > > > > > a"]),
    "deep items": ("* + - " * 40 + "a", ["              • a"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_text_is_told_line_by_line(name: str) -> None:
    text, expected = CASES[name]
    lines = markdown.lines(text)
    assert written(lines) == expected
    assert_well_formed(lines)


def _numbers(text: str) -> Iterator[Span]:
    for part in re.split(r"(#\d+|@\w+)", text):
        if part.startswith("#") and part[1:].isdigit():
            yield Link(part, f"https://e.example/issues/{part[1:]}")
        elif part.startswith("@"):
            yield Person(part[1:])
        elif part:
            yield part


def test_words_are_found_in_plain_text_and_nowhere_else() -> None:
    text = (
        "**see #1** and *@ann* `#2` https://e.example/#3 [about #4](https://e.example) ~~#5 gone~~ <b>#6</b>\n\n    #7"
    )
    assert written(markdown.lines(text, words=_numbers)) == [
        "<b:see >[#1](https://e.example/issues/1) and @{ann} `#2` [https://e.example/#3](https://e.example/#3) "
        "[about #4](https://e.example) [#5](https://e.example/issues/5)<s: gone> [#6](https://e.example/issues/6)",
        "",
        "| #7",
    ]


def test_words_are_names_in_labels_too() -> None:
    def words(text: str) -> Iterator[Span]:
        before, found, after = text.partition("<@U1>")
        yield from (before, Person("Ann", "U9"), after) if found else (before,)

    assert written(markdown.lines("[ask <@U1>](https://e.example)", words=words)) == ["[ask Ann](https://e.example)"]


def test_words_may_come_in_pieces() -> None:
    lines = markdown.lines("a **b c** d", words=lambda text: ("", *text))
    assert lines == (Line(("a ", Styled("b", bold=True), Styled(" ", bold=True), Styled("c", bold=True), " d")),)


def test_addresses_that_are_not_whole_are_asked_for() -> None:
    def link(address: str) -> str | None:
        return {"docs/a.md": "https://e.example/docs/a.md", "#top": "javascript:x"}.get(address)

    text = "[a](docs/a.md) [b](#top) [c](other) ![](docs/a.md) <a href='docs/a.md'>d</a>"
    assert written(markdown.lines(text, link=link)) == [
        "[a](https://e.example/docs/a.md) b c [a.md](https://e.example/docs/a.md) [d](https://e.example/docs/a.md)"
    ]


def test_a_long_text_is_cut_at_a_line_end_and_says_so() -> None:
    lines = markdown.lines("a word\n\n" * CAP)
    assert lines[-1] == Line(("…",))
    assert {line.spans for line in lines[:-1]} == {("a word",), ()}
    assert written(markdown.lines("x" * (CAP + 1))) == ["x" * CAP, "…"]
    assert written(markdown.lines("x" * CAP)) == ["x" * CAP]


def test_a_table_is_bounded() -> None:
    wide = "|" + "a|" * 30 + "\n|" + "-|" * 30 + "\n|" + "b|" * 30
    assert [row.count("|") for row in written(markdown.lines(wide))] == [23, 23, 23]
    long = "|a|\n|-|\n" + "|b|\n" * 300
    lines = markdown.lines(long)
    assert written(lines)[:3] == ["| | a |", "| |---|", "| | b |"]
    assert "| | … |" in written(lines)
    broad = "a|b\n-|-\n" + "日本" * 50 + "|" + "x" * 100
    assert written(markdown.lines(broad))[2] == "| | " + "日本" * 9 + "日… | " + "x" * 39 + "… |"
    many = "a|b\n-|-\n" + "".join(f"[l{n}](https://e.example/{n})|x\n" for n in range(12))
    assert written(markdown.lines(many))[-1].endswith("[l9](https://e.example/9) …")


PATHOLOGICAL = {
    "brackets": "[" * CAP,
    "pictures": "![" * (CAP // 2),
    "nested brackets": "[" * (CAP // 2) + "]" * (CAP // 2),
    "nested pictures": "![" * 1700 + "a" + "](a)" * 1700,
    "cdata": "a" + "<![CDATA[" * (CAP // 9),
    "comments": "a" + "<!--" * (CAP // 4),
    "quotes in tags": "<div>" + '<a b="' * (CAP // 6),
    "open references": "[a\n" * (CAP // 3),
    "lazy lines": "> " * 50 + "a\n" + "b\n" * (CAP // 3),
    "lazy items": "- " * 50 + "a\n" + "b\n" * (CAP // 3),
    "wide table": "|" + "a|" * 39 + "\n|" + "-|" * 39 + "\n" + "|a\n" * (CAP // 4),
    "stars": "*a **b " * (CAP // 7),
    "quotes": ">" * CAP,
    "lists": "".join("  " * level + "- a\n" for level in range(100)),
    "html": "<div>\n<b><summary>a" * (CAP // 20),
    "brackets after addresses": "https://a.example/" + ")" * CAP,
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_work_is_in_proportion_to_length(name: str) -> None:
    calls = 0

    def count(_frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    markdown.lines("warm *up*")
    sys.setprofile(count)
    try:
        lines = markdown.lines(PATHOLOGICAL[name])
    finally:
        sys.setprofile(None)
    assert_well_formed(lines)
    assert calls < 150 * CAP


def test_a_failure_costs_the_looks_only() -> None:
    def link(address: str) -> str | None:
        raise LookupError(address)

    text = "**a** [b](c)\n\n\nhttps://e.example\n"
    assert written(markdown.lines(text, link=link)) == ["**a** [b](c)", "", "[https://e.example](https://e.example)"]


FRAGMENTS = st.sampled_from(
    ["*", "**", "_", "~~", "`", "```\n", "[", "](", ")", "![", "<", ">", "<!--", "-->", "<b>", "</b>", "<br>", "<a href='https://e.example'>",
     "</a>", "<pre>", "</pre>", "<details><summary>", "<h1>", "<li>", "<td>", "- ", "1. ", "> ", "# ", "\n", "\n\n", "    ", "|", "|-|-|\n", "---\n", "===\n",
     "&amp;", "&#10;", "\\", "https://e.example/a", "javascript:x", "[a]: https://e.example\n", "[ ] ", "[!NOTE]\n", "日本語", "。", "word", " ", "<!channel>", "<@U1>", "😀", "\t"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=40).map("".join)))
@settings(deadline=None, max_examples=200)
def test_any_text_becomes_well_formed_lines(text: str) -> None:
    assert_well_formed(markdown.lines(text, words=_numbers))


PROSE = st.lists(
    st.text(st.sampled_from("abcdefgXYZ0123456789日本語éß,;()'\""), min_size=1, max_size=8), min_size=1, max_size=30
)


@given(PROSE, st.lists(st.sampled_from([" ", "\n", "\n\n"]), min_size=30, max_size=30))
@settings(deadline=None, max_examples=100)
def test_no_word_of_plain_prose_is_lost(words: list[str], between: list[str]) -> None:
    text = "".join("x" + word + gap for word, gap in zip(words, between, strict=False))
    told = " ".join(plain(line.spans) for line in markdown.lines(text))
    assert told.split() == text.split()


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
@settings(deadline=None, max_examples=100)
def test_what_stands_in_a_fence_is_kept_to_the_letter(text: str) -> None:
    code = text.replace("`", "'").replace("\x0b", "")
    lines = markdown.lines(f"````\n{code}\n````")
    assert [texts(line) or [""] for line in lines] == [[row] for row in code.split("\n")]
