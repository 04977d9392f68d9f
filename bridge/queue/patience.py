"""How long a message waits for its next try, and when waiting ends. All times are in seconds; ``now`` is epoch time.

Decided by age, never by the receive count: a message also gains a receive when it comes back untried with others.
"""

from __future__ import annotations

from typing import Final

from bridge.errors import BridgeError, DestinationBusy
from bridge.queue.sqs import LONGEST_WAIT, Held

SHORTEST: Final = 2.0
GROWTH: Final = 0.5
"""A wait's share of the time since the first try: each wait is half as long again as all before it made."""
LONGEST: Final = 900.0
JITTER: Final = 0.2
TRYING: Final = 24 * 3600.0
"""A message is tried for at least as long as this after it was accepted …"""
TRIED: Final = 3600.0
"""… and after a worker first had it: one that was away for a day buries nothing at once."""
LAST: Final = 12 * 24 * 3600.0
"""But before the queue's retention of 14 days ends, in any case: nothing disappears without a word."""


def wait_for(error: BridgeError, held: Held, now: float, luck: float) -> float:
    """Until the next try. What Slack asked for is honoured; else it grows with age. ``luck`` is in [0, 1)."""
    if isinstance(error, DestinationBusy) and error.trouble == "limited" and error.retry_after is not None:
        return min(error.retry_after + luck, LONGEST_WAIT)
    age = max(now - held.first_received, 0.0)
    usual = min(max(age * GROWTH, SHORTEST), LONGEST)
    return usual * (1 - JITTER + 2 * JITTER * luck)


def given_up(held: Held, now: float) -> bool:
    """Whether a message that failed once more has been tried for long enough."""
    accepted, first = now - held.sent, now - held.first_received
    return accepted >= LAST or (accepted >= TRYING and first >= TRIED)
