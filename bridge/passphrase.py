"""Slow salted hashes of the page's passphrase (scrypt, RFC 7914; the standard library's, which is OpenSSL's)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import Final

HASH: Final = re.compile(r"scrypt:(\d{4,7}):(\d{1,2}):(\d{1,2}):([A-Za-z0-9_-]{22}):([A-Za-z0-9_-]{43})")
COST: Final = (2**15, 8, 1)
"""n, r, p: 32 MiB and about a tenth of a second, what a small Lambda can pay and a guesser cannot."""


def hash_passphrase(passphrase: str) -> str:
    """``scrypt:n:r:p:salt:hash`` in letters, digits and ``-_:``; no quoting needed in a shell or a .env file."""
    salt = secrets.token_bytes(16)
    return ":".join(["scrypt", *map(str, COST), _text(salt), _text(_derive(passphrase, salt, *COST))])


def is_hash(text: str) -> bool:
    """Whether ``text`` has the form that hash_passphrase prints, at a cost that this machine would pay."""
    found = HASH.fullmatch(text)
    if not found:
        return False
    n, r, p = (int(found[i]) for i in (1, 2, 3))
    return n & (n - 1) == 0 and n * r * 128 <= 2**27 and 1 <= p <= 4 and r >= 1


def is_passphrase(passphrase: str, hashed: str) -> bool:
    """Whether ``hashed``, which ``is_hash``, was made of this passphrase. Takes as long as making it did."""
    found = HASH.fullmatch(hashed)
    if not found:
        return False
    n, r, p = (int(found[i]) for i in (1, 2, 3))
    salt = base64.urlsafe_b64decode(found[4] + "==")
    try:
        derived = _derive(passphrase, salt, n, r, p)
    except UnicodeEncodeError:  # half a character, which no keyboard writes
        return False
    return hmac.compare_digest(_text(derived), found[5])


def _derive(passphrase: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    # surrogateescape: bytes of a terminal that are not UTF-8 still hash the same every time. NFC: what one keyboard
    # composes of two characters and another of one is the same passphrase.
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    return hashlib.scrypt(secret, salt=salt, n=n, r=r, p=p, maxmem=2**28, dklen=32)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
