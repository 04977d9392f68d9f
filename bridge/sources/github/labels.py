"""GitHub's own terms in both languages: labels of facts, nouns with their names, small phrases and counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.sources.github.admin import words as admin
from bridge.sources.github.build import words as build
from bridge.sources.github.guard import words as guard
from bridge.sources.github.plan import words as plan
from bridge.sources.github.talk import words as talk
from bridge.sources.github.wording import Counts, Noun, Words, noun, say

LABELS: Final[Mapping[str, Words]] = {
    **admin.LABELS,
    **build.LABELS,
    **guard.LABELS,
    **plan.LABELS,
    **talk.LABELS,
    "active": say("Active", "有効"),
    "assignees": say("Assignees", "担当者"),
    "author": say("Author", "作成者"),
    "authors": say("Authors", "コミットの作成者"),
    "base": say("Based on", "元のブランチ"),
    "branches": say("Branch", "ブランチ"),
    "commits": say("Commits", "コミット"),
    "content_type": say("Content type", "Content type（形式）"),
    "events": say("Events", "イベント"),
    "labels": say("Labels", "ラベル"),
    "merge_commit": say("Merge commit", "マージコミット"),
    "milestone": say("Milestone", "マイルストーン"),
    "moved": say("From → to", "変更前 → 変更後"),
    "reviewers": say("Reviewers", "レビュアー"),
    "size": say("Size", "変更量"),
    "tls": say("TLS verification", "TLSの検証"),
    "type": say("Type", "種類"),
}
"""What stands before a fact's value."""

PHRASES: Final[Mapping[str, Words]] = {
    **admin.PHRASES,
    **build.PHRASES,
    **guard.PHRASES,
    **plan.PHRASES,
    **talk.PHRASES,
    "and": say(" and ", "、"),
    "everything": say("everything", "すべて"),
    "in_files": say(" in ", " / "),
    "join": say(", ", "、"),
    "more": say("{n} more", "他 {n} 件"),
    "more_commits": say("and {n} more", "他 {n} 件"),
    "no": say("no", "いいえ"),
    "off": say("off", "オフ"),
    "read_more": say("Read more", "続きを読む"),
    "someone": say("Someone", "だれか"),
}
"""Small words that stand within other text."""


NOUNS: Final[Mapping[str, Noun]] = {
    **admin.NOUNS,
    **build.NOUNS,
    **guard.NOUNS,
    **plan.NOUNS,
    **talk.NOUNS,
    "issue": noun("issue {}", " Issue {} ", "an issue", "Issue"),
    "organization": noun("organization {}", " Organization {} ", "an organization", "Organization"),
    "pull": noun("pull request {}", "プルリクエスト {} ", "a pull request", "プルリクエスト"),
    "ref": noun("{}", " {} ", "a ref", "ref"),
    "repository": noun("{}", " {} ", "a repository", "リポジトリ"),
}

COUNTS: Final[Mapping[str, Counts]] = {
    **admin.COUNTS,
    **build.COUNTS,
    **guard.COUNTS,
    **plan.COUNTS,
    **talk.COUNTS,
    "commits": {"en": ("1 commit", "{n} commits"), "ja": ("1件のコミット", "{n}件のコミット")},
    "many_commits": {"en": ("", "at least {n} commits"), "ja": ("", "{n}件以上のコミット")},
    "files": {"en": ("1 file", "{n} files"), "ja": ("1ファイル", "{n}ファイル")},
}
"""One and several. Numbers under the second are grouped by thousands."""
