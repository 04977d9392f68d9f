"""What filters can ask of GitHub's deliveries."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.filters import SWITCHES, WHERE, unanswered, wanted
from bridge.model import Filters, Person, Traits
from bridge.sources.github.traits import TRAITS, traits_of
from tests.sources.github.bodies import ACTOR, REPOSITORY, SAMPLES, event_of, issue, pull, push, read, silenced, tell
from tests.sources.seen import quoted, spans

BOT = {"login": "renovate[bot]", "type": "Bot"}
CI = {"name": "CI", "path": ".github/workflows/ci.yml"}
ENDS: dict[str, Any] = {"base": {"ref": "main"}, "head": {"ref": "feature/1"}}


def said(event: str, body: dict[str, Any]) -> Traits:
    """Without what every delivery says."""
    found = traits_of(event, str(body.get("action", "")), body)
    return {name: values for name, values in found.items() if name not in {"repository", "private"}}


RUN = {"head_branch": "main", "conclusion": "failure", "actor": ACTOR, "path": ".github/workflows/ci.yml@main"}
DEPLOYMENT = {"ref": "main", "environment": "production", "creator": BOT}


@pytest.mark.parametrize(
    ("event", "body", "expected"),
    [
        ("push", push("refs/heads/feature/1"), {"branch": ("feature/1",), "author": ("octo-emma",)}),
        ("push", push("refs/tags/v1"), {"author": ("octo-emma",)}),
        ("push", push("refs/heads/x", sender=BOT), {"branch": ("x",), "author": ("renovate[bot]", "renovate")}),
        ("create", {"ref": "x", "ref_type": "branch", "sender": ACTOR}, {"branch": ("x",), "author": ("octo-emma",)}),
        ("delete", {"ref": "v1", "ref_type": "tag"}, {"author": None}),
        (
            "pull_request",
            pull(**ENDS, labels=[{"name": "bug"}, {}, 7], user=BOT),
            {
                "branch": ("main", "feature/1"),
                "base": ("main",),
                "head": ("feature/1",),
                "label": ("bug",),
                "author": ("renovate[bot]", "renovate"),
            },
        ),
        ("pull_request", pull(), {"branch": None, "base": None, "head": None, "label": None, "author": None}),
        (
            "pull_request",
            {**pull("labeled", **ENDS, labels=[], user=ACTOR), "label": {"name": "bug"}},
            {
                "branch": ("main", "feature/1"),
                "base": ("main",),
                "head": ("feature/1",),
                "label": (),
                "author": ("octo-emma",),
                "labelled": ("bug",),
            },
        ),
        ("issues", issue(labels=[]), {"label": (), "author": None}),
        ("issue_comment", {**issue(), "comment": {"user": ACTOR}}, {"label": None, "author": ("octo-emma",)}),
        (
            "issue_comment",
            {**issue(pull_request={"url": "x"}), "comment": {}},
            {"label": None, "author": None, "branch": None, "base": None, "head": None},
        ),
        (
            "workflow_run",
            {"action": "completed", "workflow_run": RUN, "workflow": CI},
            {
                "branch": ("main",),
                "head": ("main",),
                "author": ("octo-emma",),
                "workflow": ("CI", ".github/workflows/ci.yml", "ci.yml"),
                "conclusion": ("failure",),
            },
        ),
        (
            "workflow_run",
            {"action": "requested", "workflow_run": {"head_branch": "f", "pull_requests": [ENDS]}},
            {"branch": ("f",), "base": ("main",), "head": ("f",), "author": None, "workflow": None},
        ),
        (
            "workflow_job",
            {"action": "completed", "workflow_job": {"name": "build", "workflow_name": "CI", "head_branch": "m"}},
            {"branch": ("m",), "head": ("m",), "workflow": ("CI",), "conclusion": None},
        ),
        (
            "check_run",
            {"action": "completed", "check_run": {"conclusion": "success", "check_suite": {"head_branch": "m"}}},
            {"branch": ("m",), "head": ("m",), "conclusion": ("success",)},
        ),
        ("status", {"state": "error", "branches": [{"name": "m"}]}, {"branch": ("m",), "conclusion": ("error",)}),
        ("status", {"state": "error", "branches": []}, {"branch": None, "conclusion": ("error",)}),
        (
            "deployment_status",
            {"deployment": DEPLOYMENT, "deployment_status": {"state": "success"}},
            {
                "branch": ("main",),
                "author": ("renovate[bot]", "renovate"),
                "environment": ("production",),
                "state": ("success",),
            },
        ),
        (
            "deployment",
            {"deployment": {"ref": "a" * 40}, "workflow_run": {"actor": ACTOR}},
            {"branch": None, "author": ("octo-emma",), "environment": None},
        ),
        (
            "workflow_dispatch",
            {"workflow": ".github/workflows/x.yml"},
            {"workflow": (".github/workflows/x.yml", "x.yml")},
        ),
        (
            "merge_group",
            {"merge_group": {"base_ref": "refs/heads/main"}},
            {"branch": ("main",), "base": ("main",)},
        ),
        ("code_scanning_alert", {"ref": "refs/heads/main"}, {"branch": ("main",)}),
        ("code_scanning_alert", {"ref": "refs/pull/1/merge"}, {"branch": None}),
        ("star", {"action": "created", "sender": ACTOR}, {}),
    ],
)
def test_what_a_body_says(event: str, body: dict[str, Any], expected: Traits) -> None:
    assert {**said(event, body), "ticks": None} == {**expected, "ticks": None}


@pytest.mark.parametrize(
    ("repository", "private"),
    [
        ({"private": True}, ("yes",)),
        ({"private": False, "visibility": "internal"}, ("no",)),
        ({"visibility": "internal"}, ("yes",)),
        ({"visibility": "public"}, ("no",)),
        ({"private": "true"}, None),
    ],
)
def test_repositories(repository: dict[str, Any], private: tuple[str, ...] | None) -> None:
    found = traits_of("push", "", {"repository": {**REPOSITORY, **repository}})
    assert found["repository"] == ("acme/webshop", "webshop")
    assert found["private"] == private
    assert "repository" not in traits_of("organization", "member_added", {"organization": {"login": "acme"}})
    assert traits_of("push", "", {})["repository"] is None


def test_ticks() -> None:
    edited = issue("edited", body="- [x] a")
    assert said("issues", {**edited, "changes": {"body": {"from": "- [ ] a"}}})["ticks"] == ("yes",)
    assert said("issues", {**edited, "changes": {"body": {"from": "- [ ] b"}}})["ticks"] == ("no",)
    more = {"body": {"from": "- [ ] a"}, "title": {"from": "x"}}
    assert said("issues", {**edited, "changes": more})["ticks"] == ("no",)


def outcome(event: str, body: object, *switches: str, **where: str) -> str:
    """The code of the silence, or what is noted of a told one."""
    filters = Filters(where={name: tuple(texts.split(",")) for name, texts in where.items()}, switches=switches)
    activity = read(event, body)
    skip = wanted(activity, filters)
    return skip.code if skip else ",".join(unanswered(activity, filters))


def test_a_dependency_update_is_told_on_request_and_its_draft_is_not() -> None:
    update = pull(user=BOT, draft=True, **ENDS)
    assert [outcome("pull_request", update, *on) for on in ((), ("bots",), ("drafts",), ("bots", "drafts"))] == [
        "bot",
        "draft",
        "bot",
        "",
    ]
    assert outcome("pull_request", update, "bots", "drafts", author="!renovate") == "filtered-author"


@pytest.mark.parametrize(
    ("event", "member"),
    [
        ("issue_comment", "comment"),
        ("commit_comment", "comment"),
        ("discussion_comment", "comment"),
        ("pull_request_review_comment", "comment"),
        ("pull_request_review", "review"),
    ],
)
def test_what_bots_say_is_silent_by_a_code_that_a_switch_lifts(event: str, member: str) -> None:
    from bridge.sources.github.silence import silences  # noqa: PLC0415 - beside the table that it belongs to

    for user, codes in ((BOT, ["bot"]), ({"login": "x[bot]"}, ["bot"]), (ACTOR, [])):
        body = {"action": "created", member: {"user": user, "body": "Hi", "state": "commented"}}
        found = [skip.code for skip in silences(event, body) if skip.code == "bot"]
        assert found[:1] == codes
    assert SWITCHES["bots"].lifts == "bot"


def test_a_review_of_a_bot_that_somebody_dismisses_is_told() -> None:
    body = {**pull("dismissed", **ENDS), "review": {"user": BOT, "state": "dismissed"}}
    assert silenced("pull_request_review", body) != "bot"


def test_filters_of_a_pull_request() -> None:
    body = pull(**ENDS, labels=[{"name": "Bug"}], user=ACTOR)
    assert outcome("pull_request", body, branch="base:main", label="bug", author="OCTO-*", repository="webshop") == ""
    assert outcome("pull_request", body, branch="base:release/*") == "filtered-branch"
    assert outcome("pull_request", body, label="!bug") == "filtered-label"
    assert outcome("pull_request", body, repository="acme/other") == "filtered-repository"
    assert outcome("pull_request", pull(), branch="main", label="bug") == "branch,label"


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.startswith("ping")])
def test_a_ping_passes_every_filter(name: str) -> None:
    where = dict.fromkeys(WHERE, ("+no", "no", "!*"))
    filters = Filters(only=("no",), skip=("*",), where=where, switches=("private", "checklist_ticks"))
    assert wanted(read("ping", SAMPLES[name]), filters) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "ref", "login", "labels", "user"]), inner, max_size=3)
    ),
    max_leaves=6,
)
MEMBERS = [
    "action",
    "issue",
    "pull_request",
    "comment",
    "workflow_run",
    "repository",
    "label",
    "changes",
    "deployment",
    "ref",
]


@given(
    st.sampled_from(sorted({event for row in TRAITS.values() for event in row})),
    st.dictionaries(st.sampled_from(MEMBERS), json_values),
)
@settings(deadline=None)
def test_no_body_is_too_odd(event: str, body: dict[str, Any]) -> None:
    for values in traits_of(event, "labeled", body).values():
        assert values is None or all(values)


def test_every_sample_says_what_it_can() -> None:
    for name, body in SAMPLES.items():
        traits = read(event_of(name), json.loads(json.dumps(body))).traits
        if event_of(name) in {"issues", "pull_request"} and "__" in name and "hostile" not in name:
            assert "label" in traits, name


def test_people_whom_a_text_names_are_called_only_where_all_are_wanted() -> None:
    body = issue(
        body="Ask @Ann-Lee, @bob and @octo-emma.\n\n> as @ann-lee said\n\n`@bob` [@bob](https://example.com/x)"
    )
    people = {"github:ann-lee": "U0ANN", "github:octo-emma": "U0EMMA"}
    called = {
        mentions: [
            span
            for span in spans(tell("issues", body, people=people, mentions=mentions))
            if isinstance(span, Person) and span.mention
        ]
        for mentions in ("assigned", "all", "none")
    }
    assert called == {"assigned": [], "all": [Person("@Ann-Lee", "U0ANN")], "none": []}
    assert quoted(tell("issues", body, people=people, mentions="all")) == quoted(tell("issues", body))


def test_nobody_is_called_where_nobody_is_wanted() -> None:
    body = issue(assignees=[{"login": "ann"}])
    people = {"github:ann": "U0ANN"}
    by_default = [span for span in spans(tell("issues", body, people=people)) if isinstance(span, Person)]
    silent = [span for span in spans(tell("issues", body, people=people, mentions="none")) if isinstance(span, Person)]
    assert by_default == [Person("ann", "U0ANN")]
    assert silent == [Person("ann")]
