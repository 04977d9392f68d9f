"""Lambda's entry point: ``bridge.handler.web`` behind an API Gateway HTTP API (payload 2.0) or a function URL.

Settings are read, parts put together and AWS's libraries loaded at init, where a snapshot keeps them; keys and
connections come with the first delivery, so a snapshot of an initialised function holds neither.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Final

from mangum import Mangum

import bridge.seal_sdk  # noqa: F401 - loaded at init rather than within the first delivery
from bridge import logs
from bridge.assembly import build_app, build_vault
from bridge.settings import load

# Mangum takes the current loop; Python 3.12 and later warn where the main thread has none.
asyncio.set_event_loop(asyncio.new_event_loop())

_settings = load()
logs.start(_settings.log_level, sys.stdout)
web: Final = Mangum(build_app(_settings, build_vault(_settings)), lifespan="off")
