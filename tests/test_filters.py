"""Which kinds a hook tells."""

from __future__ import annotations

import pytest

from bridge.filters import matches, wanted
from bridge.model import Filters, Skip
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
QUIET = FakeActivity(kind="a.told", quiet_reason=Skip("empty", "nothing to say."))


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
