"""What one worker's process remembers of the messages that passed through it: bounded, and nothing depends on it alone.

A worker that knows nothing is right too, only less exact: it marks a message as a possible repeat that is none, or
takes longer to see that one message alone is at fault.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final, Generic, TypeVar

MOST: Final = 10_000

V = TypeVar("V")


class Recent(Generic[V]):
    """Values by name, the oldest out first. Safe to share between threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, V] = OrderedDict()

    def get(self, name: str) -> V | None:
        """The value, if it is still known."""
        with self._lock:
            return self._kept.get(name)

    def put(self, name: str, value: V) -> None:
        """Remember it, as the newest."""
        with self._lock:
            self._kept.pop(name, None)
            self._kept[name] = value
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
