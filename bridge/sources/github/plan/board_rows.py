"""Rows of this area about what issues are sorted by: labels, milestones, links among issues, and projects."""

from __future__ import annotations

from typing import Final

from bridge.sources.github import colors
from bridge.sources.github.kind import Kind, quiet
from bridge.sources.github.plan import tell_label, tell_milestone, tell_project, tell_relation

_ITEM: Final = "the body names neither the thing nor its project, only ids."
_CLASSIC: Final = "GitHub has shut down classic projects; Projects are told."

_LABELS: Final = (
    Kind("label.created", "Label created", "ラベルの作成", tell_label.plainly("label.created"), "request"),
    Kind("label.edited", "Label edited", "ラベルの編集", tell_label.edited, "request"),
    Kind(
        "label.deleted", "Label deleted", "ラベルの削除", tell_label.plainly("label.deleted", colors.CLOSED), "request"
    ),
    Kind(
        "label.archived",
        "Label archived",
        "ラベルのアーカイブ",
        tell_label.plainly("label.archived", colors.DROPPED),
        "request",
    ),
    Kind(
        "label.unarchived",
        "Label unarchived",
        "ラベルのアーカイブ解除",
        tell_label.plainly("label.unarchived"),
        "request",
    ),
)

_MILESTONES: Final = (
    Kind(
        "milestone.created",
        "Milestone created",
        "マイルストーンの作成",
        tell_milestone.plainly("milestone.created", colors.OPEN, in_full=True),
        "request",
    ),
    Kind(
        "milestone.closed",
        "Milestone closed",
        "マイルストーンのクローズ",
        tell_milestone.plainly("milestone.closed", colors.DONE),
        "request",
    ),
    Kind(
        "milestone.opened",
        "Milestone reopened",
        "マイルストーンの再オープン",
        tell_milestone.plainly("milestone.opened", colors.OPEN),
        "request",
    ),
    Kind("milestone.edited", "Milestone edited", "マイルストーンの編集", tell_milestone.edited, "request"),
    Kind(
        "milestone.deleted",
        "Milestone deleted",
        "マイルストーンの削除",
        tell_milestone.plainly("milestone.deleted", colors.CLOSED),
        "request",
    ),
)

_RELATIONS: Final = (
    Kind(
        "sub_issues.sub_issue_added",
        "Sub-issue added",
        "サブIssueの追加",
        tell_relation.sub_issue("sub_issues.sub_issue_added"),
        "request",
    ),
    Kind(
        "sub_issues.sub_issue_removed",
        "Sub-issue removed",
        "サブIssueの解除",
        tell_relation.sub_issue("sub_issues.sub_issue_removed"),
        "request",
    ),
    Kind(
        "sub_issues.parent_issue_added",
        "Issue put under a parent of another repository",
        "別のリポジトリの親Issueの設定",
        tell_relation.sub_issue("sub_issues.parent_issue_added"),
        "request",
    ),
    Kind(
        "sub_issues.parent_issue_removed",
        "Issue detached from a parent of another repository",
        "別のリポジトリの親Issueの解除",
        tell_relation.sub_issue("sub_issues.parent_issue_removed"),
        "request",
    ),
    Kind(
        "issue_dependencies.blocked_by_added",
        "Issue marked as blocked by another",
        "Issueのブロック元の設定",
        tell_relation.dependency("issue_dependencies.blocked_by_added"),
        "request",
    ),
    Kind(
        "issue_dependencies.blocked_by_removed",
        "Issue no longer blocked by another",
        "Issueのブロック元の解除",
        tell_relation.dependency("issue_dependencies.blocked_by_removed"),
        "request",
    ),
    Kind(
        "issue_dependencies.blocking_added",
        "Issue marked as blocking one of another repository",
        "別のリポジトリのIssueに対するブロックの設定",
        tell_relation.dependency("issue_dependencies.blocking_added"),
        "request",
    ),
    Kind(
        "issue_dependencies.blocking_removed",
        "Issue no longer blocking one of another repository",
        "別のリポジトリのIssueに対するブロックの解除",
        tell_relation.dependency("issue_dependencies.blocking_removed"),
        "request",
    ),
    Kind(
        "issue_relates_to.relates_to_added",
        "Issue marked as related to another",
        "Issueの関連付け",
        tell_relation.relation("issue_relates_to.relates_to_added"),
        "request",
    ),
    Kind(
        "issue_relates_to.relates_to_removed",
        "Issue no longer related to another",
        "Issueの関連付けの解除",
        tell_relation.relation("issue_relates_to.relates_to_removed"),
        "request",
    ),
)

