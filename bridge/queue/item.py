"""What stands in the queue: one rendered message for one hook, as JSON, and the names that SQS keeps it under.

The address is not in it. The worker opens the hook's token again, so that a hook that was revoked meanwhile stays shut,
and who can read the queue can read messages, but cannot post any.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bridge.errors import BridgeError, ItemUnreadable
from bridge.model import Envelope, Secret, Token

VERSION: Final = 1
SIZE_LIMIT: Final = 256 * 1024
"""Bytes. SQS takes 1 MiB since 2025; the old limit holds everywhere, and what the renderer writes is far below."""


@dataclass(frozen=True, slots=True)
class Item:
    """One message that waits. ``accepted`` is in epoch seconds; ``id`` is the token's public one."""

    source: str
    token: Token
    payload: Mapping[str, Any] = field(repr=False)
    kind: str
    place: str
    accepted: float

    @property
    def id(self) -> str:
        """The token's public id."""
        return self.token.id

    def text(self) -> str:
        """As it stands in the queue: ASCII, since SQS refuses some characters that JSON allows."""
        members = {
            "v": VERSION,
            "source": self.source,
            "kind": self.kind,
            "place": self.place,
            "accepted": round(self.accepted, 3),
            "token": self.token.text(),
            "payload": self.payload,
        }
        return json.dumps(members, separators=(",", ":"))

    @classmethod
    def of(cls, envelope: Envelope, token: Token, accepted: float) -> Item:
        """The item of an envelope whose hook has a token."""
        return cls(envelope.source, token, envelope.payload, envelope.kind, envelope.place, accepted)

    @classmethod
    def read(cls, text: str) -> Item:
        """Raises ItemUnreadable."""
        try:
            members = json.loads(text)
            token, accepted = Token.parse(members["token"]), float(members["accepted"])
            names = [members[name] for name in ("source", "kind", "place")]
            known = members["v"] == VERSION and isinstance(members["payload"], dict)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError, BridgeError):
            known = False
        if not known or not all(isinstance(name, str) for name in names):
            raise ItemUnreadable("What waited in the queue was not written by this version of the bridge.")
        source, kind, place = names
        return cls(source, token, members["payload"], kind, place, accepted)


def group_of(destination: Secret) -> str:
    """The group that keeps a destination's order: a digest of the address, which cannot be guessed from it."""
    return hashlib.sha256(b"bridge group " + destination.reveal().encode()).hexdigest()[:32]


def deduplication_of(token: Token, delivery: str) -> str:
    """The same for a repeat of the same delivery to the same hook, and for nothing else."""
    return hashlib.sha256(f"{token.id}\n{delivery}".encode()).hexdigest()
