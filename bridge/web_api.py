"""What the page asks of the bridge: ``/api/*``, JSON in and out, for this origin's own page or for who names none.

The Slack address and the secrets come in a body and never leave it: no answer, no address and no log line holds one.
"""

from __future__ import annotations

import ipaddress
import json
import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from bridge import hooks, logs
from bridge.config import Options
from bridge.errors import (
    BridgeError,
    InternalError,
    MediaTypeUnsupported,
    NotFound,
    OriginForeign,
    PassphraseWrong,
    PayloadMalformed,
    SealRevoked,
    SessionRequired,
    SettingInvalid,
)
from bridge.filter_options import shown
from bridge.filters import SWITCHES, WHERE
from bridge.hooks import Desk, Made
from bridge.model import Delivery, Receipt
from bridge.relay import Relay
from bridge.session import LIFETIME, Sessions
from bridge.slack.destination import check_origin
from bridge.web import SLACK_PATIENCE, json_answer, receive

BODY_LIMIT: Final = 2 * 1024 * 1024
"""Bytes: a webhook's body to preview, and the options beside it."""
BODY_PATIENCE: Final = 5.0
MOST_PREVIEWS: Final = 400
SLOW: Final = 1.0
"""Seconds that a wrong passphrase waits for its answer, beside what trying it costs."""
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})

Given = dict[str, Any]
Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """The parts behind the routes. ``relay`` is the real line with an outbox that tries once; ``base_url`` is empty
    where the request says it; ``sessions`` is None where the page is open."""

    desk: Desk
    relay: Relay
    base_url: str = ""
    sessions: Sessions | None = None
    pause: Callable[[float], None] = time.sleep

    # --- one method a route: the request's JSON object in, the answer's out

    def session(self, given: Given, _: str) -> Answer:
        """``{"passphrase"}`` → ``{"session", "expires_in"}``, in seconds."""
        if self.sessions is None:
            raise NotFound("This page asks for no passphrase.")
        passphrase = _word(given, "passphrase")
        _no_more(given)
        try:
            return {"session": self.sessions.begin(passphrase), "expires_in": LIFETIME}
        except PassphraseWrong:
            self.pause(SLOW)
            raise

    def urls(self, given: Given, base: str) -> Answer:
        """A hook's options, and the URL of an old one as ``from`` → ``{"url", "id", "length"}``."""
        made = self._made(given)
        token = self.desk.seal(made)
        url = f"{base}/hooks/{made.source}?config={token.text()}"
        return {"url": url, "id": token.id, "length": len(url)}

    def inspect(self, given: Given, _: str) -> Answer:
        """``{"url"}`` → what it is set to, without its secrets."""
        text = _word(given, "url")
        _no_more(given)
        token = hooks.only_token(text)
        try:
            return self.desk.inspect(token)
        except SealRevoked as error:
            raise Ended(error, self.desk.ended(token)) from None

    def preview(self, given: Given, _: str) -> Answer:
        """``{"source", "kind"}`` or ``{"source", "event", "body"}``, and options → how it looks, or why it is not told.

        With ``kinds``, a list of names, each one's preview stands in ``results``.
        """
        kinds, kind, event = given.pop("kinds", None), _optional(given, "kind"), _optional(given, "event")
        body = given.pop("body", None)
        options = Options.from_json(given)
        source = self.desk.sources.get(options.source)
        if source is None:
            raise SettingInvalid(f"source must be {' or '.join(self.desk.sources)}.")
        if sum(asked is not None for asked in (kinds, kind or None, body)) != 1:
            raise SettingInvalid("Give kind, a kind's name, or body, a webhook's body, or kinds, a list of names.")
        if body is not None:
            return hooks.preview(source, _delivery(options.source, event, body), options)
        names = [kind] if kinds is None else _names(kinds)
        results = [hooks.preview(source, hooks.sample(source, name), options, asked=name) for name in names]
        return results[0] if kinds is None else {"results": results}

    def test(self, given: Given, _: str) -> Answer:
        """The same as ``urls``: one sample message goes the real way, once; Slack's own answer is the answer."""
        delivery, made = self.desk.trial(self._made(given))
        token = self.desk.seal(made)
        deadline = self.relay.clock() + SLACK_PATIENCE
        [outcome] = self.relay.relay(delivery, [token.text()], deadline=deadline)
        match outcome.ending:
            case Receipt():
                return {"outcome": "posted", "kind": outcome.kind, "id": outcome.id}
            case BridgeError() as error:
                raise error
            case skip:
                raise InternalError(f"The sample was not told: {skip.reason}")

    def kinds(self, _: Given, __: str) -> Answer:
        """The tables of kinds, by source."""
        return {name: [hooks.kind_row(row) for row in source.rows()] for name, source in self.desk.sources.items()}

    def filters(self, _: Given, __: str) -> Answer:
        """What can be asked of single deliveries: patterns (``where``) and switches."""
        where = [
            {"name": r.name, "sources": r.sources, "description": {"en": r.help, "ja": r.ja}, "example": r.example}
            for r in WHERE.values()
        ]
        switches = [
            {"name": r.name, "sources": r.sources, "description": {"en": r.help, "ja": r.ja}, "usual": r.usual}
            for r in SWITCHES.values()
        ]
        return {"where": where, "switches": switches}

    def _made(self, given: Given) -> Made:
        old = _optional(given, "from")
        return self.desk.make(Options.from_json(given), old)

    # --- the door

    def admit(self, request: Request, *, session: bool) -> str:
        """The origin that URLs are made for. Raises OriginForeign, SessionRequired, SettingInvalid."""
        base = base_url(request, self.base_url)
        if _foreign(request, base):
            raise OriginForeign("The request comes from another site's page; use the bridge's own.")
        if session and self.sessions is not None:
            kind, _, word = request.headers.get("authorization", "").partition(" ")
            if kind.lower() != "bearer":
                raise SessionRequired("This page wants its passphrase first.")
            self.sessions.check(word.strip())
        return base


