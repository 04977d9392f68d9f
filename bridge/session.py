"""Sessions of the page: a passphrase is exchanged for a short-lived signed word that the page keeps in its memory.

Nothing is stored. The signing key is derived from the passphrase's hash, so a new passphrase ends every old session.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
import struct
import threading
from typing import Final

from bridge.errors import PassphraseWrong, SessionRequired, TooManyAttempts
from bridge.model import Clock
from bridge.passphrase import is_passphrase

LIFETIME: Final = 3600
"""Seconds."""
AT_ONCE: Final = 2
"""Passphrases that are tried at the same time: each costs 32 MiB and about a tenth of a second."""
LONGEST: Final = 1000
_PURPOSE: Final = b"bridge: sessions of the page"


class Sessions:
    """Begins and checks sessions for one passphrase hash. ``clock`` is in epoch seconds. Safe between threads."""

    def __init__(self, hashed: str, clock: Clock) -> None:
        self._hashed = hashed
        self._key = hmac.digest(hashed.encode(), _PURPOSE, "sha256")
        self._clock = clock
        self._trying = threading.BoundedSemaphore(AT_ONCE)

    def begin(self, passphrase: str) -> str:
        """A session of ``LIFETIME`` seconds. Raises PassphraseWrong, TooManyAttempts."""
        if not self._trying.acquire(timeout=2):
            raise TooManyAttempts("Too many passphrases are being tried at this moment: wait a little.")
        try:
            right = len(passphrase) <= LONGEST and is_passphrase(passphrase, self._hashed)
        finally:
            self._trying.release()
        if not right:
            raise PassphraseWrong("That is not the passphrase of this page: ask who runs the bridge.")
        body = struct.pack(">Q", int(self._clock()) + LIFETIME) + secrets.token_bytes(8)
        return _text(body + self._signature(body))

    def check(self, session: str) -> None:
        """Raises SessionRequired where the session is not ours or over."""
        try:
            raw = base64.urlsafe_b64decode(session.encode("ascii") + b"=" * (-len(session) % 4))
        except (ValueError, binascii.Error):
            raw = b""
        body, signature = raw[:16], raw[16:]
        if len(raw) != 48 or not hmac.compare_digest(self._signature(body), signature):
            raise SessionRequired("This page wants its passphrase first.")
        if struct.unpack(">Q", body[:8])[0] <= self._clock():
            raise SessionRequired("The session is over: enter the passphrase again.")

    def _signature(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, "sha256")


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
