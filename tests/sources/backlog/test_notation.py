"""Backlog's own notation as typed lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.model import Line, Link, Person, Span, plain
from bridge.sources.backlog import notation
from bridge.sources.backlog.links import Links
from bridge.sources.spans import CAP
from tests.sources.written import assert_well_formed, texts, written

LINKS = Links("https://acme.backlog.com", "PROJ")
AT = "https://acme.backlog.com"

CASES = {
    "headings": (
        "* One ''b''\n** Two\n****** Six\n*none\n*\u3000wide '''i'''\n ****",
        ["# One b", "# Two", "# Six", "*none", "# wide <i:i>", "****"],
    ),
    "looks": (
        "''b'' '''i''' %%s%% '''''bi'' i''' '''i ''bi''''' ''%%bs%%'' a''b''c",
        ["<b:b> <i:i> <s:s> <bi:bi><i: i> <i:i ><bi:bi> <bs:bs> a<b:b>c"],
    ),
    "looks that are none": (
        "it's ''half 100%% 5''''5 %%%% ''''''",
        ["it's ''half 100%% 5''''5 %%%% ''''''"],
    ),
    "an odd mark": ("''a'' ''b %%c%% %%d", ["<b:a> ''b <s:c> %%d"]),
    "colours": (
        "&color(red) { a ''b'' } x &color(#fff, #333){two} &color( rgb(1,2,3) ) {three} %%&color(red) {s}%% &color(red) open",
        ["a <b:b> x two three <s:s> &color(red) open"],
    ),
    "colours within others and braces": (
        "&color(red) { a &color(blue) { b } {c} } if (x) { y } }\n&color(red) {\n- item\n}\nend &color(x) { {",
        ["a b {c} if (x) { y } }", "• item", "end &color(x) { {"],
    ),
    "lists": (
        "- a\n-- b\n--- c\n- d\n+ one\n++ sub\n++ sub\n+ two\n- x\n+ new\n\n+ again\ntext\n+ again\n-none\n- \n-----",
        ["• a", "  • b", "    • c", "• d", "1. one", "  1. sub", "  2. sub", "2. two", "• x", "1. new", "", "1. again",
         "text", "1. again", "-none", "-", "-----"],
    ),
    "mixed levels": ("+ a\n-- x\n++ y\n+ b\n--- deep\n++ z", ["1. a", "  • x", "  1. y", "2. b", "    • deep", "  1. z"]),
    "checklists": ("- [ ] todo\n- [x] ''done''\n-- [X] sub\n- [ ]none\n+ [ ] n",
                   ["☐ todo", "☑ <b:done>", "  ☑ sub", "• [ ]none", "☐ n"]),
    "links": (
        "[[a>https://e.example/a]] [[a:https://e.example/b]] [[https://e.example/c]] [[a > b>https://e.example/?q=1&r=x|y]]"
        " [[''b'' %%s%%>https://e.example]] [[mail>mailto:a@e.example]] [[https://e.example/d:https://f.example]]",
        ["[a](https://e.example/a) [a](https://e.example/b) [https://e.example/c](https://e.example/c) "
         "[a > b](https://e.example/?q=1&r=x%7Cy) [b s](https://e.example) [mail](mailto:a@e.example) "
         "[https://e.example/d:https://f.example](https://e.example/d:https://f.example)"],
    ),
    "links that are none": (
        "[[]] [[ ]] [[open [[Page]] [[[Page]]] [[js>javascript:alert(1)]] [[share>\\\\server\\x]] [[f>file:///c]] [[open",
        [f"[[]] [[ ]] [[open [Page]({AT}/wiki/PROJ/Page) [[Page]({AT}/wiki/PROJ/Page)] js (javascript:alert(1)) "
         "share (\\\\server\\x) f (file:///c) [[open"],
    ),
    "a label that claims another address": (
        "[[https://bank.example>https://evil.example]]", ["[https://bank.example (evil.example)](https://evil.example)"]
    ),
    "pages and issues": (
        "[[PROJ-1]] [[API_V2-123456]] [[Top/設計 #1]] [[label>Page]] [[label>OTHER-2]] [[>Page]] [[a<b]]",
        [f"[PROJ-1]({AT}/view/PROJ-1) [API_V2-123456]({AT}/view/API_V2-123456) "
         f"[Top/設計 #1]({AT}/wiki/PROJ/Top%2F%E8%A8%AD%E8%A8%88%20%231) [label]({AT}/wiki/PROJ/Page) "
         f"[label]({AT}/view/OTHER-2) [>Page]({AT}/wiki/PROJ/%3EPage) [a<b]({AT}/wiki/PROJ/a%3Cb)"],
    ),
    "quotes": (
        "> a ''b''\n>> deeper\n>none\n>\n> z\n\n> other\n{quote}\nin %%s%%\n\n* h '''i'''\n- it\n-- sub\n{/quote}\nout\n"
        "a {quote}b{/quote} c",
        ["> a <b:b>", "> > deeper", "> none", "> ", "> z", "", "> other", "> in <s:s>", "> ", "> <b:h ><bi:i>", "> • it",
         ">   • sub", "out", "a", "> b", "c"],
    ),
    "quotes left open": ("{/quote} a {quote} b\n{quote}\nc", ["{/quote} a {quote} b", "{quote}", "c"]),
    "two ends of a quote": ("{quote}a{/quote}b{/quote} {quote}", ["> a", "b{/quote} {quote}"]),
    "code": (
        "{code}\n''a'' [[x]] &br; {quote}\n\n  * <b> ''\n{/code}\nafter\n{code:java}one{/code}\n\nmid {code}x ''y''{/code} z\n"
        "a {code}\nb\n{/code} c\n{code}{/code}\n{code}1{/code}\n{code}2{/code}",
        ["| ''a'' [[x]] &br; {quote}", "| ", "|   * <b> ''", "after", "| one", "", "mid `x ''y''` z", "a", "| b", "c", "",
         "| 1", "", "| 2"],
    ),
    "code left open": ("a\n{code}\n''b''\n\n* c", ["a", "| ''b''", "| ", "| * c"]),
    "code left open in a row": ("a {code} b {/code}{code} ''c''", ["a `b`{code} <b:c>"]),
    "code within a quote": ("{quote}\na\n{code}\nb\n{/code}\nc\n{/quote}", ["> a", "| b", "> c"]),
    "macros": (
        "#image(https://e.example/a%20b.png) #image(shot (1).png) #thumbnail(c.png) #rev(12) #rev(app:abc) #rev(x) "
        "#attach(f:x.txt:77) #attach(y) #image() #other(x) #image(open",
        [f"[a b.png](https://e.example/a%20b.png) shot (1).png c.png [r12]({AT}/rev/PROJ/12) "
         f"[app:abc]({AT}/git/PROJ/app/commit/abc) x [f:x.txt]({AT}/downloadAttachment/77/f%3Ax.txt) y #image() #other(x) "
         "#image(open"],
    ),
    "contents": ("#contents\n* a\n#contents \nsee #contents", ["# a", "see #contents"]),
    "breaks": ("a&br;''b&br;c''&br;\n- x&br;y\n> q&br;r\n* h&br;i", ["a", "<b:b>", "<b:c>", "• x", "  y", "> q", "> r", "# h", "# i"]),
    "escapes": (
        "\\''a\\'' \\'''b \\%%c%% \\[[d]] \\{code}e{/code} \\&br; \\&color(red) { f } \\#image(g) \\{quote} \\]]\n\\* h\n\\- i\n\\+ j\n"
        "\\> k\n\\|l|\n\\#contents\nC:\\logs\\*.log \\\\server\\share \\n",
        ["''a'' '''b %%c%% [[d]] {code}e{/code} &br; &color(red) { f } #image(g) {quote} ]]", "* h", "- i", "+ j", "> k",
         "|l|", "#contents", "C:\\logs\\*.log \\\\server\\share \\n"],
    ),
    "tables": (
        "before\n|a|''b''|c|h\n|~x|[[l>https://e.example]]|>|\n|日本|1\\|2|&br;y|\n|z|\nafter\n|a|b|\n|---|:-:|\n|c|https://f.example|\n||\n|open",
        ["before", "| | a    | b   | c |", "| |------|-----|---|", "| | x    | l   |   |", "| | 日本 | 1|2 | y |", "| | z    |     |   |",
         "[l](https://e.example)", "after", "| | a | b                 |", "| |---|-------------------|",
         "| | c | https://f.example |", "| |   |                   |", "[https://f.example](https://f.example)", "|open"],
    ),
    "a table of one row": ("|a|b|", ["| | a | b |"]),
    "two heads": ("|a|h\n|b|h\n|c|", ["| | a |", "| | b |", "| |---|", "| | c |"]),
    "a table and code": ("|a|\n{code}\nb\n{/code}", ["| | a |", "", "| b"]),
    "addresses": (
        "https://e.example/a, (https://e.example/b) ''https://e.example/c'' https://e.example/d&br;https://e.example/を xhttps://x "
        "https:// %%https://e.example/e%% https://e.example/''a''",
        ["[https://e.example/a](https://e.example/a), ([https://e.example/b](https://e.example/b)) "
         "[https://e.example/c](https://e.example/c) [https://e.example/d](https://e.example/d)",
         "[https://e.example/](https://e.example/)を xhttps://x https:// [https://e.example/e](https://e.example/e) "
         "[https://e.example/](https://e.example/)<b:a>"],
    ),
    "markdown is text": ("# a **b** `c` [d](https://e.example) <b>x</b> &amp;",
                         ["# a **b** `c` [d]([https://e.example](https://e.example)) <b>x</b> &amp;"]),
    "windows line ends": ("* a\r\n\r\n- b\r\n{code}\r\nc\r\n{/code}\r\n", ["# a", "• b", "| c"]),
    "blank lines": ("\n\na\n\n\u3000\n\nb\n\n", ["a", "", "b"]),
    "pings are words": ("<!channel> <@U1|x> @here <https://evil.example|label>",
                        ["<!channel> <@U1|x> @here <[https://evil.example](https://evil.example)|label>"]),
    "nothing": ("", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_text_is_told_line_by_line(name: str) -> None:
    text, expected = CASES[name]
    lines = notation.lines(text, links=LINKS)
    assert written(lines) == expected
    assert_well_formed(lines)


def _words(text: str) -> Iterator[Span]:
    for part in re.split(r"(PROJ-\d+|<@U\d+>)", text):
        if part.startswith("PROJ-"):
            yield Link(part, f"{AT}/view/{part}")
        elif part.startswith("<@U"):
            yield Person("Ann Lee")
        elif part:
            yield part


def test_words_are_found_in_plain_text_and_nowhere_else() -> None:
    text = (
        "''see PROJ-1'' <@U7> {code}PROJ-2{/code} https://e.example/PROJ-3 [[ask <@U7>>https://e.example]] [[PROJ-4]]"
    )
    assert written(notation.lines(text, words=_words)) == [
        f"<b:see >[PROJ-1]({AT}/view/PROJ-1) @{{Ann Lee}} `PROJ-2` [https://e.example/PROJ-3](https://e.example/PROJ-3) "
        f"[ask Ann Lee](https://e.example) [PROJ-4]({AT}/view/PROJ-4)"
    ]


def test_without_a_space_names_remain() -> None:
    text = "[[Page]] [[KEY-1]] [[label>Page]] #rev(12) #rev(app:abc) #attach(a.txt:7)"
    assert written(notation.lines(text)) == ["Page KEY-1 label r12 app:abc a.txt"]


def test_a_long_text_is_cut_and_says_so() -> None:
    lines = notation.lines("''a'' word\n" * CAP)
    assert lines[-1] == Line(("…",))
    assert set(written(lines[:-1])) == {"<b:a> word"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", True),
        ("", True),
        ("''bold'' and {code}x{/code}", True),
        ("see [[label>https://e.example]]", True),
        ("* Title\ntext\n** Sub\n- a\n-- b", True),
        ("|a|b|h\n|c|d|", True),
        ("&color(red) { a } &br; #image(x.png)", True),
        ("+ one\n+ two", True),
        ("# Title\n\n**bold** `code`", False),
        ("```\ncode\n```", False),
        ("[label](https://e.example)", False),
        ("![image](https://e.example/a.png)", False),
        ("1. one\n2. two", False),
        ("* a\n* b", False),
        ("|a|b|\n|---|---|\n|c|d|", False),
        ("~~gone~~", False),
        ("- a\n  - b", False),
        ("Title\n=====", False),
        ("''a'' 'b' **c**", True),
    ],
)
def test_a_text_without_a_rule_is_looked_at(text: str, expected: bool) -> None:
    assert notation.looks_like(text) is expected


FRAGMENTS = st.sampled_from(
    ["''", "'''", "'''''", "%%", "{code}", "{code:java}", "{/code}", "{quote}", "{/quote}", "[[", "]]", ">", ":", "&br;", "&color(red) {", "}", "{",
     "#image(", ")", "#rev(1)", "#contents", "|", "|h\n", "\\", "\n", "\n\n", "* ", "- ", "-- ", "+ ", "++ ", "> ", "- [x] ", "https://e.example/a",
     "javascript:x", "mailto:a@e.example", "PROJ-1", "<@U1>", "word", " ", "日本語", "。", "😀", "\r\n", "~", "Page"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=40).map("".join)))
@settings(deadline=None, max_examples=250)
def test_any_text_becomes_well_formed_lines(text: str) -> None:
    assert_well_formed(notation.lines(text, words=_words, links=LINKS))
    assert notation.looks_like(text) in {True, False}


@given(
    st.lists(st.text("abcXYZ0189日本語éß,;()'\"#<!@$^&.", min_size=1, max_size=8), min_size=1, max_size=30),
    st.lists(st.sampled_from([" ", "\n", "\n\n"]), min_size=30, max_size=30),
)
@settings(deadline=None, max_examples=100)
def test_no_word_of_plain_prose_is_lost(words: list[str], between: list[str]) -> None:
    text = "".join("x" + word.replace("''", "'") + gap for word, gap in zip(words, between, strict=False))
    told = " ".join(plain(line.spans) for line in notation.lines(text))
    assert told.split() == text.split()


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
@settings(deadline=None, max_examples=100)
def test_what_stands_in_code_is_kept_to_the_letter(text: str) -> None:
    code = text.replace("{/code}", "").replace("\r\n", "\n")
    lines = notation.lines(f"{{code}}\n{code}\n{{/code}}")
    expected = [[row] for row in code.split("\n")] if code.strip() else []
    assert [texts(line) or [""] for line in lines] == expected


@pytest.mark.parametrize(
    "piece",
    ["[[", "]]", "{code}", "{/code}", "{code}x{/code}", "{quote}", "{quote}{/quote}\n", "''", "%%a", "&color(red) {", "}",
     "#image(", "#image(a(", "|", "|\\", "\\", ">", "- ", "+ a\n", "https://", "a://", "[[a>", "&br;", " ", "\n", "'", "[[https://e.example>"],
)  # fmt: skip
def test_a_long_text_of_one_mark_ends(piece: str) -> None:
    assert_well_formed(notation.lines((piece * CAP)[:CAP], words=_words, links=LINKS))
    assert_well_formed(notation.lines("|" + (piece * CAP)[: CAP - 2] + "|", links=LINKS))
