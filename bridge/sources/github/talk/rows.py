"""The rows of this area: pull requests, reviews, comments on code, branches and wikis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Skip
from bridge.sources.github import colors
from bridge.sources.github.kind import Kind, Part, Rule, quiet
from bridge.sources.github.talk import tell_code, tell_pull, tell_review
from bridge.sources.payload import items, mapping

_PULL: Final = "pull_request"
_REVIEW: Final = "pull_request_review"
_COMMENT: Final = "pull_request_review_comment"
_THREAD: Final = "pull_request_review_thread"
_LATER: Final = "the message about it is sent already, and a webhook cannot change it."

_PULLS: Final[tuple[Kind, ...]] = (
    Kind(
        f"{_PULL}.review_requested",
        "Review of a pull request requested",
        "プルリクエストのレビューの依頼",
        tell_pull.review_requested,
        "request",
    ),
    Kind(
        f"{_PULL}.review_request_removed",
        "Request for a review removed",
        "プルリクエストのレビュー依頼の取り消し",
        tell_pull.review_request_removed,
        "request",
    ),
    Kind(
        f"{_PULL}.assigned", "Pull request assigned", "プルリクエストの担当者の割り当て", tell_pull.assigned, "request"
    ),
    Kind(
        f"{_PULL}.unassigned",
        "Pull request unassigned",
        "プルリクエストの担当者の解除",
        tell_pull.unassigned,
        "request",
    ),
    Kind(
        f"{_PULL}.labeled",
        "Label added to a pull request",
        "プルリクエストへのラベルの追加",
        tell_pull.named(f"{_PULL}.labeled", tell_pull.label, tell_pull.all_labels),
        "request",
    ),
    Kind(
        f"{_PULL}.unlabeled",
        "Label removed from a pull request",
        "プルリクエストからのラベルの削除",
        tell_pull.named(f"{_PULL}.unlabeled", tell_pull.label, tell_pull.all_labels),
        "request",
    ),
    Kind(
        f"{_PULL}.milestoned",
        "Pull request added to a milestone",
        "プルリクエストのマイルストーンへの追加",
        tell_pull.named(f"{_PULL}.milestoned", tell_pull.milestone),
        "request",
    ),
    Kind(
        f"{_PULL}.demilestoned",
        "Pull request removed from its milestone",
        "プルリクエストのマイルストーンの解除",
        tell_pull.named(f"{_PULL}.demilestoned", tell_pull.milestone),
        "request",
    ),
    Kind(
        f"{_PULL}.edited.base",
        "Base branch of a pull request changed",
        "プルリクエストのベースブランチの変更",
        tell_pull.edited(f"{_PULL}.edited.base"),
        "request",
    ),
    Kind(
        f"{_PULL}.edited.title",
        "Title of a pull request changed",
        "プルリクエストのタイトルの変更",
        tell_pull.edited(f"{_PULL}.edited.title"),
        "request",
    ),
    Kind(
        f"{_PULL}.edited.body",
        "Description of a pull request edited",
        "プルリクエストの説明の編集",
        tell_pull.edited(f"{_PULL}.edited.body"),
        "request",
    ),
    quiet(
        f"{_PULL}.edited",
        "Pull request edited, nothing that is shown",
        "プルリクエストの編集（表示項目の変更なし）",
        "neither title nor base nor description of the pull request was edited.",
    ),
    quiet(
        f"{_PULL}.converted_to_draft",
        "Pull request converted to a draft",
        "プルリクエストのドラフトへの変更",
        "a draft is told when it is ready for review.",
    ),
    Kind(
        f"{_PULL}.synchronize",
        "Commits of a pull request updated",
        "プルリクエストのコミットの更新",
        tell_pull.synchronize,
        "request",
    ),
    Kind(
        f"{_PULL}.locked",
        "Conversation of a pull request locked",
        "プルリクエストの会話のロック",
        tell_pull.plain(f"{_PULL}.locked", tell_pull.lock_reason),
        "request",
    ),
    Kind(
        f"{_PULL}.unlocked",
        "Conversation of a pull request unlocked",
        "プルリクエストの会話のロック解除",
        tell_pull.plain(f"{_PULL}.unlocked"),
        "request",
    ),
    Kind(
        f"{_PULL}.auto_merge_enabled",
        "Auto-merge enabled",
        "自動マージの有効化",
        tell_pull.plain(f"{_PULL}.auto_merge_enabled", tell_pull.method),
        "request",
    ),
    Kind(
        f"{_PULL}.auto_merge_disabled",
        "Auto-merge disabled",
        "自動マージの無効化",
        tell_pull.plain(f"{_PULL}.auto_merge_disabled", tell_pull.reason),
        "request",
    ),
    Kind(
        f"{_PULL}.enqueued",
        "Pull request added to the merge queue",
        "マージキューへの追加",
        tell_pull.plain(f"{_PULL}.enqueued", tell_pull.queued, colors.WARNING),
        "request",
    ),
    Kind(
        f"{_PULL}.dequeued.unmerged",
        "Pull request removed from the merge queue without merging",
        "マージキューからの削除（マージなし）",
        tell_pull.plain(f"{_PULL}.dequeued.unmerged", tell_pull.queued, colors.DANGER),
        "request",
    ),
    quiet(
        f"{_PULL}.dequeued.merged",
        "Pull request left the merge queue merged",
        "マージによるマージキューからの退出",
        "the merge itself is told, as pull_request.closed.merged.",
    ),
    quiet(
        f"{_PULL}.stacked",
        "Pull request stacked on another",
        "プルリクエストのスタックへの追加",
        "how pull requests are stacked changes nothing in what is told of each of them.",
    ),
)

_REVIEWS: Final[tuple[Kind, ...]] = (
    Kind(
        f"{_REVIEW}.submitted.approved",
        "Pull request approved",
        "プルリクエストの承認",
        tell_review.review(f"{_REVIEW}.submitted.approved", colors.APPROVED),
    ),
    Kind(
        f"{_REVIEW}.submitted.changes_requested",
        "Changes to a pull request requested",
        "プルリクエストへの変更のリクエスト",
        tell_review.review(f"{_REVIEW}.submitted.changes_requested", colors.CHANGES_REQUESTED),
    ),
    Kind(
        f"{_REVIEW}.submitted.commented",
        "Pull request reviewed with a comment",
        "コメントのみのレビュー",
        tell_review.review(f"{_REVIEW}.submitted.commented", colors.PLAIN),
        "request",
    ),
    Kind(
        f"{_REVIEW}.submitted",
        "Review submitted, its verdict unknown",
        "レビューの送信（判定不明）",
        tell_review.review(f"{_REVIEW}.submitted", colors.PLAIN),
        "request",
    ),
    Kind(f"{_REVIEW}.dismissed", "Review dismissed", "レビューの却下", tell_review.dismissed, "request"),
    Kind(f"{_REVIEW}.edited", "Review edited", "レビューの編集", tell_review.edited, "request"),
    Kind(
        f"{_COMMENT}.created",
        "Comment on the code of a pull request",
        "プルリクエストのコードへのコメント",
        tell_review.comment,
        "request",
    ),
    quiet(
        f"{_COMMENT}.edited",
        "Comment on the code of a pull request edited",
        "プルリクエストのコードへのコメントの編集",
        _LATER,
    ),
    quiet(
        f"{_COMMENT}.deleted",
        "Comment on the code of a pull request deleted",
        "プルリクエストのコードへのコメントの削除",
        _LATER,
    ),
    Kind(
        f"{_THREAD}.resolved",
        "Conversation in a review resolved",
        "レビューの会話の解決",
        tell_review.thread(f"{_THREAD}.resolved", colors.DONE),
        "request",
    ),
    Kind(
        f"{_THREAD}.unresolved",
        "Conversation in a review marked as unresolved",
        "レビューの会話の未解決への変更",
        tell_review.thread(f"{_THREAD}.unresolved", colors.WARNING),
        "request",
    ),
)

_CODE: Final[tuple[Kind, ...]] = (
    Kind("commit_comment.created", "Comment on a commit", "コミットへのコメント", tell_code.comment, "request"),
    Kind(
        "create.branch",
        "Branch created; push.branch tells it with its commits",
        "ブランチの作成（コミットはpush.branchで通知）",
        tell_code.created("create.branch"),
        "request",
    ),
    Kind(
        "create.tag",
        "Tag created; push.tag tells it too",
        "タグの作成（push.tagでも通知）",
        tell_code.created("create.tag"),
        "request",
    ),
    quiet(
        "create",
        "Something that is neither branch nor tag created",
        "ブランチでもタグでもないrefの作成",
        "it is not known what was created: neither a branch nor a tag.",
    ),
    Kind(
        "delete.branch",
        "Branch deleted; push.branch tells it too",
        "ブランチの削除（push.branchでも通知）",
        tell_code.deleted("delete.branch"),
        "request",
    ),
    Kind(
        "delete.tag",
        "Tag deleted; push.tag tells it too",
        "タグの削除（push.tagでも通知）",
        tell_code.deleted("delete.tag"),
        "request",
    ),
    quiet(
        "delete",
        "Something that is neither branch nor tag deleted",
        "ブランチでもタグでもないrefの削除",
        "it is not known what was deleted: neither a branch nor a tag.",
    ),
    Kind("gollum", "Wiki pages created or edited", "Wikiのページの作成・編集", tell_code.wiki, "request"),
    quiet(
        "merge_group.checks_requested",
        "Checks of a merge group requested",
        "マージグループのチェックの要求",
        "the merge queue works by itself; what becomes of the pull request is told.",
    ),
    Kind(
        "merge_group.destroyed.dequeued",
        "Merge group removed from the merge queue",
        "マージグループのマージキューからの削除",
        tell_code.group_gone("merge_group.destroyed.dequeued"),
        "request",
    ),
    Kind(
        "merge_group.destroyed.invalidated",
        "Merge group invalidated",
        "マージグループの無効化",
        tell_code.group_gone("merge_group.destroyed.invalidated"),
        "request",
    ),
    quiet(
        "merge_group.destroyed.merged",
        "Merge group merged",
        "マージグループのマージ",
        "the merge itself is told, as pull_request.closed.merged.",
    ),
    Kind(
        "merge_group.destroyed",
        "Merge group dropped, no known reason given",
        "マージグループの破棄（理由なし）",
        tell_code.group_gone("merge_group.destroyed"),
        "request",
    ),
)

ROWS: Final[tuple[Kind, ...]] = (*_PULLS, *_REVIEWS, *_CODE)

PARTS: Final[Mapping[str, Part]] = {
    "create": tell_code.ref_type,
    "delete": tell_code.ref_type,
    "merge_group.destroyed": tell_code.end,
    f"{_PULL}.dequeued": tell_pull.merged_or_not,
    f"{_PULL}.edited": tell_pull.what_changed,
    f"{_REVIEW}.submitted": tell_review.state,
}
"""``event.action`` (or ``event``) → which third part a body means."""

NEEDS: Final[Mapping[str, str]] = {
    "commit_comment": "comment",
    "create": "master_branch",
    "delete": "ref_type",
    "merge_group": "merge_group",
    _REVIEW: "review",
    _COMMENT: "comment",
    _THREAD: "thread",
}
"""Event → the member without which a body is not one of that event."""


def _empty_review(body: Mapping[str, Any]) -> Skip | None:
    if body.get("action") == "submitted" and tell_review.says_nothing(body):
        return Skip("review-empty", "the review says nothing itself; its comments on the code are events of their own.")
    return None


def _empty_edit(body: Mapping[str, Any]) -> Skip | None:
    """GitHub sends an ``edited`` without changes right after each ``submitted``."""
    if body.get("action") == "edited" and not mapping(body.get("changes")):
        return Skip("edit-empty", "the edit of the review changed nothing.")
    return None


def _on_something_else(body: Mapping[str, Any]) -> Skip | None:
    other = next((key for key in ("issue", "pull_request", "discussion") if key in body), None)
    return _unfit(f"commit_comment is about a commit, and this body has its {other}.") if other else None


def _on_no_pull(body: Mapping[str, Any]) -> Skip | None:
    if mapping(body.get("pull_request")):
        return None
    return _unfit(f"{_COMMENT} is about a pull_request, and there is none.")


def _of_creation(body: Mapping[str, Any]) -> Skip | None:
    """The two bodies differ in little: only what is created comes with the default branch's name."""
    return _unfit("delete has no master_branch, and this body has one.") if "master_branch" in body else None


def _no_pages(body: Mapping[str, Any]) -> Skip | None:
    return None if items(body.get("pages")) else _unfit("gollum is about pages of a wiki, and there is none.")


def _unfit(sentence: str) -> Skip:
    return Skip("body-unfit", f"the body does not fit its event: {sentence}")


RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "commit_comment": (_on_something_else,),
    "delete": (_of_creation,),
    "gollum": (_no_pages,),
    _REVIEW: (_empty_review, _empty_edit),
    _COMMENT: (_on_no_pull,),
}
"""Event → why one body of a told kind is left untold."""
