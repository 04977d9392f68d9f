"""Hooks as people make and look at them: sealed, changed, inspected, previewed, tried; for commands and the page.

Everything is checked here and in ``config``; nothing here knows a command line or HTTP.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal
from urllib.parse import parse_qs, urlsplit

from bridge.config import Options, context_and_filters, derive, describe, hook_config
from bridge.errors import SealBroken, SealRevoked, SettingInvalid
from bridge.filters import matches, unanswered, wanted
from bridge.model import Activity, Clock, Delivery, Filters, HookConfig, KindRow, Skip, Source, Token
from bridge.seal import SealVault
from bridge.slack.destination import check_destination
from bridge.slack.render import render, safe


@dataclass(frozen=True, slots=True)
class Made:
    """A configuration that was asked for and can be sealed, and the source that it is for."""

    source: str
    config: HookConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Makes hooks and looks at them. ``destinations`` are the allowed origins, ``clock`` is in epoch seconds."""

    vault: SealVault
    sources: Mapping[str, Source]
    destinations: Sequence[str]
    clock: Clock

    def make(self, options: Options, old: str = "") -> Made:
        """What the options ask for, made from an ``old`` hook's URL where one is given.

        Raises SettingInvalid; for the old one SealBroken, SealRevoked and VaultUnavailable.
        """
        opened = self.vault.opened(only_token(old), tuple(self.sources)) if old else None
        name = options.source or (opened.source if opened else "")
        if name not in self.sources:
            raise SettingInvalid(f"source must be {' or '.join(self.sources)}.")
        known = [row.name for row in self.sources[name].rows()]
        checks: dict[str, Any] = {
            "now": self.clock(),
            "check_destination": lambda url: check_destination(url, self.destinations),
            "known_kinds": known,
        }
        config = derive(opened, options, **checks) if opened else hook_config(options, **checks)
        return Made(name, config)

    def seal(self, made: Made) -> Token:
        """Raises VaultUnavailable; SettingInvalid when the configuration is too long."""
        return self.vault.seal(made.config, made.source)

    def inspect(self, token: Token, *, ended: bool = False) -> dict[str, Any]:
        """What a token says, without its secrets; with ``ended`` a revoked or expired one, too. Raises as ``open``."""
        return describe(self.vault.opened(token, tuple(self.sources), ended=ended))

    def ended(self, token: Token) -> dict[str, Any] | None:
        """What a token that does not work any more was set to, if it can still be read."""
        try:
            return self.inspect(token, ended=True)
        except (SealBroken, SealRevoked):
            return None

    def trial(self, made: Made) -> tuple[Delivery, Made]:
        """A shipped sample that the hook tells, signed as the sender would, and the hook to send it to.

        A hook that tells none of the samples (they are of no branch or person that it names) is tried without its
        filters: the trial is of the way to the channel.
        """
        source = self.sources[made.source]
        fit = (sample for sample, read in _real(source) if wanted(read, made.config.filters) is None)
        told = next(fit, None)
        sample = told or next(_real(source))[0]
        config = made.config if told else replace(made.config, filters=Filters(only=("*",)))
        return source.sign(sample, config.secret) if config.secret else sample, Made(made.source, config)


def _real(source: Source) -> Iterator[tuple[Delivery, Activity]]:
    """The shipped samples that are no tests of the sender's own, each read when it is asked for: there are hundreds."""
    for row in source.rows():
        if (sample := source.sample(row.name)) and not (read := source.read(sample)).test:
            yield sample, read


def tokens(text: str) -> list[Token]:
    """From a whole URL or a bare token. Raises SealBroken."""
    text = text.strip()
    bare = not {"/", "?", "="} & set(text)
    try:
        texts = [text] if bare else parse_qs(urlsplit(text).query, keep_blank_values=True).get("config", [])
    except ValueError:
        texts = []
    if not texts:
        raise SealBroken("The URL has no config: it is not a hook's whole URL.")
    return [Token.parse(each) for each in texts]


def only_token(text: str) -> Token:
    """The token of a URL that has one. Raises SealBroken, SettingInvalid."""
    found = tokens(text)
    if len(found) > 1:
        raise SettingInvalid(f"The URL has {len(found)} configs: give one hook's URL at a time.")
    return found[0]


def sample(source: Source, kind: str) -> Delivery | Skip:
    """The shipped sample of a kind, or why it has none. Part of a name stands for the first kind that it matches.

    Raises SettingInvalid.
    """
    rows = [row for row in source.rows() if row.name == kind] or [r for r in source.rows() if matches(kind, r.name)]
    if not rows:
        raise SettingInvalid(f"There is no kind {kind[:100]!r}; bridge kinds {source.name} lists them.")
    samples = (source.sample(row.name) for row in rows)
    return next((found for found in samples if found), Skip("quiet", rows[0].reason))


def preview(source: Source, delivery: Delivery | Skip, options: Options, *, asked: str = "") -> dict[str, Any]:
    """How a delivery would look, or why it would not be told. ``asked`` is a kind that was asked for by name.

    Raises SettingInvalid, PayloadMalformed.
    """
    context, filters = context_and_filters(options, [row.name for row in source.rows()])
    if isinstance(delivery, Skip):
        return {"outcome": "skipped", "reason": delivery.reason}
    activity = source.read(delivery)
    if asked and not filters.only:
        filters = replace(filters, also=(*filters.also, asked))
    if skip := wanted(activity, filters):
        return {"outcome": "skipped", "reason": skip.reason}
    payload, _ = safe(render(source.compose(activity, context), style=context.style))
    notes = [f"unfiltered: {name}" for name in unanswered(activity, filters)]
    return {"outcome": "told", "kind": activity.kind} | ({"notes": notes} if notes else {}) | {"payload": payload}


def kind_row(row: KindRow) -> dict[str, Any]:
    """A row of a table as JSON."""
    shown = {"name": row.name, "told": row.told, "description": dict(row.description)}
    return shown | ({"reason": row.reason} if row.reason else {})


Told = Literal["told by default", "on request", "quiet"]
TOLD: Final[Mapping[str, Told]] = {"default": "told by default", "request": "on request", "quiet": "quiet"}
