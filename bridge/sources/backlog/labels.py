"""Backlog's own terms in both languages: labels of facts, nouns with their names, fixed names and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bridge.model import Language

Words = Mapping[Language, str]


def _words(en: str, ja: str) -> Words:
    return {"en": en, "ja": ja}


LABELS: Final[Mapping[str, Words]] = {
    "actual_hours": _words("Actual hours", "実績時間"),
    "assignee": _words("Assignee", "担当者"),
    "attachments": _words("Attachments", "添付ファイル"),
    "attachments_removed": _words("Removed attachments", "削除された添付ファイル"),
    "branches": _words("Branch", "ブランチ"),
    "category": _words("Category", "カテゴリー"),
    "commit": _words("Commit", "コミット"),
    "description": _words("Description", "詳細"),
    "due_date": _words("Due date", "期限日"),
    "estimated_hours": _words("Estimated hours", "予定時間"),
    "event": _words("Tested event", "テストしたイベント"),
    "external_files": _words("External files", "外部ファイル"),
    "issue": _words("Issue", "課題"),
    "issue_type": _words("Issue type", "種別"),
    "milestone": _words("Milestone", "マイルストーン"),
    "name": _words("Name", "名前"),
    "notified": _words("Notified", "お知らせ先"),
    "parent_issue": _words("Parent issue", "親課題"),
    "priority": _words("Priority", "優先度"),
    "repository": _words("Repository", "リポジトリ"),
    "resolution": _words("Resolution", "完了理由"),
    "shared_files": _words("Shared files", "共有ファイル"),
    "size": _words("Size", "サイズ"),
    "start_date": _words("Start date", "開始日"),
    "status": _words("Status", "状態"),
    "subject": _words("Subject", "件名"),
    "version": _words("Version", "発生バージョン"),
}
"""What stands before a fact's value."""

PHRASES: Final[Mapping[str, Words]] = {
    "and_more": _words("and {n} more", "他 {n} 件"),
    "more_people": _words("{n} more", "他 {n} 人"),
    "custom_status": _words("a custom status", "カスタム状態"),
    "hours": _words("{n} h", "{n}時間"),
    "join": _words(", ", "、"),
    "none": _words("none", "なし"),
    "read_more": _words("Read more", "続きを読む"),
    "somebody": _words("@someone", "@メンバー"),
    "someone": _words("Someone", "だれか"),
    "this_project": _words("the project", "プロジェクト"),
}
"""Small words that stand within other text."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What a thing is called, with its name and without. ``{}`` stands for the name, mostly a link.

    ``quoted`` is for names in plain words that no link sets apart from the sentence around them.
    """

    named: Words
    quoted: Words
    alone: Words


def _noun(en: str, ja: str, alone_en: str, alone_ja: str, *, quoted: str = "") -> Noun:
    return Noun(_words(en, ja), _words(quoted or en, ja), _words(alone_en, alone_ja))


def _titled(en: str, ja: str, alone_en: str) -> Noun:
    return _noun(f"{en} {{}}", f"{ja}「{{}}」", alone_en, ja, quoted=f"{en} “{{}}”")


NOUNS: Final[Mapping[str, Noun]] = {
    "branch": _noun("branch {}", "ブランチ「{}」", "a branch", "ブランチ"),
    "document": _titled("document", "ドキュメント", "a document"),
    "file": _noun("shared file {}", "共有ファイル「{}」", "a shared file", "共有ファイル"),
    "issue": _noun("issue {}", "課題 {} ", "an issue", "課題"),
    "issue_untold": _titled("issue", "課題", "an issue"),
    "milestone": _titled("milestone", "マイルストーン", "a milestone"),
    "page": _titled("wiki page", "Wikiページ", "a wiki page"),
    "project": _titled("project", "プロジェクト", "a project"),
    "pull": _noun("pull request {}", "プルリクエスト {} ", "a pull request", "プルリクエスト"),
    "repository": _noun("{}", "リポジトリ「{}」", "a repository", "リポジトリ"),
    "revision": _noun("revision {}", "リビジョン {} ", "a revision", "リビジョン"),
    "status": _titled("status", "状態", "a status"),
    "tag": _noun("tag {}", "タグ「{}」", "a tag", "タグ"),
    "team": _titled("team", "チーム", "a team"),
    "teams": _noun("teams {}", "チーム{}", "teams", "チーム"),
}

COUNTS: Final[Mapping[str, Mapping[Language, tuple[str, str]]]] = {
    "commits": {"en": ("1 commit", "{n} commits"), "ja": ("1件のコミット", "{n}件のコミット")},
    "documents": {"en": ("1 document", "{n} documents"), "ja": ("1件のドキュメント", "{n}件のドキュメント")},
    "files": {"en": ("1 file", "{n} files"), "ja": ("1件のファイル", "{n}件のファイル")},
    "issues": {"en": ("1 issue", "{n} issues"), "ja": ("1件の課題", "{n}件の課題")},
}
"""One and several. Numbers under the second are grouped by thousands."""

STATUSES: Final[Mapping[str, Words]] = {
    "1": _words("Open", "未対応"),
    "2": _words("In Progress", "処理中"),
    "3": _words("Resolved", "処理済み"),
    "4": _words("Closed", "完了"),
}
RESOLUTIONS: Final[Mapping[str, Words]] = {
    "0": _words("Fixed", "対応済み"),
    "1": _words("Won't Fix", "対応しない"),
    "2": _words("Invalid", "無効"),
    "3": _words("Duplication", "重複"),
    "4": _words("Cannot Reproduce", "再現しない"),
}
PRIORITIES: Final[Mapping[str, Words]] = {
    "2": _words("High", "高"),
    "3": _words("Normal", "中"),
    "4": _words("Low", "低"),
}
PULL_STATUSES: Final[Mapping[str, Words]] = {
    "1": _words("Open", "オープン"),
    "2": _words("Closed", "クローズ"),
    "3": _words("Merged", "マージ済み"),
    "4": _words("Draft", "下書き"),
}
