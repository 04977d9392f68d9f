"""A Slack on a real socket that writes down what it was told and misbehaves on a script.

    with FakeSlack() as slack:
        slack.script(Answer(429, "", {"Retry-After": "1"}), DROP)
        ... post to slack.url ...
        assert slack.requests[0].json["text"] == "…"

Each request takes the next scripted step; without one the answer is ``200 ok``.
"""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from bridge.slack.limits import problems

PATH = "/services/T00000000/B00000000/madeUpSecretPartForTests"


@dataclass(frozen=True)
class Answer:
    """One step of a script.

    ``after`` waits before the answer; ``drip`` waits between its bytes. ``raw`` is sent in place of an HTTP answer.
    ``drop`` closes the connection: ``accept`` without reading, ``read`` after the request was read, ``reset`` the same
    with a reset, ``cut`` after half of the answer.
    """

    status: int = 200
    body: str | bytes = "ok"
    headers: Mapping[str, str] = field(default_factory=dict)
    after: float = 0.0
    drip: float = 0.0
    raw: bytes = b""
    drop: str = ""

    def wire(self) -> bytes:
        """The bytes of the answer."""
        if self.raw:
            return self.raw
        body = self.body.encode() if isinstance(self.body, str) else self.body
        lines = [f"HTTP/1.1 {self.status} Whatever", "Content-Type: text/html", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


OK = Answer()
DROP = Answer(drop="read")


@dataclass(frozen=True)
class Received:
    """A request as it arrived; ``connection`` numbers the connections from 1."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    connection: int

    @cached_property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body)


class FakeSlack:
    """Listens on 127.0.0.1; ends with the ``with`` block. ``strict`` answers what Slack would refuse accordingly."""

    def __init__(self, *, strict: bool = True, tls: ssl.SSLContext | None = None, port: int = 0) -> None:
        self._strict, self._tls = strict, tls
        self._steps: deque[Answer] = deque()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._ended = threading.Event()
        self.requests: list[Received] = []
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", port))
        self._port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)

    @property
    def origin(self) -> str:
        """Such as ``http://127.0.0.1:40123``."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """A webhook's address here."""
        return self.origin + PATH

    def script(self, *steps: Answer) -> None:
        """Add what the next requests meet."""
        with self._lock:
            self._steps.extend(steps)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        with socket.socket() as waker:
            waker.settimeout(1)
            waker.connect(self._listener.getsockname())
        self._thread.join(5)
        self._listener.close()
        with self._lock:
            left = list(self._open)
        for connection in left:
            connection.close()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._ended.is_set():
                connection.close()
                return
            with self._lock:
                self.connections += 1
                number = self.connections
                self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection, number), daemon=True).start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        plain = connection
        try:
            connection.settimeout(30)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            if self._drops_at_once():
                return
            with connection.makefile("rb") as stream:
                while request := _read(stream, number):
                    with self._lock:
                        self.requests.append(request)
                        step = self._steps.popleft() if self._steps else self._usual(request)
                    if not self._play(step, connection):
                        return
        except OSError:
            pass
        finally:
            with self._lock:
                self._open.discard(plain)
            connection.close()

    def _drops_at_once(self) -> bool:
        with self._lock:
            if self._steps and self._steps[0].drop == "accept":
                self._steps.popleft()
                return True
        return False

    def _usual(self, request: Received) -> Answer:
        if not self._strict:
            return OK
        try:
            found = problems(request.json)
        except ValueError:
            return Answer(400, "invalid_payload")
        if not found:
            return OK
        return Answer(400, "invalid_attachments" if "/attachments" in found[0].pointer else "invalid_blocks")

    def _play(self, step: Answer, connection: socket.socket) -> bool:
        """Answer; false when the connection must go."""
        self._ended.wait(step.after)
        if step.drop == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if step.drop in ("read", "reset"):
            return False
        wire = step.wire()
        if step.drop == "cut":
            wire = wire[: len(wire) // 2]
        if step.drip:
            for byte in wire:
                connection.sendall(bytes([byte]))
                if self._ended.wait(step.drip):
                    return False
        else:
            connection.sendall(wire)
        return not step.drop and not step.raw


def _read(stream: Any, number: int) -> Received | None:
    first = stream.readline().decode("latin-1").split(" ")
    if len(first) < 3:
        return None
    headers: dict[str, str] = {}
    while (line := stream.readline().decode("latin-1").strip()) != "":
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", "0")))
    return Received(first[0], first[1], headers, body, number)


def refused_origin() -> str:
    """An origin where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    return f"http://127.0.0.1:{port}"


class Sleeps:
    """A ``sleep`` that writes down and does not sleep."""

    def __init__(self) -> None:
        self.asked: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)


def soon(seconds: float = 5.0) -> float:
    """A deadline on the real clock."""
    return time.monotonic() + seconds
