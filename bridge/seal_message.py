"""A look at a message of the AWS Encryption SDK before anybody pays for opening it. Pure: bytes in, a Message out.

The format is version 2 with the suite AES_256_GCM_HKDF_SHA512_COMMIT_KEY, framed, as we write it: one encrypted data
key, one final frame. https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html
The SDK itself accepts bytes after the message's end and any number of shapes; we accept what we would have written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

VERSION: Final = b"\x02"
SUITE: Final = b"\x04\x78"
FRAMED: Final = b"\x02"
FRAME_LENGTH: Final = 4096
"""The SDK's default. It stands in every message, so another value would need its own form byte."""
FINAL_FRAME: Final = b"\xff\xff\xff\xff" + b"\x00\x00\x00\x01" + b"\x00" * 11 + b"\x01"
"""Marker of the last frame, its sequence number 1, and its IV, which is the sequence number again."""
MESSAGE_ID, COMMITMENT, TAG = 32, 32, 16


class MessageError(ValueError):
    """Not a message as we write them."""


@dataclass(frozen=True, slots=True)
class Message:
    """What the header says; only opening the message proves it. ``key_info`` names the wrapping key."""

    raw: bytes = field(repr=False)
    context: Mapping[str, str]
    provider: bytes
    key_info: bytes = field(repr=False)


def parse(raw: bytes) -> Message:
    """Read the header, and the body to its exact end. Raises MessageError."""
    reader = _Reader(raw)
    reader.expect(VERSION + SUITE)
    reader.take(MESSAGE_ID)
    context = _context(_Reader(reader.sized()))
    reader.expect(b"\x00\x01")  # encrypted data keys
    provider, key_info = reader.sized(), reader.sized()
    reader.sized()  # the encrypted data key
    reader.expect(FRAMED + FRAME_LENGTH.to_bytes(4))
    reader.take(COMMITMENT + TAG)
    reader.expect(FINAL_FRAME)
    length = reader.number(4)
    if length >= FRAME_LENGTH:
        raise MessageError
    reader.take(length + TAG)
    reader.end()
    return Message(raw, context, provider, key_info)


def _context(reader: _Reader) -> Mapping[str, str]:
    pairs = [(reader.text(), reader.text()) for _ in range(reader.number(2))]
    reader.end()
    context = dict(pairs)
    if len(context) != len(pairs):
        raise MessageError
    return context


class _Reader:
    """Walks over bytes; every step past the end is a MessageError."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.at = 0

    def take(self, length: int) -> bytes:
        piece = self.raw[self.at : self.at + length]
        if len(piece) != length:
            raise MessageError
        self.at += length
        return piece

    def number(self, length: int) -> int:
        return int.from_bytes(self.take(length))

    def sized(self) -> bytes:
        return self.take(self.number(2))

    def text(self) -> str:
        try:
            return self.sized().decode()
        except UnicodeDecodeError:
            raise MessageError from None

    def expect(self, wanted: bytes) -> None:
        if self.take(len(wanted)) != wanted:
            raise MessageError

    def end(self) -> None:
        if self.at != len(self.raw):
            raise MessageError
