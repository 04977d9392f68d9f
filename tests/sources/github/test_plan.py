"""Planning: what the goldens of issues, comments, discussions, labels, milestones and projects do not show."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.model import Code, Language, plain
from bridge.slack.limits import problems
from bridge.slack.render import render
from bridge.sources.github import colors
from bridge.sources.github.kinds import BY_NAME
from bridge.sources.github.plan import rows
from tests.golden import PEOPLE
from tests.sources.github.bodies import (
    ACTOR,
    GITHUB,
    REPOSITORY,
    SAMPLES,
    WEB,
    event_of,
    issue,
    read,
    sample,
    silenced,
    tell,
)
from tests.sources.seen import facts, mentioned, quoted, said, urls, words

HERE = "in acme/webshop"
OFFICE = {"full_name": "acme/office", "name": "office", "html_url": "https://github.com/acme/office"}
TOLD = [kind for kind in rows.ROWS if kind.compose]
OF_PLANNING = sorted(name for name in SAMPLES if name.partition("__")[0] in {kind.name for kind in TOLD})


def about(action: str, **members: Any) -> dict[str, Any]:
    """A body of the repository's hook."""
    return {"action": action, "repository": REPOSITORY, "sender": ACTOR, **members}


def discussion(**more: Any) -> dict[str, Any]:
    """Discussion 5."""
    return {"number": 5, "title": "Prices", "html_url": f"{WEB}/discussions/5", "category": {"name": "Q&A"}, **more}


def of_organization(action: str, **members: Any) -> dict[str, Any]:
    """A body of an organization's hook: it has no repository."""
    return {"action": action, "organization": {"login": "acme"}, "sender": ACTOR, **members}


