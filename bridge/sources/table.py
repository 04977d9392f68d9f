"""Tables as fixed-width rows of code, the only columns that a chat message can keep."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate, zip_longest
from typing import Final

ROWS: Final = 100
COLUMNS: Final = 20
CELL: Final = 40
"""Bounds: a table grows to rows times columns times the widest cell, whatever the length of its text."""


def width(text: str) -> int:
    """Columns that the text takes in a fixed-width font: East Asian wide characters take two, marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def table_rows(rows: Sequence[Sequence[str]], *, heads: int = 0, right: Sequence[bool] = ()) -> list[str]:
    """The table as lines: the first ``heads`` rows, a rule, the others; ``right`` tells the columns that align right.

    ASCII only: the width of box-drawing characters is ambiguous in East Asian fonts (https://unicode.org/reports/tr11/).
    Longer cells and further rows and columns end in ``…``.
    """
    cells = [_bounded(row) for row in rows[:ROWS]]
    if len(rows) > ROWS:
        cells.append(["…"])
    widths = [max(map(width, column)) for column in zip_longest(*cells, fillvalue="")]
    lines = [_line(row, widths, right) for row in cells]
    if 0 < heads < len(lines):
        lines.insert(heads, f"|{'|'.join('-' * (wide + 2) for wide in widths)}|")
    return lines


def _bounded(row: Sequence[str]) -> list[str]:
    cells = [_clipped(cell) for cell in row[:COLUMNS]]
    return [*cells, "…"] if len(row) > COLUMNS else cells


def _clipped(cell: str) -> str:
    cell = " ".join(cell.split())
    if len(cell) <= CELL // 2 or width(cell) <= CELL:
        return cell
    widths = accumulate(map(_char_width, cell))
    end = next(at for at, wide in enumerate(widths) if wide >= CELL)
    return f"{cell[:end].rstrip()}…"


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for at, wide in enumerate(widths):
        cell = row[at] if at < len(row) else ""
        gap = " " * (wide - width(cell))
        padded.append(f"{gap}{cell}" if at < len(right) and right[at] else f"{cell}{gap}")
    return f"| {' | '.join(padded)} |"
