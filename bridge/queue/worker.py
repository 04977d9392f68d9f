"""Posts what waits in the queue, for Lambda, which brings batches, and for ``bridge work``, which fetches them.

Within a group everything is in order: the next message is tried when the one before has been posted and deleted, or
buried. What cannot be posted now goes back and hides for a while, and the group with it. Several groups go on at once.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from bridge import logs
from bridge.errors import (
    BridgeError,
    DestinationBusy,
    DestinationError,
    DestinationSilent,
    InternalError,
    ItemUnreadable,
    QueueUnavailable,
    SettingInvalid,
    VaultUnavailable,
)
from bridge.model import Clock, Envelope, Outbox, Receipt, Vault
from bridge.queue.item import Item
from bridge.queue.memory import Recent
from bridge.queue.patience import given_up, wait_for
from bridge.queue.sqs import Held, Queue, in_batches
from bridge.slack.repeat import repeated

PACE: Final = 1.0
"""Seconds from Slack's answer to a channel's next message: https://docs.slack.dev/apis/web-api/rate-limits."""
POST: Final = 8.0
"""Seconds that a single post may take, its own repeats included."""
SPARE: Final = 10.0
"""Seconds that must be left of a message's hiding, or of an invocation, when a post begins."""
LEAST_HIDDEN: Final = 15.0
LONGER: Final = 60.0
"""Seconds, or as much again if that is less, by which a message is hidden longer once its post has begun. A worker that
dies before gives it back at the end of the usual time, one that dies later not until after that: so the next one knows.
"""
ROUNDS: Final = 3
"""How often Slack must have failed on a message, each time twice in full and once in plain words, to suspect it."""
SKEW: Final = 5.0
"""Seconds that this machine's clock may differ from SQS's."""
PASSING: Final = (DestinationBusy, VaultUnavailable)
"""What may be different later; everything else is final."""

Ending = Receipt | BridgeError
T = TypeVar("T")


