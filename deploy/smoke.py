"""Whether a deployment works: the page, the health, and the whole way to Slack without disturbing anybody."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx

from bridge.model import HookConfig, Secret
from bridge.seal import SealVault
from bridge.sources import SOURCES

NOBODY = "/services/T00000000/B00000000/NobodysWebhookOfThisKind"
"""A webhook that Slack does not have: it answers with a word of its own and tells nobody."""


class SmokeFailed(Exception):
    """Something does not answer as it must; one sentence."""


@dataclass(frozen=True, slots=True)
class Target:
    """A deployment: its address, its key and wrapped data keys, where messages may go, whether it has a page."""

    origin: str
    key: str
    data_keys: Sequence[str]
    destinations: Sequence[str]
    page: str
    patience: float = 60.0


def smoke(target: Target) -> list[str]:
    """What was seen, a line each. Raises SmokeFailed, VaultUnavailable."""
    with httpx.Client(trust_env=False, timeout=20) as client:
        health = _asked(client, target, "GET", "/healthz", 200)
        seen = [f"/healthz: version {health.json()['version']}"]
        page = _asked(client, target, "GET", "/", 404 if target.page == "off" else 200)
        seen.append(
            "/: no page, as the settings say" if target.page == "off" else f"/: the page, {len(page.content):,} bytes"
        )
        vault = SealVault((target.key,), data_keys=target.data_keys)
        config = HookConfig(destination=Secret(target.destinations[0] + NOBODY), issued=int(time.time()))
        ping = SOURCES["github"].sample("ping")
        if ping is None:
            raise SmokeFailed("There is no sample of GitHub's ping.")
        path = f"/hooks/github?config={vault.seal(config, 'github').text()}"
        answer = _asked(client, target, "POST", path, 502, content=ping.body, headers=dict(ping.headers))
        said = answer.json()
        if said.get("error") != "destination-refused":
            raise SmokeFailed(f"A made-up webhook was answered with {said.get('error')}: {said.get('detail')}")
        seen.append(f"a sealed delivery to a webhook that is not there: 502, {said['detail']}")
    return seen


def _asked(
    client: httpx.Client,
    target: Target,
    method: str,
    path: str,
    status: int,
    *,
    content: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> httpx.Response:
    """One answer with the status that it must have; a new address takes a moment to be known everywhere."""
    until = time.monotonic() + target.patience
    name = path.partition("?")[0]
    while True:
        try:
            answer = client.request(method, target.origin + path, content=content, headers=headers)
            if answer.status_code == status:
                return answer
            trouble = f"{name} answers {answer.status_code} instead of {status}: {answer.text[:200]}"
        except httpx.TransportError as error:
            trouble = f"{name} does not answer ({type(error).__name__})"
        if time.monotonic() > until:
            raise SmokeFailed(f"{trouble}.")
        time.sleep(2)
