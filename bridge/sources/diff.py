"""What changed between two texts: first by line, then by word within the lines that belong together.

Both comparisons have a budget of steps (``common_runs``), so any two texts are compared in bounded time, and the first
differences, which are the ones that are shown, stay right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bridge.model import Line, Span
from bridge.sources.common_runs import Budget, Same, common_ends, common_runs
from bridge.sources.spans import Looks, clean, styled

LIMIT: Final = 20
"""Lines that are shown."""

LONGEST: Final = 160
"""Characters of one changed part, or of a whole line, that are shown."""

AROUND: Final = 40
"""Characters of the unchanged words that are shown before and after a change."""

_LINE_STEPS: Final = 25_000
_WORD_STEPS: Final = 25_000
_ALIKE: Final = 0.4
"""Share of the words that two lines must have in common to be shown as one line that changed."""

_NEAR: Final = 5
"""How far down a changed line is looked for."""

_CJK: Final = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3096\u309b-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9d\U00020000-\U0003ffff"
)
_MARKS: Final = (
    "\u0300-\u036f\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
)
_JOINS: Final = re.compile(f"[{_MARKS}\u200d]|(?<=\u200d)")
_WORD: Final = re.compile(
    rf"[{_CJK}](?![{_MARKS}\u200d])|[^\W{_CJK}{_MARKS}]+[{_MARKS}]*|\s+"
    rf"|[\U0001f1e6-\U0001f1ff]{{2}}|.[{_MARKS}]*(?:\u200d.[{_MARKS}]*)*",
    re.DOTALL,
)
_EDGE: Final = re.compile(rf"(?<=[\s{_CJK}])(?=[^\s{_MARKS}\u200d])")
"""Some of the places between two words that are seen from the characters on both sides of them."""

_WINDOW: Final = 200
_MIDDLE: Final = 12_000


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that were replaced by others, and the unchanged ones between them and the hunk before."""

    between: Sequence[str]
    removed: Sequence[str]
    added: Sequence[str]


def changed_lines(old: str, new: str, *, limit: int = LIMIT) -> tuple[Line, ...]:
    """What changed, as at most ``limit`` lines and one more ``…`` where there is more.

    A line that is gone begins with ``− ``, its gone words struck out; one that came begins with ``+ ``, its new words
    bold. Between two places stands the one unchanged line, or ``…`` where there are several. White space at the end of
    a line and blank lines are no change.
    """
    before, after = _rows(old), _rows(new)
    return _shown(_hunks(before, after, common_runs(before, after, Budget(_LINE_STEPS))), limit)


def _rows(text: str) -> list[str]:
    return [row.rstrip() for row in clean(text).split("\n")]


def _hunks(old: Sequence[str], new: Sequence[str], runs: Iterable[Same]) -> Iterator[Hunk]:
    x = y = 0
    between: Sequence[str] = ()
    for begin_x, begin_y, length in (*runs, (len(old), len(new), 0)):
        if begin_x > x or begin_y > y:
            yield Hunk(between, old[x:begin_x], new[y:begin_y])
        x, y = begin_x + length, begin_y + length
        between = old[begin_x:x]


# --- the ed-style text of wiki updates -------------------------------------------------------------------------------

_COMMAND: Final = re.compile(r"(\d{1,7})(?:,(\d{1,7}))?([acd])(\d{1,7})(?:,(\d{1,7}))?")


def wiki_diff(ed: str, content: str = "", *, limit: int = LIMIT) -> tuple[Line, ...]:
    """Backlog's own diff of a wiki page (``1c1``, ``<old``, ``---``, ``>new``) in the look of ``changed_lines``.

    The line end before ``---`` may be missing. In some bodies ``<`` marks the new lines, so the side whose lines stand
    in ``content``, the page as it is now, is taken for the new one; without ``content`` that is ``>``. A text that is
    no such diff gives no lines.
    """
    hunks = _ed_hunks(clean(ed).split("\n"))
    if content and hunks:
        now = set(_rows(content))
        if _share(now, (row for hunk in hunks for row in hunk.removed)) > _share(
            now, (row for hunk in hunks for row in hunk.added)
        ):
            hunks = [Hunk(hunk.between, hunk.added, hunk.removed) for hunk in hunks]
    return _shown(hunks, limit)


