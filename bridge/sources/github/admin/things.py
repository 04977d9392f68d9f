"""What the telling functions of this area share: people, teams and places in a sentence, and facts of old and new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bridge.model import Fact, Spans
from bridge.sources.github.scene import Scene, actor_of, owner_of, page
from bridge.sources.payload import mapping, one_line

_PERMISSIONS: Final[Mapping[str, str]] = {
    "admin": "admin_admin",
    "maintain": "admin_maintain",
    "push": "admin_write",
    "write": "admin_write",
    "triage": "admin_triage",
    "pull": "admin_read",
    "read": "admin_read",
}
"""What GitHub's APIs call a permission, the highest first, and how its pages do. Custom roles keep their names."""

_ROLES: Final[Mapping[str, str]] = {
    "admin": "admin_organization_owner",
    "billing_manager": "admin_billing_manager",
    "direct_member": "admin_member",
    "member": "admin_member",
}
_VISIBILITY: Final[Mapping[str, str]] = {
    "internal": "admin_internal",
    "private": "admin_private",
    "public": "admin_public",
    "closed": "admin_visible",
    "secret": "admin_secret",
}
"""Of repositories, and of teams, where ``closed`` is what GitHub's pages call visible."""


# --- in a sentence ---------------------------------------------------------------------------------------------------


def user(scene: Scene, found: Mapping[str, Any]) -> Spans:
    """Somebody by login, linked; nobody is called."""
    login = one_line(found.get("login"))
    return scene.thing("admin_user", login, page(found, scene.links.user(login)))


def is_actor(scene: Scene, found: Mapping[str, Any]) -> bool:
    """Whether somebody did it to themselves."""
    login = one_line(found.get("login")).lower()
    return bool(login) and login == actor_of(scene.body).lower()


def owner(scene: Scene, found: Mapping[str, Any]) -> Spans:
    """An account, be it a person's, an organization's or an enterprise's."""
    name = name_of(found)
    return scene.thing("admin_owner", name, page(found, scene.links.user(name) if found.get("login") else ""))


def name_of(found: Mapping[str, Any]) -> str:
    """An account's login; enterprises have a slug."""
    return one_line(found.get("login")) or one_line(found.get("slug"))


def organization(scene: Scene, *, gone: bool = False) -> Spans:
    """The organization of the body."""
    login = one_line(mapping(scene.body.get("organization")).get("login")) or owner_of(scene.body)
    return scene.thing("organization", login, "" if gone else scene.links.user(login))


def enterprise(scene: Scene) -> Spans:
    """The enterprise of the body."""
    found = mapping(scene.body.get("enterprise"))
    return scene.thing("admin_enterprise", one_line(found.get("name")) or one_line(found.get("slug")), page(found, ""))


def repository(scene: Scene, *, gone: bool = False) -> Spans:
    """The repository of the body with its noun, where it is what the sentence is about."""
    return scene.thing("admin_repository", scene.repository, "" if gone else scene.links.repository)


def team(scene: Scene, *, gone: bool = False) -> Spans:
    """The team of the body."""
    found = mapping(scene.body.get("team"))
    slug, home = one_line(found.get("slug")), owner_of(scene.body)
    made = scene.links.team(home, slug) if home and slug else ""
    gone = gone or found.get("deleted") is True
    return scene.thing("admin_team", one_line(found.get("name")) or slug, "" if gone else page(found, made))


# --- in facts --------------------------------------------------------------------------------------------------------


def was(changes: object, *keys: str) -> object:
    """What ``changes`` says that a thing was before: its ``from``, under a path of keys."""
    found = mapping(changes)
    for key in keys:
        found = mapping(found.get(key))
    return found.get("from")


def moved(scene: Scene, label: str, old: Spans | str, new: Spans | str) -> tuple[Fact, ...]:
    """From what to what; nothing where that is the same. An empty end is said to be none."""
    if old == new:
        return ()
    ends = [(end,) if isinstance(end, str) and end else end or (scene.phrase("admin_none"),) for end in (old, new)]
    return scene.fact(label, (*ends[0], " → ", *ends[1]))


def edited(scene: Scene, changes: object, key: str, label: str, new: object) -> tuple[Fact, ...]:
    """A text that changed from what ``changes`` says to ``new``; nothing where it does not speak of it."""
    if "from" not in mapping(mapping(changes).get(key)):
        return ()
    return moved(scene, label, one_line(was(changes, key)), one_line(new))


def permission(scene: Scene, value: object) -> str:
    """A permission or role in a repository in the reader's words."""
    return _word(scene, _PERMISSIONS, value)


def role(scene: Scene, value: object) -> str:
    """A role in an organization in the reader's words."""
    return _word(scene, _ROLES, value)


def visibility(scene: Scene, value: object) -> str:
    """Who may see a repository or a team."""
    return _word(scene, _VISIBILITY, value)


def visibility_of(found: Mapping[str, Any]) -> str:
    """A repository's visibility; older bodies say only whether it is private."""
    private = found.get("private")
    return one_line(found.get("visibility")) or ("private" if private is True else "public" if private is False else "")


def highest(found: object) -> str:
    """The highest permission of an object such as ``{"admin": false, "push": true, "pull": true}``."""
    return next((name for name in _PERMISSIONS if mapping(found).get(name) is True), "")


def texts(value: object) -> Sequence[str]:
    """The texts in a list, or the one text there is."""
    found = value if isinstance(value, list) else [value]
    return [line for one in found if (line := one_line(one))]


def _word(scene: Scene, table: Mapping[str, str], value: object) -> str:
    name = one_line(value)
    return scene.phrase(table[name]) if name in table else name
