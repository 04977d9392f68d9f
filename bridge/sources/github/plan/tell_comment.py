"""``issue_comment``, on issues and on pull requests, and ``discussion_comment``.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge.model import Message, Spans
from bridge.sources.github import colors
from bridge.sources.github.kind import Compose
from bridge.sources.github.plan.parts import by, issue_named, issue_page, state_color
from bridge.sources.github.plan.tell_discussion import category, discussion_color, discussion_named, discussion_page
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import mapping, number, one_line


def on_issue(sentence: str) -> Compose:
    """A comment, with its text; the title leads to it."""

    def tell(scene: Scene) -> Message:
        issue = mapping(scene.body.get("issue"))
        return _told(scene, _on_issue(scene, sentence), issue, issue_page(scene, issue), state_color(issue))

    return tell


def deleted_on_issue(scene: Scene) -> Message:
    """A comment is gone, and its text is not told again."""
    issue = mapping(scene.body.get("issue"))
    return _gone(scene, _on_issue(scene, "issue_comment.deleted"), issue, issue_page(scene, issue))


def on_discussion(scene: Scene) -> Message:
    """A comment or an answer to one."""
    discussion = mapping(scene.body.get("discussion"))
    reply = number(mapping(scene.body.get("comment")).get("parent_id")) is not None
    headline = _on_discussion(scene, "discussion_comment.created_reply" if reply else "discussion_comment.created")
    return _told(scene, headline, discussion, discussion_page(scene, discussion), discussion_color(discussion))


def deleted_on_discussion(scene: Scene) -> Message:
    """A comment is gone, and its text is not told again."""
    discussion = mapping(scene.body.get("discussion"))
    headline = _on_discussion(scene, "discussion_comment.deleted")
    return _gone(scene, headline, discussion, discussion_page(scene, discussion))


def _on_issue(scene: Scene, sentence: str) -> Spans:
    return scene.say(sentence, issue=issue_named(scene, mapping(scene.body.get("issue"))))


def _on_discussion(scene: Scene, sentence: str) -> Spans:
    return scene.say(sentence, discussion=discussion_named(scene, mapping(scene.body.get("discussion"))))


def _told(scene: Scene, headline: Spans, thing: Mapping[str, Any], thing_page: str, color: str) -> Message:
    comment = mapping(scene.body.get("comment"))
    url = page(comment, thing_page)
    return scene.message(
        headline,
        title=one_line(thing.get("title")),
        url=url,
        quote=scene.markdown(comment.get("body"), url),
        facts=(*by(scene, "plan_comment_by", comment), *category(scene, thing)),
        color=color,
        time=moment(comment.get("updated_at")) or moment(comment.get("created_at")),
    )


def _gone(scene: Scene, headline: Spans, thing: Mapping[str, Any], url: str) -> Message:
    return scene.message(
        headline,
        title=one_line(thing.get("title")),
        url=url,
        facts=(*by(scene, "plan_comment_by", mapping(scene.body.get("comment"))), *category(scene, thing)),
        color=colors.CLOSED,
        time=moment(thing.get("updated_at")),
    )
