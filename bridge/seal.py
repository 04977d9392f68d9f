"""Tokens: a configuration sealed into a URL, and opened again. Two forms, told apart by the first byte.

- ``1``, the SDK form: a message of the AWS Encryption SDK under a KMS key or a key file. One call of KMS a hook and
  lifetime of the cache.
- ``2``, the short form, where the deployment has a data key (``BRIDGE_DATA_KEY``), itself such a message: one call a
  process and lifetime, and a URL of a third of the length (docs/decisions/0003-compact-config.md).

Whatever can be seen without a key is checked before one is asked for. Nothing is asked for or kept before the first
token comes.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from bridge.compact import CompactError, decode, encode
from bridge.config import Opened
from bridge.errors import BridgeError, SealBroken, SealRevoked, SettingInvalid, VaultUnavailable
from bridge.model import Clock, HookConfig, Token
from bridge.seal_cache import Cache
from bridge.seal_keys import WrappingKey, read_keys, write_key
from bridge.seal_message import Message, MessageError, parse

if TYPE_CHECKING:
    from bridge.seal_short import DataKey

__all__ = ["SealVault", "write_key"]

SDK_FORM: Final = b"\x01"
SHORT_FORM: Final = b"\x02"
KEY_ID: Final = 4
LIFETIME: Final = 600.0
"""Seconds that an opened token or an unwrapped data key is kept: how long a disabled key goes unnoticed."""
MOST_TOKENS: Final = 1024
NOT_OURS: Final = "The config in the hook's URL was not sealed by a key of this bridge: copy the whole URL again."
OTHER_SOURCE: Final = "The hook's URL was made for another source: register it where it was made for."


class SealVault:
    """The Vault port over the keys of the settings: the first seals, all open."""

    def __init__(
        self,
        keys: Sequence[str],
        *,
        data_keys: Sequence[str] = (),
        revoked: Collection[str] = frozenset(),
        clock: Clock = time.time,
        monotonic: Clock = time.monotonic,
    ) -> None:
        """``keys`` and ``data_keys`` as in ``BRIDGE_KEY`` and ``BRIDGE_DATA_KEY``; ``revoked`` are token or family ids.

        Reads key files, asks KMS nothing. Raises SettingInvalid.
        """
        self._keys = read_keys(tuple(keys))
        self._wrapped = _wrapped_keys(data_keys)
        self._revoked = frozenset(revoked)
        self._clock = clock
        clocks = (monotonic, clock)
        self._configs: Cache[HookConfig] = Cache(lifetime=LIFETIME, most=MOST_TOKENS, clocks=clocks)
        self._data_keys: Cache[DataKey] = Cache(lifetime=LIFETIME, most=len(self._wrapped) + 1, clocks=clocks)

    def resolve(self) -> None:
        """Resolve aliases and see that each data key was wrapped by one of the keys: for ``serve``'s start.

        Without it the same happens with the first token. Raises VaultUnavailable, SettingInvalid.
        """
        for key in self._keys:
            key.resolve()
        for number, message in enumerate(self._wrapped.values(), 1):
            if not any(key.owns(message) for key in self._keys):
                raise SettingInvalid(f"BRIDGE_DATA_KEY: data key {number} was wrapped by a key that BRIDGE_KEY lacks.")

    def open(self, token: Token, purpose: str) -> HookConfig:
        """See the port. A revoked id is refused before anything is opened."""
        self._refuse_revoked(token.id)
        config = self._open_short(token, purpose) if _form(token) == SHORT_FORM else self._open_sdk(token, purpose)
        self._refuse_ended(config)
        return config

    def seal(self, config: HookConfig, purpose: str) -> Token:
        """In the short form when there is a data key. Raises VaultUnavailable; SettingInvalid when it is too long."""
        try:
            plaintext = encode(config)
        except CompactError as error:
            raise SettingInvalid(str(error)) from None
        if not self._wrapped:
            return Token(SDK_FORM + self._keys[0].encrypt(plaintext, _hook_context(purpose)))
        from bridge import seal_short  # noqa: PLC0415 - loads cryptography

        return Token(seal_short.seal(plaintext, self._data_key(next(iter(self._wrapped))), purpose))

    def opened(self, token: Token, sources: Sequence[str], *, ended: bool = False) -> Opened:
        """Everything about a token whose source is not known, for ``bridge inspect``.

        With ``ended`` a revoked or expired one is shown too. Raises as ``open`` does.
        """
        if not ended:
            self._refuse_revoked(token.id)
        opened = self._opened_short(token, sources) if _form(token) == SHORT_FORM else self._opened_sdk(token, sources)
        if not ended:
            self._refuse_ended(opened.config)
        return opened

    def wrap_data_key(self) -> str:
        """A new data key wrapped by the first key, for ``BRIDGE_DATA_KEY``. Raises VaultUnavailable."""
        context = _data_key_context(os.urandom(KEY_ID))
        return Token(self._keys[0].encrypt(os.urandom(32), context)).text()

    # --- revoked and expired

    def _refuse_revoked(self, name: str) -> None:
        if name in self._revoked:
            raise SealRevoked("This hook was revoked by the bridge's operator: make a new URL.")

    def _refuse_ended(self, config: HookConfig) -> None:
        self._refuse_revoked(config.family)
        if config.expires is not None and config.expires <= self._clock():
            raise SealRevoked("This hook has expired: make a new URL.")

    # --- the SDK form

    def _open_sdk(self, token: Token, purpose: str) -> HookConfig:
        message = _message(token.raw[1:])
        if message.context != _hook_context(purpose):
            raise SealBroken(OTHER_SOURCE)
        named = (hashlib.sha256(token.raw).digest(), purpose)
        return self._configs.fetch(named, lambda: _decoded(self._owner(message).decrypt(message)))

    def _opened_sdk(self, token: Token, sources: Sequence[str]) -> Opened:
        message = _message(token.raw[1:])
        source = message.context.get("source", "")
        if source not in sources:
            raise SealBroken(OTHER_SOURCE)
        config = self._open_sdk(token, source)
        return Opened(id=token.id, source=source, form="sdk", key=self._owner(message).label, config=config)

    def _owner(self, message: Message) -> WrappingKey:
        for key in self._keys:
            if key.owns(message):
                return key
        raise SealBroken(NOT_OURS)

    # --- the short form

    def _open_short(self, token: Token, purpose: str) -> HookConfig:
        from bridge import seal_short  # noqa: PLC0415 - loads cryptography

        if len(token.raw) < 1 + KEY_ID + seal_short.NONCE + seal_short.TAG:
            raise SealBroken(NOT_OURS)
        key = self._data_key(token.raw[1 : 1 + KEY_ID])
        try:
            return _decoded(seal_short.open(token.raw, key, purpose))
        except seal_short.ShortError:
            raise SealBroken("The config in the hook's URL was altered, or made for another source.") from None

    def _opened_short(self, token: Token, sources: Sequence[str]) -> Opened:
        broken = SealBroken(OTHER_SOURCE)
        for source in sources:
            try:
                config = self._open_short(token, source)
            except SealBroken as error:
                broken = error
            else:
                key = token.raw[1 : 1 + KEY_ID].hex()
                return Opened(id=token.id, source=source, form="short", key=key, config=config)
        raise broken

    def _data_key(self, key_id: bytes) -> DataKey:
        if key_id not in self._wrapped:
            raise SealBroken(NOT_OURS)
        return self._data_keys.fetch(key_id, lambda: self._unwrap(key_id))

    def _unwrap(self, key_id: bytes) -> DataKey:
        from bridge.seal_short import DataKey  # noqa: PLC0415 - loads cryptography

        message = self._wrapped[key_id]
        try:
            return DataKey(key_id, self._owner(message).decrypt(message))
        except SealBroken:
            # Not the token's fault: what stands in the settings cannot be opened.
            raise VaultUnavailable("BRIDGE_DATA_KEY and BRIDGE_KEY do not fit: the operator must mend this.") from None


def _form(token: Token) -> bytes:
    if token.raw[:1] not in {SDK_FORM, SHORT_FORM}:
        raise SealBroken("The config in the hook's URL is not a token of this bridge.")
    return token.raw[:1]


def _hook_context(purpose: str) -> dict[str, str]:
    return {"bridge": "hook", "source": purpose}


def _data_key_context(key_id: bytes) -> dict[str, str]:
    return {"bridge": "data-key", "id": key_id.hex()}


def _message(raw: bytes) -> Message:
    try:
        return parse(raw)
    except MessageError:
        raise SealBroken("The config in the hook's URL is not whole: copy the whole URL again.") from None


def _decoded(plaintext: bytes) -> HookConfig:
    try:
        return decode(plaintext)
    except CompactError as error:
        raise SealBroken(str(error)) from None


def _wrapped_keys(texts: Sequence[str]) -> dict[bytes, Message]:
    """Data keys by their ids, still wrapped. The id stands in the message's context, which opening it proves."""
    wrapped: dict[bytes, Message] = {}
    for number, text in enumerate(texts, 1):
        try:
            message = _message(Token.parse(text).raw)
            key_id = bytes.fromhex(message.context.get("id", ""))
        except (BridgeError, ValueError):
            raise SettingInvalid(f"BRIDGE_DATA_KEY: data key {number} is not what `bridge wrap-key` printed.") from None
        if len(key_id) != KEY_ID or message.context != _data_key_context(key_id):
            raise SettingInvalid(f"BRIDGE_DATA_KEY: data key {number} is not what `bridge wrap-key` printed.")
        if key_id in wrapped:
            raise SettingInvalid(f"BRIDGE_DATA_KEY: data key {number} is there twice.")
        wrapped[key_id] = message
    return wrapped
