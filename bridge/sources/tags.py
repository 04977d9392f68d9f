"""HTML within Markdown, cut into text and tags. Comments go; what only looks like HTML stays as text.

``<your-name>``, ``List<String>``, ``<!channel>`` and ``<?php ?>`` are words of a stranger and no elements, so they are
kept to the letter. Nothing here renders or trusts HTML: a tag is a name and the text of its attributes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# The bounds keep a quote that is never closed from being searched for again and again.
_TAG: Final = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9]*+)(?=[\s/>])((?:[^<>"']++|"[^"]{0,3000}+"|'[^']{0,3000}+'){0,60}+)>"""
)

NAMES: Final = frozenset(
    re.findall(
        r"[a-z0-9]+",
        """
        a abbr acronym area article aside audio b base bdi bdo big blockquote body br button canvas caption center
        cite code col colgroup datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure
        font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd
        label legend li link main map mark math meta meter nav noframes noscript ol optgroup option p picture pre
        progress q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg
        table tbody td textarea tfoot th thead tr track tt u ul var video wbr
        """,
    )
)
"""Names of elements (https://html.spec.whatwg.org/multipage/indices.html#elements-3 and the obsolete ones),
without those that serve as placeholders more often."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag by its name in lower case."""

    name: str
    closing: bool
    attributes: str

    def attribute(self, name: str) -> str:
        """The value of an attribute, entities decoded; empty where there is none."""
        value = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
        found = re.search(rf"(?<![\w-]){name}{value}", self.attributes, re.IGNORECASE)
        return html.unescape(found[1] or found[2] or found[3] or "").strip() if found else ""


def parts(source: str) -> Iterator[str | Tag]:
    """Text with its entities decoded, and tags, in their order. A comment that is never closed ends the text."""
    done = at = 0
    while (at := source.find("<", at)) >= 0:
        if source.startswith("<!--", at):
            yield html.unescape(source[done:at])
            end = source.find("-->", at + 2)
            if end < 0:
                return
            done = at = end + 3
        elif (found := _TAG.match(source, at)) and (name := found[2].lower()) in NAMES:
            yield html.unescape(source[done:at])
            yield Tag(name, bool(found[1]), found[3])
            done = at = found.end()
        else:
            at += 1
    yield html.unescape(source[done:])
