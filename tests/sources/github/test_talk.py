"""What is told of pull requests between their birth and their end, of reviews, comments on code, branches and wikis."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.model import Code, Language, Line, Styled
from bridge.sources.github import kinds
from bridge.sources.github.talk import rows, words
from tests.sources.github.bodies import ACTOR, NEW, OLD, REPOSITORY, SAMPLES, WEB, pull, read, sample, silenced, tell
from tests.sources.seen import facts, mentioned, quoted, said, urls

PEOPLE = {"github:octo-rin": "U0RIN0KOBA", "github:octo-emma": "U0EMMACLRK"}
RIN = {"login": "octo-rin", "type": "User"}
EVENTS = {kind.event for kind in rows.ROWS}


def about(action: str, thing: str, body: object, **more: Any) -> dict[str, Any]:
    """A body about something of pull request 34."""
    return {**pull(action, user=RIN), thing: body, **more}


def review(state: object, **more: Any) -> dict[str, Any]:
    """A review that was submitted."""
    return about("submitted", "review", {"state": state, "body": "Hm.", "html_url": f"{WEB}/pull/34#r1", **more})


def comment(**more: Any) -> dict[str, Any]:
    """A comment on the code of a pull request."""
    return about("created", "comment", {"path": "src/a.ts", "line": 4, "body": "Hm.", "diff_hunk": HUNK, **more})


HUNK = "@@ -1,4 +1,4 @@ begin\n one\n two\n-three\n+four"


def shown(event: str, body: object, language: Language = "en") -> str:
    """The headline without who and where it was."""
    return said(tell(event, body, language)).removeprefix("octo-emma ").removesuffix(" in acme/webshop")


# --- the table -------------------------------------------------------------------------------------------------------

ACTIONS = {
    "pull_request": [
        *("assigned", "auto_merge_disabled", "auto_merge_enabled", "closed", "converted_to_draft", "demilestoned"),
        *(
            "dequeued",
            "edited",
            "enqueued",
            "labeled",
            "locked",
            "milestoned",
            "opened",
            "ready_for_review",
            "reopened",
        ),
        *(
            "review_request_removed",
            "review_requested",
            "synchronize",
            "unassigned",
            "unlabeled",
            "unlocked",
            "stacked",
        ),
    ],
    "pull_request_review": ["dismissed", "edited", "submitted"],
    "pull_request_review_comment": ["created", "deleted", "edited"],
    "pull_request_review_thread": ["resolved", "unresolved"],
    "commit_comment": ["created"],
    "merge_group": ["checks_requested", "destroyed"],
    "create": [""],
    "delete": [""],
    "gollum": [""],
}


@pytest.mark.parametrize(("event", "action"), [(event, action) for event in ACTIONS for action in ACTIONS[event]])
def test_every_action_has_a_row(event: str, action: str) -> None:
    activity = read(event, {**pull(action), "review": {}, "ref": "x"})
    assert activity.row or activity.quiet_reason is None
    assert activity.kind.startswith(f"{event}.{action}" if action else event)
    assert not (activity.quiet_reason and activity.quiet_reason.code == "kind-unknown")


def test_what_is_told_by_default_is_a_verdict() -> None:
    assert {row.name for row in rows.ROWS if row.told == "default"} == {
        "pull_request_review.submitted.approved",
        "pull_request_review.submitted.changes_requested",
    }
    assert all(row.reason.endswith(".") for row in rows.ROWS if row.told == "quiet")


def test_every_sentence_belongs_to_a_told_row() -> None:
    told = {row.name for row in rows.ROWS if row.compose}
    assert told <= set(words.SENTENCES)
    for key in words.SENTENCES:
        assert any(key == name or key.startswith(f"{name}_") for name in told), key


# --- pull requests ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "en", "ja"),
    [
        (
            {**pull("labeled"), "label": {"name": "ready"}},
            "added the label ready to pull request #34",
            "octo-emma さんが acme/webshop のプルリクエスト #34 にラベル「ready」を追加しました",
        ),
        (
            pull("labeled"),
            "added a label to pull request #34",
            "octo-emma さんが acme/webshop のプルリクエスト #34 にラベルを追加しました",
        ),
        (
            {**pull("review_requested"), "requested_reviewer": RIN},
            "requested a review of pull request #34 in acme/webshop from octo-rin",
            "octo-emma さんが acme/webshop のプルリクエスト #34 のレビューを octo-rin さんに依頼しました",
        ),
        (
            {**pull("review_requested"), "requested_reviewer": {"login": "copilot[bot]"}},
            "requested a review of pull request #34 in acme/webshop from copilot[bot]",
            "octo-emma さんが acme/webshop のプルリクエスト #34 のレビューを copilot[bot] に依頼しました",
        ),
        (
            {**pull("review_requested"), "requested_team": {"name": "Checkout"}},
            "requested a review of pull request #34 in acme/webshop from team Checkout",
            "octo-emma さんが acme/webshop のプルリクエスト #34 のレビューをチーム Checkout に依頼しました",
        ),
        (
            {**pull("review_request_removed"), "requested_team": {"slug": "checkout"}},
            "removed the request for team checkout to review pull request #34",
            "octo-emma さんが acme/webshop のプルリクエスト #34 のチーム checkout へのレビュー依頼を取り消しました",
        ),
        (
            {**pull("review_requested"), "requested_team": {"id": 1}},
            "requested a review of pull request #34",
            "octo-emma さんが acme/webshop のプルリクエスト #34 のレビューを依頼しました",
        ),
        (
            {**pull("assigned"), "assignee": {"login": "Octo-Emma"}},
            "self-assigned pull request #34",
            "octo-emma さんが acme/webshop のプルリクエスト #34 の担当者になりました",
        ),
        (
            {**pull("unassigned"), "assignee": ACTOR},
            "removed their own assignment from pull request #34",
            "octo-emma さんが acme/webshop のプルリクエスト #34 の担当を降りました",
        ),
        (
            pull("unassigned"),
            "removed an assignee from pull request #34",
            "octo-emma さんが acme/webshop のプルリクエスト #34 の担当者を外しました",
        ),
        (
            {**pull("demilestoned"), "milestone": {"title": "2.4"}},
            "removed pull request #34 in acme/webshop from the milestone 2.4",
            "octo-emma さんが acme/webshop のプルリクエスト #34 をマイルストーン「2.4」から外しました",
        ),
    ],
)
def test_which_label_whom_and_what(body: object, en: str, ja: str) -> None:
    assert shown("pull_request", body) == en
    assert said(tell("pull_request", body, "ja")) == ja


def test_a_label_leads_to_all_that_have_it() -> None:
    body = {**pull("labeled", labels=[{"name": "a/b c"}]), "label": {"name": "a/b c"}}
    assert urls(tell("pull_request", body))["a/b c"] == f"{WEB}/labels/a%2Fb%20c"
    assert facts(tell("pull_request", body)) == {"Labels": "a/b c"}
    assert Code("a/b c") in tell("pull_request", {**body, "repository": None, "pull_request": {"number": 1}}).headline


@pytest.mark.parametrize(
    ("body", "called"),
    [
        ({**pull("assigned"), "assignee": RIN}, ["U0RIN0KOBA"]),
        ({**pull("review_requested"), "requested_reviewer": RIN}, ["U0RIN0KOBA"]),
        ({**pull("review_requested", requested_reviewers=[RIN]), "requested_team": {"name": "octo-rin"}}, []),
        ({**pull("assigned"), "assignee": ACTOR}, []),
        ({**pull("review_requested"), "requested_reviewer": ACTOR}, []),
        ({**pull("unassigned"), "assignee": RIN}, []),
        ({**pull("review_request_removed"), "requested_reviewer": RIN}, []),
        ({**pull("labeled", assignees=[RIN], title="@octo-rin"), "label": {"name": "@octo-rin"}}, []),
    ],
)
def test_only_who_is_newly_asked_is_called(body: object, called: list[str]) -> None:
    assert mentioned(tell("pull_request", body, people=PEOPLE)) == called


def test_reviews_call_nobody() -> None:
    for state in ("approved", "changes_requested", "commented"):
        body = review(state, body="@octo-rin")
        body["pull_request"]["requested_reviewers"] = [RIN]
        assert facts(tell("pull_request_review", body))["Still requested from"] == "octo-rin"
        assert mentioned(tell("pull_request_review", body, people=PEOPLE)) == []
    assert mentioned(tell("pull_request_review_comment", comment(body="@octo-rin", user=RIN), people=PEOPLE)) == []


@pytest.mark.parametrize(
    ("changes", "kind", "shows"),
    [
        ({"title": {"from": "Btns"}}, "pull_request.edited.title", {"Title": "Btns → Buttons"}),
        ({"base": {"ref": {"from": "main"}}}, "pull_request.edited.base", {"Base branch": "main → next"}),
        (
            {"title": {"from": "Btns"}, "base": {"ref": {"from": "main"}}, "body": {"from": ""}},
            "pull_request.edited.base",
            {"Base branch": "main → next", "Title": "Btns → Buttons"},
        ),
        ({"body": {"from": "Old"}}, "pull_request.edited.body", {}),
        ({"title": None}, "pull_request.edited.title", {}),
        ({"base": "main"}, "pull_request.edited.base", {}),
    ],
)
def test_an_edit_says_what_it_changed(changes: object, kind: str, shows: dict[str, str]) -> None:
    body = {**pull("edited", base={"ref": "next"}, body="New"), "changes": changes}
    assert read("pull_request", body).kind == kind
    assert facts(tell("pull_request", body)) == shows


def test_a_new_base_is_named_even_in_one_line() -> None:
    body = {**pull("edited", base={"ref": "next"}), "changes": {"base": {}}}
    assert shown("pull_request", body) == "changed the base branch of pull request #34 in acme/webshop to next"
    body["pull_request"]["base"] = None
    assert shown("pull_request", body) == "changed the base branch of pull request #34"


def test_an_edited_description_shows_what_came_and_went() -> None:
    body = {**pull("edited", body="Same\nNew *word*"), "changes": {"body": {"from": "Same\nOld *word*"}}}
    lines = tell("pull_request", body).quote
    assert [str(line.spans[0])[0] for line in lines] == ["−", "+"]
    assert Styled("Old", strike=True) in lines[0].spans
    assert Styled("New", bold=True) in lines[1].spans
    body["changes"] = {"body": {"from": "Same\nNew *word*"}}
    assert tell("pull_request", body).quote == ()


@pytest.mark.parametrize("changes", [None, {}, [], {"head": {}}])
def test_an_edit_of_nothing_that_shows_is_quiet(changes: object) -> None:
    body = {**pull("edited"), "changes": changes}
    assert read("pull_request", body).kind == "pull_request.edited"
    assert silenced("pull_request", body) == "quiet"


def test_an_edited_review_is_no_edited_pull_request() -> None:
    body = {**pull("edited"), "changes": {"body": {"from": "x"}}}
    for thing in ("review", "comment", "thread"):
        assert silenced("pull_request", {**body, thing: {"body": "y"}}) == "quiet"


@pytest.mark.parametrize(
    ("more", "reason", "kind"),
    [
        ({}, "MANUAL", "unmerged"),
        ({}, "CI_FAILURE", "unmerged"),
        ({}, None, "unmerged"),
        ({}, "MERGE", "merged"),
        ({}, "ALREADY_MERGED", "merged"),
        ({"merged_at": "2026-03-03T00:00:00Z"}, None, "merged"),
        ({"merged": True}, "MANUAL", "merged"),
    ],
)
def test_leaving_the_merge_queue_by_a_merge_is_quiet(more: dict[str, Any], reason: object, kind: str) -> None:
    body = {**pull("dequeued", **more), "reason": reason}
    assert read("pull_request", body).kind == f"pull_request.dequeued.{kind}"
    assert silenced("pull_request", body) == ("quiet" if kind == "merged" else "")


@pytest.mark.parametrize(
    ("reason", "en", "ja"),
    [
        ("MERGE_CONFLICT", "merge conflict", "マージの競合"),
        ("SOLAR_FLARE", "SOLAR_FLARE", "SOLAR_FLARE"),
        ("created", "created", "created"),
    ],
)
def test_reasons_are_in_the_hooks_language(reason: str, en: str, ja: str) -> None:
    body = {**pull("dequeued", base={"ref": "a b"}), "reason": reason}
    assert facts(tell("pull_request", body)) == {"Merge queue": "a b", "Reason": en}
    assert facts(tell("pull_request", body, "ja")) == {"マージキュー": "a b", "理由": ja}
    assert urls(tell("pull_request", body))["a b"] == f"{WEB}/queue/a%20b"
    locked = pull("locked", active_lock_reason="spam")
    assert facts(tell("pull_request", locked, "ja")) == {"理由": "スパム"}


@pytest.mark.parametrize(
    ("more", "color"),
    [
        ({}, "#1A7F37"),
        ({"state": "closed"}, "#CF222E"),
        ({"state": "closed", "merged_at": "2026-03-03T00:00:00Z"}, "#8250DF"),
        ({"state": "closed", "merged": True}, "#8250DF"),
        ({"draft": True}, "#6E7781"),
    ],
)
def test_the_colour_is_the_state_of_the_pull_request(more: dict[str, Any], color: str) -> None:
    assert tell("pull_request", pull("labeled", **more)).color == color


def test_drafts_are_silent_whatever_is_done_to_them() -> None:
    assert silenced("pull_request", pull("labeled", draft=True)) == "draft"
    assert silenced("pull_request", pull("converted_to_draft", draft=True)) == "quiet"
    assert silenced("pull_request_review", review("approved") | {"pull_request": {"draft": True}}) == ""


def test_an_update_says_from_where_to_where() -> None:
    body = {**pull("synchronize"), "before": OLD, "after": NEW}
    assert facts(tell("pull_request", body)) == {"From → to": f"{OLD[:7]} → {NEW[:7]}"}
    assert facts(tell("pull_request", {**body, "before": None})) == {}


# --- reviews ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "part", "told", "color"),
    [
        ("approved", ".approved", "default", "#1A7F37"),
        ("APPROVED", ".approved", "default", "#1A7F37"),
        ("changes_requested", ".changes_requested", "default", "#CF222E"),
        ("commented", ".commented", "request", "#0969DA"),
        ("pending", "", "request", "#0969DA"),
        (None, "", "request", "#0969DA"),
    ],
)
def test_a_review_by_its_verdict(state: object, part: str, told: str, color: str) -> None:
    activity = read("pull_request_review", review(state))
    assert (activity.kind, activity.told) == (f"pull_request_review.submitted{part}", told)
    assert activity.quiet_reason is None
    message = tell("pull_request_review", review(state))
    assert message.color == color
    assert quoted(message) == ["Hm."]
    assert urls(message)["Buttons"] == f"{WEB}/pull/34#r1"
    assert facts(message) == {"Author": "octo-rin"}


@pytest.mark.parametrize("text", [None, "", " \r\n", "null", []])
def test_an_empty_review_is_told_only_if_it_decides(text: object) -> None:
    assert silenced("pull_request_review", review("commented", body=text)) == "review-empty"
    for state in ("approved", "changes_requested", "pending"):
        assert silenced("pull_request_review", review(state, body=text)) == ""


@pytest.mark.parametrize("changes", [{}, None, [], "x"])
def test_the_edit_that_follows_every_review_is_silent(changes: object) -> None:
    body = about("edited", "review", {"state": "commented", "body": ""}, changes=changes)
    assert silenced("pull_request_review", body) == "edit-empty"


def test_an_edited_review_shows_what_changed() -> None:
    body = about("edited", "review", {"body": "two"}, changes={"body": {"from": "one"}})
    assert silenced("pull_request_review", body) == ""
    assert quoted(tell("pull_request_review", body)) == ["− one", "+ two"]
    assert tell("pull_request_review", {**body, "changes": {"state": {}}}).quote == ()


def test_a_dismissed_review_says_whose_it_was() -> None:
    body = about("dismissed", "review", {"user": RIN, "body": "No."})
    assert shown("pull_request_review", body) == "dismissed octo-rin's review of pull request #34"
    assert tell("pull_request_review", body).quote == ()
    assert tell("pull_request_review", body).color == "#6E7781"
    body["review"] = {"user": ACTOR}
    assert shown("pull_request_review", body) == "dismissed their own review of pull request #34"
    body["review"] = {"id": 1}
    assert shown("pull_request_review", body) == "dismissed a review of pull request #34"


def test_without_a_sender_the_writer_is_who() -> None:
    for event, body in (
        ("pull_request_review", review("approved", user=RIN)),
        ("pull_request_review_comment", comment(user=RIN)),
        ("commit_comment", commit_comment(user=RIN)),
    ):
        assert said(tell(event, {**body, "sender": None})).startswith("octo-rin ")
        assert said(tell(event, {**body, "sender": ACTOR})).startswith("octo-emma ")


# --- comments on code ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "where", "code"),
    [
        ({}, "src/a.ts:4", ["+four"]),
        ({"start_line": 3}, "src/a.ts:3-4", ["-three", "+four"]),
        ({"start_line": 1}, "src/a.ts:1-4", [" two", "-three", "+four"]),
        ({"start_line": 4}, "src/a.ts:4", ["+four"]),
        ({"start_line": 9}, "src/a.ts:4", ["+four"]),
        ({"line": None, "original_line": 3, "start_line": 1}, "src/a.ts:3", ["+four"]),
        ({"line": None, "original_line": 3, "original_start_line": 2}, "src/a.ts:2-3", ["-three", "+four"]),
        ({"line": None}, "src/a.ts", []),
        ({"line": -1}, "src/a.ts", []),
        ({"subject_type": "file"}, "src/a.ts", []),
        ({"diff_hunk": "@@ -1 +1 @@"}, "src/a.ts:4", []),
        ({"diff_hunk": None}, "src/a.ts:4", []),
        ({"diff_hunk": "@@ -1 +1 @@\n+" + "x" * 999}, "src/a.ts:4", ["+" + "x" * 159 + "…"]),
    ],
)
def test_a_comment_shows_the_lines_it_is_on(more: dict[str, Any], where: str, code: list[str]) -> None:
    message = tell("pull_request_review_comment", comment(**more))
    assert said(message) == f"octo-emma commented on {where} of pull request #34 in acme/webshop"
    assert [line.spans[0] for line in message.quote if line.kind == "code"] == code
    assert quoted(message)[-1] == "Hm."


def test_code_and_a_suggestion_are_two_blocks() -> None:
    message = tell("pull_request_review_comment", comment(body="```suggestion\nfive\n```"))
    assert message.quote == (Line(("+four",), kind="code"), Line(), Line(("five",), kind="code"))


def test_an_answer_does_not_show_the_code_again() -> None:
    message = tell("pull_request_review_comment", comment(in_reply_to_id=7))
    assert said(message) == "octo-emma replied to a comment on src/a.ts:4 of pull request #34 in acme/webshop"
    assert quoted(message) == ["Hm."]
    assert shown("pull_request_review_comment", comment(in_reply_to_id=7, path=None)) == (
        "replied to a comment on the code of pull request #34"
    )
    assert shown("pull_request_review_comment", comment(path="")) == "commented on the code of pull request #34"


def test_a_conversation_by_its_first_comment() -> None:
    first = {"path": "a.py", "line": 2, "body": "Why?", "html_url": f"{WEB}/pull/34#discussion_r1"}
    for action, does, color in (("resolved", "resolved", "#8250DF"), ("unresolved", "marked", "#BF8700")):
        body = about(action, "thread", {"comments": [first, {"path": "b.py", "body": "Because."}]})
        message = tell("pull_request_review_thread", body)
        assert said(message).startswith(f"octo-emma {does} the conversation on a.py:2 of pull request #34")
        assert (quoted(message), message.color) == (["Why?"], color)
        assert urls(message)["Buttons"] == f"{WEB}/pull/34#discussion_r1"
        body["thread"] = {"comments": None, "node_id": "x"}
        assert "a conversation in pull request #34" in said(tell("pull_request_review_thread", body))


# --- commits, refs, wiki, merge queue --------------------------------------------------------------------------------


def commit_comment(**more: Any) -> dict[str, Any]:
    """A comment on a commit."""
    return {
        "action": "created",
        "comment": {"commit_id": NEW, "body": "Hm.", "html_url": f"{WEB}/commit/{NEW}#c1", **more},
        "repository": REPOSITORY,
        "sender": ACTOR,
    }


@pytest.mark.parametrize(
    ("more", "en"),
    [
        ({}, f"commented on commit {NEW[:7]}"),
        ({"path": "a.py", "line": 3}, f"commented on a.py:3 in commit {NEW[:7]}"),
        ({"path": "a.py"}, f"commented on a.py in commit {NEW[:7]}"),
        ({"commit_id": None, "path": "a.py"}, "commented on a commit"),
    ],
)
def test_a_comment_on_a_commit(more: dict[str, Any], en: str) -> None:
    assert shown("commit_comment", commit_comment(**more)) == en
    assert quoted(tell("commit_comment", commit_comment(**more))) == ["Hm."]


def test_a_comment_on_a_whole_commit_is_reached_by_its_hash() -> None:
    assert urls(tell("commit_comment", commit_comment()))[NEW[:7]] == f"{WEB}/commit/{NEW}#c1"
    on_line = urls(tell("commit_comment", commit_comment(path="a.py", line=3)))
    assert on_line[NEW[:7]] == f"{WEB}/commit/{NEW}"
    assert on_line["a.py:3"] == f"{WEB}/commit/{NEW}#c1"


@pytest.mark.parametrize(
    ("event", "kind", "code"),
    [
        ("create", "branch", ""),
        ("create", "tag", ""),
        ("create", "repository", "quiet"),
        ("delete", "branch", ""),
        ("delete", "tag", ""),
        ("delete", 5, "quiet"),
    ],
)
def test_branches_and_tags_are_told_on_request_since_pushes_tell_more(event: str, kind: object, code: str) -> None:
    body = {"ref": "x/y", "ref_type": kind, "repository": REPOSITORY, "sender": ACTOR, "action": "opened"}
    if event == "create":
        body["master_branch"] = "main"
    activity = read(event, body)
    assert activity.told == ("quiet" if code else "request")
    assert silenced(event, body) == code
    if not code:
        made = "created the new" if event == "create" else "deleted the"
        assert shown(event, body) == f"{made} {kind} x/y"
        assert ("x/y" in urls(tell(event, body))) is (event == "create")


def test_a_ref_without_a_name_is_still_told() -> None:
    assert shown("create", {"ref_type": "branch", "master_branch": "main", "sender": ACTOR}) == (
        "created a new branch in a repository"
    )
    assert shown("delete", {"ref_type": "tag", "ref": None, "sender": ACTOR}) == "deleted a tag in a repository"


def page(title: object = "Home", action: object = "edited", **more: Any) -> dict[str, Any]:
    """A page of a wiki."""
    return {"title": title, "action": action, "html_url": f"{WEB}/wiki/Home", **more}


@pytest.mark.parametrize(
    ("pages", "en", "lines"),
    [
        ([page()], "edited the page Home in the wiki of acme/webshop", []),
        ([page(summary="Typo,\n#3")], "edited the page Home in the wiki of acme/webshop", ["Typo, #3"]),
        ([page(action="created")], "created the page Home in the wiki of acme/webshop", []),
        ([page(None, page_name="Home")], "edited the page Home in the wiki of acme/webshop", []),
        ([page(action="renamed")], "updated 1 page in the wiki of acme/webshop", ["Home"]),
        ([page(None)], "updated 1 page in the wiki of acme/webshop", []),
        (
            [page(), page("A", "created"), page("B", None)],
            "updated 3 pages in the wiki of acme/webshop",
            ["Edited: Home", "Created: A", "B"],
        ),
        (
            [page(f"P{n}") for n in range(1200)],
            "updated 1,200 pages in the wiki of acme/webshop",
            [*(f"Edited: P{n}" for n in range(10)), "and 1,190 more"],
        ),
    ],
)
def test_pages_of_a_wiki(pages: object, en: str, lines: list[str]) -> None:
    message = tell("gollum", {"pages": pages, "repository": REPOSITORY, "sender": ACTOR})
    assert said(message) == f"octo-emma {en}"
    assert quoted(message) == lines


@pytest.mark.parametrize(
    ("reason", "kind", "code"),
    [
        ("merged", "merge_group.destroyed.merged", "quiet"),
        ("dequeued", "merge_group.destroyed.dequeued", ""),
        ("invalidated", "merge_group.destroyed.invalidated", ""),
        ("lost", "merge_group.destroyed", ""),
        (None, "merge_group.destroyed", ""),
    ],
)
def test_a_merge_group_by_its_end(reason: object, kind: str, code: str) -> None:
    body = sample("merge_group.destroyed__no_reason", reason=reason)
    assert read("merge_group", body).kind == kind
    assert silenced("merge_group", body) == code


def test_a_merge_group_names_its_pull_request_as_far_as_its_branch_does() -> None:
    body = sample("merge_group.destroyed__no_reason")
    assert urls(tell("merge_group", body))["#135"] == f"{WEB}/pull/135"
    body["merge_group"] = {"head_ref": "refs/heads/x", "base_ref": None}
    assert said(tell("merge_group", body)) == "octo-rin dropped the merge group of a pull request in acme/webshop"
    assert facts(tell("merge_group", body)) == {}


# --- bodies that do not fit ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "body"),
    [
        ("commit_comment", comment()),
        ("commit_comment", {**commit_comment(), "issue": {"number": 1}}),
        ("commit_comment", {**commit_comment(), "comment": None}),
        ("pull_request_review_comment", commit_comment()),
        ("pull_request_review", {**pull("submitted")}),
        ("pull_request_review_thread", pull("resolved")),
        ("create", {"ref": "x", "ref_type": "branch"}),
        ("delete", {"ref": "x", "ref_type": "branch", "master_branch": "main"}),
        ("gollum", {"pages": []}),
        ("gollum", {"pages": None}),
        ("merge_group", {"action": "destroyed"}),
    ],
)
def test_a_body_of_another_event_is_not_told(event: str, body: object) -> None:
    assert silenced(event, body) == "body-unfit"


@pytest.mark.parametrize("kind", [row for row in rows.ROWS if row.compose], ids=lambda row: row.name)
def test_every_told_row_has_a_sample_under_its_own_name(kind: Any) -> None:
    found = kinds.BY_NAME[kind.name]
    assert found is kind
    names = [name for name in sample_names() if name.split("__")[0] == kind.name]
    assert names
    for name in names:
        activity = read(kind.event, sample(name))
        assert activity.kind == kind.name
        assert activity.quiet_reason is None
        links = urls(tell(kind.event, sample(name))).values()
        assert all(url.startswith("https://") for url in links)


def sample_names() -> list[str]:
    """Of this area's events."""
    return [name for name in SAMPLES if name.split("__")[0].split(".")[0] in EVENTS]
