"""The flags of a hook's options, from tables: what is said and how, and which deliveries are told."""

from __future__ import annotations

import argparse
from typing import Any, Final

from bridge.filters import BOTH, SWITCHES, WHERE, flag
from bridge.option_words import ENTRIES, KINDS, PLACES, SOURCES, WORDS

STDIN: Final = {"slack_url", "secret"}


def add_places(parser: argparse.ArgumentParser) -> None:
    """Add the flags of where messages go, which only sealing needs."""
    for name, metavar, help_ in PLACES:
        said = f"{help_}; - reads it from stdin" if name in STDIN else help_
        parser.add_argument(flag(name), metavar=metavar, help=said)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add every flag that ``config.Options`` knows, but for those of the destination."""
    for name, metavar, help_ in WORDS:
        parser.add_argument(flag(name), metavar=metavar, help=help_)
    for name, help_ in KINDS:
        _add_list(parser, name, "KIND", f"{help_}; *, lists and repeats allowed")
    for name, metavar, help_ in ENTRIES:
        _add_list(parser, name, metavar, help_)
    filters = parser.add_argument_group(
        "filters of single deliveries",
        "Lists of patterns: * stands for anything, ! leaves out, + must be there, \\ takes the next character as it "
        "is. Of the patterns without a sign one must fit.",
    )
    for row in WHERE.values():
        _add_list(filters, row.name, "PATTERN", f"{row.help}{_whose(row.sources)}, such as {row.example}")
    for switch in SWITCHES.values():
        usual = "" if switch.usual else "no-"
        help_ = f"{switch.help}{_whose(switch.sources)} (default: --{usual}{flag(switch.name)[2:]})"
        filters.add_argument(flag(switch.name), action=argparse.BooleanOptionalAction, default=None, help=help_)


def _add_list(parser: Any, name: str, metavar: str, help_: str) -> None:
    parser.add_argument(flag(name), action="append", metavar=metavar, help=help_)


def _whose(sources: tuple[str, ...]) -> str:
    return "" if sources == BOTH else f" ({SOURCES[sources[0]]})"
