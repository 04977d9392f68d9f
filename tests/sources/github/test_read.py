"""Bytes to an activity, whatever comes."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import PayloadMalformed
from bridge.filters import wanted
from bridge.model import Delivery, Filters
from tests.sources.github.bodies import GITHUB, delivered, issue, pull, push, read, sample, silenced

FORM = "application/x-www-form-urlencoded"
BODY = issue(title="50 % + 1 = ½ & “more”")


def form(body: bytes, kind: str = FORM) -> dict[str, Any]:
    return GITHUB.read(Delivery("github", {"x-github-event": "issues", "content-type": kind}, body)).body


# --- the event -------------------------------------------------------------------------------------------------------


def test_without_the_event_nobody_can_tell() -> None:
    with pytest.raises(PayloadMalformed, match="X-GitHub-Event is missing"):
        GITHUB.read(Delivery("github", {}, b"{}"))


@pytest.mark.parametrize(
    "event", ["", " ", "Push", "push ", "push\n", "a.b", "a-b", "x" * 65, "プッシュ", "<!channel>"]
)
def test_an_odd_event_is_malformed(event: str) -> None:
    with pytest.raises(PayloadMalformed, match="X-GitHub-Event is malformed") as refused:
        GITHUB.read(delivered(event, {}))
    assert event.strip() not in refused.value.detail or event.strip().lower() in {"", "push", "a.b"}


# --- the body --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["application/json", "", FORM, "text/plain", "application/json; charset=utf-8"])
@pytest.mark.parametrize("lead", [b"", b" \r\n", b"\xef\xbb\xbf"])
def test_json_is_json_whatever_the_content_type_says(kind: str, lead: bytes) -> None:
    assert form(lead + json.dumps(BODY).encode(), kind) == BODY


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=utf-8", FORM.upper(), "application/json", ""])
@pytest.mark.parametrize("quoting", [quote, quote_plus, lambda text: quote(text, safe='{}:",[] ').replace(" ", "+")])
def test_a_form_holds_its_json_in_payload(kind: str, quoting: Any) -> None:
    body = json.dumps(BODY, ensure_ascii=False)
    assert form(f"payload={quoting(body)}".encode(), kind) == BODY


def test_the_payload_may_have_neighbours() -> None:
    fields = urlencode([("zen", "payload=no"), ("payload", json.dumps(BODY)), ("payload", "{}"), ("x", "")]).encode()
    assert form(fields) == BODY
    assert form(b"payload=%7b%7D\n") == {}


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=30)), st.booleans())
def test_any_object_survives_a_form(body: dict[str, str], plus: bool) -> None:
    sent = (quote_plus if plus else quote)(json.dumps(body, ensure_ascii=True))
    assert form(b"payload=" + sent.encode()) == body


@pytest.mark.parametrize("size", [65_530, 65_535, 65_536, 65_537, 65_538, 131_072, 200_001])
def test_a_long_form_is_decoded_in_stretches_without_a_seam(size: int) -> None:
    body = {"text": "é%+ " * (size // 20), "end": "x" * (size % 20)}
    assert form(b"payload=" + quote_plus(json.dumps(body, ensure_ascii=False)).encode()) == body


def test_no_escape_is_torn_in_two() -> None:
    for length in range(65_510, 65_550):
        body = {"a": "x" * length}
        assert form(b"payload=" + quote_plus(json.dumps(body)).encode()) == body


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "The body is empty"),
        (b"  \n", "The body is empty"),
        (b"zen=1&x=2", "without the field payload"),
        (b"xpayload=%7B%7D", "without the field payload"),
        (b"123", "without the field payload"),
        (b"payload=", "payload is empty"),
        (b"payload=&x=1", "payload is empty"),
        (b"payload=%5B%5D", "not an object"),
        (b"payload=%7B", "not JSON"),
        (b"payload=%", "not JSON"),
        (b"payload=%zz", "not JSON"),
        (b"payload=%ff", "not UTF-8"),
        (b"payload=" + b"%5B" * 201, "deeper than 200"),
        (b"[]", "not an object"),
        (b"[" * 300, "deeper than 200"),
        (b'{"a": NaN}', "NaN"),
        (b"{", "not JSON"),
        (b'{"a": "\xff"}', "not UTF-8"),
    ],
)
def test_each_fault_has_its_own_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(PayloadMalformed, match=sentence):
        form(body)


@pytest.mark.parametrize("body", [b"zen=1", b"null", b'"text"', b"12"])
def test_no_form_and_no_object(body: bytes) -> None:
    with pytest.raises(PayloadMalformed):
        form(body, "application/json")


# --- the kind --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "body", "kind"),
    [
        ("ping", {}, "ping"),
        ("ping", {"action": "opened"}, "ping"),
        ("push", push(), "push.default"),
        ("push", push(action="created"), "push.default"),
        ("push", push("refs/heads/feature/x"), "push.branch"),
        ("push", push("refs/heads/feature/x", forced=True), "push.forced"),
        ("push", push(forced=True), "push.forced"),
        ("push", push("refs/tags/v1", forced=True), "push.tag"),
        ("push", push("refs/tags/main"), "push.tag"),
        ("push", push("refs/heads/x", repository={}), "push.default"),
        ("push", push("refs/heads/trunk", repository={"master_branch": "trunk"}), "push.default"),
        ("push", push("refs/heads/x", repository={"master_branch": "trunk"}), "push.branch"),
        ("issues", issue(), "issues.opened"),
        ("issues", issue("closed", state_reason="completed"), "issues.closed.completed"),
        ("issues", issue("closed", state_reason="not_planned"), "issues.closed.not_planned"),
        ("issues", issue("closed", state_reason="duplicate"), "issues.closed.duplicate"),
        ("issues", issue("closed", state_reason=None), "issues.closed"),
        ("issues", issue("closed", state_reason="whatever"), "issues.closed"),
        ("issues", issue("closed", state_reason=["completed"]), "issues.closed"),
        ("issues", issue("reopened"), "issues.reopened"),
        ("pull_request", pull(), "pull_request.opened"),
        ("pull_request", pull("closed", merged=True), "pull_request.closed.merged"),
        ("pull_request", pull("closed", merged_at="2026-03-04T05:06:07Z"), "pull_request.closed.merged"),
        ("pull_request", pull("closed", merged=False), "pull_request.closed.unmerged"),
        ("pull_request", pull("closed"), "pull_request.closed.unmerged"),
        ("pull_request", pull("reopened"), "pull_request.reopened"),
        ("pull_request", pull("ready_for_review"), "pull_request.ready_for_review"),
    ],
)
def test_the_kind_is_read_from_event_action_and_body(event: str, body: object, kind: str) -> None:
    assert read(event, body).kind == kind


@pytest.mark.parametrize(
    ("event", "body", "kind", "code"),
    [
        ("issues", issue("painted"), "issues.painted", "kind-unknown"),
        ("pull_request", pull("juggled"), "pull_request.juggled", "kind-unknown"),
        ("comet", {"action": "seen"}, "comet.seen", "kind-unknown"),
        ("comet", {"action": "<!channel> x"}, "comet", "kind-unknown"),
        ("repository_dispatch", {"action": "<!channel> deploy"}, "repository_dispatch", "quiet"),
        ("issues", {}, "issues", "body-unfit"),
        ("issues", push(), "issues", "body-unfit"),
        ("issues", issue(""), "issues", "body-unfit"),
        ("issues", pull(), "issues.opened", "body-unfit"),
        ("issues", {"action": "opened", "issue": []}, "issues.opened", "body-unfit"),
        ("pull_request", {"action": "closed"}, "pull_request.closed.unmerged", "body-unfit"),
        ("pull_request", issue("closed"), "pull_request.closed.unmerged", "body-unfit"),
        ("push", {}, "push.default", "body-unfit"),
        ("push", push(ref=None), "push.branch", "body-unfit"),
        ("push", push(ref=" "), "push.branch", "body-unfit"),
        ("push", issue(), "push.branch", "body-unfit"),
    ],
)
def test_what_cannot_be_told_is_skipped_with_its_reason(event: str, body: object, kind: str, code: str) -> None:
    activity = read(event, body)
    assert activity.kind == kind
    assert activity.quiet_reason
    assert activity.quiet_reason.code == code
    assert wanted(activity, Filters(only=("*",))) == activity.quiet_reason
    assert (activity.told == "quiet") == (code in {"kind-unknown", "quiet"} or kind == event == "issues")
    assert activity.quiet_reason.sentence.endswith(".")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (push(), "acme/webshop"),
        (push(repository={"name": "webshop", "owner": {"name": "acme"}}), "acme/webshop"),
        (push(repository={"name": "webshop"}), "webshop"),
        (push(repository=None, organization={"login": "acme"}), "acme"),
        ({}, ""),
    ],
)
def test_the_place_is_the_repository_else_the_organization(body: object, place: str) -> None:
    assert read("push", body).place == place


def test_a_ping_passes_every_filter() -> None:
    activity = read("ping", sample("ping__repository"))
    assert activity.test
    assert wanted(activity, Filters(only=("push",), skip=("*",))) is None
    assert not read("push", push()).test


# --- silence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (push(), "push-empty"),
        (push("refs/heads/x"), "push-empty"),
        (push("refs/heads/main", "One"), ""),
        (push(commits=None), ""),
        (push(commits=None, head_commit={"id": "1" * 40}), ""),
        (push(forced=True), ""),
        (push(created=True), ""),
        (push(deleted=True), ""),
        (push(created=None, before="0" * 40), ""),
        (push(deleted=None, after="0" * 40), ""),
        (push("refs/tags/v1"), ""),
        (push("refs/heads/gh-readonly-queue/main/pr-1", "One"), "merge-queue"),
        (push("refs/heads/gh-readonly-queue/main/pr-1", deleted=True), "merge-queue"),
        (push("refs/heads/dependabot/npm/x", "One", sender={"login": "dependabot[bot]"}, forced=True), "bot"),
        (push("refs/heads/renovate/x", "One", sender={"login": "acme-renovate", "type": "Bot"}), "bot"),
        (push("refs/heads/renovate/x", "One", sender=None, pusher={"name": "renovate[bot]"}), "bot"),
        (push("refs/heads/renovate/x", "One"), ""),
        (push("refs/heads/main", "One", sender={"login": "acme-release[bot]", "type": "Bot"}), ""),
    ],
)
def test_which_pushes_are_silent(body: object, code: str) -> None:
    assert silenced("push", body) == code


BOT = {"login": "renovate[bot]", "type": "Bot"}
UPDATE: dict[str, Any] = {"user": {"login": "acme-updates[bot]", "type": "Bot"}, "head": {"ref": "renovate/lodash-4.x"}}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (pull(draft=True), "draft"),
        (pull("reopened", draft=True), "draft"),
        (pull("closed", draft=True, merged=False), "draft"),
        (pull("closed", draft=True, merged=True), ""),
        (pull("ready_for_review", draft=True), ""),
        (pull("ready_for_review", draft=False), ""),
        (pull(draft="true"), ""),
        (pull(user=BOT), "bot"),
        (pull("closed", user={"login": "Dependabot-Preview[bot]"}, merged=True), "bot"),
        (pull(user={"login": "snyk-bot", "type": "User"}), "bot"),
        (pull(**UPDATE), "bot"),
        (pull(**{**UPDATE, "user": {"login": "octo-mia", "type": "User"}}), ""),
        (pull(user={"login": "acme-release[bot]", "type": "Bot"}, head={"ref": "release"}), ""),
    ],
)
def test_which_pull_requests_are_silent(body: object, code: str) -> None:
    assert silenced("pull_request", body) == code


def test_which_issues_are_silent() -> None:
    assert silenced("issues", issue(user=BOT)) == "bot"
    assert silenced("issues", issue(user={"login": "acme-triage[bot]", "type": "Bot"})) == ""
    assert silenced("issues", issue(user=None)) == ""


def test_a_draft_is_silent_for_a_reason_that_is_true() -> None:
    closed = read("pull_request", pull("closed", draft=True, merged=False)).quiet_reason
    opened = read("pull_request", pull(draft=True)).quiet_reason
    assert closed
    assert "when it was closed" in closed.sentence
    assert opened
    assert "ready for review" in opened.sentence


def test_a_bots_run_is_silent_unless_it_broke_the_default_branch() -> None:
    run = {
        "head_branch": "dependabot/npm/x",
        "actor": {"login": "dependabot[bot]", "type": "Bot"},
        "conclusion": "failure",
    }
    body = {"action": "completed", "workflow_run": run, "repository": {"full_name": "a/b", "default_branch": "main"}}
    reason = read("workflow_run", body).quiet_reason
    assert reason
    assert reason.code == "bot"
    assert read("workflow_run", body | {"workflow_run": run | {"head_branch": "main"}}).quiet_reason is None


def test_a_review_of_a_deployment_needs_no_run() -> None:
    body = {"action": "requested", "workflow_run": None, "since": "2026-03-04T05:06:07Z", "environment": "production"}
    assert read("deployment_review", body).quiet_reason is None
