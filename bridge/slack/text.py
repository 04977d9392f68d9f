"""Typed spans and lines to Slack's mrkdwn: the only escaping there is.

Slack reads ``&lt;``, ``&gt;`` and ``&amp;``, but has no escape for ``* _ ~`` and the back-tick, nor for a ``>`` that
begins a line (written as ``&gt;`` it still quotes). Where such a character of a stranger's could really format, it gets
a word joiner on both sides. https://docs.slack.dev/messaging/formatting-message-text
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import accumulate, groupby
from typing import Final, Literal, NamedTuple
from urllib.parse import unquote

from bridge.model import Code, Line, Link, Person, Spans, plain

JOINER: Final = "\u2060"
"""Word joiner: no width, no break; keeps a formatting character from formatting."""
BREAK: Final = "\u200b"
"""Zero-width space: Slack formats only beside a space or punctuation, and Japanese has none."""
INDENT: Final = "    "
ADDRESS_LIMIT: Final = 3000
MENTION: Final = re.compile(r"[UW][A-Z0-9]{2,31}")

_ODD: Final = re.compile("\r\n|[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]")
_SPACES: Final = frozenset(("\r\n", *"\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"))
_GROUP_CALL: Final = re.compile(r"(?<![\w.+-])@(?=(?:channel|here|everyone|all)(?![A-Za-z0-9_]))", re.IGNORECASE)


def _shown(match: re.Match[str]) -> str:
    found = match[0]
    if found in _SPACES:
        return " "
    return "\ufffd" if found == "\0" or "\ud800" <= found <= "\udfff" else ""


def clean(text: str) -> str:
    """Without what cannot be shown: line breaks and tabs become a space, NUL and surrogates U+FFFD.

    Other control characters and the bidirectional embeddings, overrides and isolates are dropped, so that no text can
    reverse the rest of its line.
    """
    return text if text.isprintable() else _ODD.sub(_shown, text)


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape(text: str) -> str:
    """Cleaned, and ``& < >`` as entities, in this order. Formatting characters stay: ``inline`` knows the line."""
    return _entities(clean(text))


# --- links ---------------------------------------------------------------------------------------------------------

_SLASHES: Final = str.maketrans({"\\": "/", "\u2044": "/", "\u2215": "/", "\u29f8": "/", "\u3002": ".", "\uff61": "."})
_INVISIBLE: Final = "\u115f\u1160\u2800\u3164\uffa0"
_LIVE: Final = re.compile(r"https?://[^/?#]+|mailto:[^/?#@]+@[^/?#@]+", re.IGNORECASE)
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_FOREIGN: Final = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_AUTHORITY: Final = re.compile(r"https?://(?:[^/?#]*@)?([\w\[%][^/?#@]*)(?![^/?#])", re.IGNORECASE)
_DOTTED: Final = re.compile("[.:/\u3002\uff0e\uff61]")
_SEEN: Final = re.compile(r"(?<![^\s:])//(?:([^/?#\s]*)@)?([^/?#\s@]+)|\b(www\.[^/?#\s@]+)", re.IGNORECASE)
_BARE: Final = re.compile(
    r"(?:[^\s/@]+@)?((?:[\w-]+\.)+(?:xn--[\w-]+|[^\W\d_]{2,}))(:\d+)?\.?([/?#].*)?", re.IGNORECASE
)
_FILE: Final = re.compile(
    "bash|bat|bmp|cfg|conf|cpp|cs|css|csv|diff|docx?|env|exe|gif|go|gradle|gz|hpp|html?|ini|ipynb|ics|jar|java|jpe?g|"
    "jsx?|json|key|kt|lock|log|lua|mdx?|mov|mp3|mp4|msg|ods|odt|patch|pdf|php|pl|png|pptx?|properties|ps1?|psd|py|rb|"
    "rst?|scala|sh|so|sql|svg|swift|tar|tex|tf|tgz|tiff|toml|tsx?|tsv|txt|vue|webp|xlsx?|xlsm|xml|ya?ml|zip"
)


def _encoded(match: re.Match[str]) -> str:
    found = "\ufffd" if "\ud800" <= match[0] <= "\udfff" else match[0]
    return "".join(f"%{byte:02X}" for byte in found.encode())


def address(url: str) -> str:
    """The URL as it may stand in ``<url|label>``, before ``&`` is escaped; empty if it must not become live.

    Only http, https and mailto lead anywhere. Control characters go (browsers drop them too), and all that is not of
    a URL's alphabet is percent-encoded: ``|`` would end the URL early, ``>`` the link.
    """
    kept = url.strip()
    if _FOREIGN.search(kept):
        kept = _FOREIGN.sub(_encoded, _CONTROL.sub("", kept).strip())
    if not _LIVE.match(kept) or len(kept) + 4 * kept.count("&") > ADDRESS_LIMIT:
        return ""
    return kept if target(kept) else ""


def target(url: str) -> str:
    """Where an ``address`` leads, for people: the host with its port, or the mail address."""
    if url[:4].lower() == "http":
        host = _AUTHORITY.match(url)
        return host[1].lower() if host else ""
    return unquote(url[len("mailto:") :].partition("?")[0]).lower()


def _claims(label: str) -> Iterable[str]:
    """The hosts (or mail addresses) that a label seems to lead to. A file name such as ``notes.md`` is none."""
    words = label.translate(_SLASHES)
    if not label.isascii():
        words = unicodedata.normalize("NFKC", words)
        words = "".join(c for c in words if unicodedata.category(c) != "Cf")
    words = words.strip(" \"'()[]<>.,:;!")
    for match in _SEEN.finditer(words):
        yield (match[2] or match[3]).lower()
        if match[1]:  # https://name@host: the name may pass for the host
            yield match[1].lower()
    bare = _BARE.fullmatch(words)
    if bare and "://" not in words:
        mail = "@" in words.partition("/")[0]
        name = bare[1].lower()
        if mail or bare[2] or bare[3] or name.startswith("www.") or not _FILE.fullmatch(name.rpartition(".")[2]):
            yield words.lower() if mail else name + (bare[2] or "")


def _same(claim: str, true: str) -> bool:
    def bare(name: str) -> str:
        return re.sub(r":(?:80|443)$", "", name).removeprefix("www.").rstrip(".,:;!)")

    return bare(claim) == bare(true)


def _label(text: str, url: str) -> str:
    """What a link shows: never empty, one line, and never another address than where it leads."""
    label = clean(text).replace("|", "¦").strip()
    true = clean(unquote(target(url))) if "%" in url else target(url)
    if not any(c.isprintable() and not c.isspace() and c not in _INVISIBLE for c in label):
        return true.replace("|", "¦")
    if _DOTTED.search(label) and not all(_same(c, true) for c in _claims(label)):
        return f"{label} ({true.replace('|', '¦')})"
    return label


# --- a line --------------------------------------------------------------------------------------------------------


class _Piece(NamedTuple):
    """A stretch of a line: a stranger's words, markup of ours, or a formatting mark of ours."""

    kind: Literal["free", "own", "open", "close"]
    text: str