class Ended(SealRevoked):
    """A hook that was good once, and what it was set to."""

    def __init__(self, error: SealRevoked, hook: Mapping[str, Any] | None) -> None:
        super().__init__(error.detail)
        self.hook = hook


ROUTES: Final[Mapping[str, tuple[str, Callable[[Api, Given, str], Answer]]]] = {
    "/api/session": ("POST", Api.session),
    "/api/urls": ("POST", Api.urls),
    "/api/inspect": ("POST", Api.inspect),
    "/api/preview": ("POST", Api.preview),
    "/api/test": ("POST", Api.test),
    "/api/kinds": ("GET", Api.kinds),
    "/api/filters": ("GET", Api.filters),
}


def add_api(app: FastAPI, api: Api) -> None:
    """Add the routes and their description."""

    def endpoint(path: str, method: str, answer: Callable[[Api, Given, str], Answer]) -> None:
        async def serve(request: Request) -> JSONResponse:
            start = time.monotonic()
            fault = None
            try:
                base = api.admit(request, session=path != "/api/session")
                given = await _given(request, start) if method == "POST" else {}
                status, body, wait = 200, await run_in_threadpool(answer, api, given, base), None
            except BridgeError as error:
                status, body, wait = error.status, _refusal(error, request), error.retry_after
            except Exception as broken:  # noqa: BLE001 - a defect costs this request, with an answer and a log line
                defect = InternalError("The bridge failed on this request; its log has the place.")
                status, body, wait, fault = 500, _refusal(defect, request), None, logs.place_of(broken)
            _write(path, status, body, fault, time.monotonic() - start)
            return json_answer(status, dict(body), wait)

        app.add_route(path, serve, [method])

    for path, (method, answer) in ROUTES.items():
        endpoint(path, method, answer)

    async def described(_: Request) -> JSONResponse:
        from bridge.openapi import document  # noqa: PLC0415 - nobody else needs it

        return json_answer(200, document(tuple(api.desk.sources)))

    app.add_route("/openapi.json", described, ["GET"])


# --- requests ------------------------------------------------------------------------------------------------------


