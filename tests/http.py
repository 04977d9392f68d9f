"""Requests as senders make them: each on a connection of its own, and with patience for a machine that is busy.

One client for all of them: ``httpx.post`` reads the machine's certificates anew each time, and waits for five seconds.
"""

from __future__ import annotations

from typing import Final

import httpx

CLIENT: Final = httpx.Client(
    timeout=60,  # seconds
    trust_env=False,
    limits=httpx.Limits(max_keepalive_connections=0),
)
get: Final = CLIENT.get
post: Final = CLIENT.post
delete: Final = CLIENT.delete
request: Final = CLIENT.request
