"""The whole line with its real parts: sealed URL, real sockets, a strict Slack. Every answer of the contract's table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.assembly import build_app
from bridge.model import Token
from bridge.seal import SealVault
from bridge.settings import Settings
from bridge.slack.limits import problems
from bridge.sources import SOURCES
from tests.hooks import key_file, sealed
from tests.serving import serving
from tests.slack.fake_slack import Answer, FakeSlack
from tests.slack.live import live_sequences

OURS = ("<https://acme.backlog.com/", "<!date^")
"""What a message of the bridge may hold that Slack obeys, when the hook knows its space and no people."""


@dataclass
class Stand:
    """A running bridge, a Slack that refuses what Slack would refuse, and a hook between them."""

    origin: str
    slack: FakeSlack
    vault: SealVault
    client: httpx.Client

    def hook(self, source: str = "backlog", **options: Any) -> str:
        return self.origin + sealed(self.vault, self.slack.url, source, **options)

    def post(self, url: str, body: bytes | str, **headers: str) -> httpx.Response:
        return self.client.post(url, content=body, headers=headers)


@pytest.fixture(name="stand", scope="module")
def _stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with FakeSlack(strict=True) as slack:
        configured = Settings(keys=(key_file(tmp_path_factory.mktemp("key")),), destinations=(slack.origin,))
        vault = SealVault(configured.keys)
        with serving(build_app(configured, vault)) as origin, httpx.Client(timeout=20) as client:
            yield Stand(origin, slack, vault, client)


def body(kind: str) -> bytes:
    sample = SOURCES["backlog"].sample(kind)
    assert sample
    return sample.body


def test_posted(stand: Stand) -> None:
    url = stand.hook(language="ja", space="https://acme.backlog.com")
    before = len(stand.slack.requests)
    answer = stand.post(url, body("issue.commented"))
    token = Token.parse(url.split("config=")[1])
    assert (answer.status_code, answer.json()) == (
        200,
        {"outcome": "posted", "kind": "issue.commented", "id": token.id},
    )
    [received] = stand.slack.requests[before:]
    assert "コメントしました" in received.json["text"]


def test_skipped_by_filter_but_never_the_execution_test(stand: Stand) -> None:
    url = stand.hook(only=("wiki.*",))
    skipped = stand.post(url, body("issue.commented"))
    assert (skipped.status_code, skipped.json()["outcome"]) == (200, "skipped")
    assert skipped.json()["reason"].startswith("filtered-only: ")
    test = json.loads(body("issue.created")) | {"id": 10}
    test["project"] |= {"id": 100, "projectKey": "TEST", "name": "TestProject"}
    told = stand.post(url, json.dumps(test))
    assert (told.status_code, told.json()["outcome"]) == (200, "posted")
    assert "this webhook works" in stand.slack.requests[-1].json["text"]


@pytest.mark.parametrize(
    ("damage", "status", "code"),
    [
        (lambda url: url.split("?")[0], 403, "seal-broken"),
        (lambda url: url.split("config=")[0] + "config=", 403, "seal-broken"),
        (lambda url: url + "A", 403, "seal-broken"),
        (lambda url: url + "=", 403, "seal-broken"),
        (lambda url: url[:-1], 403, "seal-broken"),
        (lambda url: url.replace("/backlog", "/github"), 403, "seal-broken"),
        (lambda url: url.replace("/backlog", "/gitlab"), 404, "source-unknown"),
    ],
)
def test_a_url_that_is_not_right(stand: Stand, damage: Any, status: int, code: str) -> None:
    answer = stand.post(damage(stand.hook()), body("issue.created"))
    expected = (
        (404, "source-unknown") if "github" not in SOURCES and "github" in damage(stand.hook()) else (status, code)
    )
    assert (answer.status_code, answer.json()["error"]) == expected


def test_a_foreign_key_and_an_expired_hook(stand: Stand, tmp_path: Path) -> None:
    foreign = stand.origin + sealed(SealVault([key_file(tmp_path)]), stand.slack.url)
    answer = stand.post(foreign, body("issue.created"))
    assert (answer.status_code, answer.json()["error"]) == (403, "seal-broken")
    expired = stand.hook(expires="1h")  # an hour after the test hooks' fixed date of issue
    answer = stand.post(expired, body("issue.created"))
    assert (answer.status_code, answer.json()["error"]) == (410, "seal-revoked")


DEEP = b'{"type":1,"content":' + b"[" * 10_000 + b"]" * 10_000 + b"}"


@pytest.mark.parametrize(
    "sent",
    [
        *(b"", b"  ", b"[]", b'"x"', b"null", b"7", b"{", b"{} {}", b"not json", b'{"a": NaN}', b"payload=%7B%7D"),
        *(DEEP, b'{"a":' * 201 + b"1" + b"}" * 201, b"\xff\xfe{\x00}\x00", '{"a": "é"}'.encode("latin-1")),
    ],
)
def test_bodies_that_are_no_webhook(stand: Stand, sent: bytes) -> None:
    answer = stand.post(stand.hook(), sent)
    assert (answer.status_code, answer.json()["error"]) == (400, "payload-malformed")
    assert answer.json()["detail"].endswith(".")


def test_the_content_type_does_not_matter_where_it_parses(stand: Stand) -> None:
    for kind in ("application/json; charset=UTF-8", "text/plain", "application/x-www-form-urlencoded", ""):
        assert stand.post(stand.hook(), body("wiki.created"), **{"Content-Type": kind}).status_code == 200


def test_half_characters_and_nul_are_told(stand: Stand) -> None:
    sent = body("issue.created").decode()
    summary = json.loads(sent)["content"]["summary"]
    answer = stand.post(stand.hook(), sent.replace(json.dumps(summary), r'"a\u0000b\ud800c <!channel>"'))
    assert answer.status_code == 200
    text = stand.slack.requests[-1].json["text"]
    assert "a\ufffdb\ufffdc &lt;!channel&gt;" in text


@pytest.mark.parametrize(
    ("scripted", "status", "code", "wait"),
    [
        (Answer(404, "no_service"), 502, "destination-refused", None),
        (Answer(404, "channel_not_found"), 502, "destination-refused", None),
        (Answer(403, "invalid_token"), 502, "destination-refused", None),
        (Answer(410, "channel_is_archived"), 502, "destination-refused", None),
        (Answer(302, "", {"Location": "/"}), 502, "destination-refused", None),
        (Answer(429, "", {"Retry-After": "120"}), 503, "destination-busy", "120"),
        (Answer(drop="read"), 503, "destination-silent", None),
    ],
)
def test_what_slack_says_is_told(stand: Stand, scripted: Answer, status: int, code: str, wait: str | None) -> None:
    stand.slack.script(scripted)
    answer = stand.post(stand.hook(), body("issue.created"))
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.headers.get("retry-after") == wait
    if scripted.body and status == 502 and scripted.status != 302:
        assert str(scripted.body) in answer.json()["detail"]


def test_several_hooks_of_one_delivery(stand: Stand) -> None:
    first, second = stand.hook(), stand.hook(skip=("issue.*",))
    answer = stand.post(f"{first}&config={second.split('config=')[1]}", body("issue.created"))
    assert answer.status_code == 200
    assert [result["outcome"] for result in answer.json()["results"]] == ["posted", "skipped"]
    broken = stand.post(f"{first}&config=AAAA", body("issue.created"))
    assert (broken.status_code, broken.json()["error"]) == (403, "seal-broken")


NAMES = """
    id type project projectKey name content key_id summary description comment changes field new_value old_value link
    title repository revisions rev ref change_type number createdUser created notifications users attachments
"""
keys = st.sampled_from(NAMES.split())
hostile = st.sampled_from(
    ["<!channel>", "<@U123>", "<https://evil.example|x>", "@here", "*b* _i_ `c`", "\ud800", "null", "a" * 5000]
)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=40)
    | hostile,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys | st.text(max_size=8), inner, max_size=8),
    max_leaves=25,
)
objects = st.fixed_dictionaries(
    {"type": st.integers(-1, 60) | json_values, "content": json_values},
    optional={"project": json_values, "createdUser": json_values, "created": json_values, "notifications": json_values},
)


@pytest.mark.untraced  # other tests tread the same lines
@settings(max_examples=150)
@given(sent=objects | st.dictionaries(keys, json_values, max_size=6))
def test_any_object_gets_an_answer_and_a_message_that_slack_takes(stand: Stand, sent: dict[str, Any]) -> None:
    answer = stand.post(stand.hook(space="https://acme.backlog.com"), json.dumps(sent))
    assert (answer.status_code, answer.json().get("outcome")) == (200, "posted"), answer.text
    received = stand.slack.requests[-1].json
    assert problems(received) == []
    assert [each for each in live_sequences(received) if not each.startswith(OURS)] == []
    stand.slack.requests.clear()