def base_url(request: Request, setting: str) -> str:
    """The bridge's own origin: the setting, or what the request says; a proxy's word counts from loopback only.

    Raises SettingInvalid.
    """
    if setting:
        return setting
    scheme, host = request.url.scheme, request.headers.get("host", "")
    if request.client and _is_loopback(request.client.host):
        scheme = _first(request, "x-forwarded-proto") or scheme
        host = _first(request, "x-forwarded-host") or host
    return check_origin(f"{scheme}://{host}")


def _first(request: Request, header: str) -> str:
    return request.headers.get(header, "").partition(",")[0].strip()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _foreign(request: Request, base: str) -> bool:
    """Whether another site's page sent it. https://www.w3.org/TR/fetch-metadata/ and the fetch standard's Origin."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin", base)
    return site not in {"same-origin", "none"} or not _same(origin, base)


def _same(origin: str, base: str) -> bool:
    if origin.lower() == base:
        return True
    # A demo that names itself 127.0.0.1 is also opened as localhost; no other site can have either name.
    one, other = urlsplit(origin.lower()), urlsplit(base)
    try:
        ports = one.port == other.port
    except ValueError:
        return False
    return one.scheme == other.scheme and ports and {one.hostname, other.hostname} <= LOOPBACK


async def _given(request: Request, start: float) -> Given:
    """The request's JSON object. Raises MediaTypeUnsupported, PayloadTooLarge, PayloadMalformed."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise MediaTypeUnsupported("The API takes JSON: send Content-Type: application/json.")
    body = await receive(request, start + BODY_PATIENCE, BODY_LIMIT)
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise PayloadMalformed("The body is not JSON.") from None
    if not isinstance(given, dict):
        raise PayloadMalformed("The body is JSON, but not an object.")
    return given


def _word(given: Given, name: str) -> str:
    """Takes a text that must be there out of ``given``. Raises SettingInvalid."""
    value = given.pop(name, None)
    if not isinstance(value, str):
        raise SettingInvalid(f"{name} must be a string.")
    return value


def _optional(given: Given, name: str) -> str:
    return _word(given, name) if given.get(name) is not None else str(given.pop(name, None) or "")


def _no_more(given: Given) -> None:
    for name in given:
        raise SettingInvalid(f"{shown(name)} is not a member of this request.")


def _names(kinds: object) -> list[str]:
    if not isinstance(kinds, list) or len(kinds) > MOST_PREVIEWS or not all(isinstance(kind, str) for kind in kinds):
        raise SettingInvalid(f"kinds must be a list of at most {MOST_PREVIEWS} strings.")
    return kinds


def _delivery(source: str, event: str, body: object) -> Delivery:
    """A webhook's body, as the JSON it is or as its text."""
    headers = {"content-type": "application/json"} | ({"x-github-event": event} if event else {})
    if isinstance(body, str):
        return Delivery(source, headers, body.encode("utf-8", "surrogatepass"))
    return Delivery(source, headers, json.dumps(body).encode())


# --- answers -------------------------------------------------------------------------------------------------------

_OPTIONS: Final = frozenset(each.name for each in fields(Options))


def _refusal(error: BridgeError, request: Request) -> Answer:
    """The body of a refusal: as for hooks, with the option that is at fault, in the language that is asked for."""
    body: dict[str, Any] = {**error.body()}
    if isinstance(error, SettingInvalid) and (option := _at_fault(error.detail)):
        body["option"] = option
    if isinstance(error, Ended) and error.hook:
        body["hook"] = error.hook
    if request.headers.get("accept-language", "").strip().lower().startswith("ja"):
        from bridge.japanese import sentence  # noqa: PLC0415 - only the page's refusals need it

        body["detail"] = sentence(error.detail)
    return body


def _at_fault(detail: str) -> str:
    """The option that a refusal of ``config`` begins with."""
    if re.match(r"(The|That is the) (destination|address)|That is the answering", detail):
        return "slack_url"
    first = re.match(r"[a-z_]+", detail)
    return first[0] if first and first[0] in _OPTIONS else ""


def _write(path: str, status: int, body: Answer, fault: str | None, seconds: float) -> None:
    logs.event(
        logging.INFO if status < 400 else logging.ERROR if status == 500 else logging.WARNING,
        "api",
        path=path,
        status=status,
        error=body.get("error"),
        fault=fault,
        ms={"total": round(seconds * 1000, 2)},
    )
