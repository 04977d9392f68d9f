"""Issues: the verb follows what happened, values are readable, people and links are right."""

from __future__ import annotations

import pytest

from bridge.model import Link, Person
from tests.sources.backlog.bodies import ACTOR, SPACE, body, notified, tell, update
from tests.sources.seen import facts, mentioned, quoted, said, spans, urls

COMMENT = {"id": 77, "content": "Done."}
FILES = [{"id": 5, "name": "a b.png", "size": 2048}, {"id": 6, "name": "c.txt"}]


@pytest.mark.parametrize(
    ("changes", "content", "en", "ja"),
    [
        ([("status", "2", "4")], {}, "closed issue SHOP-12", "課題 SHOP-12 を完了にしました"),
        ([("status", "2", "4"), ("resolution", "", "0")], {}, "closed issue SHOP-12", "課題 SHOP-12 を完了にしました"),
        ([("status", "2", "3")], {}, "resolved issue SHOP-12", "課題 SHOP-12 を処理済みにしました"),
        ([("status", "4", "1")], {}, "reopened issue SHOP-12", "課題 SHOP-12 を完了から「未対応」に戻しました"),
        ([("status", "4", "3")], {}, "reopened issue SHOP-12", "課題 SHOP-12 を完了から「処理済み」に戻しました"),
        (
            [("status", "1", "2")],
            {"comment": COMMENT},
            "changed the status of issue SHOP-12 to In Progress",
            "課題 SHOP-12 の状態を「処理中」に変更しました",
        ),
        (
            [("assigner", "", "Ren Suzuki")],
            {},
            "assigned issue SHOP-12 to Ren Suzuki",
            "課題 SHOP-12 の担当者を Ren Suzuki さんに変更しました",
        ),
        ([("assigner", "", "Emma Clark")], {}, "took on issue SHOP-12", "課題 SHOP-12 の担当者になりました"),
        ([("assigner", "Ren", "")], {}, "unassigned issue SHOP-12", "課題 SHOP-12 の担当者を未設定にしました"),
        ([], {"comment": COMMENT}, "commented on issue SHOP-12", "課題 SHOP-12 にコメントしました"),
        (
            [("attachment", "", "a b.png"), ("attachment", "", "c.txt")],
            {"attachments": FILES},
            "attached 2 files to issue SHOP-12",
            "課題 SHOP-12 に2件のファイルを添付しました",
        ),
        (
            [("attachment", "old.txt", "")],
            {},
            "removed 1 file from issue SHOP-12",
            "課題 SHOP-12 から1件のファイルを削除しました",
        ),
        (
            [],
            {"shared_files": [{"id": 1, "dir": "/test", "name": "x.txt", "size": 3}], "comment": None},
            "linked 1 file to issue SHOP-12",
            "課題 SHOP-12 に1件のファイルを関連付けました",
        ),
        (
            [("limitDate", "2026-03-01", "2026/03/09")],
            {},
            "changed the due date of issue SHOP-12 to 2026-03-09",
            "課題 SHOP-12 の期限日を「2026-03-09」に変更しました",
        ),
        (
            [("limitDate", "2026-03-01", "")],
            {},
            "cleared the due date of issue SHOP-12",
            "課題 SHOP-12 の期限日を未設定にしました",
        ),
        ([("summary", "a", "b")], {}, "changed the subject of issue SHOP-12", "課題 SHOP-12 の件名を変更しました"),
        (
            [("description", "a", "b")],
            {},
            "changed the description of issue SHOP-12",
            "課題 SHOP-12 の詳細を変更しました",
        ),
        ([("Notes", "", "x" * 99)], {}, "changed the Notes of issue SHOP-12", "課題 SHOP-12 のNotesを変更しました"),
        (
            [("commit", "", "5f0c9a1b2d3e4f5061728394a5b6c7d8e9f00112")],
            {},
            "referred to issue SHOP-12 in commit 5f0c9a1b2d",
            "コミット 5f0c9a1b2d で課題 SHOP-12 に言及しました",
        ),
        ([("summary", "a", "b"), ("priority", "3", "2")], {}, "updated issue SHOP-12", "課題 SHOP-12 を更新しました"),
        ([("notification", "", "Ren Suzuki")], {}, "updated issue SHOP-12", "課題 SHOP-12 を更新しました"),
        ([], {}, "updated issue SHOP-12", "課題 SHOP-12 を更新しました"),
    ],
)
def test_the_verb_follows_what_changed(
    changes: list[tuple[str, object, object]], content: dict[str, object], en: str, ja: str
) -> None:
    sent = update(*changes, **content)
    assert said(tell(sent)) == f"Emma Clark {en}"
    assert said(tell(sent, "ja")) == f"Emma Clark さんが{ja}"


