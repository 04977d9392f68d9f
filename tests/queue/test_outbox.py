"""Deliveries into the queue, through the app on a real socket."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.assembly import build_app, render_safely
from bridge.errors import ItemUnreadable, QueueUnavailable
from bridge.model import Envelope, Message, Token
from bridge.queue.item import SIZE_LIMIT, Item, deduplication_of
from bridge.queue.outbox import QueueOutbox
from bridge.queue.sqs import Queue
from bridge.sources import SOURCES
from tests import http
from tests.fakes import HOOK
from tests.hooks import sealed
from tests.kms import KmsEndpoint, free_port
from tests.ministack import MiniStack, ministack
from tests.queue.queues import Bridge, make_bridge
from tests.serving import serving
from tests.slack.fake_slack import Answer, FakeSlack

__all__ = ["ministack"]

ISSUE = SOURCES["backlog"].sample("issue.created")
EXECUTION_TEST = json.dumps(
    {
        "id": 10,
        "project": {"id": 100, "projectKey": "TEST", "name": "Test"},
        "type": 1,
        "content": {"id": 1, "key_id": 1, "summary": "test"},
        "createdUser": {"id": 1, "name": "admin"},
        "created": "2026-11-20T01:02:03Z",
    }
).encode()


@pytest.fixture(name="slack")
def _slack() -> Iterator[FakeSlack]:
    with FakeSlack() as slack:
        yield slack


@pytest.fixture(name="bridge")
def _bridge(
    ministack: MiniStack, slack: FakeSlack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bridge]:
    bridge = make_bridge(ministack, slack, tmp_path, monkeypatch)
    yield bridge
    bridge.queues.close()


def post(bridge: Bridge, *requests: tuple[str, bytes, dict[str, str]]) -> list[httpx.Response]:
    with serving(build_app(bridge.settings, bridge.vault)) as origin:
        return [http.post(origin + path, content=body, headers=headers) for path, body, headers in requests]


def test_accepted_at_once_and_written_down_without_an_address(bridge: Bridge, slack: FakeSlack) -> None:
    assert ISSUE
    path = sealed(bridge.vault, slack.url)
    [answer] = post(bridge, (path, ISSUE.body, {}))
    token = Token.parse(path.split("config=")[1])
    assert answer.status_code == 202
    assert {name: answer.json()[name] for name in ("outcome", "kind", "id")} == {
        "outcome": "queued",
        "kind": "issue.created",
        "id": token.id,
    }
    assert "five minutes" in answer.json()["detail"]
    [record] = bridge.queues.batch()["Records"]
    item = Item.read(record["body"])
    assert (item.id, item.kind, item.source) == (token.id, "issue.created", "backlog")
    assert item.place in ISSUE.body.decode()
    secret = slack.url.rsplit("/", 1)[-1]
    for form in (secret, slack.url, base64.b64encode(secret.encode()).decode()[:-4]):
        assert form not in json.dumps(record)
    assert abs(item.accepted - time.time()) < 60
    assert slack.requests == []


def test_a_repeat_is_taken_once_and_another_delivery_is_not_a_repeat(bridge: Bridge, slack: FakeSlack) -> None:
    assert ISSUE
    push = SOURCES["github"].sample("push.default")
    assert push
    hook, other = (sealed(bridge.vault, slack.url, "github", username=name) for name in ("a", "b"))
    backlog = sealed(bridge.vault, slack.url)
    again = {**push.headers, "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958"}
    nameless = {name: value for name, value in push.headers.items() if name != "x-github-delivery"}
    requests: list[tuple[str, bytes, dict[str, str]]] = [
        (hook, push.body, dict(push.headers)),
        (hook, push.body, dict(push.headers)),  # GitHub's Redeliver keeps the id
        (hook, push.body, again),  # another delivery of the same content
        (other, push.body, dict(push.headers)),  # another hook
        (hook, push.body, nameless),
        (hook, push.body, nameless),
        (backlog, ISSUE.body, {}),
        (backlog, ISSUE.body, {}),
        (backlog, ISSUE.body + b" ", {}),
    ]
    assert [answer.status_code for answer in post(bridge, *requests)] == [202] * 9
    assert bridge.queues.waiting() == 6


def test_a_fan_out_is_an_item_each_and_its_repeat_posts_nothing_twice(bridge: Bridge, slack: FakeSlack) -> None:
    assert ISSUE
    one, two = sealed(bridge.vault, slack.url), sealed(bridge.vault, slack.url + "2", skip=("issue.*",))
    three = sealed(bridge.vault, slack.url + "3")
    path = "&".join((one, two.split("?")[1], three.split("?")[1]))
    first, again = post(bridge, (path, ISSUE.body, {}), (path, ISSUE.body, {}))
    assert first.status_code == again.status_code == 202
    assert [result["outcome"] for result in first.json()["results"]] == ["queued", "skipped", "queued"]
    assert bridge.queues.waiting() == 2
    groups = {record["attributes"]["MessageGroupId"] for record in bridge.queues.batch()["Records"]}
    assert len(groups) == 2


def test_the_senders_own_tests_and_plain_hooks_hear_slack(bridge: Bridge, slack: FakeSlack) -> None:
    assert ISSUE
    ping = SOURCES["github"].sample("ping")
    assert ping
    bridge.settings = replace(bridge.settings, plain=True)
    plain = str(httpx.URL("/hook", params={"space": "acme", "webhook_url": slack.url}))
    slack.script(Answer(), Answer(404, "no_service"), Answer(410, "channel_is_archived"))
    answers = post(
        bridge,
        (sealed(bridge.vault, slack.url), EXECUTION_TEST, {}),
        (sealed(bridge.vault, slack.url, "github"), ping.body, dict(ping.headers)),
        (plain, ISSUE.body, {}),
    )
    assert [answer.status_code for answer in answers] == [200, 502, 502]
    assert bridge.queues.waiting() == 0


def test_what_is_wrong_with_a_delivery_is_told_at_once(bridge: Bridge, slack: FakeSlack) -> None:
    path = sealed(bridge.vault, slack.url)
    wrong, malformed = post(bridge, (path[:-1], b"{}", {}), (path, b"{", {}))
    assert (wrong.json()["error"], malformed.json()["error"]) == ("seal-broken", "payload-malformed")
    assert bridge.queues.waiting() == 0


# --- a queue that does not take it ---------------------------------------------------------------------------------


def test_a_queue_that_is_away_is_told_with_a_time_to_come_back(
    bridge: Bridge, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ISSUE
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    [answer] = post(bridge, (sealed(bridge.vault, slack.url), ISSUE.body, {}))
    assert (answer.status_code, answer.json()["error"]) == (503, "queue-unavailable")
    assert answer.headers["Retry-After"] == "30"
    assert "does not answer" in answer.json()["detail"]


REFUSALS: list[Any] = [
    ((403, "AccessDeniedException"), "denies access"),
    ((400, "AWS.SimpleQueueService.NonExistentQueue"), "does not know the queue"),
    ((400, "RequestThrottled"), "is busy"),
    ((500, "InternalFailure"), "failed"),
    ("silent", "does not answer"),
    ("nonsense", "failed"),
]


@pytest.mark.parametrize(("told", "words"), REFUSALS)
def test_every_refusal_of_sqs_is_one_sentence(told: Any, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with KmsEndpoint(script=lambda _: told) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SQS", endpoint.url)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        queue = Queue("https://sqs.ap-northeast-1.amazonaws.com/123456789012/b.fifo", connect=0.5, read=0.5)
        with pytest.raises(QueueUnavailable, match=words) as caught:
            queue.send("{}", group="g", deduplication="d")
        queue.close()
        assert len(endpoint.calls) <= 2, "the sender waits"
    assert "arn:aws" not in caught.value.detail


def test_a_queue_without_a_region_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    with pytest.raises(QueueUnavailable, match="no region"):
        Queue("https://queue.example/123456789012/b.fifo").ask()


# --- what stands in the queue --------------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cs"]))
items = st.builds(
    Item,
    source=st.sampled_from(["backlog", "github"]),
    token=st.builds(Token, st.binary(min_size=1)),
    payload=st.dictionaries(texts, texts),
    kind=texts,
    place=texts,
    accepted=st.floats(0, 4e9).map(lambda seconds: round(seconds, 3)),
)


@given(items)
def test_an_item_is_read_as_it_was_written(item: Item) -> None:
    text = item.text()
    assert text.isascii()
    assert text.isprintable()
    assert Item.read(text) == item


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_other_texts_are_no_items(text: str) -> None:
    with pytest.raises(ItemUnreadable):
        Item.read(text)


def test_the_largest_message_fits_by_far() -> None:
    wild = "\U0001f468\u200d\U0001f469\u200d\U0001f467<&>*_~`" * 4000
    message = Message(headline=(wild,), title=(wild,), color="#42CE9F", where=(wild,))
    payload = render_safely(message, style="full", channel=wild, username=wild, icon="https://x.example/" + "y" * 480)
    item = Item("github", Token(b"x" * 6000), payload, "k" * 100, "p" * 500, time.time())
    assert len(item.text()) < SIZE_LIMIT / 2


def test_what_is_too_large_or_has_no_token_is_a_defect() -> None:
    outbox = QueueOutbox(Queue("https://sqs.eu-west-1.amazonaws.com/123456789012/b.fifo"), wall=time.time)
    with pytest.raises(Exception, match="token"):
        outbox.post(Envelope({}, HOOK), deadline=9e9)
    with pytest.raises(Exception, match="262,144"):
        outbox.post(Envelope({"text": "x" * SIZE_LIMIT}, HOOK, Token(b"t")), deadline=9e9)


def test_a_deduplication_id_tells_hooks_and_deliveries_apart() -> None:
    one, other = Token(b"one"), Token(b"other")
    ids = {deduplication_of(token, delivery) for token in (one, other) for delivery in ("1", "2")}
    assert len(ids) == 4
    assert {len(each) for each in ids} == {64}
