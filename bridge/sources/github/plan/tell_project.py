"""``projects_v2``, ``projects_v2_item`` and ``projects_v2_status_update``: of an organization, without a repository.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#projects_v2
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from bridge.model import Fact, Message, Spans
from bridge.sources.github import colors
from bridge.sources.github.kind import Compose
from bridge.sources.github.plan.parts import before, changed, day, organization_named, rewritten, value, word
from bridge.sources.github.scene import Scene, moment, owner_of
from bridge.sources.payload import items, mapping, one_line

_STATUS: Final = {
    "ON_TRACK": colors.OPEN,
    "AT_RISK": colors.WARNING,
    "OFF_TRACK": colors.DANGER,
    "COMPLETE": colors.DONE,
    "INACTIVE": colors.DROPPED,
}
_NOUNS: Final = {"Issue": "issue", "PullRequest": "pull", "DraftIssue": "plan_draft"}


def project(sentence: str, color: str) -> Compose:
    """A project and what became of it; a new one says what it is for."""
    in_full = sentence == "projects_v2.created"
    gone = sentence == "projects_v2.deleted"

    def tell(scene: Scene) -> Message:
        found = mapping(scene.body.get("projects_v2"))
        url = "" if gone else _page(scene, found.get("number"))
        purpose = one_line(found.get("short_description")) or found.get("description")
        return _about_project(
            scene, sentence, url=url, quote=scene.markdown(purpose, url) if in_full else (), color=color
        )

    return tell


def project_edited(scene: Scene) -> Message:
    """Another title, another description, open to others or not."""
    found = mapping(scene.body.get("projects_v2"))
    title, old_title = before(scene.body, "title")
    text, old_text = before(scene.body, "description")
    short, old_short = before(scene.body, "short_description")
    public, old_public = before(scene.body, "public")
    facts = (
        *(changed(scene, "plan_title", one_line(old_title), one_line(found.get("title"))) if title else ()),
        *(_visibility(scene, old_public) if public else ()),
        *(_short(scene, old_short, found.get("short_description")) if short else ()),
    )
    return _about_project(
        scene,
        "projects_v2.edited",
        url=_page(scene, found.get("number")),
        quote=rewritten(old_text, _now(scene.body, "description", found)) if text else (),
        facts=facts,
        color=colors.PLAIN,
    )


def item_edited(scene: Scene) -> Message:
    """A field of a thing on a board. The body does not say which thing: only of what type it is."""
    item = mapping(scene.body.get("projects_v2_item"))
    changes = mapping(scene.body.get("changes"))
    field = mapping(changes.get("field_value"))
    number = one_line(field.get("project_number"))
    slots = {
        "item": scene.thing(_NOUNS.get(one_line(item.get("content_type")), "plan_item"), ""),
        "project": scene.thing("plan_project", f"#{number}" if number else "", _page(scene, number)),
        "organization": organization_named(scene),
    }
    (title, old_title), (body, old_body) = before(scene.body, "title"), before(scene.body, "body")
    old, new = _value(field.get("from")), _value(field.get("to"))
    if title or body:
        headline = scene.say("projects_v2_item.edited_text", **slots)
    else:
        slots["field"] = scene.thing("plan_field", one_line(field.get("field_name")))
        if old or new:
            slots |= {"old": value(scene, old), "new": value(scene, new)}
        headline = scene.say("projects_v2_item.edited_value" if old or new else "projects_v2_item.edited", **slots)
    new_title = one_line(mapping(changes.get("title")).get("to"))
    return scene.message(
        headline,
        quote=rewritten(old_body, mapping(changes.get("body")).get("to")) if body else (),
        facts=changed(scene, "plan_title", one_line(old_title), new_title) if title else (),
        color=colors.PLAIN,
        time=moment(item.get("updated_at")),
    )


def status_posted(scene: Scene) -> Message:
    """How a project is doing. The body does not say which project."""
    update = mapping(scene.body.get("projects_v2_status_update"))
    facts = (
        *scene.fact("plan_status", word(scene, "plan_status", update.get("status"))),
        *scene.fact("plan_start", one_line(update.get("start_date"))),
        *scene.fact("plan_target", one_line(update.get("target_date"))),
    )
    headline = scene.say("projects_v2_status_update.created", organization=organization_named(scene))
    return scene.message(
        headline,
        quote=scene.markdown(update.get("body"), ""),
        facts=facts,
        color=_STATUS.get(one_line(update.get("status")), colors.PLAIN),
        time=moment(update.get("created_at")),
    )


def status_edited(scene: Scene) -> Message:
    """What an update says now, and said before."""
    update = mapping(scene.body.get("projects_v2_status_update"))
    text, old_text = before(scene.body, "body")
    facts: list[Fact] = []
    for member, label in (("status", "plan_status"), ("start_date", "plan_start"), ("target_date", "plan_target")):
        is_new, old = before(scene.body, member)
        new = _now(scene.body, member, update)
        if is_new:
            facts += changed(scene, label, word(scene, label, old), word(scene, label, new))
    return scene.message(
        scene.say("projects_v2_status_update.edited", organization=organization_named(scene)),
        quote=rewritten(old_text, _now(scene.body, "body", update)) if text else (),
        facts=facts,
        color=_STATUS.get(one_line(update.get("status")), colors.PLAIN),
        time=moment(update.get("updated_at")),
    )


def _about_project(scene: Scene, sentence: str, *, url: str, color: str, **more: Any) -> Message:
    found = mapping(scene.body.get("projects_v2"))
    number = one_line(found.get("number"))
    named = scene.thing("plan_project", f"#{number}" if number else "", url)
    return scene.message(
        scene.say(sentence, project=named, organization=organization_named(scene)),
        title=one_line(found.get("title")),
        url=url,
        color=color,
        time=moment(found.get("updated_at")) or moment(found.get("created_at")),
        **more,
    )


def _page(scene: Scene, number: object) -> str:
    """A project's address: the body has none."""
    origin, organization, found = scene.links.origin, owner_of(scene.body), one_line(number)
    if not (origin and organization and found.isdecimal()):
        return ""
    return f"{origin}/orgs/{quote(organization, safe='')}/projects/{found}"


def _now(body: Mapping[str, Any], member: str, thing: Mapping[str, Any]) -> object:
    """What a member is after an edit: ``changes`` of these events says so with ``to``, else the thing itself."""
    change = mapping(mapping(body.get("changes")).get(member))
    return change["to"] if "to" in change else thing.get(member)


def _short(scene: Scene, old: object, new: object) -> tuple[Fact, ...]:
    return changed(scene, "plan_description", one_line(old), one_line(new))


def _visibility(scene: Scene, was_public: object) -> tuple[Fact, ...]:
    if not isinstance(was_public, bool):
        return ()
    words: list[Spans] = [(scene.phrase(f"plan_visible_{key}"),) for key in ("private", "public")]
    old, new = words if was_public is False else words[::-1]
    return scene.fact("plan_visibility", (*old, " → ", *new))


def _value(of: object) -> str:
    """A field's value in words: an option's or iteration's name, several of them, a date, a number or a text."""
    if isinstance(of, list):
        return ", ".join(filter(None, map(_value, items(of))))
    found = mapping(of)
    name = one_line(found.get("name")) or one_line(found.get("title")) or one_line(found.get("login"))
    return name or _day_or_text(of)


def _day_or_text(of: object) -> str:
    """A date without the midnight that GitHub puts behind it; anything else as it is."""
    shown = one_line(of)
    return day(shown) if "T00:00:00" in shown and day(shown) else shown