@pytest.mark.parametrize(
    ("field", "old", "new", "label", "value"),
    [
        ("status", "1", "2", "Status", "Open → In Progress"),
        ("status", 1, 2, "Status", "Open → In Progress"),
        ("status", "未対応", "処理中", "Status", "Open → In Progress"),
        ("resolution", "", "0", "Resolution", "→ Fixed"),
        ("resolution", "4", "", "Resolution", "Cannot Reproduce → none"),
        ("priority", "3", "2", "Priority", "Normal → High"),
        ("priority", None, "高", "Priority", "→ High"),
        ("priority", "3", "Urgent", "Priority", "Normal → Urgent"),
        ("startDate", "", "2017/7/3", "Start date", "→ 2017-07-03"),
        ("limitDate", "2017-07-23T00:00:00Z", "null", "Due date", "2017-07-23 → none"),
        ("dueDate", "", "2017-07-23", "Due date", "→ 2017-07-23"),
        ("startDate", "soon", "later", "Start date", "soon → later"),
        ("estimatedHours", "1.50", "10", "Estimated hours", "1.5 h → 10 h"),
        ("actualHours", "", "a while", "Actual hours", "→ a while"),
        ("assigner", "Ren", "Mio", "Assignee", "Ren → Mio"),
        ("assigner", "Ren", "", "Assignee", "Ren → none"),
        ("component", "", "Docs, Web", "Category", "→ Docs, Web"),
        ("version", "1.0", "1.1", "Version", "1.0 → 1.1"),
        ("milestone", "A", "B", "Milestone", "A → B"),
        ("issueType", "Bug", "Task", "Issue type", "Bug → Task"),
        ("parentIssue", "", "SHOP-1", "Parent issue", "→ SHOP-1"),
        ("notification", "", "Ren", "Notified", "→ Ren"),
        ("commit", "", "r100", "Commit", "→ r100"),
        ("Browser", "", [{"name": "Firefox"}, {"name": "Safari"}], "Browser", "→ Firefox, Safari"),
        ("顧客", "A社", "B社", "顧客", "A社 → B社"),
        ("brandNewField", "1", "2", "brandNewField", "1 → 2"),
    ],
)
def test_values_of_changes_are_readable(field: str, old: object, new: object, label: str, value: str) -> None:
    assert facts(tell(update((field, old, new))))[label] == value


def test_japanese_values() -> None:
    sent = update(
        ("status", "1", "4"), ("resolution", "0", ""), ("priority", "High", "4"), ("estimatedHours", "", "2.50")
    )
    told = facts(tell(sent, "ja"))
    assert told == {
        "状態": "未対応 → 完了",
        "完了理由": "対応済み → なし",
        "優先度": "高 → 低",
        "予定時間": "→ 2.5時間",
    }


def test_a_custom_field_is_not_mistaken_for_a_standard_one() -> None:
    change = {"field": "status", "old_value": "2", "new_value": "4", "type": "custom", "field_text": "Customer status"}
    message = tell(body(2, {"key_id": 12, "changes": [change]}))
    assert facts(message) == {"Customer status": "2 → 4"}
    assert said(message) == "Emma Clark changed the Customer status of issue SHOP-12 to 4"