_PROJECTS: Final = (
    Kind(
        "projects_v2.created",
        "Project created",
        "プロジェクトの作成",
        tell_project.project("projects_v2.created", colors.OPEN),
        "request",
    ),
    Kind("projects_v2.edited", "Project edited", "プロジェクトの編集", tell_project.project_edited, "request"),
    Kind(
        "projects_v2.closed",
        "Project closed",
        "プロジェクトのクローズ",
        tell_project.project("projects_v2.closed", colors.DONE),
        "request",
    ),
    Kind(
        "projects_v2.reopened",
        "Project reopened",
        "プロジェクトの再オープン",
        tell_project.project("projects_v2.reopened", colors.OPEN),
        "request",
    ),
    Kind(
        "projects_v2.deleted",
        "Project deleted",
        "プロジェクトの削除",
        tell_project.project("projects_v2.deleted", colors.CLOSED),
        "request",
    ),
    Kind(
        "projects_v2_item.edited",
        "Field of an item of a project changed",
        "プロジェクトのアイテムの変更",
        tell_project.item_edited,
        "request",
    ),
    quiet("projects_v2_item.created", "Item added to a project", "プロジェクトへのアイテムの追加", _ITEM),
    quiet("projects_v2_item.archived", "Item of a project archived", "プロジェクトのアイテムのアーカイブ", _ITEM),
    quiet("projects_v2_item.restored", "Item of a project restored", "プロジェクトのアイテムの復元", _ITEM),
    quiet("projects_v2_item.converted", "Draft converted to an issue", "ドラフトのIssueへの変換", _ITEM),
    quiet("projects_v2_item.deleted", "Item deleted from a project", "プロジェクトのアイテムの削除", _ITEM),
    quiet("projects_v2_item.reordered", "Item of a project moved", "プロジェクトのアイテムの並べ替え", _ITEM),
    Kind(
        "projects_v2_status_update.created",
        "Status update of a project posted",
        "プロジェクトのステータス更新の投稿",
        tell_project.status_posted,
        "request",
    ),
    Kind(
        "projects_v2_status_update.edited",
        "Status update of a project edited",
        "プロジェクトのステータス更新の編集",
        tell_project.status_edited,
        "request",
    ),
    quiet(
        "projects_v2_status_update.deleted",
        "Status update of a project deleted",
        "プロジェクトのステータス更新の削除",
        "the body does not say of which project it was.",
    ),
    quiet("project.created", "Classic project created", "プロジェクト（クラシック）の作成", _CLASSIC),
    quiet("project.edited", "Classic project edited", "プロジェクト（クラシック）の編集", _CLASSIC),
    quiet("project.closed", "Classic project closed", "プロジェクト（クラシック）のクローズ", _CLASSIC),
    quiet("project.reopened", "Classic project reopened", "プロジェクト（クラシック）の再オープン", _CLASSIC),
    quiet("project.deleted", "Classic project deleted", "プロジェクト（クラシック）の削除", _CLASSIC),
    quiet("project_card.created", "Classic project card created", "プロジェクト（クラシック）のカードの作成", _CLASSIC),
    quiet("project_card.edited", "Classic project card edited", "プロジェクト（クラシック）のカードの編集", _CLASSIC),
    quiet("project_card.moved", "Classic project card moved", "プロジェクト（クラシック）のカードの移動", _CLASSIC),
    quiet(
        "project_card.converted",
        "Classic project card converted to an issue",
        "プロジェクト（クラシック）のカードのIssueへの変換",
        _CLASSIC,
    ),
    quiet("project_card.deleted", "Classic project card deleted", "プロジェクト（クラシック）のカードの削除", _CLASSIC),
    quiet("project_column.created", "Classic project column created", "プロジェクト（クラシック）の列の作成", _CLASSIC),
    quiet("project_column.edited", "Classic project column edited", "プロジェクト（クラシック）の列の編集", _CLASSIC),
    quiet("project_column.moved", "Classic project column moved", "プロジェクト（クラシック）の列の移動", _CLASSIC),
    quiet("project_column.deleted", "Classic project column deleted", "プロジェクト（クラシック）の列の削除", _CLASSIC),
)

BOARD_ROWS: Final[tuple[Kind, ...]] = (*_LABELS, *_MILESTONES, *_RELATIONS, *_PROJECTS)
