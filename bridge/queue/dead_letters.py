"""What could not be posted, with its reason: to look at, to send once more, or to throw away.

A dead letter is the message as it stood in the queue, so nothing of it is lost; the reason stands beside it. SQS has no
way to look without receiving: looking hides the letters for a moment and then shows them again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bridge.errors import ItemUnreadable
from bridge.model import Clock
from bridge.queue.item import Item
from bridge.queue.sqs import Held, Queue

HIDDEN: Final = 120
"""Seconds that a letter stays hidden while the others are read."""
TAKEN: Final = "receive-limit"
"""The reason of what SQS itself moved, at the queue's maxReceiveCount: a worker died on it again and again."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One message that was given up. Times are epoch seconds; ``hook`` is the public id of its token."""

    held: Held = field(repr=False)
    source: str
    kind: str
    place: str
    hook: str
    accepted: float

    @classmethod
    def of(cls, held: Held) -> DeadLetter:
        """Also of what cannot be read: then it has a reason and no more."""
        try:
            item = Item.read(held.body)
        except ItemUnreadable:
            return cls(held, "", "", "", "", held.sent)
        return cls(held, item.source, item.kind, item.place, item.id, item.accepted)

    @property
    def reason(self) -> str:
        """The error's code, as in docs/errors.md, or ``receive-limit``."""
        return self.held.marks.get("reason", TAKEN)

    def described(self, now: float) -> dict[str, Any]:
        """What ``bridge dead-letters list`` shows: no address, no token, nothing of the message's text."""
        return {
            "id": self.held.message_id,
            "source": self.source,
            "kind": self.kind,
            "place": self.place,
            "hook": self.hook,
            "reason": self.reason,
            "slack": self.held.marks.get("word", ""),
            "detail": self.held.marks.get("detail", ""),
            "age": round(max(now - self.accepted, 0)),
            "dead_for": round(max(now - self.held.sent, 0)),
        }


class DeadLetters:
    """The dead letters of one queue. Everything raises QueueUnavailable."""

    def __init__(self, queue: Queue, *, clock: Clock) -> None:
        """``queue`` is the one whose messages died; ``clock`` bounds how long its letters are kept hidden."""
        self._queue, self._clock = queue, clock
        self._dead = queue.dead_letters()

    def listed(self) -> tuple[list[DeadLetter], int]:
        """The letters, newest first, and how many there are by SQS's count.

        The count is the larger one where SQS itself moved more than ten of one channel, of which it shows ten.
        """
        held = [each for batch in self._batches() for each in batch]
        self._show(held)
        letters = sorted((DeadLetter.of(each) for each in held), key=lambda letter: letter.held.sent, reverse=True)
        return letters, max(self._dead.ask().waiting, len(letters))

    def redrive(self, ids: Collection[str] = ()) -> int:
        """Send them once more, all or those named, at the end of their channels; returns how many.

        The deduplication id is fresh, or SQS would drop a letter that died within five minutes; it is the letter's
        own, so that a redrive that is cut short and started again sends nothing twice.
        """

        def send(held: Held) -> None:
            marks = {"repeat": "possible" if "reason" not in held.marks else held.marks.get("repeat", "")}
            self._queue.send(
                held.body,
                group=held.marks.get("group") or held.group,
                deduplication=f"redrive-{held.message_id}",
                marks=marks,
            )
            self._dead.delete(held)

        return self._each(ids, send)

    def discard(self, ids: Collection[str] = ()) -> int:
        """Throw them away, all or those named; returns how many."""
        return self._each(ids, self._dead.delete)

    def _each(self, ids: Collection[str], act: Callable[[Held], None]) -> int:
        done, kept = 0, list[Held]()
        for batch in self._batches():
            for held in batch:
                if ids and held.message_id not in ids:
                    kept.append(held)
                else:
                    act(held)
                    done += 1
            if ids and done == len(ids):
                break
        self._show(kept)
        return done

    def _batches(self) -> Iterator[Sequence[Held]]:
        """Every letter once: each is hidden from the next receive."""
        end = self._clock() + HIDDEN / 2
        while self._clock() < end and (held := self._dead.receive(wait=1, hidden=HIDDEN)):
            yield held

    def _show(self, held: Sequence[Held]) -> None:
        self._dead.hide([(each, 0) for each in held])
