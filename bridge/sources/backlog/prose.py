"""A stranger's text as typed lines, in whichever of Backlog's three ways it was written.

Issues, comments, pull requests and wiki pages are in Backlog's notation or in Markdown, one for the whole project
(https://support-ja.backlog.com/hc/ja/articles/360035641594). Documents are trees of ProseMirror nodes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from bridge.model import Line, Spans, plain
from bridge.sources import markdown
from bridge.sources.backlog.scene import Scene
from bridge.sources.payload import items, mapping, one_line, text
from bridge.sources.spans import PLAIN, spans_of

_PROSE_LIMIT: Final = 200_000


def prose(scene: Scene, value: object) -> tuple[Line, ...]:
    """A text in the project's own notation; without a word on that, in the one it looks like."""
    found = text(value)
    if not found.strip():
        return ()
    from bridge.sources.backlog import notation  # noqa: PLC0415 - patterns that a delivery without a text does not need

    rule = scene.project.rule
    if rule == "markdown" or (rule != "backlog" and not notation.looks_like(found)):
        return markdown.lines(found, words=scene.words, link=scene.links.within)
    return notation.lines(found, words=scene.words, links=scene.links)


def plain_lines(scene: Scene, value: object) -> tuple[Line, ...]:
    """A text in no notation, such as a commit's message: addresses and issue keys in it still lead somewhere."""
    return tuple(Line(said(scene, line)) for line in text(value).split("\n")) if text(value).strip() else ()


def said(scene: Scene, line: str) -> Spans:
    """One such line."""
    return spans_of([(line, PLAIN)], scene.words)


def difference(scene: Scene, old: str, new: str) -> tuple[Line, ...]:
    """What changed between two whole texts, people by their names."""
    from bridge.sources import diff  # noqa: PLC0415 - its patterns cost a cold start 8 ms, and few deliveries change a text

    return diff.changed_lines(plain(scene.words(old)), plain(scene.words(new)))


def diff_lines(scene: Scene) -> tuple[Line, ...]:
    """What changed as the content's own ``diff`` tells it; nothing where there is none."""
    from bridge.sources import diff  # noqa: PLC0415 - as above

    ed = text(scene.content.get("diff"))
    return diff.wiki_diff(ed, text(scene.content.get("content"))) if ed.strip() else ()


def document_prose(scene: Scene, value: object) -> tuple[Line, ...]:
    """A document's text: ProseMirror nodes, as an object or as their JSON, are read for their words."""
    nodes = value
    if isinstance(value, str) and value.lstrip()[:1] in {"{", "["}:
        try:
            nodes = json.loads(value[:_PROSE_LIMIT])
        except (ValueError, RecursionError):
            return ()
    if isinstance(nodes, dict | list):
        return tuple(Line(said(scene, words)) for words in _paragraphs(nodes) if words)
    return prose(scene, value)


def _paragraphs(node: object, depth: int = 0) -> Iterator[str]:
    """The words of each node that holds text, in order. Nesting is followed only as deep as a body may be."""
    children = items(node if isinstance(node, list) else mapping(node).get("content"))
    inline = [child for child in children if isinstance(child.get("text"), str)]
    if inline or depth > 200:
        yield one_line("".join(text(child["text"]) for child in inline))
    else:
        for child in children:
            yield from _paragraphs(child, depth + 1)
