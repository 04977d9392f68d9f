"""The compact form: nothing is lost, nothing but a CompactError comes of other bytes, and a typical one is short."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.compact import FILTER_WORDS, MOST_BYTES, MOST_TEXT, WORDS, CompactError, decode, encode
from bridge.filters import SWITCHES, WHERE
from bridge.model import Context, Filters, HookConfig, Secret

KEY = bytes(range(7, 39))
SLACK = "https://hooks.slack.com/services/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"

plain = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
words = st.text("abcdefghijklmnopqrstuvwxyz0123456789_.*", min_size=1, max_size=30)
patterns = st.lists(words | st.sampled_from(["pull_request.closed.merged", "issue.*"]), max_size=4).map(tuple)
slack = st.builds(
    "https://hooks.slack.com/services/T{}/B{}/{}".format,
    st.text("0123456789ABCXYZ", min_size=1, max_size=16),
    st.text("0123456789ABCXYZ", min_size=1, max_size=16),
    st.text("0123456789ABCXYZabcxyz", min_size=23, max_size=25),
)
secrets = st.binary(max_size=40).flatmap(
    lambda raw: st.sampled_from(
        [
            raw.hex(),
            raw.hex().upper(),
            base64.b64encode(raw).decode(),
            base64.urlsafe_b64encode(raw).decode().rstrip("="),
        ]
    )
)
configs = st.builds(
    HookConfig,
    destination=st.builds(Secret, slack | plain),
    secret=st.none() | st.builds(Secret, secrets | plain),
    channel=plain,
    username=plain,
    icon=plain,
    context=st.builds(
        Context,
        space=plain
        | st.builds("https://{}{}".format, words, st.sampled_from([".backlog.com", ".backlog.jp", ".x.jp"])),
        language=st.sampled_from(["ja", "en"]),
        style=st.sampled_from(["full", "compact"]),
        mentions=st.sampled_from(["assigned", "all", "none"]),
        people=st.dictionaries(st.builds("backlog:{}".format, plain), st.from_regex(r"U[A-Z0-9]{2,9}", fullmatch=True)),
        statuses=st.dictionaries(st.from_regex(r"[0-9]{1,9}", fullmatch=True), plain, max_size=5),
    ),
    filters=st.builds(
        Filters,
        only=patterns,
        also=patterns,
        skip=patterns,
        where=st.dictionaries(
            st.sampled_from(sorted(WHERE)), st.lists(plain.filter(bool), min_size=1, max_size=4).map(tuple), max_size=4
        ),
        switches=st.lists(st.sampled_from(sorted(SWITCHES)), unique=True).map(tuple),
    ),
    issued=st.integers(0, 2**32 - 1),
    expires=st.none() | st.integers(0, 2**32 - 1),
    family=st.just("") | st.from_regex(r"[A-Za-z0-9_-]{12}", fullmatch=True),
)


@given(configs)
def test_nothing_is_lost(config: HookConfig) -> None:
    assert decode(encode(config)) == config


@given(st.binary(max_size=120), configs, st.integers(0, 400), st.integers(1, 255))
def test_other_bytes_are_a_config_or_a_compact_error(raw: bytes, config: HookConfig, at: int, flip: int) -> None:
    whole = bytearray(encode(config))
    whole[at % len(whole)] ^= flip
    for candidate in (raw, b"\x01\x00" + raw, bytes(whole), bytes(whole[: at % len(whole)])):
        with suppress(CompactError):
            assert isinstance(decode(candidate), HookConfig)


@pytest.mark.parametrize(
    ("secret", "most"),
    [
        (KEY.hex(), 34),
        (KEY.hex().upper(), 34),
        (base64.b64encode(KEY).decode(), 34),
        (base64.b64encode(KEY).decode().rstrip("="), 34),
        (base64.urlsafe_b64encode(b"\xff" * 32).decode(), 34),
        (base64.urlsafe_b64encode(b"\xff" * 32).decode().rstrip("="), 34),
        ("correct horse battery staple 123", 34),
        ("not/quite=base64==", 20),
        ("ABCdef", 8),
        ("", 2),
    ],
)
def test_a_secret_comes_back_to_the_letter_in_few_bytes(secret: str, most: int) -> None:
    bare = HookConfig(destination=Secret(SLACK), issued=1_800_000_000)
    with_secret = HookConfig(destination=Secret(SLACK), issued=1_800_000_000, secret=Secret(secret))
    assert decode(encode(with_secret)).secret == Secret(secret)
    assert len(encode(with_secret)) - len(encode(bare)) <= most


def test_typical_configurations_are_short() -> None:
    backlog = HookConfig(
        destination=Secret(SLACK),
        context=Context(space="https://twelveletter.backlog.com", language="ja"),
        filters=Filters(only=("pull_request.commented", "issue.bulk_updated")),
        issued=1_800_000_000,
    )
    github = HookConfig(
        destination=Secret(SLACK),
        secret=Secret(KEY.hex()),
        context=Context(language="ja"),
        filters=Filters(only=("pull_request.closed.merged", "workflow_run.completed.failure")),
        issued=1_800_000_000,
    )
    filtered = replace(
        github,
        filters=Filters(
            where={"branch": ("main", "release/*"), "label": ("!wip",), "author": ("!renovate[bot]",)},
            switches=("drafts", "bots"),
        ),
    )
    assert len(encode(filtered)) <= 97, "the whole URL stays within 255 characters: docs/decisions/0003"
    assert len(encode(backlog)) <= 70
    assert len(encode(github)) <= 90


def test_the_dictionaries_are_frozen() -> None:
    """Another dictionary would break every URL that is out there: a new one needs a new version."""
    assert (
        hashlib.sha256(FILTER_WORDS).hexdigest() == "72c1275765f3867ed338bc839f75fdd30b3a9cd94940bd79671f4fbc21592b60"
    )
    assert hashlib.sha256(WORDS).hexdigest() == "f5bbc8e4b9b18b2e55ad5f24c6438e6fce9209e4fb763b59c978c5a9b8b31d07"


def head(flags: int = 0) -> bytes:
    return struct.pack(">BBI", 1, flags, 0)


def deflated(text: bytes) -> bytes:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, WORDS)
    return squeezer.compress(text) + squeezer.flush()


HERE = b"\x10\x01x"
BOMB = deflated(b"a" * (MOST_TEXT + 1))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "newer version"),
        (b"\x02" + head()[1:] + HERE, "newer version"),
        (head(32) + HERE, "newer version"),
        (head(24) + HERE, "newer version"),
        (head() + HERE + b"\xb0\x00", "newer version"),
        (head() + b"\x1b\x01x", "newer version"),
        (head()[:5], "ends too early"),
        (head(4) + b"\x00\x00", "ends too early"),
        (head() + b"\x10\x05x", "ends too early"),
        (head(), "no destination"),
        (head() + b"\x20\x01x", "no destination"),
        (head() + HERE + HERE, "out of order"),
        (head() + b"\x20\x01y" + HERE, "out of order"),
        (head() + b"\x00\x01x" + HERE, "out of order"),
        (head() + b"\x10", "lengths"),
        (head() + b"\x10\x81", "lengths"),
        (head() + b"\x10\x81\x81", "lengths"),
        (head() + b"\x10\x01\xff", "malformed"),
        (head() + b"\x11\x01\xff", "malformed"),
        (head() + b"\x11" + bytes([len(deflated(b"x")) + 1]) + deflated(b"x") + b"!", "malformed"),
        (head() + b"\x11" + bytes([len(BOMB)]) + BOMB, "malformed"),
        (head() + b"\x18\x00", "malformed"),
        (head() + b"\x18\x01\xbb", "malformed"),
        (head() + b"\x18\x15\x11" + b"\xff" * 20, "malformed"),
        (head() + b"\x19\x00", "malformed"),
        (head() + b"\x19\x01\x07", "malformed"),
        (head() + HERE + b"\x70\x03;;;", "filters"),
        (head() + HERE + b"\x70\x03\nzx", "newer version"),
        (head() + HERE + b"\x70\x03\n!z", "newer version"),
        (head() + HERE + b"\x70\x02\nb", "filters"),
        (head() + HERE + b"\x70\x01\n", "filters"),
        (head() + HERE + b"\x70\x06\nbx\nby", "filters"),
        (head() + HERE + b"\x70\x06\n!d\nby", "filters"),
        (head() + HERE + b"\x80\x03abc", "people"),
    ],
)
def test_each_malformation_has_its_sentence(raw: bytes, says: str) -> None:
    with pytest.raises(CompactError, match=says):
        decode(raw)


@pytest.mark.parametrize(
    "config",
    [
        HookConfig(destination=Secret(SLACK), issued=-1),
        HookConfig(destination=Secret(SLACK), expires=2**32),
        HookConfig(destination=Secret(SLACK), channel="\ud800"),
        HookConfig(destination=Secret(SLACK), filters=Filters(only=("a,b",))),
        HookConfig(destination=Secret(SLACK), context=Context(people={"backlog:a\nb": "U12"})),
        HookConfig(destination=Secret(SLACK), filters=Filters(where={"label": ("a\tb",)})),
        HookConfig(destination=Secret(SLACK), filters=Filters(where={"label": ()})),
    ],
)
def test_what_would_not_come_back_is_not_sealed(config: HookConfig) -> None:
    with pytest.raises(CompactError):
        encode(config)


def test_too_much_is_refused_and_a_lot_is_not() -> None:
    people = {f"github:colleague-number-{n}": f"U0{n:08X}" for n in range(50)}
    config = HookConfig(destination=Secret(SLACK), context=Context(people=people))
    assert len(encode(config)) < 1000 < MOST_BYTES
    noise = "".join(chr(0x4E00 + 7919 * n * n % 20_000) for n in range(17_000))
    for length in (2_500, 17_000):
        with pytest.raises(CompactError, match="too long"):
            encode(HookConfig(destination=Secret(noise[:length])))
