"""The wire to Slack: httpx's transport with time limits that are points in time.

A span would begin anew with every byte, so that an answer that drips could outlast a sender's patience. Loaded with the
first connection: a function that queues its messages opens none.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from typing import Any, Final

import httpcore
import httpx

from bridge.model import Clock

KEEP_ALIVE: Final = 10.0


class Transport(httpx.HTTPTransport):
    """httpx's transport over a pool of ours; httpx has no argument for the network backend."""

    def __init__(self, tls: ssl.SSLContext, clock: Clock, wall: Clock) -> None:
        super().__init__(verify=tls, trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls,
            max_connections=100,
            max_keepalive_connections=20,
            keepalive_expiry=KEEP_ALIVE,
            network_backend=_Wire(clock, wall),
        )


class _Wire(httpcore.NetworkBackend):
    """Opens connections; every ``timeout`` is a point in ``clock``'s time, and bounds all addresses of a host."""

    def __init__(self, clock: Clock, wall: Clock) -> None:
        self._clock, self._wall = clock, wall
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Try the host's addresses in turn, each with its share of the time. Raises ConnectError, ConnectTimeout."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise httpcore.ConnectError("no address for the host") from None
        failure: Exception = httpcore.ConnectError("no address for the host")
        for waiting, entry in zip(range(len(found), 0, -1), found, strict=True):
            left = _left(timeout, self._clock, httpcore.ConnectTimeout)
            try:
                stream = self._sockets.connect_tcp(
                    str(entry[4][0]), port, left and left / waiting, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._clock, self._wall)
        raise failure


class _Stream(httpcore.NetworkStream):
    """A connection whose time limits are points in time, and which counts as dead after a freeze.

    Lambda stops the world between requests, the monotonic clock with it: a connection that Slack has long dropped
    would look fresh, and a message written to it would be lost. So its age is taken from the wall clock.
    """

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock, wall: Clock) -> None:
        self._stream, self._clock, self._wall = stream, clock, wall
        self._used = wall()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Raises ReadTimeout, ReadError."""
        got = self._stream.read(max_bytes, _left(timeout, self._clock, httpcore.ReadTimeout))
        self._used = self._wall()
        return got

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Raises WriteTimeout, WriteError."""
        self._stream.write(buffer, _left(timeout, self._clock, httpcore.WriteTimeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Raises ConnectTimeout, ConnectError."""
        left = _left(timeout, self._clock, httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._clock, self._wall)

    def get_extra_info(self, info: str) -> Any:
        """The pool takes an idle connection that is readable for one that the other side has closed."""
        if info == "is_readable" and abs(self._wall() - self._used) > KEEP_ALIVE:
            return True
        return self._stream.get_extra_info(info)


def _left(until: float | None, clock: Clock, failure: type[Exception]) -> float | None:
    if until is None:
        return None
    left = until - clock()
    if left <= 0:
        raise failure("the time is up")
    return left
