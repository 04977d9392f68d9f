"""The short form: ``form | key id 4 | nonce 12 | AES-256-GCM ciphertext and tag``, under a data key of the deployment.

33 bytes more than the configuration. Each source has its own subkey, and form, key id and source are authenticated, so
a token opens for the source it was made for and nothing else. Nonces are random: one data key is good for far more
hooks (2³², NIST SP 800-38D) than anybody makes. Imported at first need, for ``cryptography``'s sake.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORM: Final = b"\x02"
ID, NONCE, TAG = 4, 12, 16
INFO: Final = b"bridge short 1 "


class ShortError(ValueError):
    """Not sealed under this key for this source, or altered."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """An unwrapped data key: ``id`` of 4 bytes, ``key`` of 32. Its subkeys are derived once and end with it."""

    id: bytes
    key: bytes = field(repr=False)
    subkeys: dict[str, AESGCM] = field(default_factory=dict, repr=False, compare=False)


def seal(plaintext: bytes, key: DataKey, purpose: str) -> bytes:
    """The token's bytes."""
    head, nonce = FORM + key.id, os.urandom(NONCE)
    return head + nonce + _cipher(key, purpose).encrypt(nonce, plaintext, head + purpose.encode())


def open(raw: bytes, key: DataKey, purpose: str) -> bytes:  # noqa: A001 - the counterpart of seal, as in the Vault port
    """The plaintext of a token whose form and key id were looked at. Raises ShortError."""
    head, nonce, sealed = raw[: 1 + ID], raw[1 + ID : 1 + ID + NONCE], raw[1 + ID + NONCE :]
    if len(sealed) < TAG:
        raise ShortError
    try:
        return _cipher(key, purpose).decrypt(nonce, sealed, head + purpose.encode())
    except InvalidTag:
        raise ShortError from None


def _cipher(key: DataKey, purpose: str) -> AESGCM:
    if purpose not in key.subkeys:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=INFO + purpose.encode()).derive(key.key)
        key.subkeys[purpose] = AESGCM(derived)
    return key.subkeys[purpose]
