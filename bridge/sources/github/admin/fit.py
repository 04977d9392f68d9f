"""Which bodies are none of this area's events, although they came under its name.

Nearly every body has a repository, so that having one says little.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Skip
from bridge.sources.github.kind import Rule
from bridge.sources.payload import mapping

NEEDS: Final[Mapping[str, str]] = {
    "custom_property": "definition",
    "custom_property_values": "repository",
    "fork": "forkee",
    "installation": "installation",
    "installation_repositories": "installation",
    "installation_target": "account",
    "member": "member",
    "membership": "team",
    "org_block": "blocked_user",
    "organization": "organization",
    "organization_custom_property": "definition",
    "organization_custom_property_values": "organization",
    "public": "repository",
    "repository": "repository",
    "sponsorship": "sponsorship",
    "star": "repository",
    "team": "team",
    "team_add": "team",
}
"""Event → the member without which a body is not one of that event."""

_ELSEWHERE: Final = frozenset(
    [
        "alert",
        "answer",
        "blocked_issue",
        "blocked_user",
        "blocking_issue",
        "branch",
        "build",
        "bypass_request",
        "category",
        "check_run",
        "check_suite",
        "comment",
        "definition",
        "deployment",
        "deployment_status",
        "discussion",
        "exemption_request",
        "forkee",
        "hook",
        "issue",
        "key",
        "label",
        "location",
        "member",
        "merge_group",
        "milestone",
        "new_property_values",
        "package",
        "parent_issue",
        "personal_access_token_request",
        "project",
        "project_card",
        "project_column",
        "projects_v2",
        "projects_v2_item",
        "projects_v2_status_update",
        "pull_request",
        "ref",
        "registry_package",
        "release",
        "repositories_added",
        "repositories_removed",
        "repository_advisory",
        "repository_ruleset",
        "review",
        "rule",
        "security_advisory",
        "sha",
        "sponsorship",
        "starred_at",
        "state",
        "sub_issue",
        "team",
        "thread",
        "workflow",
        "workflow_job",
        "workflow_run",
    ]
)
"""Members that bodies of other events have."""


def _without(*members: str) -> Rule:
    """The body has what only another event's has."""
    strange = _ELSEWHERE.union(members)

    def rule(body: Mapping[str, Any]) -> Skip | None:
        found = min((key for key in body if key in strange and body[key]), default="")
        return _unfit(f"it has the member {found}") if found else None

    return rule


def _no(member: str) -> Rule:
    """The body has one member that it should not."""
    return lambda body: _unfit(f"it has the member {member}") if body.get(member) else None


def _with(*members: str) -> Rule:
    """The body has none of the members, whatever their shape."""
    lacking = _unfit(f"it lacks the member {members[0]}")
    return lambda body: None if any(member in body for member in members) else lacking


def _installed(body: Mapping[str, Any]) -> Skip | None:
    """Every body that an App is sent names its installation; only these tell whose it is."""
    known = "account" in mapping(body.get("installation"))
    return None if known else _unfit("its installation has no account")


def _unfit(why: str) -> Skip:
    return Skip("body-unfit", f"the body does not fit its event: {why}.")


RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "custom_property_values": (_with("new_property_values"),),
    "installation": (_installed,),
    "installation_repositories": (_installed,),
    "member": (_with("repository"),),
    "meta": (_with("hook_id", "hook"),),
    "organization": (_without("repository"),),
    "organization_custom_property": (_no("organization"),),
    "organization_custom_property_values": (_with("new_property_values"), _no("repository")),
    "public": (_without("action", "changes", "pages"),),
    "repository": (_without(),),
    "star": (_with("starred_at"),),
    "team_add": (_no("action"),),
}
"""Event → why one body of a told kind is left untold."""
