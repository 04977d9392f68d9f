"""Strangers' text on its way to spans: what is common to every notation.

A converter cuts its notation into pieces, each a span with a look; ``spans_of`` joins the pieces of one line, finds
bare addresses in what is plain, and gives the rest to the source's own ``Words``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final
from urllib.parse import quote, unquote

from bridge.model import Link, Span, Spans, Styled, plain

Looks = frozenset[str]
"""Of ``bold``, ``italic`` and ``strike``."""

Piece = tuple[Span, Looks]

Words = Callable[[str], Iterable[Span]]
"""A source's own words in plain text, such as issue keys, as spans: never called with code or an address."""

PLAIN: Final[Looks] = frozenset()

CAP: Final = 12_000
"""Characters of a text that are read: no destination shows more of one."""

_LINE_END: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNWRITABLE: Final = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE: Final = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)

# An address ends before Japanese punctuation and before Japanese words glued to it, as they are written without a
# space. A part of a path may be Japanese, but then it does not begin with hiragana (a particle).
_FOREIGN: Final = (
    "[^\x00-\xa0\u1680\u2000-\u206f\u3000-\u3004\u3008-\u303f\u30fb\ufeff"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
_ADDRESS: Final = re.compile(
    r"[Hh][Tt][Tt][Pp][Ss]?://(?=[0-9A-Za-z\u00a1-\uffff])"
    r"(?:[!#$&()*+,\-./0-9:;=?@A-Z_a-z~]|%(?!%)|'(?!')"
    rf"|(?<=[/=#?&_\-])(?![\u3040-\u309f]){_FOREIGN}+)+"
)
_TRAILING: Final = frozenset("?!.,:;*_~'")
_WEB: Final = re.compile(r"https?://[^\s/?#\\@]*[^\s/?#\\]|mailto:[^\s@/?#]+@[^\s@/?#]", re.IGNORECASE)
_UNSAFE: Final = re.compile(r"[\s\x00-\x20<>|\"`{}\\^\x7f-\x9f]")
_HOST: Final = re.compile(r"\s*(?:https?://|(?=www\.))(?:[^/?#\s@]*@)?([^/?#:\s]+)", re.IGNORECASE)


def clean(text: str) -> str:
    r"""The text with ``\n`` as its only line end and nothing in it that cannot be written."""
    return _UNWRITABLE.sub("\ufffd", _LINE_END.sub("\n", text))


def readable(text: str) -> tuple[str, bool]:
    """The text, clean, and whether it was cut: at a line end where there is one, so that no mark is torn in two."""
    cut = len(text) > CAP
    if cut:
        end = text.rfind("\n", CAP // 2, CAP)
        text = text[: end if end >= 0 else CAP]
    return clean(text), cut


def one_line(text: str) -> str:
    """The text without line ends."""
    return _LINE_END.sub(" ", text).replace("\n", " ")


def web_address(url: str) -> str | None:
    """The address if it may become a link (http, https, mailto), with what could end a link percent-encoded."""
    url = url.strip()
    return _encoded(url) if _WEB.match(url) else None


def _encoded(text: str) -> str:
    return _UNSAFE.sub(lambda found: quote(found[0]), text)


def link_to(label: str, url: str) -> Span:
    """A link with a label that can be seen and does not lie, or the label alone where the address cannot be one.

    A label that looks like an address of one host and leads to another is followed by the true host.
    """
    address = web_address(url)
    label = one_line(label).strip()
    if address is None:
        return label
    if _INVISIBLE.fullmatch(label):
        return Link(one_line(url).strip(), address)
    claimed, true = _HOST.match(_encoded(label)), _HOST.match(address)
    if claimed and _bare_host(claimed[1]) != (_bare_host(true[1]) if true else ""):
        label = f"{label} ({true[1] if true else address})"
    return Link(label, address)


def _bare_host(host: str) -> str:
    return host.lower().removeprefix("www.").rstrip(".")


def file_name(url: str) -> str:
    """The last part of an address's path, for a picture without words; the host where there is no path."""
    path = url.split("?", 1)[0].split("#", 1)[0].rstrip("/")
    return one_line(unquote(path.rsplit("/", 1)[-1])).replace("\ufffd", "")


def address_at(text: str, start: int, end: int) -> str:
    """The bare address that begins at ``start``, without the punctuation of the sentence around it; or empty.

    Rules as in GitHub's autolinks (https://github.github.com/gfm/#autolinks-extension-): a closing parenthesis
    belongs to the address when it was opened there.
    """
    found = _ADDRESS.match(text, start, end)
    if not found:
        return ""
    url = found[0]
    surplus = url.count(")") - url.count("(")
    length = len(url)
    while (last := url[length - 1]) in _TRAILING or (last == ")" and surplus > 0):
        surplus -= last == ")"
        length -= 1
    return url[:length] if web_address(url[:length]) else ""


def _linked(text: str, words: Words | None) -> Iterator[Span]:
    """Bare addresses as links, and the words between them."""
    done = 0
    for found in _ADDRESS.finditer(text):
        url = address_at(text, found.start(), found.end())
        before = text[found.start() - 1 : found.start()]
        if url and not (before.isascii() and before.isalnum()):
            yield from _worded(text[done : found.start()], words)
            yield link_to(url, url)
            done = found.start() + len(url)
    yield from _worded(text[done:], words)


def _worded(text: str, words: Words | None) -> Iterable[Span]:
    return (words(text) if words else (text,)) if text else ()


def styled(text: str, looks: Looks) -> Span:
    """Words with a look; plain ones as they are."""
    return Styled(text, bold="bold" in looks, italic="italic" in looks, strike="strike" in looks) if looks else text


def label_of(pieces: Iterable[Piece], words: Words | None) -> str:
    """Pieces as the label of a link: the words alone."""
    return "".join(plain(_worded(piece, words)) if isinstance(piece, str) else plain((piece,)) for piece, _ in pieces)


def spans_of(pieces: Iterable[Piece], words: Words | None) -> Spans:
    """The pieces of one line as its spans: neighbours of one look joined, addresses and words found, ends trimmed."""
    joined: list[Piece] = []
    for piece, looks in pieces:
        if isinstance(piece, str) and joined and isinstance(before := joined[-1][0], str) and joined[-1][1] == looks:
            joined[-1] = (before + piece, looks)
        elif piece:
            joined.append((piece, looks))
    spans: list[Span] = []
    for piece, looks in joined:
        for span in _linked(one_line(piece), words) if isinstance(piece, str) else (piece,):
            if isinstance(span, str) and spans and not looks and isinstance(last := spans[-1], str):
                spans[-1] = last + span
            elif span:
                spans.append(styled(span, looks) if isinstance(span, str) else span)
    return _trimmed(spans)


def _trimmed(spans: list[Span]) -> Spans:
    """Without white space at the ends, and nothing at all where only white space was."""
    while spans and isinstance(first := spans[0], str | Styled) and not _text(first).strip():
        del spans[0]
    while spans and isinstance(last := spans[-1], str | Styled) and not _text(last).strip():
        del spans[-1]
    if spans and isinstance(first := spans[0], str):
        spans[0] = first.lstrip()
    if spans and isinstance(last := spans[-1], str):
        spans[-1] = last.rstrip()
    return tuple(spans)


def _text(span: str | Styled) -> str:
    return span if isinstance(span, str) else span.text
