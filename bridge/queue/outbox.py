"""The Outbox that takes a message for later: durable in SQS before the sender hears 202."""

from __future__ import annotations

from bridge.errors import InternalError
from bridge.model import Clock, Envelope, Receipt
from bridge.queue.item import SIZE_LIMIT, Item, deduplication_of, group_of
from bridge.queue.sqs import Queue


class QueueOutbox:
    """One group a destination keeps its order; a repeat of the same delivery to the same hook is taken once.

    SQS remembers a deduplication id for five minutes, deleted message or not:
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html
    """

    def __init__(self, queue: Queue, *, wall: Clock) -> None:
        """``wall`` gives epoch seconds."""
        self._queue = queue
        self._wall = wall

    def post(self, envelope: Envelope, *, deadline: float) -> Receipt:  # noqa: ARG002 - the queue's own limits are shorter
        """See the port. Raises QueueUnavailable, after which the sender's repeat is safe, whatever SQS did."""
        token = envelope.token
        if token is None:
            raise InternalError("A hook without a token cannot wait in the queue.")
        text = Item.of(envelope, token, self._wall()).text()
        if len(text) > SIZE_LIMIT:
            raise InternalError(f"The message has {len(text):,} bytes, and the queue takes {SIZE_LIMIT:,}.")
        self._queue.send(
            text,
            group=group_of(envelope.config.destination),
            deduplication=deduplication_of(token, envelope.delivery),
        )
        return Receipt("queued", "queued")

    def close(self) -> None:
        """Close the kept connections."""
        self._queue.close()
