"""Types 34 to 49, of which no webhook body is known, by one function; unknown ones; and the two sentences that fit any.

Shapes are those of https://github.com/nulab/backlog-js (0.20.1). Whatever a body holds beyond the sentence is shown
when it has a known form: a list of issues or documents, changes, a comment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bridge.model import Fact, Line, Message, Spans
from bridge.sources.backlog import colors
from bridge.sources.backlog.changes import change_fact, read_change, read_changes
from bridge.sources.backlog.prose import document_prose
from bridge.sources.backlog.scene import LISTED, Scene
from bridge.sources.backlog.tell_issue import issue_named, listed_issues
from bridge.sources.backlog.update import sections
from bridge.sources.payload import items, mapping, number, one_line
from bridge.sources.phrasing import linked

Compose = Callable[[Scene], Message]

_LIKELY: Final = 1_000_000
"""No type will have a higher number: what is above is no type."""


def newer(sentence: str, noun: str, *, gone: bool = False) -> Compose:
    """The telling function of one row: its sentence, and the thing it is about (a key of ``_THINGS``).

    ``gone`` says that the thing itself is no more, so that nothing leads to it.
    """

    def tell(scene: Scene) -> Message:
        suffix, slots, url = _THINGS[noun](scene)
        if gone and noun == "document":
            slots, url = {"document": scene.thing("document", _title(scene.content))}, ""
        return scene.message(
            scene.say(sentence + suffix, **slots),
            quote=sections(_comment(scene), listed_issues(scene), _listed_documents(scene)),
            facts=_changes(scene),
            url=url,
            color=colors.DELETED if gone else colors.DEFAULT,
        )

    return tell


def unknown(scene: Scene) -> Message:
    """A type that is not in the table: actor, project, and what most activities have."""
    kind = number(scene.body.get("type")) or 0
    known = 0 < kind <= _LIKELY
    headline = scene.say("unknown.numbered", value=(str(kind),)) if known else scene.say("unknown")
    return scene.message(headline, title=_title(scene.content), quote=_comment(scene))


def any_kind(scene: Scene, description: str) -> Message:
    """What is left to say of a kind whose own function met a shape nobody foresaw."""
    return scene.message(scene.say("any", value=(description,)))


def _one_document(scene: Scene) -> tuple[str, Mapping[str, Spans], str]:
    # A comment's body may keep the document beside the comment.
    document = mapping(scene.content.get("document")) or scene.content
    url = scene.links.document(one_line(document.get("id")))
    return "", {"document": scene.thing("document", _title(document), url)}, url


def _documents(scene: Scene) -> tuple[str, Mapping[str, Spans], str]:
    count = len(items(scene.content.get("documents")))
    return ("", {"documents": scene.count("documents", count)}, "") if count else ("_some", {}, "")


def _issues(scene: Scene) -> tuple[str, Mapping[str, Spans], str]:
    count = len(items(scene.content.get("link")))
    if count:
        return "", {"issues": scene.count("issues", count)}, scene.links.issues()
    return "_some", {}, scene.links.issues()


def _dated_issues(scene: Scene) -> tuple[str, Mapping[str, Spans], str]:
    """Type 35 has no known shape: the list of the others, or a single issue."""
    if items(scene.content.get("link")) or scene.content.get("key_id") is None:
        return _issues(scene)
    issue, url = issue_named(scene)
    return "_one", {"issue": issue}, url


def _status(scene: Scene) -> tuple[str, Mapping[str, Spans], str]:
    status = scene.thing("status", one_line(mapping(scene.content.get("deletedStatus")).get("name")))
    suffix, slots, url = _issues(scene)
    return "" if suffix else "_moved", {**slots, "status": status}, url


_THINGS: Final[Mapping[str, Callable[[Scene], tuple[str, Mapping[str, Spans], str]]]] = {
    "document": _one_document,
    "documents": _documents,
    "issues": _issues,
    "dates": _dated_issues,
    "status": _status,
}
"""What completes the sentence's key, its slots, and where the thing is."""


def _title(thing: Mapping[str, Any]) -> str:
    return next((found for key in ("title", "summary", "name") if (found := one_line(thing.get(key)))), "")


def _comment(scene: Scene) -> tuple[Line, ...]:
    comment = scene.content.get("comment")
    inner = mapping(comment)
    return document_prose(scene, inner.get("content", inner) if inner else comment)


def _listed_documents(scene: Scene) -> tuple[Line, ...]:
    documents = items(scene.content.get("documents"))
    lines = []
    for document in documents[:LISTED]:
        title = _title(document)
        if title:
            span = linked(title, scene.links.document(one_line(document.get("id"))))
            lines.append(Line((span,), kind="item", marker="•"))
    more = len(documents) - len(lines)
    return (*lines, Line((scene.phrase("and_more", more),))) if lines and more else tuple(lines)


def _changes(scene: Scene) -> tuple[Fact, ...]:
    changes = read_changes(scene, "issue")
    single = read_change(scene, mapping(scene.content.get("change")))
    told = [change for change in (*changes, single) if change and change.name != "description"]
    return tuple(fact for change in told for fact in change_fact(scene, change))
