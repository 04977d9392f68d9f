"""Ways into a repository or organization: deploy keys and fine-grained personal access tokens.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#deploy_key
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bridge.model import Fact, Message, Span, Spans
from bridge.sources.github import colors
from bridge.sources.github.guard import facts
from bridge.sources.github.scene import Scene, moment, owner_of
from bridge.sources.payload import items, mapping, number, one_line

Compose = Callable[[Scene], Message]

_COLORS: Final[Mapping[str, str]] = {
    "created": colors.WARNING,
    "approved": colors.SUCCESS,
    "denied": colors.CLOSED,
    "cancelled": colors.DROPPED,
}


def deploy_key(action: str) -> Compose:
    """A key by its title, never the key; one that may write is worth a second look."""

    def tell(scene: Scene) -> Message:
        key = mapping(scene.body.get("key"))
        read_only = key.get("read_only")
        access = (
            scene.phrase("guard_read_only" if read_only else "guard_read_write") if isinstance(read_only, bool) else ""
        )
        url = facts.address(scene, "/settings/keys")
        added = colors.PLAIN if read_only is True else colors.WARNING
        return scene.message(
            scene.say(
                f"deploy_key.{action}", deploy_key=scene.thing("guard_deploy_key", one_line(key.get("title")), url)
            ),
            url=url,
            facts=(
                *scene.fact("guard_access", access),
                *facts.someone_else(scene, "guard_added_by", one_line(key.get("added_by"))),
            ),
            color=added if action == "created" else colors.DROPPED,
            time=moment(key.get("created_at")) if action == "created" else None,
        )

    return tell


def token_request(action: str) -> Compose:
    """Somebody's token, by the name they gave it, and what it asks for."""

    def tell(scene: Scene) -> Message:
        request = mapping(scene.body.get("personal_access_token_request"))
        name = facts.masked(one_line(request.get("token_name")))
        owner = mapping(request.get("owner"))
        return scene.message(
            scene.say(
                f"personal_access_token_request.{action}",
                who=facts.who(scene, request, "owner") if action == "created" else scene.who(),
                organization=_organization(scene),
                token=scene.thing("guard_token", name, _page(scene, action)),
            ),
            url=_page(scene, action),
            facts=(
                *facts.someone_else(scene, "guard_owner", one_line(owner.get("login"))),
                *scene.fact("guard_repositories", _repositories(scene, request)),
                *scene.fact("guard_permissions", scene.listed(_permissions(request))),
                *_expiry(scene, request),
            ),
            color=_COLORS[action],
            time=moment(request.get("created_at")) if action == "created" else None,
        )

    return tell


def _organization(scene: Scene) -> Spans:
    name = owner_of(scene.body)
    return scene.thing("organization", name, scene.links.user(name))


def _page(scene: Scene, action: str) -> str:
    """Where the organization's owners decide; only a request that waits is listed there."""
    name = owner_of(scene.body)
    found = scene.links.user(name) if action == "created" else ""
    host = found.removesuffix(f"/{name}")
    return f"{host}/organizations/{name}/settings/personal-access-token-requests" if found and host != found else ""


def _repositories(scene: Scene, request: Mapping[str, Any]) -> Spans:
    chosen = one_line(request.get("repository_selection"))
    names: list[Span] = [
        name
        for found in items(request.get("repositories"))
        if (name := one_line(found.get("full_name")) or one_line(found.get("name")))
    ]
    if chosen in {"all", "none"}:
        return (scene.phrase(f"guard_repositories_{chosen}"),)
    count = number(request.get("repository_count"))
    return scene.listed(names) or (scene.count("guard_repositories", count) if count else ())


def _permissions(request: Mapping[str, Any]) -> list[Span]:
    """What is new in the request; of older ones, what it would have in all."""
    groups = [mapping(request.get(key)) for key in ("permissions_added", "permissions_upgraded")]
    if not any(map(_any_in, groups)):
        groups = [mapping(request.get("permissions_result"))]
    found: list[Span] = []
    for group in groups:
        for scope in group.values():
            found += [
                f"{name.replace('_', ' ')}: {word}"
                for key, level in mapping(scope).items()
                if (word := one_line(level)) and (name := one_line(key))
            ]
    return found


def _any_in(group: Mapping[str, Any]) -> bool:
    return any(mapping(scope) for scope in group.values())


def _expiry(scene: Scene, request: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The day, as GitHub counts it (UTC)."""
    day = moment(request.get("token_expires_at"))
    return scene.fact("guard_expires", f"{day:%Y-%m-%d}" if day else "")
