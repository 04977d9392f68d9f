"""Where a converter writes its lines: blank lines folded to one, none at the ends, blocks of code kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from bridge.model import Line, Link, Span, Spans, plain
from bridge.sources.table import table_rows

LINKS_BELOW: Final = 10


class Page:
    """Lines in the making."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._blank = False
        self._in_code = False
        self._quote_ended = False

    def blank(self) -> None:
        """A blank line, if anything comes before and after it."""
        self._blank = True

    def quote_end(self) -> None:
        """A quoted line that follows belongs to another quote."""
        self._quote_ended = True

    def add(self, line: Line) -> None:
        """The next line. Between two lines of one quote the blank line is quoted too.

        A heading stands close to what it heads: a reader sees few rows, and a blank one says nothing there.
        """
        if self._blank and self._lines and self._lines[-1].kind != "heading":
            before = self._lines[-1]
            quoted = before.kind == line.kind == "quote" and not self._quote_ended
            self._lines.append(Line((), "quote", min(before.indent, line.indent)) if quoted else Line())
        self._blank = self._in_code = self._quote_ended = False
        self._lines.append(line)

    def code(self, rows: Iterable[str]) -> None:
        """A block of code, each row to the letter."""
        if self._in_code:
            self.blank()
        for row in rows:
            self.add(Line((row,) if row else (), "code"))
            self._in_code = True

    def table(self, rows: Sequence[Sequence[Spans]], *, heads: int, right: Sequence[bool] = ()) -> None:
        """A table as code. Code holds no links, so those of the cells stand below it."""
        self.code(table_rows([[plain(cell) for cell in row] for row in rows], heads=heads, right=right))
        links: list[Span] = list(
            dict.fromkeys(span for row in rows for cell in row for span in cell if isinstance(span, Link))
        )
        if links:
            listed: list[Span] = [part for link in links[:LINKS_BELOW] for part in (" · ", link)][1:]
            self.add(Line((*listed, " …") if len(links) > LINKS_BELOW else tuple(listed)))

    def rule(self) -> None:
        """A line across."""
        self.add(Line(("───",)))

    def lines(self, *, cut: bool) -> tuple[Line, ...]:
        """All of them; ``cut`` says that the text went on."""
        return (*self._lines, Line(("…",))) if cut else tuple(self._lines)


def quoted_item(marker: str, indent: int, spans: Spans) -> Spans:
    """An item within a quote: the line's kind says quote, so marker and indent are written out."""
    lead = "  " * indent + (f"{marker} " if marker else "")
    if spans and isinstance(first := spans[0], str):
        return (lead + first, *spans[1:])
    return (lead, *spans) if lead else spans
