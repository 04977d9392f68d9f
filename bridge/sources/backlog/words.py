"""Backlog's own words in plain text: issue keys, and people as Backlog stores a mention of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from bridge.model import Link, Person, Span
from bridge.sources.backlog.links import Links


def own_words(links: Links, names: Mapping[str, str], somebody: str) -> Callable[[str], Iterator[Span]]:
    """The words hook for one body: keys of the project's own issues become links, ``<@U123>`` a name.

    ``<@U123>`` is a Backlog user's numeric id, looks like a mention of somebody else in Slack, and calls nobody here:
    whoever Backlog notifies stands in the body's ``notifications``. ``names`` maps ids to names; ``somebody`` stands
    for the others. Keys of other projects are left alone: "UTF-8" looks like one.
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
            yield Link(name, links.issue_key(name)) if name else Person(names.get(found["user"], somebody))
            done = found.end()
        if text[done:]:
            yield text[done:]

    return words
