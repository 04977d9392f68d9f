"""GitHub as a source: what the line sees of this folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from typing import ClassVar, Final

from bridge.model import Context, Delivery, HookConfig, KindRow, Link, Message, Person, Secret, Span
from bridge.sources.github import colors, signature
from bridge.sources.github.kinds import TABLE
from bridge.sources.github.read import GitHubActivity, read_delivery
from bridge.sources.github.scene import Scene
from bridge.sources.phrasing import calling
from bridge.sources.shipped import first_sample

_GUID: Final = re.compile(r"[0-9A-Za-z-]{8,100}")
_ODD_SHAPE: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class GitHub:
    """https://docs.github.com/webhooks: of a repository, an organization or an App, on github.com or any other host."""

    name: ClassVar[str] = "github"
    signs: ClassVar[bool] = True
    """Deliveries to a hook without a secret are believed unsigned; the log says so."""

    def rows(self) -> Sequence[KindRow]:
        """The whole table."""
        return _rows()

    def verify(self, delivery: Delivery, config: HookConfig) -> None:
        """Check the signature if the hook was made with a secret. Raises SignatureMismatch."""
        if config.secret is not None:
            signature.verify(delivery, config.secret)

    def sign(self, delivery: Delivery, secret: Secret) -> Delivery:
        """The delivery as GitHub would send it to a hook with this secret."""
        return signature.sign(delivery, secret)

    def read(self, delivery: Delivery) -> GitHubActivity:
        """The activity in a delivery. Raises PayloadMalformed."""
        return read_delivery(delivery)

    def delivery_id(self, delivery: Delivery, activity: GitHubActivity) -> str:  # noqa: ARG002 - it stands in a header
        """GitHub's GUID, which a redelivery keeps (docs.github.com/webhooks, "Delivery headers"), else the digest."""
        guid = delivery.headers.get("x-github-delivery", "")
        return guid if _GUID.fullmatch(guid) else hashlib.sha256(delivery.body).hexdigest()

    def compose(self, activity: GitHubActivity, context: Context) -> Message:
        """The activity in the hook's language. Never raises for an odd shape."""
        scene = Scene.of(activity.body, context)
        if activity.row is None or activity.row.compose is None:
            return _anything(scene, activity.kind)
        try:
            message = activity.row.compose(scene)
        except _ODD_SHAPE:
            # Telling functions read through accessors that do not raise; this is for what nobody thought of.
            return _anything(scene, activity.row.description[context.language])
        return calling(message, context.mentions, lambda span: _named(scene, span)) if context.people else message

    def sample(self, kind: str) -> Delivery | None:
        """The first shipped body of a kind, as GitHub sends it, but for the signature."""
        body = first_sample("bridge.sources.github", kind)
        if body is None:
            return None
        headers = {
            "content-type": "application/json",
            "user-agent": "GitHub-Hookshot/0a1b2c3",
            "x-github-delivery": _guid(body),
            "x-github-event": kind.split(".", 1)[0],
            "x-github-hook-id": "512345678",
        }
        return Delivery(self.name, headers, body)


@cache
def _rows() -> tuple[KindRow, ...]:
    return tuple(kind.row() for kind in TABLE)


def _anything(scene: Scene, value: str) -> Message:
    return scene.message(scene.say("any", value=(value,)), color=colors.PLAIN)


def _named(scene: Scene, span: Span) -> Span:
    """Somebody whom a text names, where the hook's map knows them; who acted is not called to it."""
    if not isinstance(span, Link) or not span.text.startswith("@"):
        return span
    [person] = scene.people([{"login": span.text[1:]}], call=True) or [span]
    return Person(span.text, person.mention) if isinstance(person, Person) and person.mention else span


def _guid(body: bytes) -> str:
    """A GUID of one's own for each sample, in the form of GitHub's."""
    digits = hashlib.sha256(body).hexdigest()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))
