"""What every message about a pull request shares: its words in a sentence, its address, its colour, its people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote as encoded

from bridge.model import Fact, Line, Message, Spans
from bridge.sources.github import colors
from bridge.sources.github.scene import Scene, actor_of, moment, page
from bridge.sources.payload import mapping, one_line
from bridge.sources.phrasing import linked


def pull_of(scene: Scene) -> Mapping[str, Any]:
    """The pull request of a body."""
    return mapping(scene.body.get("pull_request"))


def url_of(scene: Scene) -> str:
    """Its page."""
    pull = pull_of(scene)
    return page(pull, scene.links.pull(one_line(pull.get("number"))))


def say(scene: Scene, sentence: str, **slots: Spans) -> Spans:
    """A headline with ``{pull}`` in it."""
    number = one_line(pull_of(scene).get("number"))
    return scene.say(sentence, pull=scene.thing("pull", f"#{number}" if number else "", url_of(scene)), **slots)


def told(
    scene: Scene,
    headline: Spans,
    *,
    url: str = "",
    facts: Iterable[Fact] = (),
    quote: tuple[Line, ...] = (),
    color: str = "",
    time: object = None,
) -> Message:
    """A message under the pull request's title, in the colour of its state where there is no other.

    ``url`` is the page of what happened, where that has one; ``time`` the body's word on when.
    """
    pull = pull_of(scene)
    return scene.message(
        headline,
        title=one_line(pull.get("title")),
        url=url or url_of(scene),
        quote=quote,
        facts=facts,
        color=color or _state(pull),
        time=moment(time) or moment(pull.get("updated_at")) or moment(pull.get("created_at")),
    )


def _state(pull: Mapping[str, Any]) -> str:
    if moment(pull.get("merged_at")) or pull.get("merged") is True:
        return colors.MERGED
    if pull.get("state") == "closed":
        return colors.CLOSED
    return colors.DRAFT if pull.get("draft") is True else colors.OPEN


def author(scene: Scene) -> tuple[Fact, ...]:
    """Whose it is, where that is not who acted."""
    login = one_line(mapping(pull_of(scene).get("user")).get("login"))
    return scene.fact("author", login) if login.lower() != actor_of(scene.body).lower() else ()


def person(scene: Scene, user: Mapping[str, Any], *, call: bool = False) -> Spans:
    """Somebody other than the actor, as they stand within a sentence; nothing where there is no login."""
    named = tuple(scene.people([user], call=call))
    if not named or scene.language == "en":
        return named
    is_bot = user.get("type") == "Bot" or one_line(user.get("login")).endswith("[bot]")
    return (" ", *named, " " if is_bot else " さん")


def team(scene: Scene, found: Mapping[str, Any]) -> Spans:
    """A team within a sentence; nothing where it has no name."""
    name = one_line(found.get("name")) or one_line(found.get("slug"))
    if not name:
        return ()
    return (scene.phrase("talk_team"), linked(name, page(found, "")), *((" ",) if scene.language == "ja" else ()))


def queue(scene: Scene, base: str) -> tuple[Fact, ...]:
    """The merge queue of a branch."""
    there = f"{scene.links.repository}/queue/{encoded(base)}" if scene.links.repository else ""
    return scene.fact("talk_queue", (linked(base, there),) if base else ())


def is_actor(scene: Scene, user: Mapping[str, Any]) -> bool:
    """Whether somebody is who acted."""
    login = one_line(user.get("login")).lower()
    return bool(login) and login == actor_of(scene.body).lower()


def seen_by(scene: Scene, thing: Mapping[str, Any]) -> Scene:
    """The scene with who wrote a thing as the actor, where the body names none."""
    if actor_of(scene.body):
        return scene
    return replace(scene, body={**scene.body, "sender": mapping(thing.get("user"))})
