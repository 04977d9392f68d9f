"""The table, its sentences and its README say the same, and nothing twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from bridge.filters import matches
from bridge.model import Context, Language
from bridge.sources.github import kinds, labels
from bridge.sources.github.kind import Kind
from bridge.sources.github.scene import Scene
from bridge.sources.github.sentences import SENTENCES
from tests.sources.github.bodies import GITHUB, REPOSITORY, event_of, tell
from tests.sources.seen import said

LANGUAGES: tuple[Language, ...] = ("en", "ja")
FOLDER = Path(kinds.__file__).parent
README = (FOLDER / "README.md").read_text(encoding="utf-8")

CONTRACT: dict[str, str] = json.loads(Path(__file__).with_name("kinds.json").read_text(encoding="utf-8"))
"""Names that users' filters hold, and their defaults: a change breaks hooks that are registered. New ones are added."""

TOLD = [kind for kind in kinds.TABLE if kind.told != "quiet"]


def test_the_names_are_the_contracts() -> None:
    assert {kind.name: kind.told for kind in kinds.TABLE} == CONTRACT
    assert len(kinds.BY_NAME) == len(kinds.TABLE)


def test_a_row_is_told_by_a_function_or_quiet_for_a_reason() -> None:
    for kind in kinds.TABLE:
        assert (kind.compose is None) == (kind.told == "quiet") == bool(kind.reason), kind.name
        assert not kind.reason or kind.reason.endswith("."), kind.name


def test_a_name_without_its_third_part_means_all_of_them() -> None:
    for base in kinds.PARTS:
        meant = {row.name for row in GITHUB.rows() if matches(base, row.name)}
        assert meant - {base}
        assert meant == {name for name in CONTRACT if name == base or name.startswith(f"{base}.")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_are_there_and_differ(language: Language) -> None:
    described = [row.description[language] for row in GITHUB.rows()]
    assert all(described)
    assert len(set(described)) == len(described)


def test_the_readme_has_the_same_table() -> None:
    rows = re.findall(r"^\| `([\w.]+)` \| ([^|]+) \| (told|on request|quiet) \|$", README, re.MULTILINE)
    told = {"default": "told", "request": "on request", "quiet": "quiet"}
    assert [(name, word) for name, _, word in rows] == [(kind.name, told[kind.told]) for kind in kinds.TABLE]
    assert all(when.strip() for _, when, _ in rows)


def test_the_readme_has_every_reason_for_silence() -> None:
    listed = set(re.findall(r"^\| `([a-z-]+)` \| [^|]+ \|$", README, re.MULTILINE))
    sources = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    assert listed == set(re.findall(r'Skip\(\s*"([a-z-]+)"', sources))


def test_the_readme_names_every_module() -> None:
    told = README.split("## In this folder")[1]
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    named = set(re.findall(r"`(\w+)`", told))
    assert {name for name in modules if not name.startswith("tell_")} <= named


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_sentences_are_the_same(language: Language) -> None:
    counted = Counter(template[language] for template in SENTENCES.values())
    assert [sentence for sentence, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_nouns_are_the_same(language: Language) -> None:
    counted = Counter(noun.alone[language] for noun in labels.NOUNS.values())
    assert [noun for noun, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_has_the_same_parts_in_both_languages(key: str) -> None:
    slots = {language: sorted(re.findall(r"\{(\w*)\}", SENTENCES[key][language])) for language in LANGUAGES}
    assert slots["en"] == slots["ja"]
    assert "who" in slots["en"]


def test_sentences_are_kept_with_the_kinds_they_belong_to() -> None:
    for key in set(SENTENCES) - {"any"}:
        assert any(key == name or key.startswith((f"{name}_", f"{name}.")) for name in _stems()), key


def _stems() -> set[str]:
    """Every kind's name, and what it has in common with others: ``event.action`` and ``event``."""
    return {".".join(name.split(".")[:parts]) for name in CONTRACT for parts in (1, 2, 3)} | set(CONTRACT)


def test_english_labels_and_japanese_labels_differ() -> None:
    for words in (*labels.LABELS.values(), *labels.PHRASES.values()):
        assert words["en"] != words["ja"]


@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_sentence_of_its_own_for_an_empty_body(kind: Kind, language: Language) -> None:
    assert kind.compose
    message = kind.compose(Scene.of({}, Context(language=language)))
    assert said(message).strip()
    assert re.fullmatch("#[0-9A-F]{6}", message.color)
    assert not message.quote


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_kinds_never_say_the_same(language: Language) -> None:
    """Of a body that has only what both could be about."""
    body = {"ref": "refs/heads/x", "repository": REPOSITORY}
    scene = Scene.of(body, Context(language=language))
    told = [said(kind.compose(scene)) for kind in TOLD if kind.compose]
    assert [sentence for sentence, times in Counter(told).items() if times > 1] == []


def test_what_has_no_row_is_still_no_error() -> None:
    assert said(tell("comet", {"action": "seen", "repository": REPOSITORY})) == (
        "GitHub reports of acme/webshop, by Someone: comet.seen"
    )


def test_a_sample_is_sent_as_github_sends_it() -> None:
    for row in TOLD:
        sample = GITHUB.sample(row.name)
        assert sample
        assert GITHUB.read(sample).kind == row.name
        assert GITHUB.read(sample).quiet_reason is None
        assert sample.headers["x-github-event"] == event_of(row.name)
        assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", sample.headers["x-github-delivery"])
        assert sample.headers["content-type"] == "application/json"
        assert sample.headers["user-agent"].startswith("GitHub-Hookshot/")
    assert GITHUB.sample("pull_request.closed") is None
    assert GITHUB.sample("push") is None
    assert GITHUB.sample("comet.seen") is None
