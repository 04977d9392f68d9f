"""Secrets are looked for everywhere: logs of every library at DEBUG, answers, reprs, tracebacks, the command's output."""

from __future__ import annotations

import asyncio
import base64
import io
import logging
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from mangum import Mangum

from bridge.assembly import build_app
from bridge.assembly_worker import build_vault
from bridge.cli import main
from bridge.errors import BridgeError
from bridge.model import Token
from bridge.settings import Settings
from bridge.sources import SOURCES
from tests import http
from tests.hooks import api_event, key_file, sealed
from tests.serving import serving
from tests.slack.fake_slack import Answer, FakeSlack


def forms(secret: str) -> Iterator[str]:
    """Every way in which a secret could stand in a text."""
    for part in {secret, secret.rsplit("/", 1)[-1]}:
        raw = part.encode()
        yield from (part, quote(part, safe=""), quote_plus(part), part[::-1], raw.hex())
        for cut in range(3):  # base64 of a text that holds it, at each of the three alignments
            encoded = base64.b64encode(b"x" * cut + raw).decode()
            yield encoded[4:-4]
            yield encoded[4:-4].translate(str.maketrans("+/", "-_"))


def found(secrets: list[str], text: str) -> list[str]:
    return [form for secret in secrets for form in forms(secret) if len(form) > 8 and form in text]


@pytest.fixture(name="debug_log")
def _debug_log() -> Iterator[io.StringIO]:
    """Everything that any library writes, formatted with exceptions, by nobody's careful formatter."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    root = logging.getLogger()
    loggers = [logging.getLogger(name) for name in list(root.manager.loggerDict)] + [root]
    levels = {logger: logger.level for logger in loggers}
    root.addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    for logger, level in levels.items():
        logger.setLevel(level)


SCRIPT = [
    Answer(),
    Answer(404, "no_service"),
    Answer(302, "", {"Location": "http://127.0.0.1:1/"}),
    Answer(400, "invalid_blocks"),
    Answer(raw=b"garbage\r\n\r\n"),
    Answer(drop="read"),
    Answer(429, "", {"Retry-After": "600"}),
    Answer(403, "<html>Forbidden</html>"),
]


def test_no_secret_in_any_log_answer_or_repr(tmp_path: Path, debug_log: io.StringIO) -> None:
    sample = SOURCES["backlog"].sample("issue.updated")
    assert sample
    with FakeSlack() as slack:
        key = key_file(tmp_path)
        settings = Settings(keys=(key,), destinations=(slack.origin,), plain=True)
        vault = build_vault(settings)
        path = sealed(vault, slack.url)
        token = path.split("config=")[1]
        app = build_app(settings, vault)
        answers: list[str] = []
        with serving(app) as origin:
            for answer in SCRIPT:
                slack.script(answer)
                answers.append(http.post(origin + path, content=sample.body).text)
            bad = (token[:-1], token + "AA", token[:-4] + "AAAA", "x" * 9000, "%00", "é")
            answers += [http.post(f"{origin}/hooks/backlog?config={each}", content=sample.body).text for each in bad]
            answers.append(http.post(f"{origin}/hook", params={"space": "acme", "webhook_url": slack.url}).text)
            answers.append(http.post(f"{origin}/hook", params={"webhook_url": slack.url}).text)
            for pasted in (path.replace("?", "%3F"), f"/hooks/{token}", f"/{token}", path.replace("?", "/?")):
                answers.append(str(http.post(origin + pasted, content=sample.body).headers))
        written = debug_log.getvalue()
        # The test's own client logs the URL that it asks for; the bridge's must not.
        written = re.sub(rf"^httpx HTTP Request: POST {re.escape(origin)}.*$", "", written, flags=re.MULTILINE)
        secrets = [slack.url, token, (tmp_path / "test.key").read_text().split()[1]]
        assert found(secrets, written) == []
        assert found(secrets, "".join(answers)) == []
        assert (
            found(secrets, repr([settings, vault, Token.parse(token), vault.open(Token.parse(token), "backlog")])) == []
        )


def test_no_secret_in_mangums_lines(tmp_path: Path, debug_log: io.StringIO) -> None:
    with FakeSlack() as slack:
        url = slack.url
        settings = Settings(keys=(key_file(tmp_path),), destinations=(slack.origin,))
        vault = build_vault(settings)
        path = sealed(vault, url)
        asyncio.set_event_loop(asyncio.new_event_loop())
        web = Mangum(build_app(settings, vault), lifespan="auto")
        web(api_event(path, b"{"), None)  # type: ignore[arg-type]  # Mangum reads nothing of the context
        web(api_event(path, b'{"type": 3}'), None)  # type: ignore[arg-type]  # as above
        asyncio.get_event_loop().close()
        asyncio.set_event_loop(None)
    assert found([url, path.split("config=")[1]], debug_log.getvalue()) == []


def test_no_secret_in_a_traceback(tmp_path: Path) -> None:
    """Also where a reporter prints the local variables of every frame."""
    with FakeSlack() as slack:
        settings = Settings(keys=(key_file(tmp_path),), destinations=(slack.origin,))
        vault = build_vault(settings)
        token = sealed(vault, slack.url).split("config=")[1]
        texts = []
        for text, purpose in ((token, "github"), (token[:-1], "backlog"), (token[:-4] + "AAAA", "backlog")):
            try:
                vault.open(Token.parse(text), purpose)
            except BridgeError as error:
                texts.append("".join(traceback.TracebackException.from_exception(error).format()))
        assert len(texts) == 3
        assert found([slack.url, token], "".join(texts)) == []


def test_commands_print_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, url = (
        "github-signing-secret-0123",
        "https://hooks.slack.com/services/T0123456789/B0123456789/lastPartOfTheAddress24cha",
    )
    monkeypatch.setenv("BRIDGE_KEY", key_file(tmp_path))
    main(["seal", "github", "--slack-url", url, "--secret", secret, "--base-url", "https://bridge.example"])
    hook = capsys.readouterr().out.strip()
    main(["inspect", hook])
    main(["seal", "github", "--slack-url", url + "?x", "--secret", secret, "--base-url", "https://bridge.example"])
    main(["seal", "backlog", "--slack-url", url, "--secret", secret, "--base-url", "https://bridge.example"])
    main(
        [
            "seal",
            "github",
            "--slack-url",
            url,
            "--secret",
            secret,
            "--base-url",
            "https://bridge.example",
            "--style",
            "x",
        ]
    )
    captured = capsys.readouterr()
    assert found([secret, url, hook.split("config=")[1]], hook.split("?")[0] + captured.out + captured.err) == []
