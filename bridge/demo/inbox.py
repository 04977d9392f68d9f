"""The inbox that stands in Slack's place: takes what an incoming webhook takes, shows it in the browser as it comes.

Nothing is stored but the last messages, in memory. Pages follow through server-sent events
(https://html.spec.whatwg.org/multipage/server-sent-events.html).
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import re
import secrets
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bridge import web_page
from bridge.model import Clock, Delivery
from bridge.slack.limits import Problem, problems

MESSAGES: Final = 500
ROOM: Final = 16 * 1024 * 1024
"""Characters of all messages together; the oldest go first."""
BODY_LIMIT: Final = 256 * 1024
"""Bytes of one message. Slack documents no limit; its messages are far smaller."""
CHANNEL: Final = re.compile(r"[a-z0-9_-]{1,80}")
APP_LIMIT: Final = 80
HEARTBEAT: Final = 15.0
"""Seconds between signs of life, so that a connection that is gone is noticed."""

HEADERS: Final[Mapping[str, str]] = {**web_page.HEADERS, "Cache-Control": "no-store"}
ASSETS: Final[Mapping[str, tuple[str, str]]] = {
    "/inbox": ("demo/inbox.html", "text/html"),
    "/inbox/inbox.css": ("demo/inbox.css", "text/css"),
    "/inbox/inbox.js": ("demo/inbox.js", "text/javascript"),
    "/inbox/icon.svg": ("page/icon.svg", "image/svg+xml"),
    "/inbox/slack-message.css": ("page/slack-message.css", "text/css"),
    "/inbox/slack-blocks.css": ("page/slack-blocks.css", "text/css"),
    "/inbox/slack-message.js": ("page/slack-message.js", "text/javascript"),
    "/inbox/slack-blocks.js": ("page/slack-blocks.js", "text/javascript"),
    "/inbox/slack-emoji.js": ("page/slack-emoji.js", "text/javascript"),
}

Word = tuple[int, str]
"""A status and Slack's word for it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    number: int
    event: str


class Inbox:
    """The last messages, and whoever follows them. All of it lives in one event loop."""

    def __init__(
        self, welcome: Mapping[str, Any] | None = None, *, clock: Clock = time.time, heartbeat: float = HEARTBEAT
    ) -> None:
        """``welcome`` is told to every page first: its channels, hooks and people."""
        self.run = secrets.token_urlsafe(6)
        self._welcome = welcome or {}
        self._clock, self._heartbeat = clock, heartbeat
        self._entries: deque[_Entry] = deque()
        self._room = 0
        self._number = 0
        self._news = asyncio.Event()
        self._closed = False

    def receive(self, channel: str, app: str, body: bytes, *, form: bool = False) -> Word:
        """Take what was posted to a channel's webhook. Answers as Slack does, and shows what Slack would refuse."""
        if not CHANNEL.fullmatch(channel):
            return 404, "channel_not_found"
        heading = {"channel": channel, "app": app[:APP_LIMIT], "sent": round(self._clock() * 1000)}
        try:
            payload = _parsed(body, form=form)
            faults = problems(payload)
            word = _word(payload, faults) if faults else ""
            self._show({**heading, "payload": payload, **_marked(faults, word)})
        except (ValueError, RecursionError):
            word = "invalid_payload"
            faults = [Problem("", "not JSON that Slack can read")]
            self._show({**heading, "raw": body.decode(errors="replace"), **_marked(faults, word)})
        return (400, word) if word else (200, "ok")

    def _show(self, message: Mapping[str, Any]) -> None:
        event = json.dumps(message, allow_nan=False)  # ValueError for what JSON does not know
        self._number += 1
        self._entries.append(_Entry(self._number, event))
        self._room += len(event)
        while len(self._entries) > MESSAGES or (self._room > ROOM and len(self._entries) > 1):
            self._room -= len(self._entries.popleft().event)
        self._tell()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def close(self) -> None:
        """End every follower's stream; a server that stops would wait for them."""
        self._closed = True
        self._tell()

    async def events(self, last_id: str = "") -> AsyncIterator[str]:
        """The stream: ``hello``, what there is since ``last_id``, ``live``, then what comes."""
        run, _, number = last_id.partition(".")
        shown = int(number) if run == self.run and re.fullmatch(r"[0-9]{1,9}", number) else 0
        yield f"retry: 2000\nevent: hello\ndata: {json.dumps({'run': self.run, **self._welcome})}\n\n"
        live = False
        while not self._closed:
            news = self._news
            for entry in [entry for entry in self._entries if entry.number > shown]:
                shown = entry.number
                yield f"id: {self.run}.{shown}\nevent: message\ndata: {entry.event}\n\n"
            if not live:
                live = True
                yield "event: live\ndata: {}\n\n"
            try:
                await asyncio.wait_for(news.wait(), self._heartbeat)
            except TimeoutError:
                yield ": still here\n\n"


