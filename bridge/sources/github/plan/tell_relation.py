"""Issues among each other: ``sub_issues``, ``issue_dependencies`` and ``issue_relates_to``.

GitHub sends each link to both issues' repositories, each time from that repository's side.
https://docs.github.com/en/webhooks/webhook-events-and-payloads#sub_issues
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Fact, Message, Skip, Spans
from bridge.sources.github import colors
from bridge.sources.github.kind import Compose
from bridge.sources.github.plan.parts import issue_named, issue_page, progress, state_color, titled
from bridge.sources.github.scene import Scene, moment, repository_of
from bridge.sources.payload import mapping, one_line


def sub_issue(sentence: str) -> Compose:
    """A child, told of with how far its parent has come."""
    label = "plan_parent" if sentence.endswith("added") else "plan_other"

    def tell(scene: Scene) -> Message:
        child, parent = _Side.of(scene, "sub_issue"), _Side.of(scene, "parent_issue")
        summary = mapping(parent.issue.get("sub_issues_summary"))
        done = progress(scene, summary.get("completed"), summary.get("total"))
        return child.message(
            scene.say(sentence, child=child.named(), parent=parent.named()),
            facts=(*parent.title(label), *scene.fact("plan_sub_issues", done)),
            color=state_color(child.issue),
        )

    return tell


def dependency(sentence: str) -> Compose:
    """One waits for the other, or need not wait any more."""
    about_blocked = ".blocked_by" in sentence
    added = sentence.endswith("added")
    color = colors.WARNING if added else colors.OPEN
    label = "plan_other" if not added else "plan_blocked_by" if about_blocked else "plan_blocks"

    def tell(scene: Scene) -> Message:
        blocked, blocking = _Side.of(scene, "blocked_issue"), _Side.of(scene, "blocking_issue")
        headline = scene.say(sentence, blocked=blocked.named(), blocking=blocking.named())
        own, other = (blocked, blocking) if about_blocked else (blocking, blocked)
        return own.message(headline, facts=other.title(label), color=color)

    return tell


def relation(sentence: str) -> Compose:
    """Two that have to do with each other; of an issue in another repository the body says nothing."""
    label = "plan_related" if sentence.endswith("added") else "plan_other"

    def tell(scene: Scene) -> Message:
        issue, other = _Side.of(scene, "issue"), _Side.of(scene, "related_issue")
        return issue.message(
            scene.say(sentence, issue=issue.named(), other=other.named("plan_issue_elsewhere")),
            facts=other.title(label),
            color=state_color(issue.issue),
        )

    return tell


def told_from_the_other_side(body: Mapping[str, Any]) -> Skip | None:
    """Between issues of one repository, GitHub tells it from both sides: one of them is enough."""
    twin, other = _TWINS.get(one_line(body.get("action")), ("", ""))
    place = _place(body, other)
    if not place or place.lower() != repository_of(body).lower():
        return None
    return Skip("double", f"both issues are in one repository, and GitHub says the same with {twin}.")


_TWINS: Final = {
    "parent_issue_added": ("sub_issue_added", "parent_issue"),
    "parent_issue_removed": ("sub_issue_removed", "parent_issue"),
    "blocking_added": ("blocked_by_added", "blocked_issue"),
    "blocking_removed": ("blocked_by_removed", "blocked_issue"),
}
"""Action → the one that says the same from the other side, and the member that is the issue there."""

_API: Final = re.compile(r"/repos/([^/?#]+/[^/?#]+)$")


def _place(body: Mapping[str, Any], member: str) -> str:
    """The repository that one of the issues is in: ``sub_issue`` has it in ``sub_issue_repo``, and in an address."""
    found = _API.search(one_line(mapping(body.get(member)).get("repository_url")))
    return one_line(mapping(body.get(f"{member}_repo")).get("full_name")) or (found[1] if found else "")


class _Side:
    """One of the two issues, and the repository it is in where the body says so."""

    def __init__(self, scene: Scene, issue: Mapping[str, Any], place: str) -> None:
        self.scene, self.issue, self.place = scene, issue, place

    @classmethod
    def of(cls, scene: Scene, member: str) -> _Side:
        """Read it."""
        return cls(scene, mapping(scene.body.get(member)), _place(scene.body, member))

    def named(self, otherwise: str = "") -> Spans:
        """As it stands within a sentence; ``otherwise`` is the noun where the body has no such issue."""
        if otherwise and not self.issue:
            return self.scene.thing(otherwise, "")
        return issue_named(self.scene, self.issue, self.place)

    def title(self, label: str) -> tuple[Fact, ...]:
        """Its title as a fact about the other."""
        return titled(self.scene, label, self.issue, issue_page(self.scene, self.issue, self.place))

    def message(self, headline: Spans, *, facts: tuple[Fact, ...], color: str) -> Message:
        """A message about it."""
        return self.scene.message(
            headline,
            title=one_line(self.issue.get("title")),
            url=issue_page(self.scene, self.issue, self.place),
            facts=facts,
            color=color,
            time=moment(self.issue.get("updated_at")),
        )
