"""A door to a stand-in of AWS that writes down what passes it."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

SERVICES: Final = {"TrentService": "kms", "AmazonSQS": "sqs"}
BATCHES: Final = {"ChangeMessageVisibilityBatch": "ChangeMessageVisibility", "DeleteMessageBatch": "DeleteMessage"}
"""A batch is allowed by the action of one: docs.aws.amazon.com/AWSSimpleQueueService, "API permissions"."""


@dataclass(frozen=True)
class Call:
    """One call: its action, what it is on, and the encryption context that it names."""

    action: str
    resource: str
    context: tuple[tuple[str, str], ...] = ()


@dataclass
class Recorder:
    """A door to the stand-in that writes each call down. ``names`` says which logical id an address or ARN is."""

    behind: str
    names: dict[str, str]
    calls: list[Call] = field(default_factory=list)

    def note(self, target: str, body: Mapping[str, Any]) -> None:
        service, _, operation = target.partition(".")
        operation = BATCHES.get(operation, operation)
        named = str(body.get("QueueUrl") or body.get("KeyId") or self.names["key"])
        context = tuple(sorted(body.get("EncryptionContext", {}).items()))
        self.calls.append(Call(f"{SERVICES[service.split('_')[0]]}:{operation}", self.names.get(named, named), context))


@contextmanager
def recording(recorder: Recorder) -> Iterator[str]:
    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            recorder.note(self.headers["X-Amz-Target"], json.loads(body))
            request = urllib.request.Request(recorder.behind, body, dict(self.headers))
            with urllib.request.urlopen(request, timeout=30) as answer:
                content = answer.read()
                self.send_response(answer.status)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Connection", "close")  # a vault's client has no end of its own
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
