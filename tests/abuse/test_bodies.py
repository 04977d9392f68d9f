"""Bodies and headers that are made to hurt: each gets its answer, and the next delivery gets its own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from bridge.seal import SealVault
from bridge.sources import SOURCES
from bridge.web import BODY_PATIENCE
from tests import http
from tests.hooks import key_file, sealed
from tests.slack.fake_slack import FakeSlack


@dataclass
class Served:
    """``bridge serve`` as a process, with one hook."""

    origin: str
    hook: str
    process: subprocess.Popen[str]
    slack: FakeSlack

    def post(self, body: bytes, **headers: str) -> httpx.Response:
        """One delivery."""
        sent = {"Content-Type": "application/json", **headers}
        return http.post(self.origin + self.hook, content=body, headers=sent)

    def memory(self) -> int:
        """Resident bytes."""
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii"))
        assert found
        return int(found[1]) * 1024


@pytest.fixture(scope="module", name="served")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    key = key_file(tmp_path_factory.mktemp("key"))
    with FakeSlack() as slack:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("BRIDGE_")}
        process = subprocess.Popen(
            [sys.executable, "-m", "bridge", "serve", "--port", "0"],
            env=environ | {"BRIDGE_KEY": key, "BRIDGE_DESTINATIONS": slack.origin},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr
        started = json.loads(process.stderr.readline())
        yield Served(started["address"], sealed(SealVault([key]), slack.url), process, slack)
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        process.stderr.close()
        assert process.returncode in {0, -signal.SIGTERM}


@pytest.fixture(autouse=True)
def _still_alive(served: Served) -> Iterator[None]:
    """Whatever was sent, an ordinary delivery is told afterwards."""
    yield
    sample = SOURCES["backlog"].sample("issue.created")
    assert sample
    assert served.post(sample.body).json()["outcome"] == "posted"


def odd(member: str) -> bytes:
    """An issue's webhook with one member more."""
    sample = SOURCES["backlog"].sample("issue.created")
    assert sample
    return sample.body.rstrip().removesuffix(b"}") + b', "odd": ' + member.encode() + b"}"


@pytest.mark.parametrize(
    ("member", "status"),
    [
        ("9" * 5_000, 200),
        ("-" + "9" * 1_000_000, 200),
        ("1e999999999", 200),
        ("0." + "3" * 1_000_000, 200),
        ("[" * 150 + "]" * 150, 200),
        ("[" * 250 + "]" * 250, 400),
        ("[" * 1_000_000, 400),
        ('{"a":' * 100_000, 400),
        ('"' + "[{" * 1_000_000 + '"', 200),
        ('"' + '\\"' * 1_000_000, 400),
        ('"' + "\\u0041" * 1_000_000 + '"', 200),
        ("[" + "{}," * 500_000 + "{}]", 200),
        ("{" + ",".join(f'"{n}":0' for n in range(300_000)) + "}", 200),
        ("{" + ",".join('"a":0' for _ in range(300_000)) + "}", 200),
        ("NaN", 400),
    ],
    ids=lambda value: str(value)[:12],
)
def test_json_bombs_have_an_answer(served: Served, member: str, status: int) -> None:
    answer = served.post(odd(member))
    assert answer.status_code == status, answer.text
    if status == 400:
        assert answer.json()["error"] == "payload-malformed"


def test_the_last_of_two_members_counts(served: Served) -> None:
    answer = served.post(odd('1, "type": 3'))
    assert answer.json()["kind"] == "issue.commented"


def test_a_body_over_the_limit_costs_little(served: Served) -> None:
    before = served.memory()
    answer = served.post(b" " * (26 * 2**20))
    assert answer.json()["error"] == "payload-too-large"
    assert served.memory() - before < 60 * 2**20


@pytest.mark.parametrize(
    "headers", [{"X-Long": "x" * 200_000}, {f"X-{number}": "x" * 1_000 for number in range(200)}], ids=["one", "many"]
)
def test_headers_over_the_limit_are_refused(served: Served, headers: dict[str, str]) -> None:
    with contextlib.suppress(httpx.TransportError):  # the server may hang up before all of them were sent
        assert served.post(b"{}", **headers).status_code in {400, 431}


def test_a_url_over_the_limit_is_refused(served: Served) -> None:
    answer = http.post(f"{served.origin}/hooks/backlog?config={'A' * 30_000}", content=b"{}")
    assert (answer.status_code, answer.json()["error"]) == (403, "seal-broken")


def connected(served: Served, head: str) -> socket.socket:
    parts = urlsplit(served.origin)
    found = socket.create_connection((parts.hostname, parts.port), timeout=15)
    found.sendall(f"POST {served.hook} HTTP/1.1\r\nHost: bridge.example\r\n{head}\r\n\r\n".encode())
    return found


def test_bodies_that_drip_are_not_waited_for_and_hold_up_nobody(served: Served) -> None:
    slow = [connected(served, "Content-Length: 5000") for _ in range(50)]
    for each in slow:
        each.sendall(b"{")
    sample = SOURCES["backlog"].sample("issue.created")
    assert sample
    assert served.post(sample.body).json()["outcome"] == "posted"
    for each in slow:
        each.settimeout(2 * BODY_PATIENCE)  # all end together, not one after the other
        assert each.recv(4096).startswith(b"HTTP/1.1 400")
        each.close()


def test_a_chunked_body_without_an_end_is_not_waited_for(served: Served) -> None:
    with connected(served, "Transfer-Encoding: chunked") as slow:
        slow.sendall(b"1\r\n{\r\n")
        assert slow.recv(4096).decode().startswith("HTTP/1.1 400")
