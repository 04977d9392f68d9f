"""References in plain text: what GitHub links, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.model import Link, plain
from bridge.sources.github.links import Links
from bridge.sources.github.words import own_words

HOST = "https://github.com"
WORDS = own_words(Links(HOST, f"{HOST}/acme/webshop"), "acme")
SHA = "6d1c9e4a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e"


def links(text: str) -> dict[str, str]:
    return {span.text: span.url.removeprefix(HOST) for span in WORDS(text) if isinstance(span, Link)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#12", {"#12": "/acme/webshop/issues/12"}),
        ("Fixes #12, (#13) and #14.", {f"#{n}": f"/acme/webshop/issues/{n}" for n in (12, 13, 14)}),
        ("#12-#13", {"#12": "/acme/webshop/issues/12"}),
        ("課題#12を", {"#12": "/acme/webshop/issues/12"}),
        ("GH-7 gh-8", {"GH-7": "/acme/webshop/issues/7", "gh-8": "/acme/webshop/issues/8"}),
        ("acme/office.io#5", {"acme/office.io#5": "/acme/office.io/issues/5"}),
        (f"octo-mia/fork@{SHA}", {"octo-mia/fork@6d1c9e4": f"/octo-mia/fork/commit/{SHA}"}),
        (SHA, {"6d1c9e4": f"/acme/webshop/commit/{SHA}"}),
        ("0" * 40, {"0" * 7: f"/acme/webshop/commit/{'0' * 40}"}),
        ("see 6d1c9e4.", {"6d1c9e4": "/acme/webshop/commit/6d1c9e4"}),
        ("@octo-emma, @octo_acme!", {"@octo-emma": "/octo-emma", "@octo_acme": "/octo_acme"}),
        ("@octo-", {"@octo": "/octo"}),
        ("@Acme/checkout", {"@Acme/checkout": "/orgs/Acme/teams/checkout"}),
    ],
)
def test_what_is_linked(text: str, found: dict[str, str]) -> None:
    assert links(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "x#12",
        "#0",
        "#12a",
        "##12",
        "&#12;",
        "/#12",
        "#12345678901",
        "1234567",
        "20260304",
        "defaced",
        "6d1c9e",
        f"{SHA}0",
        f"sha256={SHA}",
        "6d1c9e4a-0b1c-4d3e-8f5a-6b7c8d9e0f1a",
        "6d1c9e4-dirty",
        "v6d1c9e4",
        "mail@acme.example",
        "@types/node",
        "@acme/checkout/x",
        "@here @channel @everyone @all",
        "<@U0EMMACLRK> <@octo-emma>",
        "a/b/c#5",
        "acme/office@1234567",
        "@",
        "# 12",
        "GH-",
        "@-x",
    ],
)
def test_what_is_not(text: str) -> None:
    assert links(text) == {}
    assert list(WORDS(text)) == [text]


def test_without_a_repository_there_is_nothing_to_lead_to() -> None:
    words = own_words(Links("", ""), "")
    text = f"#1 @octo acme/x#2 @acme/team {SHA}"
    assert list(words(text)) == [text]


@given(st.text(st.sampled_from("#@/-.<> 019aAfgGH_課:"), max_size=60))
def test_what_is_no_reference_stays_in_its_place(text: str) -> None:
    at = 0
    for span in WORDS(text):
        if not isinstance(span, str):
            assert isinstance(span, Link)
            assert text[at:].startswith(span.text.partition("@")[0])
            at += len(span.text)
        else:
            at = text.index(span, at) + len(span)
    assert at <= len(text)


def test_a_hostile_text_takes_no_time() -> None:
    for piece in ("a/", "@a", "#", "a-", "GH-", "6d1c9e4/", "@a/b@", "a.b/"):
        assert plain(WORDS(piece * 6000))
