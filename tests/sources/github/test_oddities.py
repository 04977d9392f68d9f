"""Odd bodies: an odd shape costs a field, never the notification, and never an error."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge.model import Context, Language, Message
from bridge.slack.limits import problems
from bridge.slack.render import render
from bridge.sources.github import kinds
from bridge.sources.github.read import GitHubActivity
from bridge.sources.github.scene import Scene
from tests.golden import PEOPLE
from tests.slack.live import live_sequences
from tests.sources.github.bodies import GITHUB, SAMPLES, delivered, event_of, issue, pull, push, read, tell
from tests.sources.seen import mentioned, places, said, spans, words

EVENTS = sorted(kinds.EVENTS)
LANGUAGES: tuple[Language, ...] = ("en", "ja")
HOSTILE = [
    "<!channel>",
    "<!here|x>",
    "<@U0EMMACLRK>",
    "<https://evil.example|https://github.com>",
    "*b* _i_ ~s~ `c` ```",
    "a|b\nc\r\nd",
    "\u202egnp.exe",
    "\x00\ud800",
    "x" * 66_000,
    "@here @channel",
    "> quote",
    "[a](https://evil.example) <!-- ",
]
ODD = st.one_of(
    # Copies, since a later mutation may reach into what an earlier one put there.
    st.sampled_from([None, "", "null", 0, -1, True, [], {}, [None], [[]], {"name": None}, 1e400, *HOSTILE]).map(
        copy.deepcopy
    ),
    st.text(max_size=20),
    st.integers(),
    st.recursive(
        st.none() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=6,
    ),
)
KEYS = sorted({key for body in SAMPLES.values() for key in body} | {"changes", "installation"})


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """An event and a known body of it, with up to three of its values replaced or left out."""
    name = draw(st.sampled_from(sorted(SAMPLES)))
    sent: dict[str, Any] = copy.deepcopy(SAMPLES[name])
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
            parent[key] = draw(ODD)
    return event_of(name), sent


def check(message: Message) -> None:
    """Fit to be seen, Slack would take it, and nothing in it is obeyed but links and the map's own people."""
    assert said(message).strip()
    assert len(message.facts) <= 4
    for fact in message.facts:
        assert fact.label.strip()
        assert fact.value
    for shown in words(message).split("\n"):
        shown.encode("utf-8")
        assert "\x00" not in shown
    assert set(mentioned(message)) <= set(PEOPLE.values())
    for style in ("full", "compact"):
        payload = render(message, style=style)
        assert problems(payload) == []
        for sequence in live_sequences(payload):
            assert sequence.startswith(
                ("<http://", "<https://", "<mailto:", "<!date^", "<@U0EMMACLRK>", "<@U0RIN0KOBA>")
            )


def delivered_oddly(event: str, sent: object) -> GitHubActivity:
    """With numbers beyond all bounds as JSON may write them."""
    delivery = delivered(event, sent)
    return GITHUB.read(replace(delivery, body=delivery.body.replace(b"Infinity", b"1e999")))


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(mutated(), st.sampled_from(LANGUAGES))
def test_no_telling_function_meets_a_shape_it_cannot_take(sent: tuple[str, dict[str, Any]], language: Language) -> None:
    """Composed without the net that ``GitHub.compose`` holds under it."""
    activity = delivered_oddly(*sent)
    context = Context(language=language, people=PEOPLE)
    if activity.row and activity.row.compose:
        activity.row.compose(Scene.of(activity.body, context))
    check(GITHUB.compose(activity, context))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(EVENTS), st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), ODD, max_size=8))
def test_any_object_under_any_event_is_told_or_skipped(event: str, sent: dict[str, Any]) -> None:
    activity = delivered_oddly(event, sent)
    skip = activity.quiet_reason
    assert (activity.row is not None) or (skip is not None)
    if skip:
        assert skip.code
        assert skip.sentence.endswith(".")
    check(GITHUB.compose(activity, Context(people=PEOPLE)))


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(SAMPLES)), st.sampled_from([*EVENTS, "comet"]))
def test_a_body_may_come_under_any_event(name: str, event: str) -> None:
    activity = read(event, SAMPLES[name])
    fits = event == event_of(name) or event == "ping"
    assert fits or activity.quiet_reason
    check(GITHUB.compose(activity, Context(people=PEOPLE)))