def _width(piece: _Piece) -> int:
    return 1 if piece.kind == "own" else len(piece.text)


_MARK: Final = re.compile(r"[*_~`]")
_OPENS_AFTER: Final = " \u3000\n([{\"'"
_CLOSES_BEFORE: Final = " \u3000\n.,;:!?)]}\"'"


def _styled(text: str, marks: str) -> list[_Piece]:
    body = clean(text)
    words = body.strip() if marks else ""
    if not words:
        return [_Piece("free", body)]
    start = body.index(words)
    return [
        _Piece("free", body[:start]),
        *(_Piece("open", mark) for mark in marks),
        _Piece("free", words),
        *(_Piece("close", mark) for mark in reversed(marks)),
        _Piece("free", body[start + len(words) :]),
    ]


def _linked(link: Link, marks: str) -> list[_Piece]:
    url = address(link.url)
    if not url:
        return _styled(link.text, marks)
    inner = [
        _Piece("own", f"<{_entities(url)}|"),
        _Piece("free", _label(link.text, url)),
        _Piece("own", ">"),
    ]
    return [*(_Piece("open", m) for m in marks), *inner, *(_Piece("close", m) for m in reversed(marks))]


def _coded(code: Code) -> list[_Piece]:
    body = escape(code.text).replace("`", "ˋ")
    if not body.strip():
        return [_Piece("free", body)]
    return [_Piece("open", "`"), _Piece("own", body), _Piece("close", "`")]


def _pieces(spans: Spans, bold: bool, bold_people: bool) -> list[_Piece]:
    pieces: list[_Piece] = []
    heavy = "*" if bold else ""
    for span in spans:
        if isinstance(span, str):
            pieces += _styled(span, heavy)
        elif isinstance(span, Link):
            pieces += _linked(span, heavy)
        elif isinstance(span, Code):
            pieces += _coded(span)
        elif isinstance(span, Person):
            if MENTION.fullmatch(span.mention):
                pieces.append(_Piece("own", f"<@{span.mention}>"))
            else:
                pieces += _styled(span.name, "*" if bold or bold_people else "")
        else:
            marks = ("*" if bold or span.bold else "") + ("_" if span.italic else "") + ("~" if span.strike else "")
            pieces += _styled(span.text, marks)
    return [piece for piece in pieces if piece.text]


