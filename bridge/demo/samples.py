"""Sends the sources' own samples as their senders would: through HTTP, to sealed URLs, signed if a hook has a secret.

A sample in English goes to all channels, one in Japanese to the Japanese channel: one delivery with several configs.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from itertools import chain, zip_longest
from typing import Any, Final

import httpx

from bridge.model import Context, Delivery, Filters, HookConfig, Language, Secret, Source, Style, Vault

PACE: Final = 0.7
"""Seconds between two samples."""
SPACE: Final = "https://acme.backlog.com"
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ja")
NAMES: Final = {"github": "GitHub"}

FIRST: Final = (
    "issue.commented__with_file",
    "push.default__commits",
    "issue.updated__resolved",
    "push.default__japanese",
    "issue.commented__mention",
    "pull_request.closed.merged",
    "pull_request.opened__japanese",
    "issue.created__japanese",
    "pull_request.opened",
    "issue.created__bug",
    "issues.opened__bug",
    "wiki.created__notes",
    "workflow_run.completed.failure",
    "pull_request_review.submitted.changes_requested",
    "dependabot_alert.created",
    "release.published",
    "deployment_status.created.success",
    "push.forced",
    "issue.updated__assigned",
    "issues.closed.completed",
    "pull_request.created",
    "issue.notified",
    "issue.bulk_updated__closed",
    "git.pushed__commits",
    "milestone.updated",
)
"""What a visitor sees first, by the beginning of a sample's name; then the rest by their names."""

PEOPLE: Final[Mapping[str, tuple[str, str]]] = {
    "backlog:205": ("U01RIN00205", "小林 凛"),
    "backlog:204": ("U01LUCAS204", "Lucas Meyer"),
    "github:octo-rin": ("U01RIN00205", "小林 凛"),
    "github:octo-lucas": ("U01LUCAS204", "Lucas Meyer"),
}
"""Whose Slack account is whose: the key of a hook's map, the member id, and the name that the inbox shows."""

ROUND: Final = 80
"""Samples that come by themselves: about a minute. The others come when somebody asks for another."""

KANA: Final = re.compile("[\u3041-\u30ff]")


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that gets samples: those in one of ``takes``, told in ``language`` and ``style``."""

    name: str
    language: Language
    style: Style
    takes: frozenset[Language]
    topic: Mapping[Language, str]


CHANNELS: Final = (
    Channel(
        "team-en", "en", "full", frozenset({"en"}),
        {"en": "Backlog and GitHub, told in English", "ja": "BacklogとGitHubの通知（英語）"},
    ),
    Channel(
        "team-ja", "ja", "full", frozenset({"en", "ja"}),
        {"en": "Backlog and GitHub, told in Japanese", "ja": "BacklogとGitHubの通知（日本語）"},
    ),
    Channel(
        "short", "en", "compact", frozenset({"en"}),
        {"en": "The same in one line each: --style compact", "ja": "1行ずつの短い通知（--style compact）"},
    ),
)  # fmt: skip
YOURS: Final = tuple(
    Channel(
        "your-own", language, "full", frozenset(),
        {"en": "A webhook of your own lands here", "ja": "あなたのWebhookはここに届きます"},
    )
    for language in LANGUAGES
)  # fmt: skip
"""The visitor's own channel, which a hook tells in the language of the page that made it."""


def hook(origin: str, source: str, channel: Channel, secret: str = "") -> HookConfig:
    """A hook for one channel. The inbox's address names the app, as an incoming webhook of Slack belongs to one."""
    people = {key: member for key, (member, _) in PEOPLE.items() if key.startswith(f"{source}:")}
    app = NAMES.get(source, source.title())
    return HookConfig(
        destination=Secret(f"{origin}/inbox/hooks/{channel.name}?app={app}"),
        secret=Secret(secret) if secret else None,
        context=Context(
            space=SPACE if source == "backlog" else "", language=channel.language, style=channel.style, people=people
        ),
        filters=Filters(only=("*",)),
        issued=int(time.time()),
    )


