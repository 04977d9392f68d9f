"""Bytes, then belief: who may deliver to a hook with a secret."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import SignatureMismatch
from bridge.model import Delivery, HookConfig, Secret
from tests.sources.github.bodies import GITHUB

SECRET = "It's a Secret to Everybody"
BODY = b"Hello, World!"
SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
"""https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries, testing the validation"""
SHA1 = "sha1=" + hmac.new(SECRET.encode(), BODY, hashlib.sha1).hexdigest()
SIGNED = HookConfig(destination=Secret("https://hooks.slack.com/x"), secret=Secret(SECRET))
UNSIGNED = HookConfig(destination=Secret("https://hooks.slack.com/x"))


def verify(headers: dict[str, str], body: bytes = BODY, config: HookConfig = SIGNED) -> None:
    GITHUB.verify(Delivery("github", headers, body), config)


def test_githubs_own_test_vector_is_believed() -> None:
    verify({"x-hub-signature-256": SIGNATURE})
    verify({"x-hub-signature-256": SIGNATURE, "x-hub-signature": SHA1})
    verify({"x-hub-signature-256": SIGNATURE.replace("757107ea", "757107EA")})


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        ({}, "is not signed"),
        ({"x-hub-signature": SHA1}, "SHA-1 only"),
        ({"x-hub-signature-256": ""}, "malformed"),
        ({"x-hub-signature-256": SIGNATURE.removeprefix("sha256=")}, "malformed"),
        ({"x-hub-signature-256": SIGNATURE[:-1]}, "malformed"),
        ({"x-hub-signature-256": SIGNATURE + "\n"}, "malformed"),
        ({"x-hub-signature-256": SIGNATURE + "00"}, "malformed"),
        ({"x-hub-signature-256": "sha256=" + "é" * 64}, "malformed"),
        ({"x-hub-signature-256": "sha256=" + "١" * 64}, "malformed"),
        ({"x-hub-signature-256": SHA1}, "malformed"),
        ({"x-hub-signature-256": SIGNATURE[:-1] + "8"}, "does not match"),
        ({"x-hub-signature-256": "sha256=" + "0" * 64, "x-hub-signature": SHA1}, "does not match"),
    ],
)
def test_everything_else_is_refused_with_its_own_sentence(headers: dict[str, str], sentence: str) -> None:
    with pytest.raises(SignatureMismatch, match=sentence) as refused:
        verify(headers)
    assert refused.value.status == 401
    assert not any(value and value in refused.value.detail for value in (*headers.values(), SECRET, SIGNATURE[7:]))


def test_the_four_sentences_differ() -> None:
    faults: tuple[dict[str, str], ...] = (
        {},
        {"x-hub-signature": SHA1},
        {"x-hub-signature-256": "x"},
        {"x-hub-signature-256": "sha256=" + "0" * 64},
    )
    sentences = set()
    for headers in faults:
        with pytest.raises(SignatureMismatch) as refused:
            verify(headers)
        sentences.add(refused.value.detail)
    assert len(sentences) == len(faults)


@pytest.mark.parametrize("body", [BODY + b"\n", b"", BODY[:-1], BODY.lower()])
def test_another_body_is_not_the_one_that_was_signed(body: bytes) -> None:
    with pytest.raises(SignatureMismatch, match="does not match"):
        verify({"x-hub-signature-256": SIGNATURE}, body)


@pytest.mark.parametrize("headers", [{}, {"x-hub-signature-256": "nonsense"}, {"x-hub-signature": SHA1}])
def test_a_hook_without_a_secret_believes_whoever_has_its_url(headers: dict[str, str]) -> None:
    verify(headers, config=UNSIGNED)
    assert GITHUB.signs


@given(st.binary(max_size=200), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_what_is_signed_with_the_secret_is_believed(body: bytes, secret: str) -> None:
    """Also a form's raw text, and bytes that are no text at all: nothing is parsed before."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    config = HookConfig(destination=Secret("https://hooks.slack.com/x"), secret=Secret(secret))
    verify({"x-hub-signature-256": f"sha256={digest}"}, body, config)
    with pytest.raises(SignatureMismatch):
        verify({"x-hub-signature-256": f"sha256={digest}"}, body + b" ", config)
