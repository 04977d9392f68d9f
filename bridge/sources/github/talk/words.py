"""The words of this area: pull requests, reviews, comments on code, branches and wikis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.sources.github.wording import Counts, Noun, Words, say

SENTENCES: Final[Mapping[str, Words]] = {
    # --- pull requests -----------------------------------------------------------------------------------------------
    "pull_request.assigned": say(
        "{who} assigned somebody to {pull} in {repository}",
        "{who}が{repository}の{pull}に担当者を割り当てました",
    ),
    "pull_request.assigned_person": say(
        "{who} assigned {person} to {pull} in {repository}",
        "{who}が{repository}の{pull}を{person}に割り当てました",
    ),
    "pull_request.assigned_self": say(
        "{who} self-assigned {pull} in {repository}", "{who}が{repository}の{pull}の担当者になりました"
    ),
    "pull_request.unassigned": say(
        "{who} removed an assignee from {pull} in {repository}",
        "{who}が{repository}の{pull}の担当者を外しました",
    ),
    "pull_request.unassigned_person": say(
        "{who} unassigned {person} from {pull} in {repository}",
        "{who}が{repository}の{pull}の担当者から{person}を外しました",
    ),
    "pull_request.unassigned_self": say(
        "{who} removed their own assignment from {pull} in {repository}",
        "{who}が{repository}の{pull}の担当を降りました",
    ),
    "pull_request.review_requested": say(
        "{who} requested a review of {pull} in {repository}",
        "{who}が{repository}の{pull}のレビューを依頼しました",
    ),
    "pull_request.review_requested_person": say(
        "{who} requested a review of {pull} in {repository} from {person}",
        "{who}が{repository}の{pull}のレビューを{person}に依頼しました",
    ),
    "pull_request.review_request_removed": say(
        "{who} removed a review request from {pull} in {repository}",
        "{who}が{repository}の{pull}のレビュー依頼を取り消しました",
    ),
    "pull_request.review_request_removed_person": say(
        "{who} removed the request for {person} to review {pull} in {repository}",
        "{who}が{repository}の{pull}の{person}へのレビュー依頼を取り消しました",
    ),
    "pull_request.labeled": say(
        "{who} added a label to {pull} in {repository}", "{who}が{repository}の{pull}にラベルを追加しました"
    ),
    "pull_request.labeled_name": say(
        "{who} added the label {name} to {pull} in {repository}",
        "{who}が{repository}の{pull}にラベル「{name}」を追加しました",
    ),
    "pull_request.unlabeled": say(
        "{who} removed a label from {pull} in {repository}", "{who}が{repository}の{pull}からラベルを削除しました"
    ),
    "pull_request.unlabeled_name": say(
        "{who} removed the label {name} from {pull} in {repository}",
        "{who}が{repository}の{pull}からラベル「{name}」を削除しました",
    ),
    "pull_request.milestoned": say(
        "{who} added {pull} in {repository} to a milestone",
        "{who}が{repository}の{pull}をマイルストーンに追加しました",
    ),
    "pull_request.milestoned_name": say(
        "{who} added {pull} in {repository} to the milestone {name}",
        "{who}が{repository}の{pull}をマイルストーン「{name}」に追加しました",
    ),
    "pull_request.demilestoned": say(
        "{who} removed {pull} in {repository} from its milestone",
        "{who}が{repository}の{pull}をマイルストーンから外しました",
    ),
    "pull_request.demilestoned_name": say(
        "{who} removed {pull} in {repository} from the milestone {name}",
        "{who}が{repository}の{pull}をマイルストーン「{name}」から外しました",
    ),
    "pull_request.locked": say(
        "{who} locked the conversation of {pull} in {repository}",
        "{who}が{repository}の{pull}の会話をロックしました",
    ),
    "pull_request.unlocked": say(
        "{who} unlocked the conversation of {pull} in {repository}",
        "{who}が{repository}の{pull}の会話のロックを解除しました",
    ),
    "pull_request.edited.base": say(
        "{who} changed the base branch of {pull} in {repository}",
        "{who}が{repository}の{pull}のベースブランチを変更しました",
    ),
    "pull_request.edited.base_to": say(
        "{who} changed the base branch of {pull} in {repository} to {branch}",
        "{who}が{repository}の{pull}のベースブランチを{branch}に変更しました",
    ),
    "pull_request.edited.title": say(
        "{who} changed the title of {pull} in {repository}",
        "{who}が{repository}の{pull}のタイトルを変更しました",
    ),
    "pull_request.edited.body": say(
        "{who} edited the description of {pull} in {repository}",
        "{who}が{repository}の{pull}の説明を編集しました",
    ),
    "pull_request.synchronize": say(
        "{who} updated the commits of {pull} in {repository}",
        "{who}が{repository}の{pull}のコミットを更新しました",
    ),
    "pull_request.auto_merge_enabled": say(
        "{who} enabled auto-merge for {pull} in {repository}",
        "{who}が{repository}の{pull}の自動マージを有効にしました",
    ),
    "pull_request.auto_merge_disabled": say(
        "{who} disabled auto-merge for {pull} in {repository}",
        "{who}が{repository}の{pull}の自動マージを無効にしました",
    ),
    "pull_request.enqueued": say(
        "{who} added {pull} in {repository} to the merge queue",
        "{who}が{repository}の{pull}をマージキューに追加しました",
    ),
    "pull_request.dequeued.unmerged": say(
        "{who} removed {pull} in {repository} from the merge queue",
        "{who}が{repository}の{pull}をマージキューから削除しました",
    ),
    # --- reviews -----------------------------------------------------------------------------------------------------
    "pull_request_review.submitted": say(
        "{who} submitted a review of {pull} in {repository}",
        "{who}が{repository}の{pull}のレビューを送信しました",
    ),
    "pull_request_review.submitted.approved": say(
        "{who} approved {pull} in {repository}", "{who}が{repository}の{pull}を承認しました"
    ),
    "pull_request_review.submitted.changes_requested": say(
        "{who} requested changes to {pull} in {repository}",
        "{who}が{repository}の{pull}に変更をリクエストしました",
    ),
    "pull_request_review.submitted.commented": say(
        "{who} reviewed {pull} in {repository} with a comment",
        "{who}が{repository}の{pull}をレビューし、コメントしました",
    ),
    "pull_request_review.dismissed": say(
        "{who} dismissed a review of {pull} in {repository}",
        "{who}が{repository}の{pull}のレビューを却下しました",
    ),
    "pull_request_review.dismissed_person": say(
        "{who} dismissed {person}'s review of {pull} in {repository}",
        "{who}が{repository}の{pull}に対する{person}のレビューを却下しました",
    ),
    "pull_request_review.dismissed_self": say(
        "{who} dismissed their own review of {pull} in {repository}",
        "{who}が{repository}の{pull}に対する自分のレビューを却下しました",
    ),
    "pull_request_review.edited": say(
        "{who} edited a review of {pull} in {repository}",
        "{who}が{repository}の{pull}のレビューを編集しました",
    ),
    "pull_request_review_comment.created": say(
        "{who} commented on the code of {pull} in {repository}",
        "{who}が{repository}の{pull}のコードにコメントしました",
    ),
    "pull_request_review_comment.created_at": say(
        "{who} commented on {place} of {pull} in {repository}",
        "{who}が{repository}の{pull}の{place}にコメントしました",
    ),
    "pull_request_review_comment.created_reply": say(
        "{who} replied to a comment on the code of {pull} in {repository}",
        "{who}が{repository}の{pull}のコードへのコメントに返信しました",
    ),
    "pull_request_review_comment.created_reply_at": say(
        "{who} replied to a comment on {place} of {pull} in {repository}",
        "{who}が{repository}の{pull}の{place}へのコメントに返信しました",
    ),
    "pull_request_review_thread.resolved": say(
        "{who} resolved a conversation in {pull} in {repository}",
        "{who}が{repository}の{pull}の会話を解決しました",
    ),
    "pull_request_review_thread.resolved_at": say(
        "{who} resolved the conversation on {place} of {pull} in {repository}",
        "{who}が{repository}の{pull}の{place}についての会話を解決しました",
    ),
    "pull_request_review_thread.unresolved": say(
        "{who} marked a conversation in {pull} in {repository} as unresolved",
        "{who}が{repository}の{pull}の会話を未解決に戻しました",
    ),
    "pull_request_review_thread.unresolved_at": say(
        "{who} marked the conversation on {place} of {pull} in {repository} as unresolved",
        "{who}が{repository}の{pull}の{place}についての会話を未解決に戻しました",
    ),
    # --- code --------------------------------------------------------------------------------------------------------
    "commit_comment.created": say(
        "{who} commented on a commit in {repository}", "{who}が{repository}のコミットにコメントしました"
    ),
    "commit_comment.created_commit": say(
        "{who} commented on commit {commit} in {repository}",
        "{who}が{repository}のコミット{commit}にコメントしました",
    ),
    "commit_comment.created_at": say(
        "{who} commented on {place} in commit {commit} in {repository}",
        "{who}が{repository}のコミット{commit}の{place}にコメントしました",
    ),
    "create.branch": say(
        "{who} created a new branch in {repository}", "{who}が{repository}に新しいブランチを作成しました"
    ),
    "create.branch_name": say(
        "{who} created the new branch {ref} in {repository}",
        "{who}が{repository}に新しいブランチ{ref}を作成しました",
    ),
    "create.tag": say("{who} created a new tag in {repository}", "{who}が{repository}に新しいタグを作成しました"),
    "create.tag_name": say(
        "{who} created the new tag {ref} in {repository}", "{who}が{repository}に新しいタグ{ref}を作成しました"
    ),
    "delete.branch": say("{who} deleted a branch in {repository}", "{who}が{repository}のブランチを削除しました"),
    "delete.branch_name": say(
        "{who} deleted the branch {ref} in {repository}", "{who}が{repository}のブランチ{ref}を削除しました"
    ),
    "delete.tag": say("{who} deleted a tag in {repository}", "{who}が{repository}のタグを削除しました"),
    "delete.tag_name": say(
        "{who} deleted the tag {ref} in {repository}", "{who}が{repository}のタグ{ref}を削除しました"
    ),
    "gollum": say("{who} updated the wiki of {repository}", "{who}が{repository}のWikiを更新しました"),
    "gollum_created": say(
        "{who} created the page {page} in the wiki of {repository}",
        "{who}が{repository}のWikiにページ「{page}」を作成しました",
    ),
    "gollum_edited": say(
        "{who} edited the page {page} in the wiki of {repository}",
        "{who}が{repository}のWikiのページ「{page}」を編集しました",
    ),
    "gollum_pages": say(
        "{who} updated {pages} in the wiki of {repository}", "{who}が{repository}のWikiで{pages}を更新しました"
    ),
    "merge_group.destroyed": say(
        "{who} dropped the merge group of {pull} in {repository}",
        "{who}が{repository}の{pull}のマージグループを破棄しました",
    ),
    "merge_group.destroyed.dequeued": say(
        "{who} removed the merge group of {pull} in {repository} from the merge queue",
        "{who}が{repository}の{pull}のマージグループをマージキューから削除しました",
    ),
    "merge_group.destroyed.invalidated": say(
        "{who} invalidated the merge group of {pull} in {repository}",
        "{who}が{repository}の{pull}のマージグループを無効にしました",
    ),
}

LABELS: Final[Mapping[str, Words]] = {
    "talk_base": say("Base branch", "ベースブランチ"),
    "talk_method": say("Merge method", "マージ方法"),
    "talk_queue": say("Merge queue", "マージキュー"),
    "talk_reason": say("Reason", "理由"),
    "talk_title": say("Title", "タイトル"),
    "talk_waiting": say("Still requested from", "レビュー待ち"),
}

PHRASES: Final[Mapping[str, Words]] = {
    "talk_created": say("Created: ", "作成: "),
    "talk_edited": say("Edited: ", "編集: "),
    "talk_team": say("team ", "チーム "),
    "talk_word_merge": say("merge commit", "マージコミットの作成"),
    "talk_word_rebase": say("rebase and merge", "リベースしてマージ"),
    "talk_word_squash": say("squash and merge", "スカッシュしてマージ"),
    "talk_word_off-topic": say("off-topic", "トピック外"),
    "talk_word_too heated": say("too heated", "白熱しすぎ"),
    "talk_word_resolved": say("resolved", "解決済み"),
    "talk_word_spam": say("spam", "スパム"),
    "talk_word_branch_protections": say("branch protection", "ブランチ保護"),
    "talk_word_ci_failure": say("a required check failed", "必須チェックの失敗"),
    "talk_word_ci_timeout": say("a required check timed out", "必須チェックのタイムアウト"),
    "talk_word_git_tree_invalid": say("the Git tree is invalid", "Gitツリーが無効"),
    "talk_word_invalid_merge_commit": say("the merge commit is invalid", "マージコミットが無効"),
    "talk_word_manual": say("removed by hand", "手動での削除"),
    "talk_word_merge_conflict": say("merge conflict", "マージの競合"),
    "talk_word_queue_cleared": say("the queue was cleared", "キューのクリア"),
    "talk_word_roll_back": say("roll-back", "ロールバック"),
}
NOUNS: Final[Mapping[str, Noun]] = {}
COUNTS: Final[Mapping[str, Counts]] = {
    "talk_pages": {"en": ("1 page", "{n} pages"), "ja": ("1ページ", "{n}ページ")},
}
