"""Backlog's own words in plain text: issue keys, and people as Backlog stores a mention of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bridge.model import Link, Person, Span
from bridge.sources.backlog.links import Links


def own_words(links: Links, person: Callable[[str], Person]) -> Callable[[str], Iterator[Span]]:
    """The words hook for one body: keys of the project's own issues become links, ``<@U123>`` a name.

    ``<@U123>`` is a Backlog user's numeric id and looks like a mention of somebody else in Slack. ``person`` knows who
    that is, and by itself calls nobody: whoever Backlog notifies stands in the body's ``notifications``. Keys of other
    projects are left alone: "UTF-8" looks like one.
    """
    key = rf"(?<![\w/-]){re.escape(links.key)}-[1-9]\d{{0,8}}(?![\w-])" if links.space and links.key else r"(?!)"
    # Japanese is written right up to a key, so only what could be part of one counts as a neighbour.
    pattern = re.compile(rf"(?P<key>{key})|<@U(?P<user>\d{{1,18}})>", re.ASCII)

    def words(text: str) -> Iterator[Span]:
        done = 0
        for found in pattern.finditer(text):
            if text[done : found.start()]:
                yield text[done : found.start()]
            name = found["key"]
            yield Link(name, links.issue_key(name)) if name else person(found["user"])
            done = found.end()
        if text[done:]:
            yield text[done:]

    return words