def item(changes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An item of a project that was edited."""
    return of_organization("edited", projects_v2_item={"content_type": "Issue", **more}, changes=changes)


def field(**more: Any) -> dict[str, Any]:
    """What changed of a field."""
    return {"field_value": {"field_name": "Status", "project_number": 7, **more}}


# --- the table -----------------------------------------------------------------------------------------------------


def test_nothing_of_planning_is_told_unasked_but_a_deleted_issue() -> None:
    assert {kind.name for kind in rows.ROWS if kind.told == "default"} == {"issues.deleted"}


def test_every_told_row_has_a_sample_that_is_told() -> None:
    for kind in TOLD:
        assert GITHUB.sample(kind.name), kind.name
    for name in OF_PLANNING:
        assert silenced(event_of(name), SAMPLES[name]) == "", name


@pytest.mark.parametrize("kind", [kind for kind in rows.ROWS if not kind.compose], ids=lambda kind: kind.name)
def test_a_quiet_row_says_why(kind: Any) -> None:
    event, action = kind.name.split(".")
    activity = read(event, about(action))
    assert activity.quiet_reason
    assert activity.quiet_reason.reason == f"quiet: {kind.reason}"
    assert kind.reason.endswith(".")


@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.name)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_empty_body_gets_a_sentence_without_holes(kind: Any, language: Language) -> None:
    event, action = kind.name.split(".")
    message = tell(event, {"action": action}, language)
    assert said(message).startswith("Someone" if language == "en" else "だれか")
    assert "  " not in said(message)
    assert not message.facts
    assert not message.quote
    assert message.where == ()


@pytest.mark.parametrize("name", OF_PLANNING)
def test_a_thing_that_is_gone_has_no_link(name: str) -> None:
    event, action = name.partition("__")[0].split(".")
    found = urls(tell(event, SAMPLES[name]))
    if action == "deleted" and not event.endswith("_comment"):
        assert set(found) <= {"acme/webshop", "acme"}
    else:
        assert found


# --- issues --------------------------------------------------------------------------------------------------------


def test_who_is_assigned_is_called_and_nobody_else() -> None:
    people = {**PEOPLE, "github:octo-lucas": "U0LUCAS"}
    body = sample("issues.assigned__to_emma")
    body["issue"]["assignees"].append({"login": "octo-lucas"})
    message = tell("issues", body, people=people)
    assert mentioned(message) == ["U0EMMACLRK"]
    assert facts(message) == {"Assignees": "octo-emma, octo-lucas"}
    body["action"] = "unassigned"
    assert mentioned(tell("issues", body, people=people)) == []


def test_who_assigns_oneself_is_not_called() -> None:
    body = {**issue("assigned"), "assignee": ACTOR}
    message = tell("issues", body, people=PEOPLE)
    assert said(message) == f"octo-emma took on issue #12 {HERE}"
    assert mentioned(message) == []
    assert said(tell("issues", {**body, "action": "unassigned"})) == f"octo-emma gave up issue #12 {HERE}"


def test_an_assignment_without_its_assignee_is_still_one() -> None:
    assert said(tell("issues", issue("assigned"))) == f"octo-emma assigned somebody to issue #12 {HERE}"
    assert said(tell("issues", issue("unassigned"), "ja")) == (
        "octo-emma さんが acme/webshop の Issue #12 の担当者からだれかを外しました"
    )


def test_a_bot_is_no_mister() -> None:
    body = {**issue("assigned"), "assignee": {"login": "Copilot", "type": "Bot"}}
    assert "担当者に Copilot を追加しました" in said(tell("issues", body, "ja"))


def test_one_label_is_not_said_twice() -> None:
    body = {**issue("labeled", labels=[{"name": "bug"}]), "label": {"name": "bug"}}
    message = tell("issues", body)
    assert said(message) == f"octo-emma added label bug to issue #12 {HERE}"
    assert urls(message)["bug"] == f"{WEB}/labels/bug"
    assert facts(message) == {}
    body["issue"]["labels"].append({"name": "ui"})
    assert facts(tell("issues", body)) == {"Labels": "bug, ui"}


def test_a_labels_name_cannot_leave_its_address() -> None:
    body = {**issue("labeled"), "label": {"name": "a/../b?c#d"}}
    assert urls(tell("issues", body))["a/../b?c#d"] == f"{WEB}/labels/a%2F..%2Fb%3Fc%23d"


@pytest.mark.parametrize(
    ("changes", "sentence", "shown", "lines"),
    [
        ({"title": {"from": "Knobs"}}, "changed the title of", {"Title": "Knobs → Buttons"}, []),
        ({"body": {"from": "Red"}}, "edited the description of", {}, ["− Red", "+ Blue"]),
        ({"title": {"from": "Knobs"}, "body": {"from": None}}, "edited", {"Title": "Knobs → Buttons"}, ["+ Blue"]),
        ({"title": {"from": None}}, "changed the title of", {"Title": "none → Buttons"}, []),
        ({"body": {"from": "Blue  "}}, "edited the description of", {}, []),
        ({"title": "odd"}, "edited", {}, []),
        ({}, "edited", {}, []),
    ],
)
def test_an_edit_says_what_changed(
    changes: dict[str, Any], sentence: str, shown: dict[str, str], lines: list[str]
) -> None:
    message = tell("issues", {**issue("edited", body="Blue"), "changes": changes})
    assert said(message) == f"octo-emma {sentence} issue #12 {HERE}"
    assert facts(message) == shown
    assert [line for line in quoted(message) if line] == lines


def test_a_rewritten_description_is_shown_in_few_lines() -> None:
    old, new = ("\n".join(f"{word} {n}" for n in range(8_000)) for word in ("before", "after"))
    message = tell("issues", {**issue("edited", body=new), "changes": {"body": {"from": old}}})
    assert len(quoted(message)) <= 21
    assert problems(render(message)) == []


@pytest.mark.parametrize(
    ("thing", "color"),
    [
        ({"state": "open"}, colors.OPEN),
        ({"state": "closed"}, colors.CLOSED),
        ({"state": "closed", "state_reason": "completed"}, colors.DONE),
        ({"state": "closed", "state_reason": "not_planned"}, colors.DROPPED),
        ({"state": "closed", "state_reason": "duplicate"}, colors.DROPPED),
        ({"state": "open", "pull_request": {"url": "x"}, "draft": True}, colors.DRAFT),
        ({"state": "closed", "pull_request": {"url": "x"}}, colors.CLOSED),
        ({"state": "closed", "pull_request": {"merged_at": "2026-03-04T05:06:07Z"}}, colors.MERGED),
        ({}, colors.PLAIN),
    ],
)
def test_the_colour_is_the_state(thing: dict[str, Any], color: str) -> None:
    assert tell("issues", issue("pinned", **thing)).color == color
    assert tell("issue_comment", {**issue("created", **thing), "comment": {"body": "x"}}).color == color


def test_a_transfer_leads_to_where_the_issue_is_now() -> None:
    changes = {"new_issue": {"number": 9}, "new_repository": OFFICE}
    message = tell("issues", {**issue("transferred"), "changes": changes})
    assert said(message) == "octo-emma transferred issue #12 from acme/webshop to acme/office#9"
    assert urls(message)["Buttons"] == urls(message)["acme/office#9"] == "https://github.com/acme/office/issues/9"
    assert said(tell("issues", issue("transferred"))).endswith("from acme/webshop to another repository")


def test_an_issue_deleted_by_its_author_names_them_once() -> None:
    assert facts(tell("issues", issue("deleted", user={"login": "Octo-Emma"}))) == {}
    assert facts(tell("issues", issue("deleted", user={"login": "octo-rin"}))) == {"Author": "octo-rin"}
    assert tell("issues", issue("deleted")).color == colors.CLOSED


@pytest.mark.parametrize(
    ("value", "old", "sentence"),
    [
        ({"value": "2026-03-04"}, None, f"set field Priority of issue #12 {HERE} to 2026-03-04"),
        ({"value": 0}, {"value": 5}, f"changed field Priority of issue #12 {HERE} from 5 to 0"),
        (
            {"options": [{"name": "iOS"}, {}, 7, {"name": "Web"}]},
            {},
            f"set field Priority of issue #12 {HERE} to iOS, Web",
        ),
        ({"option": {"name": "High"}}, {"option": {"name": "High"}}, f"set field Priority of issue #12 {HERE} to High"),
        (None, None, f"set field Priority of issue #12 {HERE}"),
    ],
)
def test_a_field_shows_its_value(value: object, old: object, sentence: str) -> None:
    body = {**issue("field_added"), "issue_field": {"name": "Priority"}, "issue_field_value": value}
    body["changes"] = {"issue_field_value": {"from": old}}
    assert said(tell("issues", body)) == f"octo-emma {sentence}"


def test_a_field_that_was_cleared_shows_what_it_had() -> None:
    body = {**issue("field_removed"), "issue_field": {"name": "Priority"}}
    body["changes"] = {"issue_field_value": {"from": {"option": {"name": "High"}}}}
    assert facts(tell("issues", body)) == {"Former value": "High"}
    assert facts(tell("issues", {**body, "changes": None})) == {}


@pytest.mark.parametrize(
    ("reason", "shown"), [("off-topic", "Off-topic"), ("spam", "Spam"), ("bored", "bored"), (None, ""), (7, "7")]
)
def test_why_a_conversation_is_locked(reason: object, shown: str) -> None:
    expected = {"Reason": shown} if shown else {}
    assert facts(tell("issues", issue("locked", active_lock_reason=reason))) == expected


# --- comments ------------------------------------------------------------------------------------------------------


def test_a_comment_on_a_pull_request_says_so() -> None:
    thing = issue("created", html_url=None, pull_request={"url": "x"})
    body = {**thing, "comment": {"body": "Nice", "html_url": f"{WEB}/pull/12#issuecomment-1"}}
    message = tell("issue_comment", body)
    assert said(message) == f"octo-emma commented on pull request #12 {HERE}"
    assert urls(message)["Buttons"] == f"{WEB}/pull/12#issuecomment-1"
    assert said(tell("issue_comment", body, "ja")) == (
        "octo-emma さんが acme/webshop のプルリクエスト #12 にコメントしました"
    )


def test_a_deleted_comment_is_not_told_again() -> None:
    for name in ("issue_comment.deleted__of_somebody_else", "discussion_comment.deleted__of_somebody_else"):
        body = sample(name)
        message = tell(name.split(".")[0], body)
        assert body["comment"]["body"] not in words(message)
        assert "Comment by" in facts(message)


def test_nobody_is_called_by_what_a_comment_says() -> None:
    body = {**issue("created"), "comment": {"body": "@octo-emma @octo-rin"}}
    assert mentioned(tell("issue_comment", body, people=PEOPLE)) == []


def test_comments_by_bots_are_not_told() -> None:
    body = {**issue("created"), "comment": {"body": "+1 %", "user": {"login": "cov[bot]", "type": "Bot"}}}
    assert silenced("issue_comment", body) == "bot"
    body["comment"]["user"] = {"login": "octo-mia", "type": "User"}
    assert silenced("issue_comment", body) == ""


def test_bodies_of_other_events_do_not_fit() -> None:
    comment = {"comment": {"body": "x"}}
    assert silenced("issue_comment", issue("pinned")) == "body-unfit"
    assert silenced("issue_comment", about("created", **comment)) == "body-unfit"
    assert silenced("discussion_comment", about("created", discussion=discussion())) == "body-unfit"
    assert silenced("discussion", about("created", discussion=discussion(), **comment)) == "body-unfit"
    assert silenced("discussion", about("created", discussion=discussion())) == ""
    assert silenced("discussion_comment", about("created", discussion=discussion(), **comment)) == ""


# --- discussions ---------------------------------------------------------------------------------------------------


def test_an_answer_leads_to_itself() -> None:
    page = f"{WEB}/discussions/5#discussioncomment-1"
    body = about("answered", discussion=discussion(answer_html_url=page))
    message = tell("discussion", body)
    assert urls(message)["an answer"] == urls(message)["Prices"] == page
    body["discussion"]["answer_html_url"] = "javascript:alert(1)"
    message = tell("discussion", body)
    assert said(message) == f"octo-emma marked an answer to discussion #5 {HERE}"
    assert "Prices" not in urls(message)


@pytest.mark.parametrize(
    ("more", "color"),
    [
        ({}, colors.PLAIN),
        ({"answer_chosen_at": "2026-03-04T05:06:07Z"}, colors.OPEN),
        ({"state": "closed", "state_reason": "resolved"}, colors.DONE),
        ({"state": "closed", "state_reason": "outdated"}, colors.DROPPED),
    ],
)
def test_the_colour_of_a_discussion(more: dict[str, Any], color: str) -> None:
    assert tell("discussion", about("pinned", discussion=discussion(**more))).color == color


def test_why_a_discussion_was_closed_decides_its_colour() -> None:
    for reason, color in (("resolved", colors.DONE), ("duplicate", colors.DROPPED), (None, colors.CLOSED)):
        body = about("closed", discussion=discussion(state_reason=reason))
        assert tell("discussion", body).color == color


def test_a_discussion_without_an_address_gets_one() -> None:
    body = about("created", discussion=discussion(html_url=None))
    assert urls(tell("discussion", body))["#5"] == f"{WEB}/discussions/5"
    body["discussion"]["number"] = "5/../.."
    assert "#5/../.." not in urls(tell("discussion", body))


def test_the_old_category_is_said_where_it_is_known() -> None:
    body = about("category_changed", discussion=discussion(category={"name": "Ideas"}))
    assert facts(tell("discussion", body)) == {"Category": "Ideas"}
    body["changes"] = {"category": {"from": {"name": "Q&A"}}}
    assert facts(tell("discussion", body)) == {"Category": "Q&A → Ideas"}


# --- labels and milestones -----------------------------------------------------------------------------------------


def test_a_label_says_only_what_changed() -> None:
    body = about("edited", label={"name": "bug", "color": "ff0000", "description": None})
    assert facts(tell("label", body)) == {}
    body["changes"] = {"description": {"from": "Broken"}, "color": {"from": "00ff00"}}
    assert facts(tell("label", body)) == {"Description": "Broken → none", "Color": "#00ff00 → #ff0000"}


def test_a_milestone_without_issues_has_no_progress() -> None:
    milestone = {"title": "2.4", "open_issues": 0, "closed_issues": 0, "due_on": None}
    assert facts(tell("milestone", about("closed", milestone=milestone))) == {}
    milestone |= {"open_issues": 1_000, "closed_issues": 234}
    assert facts(tell("milestone", about("closed", milestone=milestone))) == {"Progress": "234 of 1,234 done"}
    milestone |= {"open_issues": -5, "closed_issues": 2}
    assert facts(tell("milestone", about("closed", milestone=milestone))) == {}


def test_a_milestones_date_may_come_and_go() -> None:
    body = about("edited", milestone={"title": "2.4", "due_on": "2026-03-31T07:00:00Z", "state": "closed"})
    body["changes"] = {"due_on": {"from": None}}
    message = tell("milestone", body)
    assert facts(message) == {"Due": "none → 2026-03-31"}
    assert message.color == colors.DONE


# --- issues among each other ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["parent_issue_added", "parent_issue_removed"])
def test_a_parent_in_the_same_repository_is_told_by_its_twin(action: str) -> None:
    body = about(action, sub_issue={"number": 1}, parent_issue={"number": 2})
    for place in ({"full_name": "Acme/Webshop"}, REPOSITORY):
        assert silenced("sub_issues", {**body, "parent_issue_repo": place}) == "double"
    body["parent_issue"]["repository_url"] = "https://api.github.com/repos/acme/webshop"
    assert silenced("sub_issues", body) == "double"
    body["parent_issue"]["repository_url"] = "https://api.github.com/repos/acme/office"
    assert silenced("sub_issues", body) == ""
    assert "acme/office#2" in said(tell("sub_issues", body))
    twin = action.replace("parent_issue", "sub_issue")
    assert silenced("sub_issues", {**body, "action": twin, "parent_issue_repo": REPOSITORY}) == ""


@pytest.mark.parametrize("action", ["blocking_added", "blocking_removed"])
def test_blocking_within_one_repository_is_told_by_its_twin(action: str) -> None:
    body = about(action, blocked_issue={"number": 1}, blocking_issue={"number": 2})
    assert silenced("issue_dependencies", {**body, "blocked_issue_repo": REPOSITORY}) == "double"
    assert silenced("issue_dependencies", {**body, "blocked_issue_repo": OFFICE}) == ""
    assert silenced("issue_dependencies", body) == ""
    twin = action.replace("blocking", "blocked_by")
    assert silenced("issue_dependencies", {**body, "action": twin, "blocked_issue_repo": REPOSITORY}) == ""


def test_a_link_that_is_gone_is_not_said_to_be() -> None:
    for name in ("issue_dependencies.blocked_by_removed__cart", "issue_dependencies.blocking_removed__of_office"):
        assert list(facts(tell("issue_dependencies", SAMPLES[name]))) == ["The other issue"]
    assert "Parent" not in facts(tell("sub_issues", SAMPLES["sub_issues.sub_issue_removed__cart"]))
    removed = tell("issue_relates_to", SAMPLES["issue_relates_to.relates_to_removed__shipping"])
    assert "Related" not in facts(removed)


def test_a_sub_issue_elsewhere_is_named_with_its_repository() -> None:
    body = about("sub_issue_added", sub_issue={"number": 1}, sub_issue_repo=OFFICE, parent_issue={"number": 2})
    message = tell("sub_issues", body)
    assert said(message) == f"octo-emma added issue acme/office#1 as a sub-issue of issue #2 {HERE}"
    assert urls(message)["acme/office#1"] == "https://github.com/acme/office/issues/1"


# --- projects ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ({"name": "Todo"}, {"name": "Done"}, " from Todo to Done"),
        (None, {"title": "Sprint 4"}, " from none to Sprint 4"),
        ("2026-03-01T00:00:00+00:00", "2026-03-02T00:00:00+00:00", " from 2026-03-01 to 2026-03-02"),
        (1.5, 2, " from 1.5 to 2"),
        (
            [{"login": "octo-rin"}],
            [{"login": "octo-rin"}, {"login": "octo-mia"}],
            " from octo-rin to octo-rin, octo-mia",
        ),
        ("at T00:00:00 sharp", None, " from at T00:00:00 sharp to none"),
        ({"name": None}, [], ""),
    ],
)
def test_a_field_of_an_item_says_what_it_was_and_is(old: object, new: object, change: str) -> None:
    message = tell("projects_v2_item", item(field(**{"from": old, "to": new})))
    assert said(message) == f"octo-emma changed field Status of an issue in project #7 of organization acme{change}"
    assert urls(message)["#7"] == "https://github.com/orgs/acme/projects/7"


def test_an_item_says_of_what_type_it_is() -> None:
    for kind, noun in (("PullRequest", "a pull request"), ("DraftIssue", "a draft issue"), ("Dream", "an item")):
        message = tell("projects_v2_item", item(field(), content_type=kind))
        assert f" of {noun} in project #7 " in said(message)


def test_a_draft_may_get_another_title() -> None:
    message = tell("projects_v2_item", item({"title": {"from": "Gift", "to": "Gift cards"}}, content_type="DraftIssue"))
    assert said(message) == "octo-emma edited a draft issue in a project of organization acme"
    assert facts(message) == {"Title": "Gift → Gift cards"}


def test_a_project_has_no_address_without_all_of_its_parts() -> None:
    for changes in (field(project_number="7/../x"), field(project_number=None), {}):
        assert set(urls(tell("projects_v2_item", item(changes)))) <= {"acme"}
    body = of_organization("closed", projects_v2={"number": 7, "title": "Sale"})
    assert "#7" in urls(tell("projects_v2", body))
    del body["sender"]
    assert urls(tell("projects_v2", body)) == {}


def test_a_project_opened_to_the_public_says_so() -> None:
    body = of_organization("edited", projects_v2={"number": 7}, changes={"public": {"from": True, "to": False}})
    assert facts(tell("projects_v2", body)) == {"Visibility": "Public → Private"}
    body["changes"] = {"public": {"from": "yes"}, "short_description": {"from": "x", "to": ""}}
    assert facts(tell("projects_v2", body)) == {"Description": "x → none"}


@pytest.mark.parametrize(
    ("status", "shown", "color"),
    [
        ("ON_TRACK", "On track", colors.OPEN),
        ("AT_RISK", "At risk", colors.WARNING),
        ("OFF_TRACK", "Off track", colors.DANGER),
        ("COMPLETE", "Complete", colors.DONE),
        ("INACTIVE", "Inactive", colors.DROPPED),
        ("ON_FIRE", "ON_FIRE", colors.PLAIN),
    ],
)
def test_how_a_project_is_doing(status: str, shown: str, color: str) -> None:
    body = of_organization("created", projects_v2_status_update={"status": status, "body": "**Fine**"})
    message = tell("projects_v2_status_update", body)
    assert facts(message) == {"Status": shown}
    assert message.color == color
    assert quoted(message) == ["Fine"]


def test_an_update_that_lost_its_date_says_so() -> None:
    body = of_organization("edited", projects_v2_status_update={"status": "ON_TRACK"})
    body["changes"] = {"target_date": {"from": "2026-03-31", "to": None}}
    assert facts(tell("projects_v2_status_update", body)) == {"Target": "2026-03-31 → none"}


def test_where_an_organizations_body_comes_from() -> None:
    message = tell("projects_v2", of_organization("created", projects_v2={"number": 7}))
    assert plain(message.where) == "acme"
    assert not any(isinstance(span, Code) for span in message.headline)


def test_planning_has_a_row_for_each_of_its_actions() -> None:
    assert len(rows.ROWS) == len({kind.name for kind in rows.ROWS}) == 89
    assert all(BY_NAME[kind.name] is kind for kind in rows.ROWS)
