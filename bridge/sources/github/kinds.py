"""The table: what the bridge tells of GitHub's events, and how a delivery finds its row.

Names of events and actions: https://docs.github.com/en/webhooks/webhook-events-and-payloads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.sources.github import tell_issue, tell_ping, tell_pull, tell_push
from bridge.sources.github.admin import rows as admin
from bridge.sources.github.build import rows as build
from bridge.sources.github.guard import rows as guard
from bridge.sources.github.kind import Kind, Part
from bridge.sources.github.plan import rows as plan
from bridge.sources.github.talk import rows as talk

CORE: Final[tuple[Kind, ...]] = (
    Kind("ping", "A webhook was connected", "Webhookの接続", tell_ping.ping),
    Kind("push.default", "Push to the default branch", "デフォルトブランチへのプッシュ", tell_push.to_default),
    Kind("push.forced", "Forced push to a branch", "ブランチへの強制プッシュ", tell_push.forced),
    Kind("push.branch", "Push to another branch", "他のブランチへのプッシュ", tell_push.to_branch, "request"),
    Kind("push.tag", "Tag created, moved or deleted", "タグの作成・移動・削除", tell_push.of_tag, "request"),
    Kind("issues.opened", "Issue opened", "Issueの作成", tell_issue.opened),
    Kind("issues.closed.completed", "Issue closed as completed", "完了によるIssueのクローズ", tell_issue.completed),
    Kind(
        "issues.closed.not_planned",
        "Issue closed as not planned",
        "対応予定なしによるIssueのクローズ",
        tell_issue.not_planned,
    ),
    Kind("issues.closed.duplicate", "Issue closed as a duplicate", "重複によるIssueのクローズ", tell_issue.duplicate),
    Kind("issues.closed", "Issue closed, no known reason given", "Issueのクローズ（理由なし）", tell_issue.closed),
    Kind("issues.reopened", "Issue reopened", "Issueの再オープン", tell_issue.reopened),
    Kind("pull_request.opened", "Pull request opened", "プルリクエストの作成", tell_pull.opened),
    Kind(
        "pull_request.ready_for_review",
        "Draft marked as ready for review",
        "ドラフトからレビュー可能への変更",
        tell_pull.ready,
    ),
    Kind("pull_request.closed.merged", "Pull request merged", "プルリクエストのマージ", tell_pull.merged),
    Kind(
        "pull_request.closed.unmerged",
        "Pull request closed without merging",
        "プルリクエストのクローズ（マージなし）",
        tell_pull.unmerged,
    ),
    Kind("pull_request.reopened", "Pull request reopened", "プルリクエストの再オープン", tell_pull.reopened),
)

TABLE: Final[tuple[Kind, ...]] = (*CORE, *talk.ROWS, *build.ROWS, *guard.ROWS, *plan.ROWS, *admin.ROWS)

PARTS: Final[Mapping[str, Part]] = {
    "push": tell_push.part,
    "issues.closed": tell_issue.reason,
    "pull_request.closed": tell_pull.merged_or_not,
    **talk.PARTS,
    **build.PARTS,
    **guard.PARTS,
    **plan.PARTS,
    **admin.PARTS,
}
"""Where one action means several things: which of them a body says."""

BY_NAME: Final[Mapping[str, Kind]] = {kind.name: kind for kind in TABLE}
EVENTS: Final = frozenset(kind.event for kind in TABLE)


def without_action(event: str) -> bool:
    """Whether the rows of an event have no action, so that an ``action`` in its body means nothing."""
    return event in BY_NAME or event in PARTS


def row_of(base: str, body: Mapping[str, Any]) -> Kind | None:
    """The row of ``event`` or ``event.action``, by its third part where it has one, else (a part unheard of) bare.

    None where the table has neither.
    """
    part = PARTS[base](body) if base in PARTS else ""
    return BY_NAME.get(f"{base}.{part}") or BY_NAME.get(base)
