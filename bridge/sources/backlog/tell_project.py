"""What else a project holds: wiki pages, shared files, people, teams, milestones: types 5 to 10, 15, 16, 22 to 26."""

from __future__ import annotations

from collections.abc import Iterator

from bridge.model import Fact, Message, Spans
from bridge.sources.backlog import colors, values
from bridge.sources.backlog.changes import read_changes
from bridge.sources.backlog.files import read_files, shared_path
from bridge.sources.backlog.prose import diff_lines, prose
from bridge.sources.backlog.scene import Scene
from bridge.sources.backlog.update import Comment, Update
from bridge.sources.payload import items, one_line


def wiki_created(scene: Scene) -> Message:
    """Type 5."""
    return _wiki(scene, "wiki.created")


def wiki_updated(scene: Scene) -> Message:
    """Type 6: what changed, or the page where the body holds no difference."""
    return _wiki(scene, "wiki.updated")


def _wiki(scene: Scene, sentence: str) -> Message:
    name = one_line(scene.content.get("name"))
    url = scene.links.wiki(one_line(scene.content.get("id"))) or scene.links.wiki_named(name)
    return scene.message(
        scene.say(sentence, page=scene.thing("page", name, url)),
        quote=diff_lines(scene) or prose(scene, scene.content.get("content")),
        facts=read_files(scene, on_issue=False).facts(scene),
        url=url,
    )


def wiki_deleted(scene: Scene) -> Message:
    """Type 7: neither a link nor the text, which are gone."""
    page = scene.thing("page", one_line(scene.content.get("name")))
    return scene.message(scene.say("wiki.deleted", page=page), color=colors.DELETED)


def file_created(scene: Scene) -> Message:
    """Type 8."""
    return _file(scene, "file.created")


def file_updated(scene: Scene) -> Message:
    """Type 9."""
    return _file(scene, "file.updated")


def _file(scene: Scene, sentence: str) -> Message:
    path = shared_path(scene.content)
    url = scene.links.file(path)
    return scene.message(
        scene.say(sentence, file=scene.thing("file", path, url)),
        facts=scene.fact("size", values.size(scene.content.get("size"))),
        url=url,
    )


def file_deleted(scene: Scene) -> Message:
    """Type 10."""
    file = scene.thing("file", shared_path(scene.content))
    return scene.message(scene.say("file.deleted", file=file), color=colors.DELETED)


# --- people --------------------------------------------------------------------------------------------------------


def member_joined(scene: Scene) -> Message:
    """Type 15."""
    return _members(scene, "member.joined", colors.DEFAULT)


def member_left(scene: Scene) -> Message:
    """Type 16."""
    return _members(scene, "member.left", colors.DELETED)


def _members(scene: Scene, sentence: str, color: str) -> Message:
    """``users`` may be several, the actor alone, or nobody when a team came or went."""
    users = items(scene.content.get("users"))
    people = scene.all_of(users)
    if people and len(users) == 1 and scene.is_actor(users[0]):
        headline = scene.say(f"{sentence}_self")
    elif people:
        headline = scene.say(sentence, people=people)
    elif items(scene.content.get("group_project_activities")):
        headline = scene.say(f"{sentence}_group")
    else:
        headline = scene.say(f"{sentence}_some")
    return scene.message(headline, quote=Comment.of(scene).lines, url=scene.links.project(), color=color)


def team_joined(scene: Scene) -> Message:
    """Type 25."""
    return scene.message(scene.say("team.joined", team=_teams(scene)))


def team_left(scene: Scene) -> Message:
    """Type 26."""
    return scene.message(scene.say("team.left", team=_teams(scene)), color=colors.DELETED)


def _teams(scene: Scene) -> Spans:
    parties = [party for party in items(scene.content.get("parties")) if one_line(party.get("name"))]
    if len(parties) < 2:
        return scene.thing("team", one_line(parties[0].get("name")) if parties else "")
    return scene.things("teams", [one_line(party.get("name")) for party in parties])


# --- milestones ----------------------------------------------------------------------------------------------------


def milestone_created(scene: Scene) -> Message:
    """Type 22."""
    name, url = _milestone(scene)
    return scene.message(
        scene.say("milestone.created", milestone=scene.thing("milestone", name, url)),
        quote=prose(scene, scene.content.get("description")),
        facts=_dates(scene),
        url=url,
    )


def milestone_updated(scene: Scene) -> Message:
    """Type 23."""
    name, url = _milestone(scene)
    milestone = scene.thing("milestone", name, url)
    update = Update("milestone", read_changes(scene, "milestone"))
    if [change.name for change in update.changes] == ["name"]:
        headline = scene.say("milestone.renamed", milestone=milestone)
    else:
        headline = update.headline(scene, "milestone.updated", milestone=milestone)
    return scene.message(
        headline,
        quote=update.quote(scene),
        facts=update.facts(scene),
        url=url,
    )


def milestone_deleted(scene: Scene) -> Message:
    """Type 24."""
    milestone = scene.thing("milestone", _milestone(scene)[0])
    return scene.message(scene.say("milestone.deleted", milestone=milestone), facts=_dates(scene), color=colors.DELETED)


def _milestone(scene: Scene) -> tuple[str, str]:
    return one_line(scene.content.get("name")), scene.links.milestone(one_line(scene.content.get("id")))


def _dates(scene: Scene) -> Iterator[Fact]:
    yield from scene.fact("start_date", values.day(scene.content.get("start_date")))
    yield from scene.fact("due_date", values.day(scene.content.get("reference_date")))
