"""Odd bodies: an odd shape costs a field, never the notification."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.model import Context, Delivery, Language, Message, Person
from bridge.slack.limits import problems
from bridge.slack.render import render
from bridge.sources.backlog import kinds
from bridge.sources.backlog.read import BacklogActivity
from bridge.sources.backlog.scene import Scene
from tests.golden import pairs
from tests.sources.backlog.bodies import BACKLOG, body, notified, tell, update
from tests.sources.seen import facts, places, quoted, said, urls, words

BODIES = [json.loads(pair.body.read_bytes()) for pair in pairs("backlog")]
ODD = st.one_of(
    st.sampled_from(
        [None, "", "null", 0, -1, True, [], {}, [None], [[]], {"name": None}, "\x00\ud800", "x" * 5000, 1e400]
    ).map(copy.deepcopy),
    st.text(max_size=20),
    st.integers(),
    st.recursive(
        st.none() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=6,
    ),
)
LANGUAGES: tuple[Language, ...] = ("en", "ja")


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """A known body with up to three of its values replaced or left out."""
    sent: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(BODIES)))
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(sent))
        if not found:
            break
        *path, key = draw(st.sampled_from(found))
        parent: Any = sent
        for step in path:
            parent = parent[step]
        if isinstance(parent, dict) and draw(st.booleans()):
            del parent[key]
        else:
            parent[key] = copy.deepcopy(draw(ODD))
    return sent


@given(mutated(), st.sampled_from(LANGUAGES), st.booleans())
def test_no_telling_function_meets_a_shape_it_cannot_take(
    sent: dict[str, Any], language: Language, spaced: bool
) -> None:
    """Composed without the net that ``Backlog.compose`` holds under it."""
    activity = BACKLOG.read(delivered(sent))
    context = Context(space="https://acme.backlog.com" if spaced else "", language=language)
    message = activity.row.compose(Scene.of(activity.body, context))
    check(message)
    assert problems(render(message)) == []


def delivered(sent: dict[str, Any]) -> Delivery:
    """With numbers beyond all bounds as JSON may write them."""
    return Delivery("backlog", {}, json.dumps(sent).replace("Infinity", "1e999").encode())


def check(message: Message) -> None:
    assert said(message).strip()
    for fact in message.facts:
        assert fact.label.strip()
        assert fact.value
    shown = words(message)
    shown.encode("utf-8")
    assert "\x00" not in shown
    for line in [message.headline, message.title, message.where, *(line.spans for line in message.quote)]:
        assert all(
            "\n" not in (span if isinstance(span, str) else span.name if isinstance(span, Person) else span.text)
            for span in line
        )


@given(
    st.dictionaries(
        st.sampled_from(["type", "content", "project", "id", "createdUser", "notifications", "created"]), ODD
    )
)
def test_any_object_is_told(sent: dict[str, Any]) -> None:
    check(BACKLOG.compose(BACKLOG.read(delivered(sent)), Context(space="https://acme.backlog.com")))


def test_a_shape_that_nobody_foresaw_still_gets_the_generic_sentence() -> None:
    def fails(_: Scene) -> Message:
        raise KeyError("nobody foresaw this")

    row = replace(kinds.TABLE[0], compose=fails)
    message = BACKLOG.compose(BacklogActivity(row, body(1)), Context(language="ja"))
    assert said(message) == "Emma Clark さんの操作: 課題の追加"
    message = BACKLOG.compose(BacklogActivity(row, {}), Context())
    assert said(message) == "Someone in Backlog: Issue added"


# --- the list of what has been seen ----------------------------------------------------------------------------------


def test_the_word_null_is_no_value() -> None:
    sent = body(1, {"key_id": 1, "summary": "null", "dueDate": "null", "priority": "null", "description": "null"})
    message = tell(sent)
    assert facts(message) == {}
    assert not message.title
    assert not message.quote


@pytest.mark.parametrize("empty", [None, "", [], {}, "null", 0, False])
@pytest.mark.parametrize(
    "key", ["comment", "changes", "attachments", "shared_files", "description", "assignee", "status"]
)
def test_empty_parts_of_an_update(key: str, empty: object) -> None:
    message = tell(body(2, {"key_id": 12, "summary": "s", key: empty}))
    assert said(message) == "Emma Clark updated issue SHOP-12"
    assert facts(message) == {}
    assert quoted(message) in ([], ["0"])


def test_an_account_may_have_any_shape() -> None:
    for account in (None, {}, {"nulabId": "x", "name": "Else", "uniqueId": "u"}, "text", 5):
        user = {"id": 1, "name": "Ren", "nulabAccount": account, "roleType": 255, "lang": "null", "userId": None}
        assert said(tell(body(4, {"key_id": 1}, createdUser=user))) == "Ren deleted issue SHOP-1"


def test_a_key_may_hold_underscores_and_long_numbers() -> None:
    message = tell(body(4, {"key_id": 999999}, project={"id": 1, "projectKey": "API_V2", "name": "API"}))
    assert said(message) == "Emma Clark deleted issue API_V2-999999"


def test_line_ends_of_every_sort() -> None:
    content = {"key_id": 1, "summary": "a\r\nb", "description": "one\r\ntwo\rthree"}
    message = tell(body(1, content))
    assert message.title
    assert urls(message)["a b"]
    assert quoted(message) == ["one", "two", "three"]


def test_what_strangers_write_stays_words() -> None:
    hostile = "<!channel> <@U0EVIL> *x* <https://evil.example|bank> `y` &amp; @here"
    sent = update(("Field", hostile, hostile + "!"), summary=hostile, comment={"id": 1, "content": hostile})
    payload = json.dumps(render(tell({**sent, "createdUser": {"name": hostile}})))
    assert "<!channel" not in payload
    assert "<@U" not in payload
    assert "<https://evil.example|bank>" not in payload


def test_nul_and_lone_surrogates_are_shown_as_replaced() -> None:
    message = tell(body(1, {"key_id": 1, "summary": "a\x00b", "description": "c\ud800d"}))
    assert "a\ufffdb" in words(message)
    assert quoted(message) == ["c\ufffdd"]


def test_a_body_of_pieces_is_told() -> None:
    assert said(tell({"type": 1, "content": {"summary": "Words"}})) == "Someone added issue “Words”"
    assert said(tell({"type": 1, "content": {"key_id": 3}})) == "Someone added an issue"
    assert said(tell({"type": 15}, "ja")) == "だれかがメンバーをプロジェクトに追加しました"
    message = tell({"type": "2"})
    assert message.where == ()
    assert message.time is None


def test_a_project_without_a_name_is_its_key() -> None:
    message = tell(body(4, {"key_id": 1}, project={"projectKey": "OLD"}))
    assert words(message).endswith("OLD")
    assert urls(message)["OLD"]


def test_notifications_of_odd_shapes_count_as_nobody() -> None:
    message = tell(
        body(4, {"key_id": 1}, notifications=[None, {}, {"user": None}, {"user": {"name": ""}}, *notified("Ren")])
    )
    assert facts(message)["Notified"] == "Ren"


@pytest.mark.parametrize(("rule", "text"), [("markdown", "**b** ''c''"), ("backlog", "**b** ''c''"), (None, "''c'' x")])
def test_the_project_says_how_text_is_written(rule: str | None, text: str) -> None:
    project = {"projectKey": "SHOP", "name": "S", "textFormattingRule": rule}
    line = quoted(tell(body(1, {"key_id": 1, "description": text}, project=project)))[0]
    assert ("''" in line) == (rule == "markdown")
    assert ("**" in line) == (rule == "backlog")


def test_a_path_within_the_space_becomes_a_whole_address() -> None:
    found = urls(tell(body(1, {"key_id": 1, "description": "[a](/view/SHOP-1) [b](//evil.example/x) [c](d/e)"})))
    assert found["a"] == "https://acme.backlog.com/view/SHOP-1"
    assert "b" not in found
    assert "c" not in found


def test_people_in_a_changed_description_go_by_their_names() -> None:
    changed = update(("description", "Ask <@U7>.", "Ask <@U7> and <@U8>."), assignee={"id": 7, "name": "Nora Byrne"})
    shown = "\n".join(quoted(tell(changed)))
    assert "Ask Nora Byrne" in shown
    assert "<@" not in shown
