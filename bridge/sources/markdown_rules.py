"""The Markdown parser as the bridge uses it: markdown-it-py with GitHub's tables, strikethrough and bare addresses.

Importing this module imports the parser (about 35 ms), so only ``markdown`` does, when it has a text to read.

Some of the parser's rules look ahead to the end of the text at every bracket, tag or table, which a stranger can make
arbitrarily slow. Here each text has a budget of characters that may be looked at this way; once it is spent, what is
left of such marks stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference, table
from markdown_it.rules_inline import StateInline, html_inline, image, link

from bridge.sources.spans import address_at
from bridge.sources.table import COLUMNS, ROWS

LOOK_AHEAD: Final = 6_000_000
"""Characters: some 100 ms. A text of ordinary length and many links needs a tenth of it."""

NESTING: Final = 60
"""Levels of blocks; the parser recurses once for each."""

_Rule = Callable[[StateInline, bool], bool]


def parser() -> MarkdownIt:
    """A parser; it keeps nothing between texts."""
    made = MarkdownIt("commonmark", {"maxNesting": NESTING, "html": True}).enable(["table", "strikethrough"])
    made.block.ruler.at("reference", _reference)
    made.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    for name, rule in (("link", link), ("image", image), ("html_inline", html_inline)):
        made.inline.ruler.at(name, _in_budget(rule))
    made.inline.ruler.push("bare_address", _bare_address)
    return made


def _in_budget(rule: _Rule) -> _Rule:
    def tried(state: StateInline, silent: bool) -> bool:
        spent: int = state.env.get("spent", 0)
        if state.src[state.pos] not in "[!<" or spent > LOOK_AHEAD:
            return False
        state.env["spent"] = spent + state.posMax - state.pos
        return rule(state, silent)

    return tried


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Link references, but not footnotes: a footnote of one word looks like a reference and would vanish."""
    at = state.bMarks[start] + state.tShift[start]
    return not state.src.startswith("[^", at) and reference(state, start, end, silent)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Tables of no more cells than are shown: short rows are filled up to the header's length."""
    header = state.src[state.bMarks[start] : state.eMarks[start]]
    return header.count("|") <= 2 * COLUMNS and table(state, start, min(end, start + 3 + ROWS), silent)


_SCHEME: Final = re.compile(r"(?<![0-9A-Za-z])https?$", re.IGNORECASE)


def _bare_address(state: StateInline, silent: bool) -> bool:
    """A bare address, found at its colon before any mark within it is read."""
    if not state.src.startswith("://", state.pos) or state.linkLevel:
        return False
    scheme = _SCHEME.search(state.src, max(0, state.pos - 6), state.pos)
    url = address_at(state.src, scheme.start(), state.posMax) if scheme else ""
    if not scheme or not url:
        return False
    if not silent:
        state.pending = state.pending.removesuffix(scheme[0])
        state.push("bare_address", "", 0).content = url
    state.pos = scheme.start() + len(url)
    return True
