"""``issues``, what happens to one between opening and closing.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bridge.model import Fact, Line, Message, Spans
from bridge.sources.github import colors
from bridge.sources.github.facts import assignees, labels
from bridge.sources.github.kind import Compose
from bridge.sources.github.plan.parts import (
    before,
    by,
    changed,
    is_actor,
    issue_named,
    issue_page,
    label_named,
    milestone_facts,
    milestone_named,
    other_labels,
    person,
    rewritten,
    state_color,
    value,
    word,
)
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import items, mapping, one_line


def plainly(sentence: str) -> Compose:
    """A message that is its sentence and the issue's title."""

    def tell(scene: Scene) -> Message:
        return _message(scene, _say(scene, sentence))

    return tell


def assigned(scene: Scene) -> Message:
    """Somebody is to do it from now on, and is called."""
    user = _assignee(scene.body)
    own = is_actor(scene, user)
    sentence = "issues.assigned_self" if own else "issues.assigned"
    slots = {} if own else {"person": person(scene, user, call=True)}
    return _message(scene, _say(scene, sentence, **slots), facts=_others(scene, user))


def unassigned(scene: Scene) -> Message:
    """Somebody is not to do it any more."""
    user = _assignee(scene.body)
    own = is_actor(scene, user)
    sentence = "issues.unassigned_self" if own else "issues.unassigned"
    slots = {} if own else {"person": person(scene, user)}
    return _message(scene, _say(scene, sentence, **slots), facts=_others(scene, user))


def labeled(scene: Scene) -> Message:
    """One label more."""
    label = label_named(scene, mapping(scene.body.get("label")))
    return _message(scene, _say(scene, "issues.labeled", label=label), facts=other_labels(scene, _issue(scene.body)))


def unlabeled(scene: Scene) -> Message:
    """One label less."""
    label = label_named(scene, mapping(scene.body.get("label")))
    return _message(scene, _say(scene, "issues.unlabeled", label=label), facts=other_labels(scene, _issue(scene.body)))


def milestoned(scene: Scene) -> Message:
    """Planned for a milestone."""
    milestone = mapping(scene.body.get("milestone")) or mapping(_issue(scene.body).get("milestone"))
    headline = _say(scene, "issues.milestoned", milestone=milestone_named(scene, milestone))
    return _message(scene, headline, facts=milestone_facts(scene, milestone))


def demilestoned(scene: Scene) -> Message:
    """Planned for it no more."""
    milestone = mapping(scene.body.get("milestone"))
    return _message(scene, _say(scene, "issues.demilestoned", milestone=milestone_named(scene, milestone)))


def edited(scene: Scene) -> Message:
    """Another title, another description, or both."""
    issue = _issue(scene.body)
    (title, old_title), (body, old_body) = before(scene.body, "title"), before(scene.body, "body")
    sentence = "issues.edited" if title == body else "issues.edited_title" if title else "issues.edited_body"
    return _message(
        scene,
        _say(scene, sentence),
        facts=changed(scene, "plan_title", one_line(old_title), one_line(issue.get("title"))) if title else (),
        quote=rewritten(old_body, issue.get("body")) if body else (),
    )


def locked(scene: Scene) -> Message:
    """Only those with write access may still speak."""
    reason = word(scene, "plan_locked", _issue(scene.body).get("active_lock_reason"))
    return _message(scene, _say(scene, "issues.locked"), facts=scene.fact("plan_reason", reason))


def transferred(scene: Scene) -> Message:
    """It has gone to another repository."""
    changes = mapping(scene.body.get("changes"))
    issue = mapping(changes.get("new_issue"))
    place = one_line(mapping(changes.get("new_repository")).get("full_name"))
    number = one_line(issue.get("number"))
    url = issue_page(scene, issue, place) if place else page(issue, "")
    new = scene.thing("plan_repository", f"{place}#{number}" if place and number else place, url)
    return _message(scene, _say(scene, "issues.transferred", new=new), url=url)


def deleted(scene: Scene) -> Message:
    """It is gone: what is said of it leads nowhere."""
    issue = _issue(scene.body)
    headline = scene.say("issues.deleted", issue=issue_named(scene, issue, gone=True))
    facts = (*by(scene, "author", issue), *labels(scene, issue))
    return _message(scene, headline, facts=facts, url="", color=colors.CLOSED)


def typed(scene: Scene) -> Message:
    """It has a type."""
    return _message(scene, _say(scene, "issues.typed", type=_type(scene)))


def untyped(scene: Scene) -> Message:
    """It has none any more."""
    return _message(scene, _say(scene, "issues.untyped", type=_type(scene)))


def field_added(scene: Scene) -> Message:
    """A field of the organization's own got a value, or another one."""
    _, before_it = before(scene.body, "issue_field_value")
    old, new = _value(before_it), _value(scene.body.get("issue_field_value"))
    slots = {"field": _field(scene)}
    if not new:
        return _message(scene, _say(scene, "issues.field_added", **slots))
    if not old or old == new:
        return _message(scene, _say(scene, "issues.field_added_value", new=value(scene, new), **slots))
    slots |= {"old": value(scene, old), "new": value(scene, new)}
    return _message(scene, _say(scene, "issues.field_added_change", **slots))


def field_removed(scene: Scene) -> Message:
    """A field of the organization's own has none any more."""
    _, before_it = before(scene.body, "issue_field_value")
    old = _value(scene.body.get("issue_field_value")) or _value(before_it)
    headline = _say(scene, "issues.field_removed", field=_field(scene))
    return _message(scene, headline, facts=scene.fact("plan_former_value", old))


def _issue(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(body.get("issue"))


def _assignee(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The one who was assigned or unassigned, not everybody who is."""
    return mapping(body.get("assignee"))


def _others(scene: Scene, user: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Everybody who is assigned, unless that is only the one of whom the sentence tells."""
    issue = _issue(scene.body)
    logins = {one_line(other.get("login")) for other in items(issue.get("assignees"))}
    return assignees(scene, issue, call=False) if logins - {one_line(user.get("login"))} else ()


def _type(scene: Scene) -> Spans:
    return scene.thing("plan_type", one_line(mapping(scene.body.get("type")).get("name")))


def _field(scene: Scene) -> Spans:
    return scene.thing("plan_field", one_line(mapping(scene.body.get("issue_field")).get("name")))


def _value(of: object) -> str:
    """A field's value in words: an option's name, several options' names, or what was typed in."""
    found = mapping(of)
    names = [one_line(option.get("name")) for option in items(found.get("options"))]
    chosen = one_line(mapping(found.get("option")).get("name"))
    return chosen or ", ".join(filter(None, names)) or one_line(found.get("value"))


def _say(scene: Scene, sentence: str, **slots: Spans) -> Spans:
    return scene.say(sentence, issue=issue_named(scene, _issue(scene.body)), **slots)


def _message(
    scene: Scene,
    headline: Spans,
    *,
    facts: Iterable[Fact] = (),
    quote: tuple[Line, ...] = (),
    url: str | None = None,
    color: str = "",
) -> Message:
    issue = _issue(scene.body)
    return scene.message(
        headline,
        title=one_line(issue.get("title")),
        url=issue_page(scene, issue) if url is None else url,
        quote=quote,
        facts=facts,
        color=color or state_color(issue),
        time=moment(issue.get("updated_at")) or moment(issue.get("created_at")),
    )
