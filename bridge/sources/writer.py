"""Lines in the making, for a notation that nests: quotes and lists within each other, looks and links within lines.

The writer knows no notation. It is told what begins and ends in the order of the text, may be told nonsense (ends
without beginnings, links within links), and lays all of it flat, as ``Line`` has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final

from bridge.model import Code, Line, Spans
from bridge.sources.page import Page, quoted_item
from bridge.sources.spans import PLAIN, Piece, Words, file_name, label_of, link_to, spans_of, web_address

Resolve = Callable[[str], str | None]

DEEPEST: Final = 8
"""Levels of nesting that are told apart."""


class Writer:
    """What is open while the tokens go by: quotes and lists (outermost first), looks, links, a cell, an item's marker.

    A list on the stack is the number of its next item, or None where it has bullets; a quote is the string ``>``.
    """

    def __init__(self, words: Words | None, link: Resolve | None) -> None:
        self.page = Page()
        self._words = words
        self._link = link
        self._pieces: list[Piece] = []
        self._open: list[str | int | None] = []
        self._looks: Counter[str] = Counter()
        self._links: list[tuple[str | None, int]] = []
        self._pre: list[str] | None = None
        self._marker = ""
        self._heading = False
        self._fresh_quote = False
        self._end = 0
        self._in_table = False
        self._rows: list[list[Spans]] = []
        self._right: list[bool] = []

    # --- within a line ---------------------------------------------------------------------------------------------

    def text(self, text: str) -> None:
        """Words in the looks that are on."""
        if self._pre is not None:
            self._pre.append(text)
        elif self._looks["code"] > 0:
            before = self._pieces[-1][0] if self._pieces else None
            if isinstance(before, Code):
                self._pieces[-1] = (Code(before.text + text), PLAIN)
            else:
                self.code(text)
        else:
            on = {look for look, times in self._looks.items() if times > 0}
            if self._heading:
                on = on | {"bold"} if self._open else on - {"bold"}
            self._pieces.append((text, frozenset(on)))

    def code(self, text: str) -> None:
        """Code within a line."""
        self._pieces.append((Code(text.replace("\n", " ")), PLAIN))

    def look(self, name: str, *, on: bool) -> None:
        """A look begins or ends."""
        self._looks[name] = max(0, self._looks[name] + (1 if on else -1))

    def link(self, address: str) -> None:
        """A link begins; its label follows."""
        self._links.append((self._whole(address), len(self._pieces)))

    def link_end(self) -> None:
        """The label is complete. Without a usable address it stays as what it is."""
        if not self._links:
            return
        address, start = self._links.pop()
        if address:
            label = label_of(self._pieces[start:], self._words)
            before, after = (" " if end.isspace() else "" for end in (label[:1], label[-1:]))
            self._pieces[start:] = [(before, PLAIN), (link_to(label, address), PLAIN), (after, PLAIN)]

    def image(self, address: str, words: str) -> None:
        """A picture as a link to it."""
        whole = self._whole(address)
        label = " ".join(words.split()) or file_name(whole or address) or (whole or "")
        self._pieces.append((link_to(label, whole) if whole else label, PLAIN))

    def _whole(self, address: str) -> str | None:
        found = web_address(address) or (self._link(address) if self._link else None)
        return web_address(found) if found else None

    # --- lines -----------------------------------------------------------------------------------------------------

    def line_end(self) -> None:
        """The next words begin a line, except in the label of a link and in a cell, which have only one."""
        if self._pre is not None:
            self._pre.append("\n")
        elif self._links or self._in_table:
            self.text(" ")
        else:
            self._write()

    def hard_break(self) -> None:
        """As ``line_end``; a second one leaves a blank line."""
        if not self._pieces:
            self.gap()
        self.line_end()

    def _write(self) -> None:
        spans = spans_of(self._pieces, self._words)
        self._pieces.clear()
        if not spans:
            return
        quotes = self._open.count(">")
        outside = self._open.index(">") if quotes else 0
        depth = min(len(self._open) - outside - quotes, DEEPEST) - 1
        if quotes and (depth >= 0 or not self._marker):
            line = Line(quoted_item(self._marker, max(depth, 0), spans), "quote", min(quotes, DEEPEST) - 1)
        elif self._marker or (depth >= 0 and not quotes):
            level = min(outside, DEEPEST) - 1 if quotes else depth
            line = Line(spans, "item", max(level, 0), self._marker)
        else:
            line = Line(spans, "heading" if self._heading else "text")
        self._marker = ""
        self.page.add(line)

    def _bare_marker(self) -> None:
        """An item that begins with a block keeps its number on a line of its own."""
        if self._marker:
            self.page.add(Line((), "item", max(len(self._open) - 1, 0), self._marker))
            self._marker = ""

    # --- blocks ----------------------------------------------------------------------------------------------------

    def block(self, begin: int, end: int) -> None:
        """A block begins that takes these lines of the source. The author's own blank lines stay, folded to one."""
        if begin > self._end:
            self.page.blank()
        self._end = max(end, self._end)

    def gap(self) -> None:
        """A blank line, where it may stand."""
        if not self._in_table and not self._links:
            self.page.blank()

    def finish(self) -> None:
        """A block ends, and with it all that was left open within."""
        while self._links:
            self.link_end()
        if self._pre is not None:
            self.pre(on=False)
        self._write()
        self._looks.clear()
        self._heading = self._fresh_quote = False

    def heading(self, *, on: bool) -> None:
        """A heading is bold as a whole, so nothing within it is; in a quote or an item it is bold words."""
        if not on:
            self._write()
        self._heading = on

    def enter(self, what: str | int | None) -> None:
        """A quote or a list begins."""
        self._open.append(what)
        self._fresh_quote = what == ">"

    def leave(self) -> None:
        """The innermost quote or list ends."""
        if self._open.pop() == ">" and ">" not in self._open:
            self.page.quote_end()

    def item(self) -> None:
        """An item of the innermost list begins."""
        number = self._open[-1]
        self._marker = "•" if not isinstance(number, int) else f"{number}."
        if isinstance(number, int):
            self._open[-1] = number + 1

    def item_end(self) -> None:
        """An item without words leaves nothing."""
        self._marker = ""

    def bullet(self, *, on: bool) -> None:
        """An item of a list in HTML."""
        self._write()
        self._marker = "•" if on else ""

    def code_block(self, text: str) -> None:
        """Code to the letter."""
        self._bare_marker()
        self.page.code(text.removesuffix("\n").split("\n"))

    def pre(self, *, on: bool) -> None:
        """Code in HTML."""
        if on:
            self._write()
            self._pre = []
        elif self._pre is not None:
            text, self._pre = "".join(self._pre), None
            if text.strip():
                self.code_block(text.removeprefix("\n"))

    def rule(self) -> None:
        """A line across."""
        self._write()
        self._bare_marker()
        self.page.rule()

    def task(self, *, done: bool) -> None:
        """The item turns out to be one of a checklist."""
        self._marker = "☑" if done else "☐"

    @property
    def at_item(self) -> bool:
        """Whether the next words are the first of an item."""
        return bool(self._marker)

    @property
    def at_quote(self) -> bool:
        """Whether the next words are the first of a quote. True only once."""
        first, self._fresh_quote = self._fresh_quote, False
        return first

    # --- tables ----------------------------------------------------------------------------------------------------

    def table(self) -> None:
        """A table begins."""
        self._in_table, self._rows, self._right = True, [], []

    def row(self) -> None:
        """A row of it begins."""
        self._rows.append([])

    def column(self, *, right: bool) -> None:
        """A further column."""
        self._right.append(right)

    def cell(self) -> None:
        """A cell is complete."""
        while self._links:
            self.link_end()
        self._rows[-1].append(spans_of(self._pieces, self._words))
        self._pieces.clear()
        self._looks.clear()

    def table_end(self) -> None:
        """All cells are there."""
        self._in_table = False
        self._bare_marker()
        self.page.table(self._rows, heads=1, right=self._right)
