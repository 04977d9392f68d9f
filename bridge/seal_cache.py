"""A small store of opened things: bounded in number and time, one maker a key, failures never kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

from bridge.model import Clock

T = TypeVar("T")


class Cache(Generic[T]):
    """Values by key for at most ``lifetime`` seconds and at most ``most`` of them, the least recently used out first.

    Time is taken on every clock given and the longest counts: a monotonic clock may stand still while a sandbox is
    frozen, a wall clock may be set back.
    """

    def __init__(self, *, lifetime: float, most: int, clocks: tuple[Clock, ...]) -> None:
        self._lifetime = lifetime
        self._most = most
        self._clocks = clocks
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[tuple[float, ...], T]] = OrderedDict()
        self._making: dict[Hashable, Future[T]] = {}

    def fetch(self, key: Hashable, make: Callable[[], T]) -> T:
        """The kept value, or what ``make`` returns.

        Who asks for a key while it is being made waits for that one outcome, its exception included, so that a slow
        key service is asked once and nobody waits twice; other keys do not wait at all.
        """
        now = tuple(clock() for clock in self._clocks)
        with self._lock:
            if key in self._kept:
                since, value = self._kept[key]
                if max(end - start for start, end in zip(since, now, strict=True)) < self._lifetime:
                    self._kept.move_to_end(key)
                    return value
                del self._kept[key]
            making = self._making.get(key)
            mine = making is None
            if making is None:
                making = self._making[key] = Future()
        if not mine:
            return making.result()
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                del self._making[key]
            making.set_exception(error)
            raise
        with self._lock:
            del self._making[key]
            self._kept[key] = now, value
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        making.set_result(value)
        return value
