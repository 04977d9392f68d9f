"""A Slack with channels: each takes one message a second, and the whole fails by chance or by what a message says."""

from __future__ import annotations

import random
import re
import time
from collections import defaultdict
from collections.abc import Callable

from tests.slack.fake_slack import Answer, FakeSlack, Received

NUMBER = re.compile(r"#(\d+)\b")


class PacedSlack(FakeSlack):
    """``posted`` has the text of what each channel shows, in its order. Addresses are those of ``address``.

    ``rate`` is messages a second and channel (0: no limit) in a bucket of ``burst``; ``failing`` the share of requests
    that meet a fault before anything is posted; ``meet`` may answer a request in its own way.
    """

    def __init__(
        self,
        *,
        rate: float = 1.0,
        burst: int = 1,
        failing: float = 0.0,
        seed: int = 1,
        meet: Callable[[Received], Answer | None] = lambda _: None,
    ) -> None:
        super().__init__()
        self._rate, self._burst, self._failing, self._meet = rate, burst, failing, meet
        self._chance = random.Random(seed)  # noqa: S311 - the same faults in every run
        self._buckets: dict[str, tuple[float, float]] = {}
        self.posted: defaultdict[str, list[str]] = defaultdict(list)
        self.answers: defaultdict[int, int] = defaultdict(int)

    def address(self, channel: int) -> str:
        """A webhook of a channel."""
        return f"{self.origin}/services/T00000000/B{channel:08}/madeUpSecretPartForTests"

    def numbers(self, channel: int) -> list[int]:
        """The ``#number`` in each message of a channel."""
        texts = self.posted[self.address(channel).removeprefix(self.origin)]
        return [int(found[1]) for found in map(NUMBER.search, texts) if found]

    def _usual(self, request: Received) -> Answer:
        answer = self._meet(request) or self._fault() or self._limit(request.path) or super()._usual(request)
        self.answers[answer.status] += 1
        if answer.status == 200:
            self.posted[request.path].append(request.json["text"])
        return answer

    def _fault(self) -> Answer | None:
        if self._chance.random() >= self._failing:
            return None
        return self._chance.choice([Answer(500, ""), Answer(503, "<html>busy</html>"), Answer(500, "rollup_error")])

    def _limit(self, path: str) -> Answer | None:
        if not self._rate:
            return None
        now = time.monotonic()
        tokens, since = self._buckets.get(path, (float(self._burst), now))
        tokens = min(tokens + (now - since) * self._rate, float(self._burst))
        if tokens < 1:
            self._buckets[path] = tokens, now
            return Answer(429, "", {"Retry-After": "1"})
        self._buckets[path] = tokens - 1, now
        return None
