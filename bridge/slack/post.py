"""The only door out: a rendered message to an incoming webhook over HTTP.

With ``wire`` the only module that knows the HTTP client. It uses httpx's transport without httpx's ``Client``, whose
redirects, cookies, environment proxies and log line with the whole URL are all unwanted here.
"""

from __future__ import annotations

import json
import math
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final, Literal

import httpx

from bridge.errors import DestinationBusy, DestinationRefused, DestinationSilent, Trouble
from bridge.model import Clock, Envelope, Receipt, Secret
from bridge.slack.answers import Answer, Verdict, judge, seconds_to_wait
from bridge.slack.destination import check_origin, examine
from bridge.slack.render import plain_text

if TYPE_CHECKING:
    from bridge.slack.wire import Transport

PATIENCE: Final = 8.0
"""Seconds for everything, whatever the caller's deadline: GitHub hangs up at 10."""
CONNECT: Final = 2.0
ROOM: Final = 0.3
"""Seconds that must be left after a wait for another try to make sense."""
ANSWER_LIMIT: Final = 4096
LATER: Final = 30
"""Retry-After for the sender when Slack names none."""

_TRIES: Final[dict[Trouble, int]] = {"limited": 4, "failed": 3, "unreached": 3}
"""How often one post may meet each of these; the third try after failures is plain text."""
_WAITS: Final[dict[Trouble, float]] = {"limited": 1.0, "failed": 0.5, "unreached": 0.25}
_HEADERS: Final = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "bridge", "Accept": "*/*"}

_SILENT: Final = (
    "Slack did not answer after the message was sent: it may have arrived, so the bridge does not send it again."
)
_UNREACHED: Final = "Slack could not be reached."
_NO_TIME: Final = "No time was left to send the message."
_UNSENDABLE: Final = "The destination cannot be written to: check its address."


class SlackOutbox:
    """The ``Outbox`` that posts within the call. Safe to share between threads; connections are kept and reused.

    ``origins`` is the exact list of where a message may go (SettingInvalid if one cannot be read). With ``once`` a post
    is one request, whose answer is what the caller hears: for who wants to know rather than to deliver. The clocks
    and ``sleep`` are arguments for tests; ``tls`` is for receivers with certificates of their own.
    """

    def __init__(
        self,
        origins: Iterable[str],
        *,
        once: bool = False,
        clock: Clock = time.monotonic,
        wall: Clock = time.time,
        sleep: Callable[[float], None] = time.sleep,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._origins: Sequence[str] = tuple(check_origin(origin) for origin in origins)
        self._once = once
        self._clock, self._wall, self._sleep, self._tls = clock, wall, sleep, tls
        self._lock = threading.Lock()
        self._transports: dict[str, Transport] = {}

    def post(self, envelope: Envelope, *, deadline: float) -> Receipt:
        """Deliver before ``deadline`` (``time.monotonic`` seconds) and within ``PATIENCE``.

        The receipt's word is ``ok``, or ``ok-plain`` when only the plain form got through. Raises DestinationRefused,
        DestinationBusy (nothing was taken; ``retry_after`` is set) or DestinationSilent (it may have arrived).
        """
        address, payload = self._checked(envelope.config.destination), envelope.payload
        deadline = min(deadline, self._clock() + PATIENCE)
        plain = plain_text(payload)
        form = payload
        met: Counter[str] = Counter()
        if self._clock() >= deadline:
            raise DestinationBusy(_NO_TIME, word="no-time", retry_after=LATER, trouble="unreached")
        while True:
            trouble, verdict, asked = self._attempt(address, form, deadline)
            if verdict.ending == "posted":
                return Receipt("posted", "ok" if form is payload else "ok-plain")
            if verdict.ending == "reshape" and form != plain and not self._once:
                form = plain
                continue
            if trouble is None:
                raise DestinationRefused(verdict.detail, word=verdict.word)
            met[trouble] += 1
            tries = _TRIES[trouble] - (trouble == "failed" and form == plain)
            wait = _WAITS[trouble] if asked is None else max(asked, 0.1)
            if self._once or met[trouble] >= tries or self._clock() + wait + ROOM > deadline:
                later = LATER if asked is None else max(math.ceil(asked), 1)
                raise DestinationBusy(verdict.detail, word=verdict.word, retry_after=later, trouble=trouble)
            if trouble == "failed" and met[trouble] == 2:
                form = plain
            self._sleep(wait)

    def warm(self) -> None:
        """Load the certificates now rather than within the first post (20 ms and more), where the start has time."""
        for origin in self._origins:
            self._transport(origin.partition(":")[0])

    def close(self) -> None:
        """Close the kept connections; a later post opens new ones."""
        with self._lock:
            for transport in self._transports.values():
                transport.close()
            self._transports.clear()

    def _checked(self, destination: Secret) -> Secret:
        found, fault = examine(destination.reveal(), self._origins)
        if fault:
            raise DestinationRefused(fault, word="destination-not-allowed")
        return Secret(found)

    def _attempt(
        self, address: Secret, form: Mapping[str, Any], deadline: float
    ) -> tuple[Trouble | None, Verdict, float | None]:
        """One request: the passing trouble it met if any, what it means, and the seconds that Slack asked to wait."""
        answer = self._send(address, form, deadline)
        if answer == "silent":
            raise DestinationSilent(_SILENT, word="no-answer")
        if answer == "unreached":
            return "unreached", Verdict("failed", "unreachable", _UNREACHED), None
        if answer == "unsendable":
            return None, Verdict("refused", "unsendable", _UNSENDABLE), None
        verdict = judge(answer)
        if verdict.ending == "limited":
            return "limited", verdict, seconds_to_wait(answer.retry_after, self._wall())
        return ("failed" if verdict.ending == "failed" else None), verdict, None

    def _send(
        self, address: Secret, form: Mapping[str, Any], deadline: float
    ) -> Answer | Literal["unreached", "silent", "unsendable"]:
        """One request. Failures are values, so that no traceback has a frame that holds the address.

        What failed before a byte was sent is ``unreached`` and may be tried again; whatever else went wrong without
        an answer is ``silent``, since Slack may have posted.
        """
        body = json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        now = self._clock()
        # Points in time, not spans: wire bounds the whole of an answer, however slowly it drips.
        limits = {"connect": min(deadline, now + CONNECT), "read": deadline, "write": deadline, "pool": deadline - now}
        try:
            request = httpx.Request(
                "POST", address.reveal(), content=body, headers=_HEADERS, extensions={"timeout": limits}
            )
            with closing(self._transport(request.url.scheme).handle_request(request)) as response:
                return Answer(response.status_code, _beginning(response), response.headers.get("Retry-After", ""))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            return "unreached"
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError):
            return "unsendable"
        except httpx.TransportError:
            return "silent"

    def _transport(self, scheme: str) -> Transport:
        from bridge.slack.wire import Transport  # noqa: PLC0415 - httpcore and h11: 25 ms that only a post needs

        with self._lock:
            if scheme not in self._transports:
                # Certificates take their time to load, so not for plain HTTP.
                tls = self._tls or (
                    httpx.create_ssl_context(trust_env=False)
                    if scheme == "https"
                    else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                )
                self._transports[scheme] = Transport(tls, self._clock, self._wall)
            return self._transports[scheme]


def _beginning(response: httpx.Response) -> bytes:
    """The first few kilobytes of the body. Once there is a status other than 200, no fault of the body matters."""
    body = b""
    try:
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > ANSWER_LIMIT:
                break
    except httpx.TransportError:
        if response.status_code == 200 and body.strip() != b"ok":
            raise
    return body[:ANSWER_LIMIT]
