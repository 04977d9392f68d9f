"""Reviews of pull requests and what is said within them.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review,
``#pull_request_review_comment`` and ``#pull_request_review_thread`` there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Fact, Message
from bridge.sources.github import colors
from bridge.sources.github.facts import branches
from bridge.sources.github.kind import Compose
from bridge.sources.github.scene import Scene, page
from bridge.sources.github.talk.about_pull import author, is_actor, person, pull_of, say, seen_by, team, told, url_of
from bridge.sources.github.talk.code_place import commented_lines, place
from bridge.sources.payload import items, mapping, one_line, text

_STATES: Final = frozenset({"approved", "changes_requested", "commented"})


def state(body: Mapping[str, Any]) -> str:
    """What a review says of the pull request; empty for a state that is unheard of."""
    found = one_line(mapping(body.get("review")).get("state")).lower()
    return found if found in _STATES else ""


def says_nothing(body: Mapping[str, Any]) -> bool:
    """Whether a review is but the cover of its comments on lines, which are told one by one if they are wanted."""
    return state(body) == "commented" and not text(mapping(body.get("review")).get("body")).strip()


def review(kind: str, color: str) -> Compose:
    """A review that was handed in."""

    def tell(scene: Scene) -> Message:
        found = mapping(scene.body.get("review"))
        scene = seen_by(scene, found)
        url = page(found, url_of(scene))
        return told(
            scene,
            say(scene, kind),
            url=url,
            quote=scene.markdown(found.get("body"), url),
            facts=(*author(scene), *branches(scene, pull_of(scene)), *_still_asked(scene)),
            color=color,
            time=found.get("submitted_at"),
        )

    return tell


def _still_asked(scene: Scene) -> tuple[Fact, ...]:
    """Who was asked and has not answered; nobody is called."""
    pull = pull_of(scene)
    people = scene.people(items(pull.get("requested_reviewers")))
    teams = [span for found in items(pull.get("requested_teams")) for span in team(scene, found)[1:2]]
    return scene.fact("talk_waiting", scene.listed([*people, *teams]))


def dismissed(scene: Scene) -> Message:
    """A review counts no more."""
    found = mapping(scene.body.get("review"))
    user = mapping(found.get("user"))
    reviewer = person(scene, user)
    kind = "pull_request_review.dismissed"
    if is_actor(scene, user):
        headline = say(scene, f"{kind}_self")
    else:
        headline = say(scene, f"{kind}_person", person=reviewer) if reviewer else say(scene, kind)
    return told(
        scene,
        headline,
        url=page(found, ""),
        facts=(*author(scene), *branches(scene, pull_of(scene))),
        color=colors.DRAFT,
    )


def edited(scene: Scene) -> Message:
    """What a reviewer wrote anew."""
    from bridge.sources.diff import changed_lines  # noqa: PLC0415 - its patterns cost a cold start 8 ms, and few deliveries change a text

    found = mapping(scene.body.get("review"))
    before = mapping(mapping(scene.body.get("changes")).get("body"))
    return told(
        scene,
        say(scene, "pull_request_review.edited"),
        url=page(found, ""),
        quote=changed_lines(text(before.get("from")), text(found.get("body"))) if before else (),
        facts=author(scene),
        color=colors.PLAIN,
        time=found.get("updated_at"),
    )


def comment(scene: Scene) -> Message:
    """On a line, some lines or a whole file; an answer does not show the code again."""
    found = mapping(scene.body.get("comment"))
    scene = seen_by(scene, found)
    url = page(found, url_of(scene))
    answers = bool(one_line(found.get("in_reply_to_id")))
    kind = f"pull_request_review_comment.created{'_reply' if answers else ''}"
    where = place(scene, found, url)
    body = scene.markdown(found.get("body"), url)
    return told(
        scene,
        say(scene, f"{kind}_at", place=where) if where else say(scene, kind),
        url=url,
        quote=(*commented_lines(found), *body) if body and not answers else body,
        facts=author(scene),
        color=colors.PLAIN,
        time=found.get("created_at"),
    )


def thread(kind: str, color: str) -> Compose:
    """A conversation about a piece of code was closed or opened again; what it began with says which it is."""

    def tell(scene: Scene) -> Message:
        first = next(iter(items(mapping(scene.body.get("thread")).get("comments"))), {})
        url = page(first, url_of(scene))
        where = place(scene, first, url)
        return told(
            scene,
            say(scene, f"{kind}_at", place=where) if where else say(scene, kind),
            url=url,
            quote=scene.markdown(first.get("body"), url),
            facts=author(scene),
            color=color,
            time=scene.body.get("updated_at"),
        )

    return tell
