"""Posting, over a real socket, to a Slack that misbehaves on a script."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import logging
import ssl
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bridge.errors import DestinationBusy, DestinationError, DestinationRefused, DestinationSilent, SettingInvalid
from bridge.model import Envelope, HookConfig, Receipt, Secret
from bridge.slack.answers import Answer as Heard
from bridge.slack.answers import judge, seconds_to_wait
from bridge.slack.post import SlackOutbox
from bridge.slack.render import plain_text, render
from tests.slack.fake_slack import DROP, OK, PATH, Answer, FakeSlack, Sleeps, refused_origin, soon
from tests.slack.messages import sample

PAYLOAD = render(sample())
PLAIN = plain_text(PAYLOAD)
SECRET_PART = PATH.rpartition("/")[2]


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def sleeps() -> Sleeps:
    return Sleeps()


@pytest.fixture
def outbox(slack: FakeSlack, sleeps: Sleeps) -> Iterator[SlackOutbox]:
    box = SlackOutbox([slack.origin], sleep=sleeps)
    yield box
    box.close()


def to(url: str) -> HookConfig:
    return HookConfig(destination=Secret(url))


def bodies(slack: FakeSlack) -> list[str]:
    """Which form of the message each request carried."""
    forms = {json.dumps(PAYLOAD): "whole", json.dumps(PLAIN): "plain"}
    return [forms[json.dumps(request.json)] for request in slack.requests]


def failure(kind: type[DestinationError], post: Callable[[], Receipt]) -> DestinationError:
    with pytest.raises(kind) as caught:
        post()
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    text = "".join(shown.format())
    # The test's own frames hold the fake's address; those of the package must not.
    ours = [str(frame.locals) for frame in shown.stack if "bridge/slack" in frame.filename]
    assert ours
    assert SECRET_PART not in "".join(ours) + repr(caught.value) + caught.value.detail
    assert "During handling" not in text
    assert "direct cause" not in text
    return caught.value


def test_posted(slack: FakeSlack, outbox: SlackOutbox) -> None:
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()) == Receipt("posted", "ok")
    (request,) = slack.requests
    assert (request.method, request.path) == ("POST", PATH)
    assert request.headers["content-type"] == "application/json; charset=utf-8"
    assert request.headers["host"] == slack.origin.removeprefix("http://")
    assert "cookie" not in request.headers
    assert "accept-encoding" not in request.headers
    assert request.json == PAYLOAD


def test_the_body_is_utf8_whatever_it_holds(slack: FakeSlack, outbox: SlackOutbox) -> None:
    slack.script(OK)
    outbox.post(Envelope({"text": "日本👍\ud800"}, to(slack.url)), deadline=soon())
    assert slack.requests[0].body == '{"text":"日本👍?"}'.encode()


def test_ok_with_white_space(slack: FakeSlack, outbox: SlackOutbox) -> None:
    slack.script(Answer(200, " ok\n"))
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()).word == "ok"


# --- refused for good ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "word", "says"),
    [
        (400, "user_not_found", "person"),
        (403, "action_prohibited", "administrator"),
        (403, "posting_to_general_channel_denied", "general channel"),
        (403, "invalid_token", "revoked"),
        (403, "team_disabled", "disabled"),
        (404, "channel_not_found", "channel was deleted"),
        (404, "no_service", "removed or disabled"),
        (404, "no_service_id", "removed"),
        (404, "no_team", "workspace"),
        (404, "no_active_hooks", "disabled"),
        (410, "channel_is_archived", "archived"),
        (403, "some_new_word", "new webhook"),
        (200, "invalid_token", "revoked"),
    ],
)
def test_words_that_are_final(slack: FakeSlack, outbox: SlackOutbox, status: int, word: str, says: str) -> None:
    slack.script(Answer(status, word))
    error = failure(DestinationRefused, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
    assert error.word == word
    assert error.detail.startswith(f"Slack answered {word}: ")
    assert says in error.detail
    assert len(slack.requests) == 1


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (Answer(404, "<html>Not found</html>"), "HTTP 404"),
        (Answer(401, ""), "HTTP 401"),
        (Answer(405, "Not Allowed"), "HTTP 405"),
        (Answer(418, "x"), "HTTP 418"),
        (Answer(200, "<html>Log in</html>"), "HTTP 200"),
        (Answer(200, ""), "HTTP 200"),
        (Answer(200, "okay"), "okay"),
        (Answer(200, "ok ok"), "HTTP 200"),
        (Answer(201, "ok"), "HTTP 201"),
        (Answer(403, "UPPER"), "HTTP 403"),
        (Answer(403, "x" * 65), "HTTP 403"),
        (Answer(403, b"\xff\xfe"), "HTTP 403"),
        (Answer(410, "ok"), "HTTP 410"),
        (Answer(304, ""), "HTTP 304"),
    ],
)
def test_answers_without_a_word_of_slacks(slack: FakeSlack, outbox: SlackOutbox, answer: Answer, word: str) -> None:
    slack.script(answer)
    error = failure(DestinationRefused, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
    assert error.word == word
    assert len(slack.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(slack: FakeSlack, outbox: SlackOutbox, status: int) -> None:
    with FakeSlack() as other:
        slack.script(Answer(status, "", {"Location": other.url, "Set-Cookie": "a=b"}))
        error = failure(DestinationRefused, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
        assert error.word == f"HTTP {status}"
        assert "follows no redirect" in error.detail
        assert other.connections == 0
    outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon())
    assert "cookie" not in slack.requests[1].headers


def test_only_listed_origins(slack: FakeSlack, outbox: SlackOutbox) -> None:
    with FakeSlack() as other:
        for url in (other.url, slack.url.replace("127.0.0.1", "localhost"), slack.url.replace("//", "//x@"), "", "x"):
            error = failure(DestinationRefused, partial(outbox.post, Envelope(PAYLOAD, to(url)), deadline=soon()))
            assert error.word == "destination-not-allowed"
        assert other.connections == slack.connections == 0
    with pytest.raises(SettingInvalid):
        SlackOutbox(["hooks.slack.com"])


# --- another form --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        Answer(400, "invalid_payload"),
        Answer(400, "invalid_blocks"),
        Answer(400, "invalid_attachments"),
        Answer(400, "no_text"),
        Answer(400, "missing_text_or_fallback_or_attachments"),
        Answer(400, "too_many_attachments"),
        Answer(400, "msg_blocks_too_long"),
        Answer(400, "<html>bad</html>"),
        Answer(413, ""),
    ],
)
def test_what_cannot_be_laid_out_goes_as_plain_text(slack: FakeSlack, outbox: SlackOutbox, answer: Answer) -> None:
    slack.script(answer)
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()) == Receipt("posted", "ok-plain")
    assert bodies(slack) == ["whole", "plain"]


def test_plain_text_is_tried_once(slack: FakeSlack, outbox: SlackOutbox) -> None:
    slack.script(Answer(400, "invalid_blocks"), Answer(400, "invalid_payload"))
    error = failure(DestinationRefused, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
    assert error.word == "invalid_payload"
    assert len(slack.requests) == 2
    slack.script(Answer(400, "invalid_payload"))
    failure(DestinationRefused, lambda: outbox.post(Envelope(PLAIN, to(slack.url)), deadline=soon()))
    assert len(slack.requests) == 3


def test_the_fake_refuses_what_slack_would(slack: FakeSlack, outbox: SlackOutbox) -> None:
    config = to(slack.url)
    assert outbox.post(Envelope({**PAYLOAD, "blocks": [{"type": "x"}]}, config), deadline=soon()).word == "ok-plain"
    assert (
        outbox.post(Envelope({**PAYLOAD, "attachments": [{"color": "x"}]}, config), deadline=soon()).word == "ok-plain"
    )


# --- busy ----------------------------------------------------------------------------------------------------------


def test_retry_after_that_fits_is_honoured(slack: FakeSlack, outbox: SlackOutbox, sleeps: Sleeps) -> None:
    slack.script(Answer(429, "", {"Retry-After": "2"}), Answer(429, "rate_limited", {"Retry-After": "0"}))
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()).word == "ok"
    assert sleeps.asked == [2.0, 0.1]
    assert bodies(slack) == ["whole"] * 3


def test_a_date_in_retry_after(slack: FakeSlack, outbox: SlackOutbox, sleeps: Sleeps) -> None:
    at = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=3)
    slack.script(Answer(429, "", {"Retry-After": format_datetime(at, usegmt=True)}))
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon(7)).word == "ok"
    assert 1 < sleeps.asked[0] <= 3


@pytest.mark.parametrize("header", [{}, {"Retry-After": "soon"}, {"Retry-After": "-5"}])
def test_no_sense_in_retry_after(slack: FakeSlack, outbox: SlackOutbox, sleeps: Sleeps, header: dict[str, str]) -> None:
    slack.script(Answer(429, "", header))
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()).word == "ok"
    assert sleeps.asked == [1.0]


@pytest.mark.parametrize(("deadline", "asked"), [(30, "60"), (30, "8"), (2, "3")])
def test_retry_after_that_does_not_fit(
    slack: FakeSlack, outbox: SlackOutbox, sleeps: Sleeps, deadline: float, asked: str
) -> None:
    slack.script(Answer(429, "", {"Retry-After": asked}))
    error = failure(DestinationBusy, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon(deadline)))
    assert (error.word, error.retry_after) == ("HTTP 429", int(asked))
    assert len(slack.requests) == 1
    assert sleeps.asked == []


def test_limited_again_and_again(slack: FakeSlack, outbox: SlackOutbox) -> None:
    slack.script(*[Answer(429, "", {"Retry-After": "1"})] * 9)
    error = failure(DestinationBusy, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
    assert error.retry_after == 1
    assert len(slack.requests) == 4


@pytest.mark.parametrize(
    "answer",
    [Answer(500, ""), Answer(503, "<html>Service Unavailable</html>"), Answer(500, "rollup_error"), Answer(408, "")],
)
def test_failures_are_tried_again_and_then_as_plain_text(
    slack: FakeSlack, outbox: SlackOutbox, sleeps: Sleeps, answer: Answer
) -> None:
    slack.script(answer)
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()).word == "ok"
    slack.script(answer, answer)
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()).word == "ok-plain"
    slack.script(answer, answer, answer)
    error = failure(DestinationBusy, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
    assert error.retry_after == 30
    assert error.status == 503
    assert bodies(slack) == ["whole", "whole", "whole", "whole", "plain", "whole", "whole", "plain"]
    assert sleeps.asked == [0.5] * 5


def test_plain_text_is_not_tried_a_third_time(slack: FakeSlack, outbox: SlackOutbox) -> None:
    slack.script(Answer(500, ""), Answer(500, ""))
    failure(DestinationBusy, lambda: outbox.post(Envelope(PLAIN, to(slack.url)), deadline=soon()))
    assert len(slack.requests) == 2


def test_no_wait_beyond_the_deadline(slack: FakeSlack, outbox: SlackOutbox, sleeps: Sleeps) -> None:
    slack.script(Answer(500, ""))
    failure(DestinationBusy, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon(0.6)))
    assert len(slack.requests) == 1
    assert sleeps.asked == []
    error = failure(DestinationBusy, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon(-1)))
    assert error.word == "no-time"
    assert len(slack.requests) == 1


def test_nobody_listens(sleeps: Sleeps) -> None:
    origin = refused_origin()
    outbox = SlackOutbox([origin], sleep=sleeps)
    error = failure(DestinationBusy, lambda: outbox.post(Envelope(PAYLOAD, to(origin + PATH)), deadline=soon()))
    assert (error.word, error.retry_after) == ("unreachable", 30)
    assert sleeps.asked == [0.25, 0.25]
    outbox.close()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 64 + ".example"])
def test_no_such_host(sleeps: Sleeps, host: str) -> None:
    outbox = SlackOutbox([f"http://{host}"], sleep=sleeps)
    error = failure(
        DestinationBusy, lambda: outbox.post(Envelope(PAYLOAD, to(f"http://{host}{PATH}")), deadline=soon())
    )
    assert error.word == "unreachable"
    outbox.close()


def test_back_after_a_moment() -> None:
    origin = refused_origin()
    with ExitStack() as stack:

        def wake(_seconds: float) -> None:
            stack.enter_context(FakeSlack(port=int(origin.rpartition(":")[2])))

        outbox = SlackOutbox([origin], sleep=wake)
        assert outbox.post(Envelope(PAYLOAD, to(origin + PATH)), deadline=soon()).word == "ok"
        outbox.close()


def test_an_address_that_cannot_be_dialled() -> None:
    outbox = SlackOutbox(["http://[::1::2]"])
    error = failure(
        DestinationRefused, lambda: outbox.post(Envelope(PAYLOAD, to("http://[::1::2]/x")), deadline=soon())
    )
    assert error.word == "unsendable"


# --- silent --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step",
    [
        DROP,
        Answer(drop="accept"),
        Answer(drop="reset"),
        Answer(drop="cut"),
        Answer(raw=b"SSH-2.0-OpenSSH_9.2\r\n"),
        Answer(raw=b"\x00\x01\x02\x03\r\n\r\n"),
        Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: nonsense\r\n\r\nok"),
        Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nnot"),
        Answer(raw=b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000),
    ],
)
def test_never_sent_again_when_the_answer_failed_to_come(
    slack: FakeSlack, outbox: SlackOutbox, sleeps: Sleeps, step: Answer
) -> None:
    slack.script(step)
    error = failure(DestinationSilent, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
    assert (error.word, error.retry_after, error.status) == ("no-answer", None, 503)
    assert len(slack.requests) <= 1
    assert slack.connections == 1
    assert sleeps.asked == []


@pytest.mark.parametrize(
    "step",
    [
        Answer(after=60),
        Answer(drip=0.02, headers={"X-Long": "x" * 500}),
        Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + b" " * 999, drip=0.02),
    ],
    ids=["slow", "dripping head", "dripping body"],
)
def test_the_deadline_holds(slack: FakeSlack, outbox: SlackOutbox, step: Answer) -> None:
    slack.script(step)
    start = time.monotonic()
    failure(DestinationSilent, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon(0.6)))
    assert 0.5 < time.monotonic() - start < 5, "each would take ten seconds and more"
    assert len(slack.requests) == 1


def test_no_deadline_is_longer_than_the_patience(slack: FakeSlack) -> None:
    """A clock that has run on for seven of the eight seconds at the first look after the start."""
    start = time.monotonic()
    looks = iter([start, start])
    outbox = SlackOutbox([slack.origin], clock=lambda: next(looks, time.monotonic() + 7.5))
    slack.script(Answer(after=60))
    failure(DestinationSilent, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=start + 3600))
    assert time.monotonic() - start < 7, "less than the patience: one second of it was left"
    outbox.close()


def test_a_status_counts_though_its_body_fails(slack: FakeSlack, outbox: SlackOutbox) -> None:
    slack.script(Answer(raw=b"HTTP/1.1 404 Not Found\r\nContent-Length: 999\r\n\r\nno_ser"))
    error = failure(DestinationRefused, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
    assert error.word == "no_ser"
    slack.script(Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n"))
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()).word == "ok"


def test_a_huge_answer_is_not_read(slack: FakeSlack, outbox: SlackOutbox) -> None:
    slack.script(Answer(200, b"ok" * 8_000_000))
    error = failure(DestinationRefused, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
    assert error.word == "HTTP 200"
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()).word == "ok"
    assert slack.connections == 2


# --- connections ---------------------------------------------------------------------------------------------------


def test_connections_are_reused(slack: FakeSlack, outbox: SlackOutbox) -> None:
    slack.script(OK, Answer(404, "no_service"), OK)
    outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon())
    failure(DestinationRefused, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
    outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon())
    assert [request.connection for request in slack.requests] == [1, 1, 1]
    outbox.close()
    outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon())
    assert slack.requests[3].connection == 2


def test_a_connection_the_other_side_closed_is_not_used(slack: FakeSlack, outbox: SlackOutbox) -> None:
    slack.script(Answer(raw=Answer().wire()))  # closes after it
    outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon())
    time.sleep(0.1)
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()).word == "ok"
    assert slack.connections == 2


def test_a_connection_from_before_a_freeze_is_not_used(slack: FakeSlack) -> None:
    wall = [1_000_000.0]
    outbox = SlackOutbox([slack.origin], wall=lambda: wall[0])
    outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon())
    wall[0] += 9
    outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon())
    wall[0] += 11
    outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon())
    assert [request.connection for request in slack.requests] == [1, 1, 2]
    outbox.close()


def test_threads_share_an_outbox(slack: FakeSlack, outbox: SlackOutbox) -> None:
    words: list[str] = []

    def work() -> None:
        words.extend(outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon(8)).word for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert words == ["ok"] * 30
    assert len(slack.requests) == 30
    assert slack.connections <= 6


def test_proxies_in_the_environment_are_ignored(
    slack: FakeSlack, outbox: SlackOutbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, refused_origin())
    assert outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()).word == "ok"


def test_no_log_line_holds_the_address(slack: FakeSlack, outbox: SlackOutbox, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon())
        slack.script(DROP)
        failure(DestinationSilent, lambda: outbox.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
    assert SECRET_PART not in caplog.text + str([record.args for record in caplog.records])


# --- TLS -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate and its key for 127.0.0.1, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_over_tls(certificate: Path, sleeps: Sleeps) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    with FakeSlack(tls=server) as slack:
        knowing = SlackOutbox([slack.origin], tls=ssl.create_default_context(cafile=str(certificate)))
        for _ in range(2):
            assert knowing.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()).word == "ok"
        assert [request.connection for request in slack.requests] == [1, 1]
        knowing.close()
        strict = SlackOutbox([slack.origin], sleep=sleeps)
        strict.warm()
        error = failure(DestinationBusy, lambda: strict.post(Envelope(PAYLOAD, to(slack.url)), deadline=soon()))
        assert error.word == "unreachable"
        assert len(slack.requests) == 2
        strict.close()


# --- the tables ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        (" 30 ", 30.0),
        ("1.5", 1.5),
        ("999999999999", 86_400.0),
        ("Thu, 01 Jan 1970 00:01:40 GMT", 90.0),
        ("Thu, 01 Jan 1970 00:01:40 -0000", 90.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("-1", None),
        ("", None),
        ("soon", None),
        ("1e9", None),
        ("٣", None),
        ("Mon, 99 Foo 99999999 99:99:99 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 86_400.0),
    ],
)
def test_seconds_to_wait(header: str, seconds: float | None) -> None:
    assert seconds_to_wait(header, 10.0) == seconds


def test_every_sentence_is_one() -> None:
    for status in (200, 204, 302, 400, 403, 404, 408, 410, 413, 418, 429, 500, 600):
        for body in (b"", b"no_service", b"invalid_blocks", b"rollup_error", b"ratelimited"):
            verdict = judge(Heard(status, body))
            assert verdict.detail.startswith(f"Slack answered {verdict.word}: ")
            assert verdict.detail.endswith(".")
            assert verdict.ending != "posted"


def test_a_payload_that_is_no_json_is_a_defect(slack: FakeSlack, outbox: SlackOutbox) -> None:
    odd: dict[str, Any] = {"text": object()}
    with pytest.raises(TypeError):
        outbox.post(Envelope(odd, to(slack.url)), deadline=soon())
    assert slack.connections == 0
