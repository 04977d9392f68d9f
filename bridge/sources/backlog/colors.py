"""The colour bar: the state of the thing, in Backlog's own colours where it has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DEFAULT: Final = "#42CE9F"
"""Backlog's green: something happened that is no state."""

DELETED: Final = "#C9372C"

STATUS: Final[Mapping[str, str]] = {"1": "#ED8077", "2": "#4488C5", "3": "#5EB5A6", "4": "#B0BE3C"}
"""Of an issue, by the id of its status. Custom statuses have colours of their own that no webhook tells."""

PULL: Final[Mapping[str, str]] = {"1": "#4488C5", "2": "#8A9AA3", "3": "#8E6BBF", "4": "#B5BFC4"}
"""Of a pull request: open, closed, merged, draft."""
