"""Every setting with a right and a wrong value."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from bridge.errors import SettingInvalid
from bridge.passphrase import hash_passphrase, is_hash
from bridge.settings import READERS, SLACK_ORIGINS, load

ARN = "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555"
ALIAS = "arn:aws:kms:ap-northeast-1:123456789012:alias/bridge-prod"
QUEUE = "https://sqs.ap-northeast-1.amazonaws.com/123456789012/bridge-prod.fifo"
WRAPPED = "A" * 400
HASH = hash_passphrase("correct horse")


def test_nothing_set_gives_the_defaults() -> None:
    settings = load({"PATH": "/bin", "BRIDGE_KEY": "", "BRIDGE_PLAIN": " "})
    assert settings.keys == ()
    assert settings.destinations == SLACK_ORIGINS
    assert (settings.page, settings.plain, settings.log_level) == ("off", False, logging.INFO)


def test_every_setting_is_read(tmp_path: Path) -> None:
    people = tmp_path / "people.json"
    people.write_text(json.dumps({"github:Octo-Cat": "U012ABCDEF", "backlog:佐藤 葵": "U3", "backlog:12": "W123"}))
    people.write_text(people.read_text().replace('"U3"', '"U34567"'))
    settings = load(
        {
            "BRIDGE_KEY": f"{ARN} {ALIAS}  file:/var/lib/bridge.key {ARN}",
            "BRIDGE_DATA_KEY": f"{WRAPPED} {WRAPPED}B",
            "BRIDGE_PEOPLE": f"file:{people}",
            "BRIDGE_DESTINATIONS": "HTTPS://Chat.example:443/ http://127.0.0.1:9000 http://[::1]:80",
            "BRIDGE_BASE_URL": "https://bridge.example/",
            "BRIDGE_PAGE": HASH,
            "BRIDGE_QUEUE_URL": QUEUE,
            "BRIDGE_PLAIN": "allow",
            "BRIDGE_REVOKED": "abcdefghijkl -_3456789012",
            "BRIDGE_LOG_LEVEL": "debug",
        }
    )
    assert settings.keys == (ARN, ALIAS, "file:/var/lib/bridge.key")
    assert settings.data_keys == (WRAPPED, WRAPPED + "B")
    assert settings.people == {"github:octo-cat": "U012ABCDEF", "backlog:佐藤 葵": "U34567", "backlog:12": "W123"}
    assert settings.destinations == ("https://chat.example", "http://127.0.0.1:9000", "http://[::1]")
    assert settings.base_url == "https://bridge.example"
    assert settings.page == HASH
    assert settings.queue_url == QUEUE
    assert settings.plain
    assert settings.revoked == {"abcdefghijkl", "-_3456789012"}
    assert settings.log_level == logging.DEBUG
    assert WRAPPED not in repr(settings)
    assert HASH not in repr(settings)


WRONG = [
    ("BRIDGE_KEY", "arn:aws:kms:ap-northeast-1:123456789012:grant/1"),
    ("BRIDGE_KEY", "alias/bridge"),
    ("BRIDGE_KEY", "file:"),
    ("BRIDGE_KEY", "/var/lib/bridge.key"),
    ("BRIDGE_DATA_KEY", "too-short"),
    ("BRIDGE_DATA_KEY", f"{WRAPPED} {WRAPPED}="),
    ("BRIDGE_PEOPLE", "{"),
    ("BRIDGE_PEOPLE", "[]"),
    ("BRIDGE_PEOPLE", "[" * 100_000),
    ("BRIDGE_PEOPLE", '{"octocat": "U012ABCDEF"}'),
    ("BRIDGE_PEOPLE", '{"github:octocat": "@octocat"}'),
    ("BRIDGE_PEOPLE", '{"github:octocat": 7}'),
    ("BRIDGE_PEOPLE", "file:/nowhere/people.json"),
    ("BRIDGE_DESTINATIONS", "hooks.slack.com"),
    ("BRIDGE_DESTINATIONS", "https://hooks.slack.com/services"),
    ("BRIDGE_DESTINATIONS", "https://user@hooks.slack.com"),
    ("BRIDGE_DESTINATIONS", "https://hooks.slack.com:99999"),
    ("BRIDGE_DESTINATIONS", "ftp://hooks.slack.com"),
    ("BRIDGE_DESTINATIONS", "https://ho oks"),
    ("BRIDGE_DESTINATIONS", "https://höoks.example"),
    ("BRIDGE_BASE_URL", "bridge.example"),
    ("BRIDGE_BASE_URL", "https://bridge.example/path"),
    ("BRIDGE_BASE_URL", "https://[::1"),
    ("BRIDGE_PAGE", "on"),
    ("BRIDGE_PAGE", "scrypt:99999999:8:1:x:y"),
    ("BRIDGE_QUEUE_URL", "https://sqs.ap-northeast-1.amazonaws.com/123456789012/bridge"),
    ("BRIDGE_QUEUE_URL", "arn:aws:sqs:ap-northeast-1:123456789012:bridge.fifo"),
    ("BRIDGE_QUEUE_URL", "https://sqs.ap-northeast-1.amazonaws.com/bridge.fifo"),
    ("BRIDGE_PLAIN", "yes"),
    ("BRIDGE_REVOKED", "short"),
    ("BRIDGE_REVOKED", "abcdefghijkl,abcdefghijkm"),
    ("BRIDGE_LOG_LEVEL", "loud"),
    ("BRIDGE_METRICS", "AWS/Lambda"),
    ("BRIDGE_METRICS", "two words"),
    ("BRIDGE_KEYS", ARN),
]
"""Values that stop the start."""


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_one_sentence_that_names_it(name: str, value: str) -> None:
    with pytest.raises(SettingInvalid) as caught:
        load({name: value})
    assert caught.value.detail.startswith(name)
    assert caught.value.detail.endswith(".")
    assert "\n" not in caught.value.detail


def test_every_setting_has_a_wrong_value() -> None:
    assert {name for name, _ in WRONG} >= set(READERS)


def test_secret_values_are_not_in_the_sentence() -> None:
    for name, value in (("BRIDGE_DATA_KEY", "s3cret!"), ("BRIDGE_PAGE", "s3cret!")):
        with pytest.raises(SettingInvalid) as caught:
            load({name: value})
        assert value not in caught.value.detail


def test_a_hash_needs_no_quoting_and_never_repeats() -> None:
    assert is_hash(HASH)
    assert hash_passphrase("correct horse") != HASH
    assert set(HASH) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:")
    costly = HASH.replace("scrypt:32768:8:1", "scrypt:1048576:8:1")
    odd = HASH.replace("scrypt:32768:8:1", "scrypt:32767:8:1")
    assert not is_hash(costly)
    assert not is_hash(odd)


def test_the_readme_lists_every_setting() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    for name in READERS:
        assert f"`{name}`" in readme, f"README.md says nothing of {name}"
