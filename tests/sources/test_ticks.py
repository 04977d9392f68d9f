"""Edits that only tick boxes."""

from __future__ import annotations

import pytest

from bridge.sources.ticks import only_ticks

LIST = "Before:\n- [ ] tests\n* [x] docs\n  1. [ ] nested\n> - [ ] quoted\n"


@pytest.mark.parametrize(
    ("old", "new", "is_so"),
    [
        (LIST, LIST.replace("- [ ] tests", "- [x] tests"), True),
        (LIST, LIST.replace("[ ]", "[X]"), True),
        (LIST, LIST.replace("[x]", "[ ]"), True),
        (LIST, LIST, False),
        (LIST, LIST.replace("- [ ] tests", "- [x] Tests"), False),
        (LIST, LIST + "- [ ] more\n", False),
        ("see [ ] here", "see [x] here", False),
        ("- [ ]", "- [x]", True),
        ("- [x](https://example.com)", "- [ ](https://example.com)", False),
        ("", "- [x] a", False),
    ],
)
def test_only_ticks(old: str, new: str, is_so: bool) -> None:
    assert only_ticks(old, new) is is_so
