"""Bytes to an activity."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from bridge.errors import PayloadMalformed
from bridge.model import Delivery, Skip, Told, Traits
from bridge.sources.backlog.kinds import BY_TYPE, UNKNOWN, Kind
from bridge.sources.backlog.scene import Project
from bridge.sources.backlog.traits import TRAITS
from bridge.sources.payload import mapping, number, parse_object
from bridge.sources.traits import traits_of

_FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class BacklogActivity:
    """What happened: a row of the table and the body as it was sent."""

    row: Kind
    body: dict[str, Any] = field(repr=False)

    @property
    def kind(self) -> str:
        """The row's name."""
        return self.row.name

    @property
    def told(self) -> Told:
        """The row's word."""
        return self.row.told

    @property
    def quiet_reasons(self) -> tuple[Skip, ...]:
        """Backlog sends nothing that is better not told."""
        return ()

    @property
    def traits(self) -> Traits:
        """What filters can ask of it."""
        return traits_of(TRAITS, self.kind, self.body)

    @property
    def test(self) -> bool:
        """Backlog's execution test, a canned body: https://support-ja.backlog.com/hc/ja/articles/360036147713.

        Its project is nobody's, whatever space it comes from, and its activity is always number 10.
        """
        project = mapping(self.body.get("project"))
        ids = number(self.body.get("id")), number(project.get("id"))
        return ids == (10, 100) and project.get("projectKey") == "TEST"

    @property
    def place(self) -> str:
        """The project's key, or its name."""
        project = Project.of(self.body)
        return project.key or project.name


def read_delivery(delivery: Delivery) -> BacklogActivity:
    """The activity in a delivery; a type that is not in the table is the row ``unknown``. Raises PayloadMalformed."""
    _refuse_form(delivery)
    body = parse_object(delivery.body)
    return BacklogActivity(BY_TYPE.get(number(body.get("type")), UNKNOWN), body)


def _refuse_form(delivery: Delivery) -> None:
    """A repository's own *Git webhook* sends a form. A JSON body counts as one, whatever its content type says."""
    start = delivery.body.lstrip()[:8]
    is_form = delivery.headers.get("content-type", "").strip().lower().startswith(_FORM)
    if start == b"payload=" or (is_form and start and not start.startswith((b"{", b"[", b"\xef\xbb\xbf"))):
        raise PayloadMalformed(
            "This is a form, as a repository's Git webhook sends it. Register a webhook of the project instead: "
            "Project Settings > Integrations > Webhook (プロジェクト設定 > インテグレーション > Webhook)."
        )
