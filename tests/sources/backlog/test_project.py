"""Wiki pages, shared files, people, teams, milestones, and the newer kinds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sources.backlog.bodies import ACTOR, SPACE, body, tell
from tests.sources.seen import facts, quoted, said, urls, words

PAGE = {"id": 5, "name": "Notes/2026", "content": "# Title\n\nwords"}


def test_a_wiki_page_is_linked_by_its_id() -> None:
    message = tell(body(5, PAGE))
    assert said(message) == "Emma Clark added wiki page Notes/2026"
    assert urls(message)["Notes/2026"] == f"{SPACE}/alias/wiki/5"
    assert "words" in quoted(message)
    assert urls(tell(body(5, {"name": "A/B"})))["A/B"] == f"{SPACE}/wiki/SHOP/A%2FB"


@pytest.mark.parametrize("diff", ["3c3\n<old\n---\n>words", "3c3\n<old---\n>words"])
def test_an_updated_page_shows_what_changed(diff: str) -> None:
    lines = quoted(tell(body(6, {**PAGE, "diff": diff, "version": 2})))
    assert any("old" in line for line in lines)
    assert any("words" in line for line in lines)
    assert "Title" not in "".join(lines)


def test_an_updated_page_without_a_difference_shows_itself_and_its_files() -> None:
    message = tell(body(6, {**PAGE, "diff": None, "attachments": [{"id": 1, "name": "plan.xlsx", "size": 12}]}))
    assert quoted(message)[0] == "Title"
    assert facts(message) == {"Attachments": "plan.xlsx (12 B)"}
    assert "plan.xlsx" not in urls(message)


def test_a_deleted_page_has_neither_link_nor_text() -> None:
    message = tell(body(7, PAGE))
    assert said(message) == "Emma Clark deleted wiki page “Notes/2026”"
    assert said(tell(body(7, PAGE), "ja")) == "Emma Clark さんがWikiページ「Notes/2026」を削除しました"
    assert not message.quote
    assert set(urls(message)) == {"Online shop (SHOP)"}


@pytest.mark.parametrize("directory", ["/a/b/", "/a/b", "a/b/", "a//b"])
def test_a_shared_files_path_is_whole(directory: str) -> None:
    message = tell(body(8, {"id": 1, "dir": directory, "name": "x 1.txt", "size": 12}))
    assert said(message) == "Emma Clark added shared file /a/b/x 1.txt"
    assert urls(message)["/a/b/x 1.txt"] == f"{SPACE}/file/SHOP/a/b/x%201.txt"
    assert facts(message) == {"Size": "12 B"}


def test_shared_files_in_the_root_and_gone() -> None:
    assert urls(tell(body(9, {"dir": "/", "name": "x"})))["/x"] == f"{SPACE}/file/SHOP/x"
    gone = tell(body(10, {"dir": "/", "name": "x", "size": 5}))
    assert said(gone) == "Emma Clark deleted shared file /x"
    assert set(urls(gone)) == {"Online shop (SHOP)"}
    assert facts(gone) == {}


def test_a_path_that_climbs_is_no_link() -> None:
    assert set(urls(tell(body(8, {"dir": "/../../", "name": "x"})))) == {"Online shop (SHOP)"}


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0 B"), (1023, "1023 B"), (12345, "12.1 KB"), ("1048576", "1 MB"), (3 * 2**30, "3 GB"), (2**42, "4.0 TB")],
)
def test_sizes_are_readable(count: object, shown: str) -> None:
    assert facts(tell(body(8, {"dir": "/", "name": "x", "size": count})))["Size"] == shown


@pytest.mark.parametrize("count", [None, -1, "big", True, [], 1.5])
def test_an_odd_size_is_left_out(count: object) -> None:
    assert facts(tell(body(8, {"dir": "/", "name": "x", "size": count}))) == {}


# --- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_id", "content", "en", "ja"),
    [
        (
            15,
            {"users": [{"id": 1, "name": "Ren"}, {"id": 2, "name": "Mio"}], "comment": ""},
            "added Ren and Mio to project Online shop",
            " Ren、Mio さんをプロジェクト「Online shop」に追加しました",
        ),
        (15, {"users": [ACTOR]}, "joined project Online shop", "プロジェクト「Online shop」に参加しました"),
        (
            15,
            {"users": [], "group_project_activities": [{"id": 1, "type": 15}]},
            "added the members of a team to project Online shop",
            "チームのメンバーをプロジェクト「Online shop」に追加しました",
        ),
        (
            15,
            {"users": [{}]},
            "added members to project Online shop",
            "メンバーをプロジェクト「Online shop」に追加しました",
        ),
        (
            16,
            {"users": [{"id": 1, "name": "Ren"}]},
            "removed Ren from project Online shop",
            " Ren さんをプロジェクト「Online shop」から外しました",
        ),
        (16, {"users": [ACTOR]}, "left project Online shop", "プロジェクト「Online shop」から脱退しました"),
        (
            16,
            {"group_project_activities": [{"id": 1}]},
            "removed the members of a team from project Online shop",
            "チームのメンバーをプロジェクト「Online shop」から外しました",
        ),
        (
            25,
            {"parties": [{"id": 1, "name": "Design"}]},
            "added team “Design” to project Online shop",
            "チーム「Design」をプロジェクト「Online shop」に追加しました",
        ),
        (
            26,
            {"parties": [{"id": 1, "name": "A"}, {"id": 2, "name": "B"}]},
            "removed teams “A”, “B” from project Online shop",
            "チーム「A」「B」をプロジェクト「Online shop」から外しました",
        ),
        (25, {}, "added a team to project Online shop", "チームをプロジェクト「Online shop」に追加しました"),
    ],
)
def test_who_came_and_went(type_id: int, content: dict[str, Any], en: str, ja: str) -> None:
    assert said(tell(body(type_id, content))) == f"Emma Clark {en}"
    assert said(tell(body(type_id, content), "ja")) == f"Emma Clark さんが{ja}"


def test_the_words_of_welcome_are_quoted() -> None:
    for comment in ("Welcome!", {"content": "Welcome!"}):
        assert quoted(tell(body(15, {"users": [{"id": 1, "name": "Ren"}], "comment": comment}))) == ["Welcome!"]


def test_many_members_are_counted() -> None:
    users = [{"id": n, "name": f"M{n}"} for n in range(10)]
    assert said(tell(body(15, {"users": users}))).endswith("M6, M7 and 2 more to project Online shop")
    assert "M7 さん他 2 人をプロジェクト" in said(tell(body(15, {"users": users}), "ja"))


def test_many_teams_are_counted() -> None:
    parties = [{"name": f"T{n}"} for n in range(12)]
    assert "“T9”, and 2 more from" in said(tell(body(26, {"parties": parties})))


# --- milestones ------------------------------------------------------------------------------------------------------

MILESTONE = {"id": 3, "name": "Spring", "start_date": "2026-03-01", "reference_date": "2026/03/31", "description": "Go"}


def test_milestones_come_and_go() -> None:
    message = tell(body(22, MILESTONE))
    assert said(message) == "Emma Clark added milestone Spring"
    assert facts(message) == {"Start date": "2026-03-01", "Due date": "2026-03-31"}
    assert quoted(message) == ["Go"]
    assert urls(message)["Spring"] == f"{SPACE}/find/SHOP?milestoneId=3"
    gone = tell(body(24, {**MILESTONE, "reference_date": None}))
    assert said(gone) == "Emma Clark deleted milestone “Spring”"
    assert facts(gone) == {"Start date": "2026-03-01"}
    assert not gone.quote


def test_a_milestone_changes() -> None:
    changes = [
        {"field": "startDate", "old_value": "2026-03-01", "new_value": "2026-03-08"},
        {"field": "referenceDate", "old_value": "2026-03-31", "new_value": ""},
        {"field": "description", "old_value": "Go", "new_value": "Go on"},
    ]
    message = tell(body(23, {"id": 3, "name": "Spring", "changes": changes}))
    assert said(message) == "Emma Clark updated milestone Spring"
    assert facts(message) == {"Start date": "2026-03-01 → 2026-03-08", "Due date": "2026-03-31 → none"}
    assert quoted(message)[0] == "Description"
    one = tell(body(23, {"name": "Spring", "changes": changes[1:2]}), "ja")
    assert said(one) == "Emma Clark さんがマイルストーン「Spring」の期限日を未設定にしました"
    assert said(tell(body(23, {"name": "S", "changes": changes[:1]}))).endswith("milestone “S” to 2026-03-08")
    assert said(tell(body(23, {"name": "S", "changes": changes[2:]}))).endswith("the description of milestone “S”")


def test_a_milestone_is_renamed() -> None:
    message = tell(body(23, {"name": "B", "changes": [{"field": "name", "old_value": "A", "new_value": "B"}]}))
    assert said(message) == "Emma Clark renamed milestone “B”"
    assert facts(message) == {"Name": "A → B"}


# --- 34 to 49 --------------------------------------------------------------------------------------------------------

DOCUMENT = {"id": "0195f0aa", "title": "Launch plan"}
LINK = [{"id": 1, "key_id": 7, "title": "Logo"}]


@pytest.mark.parametrize(
    ("type_id", "content", "en"),
    [
        (34, {"deletedStatus": {"name": "Review"}, "link": LINK}, "deleted status “Review”, which 1 issue had"),
        (34, {"deletedStatus": {"name": "Review"}, "link": [], "change": None}, "deleted status “Review”"),
        (35, {"link": LINK}, "changed the dates of 1 issue"),
        (35, {"key_id": 7}, "changed the dates of issue SHOP-7"),
        (35, {}, "changed the dates of issues"),
        (36, DOCUMENT, "added document Launch plan"),
        (37, DOCUMENT, "deleted document “Launch plan”"),
        (38, DOCUMENT, "changed the title of document Launch plan"),
        (39, DOCUMENT, "updated document Launch plan"),
        (40, DOCUMENT, "commented on document Launch plan"),
        (40, {"id": 3, "document": DOCUMENT}, "commented on document Launch plan"),
        (41, DOCUMENT, "edited a comment on document Launch plan"),
        (42, DOCUMENT, "deleted a comment on document Launch plan"),
        (43, DOCUMENT, "replied to a comment on document Launch plan"),
        (44, DOCUMENT, "edited a reply on document Launch plan"),
        (45, DOCUMENT, "deleted a reply on document Launch plan"),
        (46, DOCUMENT, "attached a file to document Launch plan"),
        (47, {"link": LINK * 2}, "added 2 issues at once"),
        (47, {}, "added several issues at once"),
        (48, {"documents": [DOCUMENT] * 3}, "added 3 documents at once"),
        (48, {}, "added several documents at once"),
        (49, DOCUMENT, "mentioned people in document Launch plan"),
    ],
)
def test_the_newer_kinds(type_id: int, content: dict[str, Any], en: str) -> None:
    assert said(tell(body(type_id, content))) == f"Emma Clark {en}"


def test_what_a_deleted_status_became() -> None:
    change = {"field": "status", "new_value": "2", "type": "standard"}
    message = tell(body(34, {"deletedStatus": {"name": "Review"}, "link": LINK, "change": change}))
    assert facts(message) == {"Status": "→ In Progress"}
    assert quoted(message) == ["SHOP-7 Logo"]


def test_documents_are_linked_unless_they_are_gone() -> None:
    assert urls(tell(body(36, DOCUMENT)))["Launch plan"] == f"{SPACE}/document/SHOP/0195f0aa"
    assert set(urls(tell(body(37, DOCUMENT)))) == {"Online shop (SHOP)"}
    assert quoted(tell(body(48, {"documents": [{"id": "x"}, DOCUMENT]}))) == ["Launch plan", "and 1 more"]
    several = tell(body(48, {"documents": [{"id": str(n), "title": f"D{n}"} for n in range(12)] + [{"id": "x"}]}))
    assert quoted(several)[-1] == "and 3 more"
    assert urls(several)["D3"] == f"{SPACE}/document/SHOP/3"


NODES = {
    "type": "doc",
    "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "Move the "}, {"type": "text", "text": "date?"}]},
        {"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "text", "text": "SHOP-1"}]}]},
        {"type": "paragraph"},
    ],
}


@pytest.mark.parametrize("content", [NODES, json.dumps(NODES), NODES["content"]])
def test_a_documents_nodes_are_read_for_their_words(content: object) -> None:
    message = tell(body(40, {**DOCUMENT, "comment": {"id": 1, "content": content}}))
    assert quoted(message) == ["Move the date?", "SHOP-1"]
    assert "paragraph" not in words(message)


@pytest.mark.parametrize("content", ['{"type": "doc", "content', "[" * 5000, '{"type": "doc"}', "[1, 2]", "", None, 5])
def test_nodes_are_never_shown_raw(content: object) -> None:
    shown = words(tell(body(40, {**DOCUMENT, "comment": {"id": 1, "content": content}})))
    assert "doc" not in shown.replace("document", "")
    assert "[[" not in shown


def test_a_documents_comment_may_be_plain() -> None:
    assert quoted(tell(body(40, {**DOCUMENT, "comment": "Just **words**"}))) == ["Just words"]


def test_an_unknown_type_says_what_it_can() -> None:
    message = tell(body(73, {"title": "News", "comment": {"content": "Look"}}))
    assert said(message) == "Emma Clark did something new in project Online shop (Backlog's activity type 73)"
    assert message.title == ("News",)
    assert quoted(message) == ["Look"]
    assert urls(message)["Online shop"] == f"{SPACE}/projects/SHOP"
    for odd in ("x", 0, -3, 10**30, True, None, "９"):
        assert said(tell(body(odd))) == "Emma Clark did something new in project Online shop"
