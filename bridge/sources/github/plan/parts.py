"""What the telling functions of this area share: things with their links, and facts about what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from bridge.model import Fact, Line, Link, Spans
from bridge.sources.github import colors
from bridge.sources.github.facts import labels
from bridge.sources.github.plan.words import PHRASES
from bridge.sources.github.scene import Scene, actor_of, moment, owner_of, page
from bridge.sources.github.traits import is_bot
from bridge.sources.payload import items, mapping, number, one_line, text
from bridge.sources.phrasing import linked

_CLOSED: Final = {
    "completed": colors.DONE,
    "resolved": colors.DONE,
    "not_planned": colors.DROPPED,
    "duplicate": colors.DROPPED,
    "outdated": colors.DROPPED,
}


def is_pull(issue: Mapping[str, Any]) -> bool:
    """Whether what GitHub calls an issue is a pull request."""
    return bool(mapping(issue.get("pull_request")))


def state_color(thing: Mapping[str, Any]) -> str:
    """The colour of an issue's, a pull request's or a discussion's state."""
    state = one_line(thing.get("state"))
    if state == "open":
        return colors.DRAFT if is_pull(thing) and thing.get("draft") is True else colors.OPEN
    if state != "closed":
        return colors.PLAIN
    if is_pull(thing):
        return colors.MERGED if moment(mapping(thing.get("pull_request")).get("merged_at")) else colors.CLOSED
    return _CLOSED.get(one_line(thing.get("state_reason")), colors.CLOSED)


def issue_page(scene: Scene, issue: Mapping[str, Any], place: str = "") -> str:
    """An issue's address; ``place`` is the repository it is in, where that may be another one."""
    links = scene.links.elsewhere(place) if place else scene.links
    return page(issue, links.issue(one_line(issue.get("number"))))


def issue_named(scene: Scene, issue: Mapping[str, Any], place: str = "", *, gone: bool = False) -> Spans:
    """An issue or pull request as it stands within a sentence, with its repository where that is another one."""
    name = one_line(issue.get("number"))
    elsewhere = place if place and place.lower() != scene.repository.lower() else ""
    return scene.thing(
        "pull" if is_pull(issue) else "issue",
        f"{elsewhere}#{name}" if name else "",
        "" if gone else issue_page(scene, issue, place),
    )


def label_named(scene: Scene, label: Mapping[str, Any], *, gone: bool = False) -> Spans:
    """A label as it stands within a sentence, leading to the issues that have it."""
    name = one_line(label.get("name"))
    base = scene.links.repository
    return scene.thing("plan_label", name, f"{base}/labels/{quote(name, safe='')}" if base and not gone else "")


def other_labels(scene: Scene, thing: Mapping[str, Any]) -> tuple[Fact, ...]:
    """All labels, unless the one of which the sentence tells is the only one."""
    told = one_line(mapping(scene.body.get("label")).get("name"))
    names = {one_line(label.get("name")) for label in items(thing.get("labels"))}
    return labels(scene, thing) if names - {told} else ()


def milestone_named(scene: Scene, milestone: Mapping[str, Any], *, gone: bool = False) -> Spans:
    """A milestone as it stands within a sentence."""
    return scene.thing("plan_milestone", one_line(milestone.get("title")), "" if gone else page(milestone, ""))


def person(scene: Scene, user: Mapping[str, Any], *, call: bool = False) -> Spans:
    """Somebody as they stand within a sentence; ``call`` mentions them if the hook's own map knows them."""
    found = scene.people([user], call=call)
    if not found:
        return (scene.phrase("plan_nobody"),)
    return (" ", found[0], " " if is_bot(user) else " さん") if scene.language == "ja" else (found[0],)


def is_actor(scene: Scene, user: Mapping[str, Any]) -> bool:
    """Whether somebody is who acted."""
    return one_line(user.get("login")).lower() == actor_of(scene.body).lower() != ""


def organization_named(scene: Scene) -> Spans:
    """The organization as it stands within a sentence."""
    organization = owner_of(scene.body)
    return scene.thing("organization", organization, scene.links.user(organization))


def titled(scene: Scene, label: str, thing: Mapping[str, Any], url: str) -> tuple[Fact, ...]:
    """A fact that is another thing's title, linked."""
    title = one_line(thing.get("title"))
    return scene.fact(label, (linked(title, url),)) if title else ()


def word(scene: Scene, group: str, value: object) -> str:
    """GitHub's word for one of a few values, in the hook's language; a value unheard of as it is."""
    found = one_line(value)
    key = f"{group}_{found.lower().replace(' ', '_').replace('-', '_')}"
    return scene.phrase(key) if key in PHRASES else found


def changed(scene: Scene, label: str, old: str, new: str) -> tuple[Fact, ...]:
    """A fact that something became something else, either of which may have been nothing."""
    if old == new:
        return ()
    none = scene.phrase("plan_none")
    return scene.fact(label, (old or none, " → ", new or none))


def value(scene: Scene, shown: str) -> Spans:
    """A field's value as it stands within a sentence."""
    return scene.thing("plan_value", shown or scene.phrase("plan_none"))


def rewritten(old: object, new: object) -> tuple[Line, ...]:
    """What changed in a text, as written."""
    from bridge.sources.diff import changed_lines  # noqa: PLC0415 - its patterns cost a cold start 8 ms, and few deliveries change a text

    return changed_lines(text(old), text(new))


def before(body: Mapping[str, Any], member: str) -> tuple[bool, object]:
    """Whether an edit changed a member, and what that was before: ``changes`` says so with ``from``."""
    change = mapping(body.get("changes")).get(member)
    return isinstance(change, dict), mapping(change).get("from")


def day(value: object) -> str:
    """The date of a time."""
    found = moment(value)
    return found.date().isoformat() if found else ""


def progress(scene: Scene, done: object, total: object) -> Spans:
    """So many of so many are done; nothing where there is nothing to do."""
    finished, all_of_them = number(done), number(total)
    if finished is None or not all_of_them or all_of_them < 0:
        return ()
    return (f"{finished:,}{scene.phrase('plan_of', all_of_them)}",)


def milestone_facts(scene: Scene, milestone: Mapping[str, Any]) -> tuple[Fact, ...]:
    """When a milestone is due, and how many of its issues are closed."""
    opened, closed = number(milestone.get("open_issues")), number(milestone.get("closed_issues"))
    total = opened + closed if opened is not None and closed is not None else None
    return (
        *scene.fact("plan_due", day(milestone.get("due_on"))),
        *scene.fact("plan_progress", progress(scene, closed, total)),
    )


def by(scene: Scene, label: str, thing: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Whose a thing is, where that is not who acted."""
    user = mapping(thing.get("user"))
    return () if is_actor(scene, user) else scene.fact(label, one_line(user.get("login")))


def answer_link(scene: Scene, url: str) -> Spans:
    """The word for an answer, leading to it."""
    words = scene.thing("plan_answer", "")
    return (Link("".join(str(part) for part in words), url),) if url else words
