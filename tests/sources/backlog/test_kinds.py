"""The table, its sentences and its README say the same, and nothing twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bridge.model import Language
from bridge.sources.backlog import kinds, labels
from bridge.sources.backlog.sentences import SENTENCES
from bridge.sources.phrasing import fill
from tests.sources.backlog.bodies import BACKLOG, body, tell
from tests.sources.seen import said

LANGUAGES: tuple[Language, ...] = ("en", "ja")
README = Path(kinds.__file__).with_name("README.md").read_text(encoding="utf-8")

CONTRACT = {
    1: "issue.created",
    2: "issue.updated",
    3: "issue.commented",
    4: "issue.deleted",
    5: "wiki.created",
    6: "wiki.updated",
    7: "wiki.deleted",
    8: "file.created",
    9: "file.updated",
    10: "file.deleted",
    11: "svn.committed",
    12: "git.pushed",
    13: "git.repository_created",
    14: "issue.bulk_updated",
    15: "member.joined",
    16: "member.left",
    17: "issue.notified",
    18: "pull_request.created",
    19: "pull_request.updated",
    20: "pull_request.commented",
    21: "pull_request.deleted",
    22: "milestone.created",
    23: "milestone.updated",
    24: "milestone.deleted",
    25: "team.joined",
    26: "team.left",
    34: "issue.status_removed",
    35: "issue.dates_updated",
    36: "document.created",
    37: "document.deleted",
    38: "document.renamed",
    39: "document.updated",
    40: "document.commented",
    41: "document.comment_updated",
    42: "document.comment_deleted",
    43: "document.replied",
    44: "document.reply_updated",
    45: "document.reply_deleted",
    46: "document.file_attached",
    47: "issue.bulk_created",
    48: "document.bulk_created",
    49: "document.mentioned",
    None: "unknown",
}
"""Names that users' filters hold: a change here breaks hooks that are registered."""


def test_the_names_are_the_contracts() -> None:
    assert {kind.type_id: kind.name for kind in kinds.TABLE} == CONTRACT
    assert all(kind.told == "default" for kind in kinds.TABLE)


def test_no_number_and_no_name_stands_twice() -> None:
    assert len({kind.type_id for kind in kinds.TABLE}) == len({kind.name for kind in kinds.TABLE}) == len(kinds.TABLE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_are_there_and_differ(language: Language) -> None:
    described = [kind.description[language] for kind in kinds.TABLE]
    assert all(described)
    assert len(set(described)) == len(described)
    assert [row.description[language] for row in BACKLOG.rows()] == described


def test_the_readme_has_the_same_table() -> None:
    rows = re.findall(r"^\| (\d+|–) \| `([\w.]+)` \| ([^|]+) \| (\w+) \|$", README, re.MULTILINE)
    assert [(number, name, told) for number, name, _, told in rows] == [
        (str(kind.type_id or "–"), kind.name, {"default": "told"}[kind.told]) for kind in kinds.TABLE
    ]
    assert all(when.strip() for _, _, when, _ in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_sentences_are_the_same(language: Language) -> None:
    """Slots count by their names, which bring different nouns along (the next test)."""
    counted = Counter(template[language] for template in SENTENCES.values())
    assert [sentence for sentence, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_nouns_are_the_same(language: Language) -> None:
    nouns = {key: noun for key, noun in labels.NOUNS.items() if key not in {"issue_untold", "teams"}}
    for words in ("named", "alone"):
        counted = Counter(getattr(noun, words)[language].strip() for noun in nouns.values())
        assert [noun for noun, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_has_the_same_parts_in_both_languages(key: str) -> None:
    slots = {language: sorted(re.findall(r"\{(\w*)\}", SENTENCES[key][language])) for language in LANGUAGES}
    # Only the Japanese "reopened" says to which status, for want of a short verb.
    if key == "issue.reopened":
        slots["ja"].remove("value")
    assert slots["en"] == slots["ja"]
    assert "who" in slots["en"]


def test_sentences_are_kept_with_the_kinds_they_belong_to() -> None:
    subjects = {kind.name.partition(".")[0] for kind in kinds.TABLE} | {"any", "test"}
    assert {key.partition(".")[0] for key in SENTENCES} == subjects
    assert {kind.name for kind in kinds.TABLE} <= set(SENTENCES)


def test_english_labels_and_japanese_labels_differ() -> None:
    for words in (*labels.LABELS.values(), *labels.PHRASES.values()):
        assert words["en"] != words["ja"]


def test_a_slot_that_is_not_given_is_a_defect() -> None:
    with pytest.raises(KeyError):
        fill("{who} did {what}", {"who": ("x",)})


@pytest.mark.parametrize("kind", kinds.TABLE, ids=lambda kind: kind.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_sentence_for_an_empty_body(kind: kinds.Kind, language: Language) -> None:
    message = tell({"type": kind.type_id or 9999}, language)
    assert said(message).startswith("Someone" if language == "en" else "だれか")
    assert message.color
    assert not message.quote


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_kinds_never_say_the_same_of_an_empty_body(language: Language) -> None:
    told = [said(tell({"type": kind.type_id or 9999}, language)) for kind in kinds.TABLE]
    assert [sentence for sentence, times in Counter(told).items() if times > 1] == []


def test_an_unheard_of_kind_has_no_sample() -> None:
    assert BACKLOG.sample("issue") is None
    assert BACKLOG.sample("issue.created__bug.json") is None


def test_a_type_may_be_text() -> None:
    assert said(tell(body("4", {"key_id": 3}))) == "Emma Clark deleted issue SHOP-3"
