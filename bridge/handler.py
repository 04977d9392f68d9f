"""Lambda's entry points: ``bridge.handler.web`` behind an API Gateway HTTP API (payload 2.0) or a function URL, and
``bridge.handler.worker`` behind the SQS FIFO queue, with ``ReportBatchItemFailures``.

Settings are read, parts put together and AWS's libraries loaded at init, where a snapshot keeps them; keys and
connections come with the first delivery, so a snapshot of an initialised function holds neither.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

import bridge.seal_sdk  # noqa: F401 - loaded at init rather than within the first delivery
from bridge import logs
from bridge.assembly_worker import build_queue, build_vault, build_worker
from bridge.settings import load

# Every copy of a snapshot would draw the same numbers: the SDKs' pauses between tries are random, so that many callers
# do not come back together. What must be secret comes from the system (os.urandom), which a snapshot does not hold.
# https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html
with contextlib.suppress(ImportError):  # the runtime brings it
    from snapshot_restore_py import register_after_restore

    register_after_restore(random.seed)

_settings = load()
logs.start(_settings.log_level, sys.stdout, _settings.metrics)


def _web() -> Callable[..., Any]:
    from mangum import Mangum  # noqa: PLC0415 - the worker does without

    from bridge.assembly import build_app  # noqa: PLC0415 - the same

    # Mangum takes the current loop; Python 3.12 and later warn where the main thread has none.
    asyncio.set_event_loop(asyncio.new_event_loop())
    return Mangum(build_app(_settings, build_vault(_settings)), lifespan="off")


def _worker() -> Callable[..., Any]:
    """A batch of the queue in, what stays in the queue out.

    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """
    from bridge.queue.sqs import Held  # noqa: PLC0415 - the web function does without, where there is no queue
    from bridge.queue.worker import SPARE  # noqa: PLC0415 - the same

    worker = build_worker(_settings, build_vault(_settings), build_queue(_settings))

    def work(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        held = [Held.delivered(record) for record in event["Records"]]
        left = worker.work(held, deadline=time.monotonic() + context.get_remaining_time_in_millis() / 1000 - SPARE)
        failures = [each.message_id for each in held if each.message_id in left]
        return {"batchItemFailures": [{"itemIdentifier": name} for name in failures]}

    return work


_ENTRIES: Final = {"web": _web, "worker": _worker}


def __getattr__(name: str) -> Callable[..., Any]:
    """The entry point that the runtime asks for, made at init: each function pays for its own parts alone."""
    if name not in _ENTRIES:
        raise AttributeError(name)
    entry = globals()[name] = _ENTRIES[name]()
    return entry
