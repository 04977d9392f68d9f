"""Sealing under KMS, over HTTP: what KMS means by its answers, and what becomes of a KMS that does not give one."""

from __future__ import annotations

import base64
import logging
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from bridge.errors import BridgeError, SealBroken, SealRevoked, SettingInvalid, VaultUnavailable
from bridge.model import HookConfig, Secret, Token
from bridge.seal import SealVault
from bridge.seal_message import parse
from bridge.seal_sdk import PATIENCE
from tests.kms import REGION, KmsEndpoint, StandIn, kms, point_at
from tests.test_seal import BACKLOG, GITHUB, HOST, SLACK, SOURCES, Clocks

__all__ = ["kms"]


@pytest.fixture
def endpoint(kms: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[KmsEndpoint]:
    """KMS with a door in front of it that every client of the test goes through."""
    with KmsEndpoint(behind=kms.url) as door:
        point_at(monkeypatch, door.url)
        yield door


@pytest.fixture(scope="module")
def arn(kms: StandIn) -> str:
    return kms.key()


@pytest.fixture(params=["sdk", "short"])
def vault(request: pytest.FixtureRequest, arn: str, endpoint: KmsEndpoint) -> SealVault:
    return fresh(request.param, arn, endpoint)


def fresh(form: str, arn: str, endpoint: KmsEndpoint, **options: Any) -> SealVault:
    """A vault that has not asked KMS for anything yet."""
    wrapped = [SealVault([arn]).wrap_data_key()] if form == "short" else []
    endpoint.calls.clear()
    return SealVault([arn], data_keys=wrapped, **options)


# --- KMS at work ---------------------------------------------------------------------------------------------------


def test_open_undoes_seal(vault: SealVault) -> None:
    for source, config in (("backlog", BACKLOG), ("github", GITHUB)):
        token = vault.seal(config, source)
        assert vault.open(Token.parse(token.text()), source) == config
        assert vault.opened(token, SOURCES).source == source
        for other in {*SOURCES} - {source}:
            with pytest.raises(SealBroken):
                vault.open(token, other)


def test_one_call_a_hook_in_the_sdk_form(arn: str, endpoint: KmsEndpoint) -> None:
    clocks = Clocks()
    vault = fresh("sdk", arn, endpoint, clock=lambda: clocks.wall, monotonic=lambda: clocks.steady)
    assert endpoint.calls == []
    first, second = vault.seal(BACKLOG, "backlog"), vault.seal(BACKLOG, "backlog")
    assert endpoint.calls == ["GenerateDataKey"] * 2
    endpoint.calls.clear()
    for _ in range(3):
        vault.open(first, "backlog")
        vault.open(second, "backlog")
    assert endpoint.calls == ["Decrypt"] * 2
    clocks.steady += 599
    vault.open(first, "backlog")
    assert len(endpoint.calls) == 2
    clocks.steady += 1
    vault.open(first, "backlog")
    assert len(endpoint.calls) == 3


def test_one_call_a_process_in_the_short_form(arn: str, endpoint: KmsEndpoint) -> None:
    clocks = Clocks()
    vault = fresh("short", arn, endpoint, clock=lambda: clocks.wall, monotonic=lambda: clocks.steady)
    tokens = [vault.seal(BACKLOG, "backlog") for _ in range(5)]
    for token in tokens:
        vault.open(token, "backlog")
    assert endpoint.calls == ["Decrypt"]
    clocks.wall += 600
    vault.open(tokens[0], "backlog")
    assert endpoint.calls == ["Decrypt"] * 2


def test_many_first_deliveries_at_once_are_one_call(arn: str, endpoint: KmsEndpoint) -> None:
    vault = fresh("sdk", arn, endpoint)
    token = vault.seal(BACKLOG, "backlog")
    endpoint.calls.clear()
    endpoint.script = lambda _: time.sleep(0.3)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: vault.open(token, "backlog").destination, range(8))) == {Secret(SLACK)}
    assert endpoint.calls == ["Decrypt"]


def test_a_typical_url_in_the_sdk_form(arn: str, endpoint: KmsEndpoint) -> None:
    for source, config in (("backlog", BACKLOG), ("github", GITHUB)):
        token = fresh("sdk", arn, endpoint).seal(config, source)
        # KMS's own blob is about 184 bytes in AWS; the stand-in's has 116.
        assert len(f"{HOST}/hooks/{source}?config={token.text()}") < 780


# --- what KMS refuses ----------------------------------------------------------------------------------------------


