"""What a GitHub App hears of its installations, and custom properties, which describe repositories and organizations.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation and #custom_property.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Code, Fact, Line, Message, Span, Spans
from bridge.sources.github import colors
from bridge.sources.github.admin import things
from bridge.sources.github.kind import Compose
from bridge.sources.github.scene import Scene, moment
from bridge.sources.payload import items, mapping, one_line

_VALUES_SHOWN: Final = 10


def installation(sentence: str, color: str) -> Compose:
    """An App comes to an account, goes, sleeps or may do more."""

    def compose(scene: Scene) -> Message:
        found = _installation(scene)
        return scene.message(
            scene.say(sentence, app=_app(scene), owner=things.owner(scene, mapping(found.get("account")))),
            facts=_repositories(scene, found, scene.body.get("repositories")),
            color=color,
            time=moment(found.get("updated_at")),
        )

    return compose


def repositories(sentence: str, listed: str, color: str) -> Compose:
    """An App may see more or fewer of an account's repositories, listed in ``listed``."""

    def compose(scene: Scene) -> Message:
        found = _installation(scene)
        names = items(scene.body.get(listed))
        headline = scene.say(
            sentence,
            app=_app(scene),
            owner=things.owner(scene, mapping(found.get("account"))),
            repositories=scene.count("admin_repositories", len(names))
            if names
            else (scene.phrase("admin_some_repositories"),),
        )
        return scene.message(headline, facts=_named(scene, names), color=color, time=moment(found.get("updated_at")))

    return compose


def target_renamed(scene: Scene) -> Message:
    """The account that has the App changed its name."""
    account, changes = mapping(scene.body.get("account")), scene.body.get("changes")
    old = one_line(things.was(changes, "login")) or one_line(things.was(changes, "slug"))
    named = things.owner(scene, account)
    if old:
        headline = scene.say("installation_target.renamed", owner=named, old=scene.ref(old, gone=True))
    else:
        headline = scene.say("installation_target.renamed_unsaid", owner=named)
    return scene.message(headline, color=colors.WARNING)


def _installation(scene: Scene) -> Mapping[str, Any]:
    return mapping(scene.body.get("installation"))


def _app(scene: Scene) -> Spans:
    return scene.thing("admin_app", one_line(_installation(scene).get("app_slug")))


def _repositories(scene: Scene, found: Mapping[str, Any], listed: object) -> tuple[Fact, ...]:
    if found.get("repository_selection") == "all":
        return scene.fact("admin_repositories", scene.phrase("admin_all_repositories"))
    return _named(scene, items(listed))


def _named(scene: Scene, listed: list[dict[str, Any]]) -> tuple[Fact, ...]:
    names: list[Span] = [name for one in listed if (name := one_line(one.get("full_name")))]
    return scene.fact("admin_repositories", scene.listed(names))


# --- custom properties -----------------------------------------------------------------------------------------------


def property_defined(sentence: str, color: str) -> Compose:
    """A property comes, goes, or means something else."""

    def compose(scene: Scene) -> Message:
        found = mapping(scene.body.get("definition"))
        in_organization = bool(mapping(scene.body.get("organization")))
        description = one_line(found.get("description"))
        return scene.message(
            scene.say(
                sentence,
                property=scene.thing("admin_property", one_line(found.get("property_name"))),
                holder=things.organization(scene) if in_organization else things.enterprise(scene),
            ),
            quote=(Line(scene.said(description)),) if description else (),
            facts=(
                *scene.fact("type", one_line(found.get("value_type"))),
                *scene.fact("admin_required", scene.phrase("admin_yes") if found.get("required") is True else ""),
                *scene.fact("admin_default", _value(scene, found.get("default_value"))),
                *scene.fact("admin_allowed", _value(scene, found.get("allowed_values"))),
            ),
            color=color,
        )

    return compose


def repository_values(scene: Scene) -> Message:
    """A repository is described otherwise."""
    return _of_values(scene, scene.say("custom_property_values.updated"))


def organization_values(scene: Scene) -> Message:
    """An organization is described otherwise."""
    headline = scene.say("organization_custom_property_values.updated", organization=things.organization(scene))
    return _of_values(scene, headline)


def _of_values(scene: Scene, headline: Spans) -> Message:
    old, new = (_by_name(scene.body.get(f"{age}_property_values")) for age in ("old", "new"))
    lines = []
    for name in dict.fromkeys((*new, *old)):
        ends = [_value(scene, found.get(name)) or (scene.phrase("admin_none"),) for found in (old, new)]
        if ends[0] != ends[1]:
            lines.append(Line((Code(name), ": ", *ends[0], " → ", *ends[1]), kind="item", marker="•"))
    more = len(lines) - _VALUES_SHOWN
    rest = (Line((scene.phrase("more", more),)),) if more > 0 else ()
    return scene.message(headline, quote=(*lines[:_VALUES_SHOWN], *rest), color=colors.PLAIN)


def _by_name(values: object) -> dict[str, object]:
    return {name: one.get("value") for one in items(values) if (name := one_line(one.get("property_name")))}


def _value(scene: Scene, value: object) -> Spans:
    """A property's value: a text, several, or true and false."""
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return scene.listed(list(things.texts(value)))
