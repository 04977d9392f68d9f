"""An inbox alone on a real socket, with scripted parts round it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI

from bridge.demo.inbox import Inbox, Send, add_inbox
from bridge.model import Delivery


def _nothing(_: str) -> Mapping[str, Any]:
    return {"sample": "", "status": 404, "answer": ""}


@contextmanager
def serving_inbox(
    inbox: Inbox | None = None, *, send: Send = _nothing, samples: Mapping[str, Delivery] | None = None, port: int = 0
) -> Iterator[tuple[str, Inbox]]:
    """Serve an inbox on loopback, on a free port unless one is given; yields its origin and itself."""
    inbox = inbox or Inbox(
        {"channels": [{"name": "general", "topic": {"en": "", "ja": ""}}], "hooks": [], "people": {}}
    )
    app = FastAPI(openapi_url=None)
    add_inbox(app, inbox, send=send, samples=samples or {})
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    with socket.create_server(("127.0.0.1", port)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.005)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}", inbox
        finally:
            server.servers[0].get_loop().call_soon_threadsafe(inbox.close)
            server.should_exit = True
            thread.join(5)
            assert not thread.is_alive()
