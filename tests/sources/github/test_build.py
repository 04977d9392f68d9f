"""Continuous integration, deployments, releases, packages and pages: what goldens do not show."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from bridge.filters import matches
from bridge.model import Context
from bridge.sources.github.build import rows, words
from bridge.sources.github.scene import Scene
from tests.sources.github.bodies import ACTOR, GITHUB, NEW, REPOSITORY, WEB, read, sample, silenced, tell
from tests.sources.seen import facts, mentioned, quoted, said, urls

BOT = {"login": "acme-ci[bot]", "type": "Bot"}
RIN = {"login": "octo-rin", "type": "User"}
TOLD = [kind for kind in rows.ROWS if kind.compose]


def about(action: str = "", **more: Any) -> dict[str, Any]:
    """A body of these events."""
    return {**({"action": action} if action else {}), "repository": REPOSITORY, "sender": ACTOR, **more}


def run(conclusion: object = "failure", **more: Any) -> dict[str, Any]:
    """A run of a workflow that is complete."""
    return about("completed", workflow_run={"name": "CI", "head_branch": "main", "conclusion": conclusion, **more})


def status(state: object = "success", **more: Any) -> dict[str, Any]:
    """A deployment's status; ``more`` goes into the deployment."""
    deployment = {"ref": "main", "sha": NEW, "environment": "production", "task": "deploy", **more}
    return about("created", deployment_status={"state": state}, deployment=deployment)


def release(action: str, **more: Any) -> dict[str, Any]:
    """A release; ``more`` goes into it."""
    return about(action, release={"tag_name": "v1", "html_url": f"{WEB}/releases/tag/v1", **more})


def test_the_rows_of_this_area() -> None:
    assert len({kind.name for kind in rows.ROWS}) == len(rows.ROWS)
    assert all(kind.reason.endswith(".") for kind in rows.ROWS if kind.told == "quiet")
    assert {kind.name for kind in TOLD} | {"release.published"} <= set(words.SENTENCES)
    assert set(words.SENTENCES) == {kind.name for kind in TOLD}
    assert set(rows.NEEDS) == {kind.event for kind in TOLD}
    assert {kind.name for kind in TOLD if kind.told == "default"} == {
        "release.published",
        "release.released.promoted",
        "deployment_status.created.success",
        "deployment_status.created.failure",
        "deployment_status.created.error",
        "deployment_review.requested",
        "workflow_run.completed.failure",
        "workflow_run.completed.timed_out",
        "workflow_run.completed.startup_failure",
        "workflow_run.completed.action_required",
        "workflow_run.completed.success.retried",
    }


def test_an_empty_body_still_makes_a_sentence_of_its_own() -> None:
    for language, someone in (("en", "Someone"), ("ja", "だれか")):
        context = Context(language="ja" if language == "ja" else "en")
        told = [kind.compose(Scene.of({}, context)) for kind in TOLD if kind.compose]
        assert all(said(message).startswith(someone) for message in told)
        assert max(Counter(said(message) for message in told).values()) == 1
        assert not any(message.quote or message.title or message.facts for message in told)


@pytest.mark.parametrize(
    ("event", "body"),
    [
        ("check_run", about("created", check_run={"name": "x"})),
        ("check_run", about("completed", check_run={"conclusion": "neutral"})),
        ("check_run", about("requested_action", check_run={"conclusion": "failure"})),
        ("check_run", about("rerequested", check_run={"conclusion": "failure"})),
        ("check_suite", about("completed", check_suite={"conclusion": "failure"})),
        ("check_suite", about("requested", check_suite={})),
        ("check_suite", about("rerequested", check_suite={})),
        ("deployment", about("created", deployment={"ref": "main"})),
        ("deployment_protection_rule", about("requested", environment="production")),
        ("deployment_status", status("inactive")),
        ("package", about("updated", package={"name": "x"})),
        ("page_build", about(build={"status": "building"})),
        ("registry_package", about("published", registry_package={"name": "x"})),
        ("registry_package", about("updated", registry_package={"name": "x"})),
        ("release", release("created")),
        ("release", release("released")),
        ("release", release("prereleased", prerelease=True)),
        ("repository_dispatch", about("sample.collected", branch="main")),
        ("repository_dispatch", about("deploy", branch="main")),
        ("repository_dispatch", about("on-demand-test", client_payload={"token": "x"})),
        ("status", about(state="pending", sha=NEW)),
        ("workflow_dispatch", about(inputs={"password": "x"}, ref="refs/heads/main")),
        ("workflow_job", about("queued", workflow_job={"name": "x"})),
        ("workflow_job", about("in_progress", workflow_job={"name": "x"})),
        ("workflow_job", about("completed", workflow_job={"conclusion": "success"})),
        ("workflow_run", about("requested", workflow_run={"name": "x"})),
        ("workflow_run", about("in_progress", workflow_run={"name": "x"})),
        ("workflow_run", run("skipped")),
        ("workflow_run", run("neutral")),
        ("workflow_run", run("stale")),
    ],
)
def test_what_is_quiet(event: str, body: dict[str, Any]) -> None:
    assert silenced(event, body) == "quiet"


