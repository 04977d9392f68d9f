"""Comments on commits, branches and tags by themselves, the wiki, and groups of the merge queue.

https://docs.github.com/en/webhooks/webhook-events-and-payloads: ``commit_comment``, ``create``, ``delete``,
``gollum``, ``merge_group``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from bridge.model import Line, Message, Span, Spans
from bridge.sources.github import colors
from bridge.sources.github.kind import Compose
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.github.talk.about_pull import queue, seen_by
from bridge.sources.github.talk.code_place import place
from bridge.sources.github.words import SHORT
from bridge.sources.payload import items, mapping, one_line
from bridge.sources.phrasing import linked

PAGES: Final = 10
"""Pages of one change of a wiki that are listed."""

_REFS: Final = frozenset({"branch", "tag"})
_ENDS: Final = frozenset({"dequeued", "invalidated", "merged"})
_QUEUED: Final = re.compile(r"/pr-(\d{1,10})-")


def ref_type(body: Mapping[str, Any]) -> str:
    """``branch`` or ``tag``."""
    found = one_line(body.get("ref_type"))
    return found if found in _REFS else ""


def end(body: Mapping[str, Any]) -> str:
    """Why a merge group is no more; empty where the body does not say."""
    found = one_line(body.get("reason"))
    return found if found in _ENDS else ""


def comment(scene: Scene) -> Message:
    """On a commit, or on one of its lines."""
    found = mapping(scene.body.get("comment"))
    scene = seen_by(scene, found)
    sha = one_line(found.get("commit_id"))
    url = page(found, scene.links.commit(sha))
    return scene.message(
        _commented(scene, found, sha, url),
        url=url,
        quote=scene.markdown(found.get("body"), url),
        color=colors.PLAIN,
        time=moment(found.get("created_at")),
    )


def _commented(scene: Scene, found: Mapping[str, Any], sha: str, url: str) -> Spans:
    if not sha:
        return scene.say("commit_comment.created")
    where = place(scene, found, url)
    if where:
        return scene.say("commit_comment.created_at", place=where, commit=_within(scene, sha))
    return scene.say("commit_comment.created_commit", commit=_within(scene, sha, url))


def _within(scene: Scene, sha: str, url: str = "") -> Spans:
    """A commit within a sentence; a comment on all of it is reached by its hash."""
    return scene.thing("ref", sha[:SHORT], url or scene.links.commit(sha))


def created(kind: str) -> Compose:
    """A branch or tag; what is in it is told by its push."""

    def tell(scene: Scene) -> Message:
        return scene.message(_say(scene, kind), color=colors.PLAIN, time=_pushed(scene))

    return tell


def deleted(kind: str) -> Compose:
    """A branch or tag that leads nowhere now."""

    def tell(scene: Scene) -> Message:
        headline = _say(scene, kind, gone=True)
        return scene.message(headline, color=colors.DANGER, time=_pushed(scene))

    return tell


def _say(scene: Scene, kind: str, *, gone: bool = False) -> Spans:
    name = one_line(scene.body.get("ref"))
    return scene.say(f"{kind}_name", ref=scene.ref(name, gone=gone)) if name else scene.say(kind)


def _pushed(scene: Scene) -> datetime | None:
    return moment(mapping(scene.body.get("repository")).get("pushed_at"))


# --- wiki ------------------------------------------------------------------------------------------------------------

_DONE: Final = frozenset({"created", "edited"})


def wiki(scene: Scene) -> Message:
    """One page by its name; several as a list."""
    pages = items(scene.body.get("pages"))
    time = moment(mapping(scene.body.get("repository")).get("updated_at"))
    if len(pages) == 1 and (named := _page(pages[0])):
        done = one_line(pages[0].get("action"))
        if done in _DONE:
            summary = one_line(pages[0].get("summary"))
            return scene.message(
                scene.say(f"gollum_{done}", page=named),
                quote=(Line(scene.said(summary)),) if summary else (),
                color=colors.PLAIN,
                time=time,
            )
    headline = scene.say("gollum_pages", pages=scene.count("talk_pages", len(pages))) if pages else scene.say("gollum")
    return scene.message(headline, quote=_listed(scene, pages), color=colors.PLAIN, time=time)


def _page(found: Mapping[str, Any]) -> Spans:
    name = one_line(found.get("title")) or one_line(found.get("page_name"))
    return (linked(name, page(found, "")),) if name else ()


def _listed(scene: Scene, pages: list[dict[str, Any]]) -> tuple[Line, ...]:
    lines = []
    for found in pages[:PAGES]:
        done = one_line(found.get("action"))
        before: tuple[Span, ...] = (scene.phrase(f"talk_{done}"),) if done in _DONE else ()
        if named := _page(found):
            lines.append(Line((*before, *named), kind="item", marker="•"))
    if lines and len(pages) > PAGES:
        lines.append(Line((scene.phrase("more_commits", len(pages) - PAGES),)))
    return tuple(lines)


# --- merge queue -----------------------------------------------------------------------------------------------------


def group_gone(kind: str) -> Compose:
    """A group of the merge queue that was not merged. It knows its pull request by the name of its branch only."""

    def tell(scene: Scene) -> Message:
        group = mapping(scene.body.get("merge_group"))
        found = _QUEUED.search(one_line(group.get("head_ref")))
        number = found[1] if found else ""
        base = one_line(group.get("base_ref")).removeprefix("refs/heads/")
        return scene.message(
            scene.say(kind, pull=scene.thing("pull", f"#{number}" if number else "", scene.links.pull(number))),
            facts=queue(scene, base),
            color=colors.WARNING,
            time=moment(mapping(group.get("head_commit")).get("timestamp")),
        )

    return tell
