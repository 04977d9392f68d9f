"""AWS's own runtime client (awslambdaric) around a handler, against a Runtime API of ours on loopback.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass
class Function:
    """A function that is running: ``invoke`` it as often as you like. ``output`` is what it wrote so far."""

    events: queue.Queue[tuple[str, bytes] | None] = field(default_factory=queue.Queue)
    answers: queue.Queue[tuple[str, Any]] = field(default_factory=queue.Queue)
    lines: list[str] = field(default_factory=list)
    count: int = 0

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """The handler's answer to one event; an AssertionError with what the runtime reported when it failed."""
        self.count += 1
        self.events.put((f"request-{self.count}", json.dumps(event).encode()))
        try:
            outcome, body = self.answers.get(timeout=30)
        except queue.Empty:
            raise AssertionError(f"no answer; it wrote:\n{self.output}") from None
        assert outcome == "response", body
        return body

    @property
    def output(self) -> str:
        """Standard output and error."""
        return "".join(self.lines)


CLIENT = (sys.executable, "-m", "awslambdaric")
"""The runtime client of this environment."""


@contextmanager
def function(
    handler: str, environment: Mapping[str, str], *, client: Sequence[str] = CLIENT, cwd: Path = ROOT
) -> Iterator[Function]:
    """Run ``handler`` (``module.name``) with nothing but ``environment`` and what Python needs, under ``client``."""
    running = Function()

    class RuntimeApi(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path.endswith("/restore/next"):  # SnapStart: the snapshot was taken, this is the restored one
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            event = running.events.get(timeout=60)
            if event is None:  # the end: the client gives up on this, and Python ends in good order
                self.send_response(500)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            request_id, body = event
            self.send_response(200)
            self.send_header("Lambda-Runtime-Aws-Request-Id", request_id)
            self.send_header("Lambda-Runtime-Deadline-Ms", str(int((time.time() + 30) * 1000)))
            self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:123456789012:function:f")
            # As Lambda sends them; the client reads some of them without looking whether they are there.
            self.send_header("Lambda-Runtime-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            running.answers.put((self.path.rsplit("/", 1)[-1], json.loads(body)))
            self.send_response(202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), RuntimeApi)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    kept = {name: value for name, value in os.environ.items() if name.startswith(("COVERAGE", "PATH", "HOME", "LANG"))}
    process = subprocess.Popen(
        [*client, handler],
        cwd=cwd,
        env=kept | {"AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}"} | dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    reader = threading.Thread(target=lambda: running.lines.extend(process.stdout or ()), daemon=True)
    reader.start()
    try:
        yield running
    finally:
        running.events.put(None)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        reader.join(5)
        process.stdout.close()
        server.shutdown()
        server.server_close()