class Worker:
    """Safe to share between threads, except that one group is worked on by one thread: SQS sees to that.

    ``outbox`` posts within the call. Clocks, ``luck`` (numbers in [0, 1)) and ``pace`` are arguments for tests.
    """

    def __init__(
        self,
        queue: Queue,
        vault: Vault,
        outbox: Outbox,
        *,
        clock: Clock = time.monotonic,
        wall: Clock = time.time,
        luck: Callable[[], float] = random.random,
        pace: float = PACE,
    ) -> None:
        self._queue, self._vault, self._outbox = queue, vault, outbox
        self._clock, self._wall, self._luck, self._pace = clock, wall, luck, pace
        self._ended = threading.Event()
        self._returned: Recent[int] = Recent()  # message → the receive at whose end it went back, certainly not posted
        self._settled: Recent[Ending] = Recent()  # message → its end, although SQS has not yet been told
        self._rounds: Recent[int] = Recent()  # message → how often Slack failed on it
        self._posted: Recent[float] = Recent()  # group → when the last message went out
        self._told: Recent[int] = Recent()  # group and reason → how many were buried

    def stop(self) -> None:
        """Let every group end after the message that is under way; the rest goes back at once."""
        self._ended.set()

    def work(self, held: Sequence[Held], *, deadline: float) -> set[str]:
        """Work on one batch, its groups at the same time. No post begins after ``deadline`` (``time.monotonic``).

        Returns the ids of the messages that stay in the queue. Raises QueueUnavailable before anything was posted.
        """
        self._hiding()
        groups = [group for _, group in in_batches(held)]
        with ThreadPoolExecutor(max(len(groups), 1)) as pool:
            left = pool.map(lambda group: self.work_group(group, deadline=deadline), groups)
            return {message.message_id for rest in left for message in rest}

    def work_group(self, held: Sequence[Held], *, deadline: float = float("inf")) -> list[Held]:
        """Work on messages of one group, in their order; returns those that are not done. Never raises."""
        waiting, lost = list(held), list[Held]()
        try:
            self._in_order(waiting, lost, min(deadline, self._clock() + self._hiding() - SPARE))
        except QueueUnavailable as error:
            # Whatever is left comes back when its hiding ends.
            logs.event(logging.ERROR, "queue", error=error.code, detail=error.detail, left=len(waiting))
        except Exception as fault:  # noqa: BLE001 - a defect costs this group a while, with a line in the log, not the process
            logs.event(logging.ERROR, "queue", error=InternalError.code, fault=logs.place_of(fault), left=len(waiting))
        return lost + waiting

    # --- one group

    def _in_order(self, waiting: list[Held], lost: list[Held], deadline: float) -> None:
        """Empty ``waiting`` from its front; what is not ours any more goes to ``lost``. Raises QueueUnavailable."""
        first = True
        while waiting:
            head = waiting[0]
            if not self._turn(head, deadline):
                self._give_back(waiting, 0.0)
                return
            ending = self._tell(head, first=first)
            if ending is None:
                lost.append(waiting.pop(0))
                continue
            first = False
            if isinstance(ending, PASSING) and not self._hopeless(waiting, ending, deadline):
                self._give_back(waiting, wait_for(ending, head, self._wall(), self._luck()), ending)
                return
            self._settle(head, ending)
            waiting.pop(0)

    def _turn(self, head: Held, deadline: float) -> bool:
        """Wait for the channel's next second; false when there is no time for a post after it."""
        last = self._posted.get(head.group)
        wait = 0.0 if last is None else max(last + self._pace - self._clock(), 0.0)
        return self._clock() + wait <= deadline and not self._ended.wait(wait)

    def _begun(self, head: Held) -> bool:
        """Hide a message for longer while it is posted, which takes only what is still there and still ours.

        So neither a batch that comes twice nor a worker that slept through its time posts anything again.
        """
        return not self._queue.hide([(head, self._marked_after())])

    def _marked_after(self) -> float:
        """Seconds from a message's receive before which none can be back that somebody began to post."""
        hidden = self._hiding()
        return hidden + min(hidden, LONGER)

    def _hopeless(self, waiting: list[Held], error: BridgeError, deadline: float) -> bool:
        return given_up(waiting[0], self._wall()) or self._alone(waiting, error, deadline)

    def _alone(self, waiting: list[Held], error: BridgeError, deadline: float) -> bool:
        """Whether the first message alone is at fault: Slack fails on it again and again, and takes the next one.

        The next one is then posted, so this is asked last, when all that is left for the first is to be buried.
        """
        head, *others = waiting
        if not isinstance(error, DestinationBusy) or error.trouble != "failed":
            return False
        rounds = (self._rounds.get(head.message_id) or 0) + 1
        self._rounds.put(head.message_id, rounds)
        if rounds < ROUNDS or not others or not self._turn(others[0], deadline):
            return False
        ending = self._tell(others[0], first=False)
        if ending is None or isinstance(ending, PASSING):
            return False
        self._settle(others[0], ending)
        waiting.pop(1)
        return isinstance(ending, Receipt)

    def _tell(self, held: Held, *, first: bool) -> Ending | None:
        """One post; None when the message is not ours any more. One that was posted is remembered until SQS knows."""
        start = self._clock()
        if settled := self._settled.get(held.message_id):
            return settled if self._begun(held) else None
        envelope = self._guarded(lambda: self._envelope(held, first=first))
        if isinstance(envelope, PASSING):
            return envelope
        if not self._begun(held):
            return None
        if isinstance(envelope, BridgeError):
            return envelope
        ending = self._guarded(lambda: self._outbox.post(envelope, deadline=self._clock() + POST))
        self._posted.put(held.group, self._clock())
        if isinstance(ending, PASSING):
            return ending
        self._settled.put(held.message_id, ending)
        if isinstance(ending, Receipt):
            self._write(logging.INFO, held, ending, ms=round((self._clock() - start) * 1000, 2))
        return ending

    def _envelope(self, held: Held, *, first: bool) -> Envelope:
        item = Item.read(held.body)
        config = self._vault.open(item.token, item.source)
        payload = item.payload
        if held.marks.get("repeat") or (first and self._suspect(held)):
            payload = repeated(payload, config.context.language)
        return Envelope(payload, config, item.token, item.source, item.kind, item.place)

    def _guarded(self, act: Callable[[], T]) -> T | BridgeError:
        """What ``act`` returns, or what it raises as one of the bridge's errors."""
        try:
            return act()
        except BridgeError as error:
            return error
        except Exception as fault:  # noqa: BLE001 - a defect costs this message, which is buried with its place, not the channel
            logs.event(logging.ERROR, "message", outcome="failed", fault=logs.place_of(fault))
            return InternalError("The bridge failed on this message; its log has the place.")

    def _suspect(self, held: Held) -> bool:
        """Whether a worker may have died between Slack's ok and the delete.

        Only then does a message come back by itself, after the whole of that hiding; and only the first of a group
        can be concerned, since what stands behind another was never tried. A message that this process gave back
        itself at its last receive was not posted.
        """
        if held.receives < 2 or self._returned.get(held.message_id) == held.receives - 1:
            return False
        return self._wall() - held.first_received >= self._marked_after() - SKEW

    # --- what becomes of a message

    def _settle(self, held: Held, ending: Ending) -> None:
        """Out of the queue: posted, or buried. Raises QueueUnavailable, and the next receive takes up from there."""
        if isinstance(ending, BridgeError):
            self._settled.put(held.message_id, ending)
            self._bury(held, ending)
        self._queue.delete(held)

    def _bury(self, held: Held, error: BridgeError) -> None:
        word = error.word if isinstance(error, DestinationError) else ""
        marks = {
            "reason": error.code,
            "word": word,
            "detail": error.detail,
            "receives": str(held.receives),
            "group": held.group,
            # Whoever sends it again should say that it may stand in the channel.
            "repeat": "possible"
            if isinstance(error, DestinationSilent | InternalError)
            else held.marks.get("repeat", ""),
        }
        # A group of its own, so that each can be looked at; named by the message, so that it is buried once.
        self._queue.dead_letters().send(held.body, group=held.message_id, deduplication=held.message_id, marks=marks)
        name = f"{held.group} {error.code} {word}"
        count = (self._told.get(name) or 0) + 1
        self._told.put(name, count)
        # Loud for the first of a destination and a reason; the others say how many there were.
        self._write(logging.ERROR if count == 1 else logging.INFO, held, error, outcome="dead", nth=count)

    def _give_back(self, waiting: Sequence[Held], seconds: float, error: BridgeError | None = None) -> None:
        """The first waits, and with it its group; the others stand behind it, untried."""
        taken = set(self._queue.hide([(each, seconds) for each in waiting]))
        for each in waiting:
            if each.message_id not in taken:
                self._returned.put(each.message_id, each.receives)
        if error:
            self._write(
                logging.WARNING, waiting[0], error, outcome="retried", wait=round(seconds, 1), behind=len(waiting) - 1
            )

    def _write(self, level: int, held: Held, ending: Ending, **members: object) -> None:
        """One line a message and turn."""
        try:
            item: Item | None = Item.read(held.body)
        except ItemUnreadable:
            item = None
        error = ending if isinstance(ending, BridgeError) else None
        logs.event(
            level,
            "message",
            **{
                "outcome": "posted",
                "source": item.source if item else None,
                "kind": item.kind if item else None,
                "id": item.id if item else None,
                "place": item.place if item else None,
                "reason": error.code if error else None,
                "detail": error.detail if error else None,
                "slack": ending.word if isinstance(ending, Receipt | DestinationError) else None,
                "attempts": held.receives,
                "age": round(max(self._wall() - (item.accepted if item else held.sent), 0.0), 2),
            }
            | members,
        )

    def _hiding(self) -> float:
        """Seconds that the queue hides a received message. Raises QueueUnavailable."""
        hidden = self._queue.attributes().hidden
        if hidden < LEAST_HIDDEN:
            raise QueueUnavailable(
                f"The queue's visibility timeout is {hidden:.0f} s, and a post needs {LEAST_HIDDEN:.0f}: set it higher."
            )
        return hidden


def check(queue: Queue) -> None:
    """That the queue is fit for a worker, asked for at a start. Raises QueueUnavailable, SettingInvalid."""
    found = queue.ask()
    if not found.dead_letters:
        raise SettingInvalid("The queue of BRIDGE_QUEUE_URL has no dead-letter queue: set its RedrivePolicy.")
    if found.hidden < LEAST_HIDDEN:
        raise SettingInvalid(
            f"The visibility timeout of BRIDGE_QUEUE_URL's queue is {found.hidden:.0f} s: "
            f"set it to {LEAST_HIDDEN:.0f} or more."
        )