def _share(now: set[str], rows: Iterable[str]) -> float:
    """How many of the rows stand in the page; half of them, so to speak, where there are none."""
    hits = [row.rstrip() in now for row in rows if row.strip()]
    return sum(hits) / len(hits) if hits else 0.5


def _ed_hunks(rows: Sequence[str]) -> list[Hunk]:
    """The commands in order; none at all when the text leaves the form anywhere."""
    hunks: list[Hunk] = []
    at = 0
    while at < len(rows):
        if not rows[at].strip() or rows[at].startswith("\\"):
            at += 1
            continue
        command = _COMMAND.fullmatch(rows[at].strip())
        if not command:
            return []
        removed, at = _marked(rows, at + 1, "<", _count(command[1], command[2]) if command[3] in "cd" else 0)
        if command[3] == "c":
            if at < len(rows) and rows[at].rstrip() == "---":
                at += 1
            elif removed:
                removed[-1] = removed[-1].removesuffix("---")
        added, at = _marked(rows, at, ">", _count(command[4], command[5]) if command[3] in "ac" else 0)
        if not removed and not added:
            return []
        hunks.append(Hunk(("", "") if hunks else (), removed, added))
    spaced = all(not row or row.startswith(" ") for hunk in hunks for row in (*hunk.removed, *hunk.added))
    return [Hunk(h.between, _unspaced(h.removed), _unspaced(h.added)) for h in hunks] if spaced else hunks


def _count(first: str, last: str | None) -> int:
    return max(0, int(last or first) - int(first)) + 1


def _marked(rows: Sequence[str], at: int, mark: str, count: int) -> tuple[list[str], int]:
    found: list[str] = []
    while at < len(rows) and len(found) < count and rows[at].startswith(mark):
        found.append(rows[at].removeprefix(mark).rstrip())
        at += 1
    return found, at


def _unspaced(rows: Sequence[str]) -> list[str]:
    """Rows of the common form of such a diff, which has a space after the mark."""
    return [row.removeprefix(" ") for row in rows]


# --- the look --------------------------------------------------------------------------------------------------------

_Part = tuple[str, str, bool]
"""Words of a line before and after, and whether they changed."""


def _shown(hunks: Iterable[Hunk], limit: int) -> tuple[Line, ...]:
    shown: list[Line] = []
    for line in _all_lines(hunks, Budget(_WORD_STEPS), limit):
        if len(shown) == limit:
            shown.append(Line(("…",)))
            break
        shown.append(line)
    return tuple(shown)