def test_a_raw_label_key_is_not_shown() -> None:
    change = {"field": "reviewer", "field_text": "lbl.changelog.reviewer", "new_value": "Ren"}
    assert facts(tell(body(2, {"key_id": 12, "changes": [change]}))) == {"reviewer": "→ Ren"}


# --- custom statuses -------------------------------------------------------------------------------------------------


def test_a_custom_status_has_the_issues_own_name_for_it() -> None:
    sent = update(("status", "2", "51234"), status={"id": 51234, "name": "Review"})
    assert facts(tell(sent))["Status"] == "In Progress → Review"


def test_a_custom_status_is_looked_up_in_the_hooks_map() -> None:
    sent = update(("status", "51235", "51234"), status={"id": 9, "name": "Another"})
    told = facts(tell(sent, statuses={"51234": "Review", "51235": "Waiting"}))
    assert told["Status"] == "Waiting → Review"


@pytest.mark.parametrize(("language", "name"), [("en", "a custom status"), ("ja", "カスタム状態")])
def test_a_status_is_never_a_bare_number(language: str, name: str) -> None:
    for old, new in (("2", "51234"), ("51235", "51234"), ("51234", "")):
        shown = facts(tell(update(("status", old, new)), "ja" if language == "ja" else "en"))
        assert name in next(iter(shown.values()))
        assert "5123" not in str(shown)


def test_a_renamed_fixed_status_keeps_its_new_name() -> None:
    sent = update(("status", "1", "3"), status={"id": 3, "name": "Ready for release"})
    assert facts(tell(sent))["Status"] == "Open → Ready for release"


# --- the whole issue -------------------------------------------------------------------------------------------------

ISSUE = {
    "id": 1,
    "key_id": 12,
    "summary": "Buttons",
    "description": "**Big** ones",
    "issueType": {"id": 1, "name": "バグ", "color": "null"},
    "priority": {"id": 2, "name": "高"},
    "status": {"id": 1, "name": "未対応"},
    "resolution": {"id": None, "name": ""},
    "assignee": {"id": 301, "name": "Ren Suzuki", "roleType": 255, "lang": "null"},
    "category": [{"id": None, "name": "Web"}, {"id": 2, "name": "App"}],
    "versions": [{"name": "1.0", "archived": "false", "startDate": "null"}],
    "milestone": [{"name": "Spring"}],
    "customFields": [
        {"id": 1, "field": "Browser", "value": {"name": "2026/01/23"}},
        {"id": 2, "field": "Empty", "value": None},
        {"id": 3, "field": "", "value": "x"},
    ],
    "startDate": "",
    "dueDate": "2026-12-30",
    "estimatedHours": 8,
    "actualHours": None,
    "parentIssueId": 4711,
    "attachments": FILES,
    "sharedFiles": [{"id": 1, "dir": "/test", "name": "x.txt"}],
    "externalFileLinks": [{"name": "Draft", "url": "https://docs.example.com/1"}],
}


def test_a_new_issue_shows_what_it_is() -> None:
    message = tell(body(1, ISSUE, notifications=notified("Ren Suzuki")))
    assert said(message) == "Emma Clark added issue SHOP-12"
    assert message.title == (Link("Buttons", f"{SPACE}/view/SHOP-12"),)
    assert quoted(message) == ["Big ones"]
    assert facts(message) == {
        "Issue type": "バグ",
        "Status": "Open",
        "Priority": "High",
        "Assignee": "Ren Suzuki",
        "Category": "Web, App",
        "Version": "1.0",
        "Milestone": "Spring",
        "Due date": "2026-12-30",
        "Estimated hours": "8 h",
        "Browser": "2026/01/23",
        "Attachments": "a b.png (2 KB), c.txt",
        "Shared files": "/test/x.txt",
        "External files": "Draft",
        "Notified": "Ren Suzuki",
    }
    assert message.color == "#ED8077"
    assert message.more == Link("Read more", f"{SPACE}/view/SHOP-12")
    assert message.where == (Link("Online shop (SHOP)", f"{SPACE}/projects/SHOP"),)
    assert message.time is not None
    assert message.time.isoformat() == "2026-03-04T05:06:07+00:00"


