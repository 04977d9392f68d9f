"""SQS (and whatever else a deployment meets) for the tests: MiniStack as a process of its own, on 127.0.0.1."""

from __future__ import annotations

import functools
import http.client
import os
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import botocore.session
import pytest

from tests.kms import MISSING, REGION, STANDINS, free_port


class MiniStack:
    """The running process. ``client`` makes clients of a service; ``environment`` points a process at it."""

    def __init__(self, **settings: str) -> None:
        """``settings`` are more variables of its own."""
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        own = {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "IOT_MTLS_ENABLED": "0"}
        self._process = subprocess.Popen(
            [STANDINS / "ministack" / ".venv" / "bin" / "ministack"],
            env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/tmp"), **own, **settings},  # noqa: S108 - a home, not a file of ours
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait(port, time.monotonic() + 60)

    def _wait(self, port: int, until: float) -> None:
        while time.monotonic() < until and self._process.poll() is None:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                connection.request("GET", "/_ministack/health")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
            finally:
                connection.close()
        self.stop()
        raise RuntimeError("MiniStack did not start")

    @property
    def environment(self) -> dict[str, str]:
        """What an SDK must be told to speak to it."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def client(self, service: str) -> Any:
        """A client of botocore's for one of its services."""
        return botocore.session.Session().create_client(
            service, region_name=REGION, endpoint_url=self.url, aws_access_key_id="test", aws_secret_access_key="test"
        )

    def stop(self) -> None:
        """End the process; a second call does nothing."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


_start = functools.cache(MiniStack)


@pytest.fixture(scope="session")
def ministack() -> Iterator[MiniStack]:
    """The one process, started by the first test that asks."""
    if not (STANDINS / "ministack" / ".venv" / "bin" / "ministack").exists():
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    standin = _start()
    yield standin
    standin.stop()
