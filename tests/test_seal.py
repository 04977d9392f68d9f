"""Both forms under a key file: only a whole, unaltered token of ours opens, and only for its source."""

from __future__ import annotations

import base64
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge import seal_message, seal_short
from bridge.config import Opened, describe
from bridge.errors import SealBroken, SealRevoked, SettingInvalid, VaultUnavailable
from bridge.model import Context, Filters, HookConfig, Secret, Token, public_id
from bridge.seal import SealVault, write_key
from bridge.seal_cache import Cache
from bridge.seal_keys import KmsKey, LocalKey
from tests.test_compact import configs

SLACK = "https://hooks.slack.com/services/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"
HOST = "https://abcdefghij.execute-api.ap-northeast-1.amazonaws.com"
SOURCES = ("backlog", "github")
BACKLOG = HookConfig(
    destination=Secret(SLACK),
    context=Context(space="https://twelveletter.backlog.com", language="ja"),
    filters=Filters(only=("pull_request.commented", "issue.bulk_updated")),
    issued=1_800_000_000,
)
GITHUB = HookConfig(
    destination=Secret(SLACK),
    secret=Secret("0123456789abcdef" * 4),
    context=Context(language="ja"),
    filters=Filters(only=("pull_request.closed.merged", "workflow_run.completed.failure")),
    issued=1_800_000_000,
)


class Clocks:
    """Two clocks that a test sets."""

    def __init__(self) -> None:
        self.wall = 1_800_000_000.0
        self.steady = 50.0


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("keys") / "bridge.key"
    write_key(path)
    return f"file:{path}"


@pytest.fixture(scope="module")
def data_key(key: str) -> str:
    return SealVault([key]).wrap_data_key()


@pytest.fixture(scope="module", params=["sdk", "short"])
def vault(request: pytest.FixtureRequest, key: str, data_key: str) -> SealVault:
    return SealVault([key], data_keys=[data_key] if request.param == "short" else [])


def altered(raw: bytes) -> Iterator[bytes]:
    """Every byte changed, in its lowest and its highest bit."""
    for at in range(len(raw)):
        for mask in (0x01, 0x80):
            yield raw[:at] + bytes([raw[at] ^ mask]) + raw[at + 1 :]


# --- what opens ----------------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(configs, st.sampled_from(SOURCES))
def test_open_undoes_seal(vault: SealVault, config: HookConfig, source: str) -> None:
    config = replace(config, expires=None)
    token = vault.seal(config, source)
    assert vault.open(Token.parse(token.text()), source) == config


@pytest.mark.parametrize("source", SOURCES)
def test_a_token_opens_for_no_other_source(vault: SealVault, source: str) -> None:
    token = vault.seal(BACKLOG, source)
    assert vault.open(token, source) == BACKLOG
    for other in {*SOURCES, "", "back", "backlog2"} - {source}:
        with pytest.raises(SealBroken):
            vault.open(token, other)


def test_two_seals_of_one_config_differ(vault: SealVault) -> None:
    assert vault.seal(BACKLOG, "backlog").id != vault.seal(BACKLOG, "backlog").id


def test_every_altered_byte_breaks_the_token(vault: SealVault) -> None:
    token = vault.seal(GITHUB, "github")
    for raw in altered(token.raw):
        with pytest.raises(SealBroken):
            vault.open(Token(raw), "github")
    assert vault.open(token, "github") == GITHUB


def test_a_token_ends_where_it_ends(vault: SealVault) -> None:
    raw = vault.seal(GITHUB, "github").raw
    for changed in (raw + b"\x00", raw + raw, b"\x00" + raw, *(raw[:length] for length in range(len(raw)))):
        with pytest.raises(SealBroken):
            vault.open(Token(changed), "github")


def test_only_the_canonical_text_is_a_token(vault: SealVault) -> None:
    text = vault.seal(replace(BACKLOG, channel="#" + "x" * 3), "backlog").text()
    standard = base64.b64encode(Token.parse(text).raw).decode()
    variants = {
        text + "=",
        text + "==",
        text + "A",
        text[:-1],
        text + " ",
        " " + text,
        text[:40] + "\n" + text[40:],
        text[:40] + "%" + text[40:],
        standard,
        text.swapcase(),
        text + "é",
        "",
        "A" * 9000,
    } - {text}
    for variant in variants:
        with pytest.raises(SealBroken):
            vault.open(Token.parse(variant), "backlog")


