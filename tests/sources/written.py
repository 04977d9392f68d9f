"""Typed lines as short strings, to compare with in tests.

A heading begins with ``# ``, a quote with one ``> `` a level, an item with two spaces a level and its marker, code with
``| ``. Looks are ``<bis:words>`` (bold, italic, strike), a link is ``[label](address)``, a person ``@{name}``.
"""

from __future__ import annotations

from collections.abc import Iterable

from bridge.model import Code, Line, Link, Person, Span, Styled


def written(lines: Iterable[Line]) -> list[str]:
    """One string a line."""
    return [_lead(line) + "".join(map(_span, line.spans)) for line in lines]


def _lead(line: Line) -> str:
    return {
        "text": "",
        "heading": "# ",
        "item": "  " * line.indent + f"{line.marker or ' '} ",
        "quote": "> " * (line.indent + 1),
        "code": "| ",
    }[line.kind]


def _span(span: Span) -> str:
    match span:
        case str():
            return span
        case Link():
            return f"[{span.text}]({span.url})"
        case Code():
            return f"`{span.text}`"
        case Person():
            return f"@{{{span.name}}}"
        case Styled():
            looks = "".join(letter for letter, on in (("b", span.bold), ("i", span.italic), ("s", span.strike)) if on)
            return f"<{looks}:{span.text}>"


def texts(line: Line) -> list[str]:
    """Every string that a line holds."""
    return [part for span in line.spans for part in _texts(span)]


def _texts(span: Span) -> tuple[str, ...]:
    match span:
        case str():
            return (span,)
        case Link():
            return (span.text, span.url)
        case Person():
            return (span.name, span.mention)
        case _:
            return (span.text,)


def assert_well_formed(lines: Iterable[Line]) -> None:
    """What every converter promises: lines are lines, links are web links, code is bare, nothing is empty."""
    previous = Line()
    for line in lines:
        assert not any(mark in text for text in texts(line) for mark in "\n\r\x0b\x0c\x85\u2028\u2029")
        assert line.indent <= 8
        if line.kind == "code":
            assert len(line.spans) <= 1
            assert all(isinstance(span, str) for span in line.spans)
        else:
            assert all(texts(Line((span,))) != [""] for span in line.spans)
        if line.kind == "item":
            assert line.spans or line.marker
        for span in line.spans:
            if isinstance(span, Link):
                assert span.url.startswith(("http://", "https://", "mailto:")) or span.url.lower().startswith(
                    ("http://", "https://", "mailto:")
                )
                assert span.text.strip()
                assert not set(span.url) & set(' <>|"')
            if isinstance(span, Person):
                assert not span.mention
        blank = not line.spans and line.kind == "text"
        assert not (blank and not previous.spans and previous.kind == "text"), "blank at the start, or two of them"
        previous = line
