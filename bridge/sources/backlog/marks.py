"""The marks of Backlog's notation within one row: looks, links, pictures, code, line breaks.

Every mark is looked at once, in the order of the row. A mark without its partner stays as it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bridge.model import Code, Span
from bridge.sources.backlog.links import Links
from bridge.sources.spans import PLAIN, Looks, Words, address_at, file_name, label_of, link_to, web_address

CODE: Final = r"(?<!\\)\{code(?::[^{}\n]{0,40})?\}"
"""Where code begins, unless it is escaped."""

CODE_END: Final = "{/code}"


def marked(text: str, words: Words | None, links: Links) -> Iterator[tuple[Span | None, Looks]]:
    """A row as spans and the looks they are in; None is a line break. The last of an odd number of looks is text."""
    parts = list(_parts(_Row(text, {end: text.rfind(end) for end in (CODE_END, _LINK_END)}, words, links)))
    left = Counter(look for part in parts if isinstance(part, _Toggle) for look in part.looks)
    on: Looks = PLAIN
    for part in parts:
        if not isinstance(part, _Toggle):
            yield part, on
            continue
        for look in part.looks:
            left[look] -= 1
            if look in on or left[look] > 0:
                on ^= {look}
            else:
                yield _WRITTEN[look], on


@dataclass(frozen=True, slots=True)
class _Toggle:
    """A mark that begins looks or ends them."""

    looks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row and what its marks may draw on. ``ends`` tells where the last end of a kind stands, so that none is looked
    for in vain."""

    text: str
    ends: Mapping[str, int]
    words: Words | None
    links: Links


_Part = Span | _Toggle | None
_Read = tuple[tuple[_Part, ...], int]
"""What a mark stands for, and where the row goes on; 0 where the mark means nothing."""

_NOTHING: Final[_Read] = ((), 0)
_LINK_END: Final = "]]"
_QUOTES: Final = {2: ("bold",), 3: ("italic",), 5: ("bold", "italic")}
_WRITTEN: Final = {"bold": "''", "italic": "'''", "strike": "%%"}
_MARK: Final = re.compile(
    r"\\(?P<escape>'+|%%|\[\[|\]\]|\{/?(?:code|quote)[:}]|\#(?:image|thumbnail|attach|rev)\(|&(?:br;|color\())"
    rf"|(?P<code>{CODE})"
    r"|(?P<quotes>'{2,})"
    r"|(?P<strike>(?<!%)%%(?!%))"
    r"|(?P<link>\[\[(?!\[))"
    r"|(?P<break>&br;)"
    r"|\#(?P<macro>image|thumbnail|attach|rev)\((?P<about>[^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+)\)"
    r"|(?P<address>(?<![0-9A-Za-z])https?://)",
    re.IGNORECASE,
)


def _parts(row: _Row) -> Iterator[_Part]:
    done = at = 0
    while found := _MARK.search(row.text, at):
        parts, end = _MARKS[str(found.lastgroup)](row, found)
        if end:
            yield row.text[done : found.start()]
            yield from parts
            done = end
        at = end or found.end()
    yield row.text[done:]


def _escape(_: _Row, found: re.Match[str]) -> _Read:
    return (found["escape"],), found.end()


def _code(row: _Row, found: re.Match[str]) -> _Read:
    if row.ends[CODE_END] < found.end():
        return _NOTHING
    end = row.text.index(CODE_END, found.end())
    code = row.text[found.end() : end].strip()
    return ((Code(code),) if code else ()), end + len(CODE_END)


def _quotes(_: _Row, found: re.Match[str]) -> _Read:
    looks = _QUOTES.get(len(found[0]))
    return ((_Toggle(looks),), found.end()) if looks else _NOTHING


def _strike(_: _Row, found: re.Match[str]) -> _Read:
    return (_Toggle(("strike",)),), found.end()


def _break(_: _Row, found: re.Match[str]) -> _Read:
    return (None,), found.end()


def _address(row: _Row, found: re.Match[str]) -> _Read:
    end = row.text.find("&br;", found.start())
    url = address_at(row.text, found.start(), end if end >= 0 else len(row.text))
    return ((link_to(url, url),), found.start() + len(url)) if url else _NOTHING


_URL_AFTER: Final = re.compile(r"[>:]\s*+(?=https?://|mailto:)", re.IGNORECASE)
_URL_AFTER_URL: Final = re.compile(r">\s*+(?=https?://|mailto:)", re.IGNORECASE)
_ISSUE_KEY: Final = re.compile(r"[A-Z][A-Z0-9_]*-\d{1,9}", re.ASCII)
_ELSEWHERE: Final = re.compile(r"[A-Za-z][0-9A-Za-z+.\-]*:|\\\\|/")


def _link(row: _Row, found: re.Match[str]) -> _Read:
    """``[[label>address]]``, ``[[label:address]]``, ``[[address]]``, ``[[page or issue]]``, ``[[label>page]]``."""
    if row.ends[_LINK_END] < found.end():
        return _NOTHING
    end = row.text.index(_LINK_END, found.end())
    inside = row.text[found.end() : end].strip()
    if not inside or "[[" in inside:
        return _NOTHING
    return (_linked(row, inside),), end + len(_LINK_END)


def _linked(row: _Row, inside: str) -> Span:
    whole = web_address(inside)
    if between := (_URL_AFTER_URL if whole else _URL_AFTER).search(inside):
        return link_to(_label(row, inside[: between.start()]), inside[between.end() :])
    if whole:
        return link_to(inside, inside)
    label, _, target = (part.strip() for part in inside.partition(">"))
    if not label or not target:
        return link_to(inside, _place(row.links, inside))
    if _ELSEWHERE.match(target):
        return f"{_label(row, label)} ({target})"
    return link_to(_label(row, label), _place(row.links, target))


def _label(row: _Row, text: str) -> str:
    """The words of a label without their marks."""
    pieces = ((part, looks) for part, looks in marked(text, row.words, row.links) if part)
    return label_of(pieces, row.words)


def _place(links: Links, name: str) -> str:
    return links.issue_key(name) if _ISSUE_KEY.fullmatch(name) else links.wiki_named(name)


def _macro(row: _Row, found: re.Match[str]) -> _Read:
    about = found["about"].strip()
    return ((_MACROS[found["macro"].lower()](row.links, about),), found.end()) if about else _NOTHING


def _picture(_: Links, about: str) -> Span:
    return link_to(file_name(about), about) if web_address(about) else about


def _attachment(links: Links, about: str) -> Span:
    name, _, number = about.rpartition(":")
    return link_to(name, links.attachment(number, name)) if name and number.isdigit() else about


def _revision(links: Links, about: str) -> Span:
    repository, _, revision = about.rpartition(":")
    if repository:
        return link_to(about, links.commit(repository, revision))
    return link_to(f"r{about}", links.revision(about)) if about.isdigit() else about


_MACROS: Final[Mapping[str, Callable[[Links, str], Span]]] = {
    "image": _picture,
    "thumbnail": _picture,
    "attach": _attachment,
    "rev": _revision,
}
_MARKS: Final[Mapping[str, Callable[[_Row, re.Match[str]], _Read]]] = {
    "escape": _escape,
    "code": _code,
    "quotes": _quotes,
    "strike": _strike,
    "link": _link,
    "break": _break,
    "about": _macro,
    "address": _address,
}
"""By the last group that matched."""
