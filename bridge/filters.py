"""Which activities a config wants. Pure: patterns and what a delivery says in, a Skip or None out.

``WHERE`` and ``SWITCHES`` are the tables of everything that can be asked for beside kinds; options, flags, the sealed
form and ``docs/filters.md`` follow them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from bridge.model import Activity, Filters, Skip, Traits
from bridge.patterns import Pattern, pattern

GITHUB: Final = ("github",)
BACKLOG: Final = ("backlog",)
BOTH: Final = ("backlog", "github")


@dataclass(frozen=True, slots=True)
class Where:
    """A filter that takes patterns. ``name`` is the option's, the trait's and, after ``filtered-``, the reason's.

    ``key`` is its letter in a sealed config, for ever; ``help`` and ``ja`` say in English and Japanese what it asks.
    ``prefixes`` are traits that a pattern may ask instead of ``name``; ``known`` the only values there are, where there
    is such a list; ``shape`` what a pattern of GitHub's looks like. With ``rest``, ``!`` takes values away and a
    delivery is left out when none remains.
    """

    name: str
    key: str
    sources: tuple[str, ...]
    help: str
    ja: str
    example: str
    prefixes: tuple[str, ...] = ()
    cased: bool = False
    known: tuple[str, ...] = ()
    shape: str = ""
    rest: bool = False

    def read(self, text: str) -> Pattern:
        """One of its patterns. Raises ``patterns.Unreadable``."""
        return pattern(text, self.prefixes, cased=self.cased)


@dataclass(frozen=True, slots=True)
class Switch:
    """An option that is on or off. ``usual`` is what holds when nobody asks.

    ``lifts`` is the code of a silence that it lifts when on; ``trait`` what a delivery must not be when it is off.
    """

    name: str
    key: str
    sources: tuple[str, ...]
    help: str
    ja: str
    usual: bool
    lifts: str = ""
    trait: str = ""


CONCLUSIONS: Final = (
    "success",
    "failure",
    "error",
    "pending",
    "neutral",
    "cancelled",
    "skipped",
    "timed_out",
    "action_required",
    "stale",
    "startup_failure",
)
STATES: Final = ("success", "failure", "error", "inactive", "in_progress", "pending", "queued", "waiting")

WHERE: Final[Mapping[str, Where]] = {
    row.name: row
    for row in (
        Where(
            "branch",
            "b",
            BOTH,
            "branches: of a push or a run, base or head of a pull request",
            "ブランチ（プッシュや実行のブランチ、プルリクエストのbaseとhead）",
            "base:main",
            prefixes=("base", "head"),
            cased=True,
        ),
        Where(
            "label",
            "l",
            GITHUB,
            "labels; one that is added later is told, too",
            "ラベル（後から付いたときも通知）",
            "bug",
        ),
        Where(
            "author",
            "a",
            BOTH,
            "who wrote, opened, pushed or started it",
            "書いた人・開いた人・プッシュした人・始めた人",
            "!octocat",
            shape=r"[\w*\[\]-]+",
        ),
        Where("workflow", "w", GITHUB, "workflows, by name or file", "ワークフロー（名前またはファイル名）", "ci.yml"),
        Where(
            "conclusion", "c", GITHUB, "how a run or check ended", "実行やチェックの結果", "failure", known=CONCLUSIONS
        ),
        Where("environment", "e", GITHUB, "environments of deployments", "デプロイ先の環境", "production"),
        Where("state", "s", GITHUB, "states of deployments", "デプロイの状態", "failure", known=STATES),
        Where(
            "repository",
            "r",
            BOTH,
            "repositories, as owner/name or name",
            "リポジトリ（owner/name または name）",
            "acme/web-*",
            shape=r"[\w.*-]+(?:/[\w.*-]+)?",
        ),
        Where("project", "p", BACKLOG, "projects, by key or name", "プロジェクト（キーまたは名前）", "SHOP"),
        Where("issue_type", "t", BACKLOG, "types of issues", "課題の種別", "Bug"),
        Where("category", "k", BACKLOG, "categories of issues", "課題のカテゴリー", "Design"),
        Where("milestone", "m", BACKLOG, "milestones", "マイルストーン", "Sprint *"),
        Where("assignee", "g", BACKLOG, "assignees, by name or id", "担当者（名前またはID）", "12345"),
        Where("change", "f", BACKLOG, "fields that an update changes", "更新で変わった項目", "status", rest=True),
    )
}

SWITCHES: Final[Mapping[str, Switch]] = {
    row.name: row
    for row in (
        Switch(
            "drafts",
            "d",
            GITHUB,
            "tell draft pull requests, too",
            "下書きのプルリクエストも通知する",
            usual=False,
            lifts="draft",
        ),
        Switch(
            "bots",
            "b",
            GITHUB,
            "tell bots' comments and dependency updates, too",
            "ボットのコメントや依存関係の更新も通知する",
            usual=False,
            lifts="bot",
        ),
        Switch(
            "private",
            "p",
            GITHUB,
            "tell what happens in private repositories",
            "非公開リポジトリの出来事を通知する",
            usual=True,
            trait="private",
        ),
        Switch(
            "checklist_ticks",
            "t",
            BOTH,
            "tell edits that only tick boxes of a checklist",
            "チェックボックスだけの編集も通知する",
            usual=True,
            trait="ticks",
        ),
    )
}
YES: Final = ("yes",)
"""What a trait says for a switch to hold a delivery back."""

_HELD: Final = {
    "private": "this hook holds back what happens in private repositories (--no-private).",
    "checklist_ticks": "the edit only ticks boxes of a checklist (--no-checklist-ticks).",
}


def flag(name: str) -> str:
    """An option's name on the command line."""
    return f"--{name.replace('_', '-')}"


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
    ``also`` are; ``skip`` takes away from either; ``where`` and ``switches`` then ask the delivery itself. What the
    source itself is silent about is lifted by its own switch or by nothing.
    """
    if activity.test:
        return None
    lifted = {row.lifts for row in SWITCHES.values() if row.lifts and row.name in filters.switches}
    quiet = next((reason for reason in activity.quiet_reasons if reason.code not in lifted), None)
    return quiet or _kind(activity, filters) or _delivery(activity, filters)


def unanswered(activity: Activity, filters: Filters) -> tuple[str, ...]:
    """The filters that this kind could answer and this delivery does not: it is told, and the log says so."""
    if activity.test or not (filters.where or filters.switches):
        return ()
    traits = activity.traits
    asked = [(name, {p.of or name for p in _read(name, texts)}) for name, texts in filters.where.items()]
    asked += [(name, {SWITCHES[name].trait}) for name in filters.switches]
    return tuple(name for name, names in asked if any(traits.get(trait, ()) is None for trait in names))


def _kind(activity: Activity, filters: Filters) -> Skip | None:
    kind = activity.kind
    if named(filters.skip, kind):
        return Skip("filtered-skip", f"this hook leaves out {kind} (--skip).")
    if filters.only:
        return None if named(filters.only, kind) else Skip("filtered-only", f"{kind} is not among this hook's --only.")
    if activity.told == "default" or named(filters.also, kind) or _newly_labelled(activity, filters):
        return None
    return Skip("on-request", f"{kind} is told only when a hook asks for it (--only or --also).")


def _newly_labelled(activity: Activity, filters: Filters) -> bool:
    """Whether it just got a label that this hook waits for: until now the hook has told nothing of it."""
    waited = [p for p in _read("label", filters.where.get("label", ())) if p.sign != "!"]
    return bool(waited) and any(p.fits(activity.traits.get("labelled") or ()) for p in waited)


def _delivery(activity: Activity, filters: Filters) -> Skip | None:
    if not (filters.where or filters.switches):
        return None
    traits = activity.traits
    for name, texts in filters.where.items():
        if not _passes(WHERE[name], _read(name, texts), traits):
            return Skip(f"filtered-{name.replace('_', '-')}", f"this hook's {flag(name)} leaves it out.")
    for name in filters.switches:
        if traits.get(SWITCHES[name].trait) == YES:
            return Skip(f"filtered-{name.replace('_', '-')}", _HELD[name])
    return None


def _read(name: str, texts: tuple[str, ...]) -> list[Pattern]:
    return [WHERE[name].read(text) for text in texts]


def _passes(row: Where, patterns: list[Pattern], traits: Traits) -> bool:
    """Only the patterns that the delivery can answer count."""
    asked = [(p, values) for p in patterns if (values := traits.get(p.of or row.name)) is not None]
    excluding = [(p, values) for p, values in asked if p.sign == "!"]
    if row.rest:
        left = {p: tuple(v for v in values if not any(x.fits((v,)) for x, _ in excluding)) for p, values in asked}
        if any(values and not left[p] for p, values in asked):
            return False
        asked = list(left.items())
    elif any(p.fits(values) for p, values in excluding):
        return False
    one_of = [p.fits(values) for p, values in asked if not p.sign]
    return all(p.fits(values) for p, values in asked if p.sign == "+") and (not one_of or any(one_of))
