"""``discussion``: https://docs.github.com/en/webhooks/webhook-events-and-payloads#discussion"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bridge.model import Fact, Line, Message, Spans
from bridge.sources.github import colors
from bridge.sources.github.facts import labels
from bridge.sources.github.kind import Compose
from bridge.sources.github.plan.parts import (
    answer_link,
    before,
    by,
    changed,
    label_named,
    other_labels,
    rewritten,
    state_color,
    word,
)
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import mapping, one_line
from bridge.sources.spans import web_address


def discussion_page(scene: Scene, discussion: Mapping[str, Any]) -> str:
    """A discussion's address."""
    number, base = one_line(discussion.get("number")), scene.links.repository
    return page(discussion, f"{base}/discussions/{number}" if base and number.isdecimal() else "")


def discussion_named(scene: Scene, discussion: Mapping[str, Any], *, gone: bool = False) -> Spans:
    """A discussion as it stands within a sentence."""
    number = one_line(discussion.get("number"))
    url = "" if gone else discussion_page(scene, discussion)
    return scene.thing("plan_discussion", f"#{number}" if number else "", url)


def discussion_color(discussion: Mapping[str, Any]) -> str:
    """Green once it is answered, else the colour of its state; one that is open has none of its own."""
    if moment(discussion.get("answer_chosen_at")):
        return colors.OPEN
    return state_color(discussion) if one_line(discussion.get("state")) == "closed" else colors.PLAIN


def category(scene: Scene, discussion: Mapping[str, Any]) -> tuple[Fact, ...]:
    """What GitHub sorts it under, such as Q&A."""
    return scene.fact("plan_category", one_line(mapping(discussion.get("category")).get("name")))


def plainly(sentence: str, color: str = "") -> Compose:
    """A message that is its sentence, the discussion's title and its category."""

    def tell(scene: Scene) -> Message:
        return _message(scene, _say(scene, sentence), facts=category(scene, _discussion(scene.body)), color=color)

    return tell


def created(scene: Scene) -> Message:
    """A new one, with its text."""
    discussion = _discussion(scene.body)
    return _message(
        scene,
        _say(scene, "discussion.created"),
        facts=(*category(scene, discussion), *labels(scene, discussion)),
        quote=scene.markdown(discussion.get("body"), discussion_page(scene, discussion)),
        time="created_at",
    )


def answered(scene: Scene) -> Message:
    """A comment was chosen as the answer: the title leads to it."""
    discussion = _discussion(scene.body)
    answer = mapping(scene.body.get("answer"))
    url = page(answer, web_address(one_line(discussion.get("answer_html_url"))) or "")
    return _message(
        scene,
        _say(scene, "discussion.answered", answer=answer_link(scene, url)),
        facts=(*by(scene, "plan_answer_by", answer), *category(scene, discussion)),
        quote=scene.markdown(answer.get("body"), url),
        color=colors.OPEN,
        url=url,
    )


def unanswered(scene: Scene) -> Message:
    """It has no answer any more."""
    answer = mapping(scene.body.get("old_answer"))
    return _message(
        scene,
        _say(scene, "discussion.unanswered", answer=answer_link(scene, page(answer, ""))),
        facts=(*by(scene, "plan_answer_by", answer), *category(scene, _discussion(scene.body))),
        color=colors.WARNING,
    )


def category_changed(scene: Scene) -> Message:
    """Sorted elsewhere."""
    _, old = before(scene.body, "category")
    new = one_line(mapping(_discussion(scene.body).get("category")).get("name"))
    was = one_line(mapping(old).get("name"))
    facts = changed(scene, "plan_category", was, new) if was else category(scene, _discussion(scene.body))
    return _message(scene, _say(scene, "discussion.category_changed"), facts=facts)


def closed(scene: Scene) -> Message:
    """Closed, and why."""
    discussion = _discussion(scene.body)
    reason = word(scene, "plan_closed", discussion.get("state_reason"))
    return _message(
        scene,
        _say(scene, "discussion.closed"),
        facts=(*scene.fact("plan_reason", reason), *category(scene, discussion)),
        color=state_color({**discussion, "state": "closed"}),
    )


def deleted(scene: Scene) -> Message:
    """It is gone: what is said of it leads nowhere."""
    discussion = _discussion(scene.body)
    return _message(
        scene,
        scene.say("discussion.deleted", discussion=discussion_named(scene, discussion, gone=True)),
        facts=(*by(scene, "author", discussion), *category(scene, discussion)),
        color=colors.CLOSED,
        url="",
    )


def edited(scene: Scene) -> Message:
    """Another title, another text, or both."""
    discussion = _discussion(scene.body)
    (title, old_title), (body, old_body) = before(scene.body, "title"), before(scene.body, "body")
    sentence = (
        "discussion.edited" if title == body else "discussion.edited_title" if title else "discussion.edited_body"
    )
    renamed = changed(scene, "plan_title", one_line(old_title), one_line(discussion.get("title"))) if title else ()
    return _message(
        scene,
        _say(scene, sentence),
        facts=(*renamed, *category(scene, discussion)),
        quote=rewritten(old_body, discussion.get("body")) if body else (),
    )


def labeled(scene: Scene) -> Message:
    """One label more."""
    return _labels(scene, "discussion.labeled")


def unlabeled(scene: Scene) -> Message:
    """One label less."""
    return _labels(scene, "discussion.unlabeled")


def locked(scene: Scene) -> Message:
    """Only those with write access may still speak."""
    discussion = _discussion(scene.body)
    reason = word(scene, "plan_locked", discussion.get("active_lock_reason"))
    facts = (*scene.fact("plan_reason", reason), *category(scene, discussion))
    return _message(scene, _say(scene, "discussion.locked"), facts=facts)


def transferred(scene: Scene) -> Message:
    """It has gone to another repository."""
    changes = mapping(scene.body.get("changes"))
    discussion = mapping(changes.get("new_discussion"))
    place = one_line(mapping(changes.get("new_repository")).get("full_name"))
    number, url = one_line(discussion.get("number")), page(discussion, "")
    new = scene.thing("plan_repository", f"{place}#{number}" if place and number else place, url)
    facts = category(scene, discussion or _discussion(scene.body))
    return _message(scene, _say(scene, "discussion.transferred", new=new), facts=facts, url=url)


def _discussion(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(body.get("discussion"))


def _labels(scene: Scene, sentence: str) -> Message:
    # A label's page shows issues only, so the label is no link here.
    discussion = _discussion(scene.body)
    label = label_named(scene, mapping(scene.body.get("label")), gone=True)
    return _message(
        scene,
        _say(scene, sentence, label=label),
        facts=(*other_labels(scene, discussion), *category(scene, discussion)),
    )


def _say(scene: Scene, sentence: str, **slots: Spans) -> Spans:
    return scene.say(sentence, discussion=discussion_named(scene, _discussion(scene.body)), **slots)


def _message(
    scene: Scene,
    headline: Spans,
    *,
    facts: Iterable[Fact],
    quote: tuple[Line, ...] = (),
    color: str = "",
    url: str | None = None,
    time: str = "updated_at",
) -> Message:
    discussion = _discussion(scene.body)
    return scene.message(
        headline,
        title=one_line(discussion.get("title")),
        url=discussion_page(scene, discussion) if url is None else url,
        quote=quote,
        facts=facts,
        color=color or discussion_color(discussion),
        time=moment(discussion.get(time)) or moment(discussion.get("created_at")),
    )
