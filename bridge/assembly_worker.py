"""Puts together from the settings what the worker needs: no web framework, and no source of webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge.errors import SettingInvalid
from bridge.seal import SealVault
from bridge.settings import Settings

if TYPE_CHECKING:
    from bridge.queue.sqs import Queue
    from bridge.queue.worker import Worker


def build_vault(settings: Settings) -> SealVault:
    """The vault, closed: no key is read and KMS is not called before the first token."""
    return SealVault(settings.keys, data_keys=settings.data_keys, revoked=settings.revoked)


def build_worker(settings: Settings, vault: SealVault, queue: Queue) -> Worker:
    """What posts the queue's messages."""
    from bridge.queue.worker import Worker  # noqa: PLC0415 - a web function does not pay for it
    from bridge.slack.post import SlackOutbox  # noqa: PLC0415 - nor does a command that only looks into the queue

    outbox = SlackOutbox(settings.destinations)
    outbox.warm()
    return Worker(queue, vault, outbox)


def build_queue(settings: Settings, *, fetching: bool = False) -> Queue:
    """The queue, not yet asked for anything. ``fetching`` is for who waits for messages rather than on a sender's time.

    Raises SettingInvalid when the settings name none.
    """
    from bridge.queue.sqs import Queue  # noqa: PLC0415 - a bridge without a queue does not pay for it

    if not settings.queue_url:
        raise SettingInvalid("BRIDGE_QUEUE_URL is not set: without it there is no queue, and hooks deliver at once.")
    return Queue(settings.queue_url, read=15.0, tries=4) if fetching else Queue(settings.queue_url)
