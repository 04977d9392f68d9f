"""``pull_request``: https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge.model import Fact, Message, Spans
from bridge.sources.github import colors
from bridge.sources.github.facts import assignees, branches, labels, milestone, reviewers, size
from bridge.sources.github.scene import Scene, actor_of, moment, page
from bridge.sources.payload import mapping, one_line


def merged_or_not(body: Mapping[str, Any]) -> str:
    """``merged`` or ``unmerged``: GitHub has one action for both."""
    pull = _pull(body)
    return "merged" if pull.get("merged") is True or moment(pull.get("merged_at")) else "unmerged"


def opened(scene: Scene) -> Message:
    """A new one."""
    draft = _pull(scene.body).get("draft") is True
    return _message(
        scene,
        _say(scene, "pull_request.opened_draft" if draft else "pull_request.opened"),
        facts=_asked(scene, call=not draft),
        in_full=True,
        color=colors.DRAFT if draft else colors.OPEN,
        time="created_at",
    )


def ready(scene: Scene) -> Message:
    """A draft is one no more: for most readers, this is where it begins."""
    return _message(
        scene,
        _say(scene, "pull_request.ready_for_review"),
        facts=_asked(scene, call=True),
        in_full=True,
        color=colors.OPEN,
    )


def reopened(scene: Scene) -> Message:
    """Open again."""
    draft = _pull(scene.body).get("draft") is True
    return _message(
        scene,
        _say(scene, "pull_request.reopened"),
        facts=_asked(scene, call=False),
        color=colors.DRAFT if draft else colors.OPEN,
    )


def merged(scene: Scene) -> Message:
    """In."""
    pull = _pull(scene.body)
    base = one_line(mapping(pull.get("base")).get("ref"))
    if base:
        headline = _say(scene, "pull_request.closed.merged", branch=scene.ref(base))
    else:
        headline = _say(scene, "pull_request.closed.merged_somewhere")
    facts = (
        *_author(scene, pull),
        *size(scene, pull),
        *scene.fact("merge_commit", scene.commit(one_line(pull.get("merge_commit_sha")))),
        *labels(scene, pull),
    )
    return _message(scene, headline, facts=facts, color=colors.MERGED, time="merged_at")


def unmerged(scene: Scene) -> Message:
    """Closed, and its commits stay out."""
    pull = _pull(scene.body)
    return _message(
        scene,
        _say(scene, "pull_request.closed.unmerged"),
        facts=(*_author(scene, pull), *branches(scene, pull), *labels(scene, pull)),
        color=colors.CLOSED,
        time="closed_at",
    )


def _pull(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(body.get("pull_request"))


def _url(scene: Scene) -> str:
    pull = _pull(scene.body)
    return page(pull, scene.links.pull(one_line(pull.get("number"))))


def _say(scene: Scene, sentence: str, **slots: Spans) -> Spans:
    number = one_line(_pull(scene.body).get("number"))
    return scene.say(sentence, pull=scene.thing("pull", f"#{number}" if number else "", _url(scene)), **slots)


def _message(
    scene: Scene,
    headline: Spans,
    *,
    facts: tuple[Fact, ...],
    color: str,
    time: str = "updated_at",
    in_full: bool = False,
) -> Message:
    pull = _pull(scene.body)
    url = _url(scene)
    return scene.message(
        headline,
        title=one_line(pull.get("title")),
        url=url,
        quote=scene.markdown(pull.get("body"), url) if in_full else (),
        facts=facts,
        color=color,
        time=moment(pull.get(time)) or moment(pull.get("updated_at")) or moment(pull.get("created_at")),
    )


def _asked(scene: Scene, *, call: bool) -> tuple[Fact, ...]:
    """What a reviewer wants to know, the most telling first: a message shows four."""
    pull = _pull(scene.body)
    return (
        *branches(scene, pull),
        *size(scene, pull),
        *reviewers(scene, pull, call=call),
        *labels(scene, pull),
        *assignees(scene, pull, call=call),
        *milestone(scene, pull),
    )


def _author(scene: Scene, pull: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Whose it is, where that is not who acted."""
    author = one_line(mapping(pull.get("user")).get("login"))
    return scene.fact("author", author) if author.lower() != actor_of(scene.body).lower() else ()
