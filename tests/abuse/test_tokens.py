"""What a bad URL can cost, and what one hook can learn of another."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.compact import MOST_BYTES, MOST_TEXT, PACKINGS
from bridge.errors import SealBroken
from bridge.model import Context, HookConfig, Secret, Token
from bridge.seal import SealVault
from tests.hooks import key_file
from tests.kms import KmsEndpoint, StandIn, kms, point_at

__all__ = ["kms"]

SLACK = "https://hooks.slack.com/services/T01234567/B01234567/"


def config(name: str) -> HookConfig:
    return HookConfig(destination=Secret(SLACK + name * 24), context=Context(space=f"https://{name}.backlog.com"))


@pytest.fixture(name="endpoint")
def _endpoint(kms: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[KmsEndpoint]:
    with KmsEndpoint(behind=kms.url) as endpoint:
        point_at(monkeypatch, endpoint.url)
        yield endpoint


def altered(token: Token) -> list[Token]:
    """Every token with the last bit of one byte turned, of those that still look like one."""
    found = []
    for place in range(1, len(token.raw)):
        raw = bytearray(token.raw)
        raw[place] ^= 1
        found.append(Token(bytes(raw)))
    return found


def test_an_altered_token_costs_one_call_at_most_however_it_was_altered(endpoint: KmsEndpoint, kms: StandIn) -> None:
    vault = SealVault([kms.key()])
    token = vault.seal(config("a"), "backlog")
    endpoint.calls.clear()
    tried = altered(token)[::7]
    for each in tried:
        with pytest.raises(SealBroken):
            vault.open(each, "backlog")
    assert set(endpoint.calls) <= {"Decrypt"}
    assert len(endpoint.calls) <= len(tried)
    # Nothing is remembered of what did not open: memory is not theirs to fill, and the throttle is what limits it.
    before = len(endpoint.calls)
    costly = next(each for each in tried if _costs(vault, each, endpoint))
    assert _costs(vault, costly, endpoint) == 1
    assert len(endpoint.calls) > before


def _costs(vault: SealVault, token: Token, endpoint: KmsEndpoint) -> int:
    before = len(endpoint.calls)
    with pytest.raises(SealBroken):
        vault.open(token, "backlog")
    return len(endpoint.calls) - before


def test_an_altered_short_token_costs_none(endpoint: KmsEndpoint, kms: StandIn) -> None:
    key = kms.key()
    vault = SealVault([key], data_keys=[SealVault([key]).wrap_data_key()])
    token = vault.seal(config("a"), "backlog")
    vault.open(token, "backlog")
    endpoint.calls.clear()
    for each in altered(token):
        with pytest.raises(SealBroken):
            vault.open(each, "backlog")
    assert endpoint.calls == []


@pytest.mark.parametrize("short", [True, False])
def test_no_hook_is_answered_with_anothers_configuration(tmp_path: Path, short: bool) -> None:
    key = key_file(tmp_path)
    vault = SealVault([key], data_keys=[SealVault([key]).wrap_data_key()] if short else [])
    tokens = {name: vault.seal(config(name), "backlog") for name in "abcdefgh"}
    for _ in range(2):  # the second time out of the cache
        for name, token in tokens.items():
            assert vault.open(token, "backlog") == config(name)
    for token in tokens.values():
        for each in altered(token)[::5]:
            with pytest.raises(SealBroken):
                vault.open(each, "backlog")
        with pytest.raises(SealBroken):
            vault.open(token, "github")
    first, second = tokens["a"].raw, tokens["b"].raw
    for cut in range(1, min(len(first), len(second)), 3):
        if first[:cut] + second[cut:] not in {first, second}:
            with pytest.raises(SealBroken):
                vault.open(Token(first[:cut] + second[cut:]), "backlog")


@pytest.mark.parametrize("packing", range(1, len(PACKINGS)))
@pytest.mark.parametrize("size", [MOST_TEXT + 1, 3_500_000])
def test_words_that_swell_are_not_swollen(packing: int, size: int) -> None:
    """A sealer of ours writes none of these; whoever holds the key could."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    value = squeezer.compress(b"a" * size) + squeezer.flush()
    assert len(value) < MOST_BYTES
    try:
        text = PACKINGS[packing].unpack(value)
    except ValueError:
        text = ""
    # A number in another base grows by a third or a half; nothing grows beyond the bound.
    assert len(text) <= max(MOST_TEXT, 2 * len(value))
