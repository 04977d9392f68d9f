"""Parts that write down what they were told, or misbehave on a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bridge.errors import SealBroken
from bridge.model import (
    Context,
    Delivery,
    Envelope,
    HookConfig,
    KindRow,
    Message,
    Receipt,
    Secret,
    Skip,
    Token,
    Told,
    Traits,
)

SLACK_URL = "https://hooks.slack.com/services/T01ABCDEFGH/B01ABCDEFGH/abcdefghijklmnopqrstuvwx"
HOOK = HookConfig(destination=Secret(SLACK_URL))


@dataclass
class FakeVault:
    """Opens the tokens that it was given, by their raw bytes."""

    configs: Mapping[bytes, HookConfig | Exception]

    def open(self, token: Token, purpose: str) -> HookConfig:
        found = self.configs.get(token.raw, SealBroken("This token was sealed by another key."))
        if isinstance(found, Exception):
            raise found
        return found

    def seal(self, config: HookConfig, purpose: str) -> Token:
        raise NotImplementedError


@dataclass
class FakeActivity:
    """An activity of no source in particular."""

    kind: str = "thing.happened"
    told: Told = "default"
    quiet_reasons: tuple[Skip, ...] = ()
    test: bool = False
    place: str = "ACME"
    traits: Traits = field(default_factory=dict)


@dataclass
class FakeSource:
    """Reads every body as its one activity."""

    activity: FakeActivity = field(default_factory=FakeActivity)
    fault: Exception | None = None
    contexts: list[Context] = field(default_factory=list)
    name: str = "backlog"
    signs: bool = False

    def rows(self) -> Sequence[KindRow]:
        return [KindRow(self.activity.kind, self.activity.told, {"en": "x", "ja": "x"})]

    def verify(self, delivery: Delivery, config: HookConfig) -> None:
        if self.fault:
            raise self.fault

    def sign(self, delivery: Delivery, secret: Secret) -> Delivery:
        return delivery

    def read(self, delivery: Delivery) -> FakeActivity:
        return self.activity

    def delivery_id(self, delivery: Delivery, activity: FakeActivity) -> str:
        return "delivery-1"

    def compose(self, activity: FakeActivity, context: Context) -> Message:
        self.contexts.append(context)
        return Message(headline=("A thing happened.",), color="#42CE9F")

    def sample(self, kind: str) -> Delivery | None:
        return None


@dataclass
class FakeOutbox:
    """Writes down what it is asked to post; answers from a script, then with Slack's ok."""

    endings: list[Receipt | Exception] = field(default_factory=list)
    posted: list[tuple[dict[str, Any], str]] = field(default_factory=list)

    def post(self, envelope: Envelope, *, deadline: float) -> Receipt:
        self.posted.append((dict(envelope.payload), envelope.config.destination.reveal()))
        ending = self.endings.pop(0) if self.endings else Receipt("posted")
        if isinstance(ending, Exception):
            raise ending
        return ending
