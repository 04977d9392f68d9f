"""What changed between two texts."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.model import Line, Styled, plain
from bridge.sources.common_runs import Budget, common_ends, common_runs
from bridge.sources.diff import AROUND, LIMIT, LONGEST, changed_lines, wiki_diff
from tests.sources.written import assert_well_formed, texts, written

CASES = {
    "a word": ("a\nthe quick fox\nb", "a\nthe slow fox\nb", ["− the <s:quick> fox", "+ the <b:slow> fox"]),
    "words next to each other": ("one brave new world", "one old world", ["− one <s:brave new> world", "+ one <b:old> world"]),
    "a word more": ("fix login page", "fix the login page", ["− fix login page", "+ fix <b:the >login page"]),
    "Japanese, by character": ("今日は良い天気です。", "今日は悪い天気です！", ["− 今日は<s:良>い天気です<s:。>", "+ 今日は<b:悪>い天気です<b:！>"]),
    "letters of several code points": ("か\u3099a e\u0301 👩\u200d👧 🇯🇵x", "か\u3099b e 👩\u200d👦 🇯🇵x",
                                       ["− か\u3099<s:a e\u0301 👩\u200d👧> 🇯🇵x", "+ か\u3099<b:b e 👩\u200d👦> 🇯🇵x"]),
    "a line more": ("a\nb", "a\nnew\nb", ["+ <b:new>"]),
    "a line less": ("a\ngone\nb", "a\nb", ["− <s:gone>"]),
    "from nothing": ("", "one\n\ntwo", ["+ <b:one>", "+ <b:two>"]),
    "to nothing": ("one\n", "", ["− <s:one>"]),
    "another line": ("first thing entirely", "something else now", ["− <s:first thing entirely>", "+ <b:something else now>"]),
    "one line between": ("a\nsame\nb", "x\nsame\ny", ["− <s:a>", "+ <b:x>", "same", "− <s:b>", "+ <b:y>"]),
    "a blank line between": ("a\n\nb", "x\n\ny", ["− <s:a>", "+ <b:x>", "− <s:b>", "+ <b:y>"]),
    "lines between": ("a\n1\n2\nb", "x\n1\n2\ny", ["− <s:a>", "+ <b:x>", "…", "− <s:b>", "+ <b:y>"]),
    "a changed line after a new one": ("keep me as I am", "brand new\nkeep me as you are",
                                       ["+ <b:brand new>", "− keep me as <s:I am>", "+ keep me as <b:you are>"]),
    "lines gone and changed": ("gone for good\nthe quick brown fox\nbye bye", "the quick red fox",
                               ["− <s:gone for good>", "− the quick <s:brown> fox", "+ the quick <b:red> fox", "− <s:bye bye>"]),
    "only line ends": ("a\r\nb  \n\n\n", "a\nb\n", []),
    "only blank lines": ("a\nb", "a\n\n\nb", []),
    "only spaces within": ("a b", "a  b", ["− a b", "+ a  b"]),
    "the same": ("a\nb", "a\nb", []),
    "notation is text": ("''a'' <@U1>", "''b'' <@U1>", ["− ''<s:a>'' <@U1>", "+ ''<b:b>'' <@U1>"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_told(name: str) -> None:
    old, new, expected = CASES[name]
    assert written(changed_lines(old, new)) == expected


def test_only_the_first_lines_are_told() -> None:
    numbers = "\n".join(map(str, range(LIMIT + 1)))
    lines = changed_lines("", numbers)
    assert len(lines) == LIMIT + 1
    assert lines[-1] == Line(("…",))
    assert len(changed_lines("", "\n".join(map(str, range(LIMIT))))) == LIMIT
    assert written(changed_lines("a", "x\ny", limit=1)) == ["− <s:a>", "…"]


def test_what_is_gone_leaves_room_for_what_came() -> None:
    old, new = ("\n".join(f"{word} {n}" for n in range(30)) for word in ("alpha", "omega"))
    lines = written(changed_lines(old, new, limit=6))
    assert lines == ["− <s:alpha 0>", "− <s:alpha 1>", "− <s:alpha 2>", "− …", "+ <b:omega 0>", "+ <b:omega 1>", "…"]
    assert "− …" not in written(changed_lines(old, "", limit=6))


def test_a_long_line_is_shown_around_its_changes() -> None:
    before, between, after = "a " * 200, "b " * 200, " c" * 200
    lines = changed_lines(f"{before}old {between}last{after}", f"{before}new {between}end{after}")
    context = f"…{'a ' * (AROUND // 2)}", f"{' b' * (AROUND // 2)}…{'b ' * (AROUND // 2)}", f"{' c' * (AROUND // 2)}…"
    assert written(lines) == [
        "− {}<s:old>{}<s:last>{}".format(*context),
        "+ {}<b:new>{}<b:end>{}".format(*context),
    ]


def test_a_word_more_in_a_long_line_is_shown_where_it_came() -> None:
    old = "".join(f"w{n} " for n in range(300))
    assert written(changed_lines(old, old.replace("w150 ", "w150 new "))) == [
        f"− …{' '.join(f'w{n}' for n in range(143, 151))[-39:]} {' '.join(f'w{n}' for n in range(151, 159))} …",
        f"+ …{' '.join(f'w{n}' for n in range(143, 151))[-39:]} <b:new >{' '.join(f'w{n}' for n in range(151, 159))} …",
    ]


def test_a_long_change_is_cut_between_characters() -> None:
    family = "👩\u200d👧"
    for shift in range(4):
        (line,) = changed_lines("", "x" * shift + family * 200)
        words = line.spans[1]
        assert isinstance(words, Styled)
        assert len(words.text) <= LONGEST + 1
        assert words.text.endswith("…")
        assert not words.text.removesuffix("…").endswith(("\u200d", "👩"))


def test_context_is_cut_between_characters() -> None:
    marks = "e\u0301" * 100
    lines = written(changed_lines(f"{marks} old {marks}", f"{marks} new {marks}"))
    assert lines[0] == f"− …{marks[-38:]} <s:old> {marks[:38]}…"


def test_a_line_with_many_changes_ends_somewhere() -> None:
    old, new = (" ".join(f"same{n} {word}{n}" for n in range(60)) for word in ("old", "new"))
    for line in changed_lines(old, new):
        assert len(plain(line.spans)) < 4 * LONGEST
        assert plain(line.spans).endswith("…")


def test_a_very_long_line_is_compared_from_its_beginning() -> None:
    old = " ".join(f"word{n}" for n in range(8000))
    new = "first " + old.replace("word5000 ", "other ") + " last"
    lines = written(changed_lines(old, new))
    assert lines == [
        "− word0 word1 word2 word3 word4 word5 word…",
        "+ <b:first >word0 word1 word2 word3 word4 word5 word…",
    ]


CHANCE: Final = random.Random(1)  # noqa: S311 - texts, not secrets
KANJI: Final = "".join(map(chr, range(0x4E00, 0x5200)))


def words(alphabet: str, between: str, length: int = 65_536) -> str:
    """A text of ``length`` characters."""
    parts: list[str] = []
    left = length
    while left > 0:
        parts.append("".join(CHANCE.choices(alphabet, k=CHANCE.randint(1, 8))))
        left -= len(parts[-1]) + len(between)
    return between.join(parts)[:length]


def turned_round() -> tuple[str, str]:
    """A text, and its lines in the other order."""
    lines = words("abcdefgh     ", "\n")
    return lines, "\n".join(reversed(lines.split("\n")))


LARGE: Final[dict[str, Callable[[], tuple[str, str]]]] = {
    "words in one line": lambda: (words("abcdefgh", " "), words("abcdefgh", " ")),
    "lines": lambda: (words("abcdefgh ", "\n"), words("abcdefgh ", "\n")),
    "few letters": lambda: (words("ab", "\n"), words("ab", "\n")),
    "Japanese in one line": lambda: (words(KANJI, ""), words(KANJI, "")),
    "two characters": lambda: (words("日本", ""), words("日本", "")),
    "punctuation": lambda: (words("!?.,", ""), words("!?.,", "")),
    "empty lines": lambda: ("\n" * 65_536, "a\n" * 32_768),
    "repeated lines": lambda: ("same\n" * 13_000, "same\nother\n" * 5_900),
    "turned lines": lambda: ("a\nb\n" * 16_384, "b\na\n" * 16_384),
    "reversed": turned_round,
    "one letter": lambda: ("a" * 65_536, "b" * 65_536),
    "marks": lambda: ("a\u0301" * 32_768, "a\u0300" * 32_768),
}


@pytest.mark.untraced  # tracing would quadruple its time, and other tests tread the same lines
@pytest.mark.parametrize("name", LARGE)
def test_large_texts_are_compared_within_the_budget(name: str) -> None:
    CHANCE.seed(name)
    old, new = LARGE[name]()
    lines = changed_lines(old, new)
    assert 2 <= len(lines) <= LIMIT + 1
    assert all(len(plain(line.spans)) <= 4 * LONGEST for line in lines)
    assert_well_formed(lines)
    budget = Budget(1_000)
    common_runs(old.split("\n"), new.split("\n"), budget)
    common_runs(list(old), list(new), budget)
    assert budget.left > -2 * (1_000 + 65_536 // 4)


def test_one_character_of_a_large_text_costs_next_to_nothing() -> None:
    text = "".join(chr(0x4E00 + n % 997) for n in range(65_536))
    budget = Budget(1_000)
    runs = common_runs(text, text[:30_000] + "Z" + text[30_001:], budget)
    assert runs == [(0, 0, 30_000), (30_001, 30_001, 35_535)]
    assert budget.left > 990
    assert written(changed_lines(text, text[:30_000] + "Z" + text[30_001:])) == [
        f"− …{text[29_960:30_000]}<s:{text[30_000]}>{text[30_001:30_041]}…",
        f"+ …{text[29_960:30_000]}<b:Z>{text[30_001:30_041]}…",
    ]


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
@settings(deadline=None, max_examples=200)
def test_common_runs_are_a_longest_common_subsequence(old: list[str], new: list[str]) -> None:
    runs = common_runs(old, new, Budget(10_000))
    _assert_common(runs, old, new)
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for x, one in enumerate(old):
        for y, other in enumerate(new):
            longest[x + 1][y + 1] = longest[x][y] + 1 if one == other else max(longest[x][y + 1], longest[x + 1][y])
    assert sum(length for _, _, length in runs) == longest[-1][-1]


@given(st.text("ab", max_size=40), st.text("abc", max_size=9), st.text("abd", max_size=9), st.text("ab", max_size=40))
@settings(deadline=None, max_examples=200)
def test_common_ends_are_found_whole(start: str, one: str, other: str, end: str) -> None:
    old, new = start + one + end, start + other + end
    length, rest = common_ends(old, new)
    assert old[:length] == new[:length]
    assert old[length : length + 1] != new[length : length + 1] or length == min(len(old), len(new))
    assert old[len(old) - rest :] == new[len(new) - rest :]
    shorter = min(len(old), len(new)) - length
    assert rest <= shorter
    assert rest == shorter or old[-1 - rest] != new[-1 - rest]


@given(st.lists(st.sampled_from("abc"), max_size=30), st.lists(st.sampled_from("abc"), max_size=30), st.integers(0, 40))
@settings(deadline=None, max_examples=200)
def test_common_runs_are_common_when_the_budget_is_spent(old: list[str], new: list[str], steps: int) -> None:
    _assert_common(common_runs(old, new, Budget(steps)), old, new)


def _assert_common(runs: list[tuple[int, int, int]], old: list[str], new: list[str]) -> None:
    at = (0, 0)
    for x, y, length in runs:
        assert length > 0
        assert (x, y) >= at
        assert x >= at[0]
        assert y >= at[1]
        assert old[x : x + length] == new[y : y + length]
        at = (x + length, y + length)
    assert at <= (len(old), len(new))


WORDS = st.lists(
    st.sampled_from(["a", "bb", "ccc", "日本", "。", " ", "\n", "\r\n", "👩\u200d👧", "e\u0301", "\u2028"]), max_size=30
).map("".join)


@given(st.one_of(WORDS, st.text()), st.one_of(WORDS, st.text()))
@settings(deadline=None, max_examples=200)
def test_any_two_texts_can_be_compared(old: str, new: str) -> None:
    lines = changed_lines(old, new)
    assert_well_formed(lines)
    for line in lines:
        assert line.kind == "text"
        assert all(texts(line))
    assert changed_lines(old, old) == ()


@given(st.lists(st.text("abc xyz", max_size=12), max_size=6), st.lists(st.text("abc xyz", max_size=12), max_size=6))
@settings(deadline=None, max_examples=150)
def test_every_line_that_came_or_went_is_told(old: list[str], new: list[str]) -> None:
    told = [plain(line.spans) for line in changed_lines("\n".join(old), "\n".join(new), limit=100)]
    gone, come = ({row.rstrip() for row in rows} - {""} for rows in (old, new))
    assert {line[2:] for line in told if line.startswith("− ")} >= gone - come
    assert {line[2:] for line in told if line.startswith("+ ")} >= come - gone
    assert {line[2:] for line in told if line.startswith("− ")} <= gone
    assert {line[2:] for line in told if line.startswith("+ ")} <= come


WIKI = {
    "changed, newest first": ("1c1\n<PageUpdated---\n>Page", "PageUpdated", ["− <s:Page>", "+ <b:PageUpdated>"]),
    "changed": ("1c1\n<Old words here---\n>New words here", "New words here", ["− <s:Old> words here", "+ <b:New> words here"]),
    "added": ("1a1,3\n>1. a\n>2. b\n>3. c\n", "1. a\n2. b\n3. c\n", ["+ <b:1. a>", "+ <b:2. b>", "+ <b:3. c>"]),
    "added, newest first": ("2d1\n<new\n", "old\nnew", ["+ <b:new>"]),
    "removed": ("2d1\n<gone\n", "left", ["− <s:gone>"]),
    "removed, newest first": ("1a2\n>gone\n", "left", ["− <s:gone>"]),
    "without the page": ("1c1\n<a\n---\n>b\n", "", ["− <s:a>", "+ <b:b>"]),
    "several": ("1c1\n<a\n---\n>b\n4,5d3\n<c\n<d\n9a8\n>e", "b\ne", ["− <s:a>", "+ <b:b>", "…", "− <s:c>", "− <s:d>", "…", "+ <b:e>"]),
    "windows line ends": ("1c1\r\n<a\r\n---\r\n>b\r\n", "b", ["− <s:a>", "+ <b:b>"]),
    "with spaces": ("1c1\n< a\n---\n> b\n\\ No newline at end of file\n", "b", ["− <s:a>", "+ <b:b>"]),
    "indented": ("1c1\n<  a\n---\n>b\n", "b", ["− <s:  a>", "+ <b:b>"]),
    "lines that look like marks": ("1c1,2\n<-----\n>1c1\n>---", "1c1\n---", ["+ <b:1c1>", "− --", "+ --<b:->"]),
    "longer than it says": ("1c1\n<a\n<b\n---\n>c", "", []),
    "no diff": ("hello", "hello", []),
    "a bare command": ("1c1\n", "", []),
    "unified": ("@@ -1 +1 @@\n-a\n+b", "b", []),
    "nothing": ("", "x", []),
}  # fmt: skip


@pytest.mark.parametrize("name", WIKI)
def test_a_wiki_diff_is_told(name: str) -> None:
    ed, content, expected = WIKI[name]
    assert written(wiki_diff(ed, content)) == expected


def test_a_long_wiki_diff_is_bounded() -> None:
    ed = "1,9000c1,9000\n" + "<a\n" * 9000 + "---\n" + ">b\n" * 9000
    assert len(wiki_diff(ed, "b\n" * 9000)) == LIMIT + 1


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                ["1c1\n", "1a2,3\n", "4d3\n", "<a\n", "<b", ">b\n", ">\n", "---\n", "---", "\n", "\\ No\n", "x"]
            ),
            max_size=14,
        ).map("".join),
    ),
    st.text("ab\n"),
)
@settings(deadline=None, max_examples=200)
def test_any_text_can_be_a_wiki_diff(ed: str, content: str) -> None:
    assert_well_formed(wiki_diff(ed, content))
