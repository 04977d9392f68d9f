"""The only door to the AWS Encryption SDK and to KMS. Imported at first need: its libraries cost about 0.3 s.

Messages are committing and unsigned, with one encrypted data key. Their loggers are silenced for good: at DEBUG
botocore writes KMS's answers, which hold data keys, and the SDK writes a traceback for every token it cannot open.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Mapping
from typing import Any, Final

import botocore.config
import botocore.loaders
import botocore.session
from aws_encryption_sdk import EncryptionSDKClient
from aws_encryption_sdk.exceptions import AWSEncryptionSDKClientError
from aws_encryption_sdk.identifiers import (
    USER_AGENT_SUFFIX,
    Algorithm,
    CommitmentPolicy,
    EncryptionKeyType,
    WrappingAlgorithm,
)
from aws_encryption_sdk.key_providers.base import MasterKey
from aws_encryption_sdk.key_providers.kms import KMSMasterKey, KMSMasterKeyConfig
from aws_encryption_sdk.key_providers.raw import RawMasterKey, RawMasterKeyConfig, WrappingKey
from botocore.exceptions import BotoCoreError, ClientError
from cryptography.exceptions import InvalidTag

from bridge.errors import BridgeError, SealBroken, SealRevoked, VaultUnavailable
from bridge.seal_keys import LOCAL
from bridge.seal_message import FRAME_LENGTH, Message

QUIET: Final = ("aws_encryption_sdk", "boto3", "botocore")


def _silence() -> None:
    """Switch off the libraries' loggers that there are by now, each by itself: levels and handlers may be set anew."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if name.partition(".")[0] in QUIET and isinstance(logger, logging.Logger):
            logger.disabled = True


_silence()

SDK: Final = EncryptionSDKClient(
    commitment_policy=CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT, max_encrypted_data_keys=1
)
SUITE: Final = Algorithm.AES_256_GCM_HKDF_SHA512_COMMIT_KEY
REFUSALS: Final = (AWSEncryptionSDKClientError, BotoCoreError, ClientError, InvalidTag)
"""What the SDK raises when a message or its key cannot be used; anything else is a defect."""

PATIENCE: Final = botocore.config.Config(
    connect_timeout=1,
    read_timeout=1.2,
    retries={"mode": "standard", "total_max_attempts": 2},
    user_agent_extra=USER_AGENT_SUFFIX,
)
"""Two tries and a pause of at most a second between them: a silent KMS costs 3.4 s of the 9 that a hook has."""
RETRY_AFTER: Final = 30
LOADER: Final = botocore.loaders.create_loader()
"""Reads KMS's service model once for all keys: a second client costs 8 ms instead of 60."""

KEY_GONE: Final = ("DisabledException", "KMSInvalidStateException", "NotFoundException")
NOT_OURS: Final = ("InvalidCiphertextException", "IncorrectKeyException")
CAUSES: Final = (
    (r"DisabledException|KMSInvalidState\w*", "says that the key is disabled or pending deletion"),
    (r"NotFound\w*", "does not know the key"),
    (
        r"AccessDenied\w*|UnrecognizedClient\w*|InvalidSignature\w*|ExpiredToken\w*|InvalidClientTokenId",
        "denies access",
    ),
    (
        r"NoCredentials\w*|PartialCredentials\w*|CredentialRetrieval\w*|TokenRetrieval\w*|\w*SSO\w*",
        "got no credentials",
    ),
    (r"Throttling\w*|LimitExceeded\w*|TooManyRequests\w*|RequestLimitExceeded", "is busy"),
    (r"\w*Timeout\w*|\w*Connection\w*|ProxyConnection\w*", "does not answer"),
)
"""What the operator is told, by AWS's code or botocore's exception."""


def _encrypt(master: MasterKey, plaintext: bytes, context: Mapping[str, str]) -> bytes:
    message, _ = SDK.encrypt(
        source=plaintext,
        key_provider=master,
        algorithm=SUITE,
        encryption_context=dict(context),
        frame_length=FRAME_LENGTH,
    )
    return bytes(message)


def _decrypt(master: MasterKey, message: Message) -> bytes:
    stream = SDK.stream(mode="d", source=message.raw, key_provider=master)
    try:
        plaintext = bytes(stream.read())
        context = stream.header.encryption_context
        stream.close()
    except REFUSALS:
        # A stream that failed fails again when it is closed, and Python 3.13 reports that when it is collected.
        stream.close = lambda: None
        raise
    if context != message.context:
        raise SealBroken(BROKEN)
    return plaintext