@pytest.mark.parametrize("event", sorted(rows.NEEDS))
def test_a_body_of_another_event_does_not_fit(event: str) -> None:
    parts: dict[str, dict[str, Any]] = {"page_build": {"build": {}, "status": "built"}, "status": {"state": "failure"}}
    actions = sorted({kind.name.split(".")[1] for kind in TOLD if kind.event == event and "." in kind.name})
    for action in actions:
        assert silenced(event, about(action, **parts.get(event, {}))) in {"body-unfit", "quiet"}


# --- runs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attempt", "kind", "told"),
    [
        (1, "workflow_run.completed.success", "request"),
        (None, "workflow_run.completed.success", "request"),
        ("x", "workflow_run.completed.success", "request"),
        (2, "workflow_run.completed.success.retried", "default"),
        (11, "workflow_run.completed.success.retried", "default"),
    ],
)
def test_a_success_is_told_when_it_took_more_than_one_attempt(attempt: object, kind: str, told: str) -> None:
    activity = read("workflow_run", run("success", run_attempt=attempt))
    assert (activity.kind, activity.told) == (kind, told)


def test_a_success_of_any_attempt_is_asked_for_by_one_name() -> None:
    for name in ("workflow_run.completed.success", "workflow_run.completed.success.retried"):
        assert matches("workflow_run.completed.success", name)
        assert matches("workflow_run.completed", name)
    assert not matches("workflow_run.completed.success.retried", "workflow_run.completed.success")


def test_a_conclusion_that_is_not_known_here_can_be_told() -> None:
    for conclusion in ("postponed", None, 5):
        activity = read("workflow_run", run(conclusion))
        assert (activity.kind, activity.told) == ("workflow_run.completed", "request")
    assert facts(tell("workflow_run", run("postponed"))) == {"Conclusion": "postponed"}


@pytest.mark.parametrize(
    ("end", "en", "ja"),
    [
        ("2026-03-04T02:00:01Z", "1 s", "1秒"),
        ("2026-03-04T02:01:00Z", "1 min", "1分"),
        ("2026-03-04T02:06:41Z", "6 min 41 s", "6分41秒"),
        ("2026-03-04T04:05:59Z", "2 h 5 min", "2時間5分"),
        ("2026-03-04T04:00:59Z", "2 h", "2時間"),
        ("2026-03-07T04:30:00Z", "3 d 2 h", "3日2時間"),
        ("2026-03-04T02:00:00Z", None, None),
        ("2026-03-04T01:00:00Z", None, None),
        ("soon", None, None),
    ],
)
def test_how_long_it_took(end: str, en: str | None, ja: str | None) -> None:
    body = run(run_started_at="2026-03-04T02:00:00Z", created_at="2026-03-01T00:00:00Z", updated_at=end)
    assert facts(tell("workflow_run", body)).get("Duration") == en
    assert facts(tell("workflow_run", body, "ja")).get("所要時間") == ja


def test_whose_run_it_is() -> None:
    body = run(triggering_actor=RIN, actor=ACTOR)
    assert said(tell("workflow_run", body)) == "octo-rin's run of workflow CI on main in acme/webshop failed"
    assert said(tell("workflow_run", run(triggering_actor=BOT, actor=RIN))).startswith("octo-rin's")
    bots = {**run(triggering_actor=BOT), "sender": BOT}
    assert said(tell("workflow_run", bots)).startswith("acme-ci[bot]'s")
    assert said(tell("workflow_run", bots, "ja")).startswith("acme-ci[bot] が acme/webshop の main で実行した")
    assert said(tell("workflow_run", run(), "ja")).startswith("octo-emma さんが")


def test_which_workflow_it_is() -> None:
    body = {**run(name="Deploy v7 by hand"), "workflow": {"name": "Deploy"}}
    assert "workflow Deploy on" in said(tell("workflow_run", body))
    assert "workflow ci.yml on" in said(tell("workflow_run", run(name="", path=".github/workflows/ci.yml@refs/x")))
    assert "run of a workflow on" in said(tell("workflow_run", run(name=None)))


