"""A push as its body tells it: which ref, what became of it, which commits.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bridge.sources.payload import items, mapping, one_line

MOST_COMMITS: Final = 2048
"""A body lists no more; a push may bring more."""

_HEADS, _TAGS = "refs/heads/", "refs/tags/"


@dataclass(frozen=True, slots=True)
class Push:
    """``count`` is None where the body does not say; ``before`` and ``after`` are empty where there is no commit."""

    name: str
    is_tag: bool
    is_default: bool
    created: bool
    deleted: bool
    forced: bool
    before: str
    after: str
    count: int | None
    commits: list[dict[str, Any]]

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Push:
        """Read a body of the event ``push``."""
        ref = one_line(body.get("ref"))
        name = ref.removeprefix(_HEADS).removeprefix(_TAGS) or ref
        repository = mapping(body.get("repository"))
        default = one_line(repository.get("default_branch")) or one_line(repository.get("master_branch"))
        before, after = _commit(body.get("before")), _commit(body.get("after"))
        head = mapping(body.get("head_commit"))
        commits = items(body.get("commits"))
        listed = isinstance(body.get("commits"), list)
        return cls(
            name=name,
            is_tag=ref.startswith(_TAGS),
            # A branch of a repository that does not name its default may be the one: it is told.
            is_default=name == default if default else True,
            created=body.get("created") is True or (_zeros(body.get("before")) and bool(after)),
            deleted=body.get("deleted") is True or (_zeros(body.get("after")) and bool(before)),
            forced=body.get("forced") is True,
            before=before,
            after=after,
            count=len(commits) if listed else 1 if head else None,
            commits=commits if listed else [head] if head else [],
        )


def _zeros(value: object) -> bool:
    sha = one_line(value)
    return len(sha) >= 40 and not sha.strip("0")


def _commit(value: object) -> str:
    return "" if _zeros(value) else one_line(value)