def _wordy(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _active(line: str, ours: set[int]) -> set[int]:
    """Where in a line a stranger's mark could open or close formatting with another mark, theirs or ours.

    A mark opens before a non-space unless it follows a letter or digit, and closes after a non-space unless one
    follows. Only ASCII letters are trusted to prevent that. Two back-ticks are enough, wherever they stand; three reach
    over lines, so they always count.
    """
    found: dict[str, list[tuple[int, bool, bool]]] = {}
    for match in _MARK.finditer(line):
        at, mark = match.start(), match[0]
        before, after = line[at - 1 : at], line[at + 1 : at + 2]
        loose = at in ours or mark == "`"
        opens = loose or (not _wordy(before) and bool(after) and not after.isspace())
        closes = loose or (bool(before) and not before.isspace() and not _wordy(after))
        if opens or closes:
            found.setdefault(mark, []).append((at, opens, closes))
    active: set[int] = set()
    for places in found.values():
        first = min((at for at, opens, _ in places if opens), default=len(line))
        last = max((at for at, _, closes in places if closes), default=-1)
        active.update(at for at, opens, closes in places if (opens and at < last) or (closes and at > first))
    for match in re.finditer("`{3,}", line):
        active.update(range(*match.span()))
    return active - ours


def _spaced(piece: _Piece, before: _Piece | None, after: list[_Piece]) -> str:
    """A mark of ours with the zero-width space that it needs for Slack to see it."""
    if piece.kind == "open" and before and before.kind in ("free", "own") and before.text[-1] not in _OPENS_AFTER:
        return BREAK + piece.text
    if piece.kind == "close" and after and after[0].kind != "close" and after[0].text[0] not in _CLOSES_BEFORE:
        return piece.text + BREAK
    return piece.text


def _unmarked(text: str, start: int, active: set[int]) -> str:
    """A stranger's words with word joiners round active marks; ``@here`` and its like, which some receivers call."""
    if active:
        text = "".join(f"{JOINER}{c}{JOINER}" if start + n in active else c for n, c in enumerate(text))
    return _GROUP_CALL.sub("@" + JOINER, text) if "@" in text else text


def inert(text: str) -> str:
    """Escaped words in which no mark formats whatever follows on the line."""
    return _entities(_MARK.sub(f"{JOINER}\\g<0>{JOINER}", clean(text)))


def inline(spans: Spans, *, bold: bool = False, bold_people: bool = False) -> str:
    """One line of mrkdwn. ``bold`` sets all of it in bold, ``bold_people`` the names that are no mentions.

    The result has no line break and no ``<…>`` but links to http, https and mailto addresses and ``<@U…>`` of a
    ``Person.mention``.
    """
    pieces = _pieces(spans, bold, bold_people)
    # What Slack's parser sees: links, mentions and code count as one character of punctuation.
    line = "".join(["|" if kind == "own" else text for kind, text in pieces])
    ours = sum(kind in ("open", "close") for kind, _ in pieces)
    active: set[int] = set()
    if len(_MARK.findall(line)) > max(ours, 1):
        starts = accumulate((_width(piece) for piece in pieces), initial=0)
        active = _active(line, {at for at, (kind, _) in zip(starts, pieces, strict=False) if kind in ("open", "close")})
    out: list[str] = []
    at = 0
    for index, piece in enumerate(pieces):
        if piece.kind == "free":
            out.append(_entities(_unmarked(piece.text, at, active)))
        elif piece.kind == "own":
            out.append(piece.text)
        else:
            out.append(_spaced(piece, pieces[index - 1] if index else None, pieces[index + 1 : index + 2]))
        at += _width(piece)
    text = "".join(out)
    # Even the entity of a leading > quotes.
    return JOINER + text.lstrip() if line.lstrip().startswith(">") else text


# --- lines ---------------------------------------------------------------------------------------------------------


def _fence(lines: Iterable[Line]) -> str:
    rows = ("\t".join(escape(part) for part in plain(line.spans).split("\t")) for line in lines)
    # Three back-ticks within would end the block.
    body = re.sub("``(?=`)", f"``{BREAK}", "\n".join(rows))
    return f"```\n{body}\n```"


def _row(line: Line) -> str:
    if line.kind == "heading":
        return inline(line.spans, bold=True)
    if line.kind == "quote":
        return f"> {inline(line.spans)}".rstrip()
    if line.kind == "item":
        return INDENT * min(max(line.indent, 0), 6) + inline((f"{line.marker or '•'} ", *line.spans)).rstrip()
    return inline(line.spans)


def block(lines: Iterable[Line]) -> str:
    """Lines of mrkdwn, one to a row: blank lines single and none at the ends, neighbouring code lines in one fence.

    Quotes within quotes are flattened, as Slack knows one level; items are indented by ordinary spaces, which Slack's
    clients keep.
    """
    rows: list[str] = []
    for is_code, group in groupby(lines, key=lambda line: line.kind == "code"):
        if is_code:
            rows.append(_fence(group))
            continue
        for line in group:
            row = _row(line)
            if row.strip() or (rows and rows[-1]):
                rows.append(row if row.strip() else "")
    while rows and not rows[-1]:
        rows.pop()
    return "\n".join(rows)
