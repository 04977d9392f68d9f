"""The colour bar: the state of the thing, in the colours that GitHub gives it (https://primer.style/product/primitives/color/)."""

from __future__ import annotations

from typing import Final

PLAIN: Final = "#0969DA"
"""Something happened that is no state."""

OPEN: Final = "#1A7F37"
DRAFT: Final = "#6E7781"
MERGED: Final = "#8250DF"
DONE: Final = "#8250DF"
"""An issue that was completed: the same purple as merged."""
DROPPED: Final = "#6E7781"
"""An issue closed without having been done."""
CLOSED: Final = "#CF222E"
APPROVED: Final = "#1A7F37"
CHANGES_REQUESTED: Final = "#CF222E"
WARNING: Final = "#BF8700"
DANGER: Final = "#CF222E"
SEVERE: Final = "#BC4C00"
ARCHIVED: Final = "#9A6700"
STAR: Final = "#EAC54F"
SPONSOR: Final = "#BF3989"
SUCCESS: Final = "#1A7F37"
FAILURE: Final = "#CF222E"
PENDING: Final = "#BF8700"
