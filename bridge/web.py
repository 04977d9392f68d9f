"""The only module that knows FastAPI: a request becomes a Delivery, an outcome becomes an answer."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from bridge import __version__, logs
from bridge.errors import (
    BridgeError,
    DestinationError,
    DestinationSilent,
    InternalError,
    MethodNotAllowed,
    NotFound,
    PayloadMalformed,
    PayloadTooLarge,
    SourceUnknown,
)
from bridge.model import Delivery, Receipt, Skip
from bridge.plain import plain_hook
from bridge.relay import Outcome, Relay

BODY_LIMIT: Final = 25 * 1024 * 1024
"""Bytes. GitHub sends no more (docs.github.com/webhooks, "payload cap")."""

BODY_PATIENCE: Final = 5.0
SLACK_PATIENCE: Final = 8.0
PATIENCE: Final = 8.7
"""Seconds from a request's first byte: to receive it, to deliver it, to answer. GitHub hangs up at 10."""

QUEUED: Final = (
    "A worker posts it in its turn. The same delivery sent again within five minutes is taken once: to see it posted "
    "again, redeliver it later."
)

App = FastAPI
Answer = tuple[int, dict[str, Any]]
Tell = Callable[[Delivery, float], list[Outcome]]


def create_app(
    relay: Relay, *, plain_origins: Sequence[str] = (), threads: int = 64, on_stop: Callable[[], None] = lambda: None
) -> App:
    """The app: hooks and health. ``plain_origins`` are the destinations that backslack's plain ``/hook`` may name;
    empty means that there is no such route. ``threads`` bounds the deliveries that are under way at once; ``on_stop``
    is called when a server has ended (Lambda never says so)."""
    pool = ThreadPoolExecutor(threads, thread_name_prefix="delivery")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        on_stop()

    app = FastAPI(
        title="bridge",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,  # a redirect would repeat the token in its Location
    )

    async def hooks(request: Request) -> JSONResponse:
        source, texts = request.path_params["source"], request.query_params.getlist("config")

        def tell(delivery: Delivery, deadline: float) -> list[Outcome]:
            return relay.relay(delivery, texts, deadline=deadline)

        return _response(await _outcomes(request, source, tell, pool))

    async def plain(request: Request) -> JSONResponse:
        def tell(delivery: Delivery, deadline: float) -> list[Outcome]:
            hook = plain_hook(request.query_params, plain_origins)
            return relay.tell(relay.sources["backlog"], delivery, [hook], deadline=deadline)

        return _response(await _outcomes(request, "backlog", tell, pool))

    async def healthz(_: Request) -> JSONResponse:
        return json_answer(200, {"status": "ok", "version": __version__})

    # Routes that validate nothing are Starlette's: FastAPI's own cost a webhook 0.2 ms, and a cold start 40 ms.
    app.add_route("/hooks/{source}", hooks, ["POST"])
    app.add_route("/healthz", healthz, ["GET"])
    if plain_origins:
        app.add_route("/hook", plain, ["POST"])

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == 405:
            answer = json_answer(
                *_error(MethodNotAllowed("This address does not take that method; webhooks are POSTed."))
            )
            answer.headers["Allow"] = (error.headers or {}).get("Allow", "POST")  # RFC 9110, 15.5.6
            return answer
        return json_answer(*_error(NotFound("There is nothing at this address; a hook's URL starts with /hooks/.")))

    return app


