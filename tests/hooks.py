"""Sealed URLs and API Gateway events for tests of the whole line."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bridge.config import Options, hook_config
from bridge.seal import SealVault, write_key
from bridge.slack.destination import check_destination


def key_file(folder: Path) -> str:
    """The folder's local key, made where there is none, as ``BRIDGE_KEY`` names it."""
    path = folder / "test.key"
    if not path.exists():
        write_key(path)
    return f"file:{path}"


def sealed(vault: SealVault, slack_url: str, source: str = "backlog", **options: Any) -> str:
    """Path and query of a hook; the destination's own origin is allowed."""
    parts = urlsplit(slack_url)
    origins = [f"{parts.scheme}://{parts.netloc}"]
    config = hook_config(
        Options(source=source, slack_url=slack_url, **options),
        now=1_790_000_000,
        check_destination=lambda url: check_destination(url, origins),
    )
    return f"/hooks/{source}?config={vault.seal(config, source).text()}"


def api_event(path: str, body: bytes, *, method: str = "POST", encoded: bool = True) -> dict[str, Any]:
    """An API Gateway HTTP API event, payload 2.0: docs.aws.amazon.com/apigateway, "Lambda proxy integrations"."""
    raw_path, _, query = path.partition("?")
    http = {"method": method, "path": raw_path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "test"}
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": raw_path,
        "rawQueryString": query,
        "headers": {"content-type": "application/json; charset=UTF-8", "host": "bridge.example"},
        "requestContext": {"http": http, "stage": "$default", "domainName": "bridge.example"},
        "body": base64.b64encode(body).decode() if encoded else body.decode(),
        "isBase64Encoded": encoded,
    }