@given(st.binary(max_size=80), st.sampled_from([b"", b"\x01", b"\x02", b"\x01\x02\x04\x78"]))
def test_any_other_bytes_are_broken(vault: SealVault, raw: bytes, start: bytes) -> None:
    with pytest.raises(SealBroken):
        vault.open(Token(start + raw), "backlog")


def test_another_bridges_token_is_broken(vault: SealVault, tmp_path: Path) -> None:
    write_key(tmp_path / "other.key")
    other = SealVault([f"file:{tmp_path / 'other.key'}"])
    short = SealVault([f"file:{tmp_path / 'other.key'}"], data_keys=[other.wrap_data_key()])
    for stranger in (other, short):
        with pytest.raises(SealBroken, match="not sealed by a key of this bridge"):
            vault.open(stranger.seal(BACKLOG, "backlog"), "backlog")


def test_a_config_of_a_newer_version_is_broken(key: str, data_key: str) -> None:
    vault, later = SealVault([key], data_keys=[data_key]), b"\x02 what comes later"
    sdk = Token(b"\x01" + vault._keys[0].encrypt(later, {"bridge": "hook", "source": "backlog"}))
    short = Token(seal_short.seal(later, vault._data_key(next(iter(vault._wrapped))), "backlog"))
    for token in (sdk, short):
        with pytest.raises(SealBroken, match="newer version"):
            vault.open(token, "backlog")


def test_a_config_that_is_too_long_is_not_sealed(vault: SealVault) -> None:
    people = {f"backlog:{os.urandom(40).hex()}": "U0123" for _ in range(150)}
    with pytest.raises(SettingInvalid, match="too long"):
        vault.seal(replace(BACKLOG, context=Context(people=people)), "backlog")


# --- lengths -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "config"),
    [
        ("backlog", BACKLOG),
        ("github", GITHUB),
        ("github", replace(GITHUB, secret=Secret(base64.b64encode(bytes(range(32))).decode()))),
        ("github", replace(GITHUB, secret=Secret("a secret of thirty-two letters, !"[:32]))),
    ],
)
def test_a_whole_typical_url_is_short(source: str, config: HookConfig, key: str, data_key: str) -> None:
    short = SealVault([key], data_keys=[data_key]).seal(config, source)
    assert len(f"{HOST}/hooks/{source}?config={short.text()}") <= 240  # 255 is the promise
    long = SealVault([key]).seal(config, source)
    assert len(f"{HOST}/hooks/{source}?config={long.text()}") <= 560


# --- several keys --------------------------------------------------------------------------------------------------


def test_the_first_key_seals_and_all_open(key: str, data_key: str, tmp_path: Path) -> None:
    write_key(tmp_path / "new.key")
    new = f"file:{tmp_path / 'new.key'}"
    before = [
        SealVault([key]).seal(BACKLOG, "backlog"),
        SealVault([key], data_keys=[data_key]).seal(BACKLOG, "backlog"),
    ]
    newer = SealVault([new]).wrap_data_key()
    rotated = SealVault([new, key], data_keys=[newer, data_key])
    rotated.resolve()
    for token in before:
        assert rotated.open(token, "backlog") == BACKLOG
    after = rotated.seal(BACKLOG, "backlog")
    assert SealVault([new], data_keys=[newer]).open(after, "backlog") == BACKLOG
    with pytest.raises(SealBroken):
        SealVault([new]).open(before[0], "backlog")
    with pytest.raises(SealBroken):
        SealVault([new], data_keys=[newer]).open(before[1], "backlog")