async def _outcomes(request: Request, source: str, tell: Tell, pool: ThreadPoolExecutor) -> list[Outcome]:
    """Receive, deliver in a thread, in time; whatever goes wrong is an outcome. Each is a line in the log."""
    start = time.monotonic()
    try:
        body = await receive(request, start + BODY_PATIENCE, BODY_LIMIT)
        headers = {name.lower(): value for name, value in request.headers.items()}
        work = asyncio.get_running_loop().run_in_executor(
            pool, tell, Delivery(source, headers, body), start + SLACK_PATIENCE
        )
        outcomes = await asyncio.wait_for(work, start + PATIENCE - time.monotonic())
    except BridgeError as error:
        outcomes = [Outcome("", error)]
    except TimeoutError:
        late = DestinationSilent("The delivery did not finish in time; the message may have arrived.", word="none")
        outcomes = [Outcome("", late)]
    except Exception as fault:  # noqa: BLE001 - whatever it was, the sender gets an answer and the log its place
        outcomes = [Outcome("", InternalError("The bridge failed on this delivery."), fault=fault)]
    for outcome in outcomes:
        _write(source, outcome, time.monotonic() - start)
    return outcomes


async def receive(request: Request, deadline: float, limit: int) -> bytes:
    """The raw bytes, within the limit (a whole number of MiB) and by ``deadline`` (``time.monotonic`` seconds).

    Raises PayloadTooLarge, PayloadMalformed.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(limit)
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + deadline - time.monotonic()):
            return await _gather(request.stream(), limit)
    except TimeoutError:
        raise PayloadMalformed("The body did not arrive in time.") from None
    except ClientDisconnect:
        raise PayloadMalformed("The body did not arrive whole: the sender hung up.") from None


async def _gather(stream: AsyncIterator[bytes], limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in stream:
        size += len(part)
        if size > limit:
            raise _too_large(limit)
        parts.append(part)
    return b"".join(parts)


def _too_large(limit: int) -> PayloadTooLarge:
    return PayloadTooLarge(f"The body is over {limit // 2**20} MiB.")


def _answer(outcome: Outcome) -> Answer:
    match outcome.ending:
        case Receipt(outcome="posted"):
            return 200, {"outcome": "posted", "kind": outcome.kind, "id": outcome.id}
        case Receipt():
            return 202, {"outcome": "queued", "kind": outcome.kind, "id": outcome.id, "detail": QUEUED}
        case Skip(reason=reason):
            return 200, {"outcome": "skipped", "reason": reason}
        case error:
            return _error(error)


def _error(error: BridgeError) -> Answer:
    return error.status, error.body()


def _response(outcomes: Sequence[Outcome]) -> JSONResponse:
    """One outcome is the answer; several are listed, under the highest of their statuses."""
    waits = [o.ending.retry_after for o in outcomes if isinstance(o.ending, BridgeError)]
    wait = max((seconds for seconds in waits if seconds is not None), default=None)
    answers = [_answer(outcome) for outcome in outcomes]
    if len(answers) == 1:
        return json_answer(*answers[0], retry_after=wait)
    results = [{"id": o.id, "status": status} | body for o, (status, body) in zip(outcomes, answers, strict=True)]
    status = max(status for status, _ in answers)
    return json_answer(status, {"outcome": "several", "results": results}, retry_after=wait)


def json_answer(status: int, body: dict[str, Any], retry_after: int | None = None) -> JSONResponse:
    """An answer that no cache keeps; ``retry_after`` is in seconds."""
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    return JSONResponse(body, status, headers)


def _write(source: str, outcome: Outcome, seconds: float) -> None:
    status, body = _answer(outcome)
    ending = outcome.ending
    word = ending.word if isinstance(ending, Receipt | DestinationError) else None
    logs.event(
        logging.INFO if status < 400 else logging.ERROR if status == 500 else logging.WARNING,
        "delivery",
        # An unknown one is whatever somebody pasted into the path, a token perhaps.
        source="" if isinstance(ending, SourceUnknown) else source,
        outcome=body.get("outcome", "failed"),
        status=status,
        kind=outcome.kind,
        id=outcome.id,
        place=outcome.place,
        reason=body.get("reason"),
        error=body.get("error"),
        detail=body.get("detail") if status >= 400 else None,  # a good answer's is the same every time
        slack=word,
        unsigned=outcome.unsigned or None,
        notes=list(outcome.notes) or None,
        fault=logs.place_of(outcome.fault) if outcome.fault else None,
        ms=outcome.ms | {"total": round(seconds * 1000, 2)},
    )
