"""The demo in this process, without its pace: a sample is sent when a test says so."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bridge.demo import DemoServer
from bridge.model import Clock
from bridge.seal import write_key


@contextmanager
def running_demo(folder: Path, *, clock: Clock = time.time) -> Iterator[DemoServer]:
    """A demo on a free port of loopback, its key in ``folder``; stopped at the end, whoever still follows its inbox."""
    key = folder / "bridge-demo.key"
    if not key.exists():
        write_key(key)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = DemoServer(f"http://127.0.0.1:{listener.getsockname()[1]}", key, clock=clock)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.005)
        try:
            yield server
        finally:
            server.should_exit = True
            thread.join(10)
            assert not thread.is_alive()
