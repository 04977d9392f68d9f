"""``pull_request``, beyond its birth and its end.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

from bridge.model import Code, Fact, Line, Link, Message, Spans, Styled
from bridge.sources.github.facts import branches, labels, size
from bridge.sources.github.kind import Compose
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.github.talk.about_pull import author, is_actor, person, pull_of, queue, say, team, told
from bridge.sources.github.talk.words import PHRASES
from bridge.sources.payload import mapping, one_line, text
from bridge.sources.phrasing import linked

Facts = Callable[[Scene], tuple[Fact, ...]]

_OTHERS: Final = ("review", "comment", "thread")
"""Members of bodies about a pull request that are of other events."""


def what_changed(body: Mapping[str, Any]) -> str:
    """What an edit is told as: ``base``, ``title`` or ``body``, the weightiest first; empty for none of them."""
    if any(key in body for key in _OTHERS):
        return ""
    changes = mapping(body.get("changes"))
    return next((key for key in ("base", "title", "body") if key in changes), "")


def merged_or_not(body: Mapping[str, Any]) -> str:
    """Whether a pull request left the merge queue as ``merged``, or ``unmerged``."""
    pull = mapping(body.get("pull_request"))
    merged = pull.get("merged") is True or moment(pull.get("merged_at")) is not None
    return "merged" if merged or one_line(body.get("reason")) in {"MERGE", "ALREADY_MERGED"} else "unmerged"


def plain(kind: str, facts: Facts = author, color: str = "") -> Compose:
    """What there is one sentence for."""

    def tell(scene: Scene) -> Message:
        return told(scene, say(scene, kind), facts=facts(scene), color=color)

    return tell


def named(kind: str, name: Callable[[Scene], Spans], facts: Facts = author) -> Compose:
    """What is about something with a name, such as a label."""

    def tell(scene: Scene) -> Message:
        found = name(scene)
        return told(scene, say(scene, f"{kind}_name", name=found) if found else say(scene, kind), facts=facts(scene))

    return tell


def label(scene: Scene) -> Spans:
    """The one that came or went."""
    name = one_line(mapping(scene.body.get("label")).get("name"))
    there = scene.links.repository
    if not name:
        return ()
    return (Link(name, f"{there}/labels/{quote(name, safe='')}") if there else Code(name),)


def milestone(scene: Scene) -> Spans:
    """The one that came or went."""
    found = mapping(scene.body.get("milestone"))
    title = one_line(found.get("title"))
    return (linked(title, page(found, "")),) if title else ()


def all_labels(scene: Scene) -> tuple[Fact, ...]:
    """The labels it has now."""
    return (*labels(scene, pull_of(scene)), *author(scene))


# --- people ----------------------------------------------------------------------------------------------------------


def assigned(scene: Scene) -> Message:
    """Somebody is to do it, and is called."""
    return _assignee(scene, "pull_request.assigned", call=True)


def unassigned(scene: Scene) -> Message:
    """Somebody is no longer to do it."""
    return _assignee(scene, "pull_request.unassigned", call=False)


def _assignee(scene: Scene, kind: str, *, call: bool) -> Message:
    user = mapping(scene.body.get("assignee"))
    somebody = person(scene, user, call=call)
    if is_actor(scene, user):
        headline = say(scene, f"{kind}_self")
    else:
        headline = say(scene, f"{kind}_person", person=somebody) if somebody else say(scene, kind)
    return told(scene, headline, facts=author(scene))


def review_requested(scene: Scene) -> Message:
    """A person, who is called, or a team is asked to look at it: so it says what there is to look at."""
    pull = pull_of(scene)
    return told(
        scene,
        _reviewer(scene, "pull_request.review_requested", call=True),
        facts=(*author(scene), *branches(scene, pull), *size(scene, pull), *labels(scene, pull)),
    )


def review_request_removed(scene: Scene) -> Message:
    """A person or a team is no longer asked."""
    return told(scene, _reviewer(scene, "pull_request.review_request_removed", call=False), facts=author(scene))


def _reviewer(scene: Scene, kind: str, *, call: bool) -> Spans:
    asked = person(scene, mapping(scene.body.get("requested_reviewer")), call=call)
    asked = asked or team(scene, mapping(scene.body.get("requested_team")))
    return say(scene, f"{kind}_person", person=asked) if asked else say(scene, kind)


# --- content ---------------------------------------------------------------------------------------------------------


def edited(kind: str) -> Compose:
    """A new title, another base, a changed description: whatever came with one edit."""

    def tell(scene: Scene) -> Message:
        pull = pull_of(scene)
        base = one_line(mapping(pull.get("base")).get("ref"))
        moved = kind.endswith(".base") and bool(base)
        return told(
            scene,
            say(scene, f"{kind}_to", branch=scene.ref(base)) if moved else say(scene, kind),
            facts=(*_base(scene, pull), *_title(scene, pull), *author(scene)),
            quote=_description(scene, pull),
        )

    return tell


def _before(scene: Scene, key: str) -> Mapping[str, Any]:
    return mapping(mapping(scene.body.get("changes")).get(key))


def _title(scene: Scene, pull: Mapping[str, Any]) -> tuple[Fact, ...]:
    old, new = one_line(_before(scene, "title").get("from")), one_line(pull.get("title"))
    return scene.fact("talk_title", (Styled(old, strike=True), " → ", new)) if old and new else ()


def _base(scene: Scene, pull: Mapping[str, Any]) -> tuple[Fact, ...]:
    old = one_line(mapping(_before(scene, "base").get("ref")).get("from"))
    new = one_line(mapping(pull.get("base")).get("ref"))
    return scene.fact("talk_base", (Code(old), " → ", Code(new))) if old and new else ()


def _description(scene: Scene, pull: Mapping[str, Any]) -> tuple[Line, ...]:
    """Where ``from`` is missing there was no description; without a trace of an edit there is nothing to show."""
    if not _before(scene, "body"):
        return ()
    from bridge.sources.diff import changed_lines  # noqa: PLC0415 - its patterns cost a cold start 8 ms, and few deliveries change a text

    return changed_lines(text(_before(scene, "body").get("from")), text(pull.get("body")))


def synchronize(scene: Scene) -> Message:
    """New commits, or other ones after a forced push."""
    old, new = one_line(scene.body.get("before")), one_line(scene.body.get("after"))
    moved = scene.fact("moved", (*scene.commit(old), " → ", *scene.commit(new))) if old and new else ()
    pull = pull_of(scene)
    return told(
        scene,
        say(scene, "pull_request.synchronize"),
        facts=(*moved, *size(scene, pull), *branches(scene, pull), *author(scene)),
    )


# --- merging ---------------------------------------------------------------------------------------------------------


def method(scene: Scene) -> tuple[Fact, ...]:
    """How it will be merged by itself."""
    found = one_line(mapping(pull_of(scene).get("auto_merge")).get("merge_method"))
    return (*scene.fact("talk_method", _known(scene, found)), *author(scene))


def reason(scene: Scene) -> tuple[Fact, ...]:
    """Why, as far as GitHub says."""
    return (*_reason(scene, scene.body.get("reason")), *author(scene))


def lock_reason(scene: Scene) -> tuple[Fact, ...]:
    """Why nobody may comment any more."""
    return (*_reason(scene, pull_of(scene).get("active_lock_reason")), *author(scene))


def queued(scene: Scene) -> tuple[Fact, ...]:
    """Which queue, by the branch it leads to, and why the pull request is no longer in it."""
    base = one_line(mapping(pull_of(scene).get("base")).get("ref"))
    return (*queue(scene, base), *reason(scene))


def _reason(scene: Scene, word: object) -> tuple[Fact, ...]:
    return scene.fact("talk_reason", _known(scene, one_line(word)))


def _known(scene: Scene, word: str) -> str:
    """A word of GitHub's in the hook's language; one that is unheard of as it is."""
    key = f"talk_word_{word.lower()}"
    return scene.phrase(key) if key in PHRASES else word
