"""The grammar of filters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.patterns import LONGEST, Unreadable, listed, pattern


@pytest.mark.parametrize(
    ("text", "value", "fits"),
    [
        ("main", "main", True),
        ("main", "Main", True),
        ("main", "maintenance", False),
        ("release/*", "release/1/2", True),
        ("release/*", "release/", True),
        ("release/*", "prerelease/1", False),
        ("*", "", True),
        ("*fix*", "hotfix/9", True),
        ("a*b*c", "a-c-b-c", True),
        ("a*b*c", "abbb", False),
        ("a*b*c", "a-c", False),
        ("ab*ba", "aba", False),
        ("**x", "x", True),
        ("[area] ui?", "[Area] UI?", True),
        ("[ab]", "a", False),
        (r"\*", "*", True),
        (r"\*", "x", False),
        (r"\!x", "!x", True),
        (r"a\\b", "a\\b", True),
        ("バグ", "ハ\u3099ク\u3099", True),
        ("straße", "STRASSE", True),
    ],
)
def test_globs(text: str, value: str, fits: bool) -> None:
    assert pattern(text).fits([value]) is fits
    assert pattern(text).fits([]) is False


def test_signs_prefixes_and_case() -> None:
    read = pattern("!base: main", ("base", "head"), cased=True)
    assert (read.sign, read.of, read.fits(["main"]), read.fits(["Main"])) == ("!", "base", True, False)
    assert (pattern("+bug").sign, pattern("a:b").of) == ("+", "")
    assert pattern("a:b").fits(["a:b"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("!", "names nothing"),
        ("+ ", "names nothing"),
        ("base:", "names nothing"),
        ("", "names nothing"),
        ("!!x", "two signs"),
        ("+!x", "two signs"),
        ("bass:x", "base: or head:"),
        ("x\\", "backslash"),
        ("a\tb", "control"),
        ("x" * (LONGEST + 1), "too long"),
    ],
)
def test_what_cannot_be_read(text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        pattern(text, ("base", "head"))


def test_lists() -> None:
    assert listed(["a, b,,a", r"c\,d", " ", "e"]) == ("a", "b", r"c\,d", "e")
    assert listed([r"x\\,y"]) == (r"x\\", "y")
    assert listed(["trailing\\"]) == ("trailing\\",)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_every_text_escaped_is_a_pattern_for_itself_alone(value: str) -> None:
    if not value.strip() or any(not character.isprintable() for character in value) or value != value.strip():
        return
    escaped = "".join(f"\\{character}" for character in value)
    assert len(listed([escaped])) == 1
    assert pattern(escaped).fits([value])
    assert not pattern(escaped).fits([value + "x"])


def test_no_pattern_is_slow() -> None:
    """A matcher that goes back would not end within a lifetime."""
    assert not pattern("*a" * 90 + "*b").fits(["a" * 65_536])
