"""Whether a delivery is signed with the hook's secret: HMAC-SHA256 over the body's bytes as they arrived.

https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import replace
from typing import Final

from bridge.errors import SignatureMismatch
from bridge.model import Delivery, Secret

HEADER: Final = "x-hub-signature-256"
_SHA1_HEADER: Final = "x-hub-signature"
_FORM: Final = re.compile(r"sha256=[0-9a-fA-F]{64}")


def verify(delivery: Delivery, secret: Secret) -> None:
    """Check the signature in constant time. Raises SignatureMismatch: a sentence for each fault, no value in it."""
    said = delivery.headers.get(HEADER)
    if said is None:
        raise SignatureMismatch(_unsigned(delivery))
    if not _FORM.fullmatch(said):
        raise SignatureMismatch("X-Hub-Signature-256 is malformed: sha256= and 64 hexadecimal digits were expected.")
    if not hmac.compare_digest(_signature(delivery.body, secret), said.lower()):
        raise SignatureMismatch(
            "X-Hub-Signature-256 does not match: the secret in the webhook's settings at GitHub is not the one that "
            "this hook was made with, or something on the way changed the body."
        )


def sign(delivery: Delivery, secret: Secret) -> Delivery:
    """The delivery with the header that ``verify`` looks for."""
    return replace(delivery, headers={**delivery.headers, HEADER: _signature(delivery.body, secret)})


def _signature(body: bytes, secret: Secret) -> str:
    return "sha256=" + hmac.new(secret.reveal().encode(), body, hashlib.sha256).hexdigest()


def _unsigned(delivery: Delivery) -> str:
    if _SHA1_HEADER in delivery.headers:
        return (
            "The delivery is signed with SHA-1 only (X-Hub-Signature), which proves too little: "
            "X-Hub-Signature-256 was expected, as GitHub and GitHub Enterprise Server send it."
        )
    return (
        "The delivery is not signed, and this hook was made with a secret: enter the same secret in the webhook's "
        "settings at GitHub."
    )
