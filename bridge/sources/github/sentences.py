"""Every headline the bridge can say of a GitHub event: one template per language, slots in braces.

``{who}`` is the actor. A slot that names a thing brings its noun along (``labels.NOUNS``), so ``{issue}`` reads "issue
#12" or, where the body gives no number, "an issue". A key begins with the kind it belongs to, and what follows an
underscore after that is a variant of it. No two sentences of a language are the same, which a test holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.sources.github.admin import words as admin
from bridge.sources.github.build import words as build
from bridge.sources.github.guard import words as guard
from bridge.sources.github.plan import words as plan
from bridge.sources.github.talk import words as talk
from bridge.sources.github.wording import Words, say

SENTENCES: Final[Mapping[str, Words]] = {
    **admin.SENTENCES,
    **build.SENTENCES,
    **guard.SENTENCES,
    **plan.SENTENCES,
    **talk.SENTENCES,
    "ping": say(
        "{who} connected a webhook of GitHub, and it works", "{who}がGitHubのWebhookを接続しました。正しく動いています"
    ),
    "ping_repository": say(
        "{who} connected {repository}: its webhook works",
        "{who}が{repository}を接続しました。Webhookは正しく動いています",
    ),
    "ping_organization": say(
        "{who} connected {organization}: its webhook works",
        "{who}が{organization}を接続しました。Webhookは正しく動いています",
    ),
    "ping_app": say(
        "{who} connected a GitHub App: its webhook works",
        "{who}がGitHub Appを接続しました。Webhookは正しく動いています",
    ),
    "push.default": say(
        "{who} pushed {commits} to {branch} in {repository}",
        "{who}が{repository}の{branch}に{commits}をプッシュしました",
    ),
    "push.default_uncounted": say(
        "{who} pushed to {branch} in {repository}", "{who}が{repository}の{branch}にプッシュしました"
    ),
    "push.default_created": say(
        "{who} created the default branch {branch} in {repository}",
        "{who}が{repository}にデフォルトブランチ{branch}を作成しました",
    ),
    "push.default_deleted": say(
        "{who} deleted the default branch {branch} from {repository}",
        "{who}が{repository}からデフォルトブランチ{branch}を削除しました",
    ),
    "push.branch": say(
        "{who} pushed {commits} to branch {branch} in {repository}",
        "{who}が{repository}のブランチ{branch}に{commits}をプッシュしました",
    ),
    "push.branch_uncounted": say(
        "{who} pushed to branch {branch} in {repository}", "{who}が{repository}のブランチ{branch}にプッシュしました"
    ),
    "push.branch_created": say(
        "{who} created branch {branch} in {repository}", "{who}が{repository}にブランチ{branch}を作成しました"
    ),
    "push.branch_deleted": say(
        "{who} deleted branch {branch} from {repository}", "{who}が{repository}からブランチ{branch}を削除しました"
    ),
    "push.tag": say("{who} moved tag {branch} in {repository}", "{who}が{repository}のタグ{branch}を移動しました"),
    "push.tag_created": say(
        "{who} created tag {branch} in {repository}", "{who}が{repository}にタグ{branch}を作成しました"
    ),
    "push.tag_deleted": say(
        "{who} deleted tag {branch} from {repository}", "{who}が{repository}からタグ{branch}を削除しました"
    ),
    "push.forced": say(
        "{who} force-pushed branch {branch} in {repository}",
        "{who}が{repository}のブランチ{branch}を強制プッシュで書き換えました",
    ),
    "push.forced_default": say(
        "{who} force-pushed the default branch {branch} in {repository}",
        "{who}が{repository}のデフォルトブランチ{branch}を強制プッシュで書き換えました",
    ),
    "issues.opened": say("{who} opened {issue} in {repository}", "{who}が{repository}で{issue}を作成しました"),
    "issues.opened_moved": say(
        "{who} moved an issue from {old} to {repository}: it is {issue} now",
        "{who}が{old}のIssueを{repository}に移動しました。移動先は{issue}です",
    ),
    "issues.closed": say("{who} closed {issue} in {repository}", "{who}が{repository}の{issue}をクローズしました"),
    "issues.closed.completed": say(
        "{who} closed {issue} in {repository} as completed",
        "{who}が{repository}の{issue}を完了としてクローズしました",
    ),
    "issues.closed.not_planned": say(
        "{who} closed {issue} in {repository} as not planned",
        "{who}が{repository}の{issue}を対応予定なしとしてクローズしました",
    ),
    "issues.closed.duplicate": say(
        "{who} closed {issue} in {repository} as a duplicate",
        "{who}が{repository}の{issue}を重複としてクローズしました",
    ),
    "issues.reopened": say(
        "{who} reopened {issue} in {repository}", "{who}が{repository}の{issue}を再オープンしました"
    ),
    "pull_request.opened": say("{who} opened {pull} in {repository}", "{who}が{repository}で{pull}を作成しました"),
    "pull_request.opened_draft": say(
        "{who} opened {pull} in {repository} as a draft", "{who}が{repository}で{pull}をドラフトとして作成しました"
    ),
    "pull_request.closed.merged": say(
        "{who} merged {pull} into {branch} in {repository}",
        "{who}が{repository}の{pull}を{branch}にマージしました",
    ),
    "pull_request.closed.merged_somewhere": say(
        "{who} merged {pull} in {repository}", "{who}が{repository}の{pull}をマージしました"
    ),
    "pull_request.closed.unmerged": say(
        "{who} closed {pull} in {repository} without merging it",
        "{who}が{repository}の{pull}をマージせずにクローズしました",
    ),
    "pull_request.reopened": say(
        "{who} reopened {pull} in {repository}", "{who}が{repository}の{pull}を再オープンしました"
    ),
    "pull_request.ready_for_review": say(
        "{who} marked {pull} in {repository} as ready for review",
        "{who}が{repository}の{pull}をレビュー可能な状態にしました",
    ),
    "any": say(
        "GitHub reports of {repository}, by {who}: {value}", "GitHubからのお知らせ（{repository}、{who}）: {value}"
    ),
}