def test_data_keys_that_no_key_opens_stop_the_start(data_key: str, tmp_path: Path) -> None:
    write_key(tmp_path / "new.key")
    vault = SealVault([f"file:{tmp_path / 'new.key'}"], data_keys=[data_key])
    with pytest.raises(SettingInvalid, match="BRIDGE_DATA_KEY: data key 1 was wrapped by a key"):
        vault.resolve()
    with pytest.raises(VaultUnavailable, match="BRIDGE_DATA_KEY"):
        vault.seal(BACKLOG, "backlog")


@pytest.mark.parametrize("broken", ["", "AAAA", "!", "hook", "twice", "context"])
def test_what_is_not_a_data_key(broken: str, key: str, data_key: str) -> None:
    hook = Token(SealVault([key]).seal(BACKLOG, "backlog").raw[1:]).text()
    other = Token(LocalKey(bytes(32)).encrypt(b"", {"bridge": "data-key", "id": "0102"})).text()
    given_as = {"hook": [hook], "twice": [data_key, data_key], "context": [other]}.get(broken, [broken])
    with pytest.raises(SettingInvalid, match=r"BRIDGE_DATA_KEY: data key [12] is"):
        SealVault([key], data_keys=given_as)


# --- revoked and expired -------------------------------------------------------------------------------------------


def test_revoked_by_id_and_by_family(vault: SealVault, key: str, data_key: str) -> None:
    token = vault.seal(replace(BACKLOG, family="FAMILY-_1234"), "backlog")
    for name in (token.id, "FAMILY-_1234"):
        strict = SealVault([key], data_keys=[data_key], revoked={name})
        with pytest.raises(SealRevoked, match="revoked"):
            strict.open(token, "backlog")
        with pytest.raises(SealRevoked, match="revoked"):
            strict.opened(token, SOURCES)
        assert strict.opened(token, SOURCES, ended=True).config.family == "FAMILY-_1234"


def test_expiry_is_looked_at_every_time(vault: SealVault, key: str, data_key: str) -> None:
    clocks = Clocks()
    watching = SealVault([key], data_keys=[data_key], clock=lambda: clocks.wall, monotonic=lambda: clocks.steady)
    token = vault.seal(replace(BACKLOG, expires=1_800_000_100), "backlog")
    clocks.wall = 1_800_000_099.9
    assert watching.open(token, "backlog").expires == 1_800_000_100
    clocks.wall = 1_800_000_100.0
    with pytest.raises(SealRevoked, match="expired"):
        watching.open(token, "backlog")
    assert watching.opened(token, SOURCES, ended=True).source == "backlog"


# --- inspecting ----------------------------------------------------------------------------------------------------


def test_opened_finds_the_source(key: str, data_key: str) -> None:
    sdk, short = SealVault([key]), SealVault([key], data_keys=[data_key])
    for source in SOURCES:
        token = sdk.seal(BACKLOG, source)
        assert sdk.opened(token, SOURCES) == Opened(id=token.id, source=source, form="sdk", key="file", config=BACKLOG)
        token = short.seal(BACKLOG, source)
        opened = short.opened(token, SOURCES)
        assert (opened.source, opened.form, opened.key) == (source, "short", token.raw[1:5].hex())
        assert describe(opened)["id"] == token.id == public_id(token.raw)
    for vault in (sdk, short):
        with pytest.raises(SealBroken):
            vault.opened(vault.seal(BACKLOG, "gitlab"), SOURCES)
        with pytest.raises(SealBroken):
            vault.opened(vault.seal(BACKLOG, "github"), ())


# --- key files and other keys --------------------------------------------------------------------------------------


def test_a_key_file_is_private_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.key"
    write_key(path)
    line = path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    assert line.startswith("bridge-key-1 ")
    with pytest.raises(FileExistsError):
        write_key(path)
    assert path.read_text() == line
    with pytest.raises(OSError, match="No such file"):
        write_key(tmp_path / "nowhere" / "a.key")


@pytest.mark.parametrize("content", ["", "secret-content", "bridge-key-1 AAAA", "bridge-key-2 " + "A" * 43, "x" * 9000])
def test_a_malformed_key_file_is_named_but_not_shown(content: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.key"
    path.write_text(content)
    with pytest.raises(SettingInvalid, match=r"BRIDGE_KEY: .*bad\.key is not a key file") as refusal:
        SealVault([f"file:{path}"])
    assert not content or content not in str(refusal.value)


def test_a_missing_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match=r"BRIDGE_KEY: .*gone\.key cannot be read"):
        SealVault([f"file:{tmp_path / 'gone.key'}"])


