"""Starts LocalStack's KMS on 127.0.0.1, where its own start would listen on every interface. Run with its own venv.

Its server ignores the host of ``GATEWAY_LISTEN`` for IPv4 (``localstack/runtime/server/twisted.py``).
"""

from __future__ import annotations

import functools
import runpy

from twisted.internet import endpoints  # type: ignore[import-not-found]  # only in the stand-in's own venv

endpoints.TCP4ServerEndpoint = functools.partial(endpoints.TCP4ServerEndpoint, interface="127.0.0.1")
runpy.run_module("localstack.runtime.main", run_name="__main__")
