"""``bridge demo`` as a process: it starts, shows a message at once, stops cleanly, leaves the key file alone."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bridge.demo import KEY, _address, _make_key
from bridge.errors import SettingInvalid

IN_TIME = 60
"""Seconds for what takes one or two here: other tests may hold both cores."""


class Process:
    """A demo in a process of its own, its output read as it comes."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "bridge", "demo", "--port", "0", *options],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        self.out: list[str] = []
        self.err: list[str] = []
        pairs = ((self.popen.stdout, self.out), (self.popen.stderr, self.err))
        self.readers = [threading.Thread(target=lambda s=s, to=to: to.extend(s)) for s, to in pairs]
        for reader in self.readers:
            reader.start()

    def address(self) -> str:
        deadline = time.monotonic() + IN_TIME
        while time.monotonic() < deadline and self.popen.poll() is None:
            if found := re.search(r"(http://[^/\s]+)/inbox\n", "".join(self.out)):
                return found[1]
            time.sleep(0.02)
        pytest.fail(f"no address: {self.out} {self.err}")

    def stop(self, sent: signal.Signals = signal.SIGINT) -> int:
        self.popen.send_signal(sent)
        code = self.popen.wait(IN_TIME)
        for reader in self.readers:
            reader.join(5)
        return code


@contextmanager
def process(folder: Path, *options: str) -> Iterator[Process]:
    started = Process(folder, *options)
    try:
        yield started
    finally:
        if started.popen.poll() is None:
            started.popen.kill()
            started.popen.wait()
        for stream in (started.popen.stdout, started.popen.stderr):
            if stream:
                stream.close()


def first_message(address: str) -> str:
    with httpx.stream("GET", f"{address}/inbox/events", timeout=IN_TIME) as events:
        for line in events.iter_lines():
            if line.startswith("data: ") and '"payload"' in line:
                return str(json.loads(line.removeprefix("data: "))["payload"]["text"])
    pytest.fail("the stream ended")


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(".coverage"))


def test_starts_shows_and_stops(tmp_path: Path) -> None:
    with process(tmp_path) as demo:
        address = demo.address()
        assert first_message(address)
        with httpx.stream("GET", f"{address}/inbox/events", timeout=IN_TIME) as page:
            next(page.iter_raw())
            assert demo.stop() in {0, 130}  # though a page follows the inbox
    assert "".join(demo.err) == ""
    assert "".join(demo.out).startswith(
        f"The page:  {address}/\nThe inbox: {address}/inbox\nThe key:   {KEY} (made now;"
    )
    assert left_in(tmp_path) == [KEY.name]
    assert (tmp_path / KEY).stat().st_mode & 0o077 == 0


def test_two_at_once_in_one_folder_share_the_key(tmp_path: Path) -> None:
    with process(tmp_path) as one, process(tmp_path) as other:
        addresses = {one.address(), other.address()}
        assert len(addresses) == 2
        assert all(first_message(address) for address in addresses)
        assert {one.stop(), other.stop()} <= {0, 130}
    assert sorted("made now" in "".join(demo.out) for demo in (one, other)) == [False, True]
    assert left_in(tmp_path) == [KEY.name]


def test_a_key_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / KEY).write_text("not a key\n")
    with process(tmp_path) as demo:
        assert demo.popen.wait(IN_TIME) == 2
        for reader in demo.readers:
            reader.join(5)
    assert len(demo.err) == 1
    assert KEY.name in demo.err[0]
    assert (tmp_path / KEY).read_text() == "not a key\n"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match="cannot be written into this folder"):
        _make_key(tmp_path / "missing" / KEY)


def test_a_key_that_another_demo_is_writing(tmp_path: Path) -> None:
    key = tmp_path / KEY
    key.touch()
    writer = threading.Timer(0.1, key.write_text, args=("written",))
    writer.start()
    assert not _make_key(key)
    assert key.read_text() == "written"
    writer.join()


@pytest.mark.parametrize(
    ("family", "host", "address"),
    [
        (socket.AF_INET, "127.0.0.1", "http://127.0.0.1:{port}"),
        (socket.AF_INET, "0.0.0.0", "http://127.0.0.1:{port}"),  # noqa: S104 - on purpose, for the time of the test
        (socket.AF_INET6, "::1", "http://[::1]:{port}"),
        (socket.AF_INET6, "::", "http://[::1]:{port}"),
    ],
)
def test_what_the_demo_calls_itself(family: socket.AddressFamily, host: str, address: str) -> None:
    with socket.socket(family) as listener:
        try:
            listener.bind((host, 0))
        except OSError:
            assert family == socket.AF_INET6  # a machine without IPv6
            return
        assert _address(listener) == address.format(port=listener.getsockname()[1])