def _parsed(body: bytes, *, form: bool) -> Any:
    if form:
        return json.loads(parse_qs(body.decode(), max_num_fields=10).get("payload", [""])[0])
    return json.loads(body)


def _marked(faults: list[Problem], word: str) -> dict[str, Any]:
    return {"word": word, "problems": [{"pointer": f.pointer, "sentence": f.sentence} for f in faults]}


def _word(payload: Any, faults: list[Problem]) -> str:
    """The one word that Slack answers with; the faults themselves it keeps to itself."""
    if not isinstance(payload, dict):
        return "invalid_payload"
    if not any(payload.get(key) for key in ("text", "blocks", "attachments")):
        return "no_text"
    for place, word in (("blocks", "invalid_blocks"), ("attachments", "invalid_attachments")):
        if any(fault.pointer.split("/")[1:2] == [place] for fault in faults):
            return word
    return "invalid_blocks" if any(not fault.pointer for fault in faults) else "invalid_payload"


# --- the routes ----------------------------------------------------------------------------------------------------

Send = Callable[[str], Mapping[str, Any]]
Endpoint = Callable[[Request], Awaitable[Response]]


def add_inbox(app: FastAPI, inbox: Inbox, *, send: Send, samples: Mapping[str, Delivery]) -> None:
    """Add the inbox to an app, and lead ``/`` to it where the app has no page of its own.

    ``send`` sends the next sample that a channel gets (any sample, for an empty name) and says what became of it; it
    may block. ``samples`` are bodies to start from, by source.
    """

    async def hook(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("invalid_payload", 413)
        form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
        app_name = request.query_params.get("app", "")
        status, word = inbox.receive(request.path_params["channel"], app_name, body, form=form)
        return PlainTextResponse(word, status)

    async def events(request: Request) -> Response:
        return StreamingResponse(
            inbox.events(request.headers.get("last-event-id", "")), media_type="text/event-stream; charset=utf-8"
        )

    async def another(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(send, request.query_params.get("channel", "")))

    async def sample(request: Request) -> Response:
        found = samples.get(request.path_params["source"])
        return Response(found.body, media_type="application/json") if found else PlainTextResponse("not found", 404)

    async def home(_: Request) -> Response:
        return RedirectResponse("/inbox", 307)

    if not any(getattr(route, "path", None) == "/" for route in app.routes):
        app.router.routes.append(Route("/", _guarded(home)))
    for path, (name, kind) in ASSETS.items():
        app.router.routes.append(Route(path, _guarded(_asset(name, kind))))
    app.router.routes += [
        Route("/inbox/events", _guarded(events)),
        Route("/inbox/samples/{source}", _guarded(sample)),
        Route("/inbox/send", _guarded(another), methods=["POST"]),
        Route("/inbox/hooks/{channel}", _guarded(hook), methods=["POST"]),
    ]


def _asset(name: str, kind: str) -> Endpoint:
    content = (resources.files("bridge") / name).read_bytes()

    async def serve(_: Request) -> Response:
        return Response(content, media_type=f"{kind}; charset=utf-8")

    return serve


def _guarded(endpoint: Endpoint) -> Endpoint:
    """The endpoint for pages of this origin alone, with the headers that every answer has."""

    async def answer(request: Request) -> Response:
        if not _own_host(request):
            response: Response = PlainTextResponse("The inbox answers to localhost and to IP addresses only.", 403)
        elif request.method == "POST" and _foreign(request):
            response = PlainTextResponse("The inbox takes nothing from other sites' pages.", 403)
        else:
            response = await endpoint(request)
        response.headers.update(HEADERS)
        return response

    return answer


def _own_host(request: Request) -> bool:
    """Against DNS rebinding: another site's page may reach this port, but only under that site's name."""
    try:
        name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        return name == "localhost" or bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def _foreign(request: Request) -> bool:
    """Whether a browser sends this for another site's page; what names no origin (curl, the bridge) is none."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    own = f"http://{request.headers.get('host', '')}"
    return site not in {"same-origin", "none"} or request.headers.get("origin", own) != own


async def _body(request: Request) -> bytes | None:
    """The body, or None if it is over the limit."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > BODY_LIMIT:
            return None
        parts.append(part)
    return b"".join(parts)
