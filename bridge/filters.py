"""Which activities a config wants. Pure: patterns in, a Skip or None out."""

from __future__ import annotations

from fnmatch import fnmatchcase

from bridge.model import Activity, Filters, Skip


def matches(pattern: str, kind: str) -> bool:
    """Whether ``pattern`` names ``kind``. ``*`` stands for anything; a pattern without a kind's last part means all of
    them: ``push`` matches ``push.branch``, ``pull_request.closed`` matches ``pull_request.closed.merged``."""
    return fnmatchcase(kind, pattern) or fnmatchcase(kind, f"{pattern}.*")


def named(patterns: tuple[str, ...], kind: str) -> bool:
    """Whether any of the patterns names the kind."""
    return any(matches(pattern, kind) for pattern in patterns)


def wanted(activity: Activity, filters: Filters) -> Skip | None:
    """None when the hook tells this activity, else the Skip that says which filter or rule silenced it.

    The sender's own test passes everything. ``only`` names exactly what is told; without it the table's defaults and
    ``also`` are; ``skip`` takes away from either. What the source itself is silent about is lifted by no pattern.
    """
    if activity.test:
        return None
    kind = activity.kind
    if activity.quiet_reason is not None:
        return activity.quiet_reason
    if named(filters.skip, kind):
        return Skip("filtered-skip", f"this hook leaves out {kind} (--skip).")
    if filters.only:
        return None if named(filters.only, kind) else Skip("filtered-only", f"{kind} is not among this hook's --only.")
    if activity.told == "default" or named(filters.also, kind):
        return None
    return Skip("on-request", f"{kind} is told only when a hook asks for it (--only or --also).")
