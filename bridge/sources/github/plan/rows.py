"""The rows of this area: issues and their comments, discussions, labels, milestones and projects.

Of the edits, those of comments are quiet: a webhook cannot change the message that told the comment.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Skip
from bridge.sources.github import colors
from bridge.sources.github.kind import Kind, Part, Rule, quiet
from bridge.sources.github.plan import tell_comment, tell_discussion, tell_issue, tell_relation
from bridge.sources.github.plan.board_rows import BOARD_ROWS
from bridge.sources.payload import mapping

_COMMENT_EDITED: Final = "a webhook cannot change the message that told the comment."

_ISSUES: Final = (
    Kind("issues.assigned", "Issue assigned", "Issueの担当者の追加", tell_issue.assigned, "request"),
    Kind("issues.unassigned", "Issue unassigned", "Issueの担当者の解除", tell_issue.unassigned, "request"),
    Kind("issues.labeled", "Label added to an issue", "Issueへのラベルの追加", tell_issue.labeled, "request"),
    Kind("issues.unlabeled", "Label removed from an issue", "Issueのラベルの解除", tell_issue.unlabeled, "request"),
    Kind(
        "issues.milestoned",
        "Issue added to a milestone",
        "Issueのマイルストーンへの追加",
        tell_issue.milestoned,
        "request",
    ),
    Kind(
        "issues.demilestoned",
        "Issue removed from a milestone",
        "Issueのマイルストーンの解除",
        tell_issue.demilestoned,
        "request",
    ),
    Kind("issues.edited", "Issue's title or description edited", "Issueの編集", tell_issue.edited, "request"),
    Kind("issues.locked", "Issue's conversation locked", "Issueの会話のロック", tell_issue.locked, "request"),
    Kind(
        "issues.unlocked",
        "Issue's conversation unlocked",
        "Issueの会話のロック解除",
        tell_issue.plainly("issues.unlocked"),
        "request",
    ),
    Kind("issues.pinned", "Issue pinned", "Issueのピン留め", tell_issue.plainly("issues.pinned"), "request"),
    Kind(
        "issues.unpinned", "Issue unpinned", "Issueのピン留めの解除", tell_issue.plainly("issues.unpinned"), "request"
    ),
    # The same move is told as issues.opened in the repository where the issue arrives.
    Kind(
        "issues.transferred",
        "Issue transferred to another repository",
        "別のリポジトリへのIssueの移動",
        tell_issue.transferred,
        "request",
    ),
    Kind("issues.deleted", "Issue deleted", "Issueの削除", tell_issue.deleted),
    Kind("issues.typed", "Type of an issue set", "Issueの種類の設定", tell_issue.typed, "request"),
    Kind("issues.untyped", "Type of an issue cleared", "Issueの種類の解除", tell_issue.untyped, "request"),
    Kind("issues.field_added", "Field of an issue set", "Issueのフィールドの設定", tell_issue.field_added, "request"),
    Kind(
        "issues.field_removed",
        "Field of an issue cleared",
        "Issueのフィールドの解除",
        tell_issue.field_removed,
        "request",
    ),
)

_COMMENTS: Final = (
    Kind(
        "issue_comment.created",
        "Comment on an issue or a pull request",
        "Issueまたはプルリクエストへのコメント",
        tell_comment.on_issue("issue_comment.created"),
        "request",
    ),
    quiet(
        "issue_comment.edited",
        "Comment on an issue or a pull request edited",
        "Issueまたはプルリクエストのコメントの編集",
        _COMMENT_EDITED,
    ),
    Kind(
        "issue_comment.deleted",
        "Comment on an issue or a pull request deleted",
        "Issueまたはプルリクエストのコメントの削除",
        tell_comment.deleted_on_issue,
        "request",
    ),
    Kind(
        "issue_comment.pinned",
        "Comment on an issue pinned",
        "Issueのコメントのピン留め",
        tell_comment.on_issue("issue_comment.pinned"),
        "request",
    ),
    Kind(
        "issue_comment.unpinned",
        "Comment on an issue unpinned",
        "Issueのコメントのピン留めの解除",
        tell_comment.on_issue("issue_comment.unpinned"),
        "request",
    ),
    Kind(
        "discussion_comment.created",
        "Comment on a discussion",
        "ディスカッションへのコメント",
        tell_comment.on_discussion,
        "request",
    ),
    quiet(
        "discussion_comment.edited",
        "Comment on a discussion edited",
        "ディスカッションのコメントの編集",
        _COMMENT_EDITED,
    ),
    Kind(
        "discussion_comment.deleted",
        "Comment on a discussion deleted",
        "ディスカッションのコメントの削除",
        tell_comment.deleted_on_discussion,
        "request",
    ),
)

_DISCUSSIONS: Final = (
    Kind("discussion.created", "Discussion started", "ディスカッションの開始", tell_discussion.created, "request"),
    Kind(
        "discussion.answered",
        "Answer to a discussion chosen",
        "ディスカッションの回答の選択",
        tell_discussion.answered,
        "request",
    ),
    Kind(
        "discussion.unanswered",
        "Answer to a discussion taken back",
        "ディスカッションの回答の取り消し",
        tell_discussion.unanswered,
        "request",
    ),
    Kind(
        "discussion.category_changed",
        "Discussion moved to another category",
        "ディスカッションのカテゴリの変更",
        tell_discussion.category_changed,
        "request",
    ),
    Kind("discussion.closed", "Discussion closed", "ディスカッションのクローズ", tell_discussion.closed, "request"),
    Kind(
        "discussion.reopened",
        "Discussion reopened",
        "ディスカッションの再オープン",
        tell_discussion.plainly("discussion.reopened", colors.OPEN),
        "request",
    ),
    Kind("discussion.deleted", "Discussion deleted", "ディスカッションの削除", tell_discussion.deleted, "request"),
    Kind(
        "discussion.edited",
        "Discussion's title or text edited",
        "ディスカッションの編集",
        tell_discussion.edited,
        "request",
    ),
    Kind(
        "discussion.labeled",
        "Label added to a discussion",
        "ディスカッションへのラベルの追加",
        tell_discussion.labeled,
        "request",
    ),
    Kind(
        "discussion.unlabeled",
        "Label removed from a discussion",
        "ディスカッションのラベルの解除",
        tell_discussion.unlabeled,
        "request",
    ),
    Kind("discussion.locked", "Discussion locked", "ディスカッションのロック", tell_discussion.locked, "request"),
    Kind(
        "discussion.unlocked",
        "Discussion unlocked",
        "ディスカッションのロック解除",
        tell_discussion.plainly("discussion.unlocked"),
        "request",
    ),
    Kind(
        "discussion.pinned",
        "Discussion pinned",
        "ディスカッションのピン留め",
        tell_discussion.plainly("discussion.pinned"),
        "request",
    ),
    Kind(
        "discussion.unpinned",
        "Discussion unpinned",
        "ディスカッションのピン留めの解除",
        tell_discussion.plainly("discussion.unpinned"),
        "request",
    ),
    Kind(
        "discussion.transferred",
        "Discussion transferred to another repository",
        "別のリポジトリへのディスカッションの移動",
        tell_discussion.transferred,
        "request",
    ),
)

ROWS: Final[tuple[Kind, ...]] = (*_ISSUES, *_COMMENTS, *_DISCUSSIONS, *BOARD_ROWS)

PARTS: Final[Mapping[str, Part]] = {}
"""``event.action`` (or ``event``) → which third part a body means."""

NEEDS: Final[Mapping[str, str]] = {
    "issue_comment": "issue",
    "discussion": "discussion",
    "discussion_comment": "discussion",
    "label": "label",
    "milestone": "milestone",
    "projects_v2": "projects_v2",
    "projects_v2_item": "projects_v2_item",
    "projects_v2_status_update": "projects_v2_status_update",
}
"""Event → the member without which a body is not one of that event."""


def _of_no_comment(body: Mapping[str, Any]) -> Skip | None:
    if mapping(body.get("comment")):
        return None
    return Skip("body-unfit", "the body does not fit its event: it is about a comment, and there is none.")


def _of_a_comment(body: Mapping[str, Any]) -> Skip | None:
    if not mapping(body.get("comment")):
        return None
    return Skip("body-unfit", "the body does not fit its event: it is about a comment on a discussion.")


RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "issue_comment": (_of_no_comment,),
    "discussion": (_of_a_comment,),
    "discussion_comment": (_of_no_comment,),
    "sub_issues": (tell_relation.told_from_the_other_side,),
    "issue_dependencies": (tell_relation.told_from_the_other_side,),
}
"""Event → why one body of a told kind is left untold."""