def test_on_what_it_ran() -> None:
    assert urls(tell("workflow_run", run(head_branch="a/b#c")))["a/b#c"] == f"{WEB}/tree/a/b%23c"
    fork = run(head_branch="fix", head_repository={"full_name": "octo-rin/webshop"})
    assert urls(tell("workflow_run", fork))["octo-rin:fix"] == "https://github.com/octo-rin/webshop/tree/fix"
    own = run(head_branch="fix", head_repository={"full_name": "ACME/webshop"})
    assert urls(tell("workflow_run", own))["fix"] == f"{WEB}/tree/fix"
    assert urls(tell("workflow_run", run(head_branch=None, head_sha=NEW)))[NEW[:7]] == f"{WEB}/commit/{NEW}"


def test_what_a_commit_says_is_said_once() -> None:
    message = "One thing\n\nand another"
    body = run(display_title="One thing", head_sha=NEW, head_commit={"message": message})
    assert facts(tell("workflow_run", body)) == {"Commit": NEW[:7]}
    cut = run(display_title="One thi…", head_sha=NEW, head_commit={"message": message})
    assert facts(tell("workflow_run", cut)) == {"Commit": NEW[:7]}
    other = run(display_title="A pull request", head_commit={"id": NEW, "message": message})
    assert facts(tell("workflow_run", other)) == {"Commit": f"{NEW[:7]} One thing"}
    untitled = tell("workflow_run", run(head_commit={"message": "x" * 500}, html_url=f"{WEB}/actions/runs/1"))
    assert urls(untitled)[f"{'x' * 120}…"] == f"{WEB}/actions/runs/1"
    assert not tell("workflow_run", run(display_title="CI")).title


def test_pull_requests_of_other_repositories_are_left_out() -> None:
    own = {"number": 7, "base": {"repo": {"id": 1}}}
    theirs = {"number": 8, "base": {"repo": {"id": 2}}}
    unsaid = {"number": 9}
    body = run(pull_requests=[own, theirs, unsaid, {}], event="pull_request")
    body["repository"] = {**REPOSITORY, "id": 1}
    message = tell("workflow_run", body)
    assert facts(message) == {"Pull request": "#7, #9"}
    assert urls(message)["#7"] == f"{WEB}/pull/7"


def test_an_unusual_trigger_is_named() -> None:
    assert facts(tell("workflow_run", run(event="schedule"))) == {"Triggered by": "schedule"}
    assert facts(tell("workflow_run", run(event="push"))) == {}


def test_the_attempt_is_shown_with_the_run() -> None:
    assert facts(tell("workflow_run", run(run_number=12, run_attempt=3))) == {"Run": "#12, attempt 3"}
    assert facts(tell("workflow_run", run(run_number=12, run_attempt=3), "ja")) == {"実行番号": "#12（3回目の試行）"}
    assert facts(tell("workflow_run", run(run_number=12, run_attempt=1))) == {"Run": "#12"}


@pytest.mark.parametrize(
    ("steps", "blamed"),
    [
        ([("a", "success"), ("b", "failure"), ("c", "failure")], "b"),
        ([("a", "cancelled"), ("b", "timed_out")], "b"),
        ([("a", "success"), ("b", "cancelled"), ("c", "cancelled")], "b"),
        ([("a", "success"), ("", "failure")], None),
        ([], None),
    ],
)
def test_which_step_is_to_blame(steps: list[tuple[str, str]], blamed: str | None) -> None:
    job = {"name": "test", "conclusion": "failure", "steps": [{"name": n, "conclusion": c} for n, c in steps]}
    assert facts(tell("workflow_job", about("completed", workflow_job=job))).get("Failed step") == blamed


# --- checks --------------------------------------------------------------------------------------------------------


def test_a_job_of_github_actions_is_no_check_of_its_own() -> None:
    actions, other = {"slug": "github-actions", "name": "GitHub Actions"}, {"slug": "acme-scan"}
    checks: list[dict[str, Any]] = [
        {"app": actions},
        {"check_suite": {"app": actions}},
        {"app": other, "check_suite": {"app": actions}},
    ]
    for check in checks:
        assert silenced("check_run", about("completed", check_run={"conclusion": "failure", **check})) == "double"
    others: list[dict[str, Any]] = [{"app": other}, {}, {"app": None}, {"app": {"slug": ["github-actions"]}}]
    for check in others:
        assert silenced("check_run", about("completed", check_run={"conclusion": "failure", **check})) == ""


