"""The words of this area: issues and their comments, discussions, labels, milestones and projects.

``{issue}`` brings its own noun, so a sentence about it also serves a pull request where GitHub counts those as issues.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.sources.github.wording import Counts, Noun, Words, noun, say

SENTENCES: Final[Mapping[str, Words]] = {
    # --- issues ------------------------------------------------------------------------------------------------------
    "issues.assigned": say(
        "{who} assigned {person} to {issue} in {repository}",
        "{who}が{repository}の{issue}の担当者に{person}を追加しました",
    ),
    "issues.assigned_self": say(
        "{who} took on {issue} in {repository}", "{who}が{repository}の{issue}の担当者になりました"
    ),
    "issues.unassigned": say(
        "{who} unassigned {person} from {issue} in {repository}",
        "{who}が{repository}の{issue}の担当者から{person}を外しました",
    ),
    "issues.unassigned_self": say(
        "{who} gave up {issue} in {repository}", "{who}が{repository}の{issue}の担当者から外れました"
    ),
    "issues.labeled": say(
        "{who} added {label} to {issue} in {repository}", "{who}が{repository}の{issue}に{label}を付けました"
    ),
    "issues.unlabeled": say(
        "{who} removed {label} from {issue} in {repository}", "{who}が{repository}の{issue}から{label}を外しました"
    ),
    "issues.milestoned": say(
        "{who} added {issue} in {repository} to {milestone}",
        "{who}が{repository}の{issue}を{milestone}に追加しました",
    ),
    "issues.demilestoned": say(
        "{who} removed {issue} in {repository} from {milestone}",
        "{who}が{repository}の{issue}を{milestone}から外しました",
    ),
    "issues.edited": say("{who} edited {issue} in {repository}", "{who}が{repository}の{issue}を編集しました"),
    "issues.edited_title": say(
        "{who} changed the title of {issue} in {repository}", "{who}が{repository}の{issue}のタイトルを変更しました"
    ),
    "issues.edited_body": say(
        "{who} edited the description of {issue} in {repository}", "{who}が{repository}の{issue}の説明を編集しました"
    ),
    "issues.locked": say(
        "{who} locked the conversation of {issue} in {repository}",
        "{who}が{repository}の{issue}の会話をロックしました",
    ),
    "issues.unlocked": say(
        "{who} unlocked the conversation of {issue} in {repository}",
        "{who}が{repository}の{issue}の会話のロックを解除しました",
    ),
    "issues.pinned": say("{who} pinned {issue} in {repository}", "{who}が{repository}の{issue}をピン留めしました"),
    "issues.unpinned": say(
        "{who} unpinned {issue} in {repository}", "{who}が{repository}の{issue}のピン留めを外しました"
    ),
    "issues.transferred": say(
        "{who} transferred {issue} from {repository} to {new}",
        "{who}が{repository}の{issue}を{new}に移しました",
    ),
    "issues.deleted": say("{who} deleted {issue} from {repository}", "{who}が{repository}から{issue}を削除しました"),
    "issues.typed": say(
        "{who} set {type} on {issue} in {repository}", "{who}が{repository}の{issue}に{type}を設定しました"
    ),
    "issues.untyped": say(
        "{who} cleared {type} on {issue} in {repository}", "{who}が{repository}の{issue}の{type}を解除しました"
    ),
    "issues.field_added": say(
        "{who} set {field} of {issue} in {repository}", "{who}が{repository}の{issue}の{field}を設定しました"
    ),
    "issues.field_added_value": say(
        "{who} set {field} of {issue} in {repository} to {new}",
        "{who}が{repository}の{issue}の{field}を{new}に設定しました",
    ),
    "issues.field_added_change": say(
        "{who} changed {field} of {issue} in {repository} from {old} to {new}",
        "{who}が{repository}の{issue}の{field}を{old}から{new}に変更しました",
    ),
    "issues.field_removed": say(
        "{who} cleared {field} of {issue} in {repository}", "{who}が{repository}の{issue}の{field}を空にしました"
    ),
    # --- comments ----------------------------------------------------------------------------------------------------
    "issue_comment.created": say(
        "{who} commented on {issue} in {repository}", "{who}が{repository}の{issue}にコメントしました"
    ),
    "issue_comment.deleted": say(
        "{who} deleted a comment on {issue} in {repository}", "{who}が{repository}の{issue}のコメントを削除しました"
    ),
    "issue_comment.pinned": say(
        "{who} pinned a comment on {issue} in {repository}",
        "{who}が{repository}の{issue}のコメントをピン留めしました",
    ),
    "issue_comment.unpinned": say(
        "{who} unpinned a comment on {issue} in {repository}",
        "{who}が{repository}の{issue}のコメントのピン留めを外しました",
    ),
    "discussion_comment.created": say(
        "{who} commented on {discussion} in {repository}", "{who}が{repository}の{discussion}にコメントしました"
    ),
    "discussion_comment.created_reply": say(
        "{who} replied to a comment on {discussion} in {repository}",
        "{who}が{repository}の{discussion}のコメントに返信しました",
    ),
    "discussion_comment.deleted": say(
        "{who} deleted a comment on {discussion} in {repository}",
        "{who}が{repository}の{discussion}のコメントを削除しました",
    ),
    # --- discussions -------------------------------------------------------------------------------------------------
    "discussion.created": say(
        "{who} started {discussion} in {repository}", "{who}が{repository}で{discussion}を開始しました"
    ),
    "discussion.answered": say(
        "{who} marked {answer} to {discussion} in {repository}",
        "{who}が{repository}の{discussion}の{answer}を選びました",
    ),
    "discussion.unanswered": say(
        "{who} unmarked {answer} to {discussion} in {repository}",
        "{who}が{repository}の{discussion}の{answer}の選択を取り消しました",
    ),
    "discussion.category_changed": say(
        "{who} moved {discussion} in {repository} to another category",
        "{who}が{repository}の{discussion}のカテゴリを変更しました",
    ),
    "discussion.closed": say(
        "{who} closed {discussion} in {repository}", "{who}が{repository}の{discussion}をクローズしました"
    ),
    "discussion.reopened": say(
        "{who} reopened {discussion} in {repository}", "{who}が{repository}の{discussion}を再オープンしました"
    ),
    "discussion.deleted": say(
        "{who} deleted {discussion} from {repository}", "{who}が{repository}から{discussion}を削除しました"
    ),
    "discussion.edited": say(
        "{who} edited {discussion} in {repository}", "{who}が{repository}の{discussion}を編集しました"
    ),
    "discussion.edited_title": say(
        "{who} changed the title of {discussion} in {repository}",
        "{who}が{repository}の{discussion}のタイトルを変更しました",
    ),
    "discussion.edited_body": say(
        "{who} edited the text of {discussion} in {repository}",
        "{who}が{repository}の{discussion}の本文を編集しました",
    ),
    "discussion.labeled": say(
        "{who} added {label} to {discussion} in {repository}",
        "{who}が{repository}の{discussion}に{label}を付けました",
    ),
    "discussion.unlabeled": say(
        "{who} removed {label} from {discussion} in {repository}",
        "{who}が{repository}の{discussion}から{label}を外しました",
    ),
    "discussion.locked": say(
        "{who} locked {discussion} in {repository}", "{who}が{repository}の{discussion}をロックしました"
    ),
    "discussion.unlocked": say(
        "{who} unlocked {discussion} in {repository}", "{who}が{repository}の{discussion}のロックを解除しました"
    ),
    "discussion.pinned": say(
        "{who} pinned {discussion} in {repository}", "{who}が{repository}の{discussion}をピン留めしました"
    ),
    "discussion.unpinned": say(
        "{who} unpinned {discussion} in {repository}", "{who}が{repository}の{discussion}のピン留めを外しました"
    ),
    "discussion.transferred": say(
        "{who} transferred {discussion} from {repository} to {new}",
        "{who}が{repository}の{discussion}を{new}に移しました",
    ),
    # --- labels and milestones ---------------------------------------------------------------------------------------
    "label.created": say("{who} created {label} in {repository}", "{who}が{repository}に{label}を作成しました"),
    "label.edited": say("{who} edited {label} in {repository}", "{who}が{repository}の{label}を編集しました"),
    "label.deleted": say("{who} deleted {label} from {repository}", "{who}が{repository}から{label}を削除しました"),
    "label.archived": say("{who} archived {label} in {repository}", "{who}が{repository}の{label}をアーカイブしました"),
    "label.unarchived": say(
        "{who} unarchived {label} in {repository}", "{who}が{repository}の{label}のアーカイブを解除しました"
    ),
    "milestone.created": say(
        "{who} created {milestone} in {repository}", "{who}が{repository}に{milestone}を作成しました"
    ),
    "milestone.closed": say(
        "{who} closed {milestone} in {repository}", "{who}が{repository}の{milestone}をクローズしました"
    ),
    "milestone.opened": say(
        "{who} reopened {milestone} in {repository}", "{who}が{repository}の{milestone}を再オープンしました"
    ),
    "milestone.edited": say(
        "{who} edited {milestone} in {repository}", "{who}が{repository}の{milestone}を編集しました"
    ),
    "milestone.deleted": say(
        "{who} deleted {milestone} from {repository}", "{who}が{repository}から{milestone}を削除しました"
    ),
    # --- issues among each other -------------------------------------------------------------------------------------
    "sub_issues.sub_issue_added": say(
        "{who} added {child} as a sub-issue of {parent} in {repository}",
        "{who}が{child}を{repository}の{parent}のサブIssueに追加しました",
    ),
    "sub_issues.sub_issue_removed": say(
        "{who} removed {child} from the sub-issues of {parent} in {repository}",
        "{who}が{child}を{repository}の{parent}のサブIssueから外しました",
    ),
    "sub_issues.parent_issue_added": say(
        "{who} put {child} in {repository} under its new parent, {parent}",
        "{who}が{repository}の{child}の親として{parent}を設定しました",
    ),
    "sub_issues.parent_issue_removed": say(
        "{who} detached {child} in {repository} from its parent, {parent}",
        "{who}が{repository}の{child}の親から{parent}を外しました",
    ),
    "issue_dependencies.blocked_by_added": say(
        "{who} marked {blocked} in {repository} as blocked by {blocking}",
        "{who}が{repository}の{blocked}を{blocking}にブロックされているものとして設定しました",
    ),
    "issue_dependencies.blocked_by_removed": say(
        "{who} marked {blocked} in {repository} as no longer blocked by {blocking}",
        "{who}が{repository}の{blocked}に対する{blocking}のブロックを解除しました",
    ),
    "issue_dependencies.blocking_added": say(
        "{who} marked {blocking} in {repository} as blocking {blocked}",
        "{who}が{repository}の{blocking}を{blocked}をブロックするものとして設定しました",
    ),
    "issue_dependencies.blocking_removed": say(
        "{who} marked {blocking} in {repository} as no longer blocking {blocked}",
        "{who}が{repository}の{blocking}による{blocked}のブロックを解除しました",
    ),
    "issue_relates_to.relates_to_added": say(
        "{who} marked {issue} in {repository} as related to {other}",
        "{who}が{repository}の{issue}を{other}に関連付けました",
    ),
    "issue_relates_to.relates_to_removed": say(
        "{who} marked {issue} in {repository} as no longer related to {other}",
        "{who}が{repository}の{issue}と{other}の関連付けを解除しました",
    ),
    # --- projects ----------------------------------------------------------------------------------------------------
    "projects_v2.created": say(
        "{who} created {project} in {organization}", "{who}が{organization}に{project}を作成しました"
    ),
    "projects_v2.closed": say(
        "{who} closed {project} in {organization}", "{who}が{organization}の{project}をクローズしました"
    ),
    "projects_v2.reopened": say(
        "{who} reopened {project} in {organization}", "{who}が{organization}の{project}を再オープンしました"
    ),
    "projects_v2.edited": say(
        "{who} edited {project} in {organization}", "{who}が{organization}の{project}を編集しました"
    ),
    "projects_v2.deleted": say(
        "{who} deleted {project} from {organization}", "{who}が{organization}から{project}を削除しました"
    ),
    "projects_v2_item.edited": say(
        "{who} changed {field} of {item} in {project} of {organization}",
        "{who}が{organization}の{project}にある{item}の{field}を変更しました",
    ),
    "projects_v2_item.edited_value": say(
        "{who} changed {field} of {item} in {project} of {organization} from {old} to {new}",
        "{who}が{organization}の{project}にある{item}の{field}を{old}から{new}に変更しました",
    ),
    "projects_v2_item.edited_text": say(
        "{who} edited {item} in {project} of {organization}",
        "{who}が{organization}の{project}にある{item}を編集しました",
    ),
    "projects_v2_status_update.created": say(
        "{who} posted a status update on a project of {organization}",
        "{who}が{organization}のプロジェクトにステータス更新を投稿しました",
    ),
    "projects_v2_status_update.edited": say(
        "{who} edited a status update on a project of {organization}",
        "{who}が{organization}のプロジェクトのステータス更新を編集しました",
    ),
}

LABELS: Final[Mapping[str, Words]] = {
    "plan_answer_by": say("Answer by", "回答者"),
    "plan_blocked_by": say("Blocked by", "ブロック元"),
    "plan_blocks": say("Blocks", "ブロック先"),
    "plan_category": say("Category", "カテゴリ"),
    "plan_color": say("Color", "色"),
    "plan_comment_by": say("Comment by", "コメントの投稿者"),
    "plan_description": say("Description", "説明"),
    "plan_due": say("Due", "期限"),
    "plan_name": say("Name", "名前"),
    "plan_other": say("The other issue", "もう一方のIssue"),
    "plan_parent": say("Parent", "親Issue"),
    "plan_progress": say("Progress", "進捗"),
    "plan_reason": say("Reason", "理由"),
    "plan_related": say("Related", "関連するIssue"),
    "plan_start": say("Start", "開始日"),
    "plan_status": say("Status", "ステータス"),
    "plan_sub_issues": say("Parent's sub-issues", "親のサブIssue"),
    "plan_target": say("Target", "目標日"),
    "plan_title": say("Title", "タイトル"),
    "plan_former_value": say("Former value", "以前の値"),
    "plan_visibility": say("Visibility", "公開範囲"),
}

PHRASES: Final[Mapping[str, Words]] = {
    "plan_closed_duplicate": say("Duplicate", "重複"),
    "plan_closed_outdated": say("Outdated", "古い内容"),
    "plan_closed_resolved": say("Resolved", "解決済み"),
    "plan_locked_off_topic": say("Off-topic", "トピック外"),
    "plan_locked_resolved": say("Resolved", "解決済み"),
    "plan_locked_spam": say("Spam", "スパム"),
    "plan_locked_too_heated": say("Too heated", "白熱しすぎ"),
    "plan_nobody": say("somebody", "だれか"),
    "plan_none": say("none", "なし"),
    "plan_of": say(" of {n} done", " / {n} 件完了"),
    "plan_status_at_risk": say("At risk", "リスクあり"),
    "plan_status_complete": say("Complete", "完了"),
    "plan_status_inactive": say("Inactive", "非アクティブ"),
    "plan_status_off_track": say("Off track", "遅れあり"),
    "plan_status_on_track": say("On track", "順調"),
    "plan_visible_private": say("Private", "プライベート"),
    "plan_visible_public": say("Public", "パブリック"),
}

NOUNS: Final[Mapping[str, Noun]] = {
    "plan_answer": noun("{}", " {} ", "an answer", "回答"),
    "plan_discussion": noun("discussion {}", "ディスカッション {} ", "a discussion", "ディスカッション"),
    "plan_draft": noun("draft issue {}", "ドラフトIssue {} ", "a draft issue", "ドラフトIssue"),
    "plan_field": noun("field {}", "フィールド {} ", "a field", "フィールド"),
    "plan_issue_elsewhere": noun(
        "issue {} elsewhere", "別のリポジトリのIssue {} ", "an issue of another repository", "別のリポジトリのIssue"
    ),
    "plan_item": noun("item {}", "アイテム {} ", "an item", "アイテム"),
    "plan_label": noun("label {}", "ラベル {} ", "a label", "ラベル"),
    "plan_milestone": noun("milestone {}", "マイルストーン {} ", "a milestone", "マイルストーン"),
    "plan_project": noun("project {}", "プロジェクト {} ", "a project", "プロジェクト"),
    "plan_repository": noun("{}", " {} ", "another repository", "別のリポジトリ"),
    "plan_value": noun("{}", " {} ", "a value", "値"),
    "plan_type": noun("type {}", "種類 {} ", "a type", "種類"),
}

COUNTS: Final[Mapping[str, Counts]] = {}
