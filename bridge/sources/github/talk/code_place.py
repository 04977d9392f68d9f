"""Where in the code a comment stands, and what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Line, Spans
from bridge.sources.github.scene import Scene
from bridge.sources.payload import number, one_line, text
from bridge.sources.spans import clean

SHOWN: Final = 3
"""Lines of code that are shown above a comment on them."""

LONGEST: Final = 160
"""Characters of such a line."""


def place(scene: Scene, comment: Mapping[str, Any], url: str) -> Spans:
    """``path:line`` or ``path:first-last`` within a sentence, linked to the comment; nothing where there is no path."""
    path = one_line(comment.get("path"))
    if not path:
        return ()
    first, last = _lines(comment)
    lines = f"{first}-{last}" if first < last else str(last)
    return scene.thing("ref", f"{path}:{lines}" if last else path, url)


def commented_lines(comment: Mapping[str, Any]) -> tuple[Line, ...]:
    """The last lines of the hunk, which are those the comment is on, as code; nothing for a whole file."""
    first, last = _lines(comment)
    if not last:
        return ()
    many = min(SHOWN, last - first + 1)
    rows = clean(text(comment.get("diff_hunk"))).rstrip("\n").rsplit("\n", many)[-many:]
    shown = [row if len(row) <= LONGEST else f"{row[:LONGEST]}…" for row in rows if row and not row.startswith("@@")]
    # The blank line keeps them apart from code that the comment may begin with.
    return (*(Line((row,), kind="code") for row in shown), Line()) if shown else ()


def _lines(comment: Mapping[str, Any]) -> tuple[int, int]:
    """The first line and the last. Where the code has changed since, those that it had when the comment was made.

    Zeros for a comment on a whole file.
    """
    if comment.get("subject_type") == "file":
        return 0, 0
    old = "" if number(comment.get("line")) is not None else "original_"
    first, last = (number(comment.get(f"{old}{key}")) for key in ("start_line", "line"))
    if last is None or last < 1:
        return 0, 0
    return (first if first is not None and 0 < first <= last else last), last
