"""The straight line: a delivery and its tokens in, one outcome a hook out. No framework and no network of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from bridge.errors import BridgeError, InternalError, PayloadMalformed, SourceUnknown
from bridge.filters import unanswered, wanted
from bridge.model import (
    Clock,
    Delivery,
    Envelope,
    HookConfig,
    Message,
    Outbox,
    Receipt,
    Skip,
    Source,
    Style,
    Token,
    Vault,
)

MOST_HOOKS: Final = 10
"""Destinations of one delivery: each is a message that somebody's URL makes us send."""


class Render(Protocol):
    """Message → Slack JSON that Slack takes."""

    def __call__(self, message: Message, *, style: Style, channel: str, username: str, icon: str) -> dict[str, Any]:
        """Never raises for what a Message can hold."""


@dataclass(frozen=True, slots=True)
class Hook:
    """One opened configuration and the public id of its token; a plain hook has no token."""

    id: str
    config: HookConfig
    token: Token | None = None


@dataclass(slots=True)
class Outcome:
    """How one hook's delivery ended, and what the log says of it. ``ms`` has a figure a step, in milliseconds."""

    id: str
    ending: Receipt | Skip | BridgeError = field(default_factory=lambda: InternalError("The delivery did not finish."))
    kind: str = ""
    place: str = ""
    fault: BaseException | None = None
    unsigned: bool = False
    notes: tuple[str, ...] = ()
    ms: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, clock: Clock) -> Iterator[None]:
        """Time one step, also when it raises."""
        start = clock()
        try:
            yield
        finally:
            self.ms[name] = round((clock() - start) * 1000, 2)


class Relay:
    """The line, with its parts as arguments. ``people`` is the deployment's map; a hook's own entries win over it.

    ``direct`` posts within the call where ``outbox`` would not: the sender's own tests, whose answer is what they are
    for, and plain hooks, which have no sealed token that could wait in a queue.
    """

    def __init__(
        self,
        *,
        vault: Vault,
        sources: Mapping[str, Source],
        render: Render,
        outbox: Outbox,
        direct: Outbox | None = None,
        clock: Clock,
        people: Mapping[str, str] | None = None,
    ) -> None:
        self.vault = vault
        self.sources = sources
        self.render = render
        self.outbox = outbox
        self.direct = direct or outbox
        self.clock = clock
        self.people = people or {}

    def relay(self, delivery: Delivery, texts: Sequence[str], *, deadline: float) -> list[Outcome]:
        """Open every token, then tell each hook. One bad token refuses the whole: a half-working hook goes unnoticed.

        Raises SourceUnknown, PayloadMalformed (too many tokens), SealBroken, SealRevoked and VaultUnavailable; what
        goes wrong for one hook after that is that hook's outcome. ``deadline`` is on ``clock``'s scale.
        """
        source = self.sources.get(delivery.source)
        if source is None:
            raise SourceUnknown(f"There is no such source: the bridge knows {', '.join(sorted(self.sources))}.")
        if len(texts) > MOST_HOOKS:
            raise PayloadMalformed(f"The URL has {len(texts)} configs; one delivery reaches at most {MOST_HOOKS}.")
        start = self.clock()
        tokens = [Token.parse(text) for text in texts or [""]]
        hooks = [Hook(token.id, self.vault.open(token, source.name), token) for token in tokens]
        opening = round((self.clock() - start) * 1000, 2)
        outcomes = self.tell(source, delivery, hooks, deadline=deadline)
        for outcome in outcomes:
            outcome.ms["open"] = opening
        return outcomes

    def tell(self, source: Source, delivery: Delivery, hooks: Sequence[Hook], *, deadline: float) -> list[Outcome]:
        """Tell one delivery to opened hooks, several at the same time, so that none waits for another's channel."""
        if len(hooks) == 1:
            return [self._tell(source, delivery, hooks[0], deadline)]
        with ThreadPoolExecutor(len(hooks)) as pool:
            return list(pool.map(lambda hook: self._tell(source, delivery, hook, deadline), hooks))

    def _tell(self, source: Source, delivery: Delivery, hook: Hook, deadline: float) -> Outcome:
        outcome = Outcome(hook.id)
        try:
            outcome.ending = self._line(source, delivery, hook, deadline, outcome)
        except BridgeError as error:
            outcome.ending = error
        except Exception as fault:  # noqa: BLE001 - a defect costs this delivery, with an answer and a log line, not the process
            outcome.fault = fault
            outcome.ending = InternalError("The bridge failed on this delivery; its log has the place.")
        return outcome

    def _line(
        self, source: Source, delivery: Delivery, hook: Hook, deadline: float, outcome: Outcome
    ) -> Receipt | Skip:
        config = hook.config
        with outcome.step("verify", self.clock):
            source.verify(delivery, config)
        outcome.unsigned = source.signs and config.secret is None
        with outcome.step("read", self.clock):
            activity = source.read(delivery)
        outcome.kind, outcome.place = activity.kind, activity.place
        if skip := wanted(activity, config.filters):
            return skip
        outcome.notes = tuple(f"unfiltered: {name}" for name in unanswered(activity, config.filters))
        context = replace(config.context, people={**self.people, **config.context.people})
        with outcome.step("compose", self.clock):
            message = source.compose(activity, context)
        with outcome.step("render", self.clock):
            payload = self.render(
                message, style=context.style, channel=config.channel, username=config.username, icon=config.icon
            )
        envelope = Envelope(
            payload,
            config,
            token=hook.token,
            source=source.name,
            kind=activity.kind,
            place=activity.place,
            delivery=source.delivery_id(delivery, activity),
        )
        outbox = self.direct if activity.test or hook.token is None else self.outbox
        with outcome.step("post", self.clock):
            return outbox.post(envelope, deadline=deadline)
