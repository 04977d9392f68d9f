"""GitHub's own words in plain text: references that GitHub links by itself.

https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
GitHub looks up whether a commit, a person or a repository exists. Here only the shape can tell, so what is likelier to
be something else (a number, a word, a package's name) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from bridge.model import Link, Span
from bridge.sources.github.links import Links

SHORT: Final = 7
"""Characters of a commit's hash that are shown."""

_LOGIN: Final = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,37}[A-Za-z0-9])?"
_SHA: Final = r"[0-9a-f]{7,40}"
# Japanese is written right up to a reference, so only ASCII neighbours can make it part of something else.
_REFERENCE: Final = re.compile(
    rf"""(?<![\w/@.\#&=<-])(?:
        (?P<elsewhere>{_LOGIN}/[\w.-]{{1,100}})(?:\#(?P<number>[1-9]\d{{0,9}})|@(?P<their_commit>{_SHA}))
        | (?:\#|GH-)(?P<own_number>[1-9]\d{{0,9}})
        | @(?P<owner>{_LOGIN})/(?P<team>{_LOGIN})
        | @(?P<user>{_LOGIN})
        | (?P<commit>{_SHA})
    )(?!\w|[-/@]\w)""",
    re.ASCII | re.VERBOSE | re.IGNORECASE,
)
_EVERYBODY: Final = frozenset({"channel", "here", "everyone", "all", "team"})


def own_words(links: Links, owner: str) -> Callable[[str], Iterator[Span]]:
    """The words hook for one body: references become links, and nobody is called.

    ``owner`` is the repository's: only its own teams are linked, since ``@types/node`` is a package.
    """

    def reference(found: re.Match[str]) -> tuple[str, str]:
        """What to show, and where it leads (nowhere: the empty string)."""
        if number := found["own_number"]:
            return found[0], links.issue(number)
        if there := found["elsewhere"]:
            other = links.elsewhere(there)
            if number := found["number"]:
                return found[0], other.issue(number)
            commit = found["their_commit"]
            return f"{there}@{commit[:SHORT]}", other.commit(commit) if _is_hash(commit) else ""
        if commit := found["commit"]:
            return commit[:SHORT], links.commit(commit) if _is_hash(commit) else ""
        if team := found["team"]:
            return found[0], links.team(found["owner"], team) if found["owner"].lower() == owner.lower() else ""
        return found[0], links.user(found["user"]) if found["user"].lower() not in _EVERYBODY else ""

    def words(text: str) -> Iterator[Span]:
        done = 0
        for found in _REFERENCE.finditer(text):
            label, url = reference(found)
            if url:
                if text[done : found.start()]:
                    yield text[done : found.start()]
                yield Link(label, url)
                done = found.end()
        if text[done:]:
            yield text[done:]

    return words


def _is_hash(text: str) -> bool:
    """Whether it is rather a hash than a number or a word such as ``defaced``."""
    return len(text) == 40 or (any(map(str.isdigit, text)) and any(map(str.isalpha, text)))
