"""Who belongs where and may do what: collaborators, teams, members of the organization, and who is blocked.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#member and the events around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bridge.model import Fact, Line, Message, Spans, plain
from bridge.sources.github import colors
from bridge.sources.github.admin import things
from bridge.sources.github.kind import Compose
from bridge.sources.github.scene import Scene, moment
from bridge.sources.payload import mapping, one_line


def _changes(scene: Scene) -> Mapping[str, Any]:
    return mapping(scene.body.get("changes"))


def _about(scene: Scene, sentence: str, found: Mapping[str, Any], **slots: Spans) -> Spans:
    """The sentence about somebody, or the one where somebody did it to themselves."""
    if things.is_actor(scene, found):
        return scene.say(f"{sentence}_self", **slots)
    return scene.say(sentence, member=things.user(scene, found), **slots)


# --- collaborators ---------------------------------------------------------------------------------------------------


def collaborator_added(scene: Scene) -> Message:
    """Somebody from outside may work here."""
    given = _changes(scene)
    value = one_line(mapping(given.get("role_name")).get("to")) or mapping(given.get("permission")).get("to")
    return scene.message(
        _about(scene, "member.added", mapping(scene.body.get("member"))),
        facts=scene.fact("admin_permission", things.permission(scene, value)),
        color=colors.OPEN,
    )


def collaborator_edited(scene: Scene) -> Message:
    """Somebody may do more or less than before."""
    changes = _changes(scene)
    moved = mapping(changes.get("permission"))
    old = one_line(things.was(changes, "old_permission")) or one_line(moved.get("from"))
    new = one_line(moved.get("to"))
    both = old and new
    return scene.message(
        scene.say("member.edited", member=things.user(scene, mapping(scene.body.get("member")))),
        facts=_permission(scene, old, new) if both else scene.fact("admin_permission", things.permission(scene, new)),
        color=colors.WARNING,
    )


def collaborator_removed(scene: Scene) -> Message:
    """Somebody may no longer work here."""
    return scene.message(_about(scene, "member.removed", mapping(scene.body.get("member"))), color=colors.DANGER)


# --- teams -----------------------------------------------------------------------------------------------------------


def joined_team(scene: Scene) -> Message:
    """One more in a team."""
    return _of_membership(scene, "membership.added", colors.OPEN)


def left_team(scene: Scene) -> Message:
    """One fewer in a team."""
    return _of_membership(scene, "membership.removed", colors.DANGER)


def _of_membership(scene: Scene, sentence: str, color: str) -> Message:
    headline = _about(
        scene,
        sentence,
        mapping(scene.body.get("member")),
        team=things.team(scene),
        organization=things.organization(scene),
    )
    return scene.message(headline, color=color)


def team_created(scene: Scene) -> Message:
    """A new team, and what it is for."""
    team = _team(scene)
    description = one_line(team.get("description"))
    return scene.message(
        _say_team(scene, "team.created"),
        quote=(Line(scene.said(description)),) if description else (),
        facts=scene.fact("admin_visibility", things.visibility(scene, team.get("privacy"))),
        color=colors.OPEN,
        time=moment(team.get("created_at")),
    )


def team_deleted(scene: Scene) -> Message:
    """Gone, so that no link leads there."""
    headline = scene.say("team.deleted", team=things.team(scene, gone=True), organization=things.organization(scene))
    return scene.message(headline, color=colors.DANGER)


def team_edited(scene: Scene) -> Message:
    """Another name, description or visibility, or other rights in one repository."""
    team, changes = _team(scene), _changes(scene)
    old = one_line(things.was(changes, "name"))
    if scene.repository and mapping(changes.get("repository")):
        headline = scene.say("team.edited_permission", team=things.team(scene))
    elif old and old != one_line(team.get("name")):
        headline = _say_team(scene, "team.edited_renamed", old=scene.ref(old, gone=True))
    else:
        headline = _say_team(scene, "team.edited")
    privacy: tuple[Fact, ...] = ()
    if was := one_line(things.was(changes, "privacy")):
        now = things.visibility(scene, team.get("privacy"))
        privacy = things.moved(scene, "admin_visibility", things.visibility(scene, was), now)
    return scene.message(
        headline,
        facts=(
            *_permission(scene, things.highest(things.was(changes, "repository", "permissions")), _given(scene)),
            *things.edited(scene, changes, "description", "admin_description", team.get("description")),
            *privacy,
        ),
        color=colors.PLAIN,
    )


def team_allowed(scene: Scene) -> Message:
    """A team may work in a repository."""
    return _of_team_in_repository(scene, "team.added_to_repository", colors.OPEN, _given(scene))


def team_disallowed(scene: Scene) -> Message:
    """A team may no longer work in a repository."""
    return _of_team_in_repository(scene, "team.removed_from_repository", colors.DANGER, "")


def team_add(scene: Scene) -> Message:
    """What a repository's own hook hears of it."""
    return _of_team_in_repository(scene, "team_add", colors.OPEN, one_line(_team(scene).get("permission")))


