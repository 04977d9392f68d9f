"""Each golden pair is what the code says today, and Slack would take it."""

from __future__ import annotations

import json

import pytest

from bridge.slack.limits import problems
from bridge.sources import SOURCES
from tests.golden import LANGUAGES, Pair, all_pairs, pairs, strays

PAIRS = all_pairs()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.source}-{pair.name}")
def test_the_golden_file_is_what_slack_is_told(pair: Pair) -> None:
    assert pair.golden.exists(), "python -m tests.golden --write"
    assert json.loads(pair.golden.read_text(encoding="utf-8")) == pair.told(), "python -m tests.golden"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.source}-{pair.name}")
def test_slack_would_take_it(pair: Pair) -> None:
    told = pair.told()
    for language in LANGUAGES:
        assert problems(told[language]) == []
        assert told["compact"][language].strip()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.source}-{pair.name}")
def test_the_name_says_the_kind(pair: Pair) -> None:
    activity = SOURCES[pair.source].read(pair.delivery())
    assert activity.kind == pair.kind


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.source}-{pair.name}")
def test_no_word_of_a_programming_language_is_shown(pair: Pair) -> None:
    shown = json.dumps(pair.told(), ensure_ascii=False)
    for word in ("undefined", "None", "null", "NaN", "lbl.", "Styled(", "Link("):
        assert word not in shown


@pytest.mark.parametrize("source", SOURCES)
def test_every_golden_file_has_its_body(source: str) -> None:
    assert strays(source) == []


@pytest.mark.parametrize("source", SOURCES)
def test_every_kind_that_is_told_ships_a_sample(source: str) -> None:
    named = {pair.kind for pair in pairs(source) if pair.body.parent.name == "samples"}
    told = {row.name for row in SOURCES[source].rows() if row.told != "quiet"}
    assert told - named == set()
    for kind in told:
        delivery = SOURCES[source].sample(kind)
        assert delivery is not None
        assert SOURCES[source].read(delivery).kind == kind
