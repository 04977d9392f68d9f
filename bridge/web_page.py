"""The self-service page: static files of the package, under names that hold their content's hash.

Nothing is loaded from elsewhere, nothing is inline, nothing is kept in the browser. The page itself talks to ``/api``.
"""

from __future__ import annotations

import functools
import hashlib
import html
import re
from collections.abc import Mapping
from importlib import resources
from typing import Final, Literal

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

Access = Literal["open", "passphrase"]

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
YEAR: Final = "public, max-age=31536000, immutable"
TYPES: Final[Mapping[str, str]] = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
FILES: Final = (
    "icon.svg",
    "slack-message.css",
    "slack-message.js",
    "page.css",
    "words-en.js",
    "words-ja.js",
    "dom.js",
    "patterns.js",
    "steps.js",
    "page.js",
    "index.html",
)
"""What the page is made of. Each names only those before it, as ``./name``."""


def lean(content: str, kind: str) -> str:
    """Without indentation, comments on lines of their own and a style sheet's spaces: a browser wants none of them."""
    bare = re.sub(r"^\s*(?://.*|/\*[\s\S]*?\*/\s*)$", "", content, flags=re.MULTILINE)
    return re.sub(r"\s*([{};,\n])\s*", r"\1", bare) if kind == "css" else re.sub(r"\n\s*", "\n", bare)


@functools.cache
def assets() -> Mapping[str, tuple[str, bytes]]:
    """Served name → media type and content, every ``./name`` in a content replaced by the served name.

    ``index.html`` keeps its name. Made at the first request, so that no webhook's cold start pays for it.
    """
    served: dict[str, tuple[str, bytes]] = {}
    names: dict[str, str] = {}
    for file in FILES:
        content = (resources.files("bridge") / "page" / file).read_text(encoding="utf-8")
        for name, hashed in names.items():
            content = content.replace(f'"./{name}"', f'"/page/{hashed}"')
        stem, _, kind = file.rpartition(".")
        raw = lean(content, kind).encode()
        names[file] = f"{stem}.{hashlib.sha256(raw).hexdigest()[:12]}.{kind}"
        served[file if kind == "html" else names[file]] = TYPES[kind], raw
    return served


def add_page(app: FastAPI, access: Access, example: str = "") -> None:
    """Serve the page at ``/`` and its parts under ``/page/``.

    ``access`` tells it whether to ask for a passphrase, ``example`` is a destination that it fills in.
    """

    async def page(request: Request) -> Response:
        kind, raw = assets()["index.html"]
        told = f'data-access="{access}" data-example="{html.escape(example)}"'
        content = raw.replace(b'data-access="open"', told.encode())
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        headers = {**HEADERS, "Cache-Control": "no-cache", "ETag": tag}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=kind, headers=headers)

    async def part(request: Request) -> Response:
        found = assets().get(request.path_params["name"])
        if found is None or found[0] == TYPES["html"]:
            raise HTTPException(404)
        return Response(found[1], media_type=found[0], headers={**HEADERS, "Cache-Control": YEAR})

    app.add_route("/", page, ["GET"])
    app.add_route("/page/{name}", part, ["GET"])
