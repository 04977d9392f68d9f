"""Boxes of a checklist: whether an edit did nothing but tick some."""

from __future__ import annotations

import re
from typing import Final

# https://github.github.com/gfm/#task-list-items-extension-; Backlog writes the same in both of its notations.
_BOX: Final = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[ xX]\](?=\s|$)", re.MULTILINE)


def only_ticks(old: str, new: str) -> bool:
    """Whether the two texts differ, and in nothing but the marks in their boxes."""
    return old != new and _BOX.sub(r"\1[]", old) == _BOX.sub(r"\1[]", new)
