"""GitHub-flavoured Markdown, as strangers write it, as typed lines.

What the parser makes of a text is a flat list of tokens. Every kind of token has its function in ``_TOKENS``, every
HTML element that means something has one in ``_TAGS``; both tell a ``Writer``. The parser (``markdown_rules``) is
imported with the first text, not with this module.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from bridge.model import Line
from bridge.sources.page import Page
from bridge.sources.spans import PLAIN, Words, readable, spans_of
from bridge.sources.tags import Tag, parts
from bridge.sources.writer import DEEPEST, Resolve, Writer

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKS: Final = r"[ \t]*+(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])"
_TOO_DEEP: Final = re.compile(rf"^((?:{_MARKS}){{{DEEPEST}}})(?:{_MARKS})++", re.MULTILINE)
_TASK: Final = re.compile(r"\[([ xX])\](?:\s+|$)")
_ALERT: Final = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*$", re.IGNORECASE)


def lines(text: str, *, words: Words | None = None, link: Resolve | None = None) -> tuple[Line, ...]:
    """A text as lines; never raises, reads at most ``spans.CAP`` characters and says so with a last line ``…``.

    ``words`` turns plain text (never code, never an address) into spans: issue numbers, people. ``link`` gives the
    whole address of a relative one, or None. Only http, https and mailto become links; with any other address the
    label remains. Line ends count, as in GitHub's comments. An ``item`` line without a marker goes on with the item
    above it.
    """
    source, cut = readable(text)
    try:
        writer = Writer(words, link)
        for token in _parser().parse(_TOO_DEEP.sub(r"\1", source), {}):
            if token.type in _TOKENS:
                _TOKENS[token.type](writer, token)
        return writer.page.lines(cut=cut)
    except Exception:  # noqa: BLE001 - a parser that fails on a stranger's text must not cost the notification
        return _as_it_is(source, words, cut=cut)


def _as_it_is(source: str, words: Words | None, *, cut: bool) -> tuple[Line, ...]:
    page = Page()
    for row in source.split("\n"):
        spans = spans_of([(row, PLAIN)], words)
        if spans:
            page.add(Line(spans))
        else:
            page.blank()
    return page.lines(cut=cut)


@functools.cache
def _parser() -> MarkdownIt:
    from bridge.sources.markdown_rules import parser  # noqa: PLC0415 - see the module's docstring

    return parser()


# --- tokens ----------------------------------------------------------------------------------------------------------

_OnToken = Callable[[Writer, "Token"], None]
_OnTag = Callable[[Writer, Tag], None]


def _block(then: _OnToken) -> _OnToken:
    """A token that begins a block of lines."""

    def told(writer: Writer, token: Token) -> None:
        if token.map:
            writer.block(*token.map)
        then(writer, token)

    return told


def _inline(writer: Writer, token: Token) -> None:
    """The words of a block or a cell. What GitHub reads into their first characters is read here."""
    children = token.children or []
    first = children[0] if children and children[0].type == "text" else None
    in_quote = writer.at_quote
    if first and writer.at_item and (task := _TASK.match(first.content)):
        writer.task(done=task[1] != " ")
        first.content = first.content[task.end() :]
    elif first and in_quote and _alone(children) and (alert := _ALERT.match(first.content)):
        writer.look("bold", on=True)
        writer.text(alert[1].capitalize())
        writer.look("bold", on=False)
        first.content = ""
    for child in children:
        if child.type in _TOKENS:
            _TOKENS[child.type](writer, child)


def _alone(children: Sequence[Token]) -> bool:
    """Whether the first words stand on a line of their own."""
    return len(children) == 1 or children[1].type in {"softbreak", "hardbreak"}


def _ordered_list(writer: Writer, token: Token) -> None:
    writer.enter(int(token.attrs.get("start", 1)))


def _text(writer: Writer, token: Token) -> None:
    if token.content:
        writer.text(token.content)


def _bare_address(writer: Writer, token: Token) -> None:
    writer.link(token.content)
    writer.text(token.content)
    writer.link_end()


def _image(writer: Writer, token: Token) -> None:
    words = "".join(child.content or " " for child in token.children or () if child.type != "html_inline")
    writer.image(str(token.attrs.get("src", "")), words)


def _html_inline(writer: Writer, token: Token) -> None:
    for part in parts(token.content):
        if isinstance(part, Tag):
            if part.name in _TAGS:
                _TAGS[part.name](writer, part)
        else:
            _html_text(writer, part)


def _html_text(writer: Writer, text: str) -> None:
    for at, row in enumerate(text.split("\n")):
        if at:
            writer.line_end()
        if row:
            writer.text(row)


def _html_block(writer: Writer, token: Token) -> None:
    _html_inline(writer, token)
    writer.finish()


def _look(name: str, *, on: bool) -> _OnToken:
    return lambda writer, _: writer.look(name, on=on)


_TOKENS: Final[Mapping[str, _OnToken]] = {
    "paragraph_open": _block(lambda *_: None),
    "paragraph_close": lambda writer, _: writer.finish(),
    "heading_open": _block(lambda writer, _: writer.heading(on=True)),
    "heading_close": lambda writer, _: writer.finish(),
    "inline": _inline,
    "blockquote_open": lambda writer, _: writer.enter(">"),
    "blockquote_close": lambda writer, _: writer.leave(),
    "bullet_list_open": lambda writer, _: writer.enter(None),
    "bullet_list_close": lambda writer, _: writer.leave(),
    "ordered_list_open": _ordered_list,
    "ordered_list_close": lambda writer, _: writer.leave(),
    "list_item_open": lambda writer, _: writer.item(),
    "list_item_close": lambda writer, _: writer.item_end(),
    "fence": _block(lambda writer, token: writer.code_block(token.content)),
    "code_block": _block(lambda writer, token: writer.code_block(token.content)),
    "html_block": _block(_html_block),
    "hr": _block(lambda writer, _: writer.rule()),
    "table_open": _block(lambda writer, _: writer.table()),
    "th_open": lambda writer, token: writer.column(right="right" in str(token.attrs.get("style", ""))),
    "tr_open": lambda writer, _: writer.row(),
    "th_close": lambda writer, _: writer.cell(),
    "td_close": lambda writer, _: writer.cell(),
    "table_close": lambda writer, _: writer.table_end(),
    "text": _text,
    "code_inline": lambda writer, token: writer.code(token.content),
    "softbreak": lambda writer, _: writer.line_end(),
    "hardbreak": lambda writer, _: writer.line_end(),
    "strong_open": _look("bold", on=True),
    "strong_close": _look("bold", on=False),
    "em_open": _look("italic", on=True),
    "em_close": _look("italic", on=False),
    "s_open": _look("strike", on=True),
    "s_close": _look("strike", on=False),
    "link_open": lambda writer, token: writer.link(str(token.attrs.get("href", ""))),
    "link_close": lambda writer, _: writer.link_end(),
    "bare_address": _bare_address,
    "image": _image,
    "html_inline": _html_inline,
}


# --- elements of HTML ------------------------------------------------------------------------------------------------


def _tag_look(name: str) -> _OnTag:
    return lambda writer, tag: writer.look(name, on=not tag.closing)


def _tag_line(writer: Writer, _: Tag) -> None:
    writer.line_end()


def _tag_paragraph(writer: Writer, _: Tag) -> None:
    writer.line_end()
    writer.gap()


def _tag_heading(writer: Writer, tag: Tag) -> None:
    writer.line_end()
    writer.heading(on=not tag.closing)


def _tag_summary(writer: Writer, tag: Tag) -> None:
    writer.line_end()
    writer.look("bold", on=not tag.closing)


def _tag_link(writer: Writer, tag: Tag) -> None:
    writer.link_end()
    if not tag.closing:
        writer.link(tag.attribute("href"))


_TAGS: Final[Mapping[str, _OnTag]] = {
    "a": _tag_link,
    "img": lambda writer, tag: writer.image(tag.attribute("src"), tag.attribute("alt")),
    "br": lambda writer, _: writer.hard_break(),
    "hr": lambda writer, _: writer.rule(),
    "pre": lambda writer, tag: writer.pre(on=not tag.closing),
    "summary": _tag_summary,
    "li": lambda writer, tag: writer.bullet(on=not tag.closing),
    "p": _tag_paragraph,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _tag_heading),
    **dict.fromkeys(("div", "ul", "ol", "dl", "dt", "dd", "table", "tr", "details", "blockquote", "center"), _tag_line),
    **dict.fromkeys(("td", "th"), lambda writer, tag: writer.text("" if tag.closing else " ")),
    **dict.fromkeys(("b", "strong"), _tag_look("bold")),
    **dict.fromkeys(("i", "em"), _tag_look("italic")),
    **dict.fromkeys(("s", "del", "strike"), _tag_look("strike")),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), _tag_look("code")),
}