def test_a_check_is_told_of_the_app_it_belongs_to() -> None:
    check = {"name": "lint", "conclusion": "success", "app": {"name": "ACME Scan"}, "head_sha": NEW}
    body = about("completed", check_run={**check, "details_url": "https://scan.example/1"})
    assert said(tell("check_run", body)) == f"ACME Scan reports that check lint passed on {NEW[:7]} in acme/webshop"
    assert urls(tell("check_run", body))["lint"] == "https://scan.example/1"
    without = about("completed", check_run={"name": "lint", "conclusion": "success"})
    assert said(tell("check_run", without)) == "octo-emma reports that check lint passed on a revision in acme/webshop"


def test_a_status_without_a_page_leads_to_its_commit() -> None:
    body = about(state="failure", sha=NEW, context="ci", description="No", target_url="javascript:alert(1)")
    assert urls(tell("status", body))["No"] == f"{WEB}/commit/{NEW}"
    assert read("status", {**body, "action": "whatever"}).kind == "status.failure"


# --- deployments ---------------------------------------------------------------------------------------------------


def test_a_deployment_by_a_program_is_that_of_the_person_behind_it() -> None:
    body = {**status(creator=RIN), "sender": BOT}
    assert said(tell("deployment_status", body)) == "octo-rin deployed main to production in acme/webshop"
    behind = {**body, "workflow_run": {"triggering_actor": ACTOR}}
    assert said(tell("deployment_status", behind)).startswith("octo-emma deployed")
    assert said(tell("deployment_status", {**status(), "sender": BOT})).startswith("acme-ci[bot] deployed")


def test_a_deployment_of_a_commit_is_named_by_it() -> None:
    message = tell("deployment_status", status(ref=NEW))
    assert said(message) == f"octo-emma deployed {NEW[:7]} to production in acme/webshop"
    assert urls(message)[NEW[:7]] == f"{WEB}/commit/{NEW}"


def test_a_state_that_is_not_known_here_is_shown() -> None:
    activity = read("deployment_status", status("paused"))
    assert (activity.kind, activity.told) == ("deployment_status.created", "request")
    assert facts(tell("deployment_status", status("paused")))["Status"] == "paused"


def test_a_log_without_words_is_still_linked() -> None:
    body = status(task="deploy:migrations")
    body["deployment_status"]["log_url"] = "https://ci.example/1"
    message = tell("deployment_status", body)
    assert facts(message) == {"Commit": NEW[:7], "Task": "deploy:migrations", "Log": "Open the log"}
    body["deployment_status"]["description"] = "Done"
    assert urls(tell("deployment_status", body))["Done"] == "https://ci.example/1"
    body["deployment_status"]["log_url"] = "javascript:alert(1)"
    assert "Done" not in urls(tell("deployment_status", body))


def test_those_asked_for_a_review_of_a_deployment_are_called_but_not_who_asked() -> None:
    people = {"github:octo-rin": "U0RIN0KOBA", "github:octo-emma": "U0EMMACLRK"}
    reviewers = [{"reviewer": RIN}, {"reviewer": ACTOR}, {"reviewer": {"name": "Crew"}}, {"reviewer": None}, {}]
    body = about("requested", workflow_run={"id": 1}, requestor=ACTOR, reviewers=reviewers, environment="production")
    message = tell("deployment_review", {**body, "sender": BOT}, people=people)
    assert facts(message) == {"Reviewers": "octo-rin, octo-emma, Crew"}
    assert mentioned(message) == ["U0RIN0KOBA"]
    approved = {**body, "action": "approved", "approver": RIN, "comment": "Fine"}
    assert mentioned(tell("deployment_review", approved, people=people)) == []
    assert said(tell("deployment_review", approved)) == (
        "octo-rin approved the deployment to production in acme/webshop"
    )


def test_several_environments_are_named_once_each() -> None:
    jobs = [{"environment": "staging"}, {"environment": "production"}, {"environment": "staging"}, {}]
    body = about("rejected", workflow_run={"id": 1}, workflow_job_runs=jobs)
    assert "to staging, production in" in said(tell("deployment_review", body))


# --- releases, packages, pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "changed", "kind"),
    [
        ("2026-03-04T02:00:00Z", "2026-03-04T02:00:01Z", "release.released.published"),
        ("2026-03-04T02:00:00Z", "2026-03-04T02:00:00Z", "release.released.published"),
        ("2026-03-04T02:00:00Z", "2026-03-04T02:01:01Z", "release.released.promoted"),
        ("2026-03-04T02:00:00Z", "2026-05-04T02:00:00Z", "release.released.promoted"),
        ("2026-03-04T02:00:00Z", None, "release.released.published"),
        (None, "2026-03-04T02:00:00Z", "release.released.published"),
    ],
)
def test_released_is_told_only_of_a_promoted_pre_release(published: object, changed: object, kind: str) -> None:
    activity = read("release", release("released", published_at=published, updated_at=changed))
    assert activity.kind == kind
    assert bool(activity.quiet_reason) == (kind == "release.released.published")


