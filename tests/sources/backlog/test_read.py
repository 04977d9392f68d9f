"""Bytes to an activity: what is refused, what is recognised."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge.errors import PayloadMalformed
from bridge.filters import wanted
from bridge.model import Delivery, Filters, HookConfig, Secret, plain
from tests.sources.backlog.bodies import ACTOR, BACKLOG, body, tell
from tests.sources.seen import facts, said, spans, urls

FORM = {"content-type": "application/x-www-form-urlencoded"}
TEST: dict[str, Any] = {
    "created": "2026-01-05T00:00:00Z",
    "project": {"archived": False, "projectKey": "TEST", "name": "TestProject", "id": 100},
    "id": 10,
    "notifications": [],
    "createdUser": ACTOR,
}


@pytest.mark.parametrize(
    ("headers", "sent"),
    [
        (FORM, b"payload=%7B%22ref%22%3A%22refs%2Fheads%2Fmain%22%7D"),
        ({}, b"payload=%7B%7D"),
        ({"content-type": "Application/X-WWW-Form-URLencoded; charset=utf-8"}, b"a=b"),
    ],
)
def test_the_git_webhook_of_a_repository_is_told_apart(headers: dict[str, str], sent: bytes) -> None:
    with pytest.raises(PayloadMalformed) as refused:
        BACKLOG.read(Delivery("backlog", headers, sent))
    assert "Git webhook" in refused.value.detail
    assert "プロジェクト設定 > インテグレーション > Webhook" in refused.value.detail


def test_json_is_read_whatever_its_content_type_says() -> None:
    sent = json.dumps(body(4, {"key_id": 3})).encode()
    for prefix in (b"", b" \n", b"\xef\xbb\xbf"):
        assert BACKLOG.read(Delivery("backlog", FORM, prefix + sent)).kind == "issue.deleted"


def test_an_empty_form_is_an_empty_body() -> None:
    with pytest.raises(PayloadMalformed, match="empty"):
        BACKLOG.read(Delivery("backlog", FORM, b""))


@pytest.mark.parametrize("sent", [b"[]", b"null", b'"x"', b"{", b"\xff", b"[" * 10_000])
def test_what_is_no_object_is_refused(sent: bytes) -> None:
    with pytest.raises(PayloadMalformed):
        BACKLOG.read(Delivery("backlog", {}, sent))


@pytest.mark.parametrize("type_id", [9999, 27, 0, -1, None, "x", "", [], {}, True, 1.5])
def test_what_is_not_in_the_table_is_unknown(type_id: object) -> None:
    activity = BACKLOG.read(Delivery("backlog", {}, json.dumps(body(type_id)).encode()))
    assert (activity.kind, activity.told, activity.quiet_reasons) == ("unknown", "default", ())
    assert wanted(activity, Filters()) is None


def test_what_the_line_may_know_of_an_activity() -> None:
    activity = BACKLOG.read(Delivery("backlog", {}, json.dumps(body(1, {"summary": "hush"})).encode()))
    assert (activity.kind, activity.place, activity.test) == ("issue.created", "SHOP", False)
    assert "hush" not in repr(activity)


def test_nothing_is_signed_so_nothing_is_checked() -> None:
    config = HookConfig(destination=Secret("https://hooks.slack.com/services/T/B/x"), secret=Secret("s"))
    BACKLOG.verify(Delivery("backlog", {}, b"{}"), config)


# --- the execution test ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent",
    [
        {**TEST, "type": 1, "content": {"id": 100, "key_id": 100, "summary": "test issue", "description": "words"}},
        {**TEST, "type": 5, "content": {"id": 100, "name": "test wiki", "content": "words"}},
        {**TEST, "type": 18, "content": {"id": 100, "number": 10, "summary": "test pull request"}},
        {**TEST, "type": 9999},
        {**TEST, "id": "10", "project": {"id": "100", "projectKey": "TEST"}, "type": 2},
    ],
)
def test_the_execution_test_says_that_the_hook_works(sent: dict[str, Any]) -> None:
    activity = BACKLOG.read(Delivery("backlog", {}, json.dumps(sent).encode()))
    assert activity.test
    assert wanted(activity, Filters(only=("wiki.deleted",), skip=("*",))) is None
    message = tell(sent)
    assert said(message) == "Emma Clark sent a test from Backlog: this webhook works"
    assert (
        said(tell(sent, "ja")) == "Emma Clark さんがBacklogの実行テストを送信しました。このWebhookは正しく動いています"
    )
    assert facts(message)["Tested event"] == activity.row.en
    assert urls(message) == {}
    assert message.color == "#42CE9F"


def test_the_execution_test_looks_like_its_kind() -> None:
    message = tell({**TEST, "type": 1, "content": {"key_id": 100, "summary": "test issue", "description": "words"}})
    assert message.title == ("test issue",)
    assert "words" in [part for part in spans(message) if isinstance(part, str)]


def test_a_tested_kind_without_a_title_shows_its_sentence() -> None:
    message = tell({**TEST, "type": 5, "content": {"id": 100, "name": "test wiki", "content": "words"}})
    assert plain(message.title) == "Emma Clark added wiki page “test wiki”"


@pytest.mark.parametrize(
    "sent",
    [
        {**TEST, "id": 11, "type": 1},
        {**TEST, "project": {"id": 100, "projectKey": "OTHER"}, "type": 1},
        {**TEST, "project": {"id": 101, "projectKey": "TEST"}, "type": 1},
        {**TEST, "project": None, "type": 1},
    ],
)
def test_a_real_project_called_test_is_no_test(sent: dict[str, Any]) -> None:
    assert not BACKLOG.read(Delivery("backlog", {}, json.dumps(sent).encode())).test
