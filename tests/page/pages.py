"""The bridge with its page on a real socket, and a Slack beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bridge.assembly import build_app
from bridge.assembly_worker import build_vault
from bridge.passphrase import COST, hash_passphrase
from bridge.seal import SealVault
from bridge.settings import Settings
from tests.hooks import key_file
from tests.serving import serving
from tests.slack.fake_slack import FakeSlack

PASSPHRASE = "correct horse 馬"


@dataclass(frozen=True)
class Pages:
    """A running bridge: its origin, its vault, its Slack."""

    origin: str
    vault: SealVault
    slack: FakeSlack


@contextmanager
def serving_page(
    folder: Path, *, page: str = "open", revoked: frozenset[str] = frozenset(), real: bool = True
) -> Iterator[Pages]:
    """Serve the page; ``page`` as in BRIDGE_PAGE. Hooks may be for the local Slack and, with ``real``, for Slack's own."""
    with FakeSlack() as slack:
        settings = Settings(
            keys=(key_file(folder),),
            destinations=(slack.origin, *(["https://hooks.slack.com"] if real else [])),
            page=page,
            revoked=revoked,
        )
        vault = build_vault(settings)
        with serving(build_app(settings, vault)) as origin:
            yield Pages(origin, vault, slack)


def hashed() -> str:
    """The passphrase's hash, for BRIDGE_PAGE."""
    assert COST[0] >= 2**15
    return hash_passphrase(PASSPHRASE)
