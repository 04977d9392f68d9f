"""What is fuzzed: a strategy and what must hold, by name. ``make test`` tries a few of each, ``make fuzz`` many."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st

from bridge import model
from tests.fuzz import deliveries, texts, tokens

CASES: Final = Path(__file__).parent / "cases"


class Property(NamedTuple):
    """``check`` raises for an example that breaks it, and gives the class of outcome for one that does not."""

    examples: st.SearchStrategy[Any]
    check: Callable[[Any], str]


PROPERTIES: Final[Mapping[str, Property]] = {
    "token": Property(tokens.cases, tokens.check),
    "backlog": Property(deliveries.cases("backlog"), deliveries.check),
    "github": Property(deliveries.cases("github"), deliveries.check),
    "body": Property(deliveries.bare, deliveries.check_bare),
    "message": Property(texts.messages_in_styles, texts.check_message),
    "markup": Property(texts.cases, texts.check_markup),
}


def keep(name: str, example: Any, fault: str, path: Path) -> None:
    """Write a case: the property's name, the example as Python writes it, and what it broke."""
    case = {"property": name, "example": repr(example), "fault": fault}
    path.write_text(json.dumps(case, ensure_ascii=True, indent=1) + "\n", encoding="ascii")


def kept(path: Path) -> tuple[str, Any]:
    """A case's property and example."""
    case = json.loads(path.read_text(encoding="ascii"))
    names = {name: getattr(model, name) for name in ("Message", "Line", "Link", "Code", "Person", "Styled", "Fact")}
    return case["property"], eval(case["example"], {**names, "datetime": dt})  # noqa: S307 - files of our own
