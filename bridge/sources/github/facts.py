"""Short facts that issues and pull requests share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge.model import Code, Fact, Span
from bridge.sources.github.scene import Scene, page
from bridge.sources.payload import items, mapping, number, one_line
from bridge.sources.phrasing import linked


def labels(scene: Scene, thing: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The names of its labels."""
    names: list[Span] = [name for label in items(thing.get("labels")) if (name := one_line(label.get("name")))]
    return scene.fact("labels", scene.listed(names))


def assignees(scene: Scene, thing: Mapping[str, Any], *, call: bool) -> tuple[Fact, ...]:
    """Who is to do it. Bodies of old have one ``assignee`` only."""
    users = items(thing.get("assignees")) or items([thing.get("assignee")])
    return scene.fact("assignees", scene.listed(scene.people(users, call=call)))


def reviewers(scene: Scene, pull: Mapping[str, Any], *, call: bool) -> tuple[Fact, ...]:
    """Who was asked for a review: people, then teams."""
    people = scene.people(items(pull.get("requested_reviewers")), call=call)
    teams: list[Span] = [name for team in items(pull.get("requested_teams")) if (name := one_line(team.get("name")))]
    return scene.fact("reviewers", scene.listed([*people, *teams]))


def milestone(scene: Scene, thing: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The milestone it is planned for."""
    found = mapping(thing.get("milestone"))
    title = one_line(found.get("title"))
    return scene.fact("milestone", (linked(title, page(found, "")),)) if title else ()


def branches(scene: Scene, pull: Mapping[str, Any]) -> tuple[Fact, ...]:
    """From which branch to which; with its owner where it comes from a fork."""
    head, base = mapping(pull.get("head")), mapping(pull.get("base"))
    names = [_branch(head, fork_of=base), one_line(base.get("ref"))]
    if not all(names):
        return ()
    return scene.fact("branches", (Code(names[0]), " → ", Code(names[1])))


def _branch(head: Mapping[str, Any], *, fork_of: Mapping[str, Any]) -> str:
    name, label = one_line(head.get("ref")), one_line(head.get("label"))
    ids = [mapping(side.get("repo")).get("id") for side in (head, fork_of)]
    return label if label.endswith(f":{name}") and ids[0] != ids[1] else name


def size(scene: Scene, pull: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Lines added and deleted, and in how many files."""
    added, deleted, files = (number(pull.get(key)) for key in ("additions", "deletions", "changed_files"))
    if added is None or deleted is None:
        return ()
    changed = f"+{added:,} −{deleted:,}"
    return scene.fact("size", (changed, scene.phrase("in_files"), *scene.count("files", files)) if files else changed)
