"""What GitHub's deliveries say that filters can ask, by event.

Members of bodies: https://docs.github.com/en/webhooks/webhook-events-and-payloads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Traits
from bridge.sources import traits
from bridge.sources.github.push import Push
from bridge.sources.github.scene import actor_of, repository_of
from bridge.sources.payload import items, mapping, one_line, text
from bridge.sources.ticks import only_ticks
from bridge.sources.traits import Not, Read, Table, Values, by, names, said, yes_if

Body = Mapping[str, Any]

_SHA: Final = re.compile(r"[0-9a-f]{40,64}")
_HEADS: Final = "refs/heads/"
_PULLS: Final = (
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "pull_request_review_thread",
)
_MAYBE_WITHOUT_REPOSITORY: Final = frozenset(
    {
        "custom_property",
        "custom_property_values",
        "github_app_authorization",
        "installation",
        "installation_repositories",
        "installation_target",
        "marketplace_purchase",
        "member",
        "membership",
        "meta",
        "org_block",
        "organization",
        "organization_custom_property",
        "organization_custom_property_values",
        "package",
        "personal_access_token_request",
        "project",
        "project_card",
        "project_column",
        "projects_v2",
        "projects_v2_item",
        "projects_v2_status_update",
        "registry_package",
        "repository_ruleset",
        "secret_scanning_scan",
        "security_advisory",
        "sponsorship",
        "sub_issues",
        "team",
    }
)
"""Events that may be about an organization, an account or nothing of the hook's own."""


def traits_of(event: str, action: str, body: Body) -> Traits:
    """What a body of an event says."""
    found = traits.traits_of(TRAITS, event, body)
    if action == "labeled":
        found = {**found, "labelled": said(mapping(body.get("label")).get("name"))}
    if "repository" not in body and event in _MAYBE_WITHOUT_REPOSITORY:
        found = {name: values for name, values in found.items() if name not in {"repository", "private"}}
    return found


def is_bot(user: Body) -> bool:
    """Whether an account is a program's."""
    return user.get("type") == "Bot" or one_line(user.get("login")).lower().endswith("[bot]")


def _at(*path: str) -> Read:
    """Reader of the text at the end of a path of members."""

    def read(body: Body) -> Values:
        return said(_inside(body, path))

    return read


def _inside(body: Body, path: tuple[str, ...]) -> object:
    *outer, last = path
    for key in outer:
        body = mapping(body.get(key))
    return body.get(last)


def _first(*readers: Read) -> Read:
    """Reader of what the first of several readers finds."""

    def read(body: Body) -> Values:
        return next((found for reader in readers if (found := reader(body)) is not None), None)

    return read


# --- branches ------------------------------------------------------------------------------------------------------


def _pushed(body: Body) -> Values:
    push = Push.of(body)
    return Not.ITS if push.is_tag else said(push.name)


def _created_or_deleted(body: Body) -> Values:
    return Not.ITS if body.get("ref_type") in {"tag", "repository"} else said(body.get("ref"))


def _of_pull(*ends: str) -> Read:
    def read(body: Body) -> Values:
        pull = mapping(body.get("pull_request"))
        return said(*(mapping(pull.get(end)).get("ref") for end in ends))

    return read


def _of_pulls_of(thing: str, end: str) -> Read:
    """Of the pull requests that a run is for; a run for none, or for one of a fork, has no such branch."""

    def read(body: Body) -> Values:
        pulls = items(mapping(body.get(thing)).get("pull_requests"))
        return said(*(mapping(pull.get(end)).get("ref") for pull in pulls)) or Not.ITS

    return read


def _commented_on(body: Body) -> Values:
    """A comment on a pull request does not say its branches; an issue has none."""
    return None if mapping(body.get("issue")).get("pull_request") else Not.ITS


def _of_status(body: Body) -> Values:
    return names(body.get("branches")) or None


def _deployed(body: Body) -> Values:
    ref = one_line(mapping(body.get("deployment")).get("ref"))
    return None if _SHA.fullmatch(ref) else said(ref)


def _merge_base(body: Body) -> Values:
    return said(one_line(mapping(body.get("merge_group")).get("base_ref")).removeprefix(_HEADS))


def _scanned(body: Body) -> Values:
    ref = one_line(body.get("ref"))
    return said(ref.removeprefix(_HEADS)) if ref.startswith(_HEADS) else None


_RUNS: Final = {
    "workflow_run": _at("workflow_run", "head_branch"),
    "workflow_job": _at("workflow_job", "head_branch"),
    "check_suite": _at("check_suite", "head_branch"),
    "check_run": _at("check_run", "check_suite", "head_branch"),
}


# --- labels, people ------------------------------------------------------------------------------------------------


def _labels_of(thing: str) -> Read:
    def read(body: Body) -> Values:
        return names(mapping(body.get(thing)).get("labels"))

    return read


