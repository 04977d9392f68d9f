"""Backlog as a source: what the line sees of this folder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import ClassVar, Final

from bridge.model import Context, Delivery, HookConfig, KindRow, Message, Secret
from bridge.sources.backlog import colors
from bridge.sources.backlog.kinds import TABLE
from bridge.sources.backlog.read import BacklogActivity, read_delivery
from bridge.sources.backlog.scene import Scene
from bridge.sources.backlog.tell_newer import any_kind
from bridge.sources.payload import number
from bridge.sources.phrasing import calling
from bridge.sources.shipped import first_sample

_ODD_SHAPE: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class Backlog:
    """https://developer.nulab.com/docs/backlog/: project webhooks, which carry no signature."""

    name: ClassVar[str] = "backlog"
    signs: ClassVar[bool] = False

    def rows(self) -> Sequence[KindRow]:
        """The whole table."""
        return _rows()

    def verify(self, delivery: Delivery, config: HookConfig) -> None:
        """Nothing to check: Backlog signs nothing, so the sealed URL is the only proof. A secret has no effect."""

    def sign(self, delivery: Delivery, secret: Secret) -> Delivery:  # noqa: ARG002 - the port has it for who can sign
        """As it is: Backlog signs nothing."""
        return delivery

    def read(self, delivery: Delivery) -> BacklogActivity:
        """The activity in a delivery. Raises PayloadMalformed."""
        return read_delivery(delivery)

    def delivery_id(self, delivery: Delivery, activity: BacklogActivity) -> str:
        """The activity's number and the body's digest: a number alone is a promise that Backlog does not make."""
        return f"{number(activity.body.get('id')) or 0}-{hashlib.sha256(delivery.body).hexdigest()}"

    def compose(self, activity: BacklogActivity, context: Context) -> Message:
        """The activity in the hook's language. Never raises for an odd shape."""
        scene = Scene.of(activity.body, context, linked=not activity.test)
        description = activity.row.description[context.language]
        try:
            message = activity.row.compose(scene)
        except _ODD_SHAPE:
            # Telling functions read through accessors that do not raise; this is for what nobody thought of.
            message = any_kind(scene, description)
        if activity.test:
            tested = scene.fact("event", description)
            message = replace(
                message,
                headline=scene.say("test"),
                title=message.title or message.headline,
                facts=(*tested, *message.facts),
                color=colors.DEFAULT,
            )
        return calling(message, context.mentions) if context.people else message

    def sample(self, kind: str) -> Delivery | None:
        """The first shipped body of a kind, as Backlog sends it."""
        body = first_sample("bridge.sources.backlog", kind)
        if body is None:
            return None
        headers = {"content-type": "application/json; charset=UTF-8", "user-agent": "Backlog Webhook"}
        return Delivery(self.name, headers, body)


@cache
def _rows() -> tuple[KindRow, ...]:
    return tuple(kind.row() for kind in TABLE)
