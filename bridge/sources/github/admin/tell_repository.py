"""Repositories come, go and change hands; forks, stars, and the end of a webhook.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bridge.model import Code, Fact, Line, Message, Span, Spans
from bridge.sources.github import colors
from bridge.sources.github.admin import things
from bridge.sources.github.scene import Scene, moment, owner_of, page
from bridge.sources.payload import mapping, number, one_line


def public(scene: Scene) -> Message:
    """The loudest of all: what was private is everybody's now."""
    return scene.message(_say(scene, "public"), color=colors.DANGER, quote=_description(scene), time=_time(scene))


def created(scene: Scene) -> Message:
    """A new one, with what it is about."""
    found = _repository(scene)
    return scene.message(
        _say(scene, "repository.created"),
        quote=_description(scene),
        facts=_visibility(scene),
        color=colors.OPEN,
        time=moment(found.get("created_at")),
    )


def deleted(scene: Scene) -> Message:
    """Gone, so that no link leads there."""
    headline = scene.say("repository.deleted", repository=things.repository(scene, gone=True))
    message = scene.message(headline, facts=_visibility(scene), color=colors.DANGER, time=_time(scene))
    return replace(message, where=(scene.repository,)) if scene.repository else message


def archived(scene: Scene) -> Message:
    """Read-only."""
    return scene.message(_say(scene, "repository.archived"), color=colors.ARCHIVED, time=_time(scene))


def unarchived(scene: Scene) -> Message:
    """Alive again."""
    return scene.message(_say(scene, "repository.unarchived"), color=colors.OPEN, time=_time(scene))


def renamed(scene: Scene) -> Message:
    """Under another name; the old address leads on."""
    name, home = one_line(things.was(_changes(scene), "repository", "name")), owner_of(scene.body)
    if name:
        old: Spans = scene.ref(f"{home}/{name}" if home else name, gone=True)
        headline = scene.say("repository.renamed", old=old)
    else:
        headline = _say(scene, "repository.renamed_unsaid")
    return scene.message(headline, color=colors.WARNING, time=_time(scene))


def transferred(scene: Scene) -> Message:
    """In other hands. GitHub tells it to the new owner only."""
    before = mapping(things.was(_changes(scene), "owner"))
    old = mapping(before.get("organization")) or mapping(before.get("user"))
    name = things.name_of(old)
    return scene.message(
        _say(scene, "repository.transferred", owner=things.owner(scene, old)),
        facts=things.moved(scene, "admin_owner", name, owner_of(scene.body)) if name else (),
        color=colors.WARNING,
        time=_time(scene),
    )


def privatized(scene: Scene) -> Message:
    """Out of the public's sight; internal where an enterprise has it."""
    internal = things.visibility_of(_repository(scene)) == "internal"
    headline = _say(scene, "repository.privatized_internal" if internal else "repository.privatized")
    return scene.message(headline, facts=_visibility_moved(scene), color=colors.PLAIN, time=_time(scene))


def publicized(scene: Scene) -> Message:
    """What ``public`` tells as well, to hooks that listen to repositories and not to that."""
    return scene.message(
        _say(scene, "repository.publicized"), facts=_visibility_moved(scene), color=colors.DANGER, time=_time(scene)
    )


def edited(scene: Scene) -> Message:
    """Another default branch, description, website, or other topics."""
    found, changes = _repository(scene), _changes(scene)
    old, new = one_line(things.was(changes, "default_branch")), one_line(found.get("default_branch"))
    branch: tuple[Fact, ...] = ()
    if old and new and old != new:
        headline = _say(scene, "repository.edited_branch", branch=scene.ref(new))
        branch = things.moved(scene, "admin_default_branch", (Code(old),), (Code(new),))
    else:
        headline = _say(scene, "repository.edited")
    topics: tuple[Fact, ...] = ()
    if "topics" in changes:
        topics = things.moved(
            scene, "admin_topics", _listed(scene, things.was(changes, "topics")), _listed(scene, found.get("topics"))
        )
    return scene.message(
        headline,
        facts=(
            *branch,
            *things.edited(scene, changes, "description", "admin_description", found.get("description")),
            *things.edited(scene, changes, "homepage", "admin_website", found.get("homepage")),
            *topics,
        ),
        color=colors.PLAIN,
        time=_time(scene),
    )


def forked(scene: Scene) -> Message:
    """Somebody works on a copy."""
    copy = mapping(scene.body.get("forkee"))
    name = one_line(copy.get("full_name"))
    forks = number(_repository(scene).get("forks_count"))
    return scene.message(
        scene.say("fork", fork=scene.thing("admin_fork", name, page(copy, scene.links.elsewhere(name).repository))),
        facts=scene.fact("admin_forks", f"{forks:,}") if forks else (),
        color=colors.PLAIN,
        time=moment(copy.get("created_at")),
    )


def starred(scene: Scene) -> Message:
    """One more, and how many that makes."""
    stars = number(_repository(scene).get("stargazers_count"))
    if stars is None or stars < 1:
        headline = scene.say("star.created")
    else:
        url = f"{scene.links.repository}/stargazers" if scene.links.repository else ""
        headline = scene.say("star.created_counted", stars=scene.count("admin_stars", stars, url))
    return scene.message(headline, color=colors.STAR, time=moment(scene.body.get("starred_at")))


def unhooked(scene: Scene) -> Message:
    """The last that comes: the webhook itself is gone."""
    if scene.repository:
        headline = scene.say("meta.deleted_repository")
    elif owner_of(scene.body):
        headline = scene.say("meta.deleted_organization", organization=things.organization(scene))
    else:
        headline = scene.say("meta.deleted")
    events = mapping(scene.body.get("hook")).get("events")
    names: list[Span] = list(things.texts(events)) if isinstance(events, list) else []
    told: Spans = (scene.phrase("everything"),) if "*" in names else scene.listed(names)
    return scene.message(headline, facts=scene.fact("events", told), color=colors.DANGER)


def _repository(scene: Scene) -> Mapping[str, Any]:
    return mapping(scene.body.get("repository"))


def _changes(scene: Scene) -> Mapping[str, Any]:
    return mapping(scene.body.get("changes"))


def _say(scene: Scene, sentence: str, **slots: Spans) -> Spans:
    return scene.say(sentence, repository=things.repository(scene), **slots)


def _time(scene: Scene) -> datetime | None:
    return moment(_repository(scene).get("updated_at"))


def _description(scene: Scene) -> tuple[Line, ...]:
    told = one_line(_repository(scene).get("description"))
    return (Line(scene.said(told)),) if told else ()


def _visibility(scene: Scene) -> tuple[Fact, ...]:
    return scene.fact("admin_visibility", things.visibility(scene, things.visibility_of(_repository(scene))))


def _visibility_moved(scene: Scene) -> tuple[Fact, ...]:
    old = one_line(things.was(_changes(scene), "visibility"))
    if not old:
        return ()
    new = things.visibility_of(_repository(scene))
    return things.moved(scene, "admin_visibility", things.visibility(scene, old), things.visibility(scene, new))


def _listed(scene: Scene, value: object) -> Spans:
    return scene.listed(list(things.texts(value))) if isinstance(value, list) else ()
