"""The table: every activity Backlog is known to have, what it is called and who tells it.

Type ids and names: https://developer.nulab.com/docs/backlog/api/2/get-recent-updates/. All of them are told by default;
a number that is not here is the row ``unknown``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bridge.model import KindRow, Language, Told
from bridge.sources.backlog import tell_code, tell_issue, tell_newer, tell_project
from bridge.sources.backlog.tell_newer import Compose, newer


@dataclass(frozen=True, slots=True)
class Kind:
    """One row. ``type_id`` is Backlog's number, None for ``unknown``."""

    type_id: int | None
    name: str
    en: str
    ja: str
    compose: Compose
    told: Told = "default"

    @property
    def description(self) -> Mapping[Language, str]:
        """What the row is about, in Backlog's own terms."""
        return {"en": self.en, "ja": self.ja}

    def row(self) -> KindRow:
        """The row as the outside sees it."""
        return KindRow(self.name, self.told, MappingProxyType({"en": self.en, "ja": self.ja}))


TABLE: Final[tuple[Kind, ...]] = (
    Kind(1, "issue.created", "Issue added", "課題の追加", tell_issue.created),
    Kind(2, "issue.updated", "Issue updated", "課題の更新", tell_issue.updated),
    Kind(3, "issue.commented", "Comment on an issue", "課題にコメント", tell_issue.commented),
    Kind(4, "issue.deleted", "Issue deleted", "課題の削除", tell_issue.deleted),
    Kind(5, "wiki.created", "Wiki page added", "Wikiを追加", tell_project.wiki_created),
    Kind(6, "wiki.updated", "Wiki page updated", "Wikiを更新", tell_project.wiki_updated),
    Kind(7, "wiki.deleted", "Wiki page deleted", "Wikiを削除", tell_project.wiki_deleted),
    Kind(8, "file.created", "Shared file added", "共有ファイルを追加", tell_project.file_created),
    Kind(9, "file.updated", "Shared file updated", "共有ファイルを更新", tell_project.file_updated),
    Kind(10, "file.deleted", "Shared file deleted", "共有ファイルを削除", tell_project.file_deleted),
    Kind(11, "svn.committed", "Subversion commit", "Subversionコミット", tell_code.committed),
    Kind(12, "git.pushed", "Git push", "Gitプッシュ", tell_code.pushed),
    Kind(13, "git.repository_created", "Git repository created", "Gitリポジトリ作成", tell_code.repository_created),
    Kind(14, "issue.bulk_updated", "Issues updated at once", "課題をまとめて更新", tell_issue.bulk_updated),
    Kind(15, "member.joined", "Member joined the project", "プロジェクトに参加", tell_project.member_joined),
    Kind(16, "member.left", "Member left the project", "プロジェクトから脱退", tell_project.member_left),
    Kind(17, "issue.notified", "People called to a comment", "コメントにお知らせを追加", tell_issue.notified),
    Kind(18, "pull_request.created", "Pull request added", "プルリクエストの追加", tell_code.pull_created),
    Kind(19, "pull_request.updated", "Pull request updated", "プルリクエストの更新", tell_code.pull_updated),
    Kind(
        20, "pull_request.commented", "Comment on a pull request", "プルリクエストにコメント", tell_code.pull_commented
    ),
    Kind(21, "pull_request.deleted", "Pull request deleted", "プルリクエストの削除", tell_code.pull_deleted),
    Kind(22, "milestone.created", "Milestone added", "マイルストーンの追加", tell_project.milestone_created),
    Kind(23, "milestone.updated", "Milestone updated", "マイルストーンの更新", tell_project.milestone_updated),
    Kind(24, "milestone.deleted", "Milestone deleted", "マイルストーンの削除", tell_project.milestone_deleted),
    Kind(25, "team.joined", "Team joined the project", "チームがプロジェクトに参加", tell_project.team_joined),
    Kind(26, "team.left", "Team left the project", "チームがプロジェクトから脱退", tell_project.team_left),
    Kind(
        34, "issue.status_removed", "Status deleted", "状態の削除", newer("issue.status_removed", "status", gone=True)
    ),
    Kind(
        35, "issue.dates_updated", "Dates of issues changed", "課題の日付を更新", newer("issue.dates_updated", "dates")
    ),
    Kind(36, "document.created", "Document added", "ドキュメントの追加", newer("document.created", "document")),
    Kind(
        37,
        "document.deleted",
        "Document deleted",
        "ドキュメントの削除",
        newer("document.deleted", "document", gone=True),
    ),
    Kind(
        38,
        "document.renamed",
        "Document's title changed",
        "ドキュメントのタイトル更新",
        newer("document.renamed", "document"),
    ),
    Kind(39, "document.updated", "Document updated", "ドキュメントの更新", newer("document.updated", "document")),
    Kind(
        40,
        "document.commented",
        "Comment on a document",
        "ドキュメントにコメント",
        newer("document.commented", "document"),
    ),
    Kind(
        41,
        "document.comment_updated",
        "Comment on a document edited",
        "ドキュメントのコメント更新",
        newer("document.comment_updated", "document"),
    ),
    Kind(
        42,
        "document.comment_deleted",
        "Comment on a document deleted",
        "ドキュメントのコメント削除",
        newer("document.comment_deleted", "document"),
    ),
    Kind(
        43,
        "document.replied",
        "Reply in a document",
        "ドキュメントのコメントに返信",
        newer("document.replied", "document"),
    ),
    Kind(
        44,
        "document.reply_updated",
        "Reply in a document edited",
        "ドキュメントの返信更新",
        newer("document.reply_updated", "document"),
    ),
    Kind(
        45,
        "document.reply_deleted",
        "Reply in a document deleted",
        "ドキュメントの返信削除",
        newer("document.reply_deleted", "document"),
    ),
    Kind(
        46,
        "document.file_attached",
        "File attached to a document",
        "ドキュメントに添付ファイル追加",
        newer("document.file_attached", "document"),
    ),
    Kind(47, "issue.bulk_created", "Issues added at once", "課題をまとめて追加", newer("issue.bulk_created", "issues")),
    Kind(
        48,
        "document.bulk_created",
        "Documents added at once",
        "ドキュメントをまとめて追加",
        newer("document.bulk_created", "documents"),
    ),
    Kind(
        49,
        "document.mentioned",
        "People mentioned in a document",
        "ドキュメントでメンション",
        newer("document.mentioned", "document"),
    ),
    Kind(None, "unknown", "Any other activity", "その他の操作", tell_newer.unknown),
)

UNKNOWN: Final = TABLE[-1]
BY_TYPE: Final[Mapping[int | None, Kind]] = {kind.type_id: kind for kind in TABLE}
