"""The keys that ``BRIDGE_KEY`` names. Naming one costs nothing; AWS's libraries are loaded when one is first used."""

from __future__ import annotations

import base64
import hashlib
import logging
import math
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from bridge.errors import SettingInvalid
from bridge.seal_cache import Cache
from bridge.seal_message import Message

if TYPE_CHECKING:
    from bridge.seal_sdk import KmsDoor, LocalDoor

KMS_KEY: Final = re.compile(r"(arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:)(key|alias)/[A-Za-z0-9/_-]+")
KEY_FILE: Final = re.compile(rb"bridge-key-1 ([A-Za-z0-9_-]{43})\s*")
LOCAL: Final = "bridge"
"""The provider's name in messages sealed under a key file; ``aws-kms`` is the SDK's own for KMS."""
LOCAL_INFO_TAIL: Final = (128).to_bytes(4) + (12).to_bytes(4)
"""Bits of the tag and bytes of the IV, which follow the key's name in a raw key's info; the IV itself comes last."""


class WrappingKey(Protocol):
    """A key that seals messages of the AWS Encryption SDK."""

    @property
    def label(self) -> str:
        """What ``bridge inspect`` shows: the ARN as configured, or ``file``."""

    def resolve(self) -> None:
        """Whatever must be asked once before the key can be used. Raises VaultUnavailable."""

    def owns(self, message: Message) -> bool:
        """Whether the header names this key. Raises VaultUnavailable when an alias cannot be resolved."""

    def encrypt(self, plaintext: bytes, context: Mapping[str, str]) -> bytes:
        """A message. Raises VaultUnavailable."""

    def decrypt(self, message: Message) -> bytes:
        """The plaintext, its context proven. Raises SealBroken, SealRevoked, VaultUnavailable."""


def read_keys(specs: tuple[str, ...]) -> tuple[WrappingKey, ...]:
    """The keys of ``BRIDGE_KEY`` in their order; reads key files, asks nobody. Raises SettingInvalid."""
    if not specs:
        raise SettingInvalid(
            "BRIDGE_KEY is not set: make a key with `bridge keygen PATH` and set BRIDGE_KEY=file:PATH, "
            "or name a KMS key."
        )
    keys: list[WrappingKey] = []
    for number, spec in enumerate(specs, 1):
        if KMS_KEY.fullmatch(spec):
            keys.append(KmsKey(spec))
        elif spec.startswith("file:") and spec != "file:":
            keys.append(LocalKey(read_key_file(Path(spec.removeprefix("file:")))))
        else:
            raise SettingInvalid(f"BRIDGE_KEY: key {number} is neither arn:aws:kms:… of a key or alias, nor file:PATH.")
    return tuple(keys)


class LocalKey:
    """A key of 32 bytes from a file. Its name in messages is a fingerprint, so that several can be told apart."""

    label = "file"

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        fingerprint = hashlib.sha256(b"bridge key name " + secret).digest()[:6]
        self._name = base64.urlsafe_b64encode(fingerprint)
        self._door: LocalDoor | None = None

    def resolve(self) -> None:
        """Nothing to ask."""

    def owns(self, message: Message) -> bool:
        """By the name, the sizes and the length of what follows."""
        start = self._name + LOCAL_INFO_TAIL
        info = message.key_info
        return message.provider == LOCAL.encode() and info.startswith(start) and len(info) == len(start) + 12

    def encrypt(self, plaintext: bytes, context: Mapping[str, str]) -> bytes:
        """See WrappingKey."""
        return self._opened().encrypt(plaintext, context)

    def decrypt(self, message: Message) -> bytes:
        """See WrappingKey."""
        return self._opened().decrypt(message)

    def _opened(self) -> LocalDoor:
        if self._door is None:
            from bridge.seal_sdk import LocalDoor  # noqa: PLC0415 - AWS's libraries cost about 0.3 s

            self._door = LocalDoor(self._name, self._secret)
        return self._door


class KmsKey:
    """A KMS key by its ARN, or by an alias that is resolved once and kept for the life of the process.

    Messages name the key, never the alias, so a moved alias leaves the old key's hooks behind unless that key is
    listed too.
    """

    def __init__(self, arn: str) -> None:
        self.label = arn
        match = KMS_KEY.fullmatch(arn)
        if match is None:
            raise SettingInvalid("This is not the ARN of a KMS key or alias.")
        self._account, self._region = match[1], match[2]
        self._alias = match[3] == "alias"
        # One resolution and one client a process, also when many first deliveries come at the same time.
        self._doors: Cache[KmsDoor] = Cache(lifetime=math.inf, most=1, clocks=(lambda: 0.0,))

    def resolve(self) -> None:
        """Make the client, which asks KMS what an alias stands for."""
        self._door()

    def owns(self, message: Message) -> bool:
        """By the ARN. An alias is only resolved for a message of its own account and region."""
        if message.provider != b"aws-kms" or not message.key_info.startswith(self._account.encode() + b"key/"):
            return False
        return message.key_info == (self._door().arn if self._alias else self.label).encode()

    def encrypt(self, plaintext: bytes, context: Mapping[str, str]) -> bytes:
        """See WrappingKey."""
        return self._door().encrypt(plaintext, context)

    def decrypt(self, message: Message) -> bytes:
        """See WrappingKey."""
        return self._door().decrypt(message)

    def _door(self) -> KmsDoor:
        return self._doors.fetch("door", self._make_door)

    def _make_door(self) -> KmsDoor:
        from bridge.seal_sdk import KmsDoor  # noqa: PLC0415 - AWS's libraries cost about 0.3 s

        return KmsDoor(self.label, self._region)


# --- key files -----------------------------------------------------------------------------------------------------


def write_key(path: Path) -> None:
    """Write a new key: one line, readable by its owner alone. Raises FileExistsError and other OSErrors."""
    line = b"bridge-key-1 " + base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=") + b"\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(line)


def read_key_file(path: Path) -> bytes:
    """The 32 bytes in a key file. Raises SettingInvalid with a sentence that names the path and shows no content.

    A file that others can read is used all the same, with a warning: mounted secrets are often such files.
    """
    try:
        with path.open("rb") as file:
            line = file.read(200)
            mode = os.fstat(file.fileno()).st_mode
    except OSError as error:
        raise SettingInvalid(f"BRIDGE_KEY: {path} cannot be read ({error.strerror}).") from None
    match = KEY_FILE.fullmatch(line)
    if match is None:
        raise SettingInvalid(f"BRIDGE_KEY: {path} is not a key file: make one with `bridge keygen PATH`.")
    if mode & 0o077:
        logging.getLogger("bridge").warning("The key file %s can be read by others: chmod 600 it.", path)
    return base64.urlsafe_b64decode(match[1] + b"=")