def test_an_update_shows_what_the_issue_is_unless_the_change_says_it() -> None:
    sent = body(2, {**ISSUE, "status": {"id": 2, "name": "処理中"}, "changes": [{"field": "status", "new_value": "2"}]})
    told = facts(tell(sent, "ja"))
    assert told["状態"] == "→ 処理中"
    assert told["担当者"] == "Ren Suzuki"
    assert [label for label in told if label == "状態"] == ["状態"]


def test_files_are_linked() -> None:
    found = urls(tell(body(1, ISSUE)))
    assert found["a b.png"] == f"{SPACE}/downloadAttachment/5/a%20b.png"
    assert found["/test/x.txt"] == f"{SPACE}/file/SHOP/test/x.txt"
    assert found["Draft"] == "https://docs.example.com/1"


def test_a_file_without_a_name_is_left_out_or_is_its_id() -> None:
    files = [{"id": 5}, {"size": 3}, {"id": None, "name": " "}]
    assert facts(tell(body(1, {"key_id": 12, "attachments": files}))) == {"Attachments": "5"}
    many = [{"id": n, "name": f"f{n}"} for n in range(12)]
    assert facts(tell(body(1, {"attachments": many})))["Attachments"].endswith("f9, and 2 more")


def test_without_a_space_nothing_of_backlog_is_a_link() -> None:
    message = tell(body(1, ISSUE), space="")
    assert set(urls(message)) == {"Draft"}
    assert said(message) == "Emma Clark added issue SHOP-12"
    assert message.more is None


def test_a_comment_is_where_the_links_lead() -> None:
    message = tell(body(3, {"key_id": 12, "summary": "Buttons", "comment": COMMENT}))
    assert urls(message) == {
        "SHOP-12": f"{SPACE}/view/SHOP-12#comment-77",
        "Buttons": f"{SPACE}/view/SHOP-12#comment-77",
        "Online shop (SHOP)": f"{SPACE}/projects/SHOP",
        "Read more": f"{SPACE}/view/SHOP-12#comment-77",
    }
    assert quoted(message) == ["Done."]


def test_a_comment_comes_before_the_changed_description() -> None:
    message = tell(update(("description", "One line.\nTwo.", "One line.\nThree."), comment=COMMENT))
    lines = quoted(message)
    assert lines[:3] == ["Done.", "", "Description"]
    assert "One line." not in lines
    assert any("Two" in line for line in lines)
    assert any("Three" in line for line in lines)


def test_a_deleted_issue_has_no_link() -> None:
    message = tell(body(4, {"id": 1, "key_id": 12}))
    assert said(message) == "Emma Clark deleted issue SHOP-12"
    assert set(urls(message)) == {"Online shop (SHOP)"}
    assert message.color == "#C9372C"


# --- many issues -----------------------------------------------------------------------------------------------------


def test_a_bulk_update_lists_its_issues() -> None:
    link = [{"id": str(n), "key_id": str(n), "title": f"Title {n}"} for n in range(1, 14)]
    changes = [{"field": "priority", "type": "standard", "new_value": "高"}, {"field": "status", "new_value": "4"}]
    message = tell(body(14, {"tx_id": "200", "link": link, "changes": changes, "comment": {"content": "All done"}}))
    assert said(message) == "Emma Clark updated 13 issues at once"
    lines = quoted(message)
    assert lines[:3] == ["All done", "", "SHOP-1 Title 1"]
    assert lines[-2:] == ["SHOP-10 Title 10", "and 3 more"]
    assert facts(message) == {"Priority": "→ High", "Status": "→ Closed"}
    assert urls(message)["SHOP-3"] == f"{SPACE}/view/SHOP-3"
    assert message.color == "#B0BE3C"


def test_a_listed_issue_may_lack_its_key_or_title() -> None:
    message = tell(body(47, {"link": [{"title": "Only a title"}, {"key_id": 3}, {}]}))
    assert said(message) == "Emma Clark added 3 issues at once"
    assert quoted(message) == ["Only a title", "SHOP-3"]


