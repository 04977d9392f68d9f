"""KMS for the tests: LocalStack's as a process of its own, and a door in front of it that counts or misbehaves.

``kms`` is one process for the whole run. ``KmsEndpoint`` is an HTTP server that notes every call and then passes it on,
or answers by a script in KMS's own error shape, or falls silent.
"""

from __future__ import annotations

import functools
import http.client
import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import botocore.session
import pytest

STANDINS = Path(__file__).parent / "standins"
REGION = "ap-northeast-1"
MISSING = "the AWS stand-in is not installed: make standins"


class StandIn:
    """The running process and a client that administers its keys."""

    def __init__(self) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        quiet = {"DISABLE_EVENTS": "1", "SKIP_SSL_CERT_DOWNLOAD": "1", "DNS_ADDRESS": "0"}
        only = {"SERVICES": "kms", "STRICT_SERVICE_LOADING": "1", "GATEWAY_LISTEN": f"127.0.0.1:{port}"}
        # Its own environment: a test run's AWS_… or coverage's start-up hook are none of its business.
        self._process = subprocess.Popen(
            [STANDINS / ".venv" / "bin" / "python", STANDINS / "localstack_kms.py"],
            env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/tmp"), **quiet, **only},  # noqa: S108 - a home, not a file of ours
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait(port, time.monotonic() + 90)
        self.client: Any = botocore.session.Session().create_client(
            "kms", region_name=REGION, endpoint_url=self.url, aws_access_key_id="test", aws_secret_access_key="test"
        )

    def _wait(self, port: int, until: float) -> None:
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                connection.request("GET", "/_localstack/health")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
            finally:
                connection.close()
        self.stop()
        raise RuntimeError("the KMS stand-in did not start")

    def stop(self) -> None:
        """End the process; a second call does nothing."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def key(self) -> str:
        """A new key's ARN."""
        return str(self.client.create_key()["KeyMetadata"]["Arn"])


_start = functools.cache(StandIn)


@pytest.fixture(scope="session")
def kms() -> Iterator[StandIn]:
    """The one process, started by the first test that asks."""
    if not (STANDINS / ".venv" / "bin" / "python").exists():
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    standin = _start()
    yield standin
    standin.stop()


@dataclass
class KmsEndpoint:
    """An HTTP server in KMS's place. ``calls`` are the operations' names; ``script`` may answer instead of ``behind``.

    A script takes the operation and returns ``(status, code)`` for an error, ``"silent"`` for no answer at all,
    ``"nonsense"`` for a page that is not KMS's, or None to pass the call on.
    """

    behind: str = ""
    script: Callable[[str], tuple[int, str] | str | None] = lambda _: None
    calls: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        endpoint, released = self, threading.Event()

        class Answer(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                operation = self.headers["X-Amz-Target"].rpartition(".")[2]
                endpoint.calls.append(operation)
                told = endpoint.script(operation)
                if told == "silent":
                    released.wait(30)
                    self.close_connection = True
                elif told == "nonsense":
                    self.answer(200, b"<html>welcome to the hotel</html>")
                elif isinstance(told, tuple):
                    self.answer(told[0], json.dumps({"__type": told[1], "message": "arn:aws:kms:secret"}).encode())
                else:
                    self.answer(*self.passed_on(body))

            def passed_on(self, body: bytes) -> tuple[int, bytes]:
                connection = http.client.HTTPConnection(urlsplit(endpoint.behind).netloc, timeout=30)
                try:
                    connection.request("POST", "/", body, dict(self.headers))
                    answer = connection.getresponse()
                    return answer.status, answer.read()
                finally:
                    connection.close()

            def answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/x-amz-json-1.1")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._server.daemon_threads = True
        self._released = released
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Its origin."""
        return f"http://127.0.0.1:{self._server.server_port}"


def point_at(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Send every KMS client of this test to ``url``, with credentials of its own and nobody's configuration."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ENDPOINT_URL_KMS", url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