def test_a_key_file_that_others_can_read_is_used_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "open.key"
    write_key(path)
    path.chmod(0o644)
    vault = SealVault([f"file:{path}"])
    assert vault.open(vault.seal(BACKLOG, "backlog"), "backlog") == BACKLOG
    assert [record.getMessage() for record in caplog.records] == [
        f"The key file {path} can be read by others: chmod 600 it."
    ]


@pytest.mark.parametrize(
    "keys", [[], ["file:"], ["/etc/key"], ["alias/bridge"], ["arn:aws:s3:::bucket"], ["arn:aws:kms:x:1:key/1"]]
)
def test_what_is_not_a_key(keys: list[str]) -> None:
    with pytest.raises(SettingInvalid, match="BRIDGE_KEY"):
        SealVault(keys)
    if keys:
        with pytest.raises(SettingInvalid):
            KmsKey(keys[0])


# --- tokens of released versions -----------------------------------------------------------------------------------

TOKENS = sorted((Path(__file__).parent / "tokens").glob("*.json"))


def kept_filters(kept: dict[str, Any]) -> Filters:
    only, also, skip, switches = (tuple(kept.get(name, ())) for name in ("only", "also", "skip", "switches"))
    where = {name: tuple(patterns) for name, patterns in kept.get("where", {}).items()}
    return Filters(only=only, also=also, skip=skip, where=where, switches=switches)