def _of_team_in_repository(scene: Scene, sentence: str, color: str, given: str) -> Message:
    return scene.message(
        scene.say(sentence, team=things.team(scene)),
        facts=scene.fact("admin_permission", things.permission(scene, given)),
        color=color,
    )


def _team(scene: Scene) -> Mapping[str, Any]:
    return mapping(scene.body.get("team"))


def _say_team(scene: Scene, sentence: str, **slots: Spans) -> Spans:
    return scene.say(sentence, team=things.team(scene), organization=things.organization(scene), **slots)


def _given(scene: Scene) -> str:
    """What the body's repository lets the body's team do."""
    found = mapping(scene.body.get("repository"))
    return one_line(found.get("role_name")) or things.highest(found.get("permissions"))


def _permission(scene: Scene, old: str, new: str) -> tuple[Fact, ...]:
    if not old:
        return ()
    return things.moved(scene, "admin_permission", things.permission(scene, old), things.permission(scene, new))


# --- the organization ------------------------------------------------------------------------------------------------


def joined_organization(scene: Scene) -> Message:
    """One more member."""
    found = mapping(scene.body.get("membership"))
    return _of_organization(scene, "organization.member_added", found, colors.OPEN, found.get("role"))


def left_organization(scene: Scene) -> Message:
    """One member fewer. Bodies still tell the role, which is no more."""
    return _of_organization(
        scene, "organization.member_removed", mapping(scene.body.get("membership")), colors.DANGER, ""
    )


def invited(scene: Scene) -> Message:
    """Somebody is asked to join. An invitation by mail is told without the address."""
    invitation = mapping(scene.body.get("invitation"))
    found = mapping(scene.body.get("user")) or {"login": invitation.get("login")}
    return scene.message(
        scene.say(
            "organization.member_invited",
            member=things.user(scene, found),
            organization=things.organization(scene),
        ),
        facts=scene.fact("admin_role", things.role(scene, invitation.get("role"))),
        color=colors.PLAIN,
        time=moment(invitation.get("created_at")),
    )


def organization_renamed(scene: Scene) -> Message:
    """Under another name: old addresses lead on until somebody takes the name."""
    old = one_line(things.was(_changes(scene), "login"))
    named = things.organization(scene)
    if old:
        headline = scene.say("organization.renamed", organization=named, old=scene.ref(old, gone=True))
    else:
        headline = scene.say("organization.renamed_unsaid", organization=named)
    return scene.message(headline, color=colors.WARNING)


def organization_deleted(scene: Scene) -> Message:
    """Gone, with all that it had."""
    headline = scene.say("organization.deleted", organization=things.organization(scene, gone=True))
    message = scene.message(headline, color=colors.DANGER)
    return replace(message, where=(plain(message.where),)) if message.where else message


def _of_organization(scene: Scene, sentence: str, found: Mapping[str, Any], color: str, role: object) -> Message:
    return scene.message(
        _about(scene, sentence, mapping(found.get("user")), organization=things.organization(scene)),
        facts=scene.fact("admin_role", things.role(scene, role)),
        color=color,
    )


def blocking(sentence: str, color: str) -> Compose:
    """Somebody is kept out, or let in again."""

    def compose(scene: Scene) -> Message:
        found = mapping(scene.body.get("blocked_user"))
        headline = scene.say(sentence, member=things.user(scene, found), organization=things.organization(scene))
        return scene.message(headline, color=color)

    return compose