def _by(*path: str) -> Read:
    """Reader of a login, with and without the mark of a bot."""

    def read(body: Body) -> Values:
        login = one_line(_inside(body, (*path, "login")))
        return said(login, login.removesuffix("[bot]"))

    return read


def _by_actor(body: Body) -> Values:
    login = actor_of(body)
    return said(login, login.removesuffix("[bot]"))


# --- the rest ------------------------------------------------------------------------------------------------------


def _workflow(thing: str) -> Read:
    def read(body: Body) -> Values:
        run = mapping(body.get(thing))
        workflow = mapping(body.get("workflow"))
        path = one_line(run.get("path") or workflow.get("path")).partition("@")[0]
        return said(workflow.get("name"), run.get("workflow_name"), run.get("name"), path, path.rpartition("/")[2])

    return read


def _job_workflow(body: Body) -> Values:
    """A job's own name is not its workflow's."""
    return said(mapping(body.get("workflow_job")).get("workflow_name"))


def _dispatched(body: Body) -> Values:
    path = one_line(body.get("workflow"))
    return said(path, path.rpartition("/")[2])


def _conclusion(thing: str) -> Read:
    """What is not over has none."""

    def read(body: Body) -> Values:
        return said(mapping(body.get(thing)).get("conclusion")) or (
            Not.ITS if body.get("action") != "completed" else None
        )

    return read


def _repository(body: Body) -> Values:
    full = repository_of(body)
    return said(full, full.rpartition("/")[2])


def _private(body: Body) -> Values:
    repository = mapping(body.get("repository"))
    private, visibility = repository.get("private"), one_line(repository.get("visibility"))
    if isinstance(private, bool):
        return yes_if(private)
    return yes_if(visibility in {"private", "internal"} if visibility else None)


def _ticks(thing: str) -> Read:
    def read(body: Body) -> Values:
        if body.get("action") != "edited":
            return Not.ITS
        changes = mapping(body.get("changes"))
        old = mapping(changes.get("body")).get("from")
        return yes_if(set(changes) == {"body"} and only_ticks(text(old), text(mapping(body.get(thing)).get("body"))))

    return read


TRAITS: Final[Table] = {
    "branch": {
        "push": _pushed,
        "create": _created_or_deleted,
        "delete": _created_or_deleted,
        **by(_of_pull("base", "head"), *_PULLS),
        **_RUNS,
        "issue_comment": _commented_on,
        "status": _of_status,
        "deployment": _deployed,
        "deployment_status": _first(_at("workflow_run", "head_branch"), _deployed),
        "merge_group": _merge_base,
        "code_scanning_alert": _scanned,
    },
    "base": {
        **by(_of_pull("base"), *_PULLS),
        **{event: _of_pulls_of(event, "base") for event in ("workflow_run", "check_run", "check_suite")},
        "issue_comment": _commented_on,
        "merge_group": _merge_base,
    },
    "head": {**by(_of_pull("head"), *_PULLS), **_RUNS, "issue_comment": _commented_on},
    "label": {
        **by(_labels_of("pull_request"), *_PULLS),
        **by(_labels_of("issue"), "issues", "issue_comment"),
        **by(_labels_of("discussion"), "discussion", "discussion_comment"),
    },
    "author": {
        **by(_by("comment", "user"), "commit_comment", "discussion_comment", "issue_comment"),
        **by(_by_actor, "push", "create", "delete", "gollum", "pull_request_review_thread"),
        "deployment": _first(_by("workflow_run", "actor"), _by("deployment", "creator")),
        "deployment_status": _first(_by("workflow_run", "actor"), _by("deployment", "creator")),
        "discussion": _by("discussion", "user"),
        "issues": _by("issue", "user"),
        "pull_request": _by("pull_request", "user"),
        "pull_request_review": _by("review", "user"),
        "pull_request_review_comment": _by("comment", "user"),
        "release": _by("release", "author"),
        "workflow_run": _by("workflow_run", "actor"),
    },
    "workflow": {
        "workflow_run": _workflow("workflow_run"),
        "workflow_job": _job_workflow,
        "workflow_dispatch": _dispatched,
    },
    "conclusion": {
        **{event: _conclusion(event) for event in ("workflow_run", "workflow_job", "check_run", "check_suite")},
        "status": _at("state"),
    },
    "environment": {
        "deployment": _at("deployment", "environment"),
        "deployment_status": _first(_at("deployment_status", "environment"), _at("deployment", "environment")),
        "deployment_review": _at("environment"),
        "deployment_protection_rule": _at("environment"),
    },
    "state": {"deployment_status": _at("deployment_status", "state")},
    "repository": {"*": _repository},
    "private": {"*": _private},
    "ticks": {
        "issues": _ticks("issue"),
        "pull_request": _ticks("pull_request"),
        "discussion": _ticks("discussion"),
        **by(_ticks("comment"), "issue_comment", "discussion_comment", "pull_request_review_comment"),
    },
}
"""Trait → event → how it is read."""
