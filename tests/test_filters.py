"""Which kinds a hook tells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.filters import SWITCHES, WHERE, matches, unanswered, wanted
from bridge.model import Filters, Skip, Traits
from tests.fakes import FakeActivity


@pytest.mark.parametrize(
    ("pattern", "kind", "fits"),
    [
        ("issue.created", "issue.created", True),
        ("issue.*", "issue.created", True),
        ("issue", "issue.created", True),
        ("*", "unknown", True),
        ("*.deleted", "wiki.deleted", True),
        ("pull_request.closed", "pull_request.closed.merged", True),
        ("pull_request.closed.*", "pull_request.closed.merged", True),
        ("pull_request", "pull_request_review.submitted", False),
        ("pull_request.closed.merged", "pull_request.closed", False),
        ("issue.create", "issue.created", False),
        ("push", "push.default", True),
    ],
)
def test_patterns(pattern: str, kind: str, fits: bool) -> None:
    assert matches(pattern, kind) is fits


DEFAULT, REQUEST = FakeActivity(kind="a.told"), FakeActivity(kind="a.asked", told="request")
QUIET = FakeActivity(kind="a.told", quiet_reasons=(Skip("empty", "nothing to say."),))


@pytest.mark.parametrize(
    ("activity", "filters", "code"),
    [
        (DEFAULT, Filters(), None),
        (REQUEST, Filters(), "on-request"),
        (REQUEST, Filters(also=("a.*",)), None),
        (REQUEST, Filters(only=("*",)), None),
        (REQUEST, Filters(also=("a.*",), skip=("a.asked",)), "filtered-skip"),
        (DEFAULT, Filters(only=("b.*",)), "filtered-only"),
        (DEFAULT, Filters(only=("a.*",), skip=("a",)), "filtered-skip"),
        (QUIET, Filters(only=("*",)), "empty"),
    ],
)
def test_wanted(activity: FakeActivity, filters: Filters, code: str | None) -> None:
    skip = wanted(activity, filters)
    assert (skip and skip.code) == code
    if skip:
        assert skip.reason.startswith(f"{code}: ")
        assert skip.reason.endswith(".")


def code(traits: Traits, kind: str = "a.told", **filters: object) -> str:
    """The code of the silence, or the empty string; switches by name, everything else patterns."""
    switches = tuple(name for name in filters if name in SWITCHES)
    where = {name: tuple(str(value).split(",")) for name, value in filters.items() if name in WHERE}
    skip = wanted(FakeActivity(kind=kind, traits=traits), Filters(where=where, switches=switches))
    return skip.code if skip else ""


@pytest.mark.parametrize(
    ("traits", "label", "told"),
    [
        (("bug",), "bug", True),
        (("Bug",), "bug", True),
        ((), "bug", False),
        (("ui",), "bug,ui", True),
        (("ui",), "bug,+ui", False),
        (("ui", "bug"), "bug,+ui", True),
        (("ui", "bug"), "bug,!ui", False),
        (("bug",), "bug,!ui", True),
        ((), "!ui", True),
        ((), "+ui", False),
        (("type: bug",), "type:*", True),
    ],
)
def test_one_of_all_of_none_of(traits: tuple[str, ...], label: str, told: bool) -> None:
    assert code({"label": traits}, label=label) == ("" if told else "filtered-label")


@pytest.mark.parametrize(
    ("branch", "told"),
    [
        ("main", True),
        ("feature/*", True),
        ("base:main", True),
        ("head:main", False),
        ("!head:feature/*", False),
        ("!feature/*", False),
        ("release/*,head:feature/*", True),
        ("+base:main,+head:x", False),
        ("Main", False),
    ],
)
def test_base_and_head(branch: str, told: bool) -> None:
    traits = {"branch": ("main", "feature/1"), "base": ("main",), "head": ("feature/1",)}
    assert code(traits, branch=branch) == ("" if told else "filtered-branch")


def test_a_pattern_that_a_kind_cannot_answer_does_not_count() -> None:
    push = {"branch": ("main",)}
    assert code(push, branch="base:release") == ""
    assert code(push, branch="base:release,other") == "filtered-branch"
    assert code({}, branch="other", label="bug", author="x") == ""


@pytest.mark.parametrize(
    ("changed", "change", "told"),
    [
        (("status", "assignee"), "status", True),
        (("assignee",), "status", False),
        ((), "status", False),
        ((), "!status", True),
        (("status",), "!status", False),
        (("status", "assignee"), "!status", True),
        (("status", "assignee"), "!status,status", False),
        (("status", "assignee"), "!status,assignee", True),
        (("status", "comment"), "!status", True),
        (("status", "assignee"), "+status,+assignee", True),
    ],
)
def test_changes_that_do_not_count_are_taken_away(changed: tuple[str, ...], change: str, told: bool) -> None:
    assert code({"change": changed}, change=change) == ("" if told else "filtered-change")


def test_switches() -> None:
    draft, bot = Skip("draft", "a draft."), Skip("bot", "a bot.")
    both = FakeActivity(quiet_reasons=(bot, draft))
    assert wanted(both, Filters()) == bot
    assert wanted(both, Filters(switches=("bots",))) == draft, "lifting one silence does not lift another"
    assert wanted(both, Filters(switches=("bots", "drafts"))) is None
    assert code({"private": ("yes",)}) == code({"private": ("no",)}, private=False) == ""
    assert code({"private": ("yes",)}, private=False) == "filtered-private"
    assert code({"ticks": ("yes",)}, checklist_ticks=False) == "filtered-checklist-ticks"


@pytest.mark.parametrize(
    ("labelled", "filters", "told"),
    [
        (("bug",), Filters(where={"label": ("bug",)}), True),
        (("Bug",), Filters(where={"label": ("+bug",)}), True),
        (("ui",), Filters(where={"label": ("bug",)}), False),
        (("bug",), Filters(where={"label": ("!bug",)}), False),
        (("bug",), Filters(where={"label": ("bug", "!wip")}), False),
        (("bug",), Filters(), False),
        (("bug",), Filters(only=("a.*",), where={"label": ("bug",)}), True),
        (("bug",), Filters(only=("b.*",), where={"label": ("bug",)}), False),
        (("bug",), Filters(skip=("a",), where={"label": ("bug",)}), False),
        (None, Filters(where={"label": ("bug",)}), False),
    ],
)
def test_a_label_that_was_waited_for_is_told(labelled: tuple[str, ...] | None, filters: Filters, told: bool) -> None:
    activity = FakeActivity("a.labeled", told="request", traits={"label": ("Bug", "wip"), "labelled": labelled})
    assert (wanted(activity, filters) is None) is told


def test_what_a_delivery_does_not_say_is_told_and_noted() -> None:
    activity = FakeActivity(traits={"branch": None, "base": None, "label": ("bug",), "private": None})
    filters = Filters(
        where={"branch": ("main",), "label": ("bug",), "author": ("x",)}, switches=("private", "bots", "drafts")
    )
    assert wanted(activity, filters) is None
    assert unanswered(activity, filters) == ("branch", "private")
    assert unanswered(activity, Filters(where={"branch": ("head:x",)})) == (), "it has no head at all"
    assert unanswered(activity, Filters()) == ()
    assert unanswered(FakeActivity(test=True, traits=activity.traits), filters) == ()


words = st.sampled_from(["a", "b", "*", "a*"])
patterns = st.lists(st.builds("{}{}".format, st.sampled_from(["", "+", "!"]), words), min_size=1, max_size=3).map(tuple)
wheres = st.dictionaries(st.sampled_from(sorted(WHERE)), patterns, max_size=3)
values = st.none() | st.lists(st.sampled_from(["a", "b", "ab"]), max_size=2).map(tuple)
activities = st.builds(
    FakeActivity,
    kind=st.sampled_from(["x.y", "x.z"]),
    told=st.sampled_from(["default", "request"]),
    traits=st.dictionaries(st.sampled_from([*WHERE, "base", "head"]), values, max_size=5),
)
kinds = st.lists(st.sampled_from(["x", "x.y", "*", "z"]), max_size=2).map(tuple)


@given(activities, wheres, kinds, kinds, kinds, st.sampled_from(sorted(WHERE)), patterns)
@settings(deadline=None)
def test_adding_a_filter_never_tells_more(
    activity: FakeActivity,
    where: dict[str, tuple[str, ...]],
    only: tuple[str, ...],
    also: tuple[str, ...],
    skip: tuple[str, ...],
    name: str,
    added: tuple[str, ...],
) -> None:
    """A label that was waited for is the one exception, and has its own trait."""
    before = Filters(only=only, also=also, skip=skip, where={k: v for k, v in where.items() if k != name})
    after = Filters(only=only, also=also, skip=skip, where={**before.where, name: added})
    if wanted(activity, after) is None:
        assert wanted(activity, before) is None


@given(activities, wheres, kinds, kinds, st.lists(st.sampled_from(sorted(SWITCHES))).map(tuple))
@settings(deadline=None)
def test_no_filter_skips_the_senders_own_test(
    activity: FakeActivity,
    where: dict[str, tuple[str, ...]],
    only: tuple[str, ...],
    skip: tuple[str, ...],
    switches: tuple[str, ...],
) -> None:
    activity.test = True
    assert wanted(activity, Filters(only=only, skip=skip, where=where, switches=switches)) is None


def test_letters_in_sealed_configs_are_for_ever() -> None:
    assert {row.key: name for name, row in WHERE.items()} == {
        "b": "branch",
        "l": "label",
        "a": "author",
        "w": "workflow",
        "c": "conclusion",
        "e": "environment",
        "s": "state",
        "r": "repository",
        "p": "project",
        "t": "issue_type",
        "k": "category",
        "m": "milestone",
        "g": "assignee",
        "f": "change",
    }
    assert {row.key: name for name, row in SWITCHES.items()} == {
        "d": "drafts",
        "b": "bots",
        "p": "private",
        "t": "checklist_ticks",
    }
