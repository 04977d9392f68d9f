"""GitHub's own terms in both languages: labels of facts, nouns with their names, small phrases and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bridge.model import Language

Words = Mapping[Language, str]


def _words(en: str, ja: str) -> Words:
    return {"en": en, "ja": ja}


LABELS: Final[Mapping[str, Words]] = {
    "active": _words("Active", "有効"),
    "assignees": _words("Assignees", "担当者"),
    "author": _words("Author", "作成者"),
    "authors": _words("Authors", "コミットの作成者"),
    "base": _words("Based on", "元のブランチ"),
    "branches": _words("Branch", "ブランチ"),
    "commits": _words("Commits", "コミット"),
    "content_type": _words("Content type", "Content type（形式）"),
    "events": _words("Events", "イベント"),
    "labels": _words("Labels", "ラベル"),
    "merge_commit": _words("Merge commit", "マージコミット"),
    "milestone": _words("Milestone", "マイルストーン"),
    "moved": _words("From → to", "変更前 → 変更後"),
    "reviewers": _words("Reviewers", "レビュアー"),
    "size": _words("Size", "変更量"),
    "tls": _words("TLS verification", "TLSの検証"),
    "type": _words("Type", "種類"),
}
"""What stands before a fact's value."""

PHRASES: Final[Mapping[str, Words]] = {
    "and": _words(" and ", "、"),
    "everything": _words("everything", "すべて"),
    "in_files": _words(" in ", " / "),
    "join": _words(", ", "、"),
    "more": _words("{n} more", "他 {n} 件"),
    "more_commits": _words("and {n} more", "他 {n} 件"),
    "no": _words("no", "いいえ（無効）"),
    "off": _words("off", "オフ"),
    "read_more": _words("Read more", "続きを読む"),
    "someone": _words("Someone", "だれか"),
}
"""Small words that stand within other text."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What a thing is called, with its name and without. ``{}`` stands for the name, mostly a link."""

    named: Words
    alone: Words


def _noun(en: str, ja: str, alone_en: str, alone_ja: str) -> Noun:
    return Noun(_words(en, ja), _words(alone_en, alone_ja))


NOUNS: Final[Mapping[str, Noun]] = {
    "issue": _noun("issue {}", " Issue {} ", "an issue", "Issue"),
    "organization": _noun("organization {}", " Organization {} ", "an organization", "Organization"),
    "pull": _noun("pull request {}", "プルリクエスト {} ", "a pull request", "プルリクエスト"),
    "ref": _noun("{}", " {} ", "a ref", "ref"),
    "repository": _noun("{}", " {} ", "a repository", "リポジトリ"),
}

COUNTS: Final[Mapping[str, Mapping[Language, tuple[str, str]]]] = {
    "commits": {"en": ("1 commit", "{n} commits"), "ja": ("1件のコミット", "{n}件のコミット")},
    "many_commits": {"en": ("", "at least {n} commits"), "ja": ("", "{n}件以上のコミット")},
    "files": {"en": ("1 file", "{n} files"), "ja": ("1ファイル", "{n}ファイル")},
}
"""One and several. Numbers under the second are grouped by thousands."""
