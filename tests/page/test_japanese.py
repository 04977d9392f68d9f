"""Every refusal that the page can show has its Japanese."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import pytest

from bridge import errors
from bridge.japanese import HOLE, TABLE, sentence
from bridge.japanese_slack import SLACK
from bridge.slack import answers, destination, post
from bridge.space import EXAMPLE

ROOT = Path(__file__).parents[2] / "bridge"
SAYING = [
    "config",
    "filter_options",
    "hooks",
    "web_api",
    "compact",
    "seal",
    "seal_sdk",
    "session",
    "space",
    "model",
    "slack/destination",
    "slack/post",
    "slack/answers",
    "sources/payload",
    "sources/backlog/read",
    "sources/github/read",
    "sources/github/form",
]
"""Modules whose refusals can reach the page; the settings' own are the operator's, in English, at the start."""
OPERATORS = ("BRIDGE_DATA_KEY: ", "This is not the ARN")
ERRORS = {
    name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, errors.BridgeError)
}
ERRORS |= {"CompactError"}
WORDS = re.compile(r"[A-Za-z][a-z]+ [a-z]+ [a-z]+")
"""Three English words in a row: more than a name."""


def literal(node: ast.expr) -> str | None:
    """What a sentence is made of, with a number in each hole."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [each.value if isinstance(each, ast.Constant) else None for each in node.values]
        return "".join("7" if part is None else str(part) for part in parts)
    return None


def raised(module: str, names: Collection[str] = frozenset(ERRORS)) -> Iterator[str]:
    tree = ast.parse((ROOT / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
            text = literal(node.args[0])
            if text and not text.startswith(OPERATORS):
                yield text


COMPOSED: Final = {
    "7: 7 7.": [f"branch: 'x' {fault}." for fault in raised("patterns", {"Unreadable"})],
    "7 has too many 7: at most 7; use * where they are alike.": [
        f"only has too many {what}: at most 100; use * where they are alike." for what in ("kinds", "patterns")
    ],
    **{f"7{rest}": [f"{EXAMPLE}{rest}"] for rest in (text[1:] for text in raised("space")) if rest[0] in ";,"},
}
"""Sentences made of sentences, and what they come to."""


def constants() -> Iterator[str]:
    """Sentences that stand in tables rather than where they are raised."""
    for module in (post, destination):
        yield from (
            value
            for name, value in vars(module).items()
            if re.fullmatch(r"_[A-Z]+", name) and isinstance(value, str) and value.endswith(".") and value[0].isupper()
        )
    yield from (f"{start}{destination._MAKE_ONE}" for start in destination._OTHER_KINDS.values())
    yield from (
        f"The destination has {what} in it: use the address exactly as Slack shows it."
        for _, what in destination._FAULTS
    )
    rows = [*answers._WORDS.values(), *answers._STATUSES.values(), *answers._OTHERS.values(), answers._STRANGE]
    yield from (f"Slack answered no_service: {why}" for _, why in rows)


def refusals() -> list[str]:
    found = {*constants(), *(text for module in SAYING for text in raised(module))}
    return sorted({each for text in found for each in COMPOSED.get(text, [text])})


@pytest.mark.parametrize("english", refusals())
def test_every_refusal_has_its_japanese(english: str) -> None:
    japanese = sentence(english)
    assert japanese != english
    assert re.search("[ぁ-んァ-ン]", japanese)
    assert not WORDS.search(japanese), japanese


def test_holes_are_kept() -> None:
    for english, japanese in {**TABLE, **SLACK}.items():
        assert english.count(HOLE) == japanese.count(HOLE), english


def test_what_is_named_is_kept_as_it_is() -> None:
    assert sentence("only: 'nope.*' matches no kind; bridge kinds lists them.") == (
        "only: 'nope.*' に当てはまる種類はありません（一覧: bridge kinds）。"
    )
    assert sentence("channel is too long: at most 80 characters.") == "channel が長すぎます。80文字までです。"
    assert sentence("Slack answered channel_not_found: too many messages at once.").startswith(
        "Slackの応答: channel_not_found。"
    )
    assert sentence("Nobody wrote this one.") == "Nobody wrote this one."
