"""What two sequences have in common: the greedy algorithm of E. Myers, "An O(ND) Difference Algorithm and Its
Variations" (1986), on what is left between the common beginning and the common end, under a budget of steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

Same = tuple[int, int, int]
"""A common run: where it begins in the one sequence, in the other, and how long it is."""


@dataclass(slots=True)
class Budget:
    """Steps that may still be taken, of 0.3 to 0.8 µs each."""

    left: int


def common_runs(old: Sequence[str], new: Sequence[str], budget: Budget) -> list[Same]:
    """The runs that two sequences have in common, in order.

    Once the budget is spent, all that follows the furthest place reached counts as different.
    """
    start, end = common_ends(old, new)
    runs = [(0, 0, start)] if start else []
    if max(len(old), len(new)) > start + end:
        middle = _myers(old[start : len(old) - end], new[start : len(new) - end], budget)
        runs += [(x + start, y + start, length) for x, y, length in middle]
    if end:
        runs.append((len(old) - end, len(new) - end, end))
    return runs


def common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How long the common beginning is, and the common end of what is left."""
    start = _run(old, new, 0, 0)
    return start, _run(old[start:][::-1], new[start:][::-1], 0, 0)


def _run(old: Sequence[str], new: Sequence[str], x: int, y: int) -> int:
    """How far the sequences are the same from these places on: by slices of doubling and then halving length, since
    those are compared at the speed of C."""
    longest = min(len(old) - x, len(new) - y)
    length, size, grows = 0, 1, True
    while size and length < longest:
        size = min(size, longest - length)
        if old[x + length : x + length + size] == new[y + length : y + length + size]:
            length += size
        else:
            grows = False
        size = size * 2 if grows else (size + 1) // 2 if size > 1 else 0
    return length


def _myers(old: Sequence[str], new: Sequence[str], budget: Budget) -> list[Same]:
    """Common runs of two sequences that differ in their first and last elements, by ever more edits.

    After ``d`` edits ``row[i]`` is the furthest x on the diagonal x - y = 2 * i - d. All rows are kept for the way
    back: as many numbers as the budget has steps.
    """
    wide, high, left = len(old), len(new), budget.left
    row = [0]
    rows = [row]
    best, best_at = 0, (0, 0)
    for d in count(1):
        before, row = row, []
        for i in range(d + 1):
            x = before[i] if _goes_down(before, i, d) else before[i - 1] + 1
            y = x - 2 * i + d
            if x < wide and y < high and old[x] == new[y]:
                length = _run(old, new, x, y)
                left -= 4 + length // 16
                x += length
                y += length
            row.append(x)
            if x + y >= best and x <= wide and y <= high:
                best, best_at = x + y, (d, i)
        rows.append(row)
        left -= d + 1
        if left < 0 or best == wide + high:
            break
    budget.left = left
    return _way_back(rows, *best_at)


def _goes_down(before: Sequence[int], i: int, d: int) -> bool:
    """Whether the path to the diagonal takes a new element, rather than leaving out an old one."""
    return i == 0 or (i < d and before[i - 1] < before[i])


def _way_back(rows: Sequence[Sequence[int]], d: int, i: int) -> list[Same]:
    runs: list[Same] = []
    while d:
        x, before = rows[d][i], rows[d - 1]
        down = _goes_down(before, i, d)
        begin = before[i] if down else before[i - 1] + 1
        if x > begin:
            runs.append((begin, begin - 2 * i + d, x - begin))
        d, i = d - 1, i if down else i - 1
    return runs[::-1]
