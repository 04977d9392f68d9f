"""What filters can ask of Backlog's deliveries."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.filters import WHERE, unanswered, wanted
from bridge.model import Delivery, Filters, Person, Traits
from bridge.sources.backlog.kinds import TABLE
from bridge.sources.backlog.read import BacklogActivity
from bridge.sources.backlog.traits import TRAITS
from bridge.sources.traits import traits_of
from tests.golden import pairs
from tests.sources.backlog.bodies import BACKLOG, body, notified, tell, update
from tests.sources.seen import quoted, spans

ISSUE = {
    "id": 9,
    "key_id": 12,
    "summary": "Buttons",
    "issueType": {"id": 1, "name": "Bug"},
    "category": [{"name": "Design"}, {"id": None, "name": None}],
    "milestone": [],
    "assignee": {"id": 303, "name": "山田 太郎", "userId": "yamada", "nulabAccount": {"uniqueId": "y-1"}},
}
AUTHOR = ("Emma Clark", "202")


def read(sent: object) -> BacklogActivity:
    return BACKLOG.read(Delivery("backlog", {}, json.dumps(sent).encode()))


def said(sent: object) -> Traits:
    """Without what every delivery says."""
    found = read(sent).traits
    assert found["project"] == ("SHOP", "Online shop")
    assert found["author"] == AUTHOR
    return {name: values for name, values in found.items() if name not in {"project", "author"}}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (
            body(1, ISSUE),
            {
                "issue_type": ("Bug",),
                "category": ("Design",),
                "milestone": (),
                "assignee": ("山田 太郎", "303", "yamada", "y-1"),
            },
        ),
        (
            body(3, {"assignee": None}),
            {"issue_type": None, "category": None, "milestone": None, "assignee": ()},
        ),
        (body(4, {"key_id": 1}), dict.fromkeys(["issue_type", "category", "milestone", "assignee"])),
        (
            update(
                ("issueType", "Task", "Bug"),
                ("component", "", "UI, Design"),
                ("milestone", "S1", ""),
                ("assigner", "", "Bo"),
            ),
            {
                "issue_type": ("Bug",),
                "category": ("UI", "Design"),
                "milestone": (),
                "assignee": ("Bo",),
                "change": ("issue_type", "category", "milestone", "assignee"),
                "ticks": ("no",),
            },
        ),
        (body(14, {"changes": [{"field": "limitDate"}]}), {"change": ("due_date",)}),
        (body(14, {}), {"change": None}),
        (body(22, {"name": "Sprint 4"}), {"milestone": ("Sprint 4",)}),
        (
            body(23, {"name": "Sprint 4", "changes": [{"field": "referenceDate"}]}),
            {"milestone": ("Sprint 4",), "change": ("due_date",)},
        ),
        (
            body(12, {"ref": "refs/heads/develop", "repository": {"name": "app"}}),
            {"branch": ("develop",), "repository": ("app",)},
        ),
        (body(12, {"ref": "refs/tags/1", "repository": {"name": "app"}}), {"repository": ("app",)}),
        (
            body(18, {"base": "master", "branch": "f", "repository": {"name": "app"}, "assignee": None}),
            {"branch": ("master", "f"), "base": ("master",), "head": ("f",), "repository": ("app",), "assignee": ()},
        ),
        (body(5, {"name": "Home"}), {}),
        (body(999, None), {}),
    ],
)
def test_what_a_body_says(sent: object, expected: Traits) -> None:
    assert said(sent) == expected


def custom(**change: Any) -> dict[str, Any]:
    return body(2, {"changes": [{"old_value": "", "new_value": "x", **change}], "comment": {"content": ""}})


def test_changes_go_by_names_that_people_know() -> None:
    assert said(custom(field="Severity", type="custom"))["change"] == ("Severity",)
    assert said(custom(field="customField_3", field_text="重要度", type="custom"))["change"] == ("重要度",)
    assert said(custom(field="status", type="custom", field_text="lbl.x"))["change"] == ("status",)
    assert said(update(comment={"id": 1, "content": "Hi"}))["change"] == ("comment",)
    assert said(update())["change"] == ()


def test_ticks() -> None:
    ticked = ("description", "- [ ] a", "- [x] a")
    assert said(update(ticked))["ticks"] == ("yes",)
    assert said(update(ticked, comment={"id": 1, "content": ""}))["ticks"] == ("yes",)
    assert said(update(ticked, comment={"id": 1, "content": "done"}))["ticks"] == ("no",)
    assert said(update(ticked, ("status", "1", "2")))["ticks"] == ("no",)
    assert said(update(("description", "- [ ] a", "- [x] b")))["ticks"] == ("no",)


def outcome(sent: object, *switches: str, **where: str) -> str:
    """The code of the silence, or what is noted of a told one."""
    filters = Filters(where={name: tuple(texts.split(",")) for name, texts in where.items()}, switches=switches)
    activity = read(sent)
    skip = wanted(activity, filters)
    return skip.code if skip else ",".join(unanswered(activity, filters))


def test_filters_of_an_issue() -> None:
    created = body(1, ISSUE)
    assert outcome(created, project="shop", issue_type="bug", category="design", assignee="303", author="!9") == ""
    assert outcome(created, project="!SHOP") == "filtered-project"
    assert outcome(created, issue_type="Task") == "filtered-issue-type"
    assert outcome(created, milestone="*") == "filtered-milestone"
    assert outcome(created, author="!emma *") == "filtered-author"
    assert outcome(created, change="status") == ""
    assert outcome(update(("status", "1", "2")), change="status", issue_type="Bug") == "issue_type"
    assert outcome(update(("assigner", "", "Bo")), change="status") == "filtered-change"
    assert outcome(update(("description", "- [ ] a", "- [x] a")), "checklist_ticks") == "filtered-checklist-ticks"


@pytest.mark.parametrize("kind", [row.type_id for row in TABLE])
def test_an_execution_test_passes_every_filter(kind: int | None) -> None:
    project = {"id": 100, "projectKey": "TEST", "name": "test"}
    activity = read({**body(kind, ISSUE), "id": 10, "project": project})
    where = dict.fromkeys(WHERE, ("+no", "no", "!*"))
    filters = Filters(only=("no",), skip=("*",), where=where, switches=("private", "checklist_ticks"))
    assert wanted(activity, filters) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "id", "field", "new_value"]), inner, max_size=3)
    ),
    max_leaves=6,
)
MEMBERS = ["changes", "comment", "issueType", "category", "milestone", "assignee", "ref", "base", "repository", "name"]


@given(
    st.sampled_from([row.name for row in TABLE]), st.dictionaries(st.sampled_from(MEMBERS), json_values), json_values
)
@settings(deadline=None)
def test_no_body_is_too_odd(kind: str, content: dict[str, Any], other: object) -> None:
    for sent in ({"content": content, "project": other, "createdUser": other}, {"content": other}):
        for values in traits_of(TRAITS, kind, sent).values():
            assert values is None or all(isinstance(value, str) for value in values)


def test_shipped_issues_say_what_filters_ask() -> None:
    for pair in pairs("backlog"):
        activity = read(json.loads(pair.body.read_bytes()))
        if activity.kind == "issue.created" and pair.name.endswith(("__bug", "__japanese")):
            assert None not in activity.traits.values(), pair.name


def test_people_whom_a_text_names_are_called_only_where_all_are_wanted() -> None:
    text = "<@U301> and <@U202> and <@U999>\n\n> <@U301>"
    sent = body(3, {**ISSUE, "comment": {"id": 1, "content": text}}, notifications=notified("Ann"))
    people = {"backlog:301": "U0ANN", "backlog:202": "U0EMMA", "backlog:999": "U0ZOE"}

    def called(mentions: str) -> list[str]:
        message = tell(sent, people=people, mentions=mentions)
        return [
            span.mention for line in message.quote for span in line.spans if isinstance(span, Person) and span.mention
        ]

    assert [called(mentions) for mentions in ("assigned", "all", "none")] == [[], ["U0ANN", "U0ZOE"], []]
    assert quoted(tell(sent, people=people, mentions="all")) == quoted(tell(sent))
    everywhere = [span for span in spans(tell(sent, people=people)) if isinstance(span, Person) and span.mention]
    assert everywhere == [Person("Ann", "U0ANN")]
    assert not [
        span for span in spans(tell(sent, people=people, mentions="none")) if isinstance(span, Person) and span.mention
    ]
