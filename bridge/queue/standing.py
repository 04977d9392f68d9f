"""A worker that runs by itself, for plain servers: it fetches, and works on many groups at the same time."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from bridge import logs
from bridge.errors import QueueUnavailable
from bridge.queue.sqs import Held, Queue, in_batches
from bridge.queue.worker import Worker

WAIT: Final = 5
"""Seconds of a long poll: how long an idle worker takes to stop. About half a million calls a month."""
GROUPS: Final = 64
LATER: Final = 5.0


class StandingWorker:
    """``run`` until ``stop``, which may be called from a signal handler."""

    def __init__(self, worker: Worker, queue: Queue, *, groups: int = GROUPS, later: float = LATER) -> None:
        """``groups``: how many are worked on at once; each spends most of its time waiting for its channel.

        ``later``: seconds until the next fetch after one that failed.
        """
        self._worker, self._queue, self._groups, self._later = worker, queue, groups, later
        self._ended = threading.Event()

    def stop(self) -> None:
        """Fetch no more; messages under way are finished, the others go back."""
        self._ended.set()
        self._worker.stop()

    def run(self) -> None:
        """Returns when it was stopped and everything under way has ended."""
        free = threading.Semaphore(self._groups)
        with ThreadPoolExecutor(self._groups, thread_name_prefix="group") as pool:
            while not self._ended.is_set():
                with free:  # nothing is fetched that nobody has time for
                    held = self._fetch()
                for _, group in in_batches(held):
                    free.acquire()  # released when the group is done with
                    pool.submit(self._worker.work_group, group).add_done_callback(lambda _: free.release())

    def _fetch(self) -> list[Held]:
        try:
            return self._queue.receive(wait=WAIT)
        except QueueUnavailable as error:
            logs.event(logging.ERROR, "queue", error=error.code, detail=error.detail)
            self._ended.wait(self._later)
            return []
