"""Golden pairs: every shipped sample and every case of a source, beside what Slack is told of it.

``python -m tests.golden`` names the pairs that differ; ``python -m tests.golden --write`` writes them anew, to be
looked at (``make gallery``) and committed with the change that made them differ. Tests only compare.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bridge.model import Context, Delivery, Language
from bridge.slack.render import render
from bridge.sources import SOURCES

ROOT: Final = Path(__file__).parents[1]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ja")
SUFFIX: Final = ".slack.json"

PEOPLE: Final[Mapping[str, str]] = {
    "backlog:205": "U0RIN0KOBA",
    "backlog:Emma Clark": "U0EMMACLRK",
    "github:octo-emma": "U0EMMACLRK",
}
STATUSES: Final[Mapping[str, str]] = {"51235": "Waiting for the customer"}
SPACES: Final[Mapping[str, str]] = {"backlog": "https://acme.backlog.com"}


def _backlog_headers(_: str) -> dict[str, str]:
    return {"content-type": "application/json; charset=UTF-8"}


def _github_headers(name: str) -> dict[str, str]:
    return {"content-type": "application/json", "x-github-event": re.split(r"__|\.", name, maxsplit=1)[0]}


HEADERS: Final[Mapping[str, Callable[[str], dict[str, str]]]] = {"backlog": _backlog_headers, "github": _github_headers}
"""What a source's deliveries carry; the argument is the body's file name."""


@dataclass(frozen=True)
class Pair:
    """A body and what should become of it. ``name`` is ``<kind>__<detail>``."""

    source: str
    name: str
    body: Path
    golden: Path

    @property
    def kind(self) -> str:
        """The kind that the name says."""
        return self.name.split("__")[0]

    def delivery(self) -> Delivery:
        """The body as it would arrive."""
        return Delivery(self.source, HEADERS[self.source](self.name), self.body.read_bytes())

    def told(self) -> dict[str, Any]:
        """What Slack is told, as the golden file holds it: whole in both languages, and the compact lines."""
        source = SOURCES[self.source]
        activity = source.read(self.delivery())
        told: dict[str, Any] = {}
        compact: dict[str, str] = {}
        for language in LANGUAGES:
            context = Context(space=SPACES.get(self.source, ""), language=language, people=PEOPLE, statuses=STATUSES)
            message = source.compose(activity, context)
            told[language] = render(message)
            compact[language] = render(message, style="compact")["text"]
        return {**told, "compact": compact}

    def written(self) -> str:
        """The golden file's text as it should be."""
        return json.dumps(self.told(), ensure_ascii=False, indent=2) + "\n"


def pairs(source: str) -> Iterator[Pair]:
    """A source's pairs: the samples that ship with it, then the cases that only tests need."""
    tests = ROOT / "tests" / "sources" / source
    for folder, goldens in ((ROOT / "bridge" / "sources" / source / "samples", tests), (tests / "cases",) * 2):
        for body in sorted(folder.glob("*.json")):
            if not body.name.endswith(SUFFIX):
                yield Pair(source, body.stem, body, goldens / f"{body.stem}{SUFFIX}")


def all_pairs() -> list[Pair]:
    """Every pair of every source."""
    return [pair for source in SOURCES for pair in pairs(source)]


def strays(source: str) -> list[Path]:
    """Golden files whose body is gone."""
    wanted = {pair.golden for pair in pairs(source)}
    return sorted(set((ROOT / "tests" / "sources" / source).rglob(f"*{SUFFIX}")) - wanted)


def main(arguments: list[str]) -> int:
    """Compare, or write; the exit status is 1 where something differs and is not written."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description="Compare or write the golden pairs.")
    parser.add_argument("--write", action="store_true", help="write the files that differ")
    write = parser.parse_args(arguments).write
    differing = 0
    for pair in all_pairs():
        wanted = pair.written()
        if not pair.golden.exists() or pair.golden.read_text(encoding="utf-8") != wanted:
            differing += 1
            print(("written: " if write else "differs: ") + str(pair.golden.relative_to(ROOT)))
            if write:
                pair.golden.write_text(wanted, encoding="utf-8")
    for stray in (stray for source in SOURCES for stray in strays(source)):
        differing += 1
        print(("removed: " if write else "stray: ") + str(stray.relative_to(ROOT)))
        if write:
            stray.unlink()
    return 1 if differing and not write else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