def test_altered_ciphertext_is_broken_and_costs_a_call_only_where_nothing_is_seen_before(
    arn: str, endpoint: KmsEndpoint
) -> None:
    vault = fresh("sdk", arn, endpoint)
    raw = vault.seal(BACKLOG, "backlog").raw
    info = parse(raw[1:]).key_info
    edk = raw.index(info) + len(info) + 2
    shape = raw.index(b"\x02\x00\x00\x10\x00", edk)  # content type and frame length
    frame = raw.index(b"\xff\xff\xff\xff\x00\x00\x00\x01", shape)
    unseen = {
        *range(4, 36),  # the message's id
        *range(edk, shape),  # the encrypted data key
        *range(shape + 5, frame),  # commitment and header tag
        *range(frame + 24, len(raw)),  # the ciphertext and its tag
    }
    endpoint.calls.clear()
    for at in sorted({*range(len(raw))} - unseen) + sorted(unseen)[::12]:
        with pytest.raises(SealBroken):
            vault.open(Token(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]), "backlog")
        assert endpoint.calls == (["Decrypt"] if at in unseen else []), f"byte {at}"
        endpoint.calls.clear()


def test_cut_and_lengthened_tokens_cost_no_call(vault: SealVault, endpoint: KmsEndpoint) -> None:
    raw = vault.seal(BACKLOG, "backlog").raw
    vault.open(Token(raw), "backlog")
    endpoint.calls.clear()
    for changed in (raw + b"\x00", raw[:-1], raw[: len(raw) // 2], raw[:1], b"", raw * 2):
        with pytest.raises(SealBroken):
            vault.open(Token(changed), "backlog")
    assert endpoint.calls == []


def test_a_foreign_key_is_broken_without_a_call(vault: SealVault, endpoint: KmsEndpoint, kms: StandIn) -> None:
    foreign = kms.key()
    tokens = [fresh(form, foreign, endpoint).seal(BACKLOG, "backlog") for form in ("sdk", "short")]
    endpoint.calls.clear()
    for token in tokens:
        with pytest.raises(SealBroken, match="not sealed by a key of this bridge"):
            vault.open(token, "backlog")
    assert endpoint.calls == []


def test_a_data_key_under_the_right_name_but_another_key_is_the_operators(
    arn: str, endpoint: KmsEndpoint, kms: StandIn
) -> None:
    """A message whose header names our key but whose data key another key encrypted: KMS says IncorrectKey."""
    foreign = kms.key()
    raw = Token.parse(SealVault([foreign]).wrap_data_key()).raw.replace(foreign.encode(), arn.encode())
    vault = SealVault([arn], data_keys=[Token(raw).text()])
    with pytest.raises(VaultUnavailable, match="BRIDGE_DATA_KEY and BRIDGE_KEY do not fit"):
        vault.seal(BACKLOG, "backlog")
    hook = fresh("sdk", foreign, endpoint).seal(BACKLOG, "backlog").raw.replace(foreign.encode(), arn.encode())
    with pytest.raises(SealBroken):
        vault.open(Token(hook), "backlog")


def test_another_context_is_refused_by_kms_itself(arn: str, endpoint: KmsEndpoint) -> None:
    vault = fresh("sdk", arn, endpoint)
    raw = vault.seal(BACKLOG, "gitlab0").raw
    forged = Token(raw.replace(b"gitlab0", b"backlog"))
    endpoint.calls.clear()
    with pytest.raises(SealBroken):
        vault.open(forged, "backlog")
    assert endpoint.calls == ["Decrypt"]


@pytest.mark.parametrize("form", ["sdk", "short"])
@pytest.mark.parametrize("fate", ["disabled", "pending deletion"])
def test_a_key_that_is_going_away(form: str, fate: str, endpoint: KmsEndpoint, kms: StandIn) -> None:
    arn = kms.key()
    clocks = Clocks()
    vault = fresh(form, arn, endpoint, clock=lambda: clocks.wall, monotonic=lambda: clocks.steady)
    token = vault.seal(BACKLOG, "backlog")
    vault.open(token, "backlog")
    if fate == "disabled":
        kms.client.disable_key(KeyId=arn)
    else:
        kms.client.schedule_key_deletion(KeyId=arn, PendingWindowInDays=7)
    assert vault.open(token, "backlog") == BACKLOG  # for ten minutes at most
    clocks.steady += 600
    for _ in range(2):
        with pytest.raises(SealRevoked, match="disabled or going away"):
            vault.open(token, "backlog")
    with pytest.raises(VaultUnavailable, match="disabled or pending deletion") as refusal:
        SealVault([arn]).seal(BACKLOG, "backlog")
    assert arn not in refusal.value.detail
    if fate == "disabled":
        kms.client.enable_key(KeyId=arn)
        assert vault.open(token, "backlog") == BACKLOG  # a failure is not kept


# --- aliases -------------------------------------------------------------------------------------------------------


def alias_of(kms: StandIn, arn: str, name: str) -> str:
    kms.client.create_alias(AliasName=f"alias/{name}", TargetKeyId=arn)
    return f"{arn.rpartition(':')[0]}:alias/{name}"


@pytest.mark.parametrize("form", ["sdk", "short"])
def test_an_alias_is_resolved_once_and_opens_its_own_messages(form: str, endpoint: KmsEndpoint, kms: StandIn) -> None:
    arn = kms.key()
    alias = alias_of(kms, arn, f"bridge/{form}")
    vault = fresh(form, alias, endpoint)
    assert endpoint.calls == []
    vault.resolve()
    vault.resolve()
    assert endpoint.calls == ["DescribeKey"]
    token = vault.seal(BACKLOG, "backlog")
    assert vault.open(token, "backlog") == BACKLOG
    assert endpoint.calls.count("DescribeKey") == 1
    late = SealVault([alias], data_keys=[Token(m.raw).text() for m in vault._wrapped.values()])
    assert late.open(token, "backlog") == BACKLOG  # without resolve: at the first token
    if form == "sdk":
        assert SealVault([arn]).open(token, "backlog") == BACKLOG  # the message names the key
        assert vault.opened(token, SOURCES).key == alias


def test_tokens_of_another_account_do_not_resolve_an_alias(endpoint: KmsEndpoint, arn: str) -> None:
    token = fresh("sdk", arn, endpoint).seal(BACKLOG, "backlog")
    stranger = SealVault([f"arn:aws:kms:{REGION}:999999999999:alias/x"])
    endpoint.calls.clear()
    with pytest.raises(SealBroken):
        stranger.open(token, "backlog")
    assert endpoint.calls == []


def test_an_alias_of_nothing(endpoint: KmsEndpoint, arn: str) -> None:
    vault = SealVault([f"{arn.rpartition(':')[0]}:alias/nothing"])
    for _ in range(2):
        with pytest.raises(VaultUnavailable, match="does not know the key"):
            vault.resolve()
    assert endpoint.calls == ["DescribeKey"] * 2


def test_a_data_key_of_another_kms_key_stops_the_start(endpoint: KmsEndpoint, arn: str, kms: StandIn) -> None:
    wrapped = SealVault([kms.key()]).wrap_data_key()
    with pytest.raises(SettingInvalid, match="data key 1 was wrapped by a key that BRIDGE_KEY lacks"):
        SealVault([arn], data_keys=[wrapped]).resolve()
    assert endpoint.calls == ["GenerateDataKey"]


# --- no answer, or a bad one ---------------------------------------------------------------------------------------

ARN = f"arn:aws:kms:{REGION}:123456789012:key/11111111-2222-3333-4444-555555555555"


def blob(arn: str) -> str:
    """A wrapped data key with the right names and KMS's part made up: enough for a KMS that never says yes."""
    names = b"".join(len(word).to_bytes(2) + word for word in (b"bridge", b"data-key", b"id", b"01020304"))
    context = (2).to_bytes(2) + names
    edk = b"".join(len(part).to_bytes(2) + part for part in (b"aws-kms", arn.encode(), bytes(184)))
    frame = b"\xff" * 4 + (1).to_bytes(4) + (1).to_bytes(12) + (32).to_bytes(4) + bytes(32 + 16)
    head = b"\x02\x04\x78" + bytes(32) + len(context).to_bytes(2) + context + b"\x00\x01" + edk
    return Token(head + b"\x02\x00\x00\x10\x00" + bytes(32 + 16) + frame).text()


def closed_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Iterator[KmsEndpoint]:
    """A KMS that is nothing but its script."""
    with KmsEndpoint() as door:
        point_at(monkeypatch, door.url)
        yield door


def short_token() -> Token:
    return Token(b"\x02\x01\x02\x03\x04" + bytes(12 + 40 + 16))


def asks(vault: SealVault) -> list[Callable[[], object]]:
    return [
        lambda: vault.open(short_token(), "backlog"),
        lambda: vault.seal(BACKLOG, "backlog"),
        lambda: SealVault([ARN]).wrap_data_key(),
    ]


@pytest.mark.parametrize(
    ("status", "code", "error", "says"),
    [
        (400, "AccessDeniedException", VaultUnavailable, r"denies access \(AccessDeniedException\)"),
        (400, "UnrecognizedClientException", VaultUnavailable, "denies access"),
        (400, "ExpiredTokenException", VaultUnavailable, "denies access"),
        (400, "ThrottlingException", VaultUnavailable, r"is busy \(ThrottlingException\)"),
        (400, "LimitExceededException", VaultUnavailable, "is busy"),
        (500, "KeyUnavailableException", VaultUnavailable, r"failed \(KeyUnavailableException\)"),
        (500, "KMSInternalException", VaultUnavailable, "failed"),
        (503, "DependencyTimeoutException", VaultUnavailable, "does not answer"),
        (400, "SomethingNewException", VaultUnavailable, r"failed \(SomethingNewException\)"),
        (400, "odd code\nwith lines", VaultUnavailable, "failed:"),
        (400, "DisabledException", SealRevoked, "disabled or going away"),
        (400, "KMSInvalidStateException", SealRevoked, "disabled or going away"),
        (400, "NotFoundException", SealRevoked, "disabled or going away"),
        (400, "InvalidCiphertextException", VaultUnavailable, "do not fit"),
        (400, "IncorrectKeyException", VaultUnavailable, "do not fit"),
    ],
)
def test_what_kms_says_becomes_an_answer(
    status: int, code: str, error: type[BridgeError], says: str, scripted: KmsEndpoint
) -> None:
    scripted.script = lambda _: (status, code)
    vault = SealVault([ARN], data_keys=[blob(ARN)])
    for _ in range(2):
        before = len(scripted.calls)
        with pytest.raises(error, match=says) as refusal:
            vault.open(short_token(), "backlog")
        assert len(scripted.calls) > before, "a failure was kept as an answer"
    assert "arn:" not in refusal.value.detail
    assert refusal.value.retry_after == (30 if error is VaultUnavailable else None)


def test_sealing_fails_only_as_unavailable(scripted: KmsEndpoint) -> None:
    for code in ("AccessDeniedException", "DisabledException", "InvalidCiphertextException"):
        scripted.script = lambda _, code=code: (400, code)  # type: ignore[misc]  # a lambda with a default
        for ask in (lambda: SealVault([ARN]).seal(BACKLOG, "backlog"), lambda: SealVault([ARN]).wrap_data_key()):
            with pytest.raises(VaultUnavailable, match=code):
                ask()


def test_a_silent_kms_is_asked_twice_at_most_and_leaves_time_for_slack(scripted: KmsEndpoint) -> None:
    scripted.script = lambda _: "silent"
    vault = SealVault([ARN], data_keys=[blob(ARN)])
    vault.resolve()
    with ThreadPoolExecutor(4) as pool:
        flights = [pool.submit(vault.open, short_token(), "backlog") for _ in range(4)]
        ends = [flight.exception() for flight in flights]
    assert [type(end) for end in ends] == [VaultUnavailable] * 4
    assert scripted.calls == ["Decrypt"] * 2  # one delivery's two tries, for all of them
    assert "does not answer (ReadTimeoutError)" in str(ends[0])
    assert 2 * PATIENCE.read_timeout + 1 < 4, "with the pause between the tries, in seconds"


def test_a_refused_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    point_at(monkeypatch, closed_port())
    vault = SealVault([ARN], data_keys=[blob(ARN)])
    for _ in range(3):
        with pytest.raises(VaultUnavailable, match="does not answer") as refusal:
            vault.open(short_token(), "backlog")
        assert refusal.value.retry_after == 30


def test_a_page_of_somebody_elses(scripted: KmsEndpoint) -> None:
    scripted.script = lambda _: "nonsense"
    with pytest.raises(VaultUnavailable, match="UnexpectedAnswer"):
        SealVault([ARN], data_keys=[blob(ARN)]).open(short_token(), "backlog")
    with pytest.raises(VaultUnavailable):
        SealVault([ARN.replace("key/", "alias/")]).resolve()


def test_no_credentials(monkeypatch: pytest.MonkeyPatch, scripted: KmsEndpoint) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(VaultUnavailable, match=r"got no credentials \(NoCredentialsError\)"):
        SealVault([ARN], data_keys=[blob(ARN)]).open(short_token(), "backlog")
    assert scripted.calls == []


def test_an_endpoint_that_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    point_at(monkeypatch, "not an address")
    with pytest.raises(VaultUnavailable):
        SealVault([ARN]).resolve()


# --- nothing of it is told -----------------------------------------------------------------------------------------


def test_no_key_and_no_address_in_any_line_at_debug(vault: SealVault, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    config: HookConfig = replace(GITHUB, issued=1)
    token = vault.seal(config, "github")
    vault.open(token, "github")
    caplog.set_level(logging.DEBUG, logger="botocore")
    caplog.set_level(logging.DEBUG, logger="aws_encryption_sdk")
    other = vault.seal(config, "github")
    vault.open(other, "github")
    with pytest.raises(SealBroken):
        vault.open(Token(other.raw[:-1] + bytes([other.raw[-1] ^ 1])), "github")
    told = caplog.text
    for secret in (SLACK, "aB3dE5fG7hI9jK1lM2nO4pQ6", "0123456789abcdef" * 4, token.text(), other.text()):
        assert secret not in told
        assert base64.b64encode(secret.encode()).decode() not in told
    assert "Plaintext" not in told
    assert not [record for record in caplog.records if record.name.startswith(("botocore", "boto3", "aws_"))]