class Sender:
    """Knows every sample and sends them, one at a time, in an order that is nice to look at."""

    def __init__(
        self,
        origin: str,
        sources: Mapping[str, Source],
        vault: Vault,
        *,
        secret: str,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Seals a hook for each source and channel, with the secret if a source signs. ``transport`` is for tests."""

        def token(source: str, channel: Channel, secret: str = "") -> str:
            return vault.seal(hook(origin, source, channel, secret), source).text()

        self._origin = origin
        self._sources = sources
        self._secret = Secret(secret)
        self._tokens = {
            name: {each.name: token(name, each, secret if source.signs else "") for each in CHANNELS}
            for name, source in sources.items()
        }
        self.own = {name: {each.language: token(name, each) for each in YOURS} for name in sources}
        """Tokens of hooks without a secret, for the visitor's own webhooks: by source, then by language."""
        self.samples = in_order(sources)
        self.first = {sample.source: sample for _, sample in reversed(self.samples)}
        """The best sample of each source."""
        self._next: dict[str, int] = {}
        self._sending = threading.Lock()
        self._stopped = threading.Event()
        self._client = httpx.Client(trust_env=False, timeout=10, transport=transport)

    def send(self, channel: str = "") -> dict[str, Any]:
        """Send the next sample that ``channel`` gets; an empty name stands for all. Says what was sent and answered."""
        with self._sending:
            if self._stopped.is_set():
                return {"sample": "", "status": 503, "answer": "The demo is stopping."}
            start = self._next.get(channel, self._next.get("", 0) if channel else 0)
            turn = [*range(start, len(self.samples)), *range(start)]
            for number in turn:
                name, sample = self.samples[number]
                if tokens := self._tokens_for(sample, channel):
                    self._next[channel] = number + 1
                    return {"sample": name, **self._post(sample, tokens)}
        return {"sample": "", "status": 404, "answer": "There is no sample for this channel."}

    def _tokens_for(self, sample: Delivery, channel: str) -> list[str]:
        language = language_of(sample.body)
        if channel == YOURS[0].name:
            return [self.own[sample.source][language]]
        names = [each.name for each in CHANNELS if language in each.takes]
        return [self._tokens[sample.source][name] for name in names] if not channel or channel in names else []

    def _post(self, sample: Delivery, tokens: Sequence[str]) -> dict[str, Any]:
        signed = self._sources[sample.source].sign(sample, self._secret)
        url = f"{self._origin}/hooks/{sample.source}?" + "&".join(f"config={token}" for token in tokens)
        try:
            answer = self._client.post(url, content=signed.body, headers=dict(signed.headers))
        except httpx.HTTPError as error:
            return {"status": 503, "answer": type(error).__name__}
        return {"status": answer.status_code, "answer": answer.text}

    def play(self, *, pace: float = PACE, most: int = ROUND) -> Iterator[dict[str, Any]]:
        """The first samples, at most ``most``; ends early when it is stopped."""
        for _ in self.samples[:most]:
            if self._stopped.is_set():
                return
            yield self.send()
            self._stopped.wait(pace)

    def stop(self) -> None:
        """Send no more; returns when the one under way has its answer."""
        self._stopped.set()
        with self._sending:
            self._client.close()


def language_of(body: bytes) -> Language:
    """Japanese when there is kana in it: names of people alone (漢字) do not make a text Japanese."""
    try:
        text = json.dumps(json.loads(body), ensure_ascii=False)
    except ValueError:
        text = body.decode(errors="replace")
    return "ja" if KANA.search(text) else "en"


def in_order(sources: Mapping[str, Source]) -> list[tuple[str, Delivery]]:
    """Name and delivery of every shipped sample: the sources in turn, of each the best ones first."""

    def place(sample: tuple[str, Delivery]) -> int:
        return next((at for at, start in enumerate(FIRST) if sample[0].startswith(start)), len(FIRST))

    each = [sorted(shipped(source), key=place) for source in sources.values()]
    return [pair for pair in chain.from_iterable(zip_longest(*each)) if pair is not None]


def shipped(source: Source) -> Iterator[tuple[str, Delivery]]:
    """All of a source's samples, ``<kind>__<detail>.json`` in its folder; where it has none, those that it tells of."""
    folder = resources.files("bridge.sources") / source.name / "samples"
    if not folder.is_dir():
        yield from ((row.name, sample) for row in source.rows() if (sample := source.sample(row.name)))
        return
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        name = file.name.removesuffix(".json")
        if name != file.name and (sample := source.sample(name.partition("__")[0])):
            yield name, replace(sample, body=file.read_bytes())
