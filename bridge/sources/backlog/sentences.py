"""Every headline the bridge can say of a Backlog activity: one template per language, slots in braces.

``{who}`` is the actor. A slot that names a thing brings its noun along (``labels.NOUNS``), so ``{issue}`` reads "issue
BLG-12" or, where the body gives no key, "an issue". The part of a key before the dot says what the sentence is about;
no two sentences of a language are the same, which a test holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.model import Language

Template = Mapping[Language, str]


def _say(en: str, ja: str) -> Template:
    return {"en": en, "ja": ja}


SENTENCES: Final[Mapping[str, Template]] = {
    "issue.created": _say("{who} added {issue}", "{who}が{issue}を追加しました"),
    "issue.commented": _say("{who} commented on {issue}", "{who}が{issue}にコメントしました"),
    "issue.deleted": _say("{who} deleted {issue}", "{who}が{issue}を削除しました"),
    "issue.notified": _say(
        "{who} called attention to a comment on {issue}", "{who}が{issue}のコメントをお知らせしました"
    ),
    "issue.notified_people": _say(
        "{who} called {people} to a comment on {issue}", "{who}が{issue}のコメントを {people}にお知らせしました"
    ),
    "issue.updated": _say("{who} updated {issue}", "{who}が{issue}を更新しました"),
    "issue.closed": _say("{who} closed {issue}", "{who}が{issue}を完了にしました"),
    "issue.resolved": _say("{who} resolved {issue}", "{who}が{issue}を処理済みにしました"),
    "issue.reopened": _say("{who} reopened {issue}", "{who}が{issue}を完了から「{value}」に戻しました"),
    "issue.status": _say(
        "{who} changed the status of {issue} to {value}", "{who}が{issue}の状態を「{value}」に変更しました"
    ),
    "issue.assigned": _say("{who} assigned {issue} to {person}", "{who}が{issue}の担当者を {person}に変更しました"),
    "issue.taken": _say("{who} took on {issue}", "{who}が{issue}の担当者になりました"),
    "issue.unassigned": _say("{who} unassigned {issue}", "{who}が{issue}の担当者を未設定にしました"),
    "issue.commit": _say(
        "{who} referred to {issue} in commit {value}", "{who}がコミット {value} で{issue}に言及しました"
    ),
    "issue.attached": _say("{who} attached {files} to {issue}", "{who}が{issue}に{files}を添付しました"),
    "issue.detached": _say("{who} removed {files} from {issue}", "{who}が{issue}から{files}を削除しました"),
    "issue.linked": _say("{who} linked {files} to {issue}", "{who}が{issue}に{files}を関連付けました"),
    "issue.field": _say("{who} changed the {field} of {issue}", "{who}が{issue}の{field}を変更しました"),
    "issue.field_set": _say(
        "{who} changed the {field} of {issue} to {value}", "{who}が{issue}の{field}を「{value}」に変更しました"
    ),
    "issue.field_cleared": _say("{who} cleared the {field} of {issue}", "{who}が{issue}の{field}を未設定にしました"),
    "issue.bulk_updated": _say("{who} updated {issues} at once", "{who}が{issues}をまとめて更新しました"),
    "issue.bulk_updated_some": _say("{who} updated several issues at once", "{who}が複数の課題をまとめて更新しました"),
    "issue.bulk_created": _say("{who} added {issues} at once", "{who}が{issues}をまとめて追加しました"),
    "issue.bulk_created_some": _say("{who} added several issues at once", "{who}が複数の課題をまとめて追加しました"),
    "issue.dates_updated": _say("{who} changed the dates of {issues}", "{who}が{issues}の日付を変更しました"),
    "issue.dates_updated_one": _say("{who} changed the dates of {issue}", "{who}が{issue}の日付を変更しました"),
    "issue.dates_updated_some": _say("{who} changed the dates of issues", "{who}が課題の日付を変更しました"),
    "issue.status_removed": _say("{who} deleted {status}", "{who}が{status}を削除しました"),
    "issue.status_removed_moved": _say(
        "{who} deleted {status}, which {issues} had", "{who}が{issues}で使われていた{status}を削除しました"
    ),
    "wiki.created": _say("{who} added {page}", "{who}が{page}を追加しました"),
    "wiki.updated": _say("{who} updated {page}", "{who}が{page}を更新しました"),
    "wiki.deleted": _say("{who} deleted {page}", "{who}が{page}を削除しました"),
    "file.created": _say("{who} added {file}", "{who}が{file}を追加しました"),
    "file.updated": _say("{who} updated {file}", "{who}が{file}を更新しました"),
    "file.deleted": _say("{who} deleted {file}", "{who}が{file}を削除しました"),
    "svn.committed": _say(
        "{who} committed {revision} to Subversion", "{who}がSubversionに{revision}をコミットしました"
    ),
    "git.pushed": _say(
        "{who} pushed {commits} to {branch} in {repository}",
        "{who}が{repository}の{branch}に{commits}をプッシュしました",
    ),
    "git.pushed_nothing": _say(
        "{who} pushed to {branch} in {repository}", "{who}が{repository}の{branch}にプッシュしました"
    ),
    "git.pushed_somewhere": _say(
        "{who} pushed {commits} to {repository}", "{who}が{repository}に{commits}をプッシュしました"
    ),
    "git.pushed_something": _say("{who} pushed to {repository}", "{who}が{repository}にプッシュしました"),
    "git.branch_created": _say("{who} created {branch} in {repository}", "{who}が{repository}に{branch}を作成しました"),
    "git.branch_created_with": _say(
        "{who} created {branch} in {repository} with {commits}",
        "{who}が{repository}に{branch}を作成し、{commits}をプッシュしました",
    ),
    "git.branch_deleted": _say(
        "{who} deleted {branch} from {repository}", "{who}が{repository}から{branch}を削除しました"
    ),
    "git.tag_created": _say("{who} created {tag} in {repository}", "{who}が{repository}に{tag}を作成しました"),
    "git.tag_updated": _say("{who} moved {tag} in {repository}", "{who}が{repository}の{tag}を更新しました"),
    "git.tag_deleted": _say("{who} deleted {tag} from {repository}", "{who}が{repository}から{tag}を削除しました"),
    "git.repository_created": _say(
        "{who} created the Git repository {repository}", "{who}がGit{repository}を作成しました"
    ),
    "member.joined": _say("{who} added {people} to {project}", "{who}が {people}を{project}に追加しました"),
    "member.joined_self": _say("{who} joined {project}", "{who}が{project}に参加しました"),
    "member.joined_group": _say(
        "{who} added the members of a team to {project}", "{who}がチームのメンバーを{project}に追加しました"
    ),
    "member.joined_some": _say("{who} added members to {project}", "{who}がメンバーを{project}に追加しました"),
    "member.left": _say("{who} removed {people} from {project}", "{who}が {people}を{project}から外しました"),
    "member.left_self": _say("{who} left {project}", "{who}が{project}から脱退しました"),
    "member.left_group": _say(
        "{who} removed the members of a team from {project}", "{who}がチームのメンバーを{project}から外しました"
    ),
    "member.left_some": _say("{who} removed members from {project}", "{who}がメンバーを{project}から外しました"),
    "team.joined": _say("{who} added {team} to {project}", "{who}が{team}を{project}に追加しました"),
    "team.left": _say("{who} removed {team} from {project}", "{who}が{team}を{project}から外しました"),
    "pull_request.created": _say("{who} opened {pull} in {repository}", "{who}が{repository}に{pull}を追加しました"),
    "pull_request.commented": _say(
        "{who} commented on {pull} in {repository}", "{who}が{repository}の{pull}にコメントしました"
    ),
    "pull_request.deleted": _say("{who} deleted {pull} in {repository}", "{who}が{repository}の{pull}を削除しました"),
    "pull_request.updated": _say("{who} updated {pull} in {repository}", "{who}が{repository}の{pull}を更新しました"),
    "pull_request.merged": _say("{who} merged {pull} in {repository}", "{who}が{repository}の{pull}をマージしました"),
    "pull_request.closed": _say("{who} closed {pull} in {repository}", "{who}が{repository}の{pull}をクローズしました"),
    "pull_request.reopened": _say(
        "{who} reopened {pull} in {repository}", "{who}が{repository}の{pull}を再オープンしました"
    ),
    "pull_request.status": _say(
        "{who} changed the status of {pull} in {repository} to {value}",
        "{who}が{repository}の{pull}の状態を「{value}」に変更しました",
    ),
    "pull_request.assigned": _say(
        "{who} assigned {pull} in {repository} to {person}",
        "{who}が{repository}の{pull}の担当者を {person}に変更しました",
    ),
    "pull_request.taken": _say(
        "{who} took on {pull} in {repository}", "{who}が{repository}の{pull}の担当者になりました"
    ),
    "pull_request.unassigned": _say(
        "{who} unassigned {pull} in {repository}", "{who}が{repository}の{pull}の担当者を未設定にしました"
    ),
    "pull_request.attached": _say(
        "{who} attached {files} to {pull} in {repository}", "{who}が{repository}の{pull}に{files}を添付しました"
    ),
    "pull_request.detached": _say(
        "{who} removed {files} from {pull} in {repository}", "{who}が{repository}の{pull}から{files}を削除しました"
    ),
    "pull_request.linked": _say(
        "{who} linked {files} to {pull} in {repository}", "{who}が{repository}の{pull}に{files}を関連付けました"
    ),
    "pull_request.field": _say(
        "{who} changed the {field} of {pull} in {repository}", "{who}が{repository}の{pull}の{field}を変更しました"
    ),
    "pull_request.field_set": _say(
        "{who} changed the {field} of {pull} in {repository} to {value}",
        "{who}が{repository}の{pull}の{field}を「{value}」に変更しました",
    ),
    "pull_request.field_cleared": _say(
        "{who} cleared the {field} of {pull} in {repository}", "{who}が{repository}の{pull}の{field}を未設定にしました"
    ),
    "milestone.created": _say("{who} added {milestone}", "{who}が{milestone}を追加しました"),
    "milestone.updated": _say("{who} updated {milestone}", "{who}が{milestone}を更新しました"),
    "milestone.renamed": _say("{who} renamed {milestone}", "{who}が{milestone}の名前を変更しました"),
    "milestone.field": _say("{who} changed the {field} of {milestone}", "{who}が{milestone}の{field}を変更しました"),
    "milestone.field_set": _say(
        "{who} changed the {field} of {milestone} to {value}", "{who}が{milestone}の{field}を「{value}」に変更しました"
    ),
    "milestone.field_cleared": _say(
        "{who} cleared the {field} of {milestone}", "{who}が{milestone}の{field}を未設定にしました"
    ),
    "milestone.deleted": _say("{who} deleted {milestone}", "{who}が{milestone}を削除しました"),
    "document.created": _say("{who} added {document}", "{who}が{document}を追加しました"),
    "document.deleted": _say("{who} deleted {document}", "{who}が{document}を削除しました"),
    "document.renamed": _say("{who} changed the title of {document}", "{who}が{document}のタイトルを変更しました"),
    "document.updated": _say("{who} updated {document}", "{who}が{document}を更新しました"),
    "document.commented": _say("{who} commented on {document}", "{who}が{document}にコメントしました"),
    "document.comment_updated": _say(
        "{who} edited a comment on {document}", "{who}が{document}のコメントを編集しました"
    ),
    "document.comment_deleted": _say(
        "{who} deleted a comment on {document}", "{who}が{document}のコメントを削除しました"
    ),
    "document.replied": _say("{who} replied to a comment on {document}", "{who}が{document}のコメントに返信しました"),
    "document.reply_updated": _say("{who} edited a reply on {document}", "{who}が{document}の返信を編集しました"),
    "document.reply_deleted": _say("{who} deleted a reply on {document}", "{who}が{document}の返信を削除しました"),
    "document.file_attached": _say("{who} attached a file to {document}", "{who}が{document}にファイルを添付しました"),
    "document.bulk_created": _say("{who} added {documents} at once", "{who}が{documents}をまとめて追加しました"),
    "document.bulk_created_some": _say(
        "{who} added several documents at once", "{who}が複数のドキュメントをまとめて追加しました"
    ),
    "document.mentioned": _say("{who} mentioned people in {document}", "{who}が{document}でメンションしました"),
    "unknown": _say("{who} did something new in {project}", "{who}が{project}で新しい種類の操作をしました"),
    "unknown.numbered": _say(
        "{who} did something new in {project} (Backlog's activity type {value})",
        "{who}が{project}で新しい種類の操作をしました（Backlogの種別番号 {value}）",
    ),
    "any": _say("{who} in Backlog: {value}", "{who}の操作: {value}"),
    "test": _say(
        "{who} sent a test from Backlog: this webhook works",
        "{who}がBacklogの実行テストを送信しました。このWebhookは正しく動いています",
    ),
}