def without_each_key() -> Iterator[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """Each known body of each kind without each of its members in turn; those deep in a list count once."""
    seen = set()
    for name, body in SAMPLES.items():
        for path in places(body):
            place = (name.split("__")[0], *(0 if isinstance(step, int) else step for step in path))
            if isinstance(path[-1], int) or place in seen:
                continue
            seen.add(place)
            less = copy.deepcopy(body)
            parent: Any = less
            for step in path[:-1]:
                parent = parent[step]
            del parent[path[-1]]
            yield name, path, less


@pytest.mark.untraced  # tracing would quadruple its time, and other tests tread the same lines
def test_a_body_without_any_one_member_is_still_told_or_skipped() -> None:
    whole = {name: {lang: tell(event_of(name), body, lang) for lang in LANGUAGES} for name, body in SAMPLES.items()}
    looked_at = 0
    for name, path, body in without_each_key():
        activity = read(event_of(name), body)
        if activity.quiet_reason:
            # What it is about is gone, or what lifted its silence; nothing deeper may cost a message.
            assert activity.quiet_reason.sentence.endswith(".")
            assert len(path) <= 2, (name, path)
            continue
        for language in LANGUAGES:
            message = GITHUB.compose(activity, Context(language=language))
            if message == whole[name][language]:
                break
            looked_at += 1
            assert problems(render(message)) == []
            shown = words(message).replace("No response", "")
            assert not re.search(r"\b(None|null|undefined|NaN)\b|(?<!\w)(\[\]|\{\}|\(\))", shown), (name, path, shown)
    assert looked_at > 300


@pytest.mark.parametrize("value", [None, "", "null", 0, False, [], {}, [None], "x"])
def test_a_body_with_any_one_odd_member_is_still_told(value: object) -> None:
    for event, body in (
        ("issues", issue(body="x", labels=[{"name": "x"}], state_reason="completed")),
        ("pull_request", pull(body="x", base={"ref": "main"}, head={"ref": "x"}, user={"login": "x"})),
        ("push", push("refs/heads/main", "One", head_commit={"id": "1"})),
    ):
        for path in list(places(body)):
            odd = copy.deepcopy(body)
            parent: Any = odd
            for step in path[:-1]:
                parent = parent[step]
            parent[path[-1]] = value
            check(tell(event, odd))


def test_a_shape_that_nobody_foresaw_still_gets_the_generic_sentence() -> None:
    def fails(_: Scene) -> Message:
        raise KeyError("nobody foresaw this")

    row = replace(kinds.BY_NAME["issues.opened"], compose=fails)
    message = GITHUB.compose(GitHubActivity(row.name, row, (), issue()), Context(language="ja"))
    assert said(message) == "GitHubからのお知らせ（ acme/webshop 、octo-emma さん）: Issueの作成"
    message = GITHUB.compose(GitHubActivity(row.name, row, (), {}), Context())
    assert said(message) == "GitHub reports of a repository, by Someone: Issue opened"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_strangers_write_stays_words(text: str) -> None:
    user = {"login": text, "html_url": text, "type": text}
    thing: dict[str, Any] = {
        "title": text,
        "body": text,
        "user": user,
        "assignees": [user],
        "labels": [{"name": text}],
        "milestone": {"title": text, "html_url": text},
        "head": {"ref": text, "label": f"{text}:{text}", "repo": {"id": 1}},
        "base": {"ref": text, "repo": {"id": 2}},
        "requested_reviewers": [user],
        "requested_teams": [{"name": text}],
    }
    check(tell("issues", {**issue(**thing), "sender": user}, people=PEOPLE))
    for action in ("opened", "closed"):
        check(tell("pull_request", {**pull(action, **thing, merged=action == "closed"), "sender": user}, people=PEOPLE))
    commits = [{"id": text, "message": text, "author": {"name": text, "username": text}}] * 7
    for flag in ("created", "deleted", "forced"):
        body = push(f"refs/heads/{text}", compare=text, base_ref=text, sender=user, **{flag: True})
        check(tell("push", {**body, "commits": commits, "before": text, "after": text}, people=PEOPLE))
    check(tell("ping", {"hook": {"events": [text], "config": {"content_type": text}}, "organization": user}))


def test_an_address_that_is_none_becomes_no_link() -> None:
    for address in ("javascript:alert(1)", "//evil.example", "https://", " ", 5, None):
        body = issue(html_url=address, milestone={"title": "m", "html_url": address})
        body["repository"] = {"full_name": "acme/webshop", "html_url": address}
        body["sender"] = {"login": "x", "html_url": address}
        assert all(getattr(span, "url", "https://").startswith("https://") for span in spans(tell("issues", body)))
        json.dumps(render(tell("issues", body)))
