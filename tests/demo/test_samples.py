"""What the demo sends, and in which order."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from bridge.demo.samples import CHANNELS, YOURS, Sender, in_order, language_of, shipped
from bridge.model import Delivery, HookConfig, KindRow, Secret, Token
from bridge.sources import SOURCES
from bridge.sources.github import signature
from tests.demo.running import running_demo


@dataclass
class ListedSource:
    """A source of the given kinds, whose samples say their kind."""

    name: str
    kinds: Sequence[str]
    words: str = "words"
    signs: bool = False

    def rows(self) -> Sequence[KindRow]:
        return [KindRow(kind, "default", {"en": kind, "ja": kind}) for kind in self.kinds]

    def sample(self, kind: str) -> Delivery | None:
        body = json.dumps({"kind": kind, "words": self.words}).encode()
        return None if kind.startswith("without") else Delivery(self.name, {"x-github-event": kind}, body)

    def sign(self, delivery: Delivery, secret: Secret) -> Delivery:
        return signature.sign(delivery, secret) if self.signs else delivery

    def verify(self, delivery: Delivery, config: HookConfig) -> None:
        raise NotImplementedError

    def read(self, delivery: Delivery) -> Any:
        raise NotImplementedError

    def delivery_id(self, delivery: Delivery, activity: Any) -> str:
        raise NotImplementedError

    def compose(self, activity: Any, context: Any) -> Any:
        raise NotImplementedError


@dataclass
class ListingVault:
    """Seals nothing: a token is a number, and the configs are there to be looked at."""

    configs: list[HookConfig] = field(default_factory=list)

    def seal(self, config: HookConfig, purpose: str) -> Token:
        self.configs.append(config)
        return Token(f"{purpose}-{len(self.configs) - 1:04}".encode())

    def open(self, token: Token, purpose: str) -> HookConfig:
        return self.configs[int(token.raw[-4:])]


@dataclass
class Deaf:
    """An HTTP transport that writes down what it is asked and answers with a status."""

    status: int = 200
    asked: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if not self.status:
            raise httpx.ConnectError("nobody there")
        return httpx.Response(self.status, text="answer")


def sender(*sources: ListedSource, status: int = 200) -> tuple[Sender, ListingVault, Deaf]:
    vault, deaf = ListingVault(), Deaf(status)
    made = Sender(
        "http://127.0.0.1:1",
        {s.name: s for s in sources},
        vault,
        secret="a secret",
        transport=httpx.MockTransport(deaf),
    )
    return made, vault, deaf


def destinations(vault: ListingVault, request: httpx.Request) -> list[str]:
    return [
        vault.open(Token.parse(text), "").destination.reveal().partition("/hooks/")[2]
        for text in request.url.params.get_list("config")
    ]


def test_sources_take_turns_and_the_best_come_first() -> None:
    one = ListedSource("one", ["a", "without.sample", "issue.notified", "b"])
    two = ListedSource("two", ["c", "pull_request.opened"])
    kinds = [kind for kind, _ in in_order({"one": one, "two": two})]
    assert kinds == ["issue.notified", "pull_request.opened", "a", "c", "b"]


@pytest.mark.untraced  # other tests tread the same lines
def test_every_row_that_has_a_sample_is_sent() -> None:
    for name, source in SOURCES.items():
        samples = dict(shipped(source))
        kinds = {sample.partition("__")[0] for sample in samples}
        assert kinds == {row.name for row in source.rows() if source.sample(row.name)}
        assert all(source.sample(kind) in samples.values() for kind in kinds)
        assert samples.items() <= dict(pair for pair in in_order(SOURCES) if pair[1].source == name).items()


@pytest.mark.parametrize(
    ("words", "language"),
    [("", "en"), ("小林 凛", "en"), ("予約アプリ", "ja"), ("を", "ja"), ("\\u3092", "en")],
)
def test_kana_makes_a_sample_japanese(words: str, language: str) -> None:
    assert language_of(json.dumps({"words": words}).encode()) == language
    assert language_of(f"payload={words}".encode()) == language


def test_english_goes_everywhere_japanese_to_the_japanese_channel() -> None:
    made, vault, deaf = sender(ListedSource("first", ["a"]), ListedSource("other", ["b"], "リリース"))
    assert [made.send()["status"], made.send()["status"]] == [200, 200]
    assert destinations(vault, deaf.asked[0]) == [f"{each.name}?app=First" for each in CHANNELS]
    assert destinations(vault, deaf.asked[1]) == ["team-ja?app=Other"]
    languages = [vault.open(Token.parse(t), "").context.language for t in deaf.asked[0].url.params.get_list("config")]
    assert languages == [each.language for each in CHANNELS]


def test_a_channel_gets_its_next_sample() -> None:
    made, vault, deaf = sender(ListedSource("first", ["a", "b"]), ListedSource("other", ["c"], "リリース"))
    assert [made.send("team-en")["sample"] for _ in range(3)] == ["a", "b", "a"]
    assert [made.send("team-ja")["sample"] for _ in range(4)] == ["a", "c", "b", "a"]
    assert [made.send(YOURS[0].name)["sample"] for _ in range(2)] == ["a", "c"]
    assert destinations(vault, deaf.asked[-1]) == ["your-own?app=Other"]
    nothing = made.send("nowhere")
    assert (nothing["sample"], nothing["status"]) == ("", 404)


def test_only_hooks_with_a_secret_are_signed() -> None:
    made, vault, deaf = sender(ListedSource("signing", ["a"], signs=True), ListedSource("first", ["b"]))
    made.send()
    made.send()
    signed, unsigned = deaf.asked
    assert signed.headers["x-github-event"] == "a"
    assert (
        signed.headers["x-hub-signature-256"]
        == "sha256=" + hmac.new(b"a secret", signed.content, hashlib.sha256).hexdigest()
    )
    assert "x-hub-signature-256" not in unsigned.headers
    secrets = {vault.open(Token.parse(text), "").secret is None for text in signed.url.params.get_list("config")}
    assert secrets == {False}
    assert vault.open(Token.parse(made.own["signing"]["ja"]), "").secret is None


def test_a_round_ends_when_it_is_stopped() -> None:
    made, _, deaf = sender(ListedSource("first", ["a", "b", "c"]))
    assert [sent["sample"] for sent in made.play(pace=0)] == ["a", "b", "c"]
    for sent in made.play(pace=30):
        made.stop()
        assert sent["sample"] == "a"
    assert len(deaf.asked) == 4
    assert list(made.play()) == []
    assert made.send()["status"] == 503


def test_what_goes_wrong_is_said() -> None:
    made, _, _ = sender(ListedSource("first", ["a"]), status=502)
    assert made.send() == {"sample": "a", "status": 502, "answer": "answer"}
    made, _, _ = sender(ListedSource("first", ["a"]), status=0)
    assert made.send() == {"sample": "a", "status": 503, "answer": "ConnectError"}


@pytest.mark.untraced  # other tests tread the same lines
def test_every_sample_arrives_and_slack_would_take_it(tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        answers = list(demo.sender.play(pace=0))
        assert {answer["status"] for answer in answers} == {200}, answers
        with httpx.stream("GET", f"{demo.address}/inbox/events", timeout=60) as events:
            shown = []
            for line in events.iter_lines():
                if line == "event: live":
                    break
                if line.startswith("data: ") and '"channel"' in line:
                    shown.append(json.loads(line.removeprefix("data: ")))
    assert {each["channel"] for each in shown} == {each.name for each in CHANNELS}
    assert len(shown) >= len(answers)
    assert not [each for each in shown if each["word"]]
