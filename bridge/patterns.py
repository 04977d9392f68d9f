"""The one grammar of filters: a list of patterns, each with ``*``, an optional sign and what it is asked of.

``docs/filters.md`` documents it for people; this module reads it, when a hook is sealed and when a delivery is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

Sign = Literal["", "+", "!"]

LONGEST: Final = 200
"""Characters of one pattern."""

_LIST: Final = re.compile(r"(?:[^\\,]|\\.|\\$)+", re.DOTALL)
_TOKEN: Final = re.compile(r"\\(.)|(\*)|([^\\*]+)", re.DOTALL)
_LONE_ESCAPE: Final = re.compile(r"(?:[^\\]|\\.)*\\", re.DOTALL)
_UNSEALABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


class Unreadable(ValueError):
    """Not a pattern. The text says what is wrong, without the pattern itself."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern, read. ``sign`` is ``!`` (must not be there), ``+`` (must be there) or empty (one of these must);
    ``of`` is the word before the colon, empty where there is none; ``parts`` is what stands between the stars."""

    sign: Sign
    of: str
    parts: tuple[str, ...]
    cased: bool

    def fits(self, values: Iterable[str]) -> bool:
        """Whether any of the values is what the pattern names."""
        return any(self._fits(_normal(value, cased=self.cased)) for value in values)

    def _fits(self, value: str) -> bool:
        # By hand and not by a regular expression, which takes minutes for many stars and a branch's name of 64 kB.
        first, *middle = self.parts
        if not middle:
            return value == first
        last = middle.pop()
        if len(value) < len(first) + len(last) or not value.startswith(first) or not value.endswith(last):
            return False
        at, end = len(first), len(value) - len(last)
        for part in middle:
            found = value.find(part, at, end)
            if found < 0:
                return False
            at = found + len(part)
        return True


def listed(texts: Iterable[str]) -> tuple[str, ...]:
    """Patterns as they are sealed: comma-separated lists taken apart, blanks around them and repeats left out."""
    words = (part.strip() for text in texts for part in _LIST.findall(text))
    return tuple(dict.fromkeys(unicodedata.normalize("NFC", word) for word in words if word))


@lru_cache(maxsize=512)
def pattern(text: str, prefixes: tuple[str, ...] = (), *, cased: bool = False) -> Pattern:
    """Read one pattern. ``prefixes`` are the words that may stand before a colon; ``cased`` tells capitals from small
    letters. Raises Unreadable.
    """
    if len(text) > LONGEST:
        raise Unreadable(f"is too long: at most {LONGEST} characters")
    if any(unicodedata.category(character) in _UNSEALABLE for character in text):
        raise Unreadable("holds a control character or half a character")
    if _LONE_ESCAPE.fullmatch(text):
        raise Unreadable("ends in a backslash, which takes the next character as it is")
    sign: Sign = "!" if text.startswith("!") else "+" if text.startswith("+") else ""
    rest = text[len(sign) :].lstrip()
    if rest.startswith(("!", "+")):
        raise Unreadable("has two signs: ! or + stands once, before everything else")
    of = ""
    if prefixes and ":" in rest:
        of, _, rest = rest.partition(":")
        if of not in prefixes:
            raise Unreadable(f"must have {' or '.join(f'{prefix}:' for prefix in prefixes)} before its colon")
    if not rest.strip():
        raise Unreadable("names nothing")
    return Pattern(sign, of, tuple(_normal(part, cased=cased) for part in _parts(rest.strip())), cased)


def _parts(text: str) -> list[str]:
    parts = [""]
    for escaped, star, plain in _TOKEN.findall(text):
        if star:
            parts.append("")
        else:
            parts[-1] += escaped or plain
    return parts


def _normal(text: str, *, cased: bool) -> str:
    """One spelling of what reads the same: a Mac writes が as two characters."""
    whole = unicodedata.normalize("NFC", text)
    return whole if cased else whole.casefold()