def _all_lines(hunks: Iterable[Hunk], budget: Budget, limit: int) -> Iterator[Line]:
    """The lines of each place, those of long ones as far as they can be shown. Lines that are gone leave room for
    those that came in their stead."""
    begun, most, far = False, max(1, limit // 2), 4 * limit
    for hunk in hunks:
        removed, added = ([row for row in rows if row] for rows in (hunk.removed, hunk.added))
        if not removed and not added:
            continue
        if begun and hunk.between:
            only = hunk.between[0] if len(hunk.between) == 1 else "…"
            if only:
                yield Line((_head(only, LONGEST),))
        begun = True
        gone = 0
        for old, new in _paired(removed[:far], added[:far]):
            gone += not new
            if new or not added or gone <= most:
                yield from _pair_lines(old, new, budget)
            elif gone == most + 1:
                yield Line(("− …",))


def _paired(removed: Sequence[str], added: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Lines that belong together; the empty string stands where a line has no other."""
    if len(removed) == len(added) == 1:
        yield removed[0], added[0]
        return
    at = 0
    known: dict[int, _Words] = {}
    for row in removed:
        words = _first_words(row)
        for to in range(at, min(at + _NEAR, len(added))):
            if to not in known:
                known[to] = _first_words(added[to])
            if _alike(words, known[to]):
                yield from (("", other) for other in added[at:to])
                yield row, added[to]
                at = to + 1
                break
        else:
            yield row, ""
    yield from (("", other) for other in added[at:])


_Words = tuple[Counter[str], int]


def _first_words(row: str) -> _Words:
    words = Counter(word for word in _WORD.findall(row[:LONGEST]) if not word.isspace())
    return words, sum(len(word) * times for word, times in words.items())


def _alike(one: _Words, other: _Words) -> bool:
    """Whether two lines, by their beginnings, look like one that changed."""
    common = sum(len(word) * times for word, times in (one[0] & other[0]).items())
    return common >= _ALIKE * max(one[1], other[1])


def _pair_lines(old: str, new: str, budget: Budget) -> Iterator[Line]:
    parts = _compared(old, new, budget) if old and new else [(old, new, True)]
    if old:
        yield Line(_spans("− ", [(gone, changed) for gone, _, changed in parts], frozenset({"strike"})))
    if new:
        yield Line(_spans("+ ", [(come, changed) for _, come, changed in parts], frozenset({"bold"})))


def _compared(old: str, new: str, budget: Budget) -> list[_Part]:
    """The words of two lines, as parts that changed and parts that did not.

    Only what lies between the common beginning and end is cut into words, and of that only so much; what then follows
    the last common run is left open. A common run of one character, or of white space alone, between two changes
    belongs to them; lines with little in common changed as a whole.
    """
    start, end = _same_ends(old, new)
    middles = old[start : len(old) - end], new[start : len(new) - end]
    cut = max(map(len, middles)) > _MIDDLE
    before, after = (_WORD.findall(middle[:_MIDDLE]) for middle in middles)
    parts: list[_Part] = [(old[:start], old[:start], False)]
    same = start + (0 if cut else end)
    done_x = done_y = 0
    for x, y, length in common_runs(before, after, budget):
        words = "".join(before[x : x + length])
        at_edge = x + y == 0 or (not cut and (x + length, y + length) == (len(before), len(after)))
        if len(words.strip()) > 1 or at_edge:
            parts += [("".join(before[done_x:x]), "".join(after[done_y:y]), True), (words, words, False)]
            same += len(words.strip())
            done_x, done_y = x + length, y + length
    if same < _ALIKE / 2 * min(len(old), len(new), _MIDDLE):
        return [(old, new, True)]
    if cut and len(parts) > 1:
        return _joined([*parts, ("…", "…", False)])
    tail = old[len(old) - end :]
    return _joined([*parts, ("".join(before[done_x:]), "".join(after[done_y:]), True), (tail, tail, False)])


def _joined(parts: Iterable[_Part]) -> list[_Part]:
    """Without empty parts, neighbours joined. A part that is empty on one side stays: it shows where."""
    joined: list[_Part] = []
    for old, new, changed in parts:
        if (old or new) and joined and joined[-1][2] == changed:
            joined[-1] = (joined[-1][0] + old, joined[-1][1] + new, changed)
        elif old or new:
            joined.append((old, new, changed))
    return joined


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters of whole words two lines begin and end with alike."""
    start, end = common_ends(old, new)
    window = max(0, start - _WINDOW)
    start = max((edge.start() for edge in _EDGE.finditer(old, window, start)), default=0)
    first = len(old) - end + 1
    edge = _EDGE.search(old, first, first + _WINDOW) if end else None
    return start, len(old) - edge.start() if edge else 0


def _spans(sign: str, parts: Sequence[tuple[str, bool]], looks: Looks) -> tuple[Span, ...]:
    """The parts of one line; of a long one the changes and what stands around them."""
    whole = sum(len(text) for text, _ in parts) <= LONGEST
    spans: list[Span] = [sign]
    room = 2 * LONGEST
    for at, (text, changed) in enumerate(parts):
        if room <= 0:
            spans.append("…")
            break
        shown = text if whole else _around(text, first=at == 0, last=at == len(parts) - 1, changed=changed)
        room -= len(shown)
        if changed and shown.strip():
            spans.append(styled(shown, looks))
        elif isinstance(before := spans[-1], str):
            spans[-1] = before + shown
        else:
            spans.append(shown)
    return tuple(spans)


def _around(text: str, *, first: bool, last: bool, changed: bool) -> str:
    if changed:
        return _head(text, LONGEST)
    if first and len(text) > AROUND:
        return "…" + _tail(text, AROUND)
    if last:
        return _head(text, AROUND)
    return _head(text, AROUND) + _tail(text, AROUND) if len(text) > 2 * AROUND else text


def _head(text: str, length: int) -> str:
    """The beginning of a longer text, not cut within a character that is made of several."""
    if len(text) <= length:
        return text
    end = length
    while end > length // 2 and _JOINS.match(text, end):
        end -= 1
    return text[:end] + "…"


def _tail(text: str, length: int) -> str:
    begin = len(text) - length
    while begin < len(text) and _JOINS.match(text, begin):
        begin += 1
    return text[begin:]