@pytest.mark.parametrize(
    ("action", "more", "sentence", "color"),
    [
        ("published", {}, "published release v1 in acme/webshop", "#1A7F37"),
        ("published", {"prerelease": True}, "published pre-release v1 in acme/webshop", "#BF8700"),
        ("created", {"draft": True}, "drafted release v1 in acme/webshop", "#6E7781"),
        ("edited", {"draft": True}, "edited draft release v1 in acme/webshop", "#0969DA"),
        ("edited", {"prerelease": True}, "edited pre-release v1 in acme/webshop", "#0969DA"),
        ("deleted", {"draft": True}, "deleted draft release v1 from acme/webshop", "#CF222E"),
        ("unpublished", {"draft": True}, "unpublished release v1 in acme/webshop", "#6E7781"),
    ],
)
def test_a_release_is_called_what_it_is(action: str, more: dict[str, Any], sentence: str, color: str) -> None:
    message = tell("release", release(action, **more))
    assert (said(message), message.color) == (f"octo-emma {sentence}", color)


def test_a_release_goes_by_its_tag_and_is_named_once() -> None:
    assert not tell("release", release("published", name="v1")).title
    assert urls(tell("release", release("published", name="Gift cards")))["Gift cards"] == f"{WEB}/releases/tag/v1"
    assert said(tell("release", release("published", tag_name="", name="Gift cards"))).endswith(
        "published release Gift cards in acme/webshop"
    )
    assert urls(tell("release", release("deleted", name="Gift cards"))) == {"acme/webshop": WEB}


def test_an_edited_release_says_what_changed() -> None:
    body = {**release("edited", name="New", body="Notes"), "changes": {"name": {"from": "Old"}}}
    assert facts(tell("release", body)) == {"Name": "Old → New"}
    assert quoted(tell("release", body)) == []
    body = {**body, "changes": {"tag_name": {"from": "v0"}, "body": {"from": "x"}}}
    assert facts(tell("release", body)) == {"Tag": "v0 → v1"}
    assert quoted(tell("release", body)) == ["Notes"]


def test_where_a_release_was_made_is_told_unless_on_the_default_branch() -> None:
    assert facts(tell("release", release("published", target_commitish="main"))) == {}
    assert facts(tell("release", release("published", target_commitish="release/2"))) == {"Target": "release/2"}
    assert facts(tell("release", release("published", target_commitish=NEW))) == {"Target": NEW[:7]}
    others = facts(tell("release", release("published", author=RIN, assets=[{}, {}])))
    assert others == {"Author": "octo-rin", "Assets": "2 assets"}


@pytest.mark.parametrize(
    ("version", "shown"),
    [
        ({"version": "1.2.0"}, "package cart 1.2.0"),
        ({"version": f"sha256:{'ab' * 32}"}, "package cart abababababab"),
        ({"version": "x", "container_metadata": {"tag": {"name": "2.0"}}}, "package cart 2.0"),
        ({"name": "1.3"}, "package cart 1.3"),
        ({}, "package cart"),
    ],
)
def test_which_version_of_a_package(version: dict[str, Any], shown: str) -> None:
    body = about("published", package={"name": "cart", "package_version": version})
    assert said(tell("package", body)) == f"octo-emma published {shown} in acme/webshop"


def test_a_page_s_error_is_quoted() -> None:
    build = {"status": "errored", "error": {"message": "Bad <b>\nline"}, "duration": 61_500, "pusher": RIN}
    message = tell("page_build", about(build=build))
    assert quoted(message) == ["Bad <b> line"]
    assert facts(message) == {"Duration": "1 min 1 s"}
    assert said(message).startswith("octo-rin's build")


# --- nothing leaks -------------------------------------------------------------------------------------------------


def test_inputs_of_programs_are_never_shown() -> None:
    secret = "hunter2-hunter2"
    for name in ("deployment_status.created.success__production", "workflow_run.completed.failure__cart"):
        body = sample(name, client_payload={"key": secret}, inputs={"key": secret})
        body.setdefault("deployment", {})["payload"] = {"key": secret}
        for language in ("en", "ja"):
            message = GITHUB.compose(
                read(name.split(".")[0], body), Context(language="ja" if language == "ja" else "en")
            )
            assert secret not in json.dumps(repr(message))