# --- people ----------------------------------------------------------------------------------------------------------

MAP = {f"backlog:{300 + n}": f"U{n}" for n in range(1, 20)} | {"backlog:Mio Tanaka": "UMIO", "backlog:202": "UEMMA"}


def test_people_notified_are_mentioned_when_the_hook_knows_them() -> None:
    message = tell(update(("priority", "3", "2")) | {"notifications": notified("Ren", "Nobody's")}, people=MAP)
    assert facts(message)["Notified"] == "Ren, Nobody's"
    assert mentioned(message) == ["U1", "U2"]


def test_at_most_five_are_mentioned_and_eight_are_named() -> None:
    sent = {**body(3, {"key_id": 1, "comment": COMMENT}), "notifications": notified(*(f"P{n}" for n in range(11)))}
    message = tell(sent, people=MAP)
    assert mentioned(message) == ["U1", "U2", "U3", "U4", "U5"]
    assert facts(message)["Notified"] == "P0, P1, P2, P3, P4, P5, P6, P7, 3 more"
    assert facts(tell(sent, "ja"))["お知らせ先"].endswith("P7、他 3 人")


def test_a_new_assignee_is_mentioned_by_name_or_by_the_id_that_the_body_has_for_the_name() -> None:
    assert mentioned(tell(update(("assigner", "", "Mio Tanaka")), people=MAP)) == ["UMIO", "UMIO"]
    sent = update(("assigner", "", "Ren")) | {"notifications": notified("Ren")}
    assert mentioned(tell(sent, people=MAP)) == ["U1", "U1", "U1"]


def test_two_people_of_one_name_are_not_confused() -> None:
    sent = update(("assigner", "", "Ren")) | {"notifications": notified("Ren", "Ren")}
    assert [span.mention for span in tell(sent, people=MAP).headline if isinstance(span, Person)] == [""]


def test_the_old_assignee_and_who_acted_are_not_mentioned() -> None:
    people = {"backlog:Ren": "UREN", "backlog:Emma Clark": "UEMMA", "backlog:202": "UEMMA"}
    assert mentioned(tell(update(("assigner", "Ren", "Emma Clark")), people=people)) == []
    assert mentioned(tell(body(1, {"key_id": 1, "assignee": ACTOR}), people=people)) == []


def test_of_an_old_issue_the_assignee_is_not_called_again() -> None:
    issue = {"key_id": 1, "assignee": {"id": 301, "name": "Ren"}, "comment": COMMENT}
    assert mentioned(tell(body(1, issue), people=MAP)) == ["U1"]
    assert mentioned(tell(body(3, issue), people=MAP)) == []


def test_people_are_called_to_a_comment_in_the_headline() -> None:
    content = {"key_id": 12, "summary": "s", "comment": COMMENT}
    sent = body(17, content, notifications=notified("Ren", "Mio", "Aoi"))
    message = tell(sent, people=MAP)
    assert said(message) == "Emma Clark called Ren, Mio and Aoi to a comment on issue SHOP-12"
    assert said(tell(sent, "ja")) == "Emma Clark さんが課題 SHOP-12 のコメントを Ren、Mio、Aoi さんにお知らせしました"
    assert mentioned(message) == ["U1", "U2", "U3"]
    assert "Notified" not in facts(message)
    assert said(tell(body(17, content))) == "Emma Clark called attention to a comment on issue SHOP-12"


def test_backlogs_own_mentions_become_names_that_call_nobody() -> None:
    content = {"key_id": 12, "comment": {"id": 1, "content": "<@U301> and <@U999>, see SHOP-7 and UTF-8"}}
    message = tell(body(3, content, notifications=notified("Ren")), people=MAP)
    assert quoted(message) == ["Ren and @someone, see SHOP-7 and UTF-8"]
    assert mentioned(message) == ["U1"]
    assert urls(message)["SHOP-7"] == f"{SPACE}/view/SHOP-7"
    assert "UTF-8" not in urls(message)
    assert [span for span in spans(message) if isinstance(span, Person)][:1] == [Person("Ren")]
