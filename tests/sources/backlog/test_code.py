"""Git, Subversion and pull requests."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.model import Code
from tests.sources.backlog.bodies import SPACE, body, notified, tell
from tests.sources.seen import facts, mentioned, quoted, said, spans, urls

SHA = "814abc04ff3c20a8d1fa97f651d790f1814abc04"
REPOSITORY = {"id": 1, "name": "storefront", "description": None}
GIT = f"{SPACE}/git/SHOP/storefront"


def push(ref: str, change: str, revisions: int = 0, **more: Any) -> dict[str, Any]:
    listed = [{"rev": f"{n:02}" + SHA[2:], "comment": f"Change {n}\n\nmore words"} for n in range(revisions)]
    content = {
        "change_type": change,
        "ref": ref,
        "revision_type": "tag" if ref.startswith("refs/tags/") else "commit",
        "revision_count": revisions,
        "revisions": listed,
        "repository": REPOSITORY,
    }
    return body(12, {**content, **more})


@pytest.mark.parametrize(
    ("sent", "en", "ja"),
    [
        (
            push("refs/heads/develop", "update", 1),
            "pushed 1 commit to branch develop in storefront",
            "リポジトリ「storefront」のブランチ「develop」に1件のコミットをプッシュしました",
        ),
        (
            push("refs/heads/develop", "update", 2, revision_count=1200),
            "pushed 1,200 commits to branch develop in storefront",
            "リポジトリ「storefront」のブランチ「develop」に1,200件のコミットをプッシュしました",
        ),
        (
            push("refs/heads/develop", "update"),
            "pushed to branch develop in storefront",
            "リポジトリ「storefront」のブランチ「develop」にプッシュしました",
        ),
        (
            push("refs/heads/develop", "create"),
            "created branch develop in storefront",
            "リポジトリ「storefront」にブランチ「develop」を作成しました",
        ),
        (
            push("refs/heads/main", "create", 1),
            "created branch main in storefront with 1 commit",
            "リポジトリ「storefront」にブランチ「main」を作成し、1件のコミットをプッシュしました",
        ),
        (
            push("refs/heads/old/one", "delete"),
            "deleted branch old/one from storefront",
            "リポジトリ「storefront」からブランチ「old/one」を削除しました",
        ),
        (
            push("refs/tags/1.1.10", "create"),
            "created tag 1.1.10 in storefront",
            "リポジトリ「storefront」にタグ「1.1.10」を作成しました",
        ),
        (
            push("refs/tags/1.1.10", "update"),
            "moved tag 1.1.10 in storefront",
            "リポジトリ「storefront」のタグ「1.1.10」を更新しました",
        ),
        (
            push("refs/tags/1.1.10", "delete"),
            "deleted tag 1.1.10 from storefront",
            "リポジトリ「storefront」からタグ「1.1.10」を削除しました",
        ),
        (
            push("", "update", 2),
            "pushed 2 commits to storefront",
            "リポジトリ「storefront」に2件のコミットをプッシュしました",
        ),
        (push("", ""), "pushed to storefront", "リポジトリ「storefront」にプッシュしました"),
        (
            push("1.0", "create", revision_type="tag"),
            "created tag 1.0 in storefront",
            "リポジトリ「storefront」にタグ「1.0」を作成しました",
        ),
    ],
)
def test_a_push_is_said_as_what_it_was(sent: dict[str, Any], en: str, ja: str) -> None:
    assert said(tell(sent)) == f"Emma Clark {en}"
    assert said(tell(sent, "ja")) == f"Emma Clark さんが{ja}"


def test_the_first_commits_are_listed() -> None:
    message = tell(push("refs/heads/develop", "update", 7, revision_count=9))
    assert quoted(message) == [f"{n:02}4abc04ff Change {n}" for n in range(5)] + ["and 4 more"]
    assert urls(message)["004abc04ff"] == f"{GIT}/commit/00{SHA[2:]}"
    assert urls(message)["develop"] == f"{GIT}/tree/develop"
    assert urls(message)["storefront"] == GIT


def test_without_a_space_a_commit_is_code() -> None:
    message = tell(push("refs/heads/develop", "update", 1), space="")
    assert Code("004abc04ff") in list(spans(message))
    assert urls(message) == {}


def test_a_deleted_branch_has_no_link() -> None:
    message = tell(push("refs/heads/old", "delete", 2))
    assert "old" not in urls(message)
    assert not message.quote
    assert message.color == "#C9372C"


def test_names_are_encoded() -> None:
    sent = push("refs/heads/a b/#1|x>y", "update", repository={"name": "my repo"})
    assert urls(tell(sent))["a b/#1|x>y"] == f"{SPACE}/git/SHOP/my%20repo/tree/a%20b/%231%7Cx%3Ey"


def test_a_commit_may_lack_its_hash_or_words() -> None:
    listed = [{"rev": SHA}, {"comment": "Only words"}, {}, {"rev": None, "comment": None}]
    message = tell(push("refs/heads/x", "update", revisions=0, revision_count=0) | {"content": {"revisions": listed}})
    assert quoted(message) == ["814abc04ff", "Only words", "and 2 more"]


def test_subversion() -> None:
    sent = body(11, {"rev": 100, "comment": "First line\r\n\r\nSee SHOP-3.\nMore"})
    message = tell(sent)
    assert said(message) == "Emma Clark committed revision r100 to Subversion"
    assert said(tell(sent, "ja")) == "Emma Clark さんがSubversionにリビジョン r100 をコミットしました"
    assert quoted(message) == ["See SHOP-3.", "More"]
    assert urls(message)["r100"] == urls(message)["First line"] == f"{SPACE}/rev/SHOP/100"
    assert urls(message)["SHOP-3"] == f"{SPACE}/view/SHOP-3"
    assert said(tell(body(11, {"rev": "r7"}))) == "Emma Clark committed revision r7 to Subversion"


def test_a_new_repository() -> None:
    message = tell(body(13, {"repository": {"id": 1, "name": "storefront", "description": "The shop"}}))
    assert said(message) == "Emma Clark created the Git repository storefront"
    assert quoted(message) == ["The shop"]
    assert urls(message)["storefront"] == GIT


# --- pull requests ---------------------------------------------------------------------------------------------------


def pull(type_id: int, *changes: tuple[str, object, object], **more: Any) -> dict[str, Any]:
    content = {
        "id": 100,
        "number": 45,
        "summary": "Disable the button",
        "description": "**Once** only",
        "base": "main",
        "branch": "fix/button",
        "repository": REPOSITORY,
        "issue": {"id": 1, "key_id": 12, "summary": "Paying twice"},
        "assignee": {"id": 301, "name": "Ren"},
        "changes": [{"field": field, "old_value": old, "new_value": new} for field, old, new in changes],
        "comment": None,
        "diff": None,
    }
    return body(type_id, {**content, **more})


def test_a_new_pull_request() -> None:
    message = tell(pull(18), people={"backlog:301": "UREN"})
    assert said(message) == "Emma Clark opened pull request #45 in storefront"
    assert facts(message) == {"Branch": "main ← fix/button", "Assignee": "Ren", "Issue": "SHOP-12 Paying twice"}
    assert quoted(message) == ["Once only"]
    assert urls(message)["#45"] == urls(message)["Disable the button"] == f"{GIT}/pullRequests/45"
    assert urls(message)["fix/button"] == f"{GIT}/tree/fix/button"
    assert urls(message)["SHOP-12"] == f"{SPACE}/view/SHOP-12"
    assert mentioned(message) == ["UREN"]
    assert message.color == "#4488C5"


@pytest.mark.parametrize(
    ("changes", "en", "ja", "color"),
    [
        ([("status", "1", "3")], "merged pull request #45 in storefront", "をマージしました", "#8E6BBF"),
        ([("status", "1", "2")], "closed pull request #45 in storefront", "をクローズしました", "#8A9AA3"),
        ([("status", "2", "1")], "reopened pull request #45 in storefront", "を再オープンしました", "#4488C5"),
        (
            [("status", "4", "1")],
            "changed the status of pull request #45 in storefront to Open",
            "の状態を「オープン」に変更しました",
            "#4488C5",
        ),
        (
            [("status", "1", "4")],
            "changed the status of pull request #45 in storefront to Draft",
            "の状態を「下書き」に変更しました",
            "#B5BFC4",
        ),
        (
            [("assigner", "", "Mio")],
            "assigned pull request #45 in storefront to Mio",
            "の担当者を Mio さんに変更しました",
            "#42CE9F",
        ),
        ([("assigner", "", "Emma Clark")], "took on pull request #45 in storefront", "の担当者になりました", "#42CE9F"),
        (
            [("assigner", "Mio", "")],
            "unassigned pull request #45 in storefront",
            "の担当者を未設定にしました",
            "#42CE9F",
        ),
        (
            [("issue", "", "SHOP-10")],
            "changed the issue of pull request #45 in storefront to SHOP-10",
            "の課題を「SHOP-10」に変更しました",
            "#42CE9F",
        ),
        (
            [("issue", "SHOP-9", "")],
            "cleared the issue of pull request #45 in storefront",
            "の課題を未設定にしました",
            "#42CE9F",
        ),
        (
            [("summary", "a", "b")],
            "changed the subject of pull request #45 in storefront",
            "の件名を変更しました",
            "#42CE9F",
        ),
        (
            [("attachment", "", "a.png")],
            "attached 1 file to pull request #45 in storefront",
            "に1件のファイルを添付しました",
            "#42CE9F",
        ),
        (
            [("attachment", "a.png", "")],
            "removed 1 file from pull request #45 in storefront",
            "から1件のファイルを削除しました",
            "#42CE9F",
        ),
        (
            [("summary", "a", "b"), ("issue", "", "SHOP-1")],
            "updated pull request #45 in storefront",
            "を更新しました",
            "#42CE9F",
        ),
        ([], "updated pull request #45 in storefront", "を更新しました", "#42CE9F"),
    ],
)
def test_what_became_of_a_pull_request(changes: list[tuple[str, object, object]], en: str, ja: str, color: str) -> None:
    sent = pull(19, *changes)
    assert said(tell(sent)) == f"Emma Clark {en}"
    japanese = said(tell(sent, "ja"))
    assert japanese.startswith("Emma Clark さんがリポジトリ「storefront」のプルリクエスト #45 ")
    assert japanese.endswith(ja)
    assert tell(sent).color == color


def test_a_merge_is_told_as_old_and_new() -> None:
    assert facts(tell(pull(19, ("status", "1", "3"))))["Status"] == "Open → Merged"
    assert facts(tell(pull(19, ("status", "1", "3")), "ja"))["状態"] == "オープン → マージ済み"


def test_a_changed_issue_is_linked_and_not_told_twice() -> None:
    message = tell(pull(19, ("issue", "SHOP-9", "SHOP-12")))
    assert facts(message)["Issue"] == "SHOP-9 → SHOP-12"
    assert urls(message)["SHOP-9"] == f"{SPACE}/view/SHOP-9"


def test_the_description_shows_what_changed() -> None:
    by_change = tell(pull(19, ("description", "Same.\nold words", "Same.\nnew words")))
    assert "Same." not in quoted(by_change)
    assert any("new" in line for line in quoted(by_change))
    by_diff = tell(pull(19, diff="1c1\n<old words\n---\n>new words"))
    assert any("old" in line for line in quoted(by_diff))


def test_a_comment_on_a_pull_request() -> None:
    message = tell(pull(20, comment={"id": 7, "content": "Why `twice`?"}, notifications=notified("Mio")))
    assert said(message) == "Emma Clark commented on pull request #45 in storefront"
    assert urls(message)["#45"] == f"{GIT}/pullRequests/45#comment-7"
    assert quoted(message) == ["Why twice?"]


def test_a_deleted_pull_request_has_no_link() -> None:
    message = tell(pull(21))
    assert said(message) == "Emma Clark deleted pull request #45 in storefront"
    assert set(urls(message)) == {"storefront", "Online shop (SHOP)"}
    assert message.color == "#C9372C"


def test_the_apis_poorer_shape_is_told_too() -> None:
    message = tell(body(20, {"number": 1, "repository": {"name": "r"}, "issue": None, "comment": {"id": 1}}))
    assert said(message) == "Emma Clark commented on pull request #1 in r"
    assert facts(message) == {}
    assert facts(tell(pull(18, issue={"issue_key": "OTHER-3"})))["Issue"] == "OTHER-3"
    assert facts(tell(pull(18, issue={"summary": "No number"})))["Issue"] == "No number"