BROKEN: Final = "The config in the hook's URL was altered, or sealed by another key: copy the whole URL again."


class LocalDoor:
    """Seals and opens under a key file's 32 bytes."""

    def __init__(self, name: bytes, secret: bytes) -> None:
        wrapping = WrappingKey(
            wrapping_algorithm=WrappingAlgorithm.AES_256_GCM_IV12_TAG16_NO_PADDING,
            wrapping_key=secret,
            wrapping_key_type=EncryptionKeyType.SYMMETRIC,
        )
        config = RawMasterKeyConfig(key_id=name, provider_id=LOCAL, wrapping_key=wrapping)
        self._master = RawMasterKey(config=config)

    def encrypt(self, plaintext: bytes, context: Mapping[str, str]) -> bytes:
        """A message; cannot fail for a reason of its own."""
        return _encrypt(self._master, plaintext, context)

    def decrypt(self, message: Message) -> bytes:
        """The plaintext. Raises SealBroken."""
        try:
            return _decrypt(self._master, message)
        except REFUSALS:
            raise SealBroken(BROKEN) from None


class KmsDoor:
    """Seals and opens under one KMS key, over a client of its own.

    The SDK's provider for several keys is not used: after a failed connection it forgets its client and answers the
    next failure with a KeyError. A KMSMasterKey is as strict: it opens what names its ARN and nothing else.
    """

    def __init__(self, arn: str, region: str) -> None:
        """``arn`` is a key's or an alias's; KMS is asked only about an alias. Raises VaultUnavailable."""
        self._heard = _Heard()
        try:
            session = botocore.session.Session()
            session.register_component("data_loader", LOADER)
            client = session.create_client("kms", region_name=region, config=PATIENCE)
        except (BotoCoreError, ValueError) as error:
            raise _unavailable(type(error).__name__) from None
        _silence()  # making a client has loaded more of botocore
        client.meta.events.register("after-call.kms", self._heard.answer)
        client.meta.events.register("after-call-error.kms", self._heard.silence)
        self.arn = arn if ":key/" in arn else self._resolve(client, arn)
        self._master = KMSMasterKey(config=KMSMasterKeyConfig(key_id=self.arn, client=client))

    def _resolve(self, client: Any, alias: str) -> str:
        try:
            return str(client.describe_key(KeyId=alias)["KeyMetadata"]["Arn"])
        except (BotoCoreError, ClientError, KeyError):
            raise _unavailable(self._heard.code) from None

    def encrypt(self, plaintext: bytes, context: Mapping[str, str]) -> bytes:
        """A message under a new data key of KMS. Raises VaultUnavailable."""
        self._heard.code = ""
        try:
            return _encrypt(self._master, plaintext, context)
        except REFUSALS:
            raise _unavailable(self._heard.code) from None

    def decrypt(self, message: Message) -> bytes:
        """The plaintext. Raises SealBroken, SealRevoked, VaultUnavailable."""
        self._heard.code = ""
        try:
            return _decrypt(self._master, message)
        except REFUSALS:
            raise self._refusal() from None

    def _refusal(self) -> BridgeError:
        code = self._heard.code
        if not code or code in NOT_OURS:
            return SealBroken(BROKEN)
        if code in KEY_GONE:
            return SealRevoked("The key that sealed this hook is disabled or going away: make a new URL.")
        return _unavailable(code)


class _Heard(threading.local):
    """What KMS answered to this thread's last call: the SDK keeps it to itself. Empty for a good answer."""

    code = ""

    def answer(self, parsed: Mapping[str, Any], **_: object) -> None:
        """botocore's ``after-call``: an HTTP answer came."""
        error = parsed.get("Error", {}).get("Code")
        whole = "KeyId" in parsed or "KeyMetadata" in parsed
        self.code = str(error) if error else "" if whole else "UnexpectedAnswer"

    def silence(self, exception: BaseException, **_: object) -> None:
        """botocore's ``after-call-error``: none came."""
        self.code = type(exception).__name__


def _unavailable(code: str) -> VaultUnavailable:
    cause = next((words for pattern, words in CAUSES if re.fullmatch(pattern, code)), "failed")
    named = f" ({code})" if re.fullmatch(r"\w{1,60}", code) else ""
    return VaultUnavailable(
        f"The bridge's key service, AWS KMS, {cause}{named}: its operator must mend this; the hook itself is fine.",
        retry_after=RETRY_AFTER,
    )