@pytest.mark.parametrize("path", TOKENS, ids=lambda path: path.stem)
def test_tokens_of_every_released_version_open(path: Path, tmp_path: Path) -> None:
    """A URL once made keeps working. A release adds its own file; no file is ever written again."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    key = tmp_path / "kept.key"
    key.write_text(kept["key"])
    key.chmod(0o600)
    vault = SealVault([f"file:{key}"], data_keys=[kept["data_key"]])
    vault.resolve()
    for entry in kept["tokens"]:
        wanted = entry["config"]
        config = vault.open(Token.parse(entry["token"]), entry["source"])
        assert config == HookConfig(
            destination=Secret(wanted["destination"]),
            secret=None if wanted["secret"] is None else Secret(wanted["secret"]),
            channel=wanted["channel"],
            username=wanted["username"],
            icon=wanted["icon"],
            context=Context(**wanted["context"]),
            filters=kept_filters(wanted["filters"]),
            issued=wanted["issued"],
            expires=wanted["expires"],
            family=wanted["family"],
        )
        assert vault.opened(Token.parse(entry["token"]), SOURCES).form == entry["form"]
    assert {entry["form"] for entry in kept["tokens"]} == {"sdk", "short"}


# --- the header, looked at without a key ---------------------------------------------------------------------------


def test_the_parser_agrees_with_the_sdk(key: str) -> None:
    raw = SealVault([key]).seal(BACKLOG, "backlog").raw[1:]
    message = seal_message.parse(raw)
    assert message.context == {"bridge": "hook", "source": "backlog"}
    assert message.provider == b"bridge"
    assert message.raw == raw


@given(st.data())
def test_the_parser_raises_nothing_else(key: str, data: st.DataObject) -> None:
    raw = bytearray(SealVault([key]).seal(BACKLOG, "backlog").raw[1:])
    for _ in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with suppress(seal_message.MessageError):
        assert seal_message.parse(bytes(raw)).raw == raw


def test_a_context_that_names_a_thing_twice_or_not_in_utf8_is_refused(key: str) -> None:
    raw = SealVault([key]).seal(BACKLOG, "backlog").raw[1:]
    assert raw.count(b"\x00\x06bridge\x00\x04hook\x00\x06source\x00\x07backlog") == 1
    for changed in (
        raw.replace(b"\x00\x06source", b"\x00\x06bridge"),
        raw.replace(b"source", b"\xff\xfeurce"),
    ):
        with pytest.raises(seal_message.MessageError):
            seal_message.parse(changed)


def test_a_message_of_several_frames_is_refused() -> None:
    local = LocalKey(bytes(32))
    assert seal_message.parse(local.encrypt(b"x" * 4095, {"a": "b"})).context == {"a": "b"}
    for length in (4096, 5000):
        with pytest.raises(seal_message.MessageError):
            seal_message.parse(local.encrypt(b"x" * length, {"a": "b"}))


def test_the_context_is_compared_again_after_opening() -> None:
    local = LocalKey(bytes(32))
    message = seal_message.parse(local.encrypt(b"x", {"a": "b"}))
    assert local.decrypt(message) == b"x"
    with pytest.raises(SealBroken):
        local.decrypt(replace(message, context={"a": "c"}))


def test_a_short_token_is_refused_by_its_length_too() -> None:
    with pytest.raises(seal_short.ShortError):
        seal_short.open(b"\x02" + bytes(20), seal_short.DataKey(bytes(4), bytes(32)), "backlog")


# --- the cache -----------------------------------------------------------------------------------------------------


def test_the_cache_forgets_by_time_on_either_clock_and_by_number() -> None:
    clocks = Clocks()
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    cache: Cache[str] = Cache(lifetime=600, most=2, clocks=(lambda: clocks.steady, lambda: clocks.wall))

    def fetch(name: str) -> str:
        return cache.fetch(name, lambda: make(name))

    assert [fetch("a"), fetch("a"), fetch("b"), fetch("a"), fetch("c"), fetch("a")] == ["A", "A", "B", "A", "C", "A"]
    assert made == ["a", "b", "c"]  # c pushed b out, since a was used later
    clocks.steady += 599
    fetch("a")
    clocks.wall += 600
    fetch("a")
    clocks.wall -= 5000
    clocks.steady += 600
    fetch("a")
    assert made == ["a", "b", "c", "a", "a"]


def test_a_failure_is_not_kept_and_whoever_waits_shares_it() -> None:
    cache: Cache[int] = Cache(lifetime=600, most=2, clocks=(lambda: 0.0,))
    started, released, asked, ends = threading.Event(), threading.Event(), [], []

    def slow() -> int:
        asked.append("slow")
        started.set()
        released.wait(10)
        raise VaultUnavailable("KMS is silent.")

    def wait() -> None:
        try:
            cache.fetch("a", slow)
        except VaultUnavailable as error:
            ends.append(error.detail)

    threads = [threading.Thread(target=wait) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert started.wait(10)
    assert cache.fetch("b", lambda: 7) == 7  # nobody waits for another key
    released.set()
    for thread in threads:
        thread.join(10)
    assert ends == ["KMS is silent."] * 4
    assert cache.fetch("a", lambda: 3) == 3
    assert len(asked) <= 4


# --- what it costs, and what it tells ------------------------------------------------------------------------------


def test_nothing_heavy_is_imported_and_nothing_is_opened_before_the_first_token(key: str, data_key: str) -> None:
    script = (
        "import sys\n"
        "from bridge.seal import SealVault\n"
        "SealVault(sys.argv[1:2] + ['arn:aws:kms:eu-west-1:123456789012:alias/x'], data_keys=sys.argv[2:])\n"
        "heavy = {'boto3', 'botocore', 'aws_encryption_sdk', 'cryptography'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, key, data_key], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_bad_tokens_are_silent_and_good_ones_tell_nothing(
    vault: SealVault, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("aws_encryption_sdk", "aws_encryption_sdk.key_providers", "botocore", "boto3"):
        caplog.set_level(logging.DEBUG, logger=name)
    token = vault.seal(GITHUB, "github")
    vault.open(token, "github")
    for raw in list(altered(token.raw))[::7]:
        with pytest.raises(SealBroken) as refusal:
            vault.open(Token(raw), "github")
        assert "aB3dE5fG7hI9jK1lM2nO4pQ6" not in repr(refusal.value) + refusal.value.detail
    assert [record for record in caplog.records if not record.name.startswith("hypothesis")] == []
    assert capfd.readouterr() == ("", "")
