"""The straight line, with parts that write down what they were told."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bridge.errors import (
    DestinationBusy,
    InternalError,
    PayloadMalformed,
    SealBroken,
    SealRevoked,
    SignatureMismatch,
    SourceUnknown,
)
from bridge.model import Context, Delivery, Envelope, Filters, HookConfig, Receipt, Secret, Skip, Token
from bridge.relay import MOST_HOOKS, Relay
from tests.fakes import HOOK, FakeActivity, FakeOutbox, FakeSource, FakeVault

DELIVERY = Delivery("backlog", {}, b"{}")
FIRST, SECOND = Token(b"first token"), Token(b"second token")


def render(message: Any, **options: str) -> dict[str, Any]:
    return {"text": "".join(message.headline), **options}


def line(
    *,
    source: FakeSource | None = None,
    outbox: Any = None,
    configs: Mapping[bytes, HookConfig | Exception] | None = None,
    people: Mapping[str, str] | None = None,
) -> Relay:
    return Relay(
        vault=FakeVault(configs or {FIRST.raw: HOOK, SECOND.raw: HOOK}),
        sources={"backlog": source or FakeSource()},
        render=render,
        outbox=outbox or FakeOutbox(),
        clock=time.monotonic,
        people=people,
    )


def test_one_hook_is_told_and_every_step_is_timed() -> None:
    outbox = FakeOutbox()
    config = replace(HOOK, channel="#dev", username="Backlog", icon=":bee:", context=Context(style="compact"))
    [outcome] = line(outbox=outbox, configs={FIRST.raw: config}).relay(DELIVERY, [FIRST.text()], deadline=9e9)
    assert outcome.ending == Receipt("posted")
    assert (outcome.id, outcome.kind, outcome.place) == (FIRST.id, "thing.happened", "ACME")
    assert set(outcome.ms) == {"open", "verify", "read", "compose", "render", "post"}
    [(payload, url)] = outbox.posted
    assert payload == {
        "text": "A thing happened.",
        "style": "compact",
        "channel": "#dev",
        "username": "Backlog",
        "icon": ":bee:",
    }
    assert url == HOOK.destination.reveal()


def test_no_config_and_no_source_are_told_apart() -> None:
    with pytest.raises(SealBroken, match="no config"):
        line().relay(DELIVERY, [], deadline=9e9)
    with pytest.raises(SourceUnknown, match="backlog"):
        line().relay(replace(DELIVERY, source="nowhere"), [FIRST.text()], deadline=9e9)


def test_one_bad_token_refuses_the_whole() -> None:
    outbox = FakeOutbox()
    for bad in (Token(b"foreign").text(), "???", FIRST.text() + "A"):
        with pytest.raises(SealBroken):
            line(outbox=outbox).relay(DELIVERY, [FIRST.text(), bad], deadline=9e9)
    configs: Mapping[bytes, HookConfig | Exception] = {FIRST.raw: HOOK, SECOND.raw: SealRevoked("Revoked.")}
    with pytest.raises(SealRevoked):
        line(outbox=outbox, configs=configs).relay(DELIVERY, [FIRST.text(), SECOND.text()], deadline=9e9)
    assert outbox.posted == []


def test_too_many_hooks_are_refused_before_any_is_opened() -> None:
    with pytest.raises(PayloadMalformed, match="at most 10"):
        line(configs={b"": HOOK}).relay(DELIVERY, [FIRST.text()] * (MOST_HOOKS + 1), deadline=9e9)


def test_several_hooks_each_have_their_outcome() -> None:
    configs: Mapping[bytes, HookConfig | Exception] = {
        FIRST.raw: replace(HOOK, filters=Filters(skip=("thing.*",))),
        SECOND.raw: HOOK,
    }
    outcomes = line(configs=configs).relay(DELIVERY, [FIRST.text(), SECOND.text()], deadline=9e9)
    assert [outcome.id for outcome in outcomes] == [FIRST.id, SECOND.id]
    assert isinstance(outcomes[0].ending, Skip)
    assert outcomes[1].ending == Receipt("posted")


def test_a_slow_channel_does_not_hold_up_another() -> None:
    met = threading.Barrier(2, timeout=30)

    class Meeting(FakeOutbox):
        def post(self, envelope: Envelope, *, deadline: float) -> Receipt:
            met.wait()  # passes only when both posts are under way
            return super().post(envelope, deadline=deadline)

    outcomes = line(outbox=Meeting()).relay(DELIVERY, [FIRST.text(), SECOND.text()], deadline=9e9)
    assert [outcome.ending for outcome in outcomes] == [Receipt("posted"), Receipt("posted")]


def test_what_goes_wrong_for_a_hook_is_its_outcome() -> None:
    busy = DestinationBusy("Slack is busy.", word="429", retry_after=7)
    [outcome] = line(outbox=FakeOutbox([busy])).relay(DELIVERY, [FIRST.text()], deadline=9e9)
    assert outcome.ending is busy
    assert "post" in outcome.ms
    source = FakeSource(fault=SignatureMismatch("The signature does not fit."))
    [outcome] = line(source=source).relay(DELIVERY, [FIRST.text()], deadline=9e9)
    assert isinstance(outcome.ending, SignatureMismatch)
    assert "read" not in outcome.ms, "bytes before belief: nothing is parsed under a wrong signature"


def test_a_defect_is_an_answer_without_its_words() -> None:
    source = FakeSource(fault=KeyError("payload words"))
    [outcome] = line(source=source).relay(DELIVERY, [FIRST.text()], deadline=9e9)
    assert isinstance(outcome.ending, InternalError)
    assert "payload words" not in str(outcome.ending.body())
    assert isinstance(outcome.fault, KeyError)


def test_the_hooks_own_people_win_over_the_deployments() -> None:
    source = FakeSource()
    config = replace(HOOK, context=Context(people={"backlog:1": "UOWN"}))
    relay = line(source=source, configs={FIRST.raw: config}, people={"backlog:1": "UALL", "backlog:2": "UTWO"})
    relay.relay(DELIVERY, [FIRST.text()], deadline=9e9)
    assert source.contexts[0].people == {"backlog:1": "UOWN", "backlog:2": "UTWO"}


@pytest.mark.parametrize(
    ("signs", "secret", "unsigned"), [(True, None, True), (True, "s", False), (False, None, False)]
)
def test_a_sender_that_could_sign_and_does_not_is_noted(signs: bool, secret: str | None, unsigned: bool) -> None:
    config = replace(HOOK, secret=Secret(secret) if secret else None)
    [outcome] = line(source=FakeSource(signs=signs), configs={FIRST.raw: config}).relay(
        DELIVERY, [FIRST.text()], deadline=9e9
    )
    assert outcome.unsigned is unsigned


def test_a_test_delivery_passes_the_filters() -> None:
    config = replace(HOOK, filters=Filters(only=("other.*",), skip=("*",)))
    source = FakeSource(FakeActivity(test=True))
    [outcome] = line(source=source, configs={FIRST.raw: config}).relay(DELIVERY, [FIRST.text()], deadline=9e9)
    assert outcome.ending == Receipt("posted")


def test_what_a_filter_could_not_ask_is_noted() -> None:
    config = replace(HOOK, filters=Filters(where={"branch": ("main",), "label": ("bug",)}))
    source = FakeSource(FakeActivity(traits={"branch": None}))
    [outcome] = line(source=source, configs={FIRST.raw: config}).relay(DELIVERY, [FIRST.text()], deadline=9e9)
    assert outcome.ending == Receipt("posted")
    assert outcome.notes == ("unfiltered: branch",)


def test_nothing_of_a_hook_prints() -> None:
    shown = repr([Secret("s3cret"), HOOK, DELIVERY, FIRST, Delivery("github", {"a": "b-value"}, b"body")])
    for hidden in ("s3cret", HOOK.destination.reveal(), "first token", "b-value", "body"):
        assert hidden not in shown
