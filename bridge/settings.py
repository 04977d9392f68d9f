"""The only reader of the environment: everything is checked at start, and an unusable value is one sentence."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bridge.config import person
from bridge.errors import SettingInvalid
from bridge.passphrase import is_hash
from bridge.seal_keys import KMS_KEY
from bridge.slack.destination import check_origin

SLACK_ORIGINS: Final = ("https://hooks.slack.com", "https://hooks.slack-gov.com")
TOKEN_ID: Final = re.compile(r"[A-Za-z0-9_-]{12}")
QUEUE_URL: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+/(?:[A-Za-z0-9_-]+/)*[0-9]{12}/[A-Za-z0-9_-]{1,75}\.fifo")
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html"""
LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The ``BRIDGE_…`` variables, checked. ``keys`` and ``data_keys``: the first seals, all open."""

    keys: tuple[str, ...] = ()
    data_keys: tuple[str, ...] = field(default=(), repr=False)
    people: Mapping[str, str] = field(default_factory=dict, repr=False)
    destinations: tuple[str, ...] = SLACK_ORIGINS
    base_url: str = ""
    page: str = field(default="off", repr=False)
    queue_url: str = ""
    plain: bool = False
    revoked: frozenset[str] = frozenset()
    log_level: int = logging.INFO
    metrics: str = ""


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment (or ``environ``). An empty value counts as unset. Raises SettingInvalid."""
    environ = os.environ if environ is None else environ
    given = {name: value.strip() for name, value in environ.items() if name.startswith("BRIDGE_")}
    unknown = sorted(set(given) - set(READERS))
    if unknown:
        raise SettingInvalid(f"{unknown[0]} is not a setting of the bridge: the known ones are {', '.join(READERS)}.")
    values: dict[str, Any] = {}
    for name, (attribute, read) in READERS.items():
        if given.get(name):
            try:
                values[attribute] = read(given[name])
            except (ValueError, SettingInvalid) as error:
                raise SettingInvalid(f"{name} cannot be used: {error}") from None
    return Settings(**values)


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.split()))


def _keys(text: str) -> tuple[str, ...]:
    for number, key in enumerate(_words(text), 1):
        if not (KMS_KEY.fullmatch(key) or key.removeprefix("file:") not in {"", key}):
            raise ValueError(f"key {number} is neither arn:aws:kms:… of a key or an alias, nor file:PATH.")
    return _words(text)


def _data_keys(text: str) -> tuple[str, ...]:
    for number, key in enumerate(_words(text), 1):
        if not re.fullmatch(r"[A-Za-z0-9_-]{100,4000}", key):
            raise ValueError(f"data key {number} is not what bridge wrap-key printed.")
    return _words(text)


def _content(text: str) -> str:
    """The text itself, or what stands in the file that ``file:PATH`` names."""
    path = text.removeprefix("file:")
    if path == text:
        return text
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} cannot be read ({type(error).__name__}).") from None


def _people(text: str) -> dict[str, str]:
    try:
        value = json.loads(_content(text))
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON.") from None
    if not isinstance(value, dict) or not all(isinstance(member, str) for member in value.values()):
        raise ValueError('it must be a JSON object such as {"github:octocat": "U012ABCDEF"}.')
    return dict(person(f"{name}={member}") for name, member in value.items())


def _destinations(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(check_origin(word) for word in _words(text)))


def _page(text: str) -> str:
    if text in {"open", "off"} or is_hash(text):
        return text
    raise ValueError("it is open, off, or what bridge hash-passphrase printed.")


def _queue(text: str) -> str:
    if not QUEUE_URL.fullmatch(text):
        raise ValueError("it is the URL of an SQS FIFO queue: https://sqs.REGION.amazonaws.com/ACCOUNT/NAME.fifo.")
    return text


def _plain(text: str) -> bool:
    if text not in {"allow", "refuse"}:
        raise ValueError("it is allow, or unset.")
    return text == "allow"


def _revoked(text: str) -> frozenset[str]:
    words = _words(_content(text))
    for word in words:
        if not TOKEN_ID.fullmatch(word):
            raise ValueError(f"{word[:40]!r} is not the id of a token: 12 characters, as bridge inspect prints it.")
    return frozenset(words)


def _level(text: str) -> int:
    if text.upper() not in LEVELS:
        raise ValueError(f"it is one of {', '.join(LEVELS)}.")
    return logging.getLevelNamesMapping()[text.upper()]


def _metrics(text: str) -> str:
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html: AWS/ is AWS's own.
    if not re.fullmatch(r"[A-Za-z0-9._/#-]{1,255}", text) or text.startswith("AWS/"):
        raise ValueError(
            "it must be a namespace of CloudWatch's: letters, digits and . - _ / #, not beginning with AWS/."
        )
    return text


READERS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "BRIDGE_KEY": ("keys", _keys),
    "BRIDGE_DATA_KEY": ("data_keys", _data_keys),
    "BRIDGE_PEOPLE": ("people", _people),
    "BRIDGE_DESTINATIONS": ("destinations", _destinations),
    "BRIDGE_BASE_URL": ("base_url", check_origin),
    "BRIDGE_PAGE": ("page", _page),
    "BRIDGE_QUEUE_URL": ("queue_url", _queue),
    "BRIDGE_PLAIN": ("plain", _plain),
    "BRIDGE_REVOKED": ("revoked", _revoked),
    "BRIDGE_LOG_LEVEL": ("log_level", _level),
    "BRIDGE_METRICS": ("metrics", _metrics),
}
"""Variable → the attribute of Settings and the function that checks its text (ValueError with a sentence)."""
