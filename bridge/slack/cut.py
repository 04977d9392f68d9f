"""Shortening, on typed spans and before escaping, so that no cut falls into a link or an entity.

Lengths are UTF-16 units, the worst way to count that Slack may have; cuts fall between grapheme clusters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from bridge.model import Line, Person, Span, Spans

ELLIPSIS = "…"


def units(text: str) -> int:
    """Length in UTF-16 units; a lone surrogate counts as one."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def head(text: str, limit: int) -> str:
    """The longest beginning of at most ``limit`` units that ends between grapheme clusters.

    A single cluster over the limit (a letter under a thousand accents) is cut inside.
    """
    if len(text) <= limit and units(text) <= limit:
        return text
    import regex  # noqa: PLC0415 - 60 ms that only a cut needs

    fits = bisect_right(range(limit + 1), limit, key=lambda length: units(text[:length])) - 1
    end = 0
    # Reading on shows whether the last boundary is a real one.
    for cluster in regex.finditer(r"\X", text[: fits + 32]):
        if cluster.end() > fits:
            break
        end = cluster.end()
    return text[: end or fits]


def shorten(text: str, limit: int) -> str:
    """``text``, or its head with an ellipsis: at most ``limit`` units."""
    kept = head(text, limit)
    return kept if kept == text else head(text, max(limit - 1, 0)).rstrip() + ELLIPSIS


def words(span: Span) -> str:
    """What a span shows."""
    return span if isinstance(span, str) else span.name if isinstance(span, Person) else span.text


def reworded(span: Span, text: str) -> Span:
    """The same kind of span with other words."""
    if isinstance(span, str):
        return text
    return replace(span, name=text) if isinstance(span, Person) else replace(span, text=text)


def cut_spans(spans: Spans, limit: int) -> tuple[Spans, bool]:
    """The spans up to ``limit`` units of shown text with an ellipsis at the cut, and whether there was one."""
    if 2 * sum(len(words(span)) for span in spans) <= limit:
        return spans, False
    kept: list[Span] = []
    for span in spans:
        text = words(span)
        size = units(text)
        if size > limit:
            kept.append(reworded(span, shorten(text, max(limit, 1))))
            return tuple(kept), True
        kept.append(span)
        limit -= size
    return tuple(kept), False


def cut_each(spans: Spans, limit: int) -> Spans:
    """No span longer than ``limit``, so that one endless name does not hide the rest of a sentence."""
    if 2 * max((len(words(span)) for span in spans), default=0) <= limit:
        return spans
    return tuple(reworded(span, shorten(words(span), limit)) for span in spans)


def cut_lines(lines: Iterable[Line], limit: int, rows: int) -> tuple[tuple[Line, ...], bool]:
    """At most ``rows`` lines (blank ones at the ends and doubled ones do not count) and ``limit`` units in all."""
    kept: list[Line] = []
    for line in lines:
        blank = line.kind != "code" and not any(words(span).strip() for span in line.spans)
        if blank:
            if kept and kept[-1].spans:
                kept.append(Line())
            continue
        if len(kept) >= rows or limit <= 0:
            return _ended(kept), True
        spans, cut = cut_spans(line.spans, limit)
        kept.append(line if spans is line.spans else replace(line, spans=spans))
        if cut:
            return tuple(kept), True
        limit -= sum(units(words(span)) for span in spans) + 1
    return tuple(kept), False


def _ended(kept: list[Line]) -> tuple[Line, ...]:
    """With an ellipsis after the last line that says something; in a line of its own after code."""
    while kept and not kept[-1].spans:
        kept.pop()
    if not kept:
        return ()
    last = kept[-1]
    if last.kind == "code":
        return (*kept, Line((ELLIPSIS,)))
    return (*kept[:-1], replace(last, spans=(*last.spans, f" {ELLIPSIS}")))
