"""Bytes to an activity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bridge.errors import PayloadMalformed
from bridge.model import Delivery, Skip, Told, Traits
from bridge.sources.github.admin import rows as admin
from bridge.sources.github.build import rows as build
from bridge.sources.github.form import body_of
from bridge.sources.github.guard import rows as guard
from bridge.sources.github.kind import Kind
from bridge.sources.github.kinds import EVENTS, row_of, without_action
from bridge.sources.github.plan import rows as plan
from bridge.sources.github.scene import owner_of, repository_of
from bridge.sources.github.silence import silences
from bridge.sources.github.talk import rows as talk
from bridge.sources.github.traits import traits_of
from bridge.sources.payload import mapping, one_line

_NAME: Final = re.compile(r"[a-z0-9_]{1,64}")

NEEDS: Final[Mapping[str, str]] = {
    "push": "ref",
    "issues": "issue",
    "pull_request": "pull_request",
    **admin.NEEDS,
    **build.NEEDS,
    **guard.NEEDS,
    **plan.NEEDS,
    **talk.NEEDS,
}
"""What a sentence of an event is about: without this member the body is not one of that event."""


@dataclass(frozen=True, slots=True)
class GitHubActivity:
    """What happened: a row of the table (None where there is none) and the body as it was sent."""

    kind: str
    row: Kind | None
    quiet_reasons: tuple[Skip, ...]
    body: dict[str, Any] = field(repr=False)

    @property
    def told(self) -> Told:
        """The row's word."""
        return self.row.told if self.row else "quiet"

    @property
    def quiet_reason(self) -> Skip | None:
        """The first of them."""
        return next(iter(self.quiet_reasons), None)

    @property
    def traits(self) -> Traits:
        """What filters can ask of it."""
        event = self.kind.split(".", 1)[0]
        return traits_of(event, "" if without_action(event) else one_line(self.body.get("action")), self.body)

    @property
    def test(self) -> bool:
        """GitHub's ping says that the hook works."""
        return self.kind == "ping"

    @property
    def place(self) -> str:
        """The repository's full name, else the organization."""
        return repository_of(self.body) or owner_of(self.body)


def read_delivery(delivery: Delivery) -> GitHubActivity:
    """The activity in a delivery, told or not. Raises PayloadMalformed."""
    event = _event(delivery)
    body = body_of(delivery)
    action = "" if without_action(event) else one_line(body.get("action"))
    base = f"{event}.{action}" if _NAME.fullmatch(action) else event
    row = row_of(base, body)
    if row is None:
        return GitHubActivity(base, None, (_unknown(event, base),), body)
    if row.compose is None:
        return GitHubActivity(row.name, row, (Skip("quiet", row.reason),), body)
    return GitHubActivity(row.name, row, _unfit(event, body) or silences(event, body), body)


def _event(delivery: Delivery) -> str:
    event = delivery.headers.get("x-github-event")
    if event is None:
        raise PayloadMalformed(
            "The header X-GitHub-Event is missing: without it nobody can tell what the body is about. "
            "GitHub sends it with every webhook."
        )
    if not _NAME.fullmatch(event):
        raise PayloadMalformed(
            "The header X-GitHub-Event is malformed: the name of an event was expected, such as push."
        )
    return event


def _unknown(event: str, base: str) -> Skip:
    if event in EVENTS and base == event:
        return Skip("body-unfit", f"the event {event} says in its action what happened, and this body has none.")
    return Skip("kind-unknown", f"this version of the bridge tells nothing of {base}.")


def _unfit(event: str, body: Mapping[str, Any]) -> tuple[Skip, ...]:
    needed = NEEDS.get(event, "")
    if not needed or mapping(body.get(needed)) or one_line(body.get(needed)):
        return ()
    return (Skip("body-unfit", f"the body does not fit its event: {event} is about its {needed}, and there is none."),)
