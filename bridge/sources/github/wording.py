"""What words are made of: a text in both languages, a noun with its name and without, one and several of a thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bridge.model import Language

Words = Mapping[Language, str]
Counts = Mapping[Language, tuple[str, str]]
"""One and several of a thing; ``{n}`` stands for the number."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What a thing is called, with its name and without. ``{}`` stands for the name, mostly a link."""

    named: Words
    alone: Words


def say(en: str, ja: str) -> Words:
    """The same in both languages."""
    return {"en": en, "ja": ja}


def noun(en: str, ja: str, alone_en: str, alone_ja: str) -> Noun:
    """With the name, then without."""
    return Noun(say(en, ja), say(alone_en, alone_ja))
