"""Backlog's own notation as typed lines.

Rules: https://support-ja.backlog.com/hc/ja/articles/360035641594. The text is cut into rows and blocks of code; each
row is matched against ``_ROWS``, the words in it against ``_MARKS``. A mark without its partner stays as it is
written, and so does all that the rules do not know: nothing of a text is lost for its form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal

from bridge.model import Line, Spans
from bridge.sources.backlog.links import Links
from bridge.sources.backlog.marks import CODE, CODE_END, marked
from bridge.sources.page import Page, quoted_item
from bridge.sources.spans import Piece, Words, readable, spans_of

_NOWHERE: Final = Links("", "")


def lines(text: str, *, words: Words | None = None, links: Links = _NOWHERE) -> tuple[Line, ...]:
    """A text as lines; never raises, reads at most ``spans.CAP`` characters and says so with a last line ``…``.

    ``words`` turns plain text (never code, never an address) into spans: issue keys, people. ``links`` knows where
    wiki pages, issues, files and revisions are; without a space their names remain.
    """
    source, cut = readable(text)
    rows = list(_rows(source))
    quote_ends = sum(len(_QUOTE_END.findall(row)) for what, row in rows if what == "row")
    notation = _Notation(words, links, quote_ends)
    for what, row in rows:
        if what == "code":
            notation.code(row)
        else:
            notation.row(row)
    return notation.finish(cut=cut)


# --- rows and blocks of code -----------------------------------------------------------------------------------------

_CODE: Final = re.compile(CODE)
_COLOUR: Final = re.compile(
    rf"(?P<code>{CODE})"
    r"|(?P<colour>(?<!\\)&color\([^(){}\n]{1,60}(?:\([^(){}\n]{0,40}\)\s*+)?\)\s*+\{[ \t]*+\n?)"
    r"|(?P<open>\{)|(?P<close>(?:(?<=\S)[ \t]|\n)?\})"
)


def _rows(source: str) -> Iterator[tuple[Literal["row", "code"], str]]:
    """The text in its order: single rows, and whole blocks of code. A block that is never closed goes to the end."""
    for what, part in _blocks(source):
        if what == "code":
            yield "code", part
        else:
            yield from (("row", row) for row in _uncoloured(part).split("\n"))


def _blocks(source: str) -> Iterator[tuple[Literal["text", "code"], str]]:
    """Code within a row of other words is no block: it is left to the row."""
    done = at = 0
    while found := _CODE.search(source, at):
        end = source.find(CODE_END, found.end())
        end, after = (end, end + len(CODE_END)) if end >= 0 else (len(source), len(source))
        begin = source.rfind("\n", 0, found.start()) + 1
        rest = source.find("\n", after)
        beside = source[max(begin, done) : found.start()] + source[after : rest if rest >= 0 else len(source)]
        at = after
        if "\n" in source[found.end() : end] or not beside.strip():
            yield "text", source[done : found.start()].removesuffix("\n")
            yield "code", source[found.end() : end].removeprefix("\n").removesuffix("\n")
            done = at = after + 1 if source[after : after + 1] == "\n" else after
    yield "text", source[done:]


def _uncoloured(text: str) -> str:
    """The text without its colours, which may span lines; braces that belong to none stay."""
    open_braces: list[re.Match[str] | None] = []
    dropped: list[tuple[int, int]] = []
    at = 0
    while found := _COLOUR.search(text, at):
        at = found.end()
        if found.lastgroup == "code":
            end = text.find(CODE_END, at)
            at = end if end >= 0 else at
        elif found.lastgroup == "close":
            opened = open_braces.pop() if open_braces else None
            if opened:
                dropped += [opened.span(), found.span()]
        else:
            open_braces.append(found if found.lastgroup == "colour" else None)
    kept, done = [], 0
    for begin, end in sorted(dropped):
        kept.append(text[done:begin])
        done = end
    return "".join((*kept, text[done:]))


# --- one row ---------------------------------------------------------------------------------------------------------

_SPACE: Final = "[ \t\u3000]"
_ROW: Final = re.compile(
    rf"(?P<heading>\*{{1,6}}){_SPACE}++(?P<title>\S.*)"
    rf"|{_SPACE}*+(?P<list>-{{1,8}}|\+{{1,8}}){_SPACE}++(?P<item>\S.*)"
    rf"|(?P<quote>>{{1,8}}){_SPACE}?(?P<quoted>.*)"
    r"|(?P<table>\|.*\|)(?P<head>h?)\s*"
    r"|(?P<contents>#contents\s*)"
    r"|\\(?P<escaped>[*+\->|#].*)"
)
_TASK: Final = re.compile(r"\[([ xX])\]\s+")
_QUOTE: Final = re.compile(r"(?<!\\)\{(/?)quote\}")
_QUOTE_END: Final = re.compile(r"(?<!\\)\{/quote\}")
_RULE_CELL: Final = re.compile(r":?-+:?")
_CELLS: Final = re.compile(r"(?:[^|\\]|\\.|\\$)*+")


class _Notation:
    """What is open while the rows go by: a table, a quote, the numbers of the lists."""

    def __init__(self, words: Words | None, links: Links, quote_ends: int) -> None:
        self._page = Page()
        self._words = words
        self._links = links
        self._numbers: list[int] = []
        self._table: list[tuple[bool, list[Spans]]] = []
        self._quoted = False
        self._quote_ends = quote_ends

    def finish(self, *, cut: bool) -> tuple[Line, ...]:
        """All lines."""
        self._end_table()
        return self._page.lines(cut=cut)

    def code(self, block: str) -> None:
        """A block of code, to the letter."""
        self._end_table()
        self._numbers.clear()
        if block.strip():
            self._page.code(block.split("\n"))

    def row(self, row: str) -> None:
        """A row as it is written. Marks of a quote cut it in several; one without its partner is text."""
        done = 0
        for found in _QUOTE.finditer(row):
            closing = bool(found[1])
            self._quote_ends -= closing
            if closing != self._quoted or not (closing or self._quote_ends):
                continue
            self._part(row[done : found.start()], whole=False)
            self._end_table()
            self._quoted = not self._quoted
            done = found.end()
        self._part(row[done:], whole=done == 0)

    def _part(self, row: str, *, whole: bool) -> None:
        found = _ROW.fullmatch(row)
        if not (found and found["table"]):
            self._end_table()
        if not (found and found["list"]):
            self._numbers.clear()
        if found and found.lastgroup:
            _ROWS[found.lastgroup](self, found)
        elif row.strip():
            self._text(row)
        elif whole:
            self._page.blank()
            if not self._quoted:
                self._page.quote_end()

    def _text(self, row: str) -> None:
        self._write(row, "text")

    def heading(self, found: re.Match[str]) -> None:
        """A heading of any level. It is bold as a whole, so nothing within it is; in a quote it is bold words."""
        self._write(found["title"], "heading")

    def item(self, found: re.Match[str]) -> None:
        """An item. Numbers count for themselves on every level."""
        level, words = len(found["list"]), found["item"]
        del self._numbers[level:]
        self._numbers += [0] * (level - len(self._numbers))
        if found["list"][0] == "+":
            self._numbers[-1] += 1
            marker = f"{self._numbers[-1]}."
        else:
            self._numbers[-1] = 0
            marker = "•"
        if task := _TASK.match(words):
            marker, words = "☐" if task[1] == " " else "☑", words[task.end() :]
        self._write(words, "item", level - 1, marker)

    def quote(self, found: re.Match[str]) -> None:
        """A quoted row."""
        for spans in self._spans(found["quoted"]) or [()]:
            self._page.add(Line(spans, "quote", len(found["quote"]) - 1))

    def table_row(self, found: re.Match[str]) -> None:
        """A row of a table; it is written when the table is complete."""
        cells = [cell.strip() for cell in _cells(found["table"])]
        if self._table and all(map(_RULE_CELL.fullmatch, cells)):
            self._table[-1] = (True, self._table[-1][1])  # a Markdown table's second row says the same of the first
            return
        self._table.append((bool(found["head"]), [self._cell(cell) for cell in cells]))

    def contents(self, _: re.Match[str]) -> None:
        """A table of contents: the message has none."""

    def escaped(self, found: re.Match[str]) -> None:
        """A row whose first mark is escaped."""
        self._text(found["escaped"])

    def _cell(self, cell: str) -> Spans:
        if cell == ">":
            return ()  # one with the cell to its left
        return tuple(span for spans in self._spans(cell.removeprefix("~")) for span in (" ", *spans))[1:]

    def _end_table(self) -> None:
        if self._table:
            rows, self._table = self._table, []
            heads = next((at for at, (head, _) in enumerate(rows) if not head), len(rows))
            self._page.table([cells for _, cells in rows], heads=heads)

    def _write(self, words: str, kind: Literal["text", "heading", "item"], indent: int = 0, marker: str = "") -> None:
        for spans in self._spans(words, heading=kind == "heading"):
            if self._quoted:
                self._page.add(Line(quoted_item(marker, indent, spans), "quote"))
            else:
                self._page.add(Line(spans, kind, indent, marker))
            marker = ""

    def _spans(self, words: str, *, heading: bool = False) -> list[Spans]:
        """The spans of one row: several where it holds ``&br;``, none where nothing is to be seen."""
        broken: list[list[Piece]] = [[]]
        for piece, looks in marked(words, self._words, self._links):
            if piece is None:
                broken.append([])
            else:
                bold = frozenset({"bold"}) if heading else frozenset()
                broken[-1].append((piece, looks | bold if self._quoted else looks - bold))
        return [spans for pieces in broken if (spans := spans_of(pieces, self._words))]


_ROWS: Final[Mapping[str, Callable[[_Notation, re.Match[str]], None]]] = {
    "title": _Notation.heading,
    "item": _Notation.item,
    "quoted": _Notation.quote,
    "head": _Notation.table_row,
    "contents": _Notation.contents,
    "escaped": _Notation.escaped,
}
"""By the last group that matched."""


def _cells(row: str) -> Iterator[str]:
    r"""The cells between the bars; ``\|`` is no bar."""
    at = 1
    while at < len(row):
        found = _CELLS.match(row, at)
        end = found.end() if found else len(row)
        yield row[at:end].replace("\\|", "|")
        at = end + 1


# --- which notation it is --------------------------------------------------------------------------------------------

_NOTATION_SIGNS: Final = re.compile(
    r"''(?=\S)|%%(?=\S)|\{/?(?:code|quote)[:}]|\[\[[^\[\]\n]+\]\]|&color\(|&br;|#(?:image|thumbnail|attach|rev)\("
    r"|^#contents\s*$|^\*{2,6}[ \t]+\S|^-{2,}[ \t]+\S|^\+{1,}[ \t]+\S|^\|.*\|h\s*$",
    re.MULTILINE,
)
_MARKDOWN_SIGNS: Final = re.compile(
    r"^[ ]{0,3}(?:```|~~~)|^#{1,6}[ \t]+\S|\*\*(?=\S)|~~(?=\S)|(?<!\[)\[[^\[\]\n]*\]\([^()\s]|`[^`\n]+`"
    r"|^\d{1,9}\.[ \t]+\S|^\|?[ ]*:?-{3,}:?[ ]*\||^\*[ \t].*\n\*[ \t]|^[ ]{2,}[*-][ \t]+\S|^<!--"
    r"|^(?:={3,}|-{3,})[ \t]*$",
    re.MULTILINE,
)


def looks_like(text: str) -> bool:
    """Whether a text is in this notation rather than in Markdown, where the project does not say.

    The signs of both are counted. Without any, or with as many of each, it is this one, which changes less.
    """
    source, _ = readable(text)
    return len(_NOTATION_SIGNS.findall(source)) >= len(_MARKDOWN_SIGNS.findall(source))
