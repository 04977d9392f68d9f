"""Lambda's entry point: ``bridge.handler.web`` behind an API Gateway HTTP API (payload 2.0) or a function URL.

Settings are read, parts put together and AWS's libraries loaded at init, where a snapshot keeps them; keys and
connections come with the first delivery, so a snapshot of an initialised function holds neither.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import sys
from typing import Final

from mangum import Mangum

import bridge.seal_sdk  # noqa: F401 - loaded at init rather than within the first delivery
from bridge import logs
from bridge.assembly import build_app, build_vault
from bridge.settings import load

# Every copy of a snapshot would draw the same numbers: the SDKs' pauses between tries are random, so that many callers
# do not come back together. What must be secret comes from the system (os.urandom), which a snapshot does not hold.
# https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html
with contextlib.suppress(ImportError):  # the runtime brings it
    from snapshot_restore_py import register_after_restore

    register_after_restore(random.seed)

# Mangum takes the current loop; Python 3.12 and later warn where the main thread has none.
asyncio.set_event_loop(asyncio.new_event_loop())

_settings = load()
logs.start(_settings.log_level, sys.stdout)
web: Final = Mangum(build_app(_settings, build_vault(_settings)), lifespan="off")
