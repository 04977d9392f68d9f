"""What is better not told although its kind is: each rule looks at one body and says why, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Skip
from bridge.sources.github.admin import rows as admin
from bridge.sources.github.build import rows as build
from bridge.sources.github.guard import rows as guard
from bridge.sources.github.kind import Rule
from bridge.sources.github.plan import rows as plan
from bridge.sources.github.push import Push
from bridge.sources.github.talk import rows as talk
from bridge.sources.github.traits import is_bot
from bridge.sources.payload import mapping, one_line

_MERGE_QUEUE: Final = "gh-readonly-queue/"
_UPDATE_BRANCHES: Final = ("dependabot/", "renovate/", "depfu/", "snyk-")
_UPDATE_BOTS: Final = frozenset(
    {
        "dependabot",
        "dependabot-preview",
        "depfu",
        "greenkeeper",
        "pyup-bot",
        "renovate",
        "renovate-bot",
        "scala-steward",
        "snyk-bot",
    }
)
"""Accounts that do nothing but update dependencies, without ``[bot]``."""


def silences(event: str, body: Mapping[str, Any]) -> tuple[Skip, ...]:
    """All that keeps the bridge silent about this body: an option may lift one of them. The codes are stable."""
    return tuple(skip for rule in _RULES.get(event, ()) if (skip := rule(body)))


def _merge_queue(body: Mapping[str, Any]) -> Skip | None:
    if Push.of(body).name.startswith(_MERGE_QUEUE):
        return Skip("merge-queue", "a branch of the merge queue is GitHub's own; the merge is told when it happens.")
    return None


def _empty(body: Mapping[str, Any]) -> Skip | None:
    push = Push.of(body)
    if push.count == 0 and not (push.created or push.deleted or push.forced or push.is_tag):
        return Skip("push-empty", "the push brought no commits.")
    return None


def _update_pushed(body: Mapping[str, Any]) -> Skip | None:
    pusher = mapping(body.get("sender")) or {"login": mapping(body.get("pusher")).get("name")}
    return _by_bot(pusher, Push.of(body).name)


def _update_proposed(body: Mapping[str, Any]) -> Skip | None:
    pull = mapping(body.get("pull_request"))
    return _by_bot(mapping(pull.get("user")), one_line(mapping(pull.get("head")).get("ref")))


def _update_reported(body: Mapping[str, Any]) -> Skip | None:
    return _by_bot(mapping(mapping(body.get("issue")).get("user")), "")


def _by_bot(user: Mapping[str, Any], branch: str) -> Skip | None:
    login = one_line(user.get("login")).lower()
    name = login.removesuffix("[bot]")
    is_bot = login != name or user.get("type") == "Bot"
    if name in _UPDATE_BOTS or (is_bot and branch.startswith(_UPDATE_BRANCHES)):
        return Skip("bot", f"{name} keeps dependencies up to date, which is not told.")
    return None


def _said_by_bot(member: str) -> Rule:
    def rule(body: Mapping[str, Any]) -> Skip | None:
        user = mapping(mapping(body.get(member)).get("user"))
        if not is_bot(user) or body.get("action") == "dismissed":
            return None
        return Skip("bot", "a bot wrote it, and bots' comments are told only with --bots.")

    return rule


def _draft(body: Mapping[str, Any]) -> Skip | None:
    pull = mapping(body.get("pull_request"))
    if pull.get("draft") is not True or pull.get("merged") or body.get("action") == "ready_for_review":
        return None
    if body.get("action") == "closed":
        return Skip("draft", "the pull request was still a draft when it was closed.")
    return Skip("draft", "the pull request is a draft; it is told when it is ready for review.")


def _no_push(body: Mapping[str, Any]) -> Skip | None:
    if any(key in body for key in ("after", "before", "commits", "pusher")):
        return None
    return Skip("body-unfit", "the body does not fit its event: a push says from which commit to which.")


def _of_comment(body: Mapping[str, Any]) -> Skip | None:
    if not mapping(body.get("comment")):
        return None
    return Skip("body-unfit", "the body does not fit its event: a comment comes as issue_comment.")


def _update_ran(body: Mapping[str, Any]) -> Skip | None:
    run = mapping(body.get("workflow_run"))
    if run.get("head_branch") == mapping(body.get("repository")).get("default_branch"):
        return None  # whoever merged it: a broken default branch is everybody's
    return _by_bot(mapping(run.get("actor")), one_line(run.get("head_branch")))


_CORE: Final[Mapping[str, tuple[Rule, ...]]] = {
    "push": (_no_push, _merge_queue, _empty, _update_pushed),
    "issues": (_of_comment, _update_reported),
    "pull_request": (_update_proposed, _draft),
    "workflow_run": (_update_ran,),
    **dict.fromkeys(
        ("commit_comment", "discussion_comment", "issue_comment", "pull_request_review_comment"),
        (_said_by_bot("comment"),),
    ),
    "pull_request_review": (_update_proposed, _said_by_bot("review")),
}
_AREAS: Final = (_CORE, admin.RULES, build.RULES, guard.RULES, plan.RULES, talk.RULES)
_RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    event: tuple(rule for area in _AREAS for rule in area.get(event, ())) for event in set().union(*_AREAS)
}
"""In the order in which they are asked, by event."""
