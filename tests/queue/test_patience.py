"""How long is waited, and when no longer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import BridgeError, DestinationBusy, VaultUnavailable
from bridge.queue.memory import Recent
from bridge.queue.patience import LONGEST, SHORTEST, given_up, wait_for
from bridge.queue.sqs import LONGEST_WAIT, Held

HOUR, DAY = 3600.0, 86_400.0
BUSY = DestinationBusy("Slack is down.", word="HTTP 500", trouble="failed")


def held(*, sent: float = 0.0, first: float = 0.0) -> Held:
    return Held("id", "receipt", "body", "group", 3, first, sent)


@given(st.floats(0, 20 * DAY), st.floats(0, 1, exclude_max=True), st.sampled_from([BUSY, VaultUnavailable("away")]))
def test_waits_are_jittered_and_bounded(age: float, luck: float, error: BridgeError) -> None:
    wait = wait_for(error, held(), age, luck)
    assert SHORTEST * 0.8 <= wait <= LONGEST * 1.2
    assert wait <= max(age * 0.6, SHORTEST * 1.2)


def test_a_day_takes_about_a_hundred_tries_and_many_of_them_early() -> None:
    now, tries = 0.0, [0.0]
    while now < DAY:
        now += wait_for(BUSY, held(), now, 0.5)
        tries.append(now)
    assert 90 < len(tries) < 130
    assert sum(each < 300 for each in tries) >= 10


@pytest.mark.parametrize(("asked", "wait"), [(1, 1), (90, 90), (86_400, LONGEST_WAIT)])
def test_slacks_own_time_is_honoured(asked: int, wait: float) -> None:
    limited = DestinationBusy("Too many.", word="HTTP 429", trouble="limited", retry_after=asked)
    assert wait <= wait_for(limited, held(), 5 * HOUR, 0.5) <= wait + 1


@pytest.mark.parametrize(
    ("sent", "first", "now", "over"),
    [
        (0, 0, DAY - 1, False),
        (0, 0, DAY, True),
        (0, 2 * DAY, 2 * DAY + HOUR - 1, False),
        (0, 2 * DAY, 2 * DAY + HOUR, True),
        (0, 12 * DAY - 1, 12 * DAY, True),
    ],
)
def test_when_waiting_ends(sent: float, first: float, now: float, over: bool) -> None:
    assert given_up(held(sent=sent, first=first), now) is over


def test_memory_is_bounded_and_the_oldest_goes_first() -> None:
    recent: Recent[int] = Recent(most=2)
    for name, value in (("a", 1), ("b", 2), ("a", 3), ("c", 4)):
        recent.put(name, value)
    assert [recent.get(name) for name in "abc"] == [3, None, 4]
