"""What can go wrong, as one tree.

Every error knows its HTTP status, whether the same request can ever succeed (``permanent``), and the place in
``docs/errors.md`` that says more. ``detail`` is one sentence written for the person who registered the hook: it is
shown in the sender's delivery log, so it never holds a token, an address or a secret.
"""

from __future__ import annotations

from typing import ClassVar, Literal

Trouble = Literal["limited", "failed", "unreached"]
"""What passes with time: too many messages, a fault on the destination's side, no way to it."""


class BridgeError(Exception):
    """The root: anything the bridge itself says no to.

    ``detail`` is one complete sentence. ``retry_after`` is in whole seconds, for the answers that carry the header.
    """

    code: ClassVar[str] = "internal-error"
    status: ClassVar[int] = 500
    permanent: ClassVar[bool] = False
    wait: ClassVar[int | None] = None
    """Seconds after which a retry is worth it, where nobody said better."""

    def __init__(self, detail: str, *, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.retry_after = self.wait if retry_after is None else retry_after

    @property
    def help(self) -> str:
        """Where to read on: a path in the project and an anchor."""
        return f"docs/errors.md#{self.code}"

    def body(self) -> dict[str, str]:
        """The JSON body of the answer, as the contract has it."""
        return {"error": self.code, "detail": self.detail, "help": self.help}


class InternalError(BridgeError):
    """A defect of the bridge. The detail never says what the exception said: it may quote the payload."""


class SealBroken(BridgeError):
    """Not a token, sealed by another key, or for another source."""

    code = "seal-broken"
    status = 403
    permanent = True


class SealRevoked(BridgeError):
    """Revoked, expired, or the key is disabled or going away."""

    code = "seal-revoked"
    status = 410
    permanent = True


class VaultUnavailable(BridgeError):
    """The key service did not answer, is busy, or denies access: the operator's to mend, worth a retry."""

    code = "vault-unavailable"
    status = 503
    wait = 30


class QueueUnavailable(BridgeError):
    """The queue did not take the message: the operator's to mend, worth a retry."""

    code = "queue-unavailable"
    status = 503
    wait = 30


class ItemUnreadable(BridgeError):
    """What waits in the queue was written by another version, or by nobody who knows the form."""

    code = "item-unreadable"
    permanent = True


class SignatureMismatch(BridgeError):
    """The config holds a secret and the delivery is not signed with it."""

    code = "signature-mismatch"
    status = 401
    permanent = True


class PayloadMalformed(BridgeError):
    """The body cannot be a webhook of this source."""

    code = "payload-malformed"
    status = 400
    permanent = True


class PayloadTooLarge(BridgeError):
    """The body is over the limit."""

    code = "payload-too-large"
    status = 413
    permanent = True


class SourceUnknown(BridgeError):
    """``/hooks/{source}`` names no source."""

    code = "source-unknown"
    status = 404
    permanent = True


class NotFound(BridgeError):
    """No such route."""

    code = "not-found"
    status = 404
    permanent = True


class MethodNotAllowed(BridgeError):
    """The route exists, the method does not."""

    code = "method-not-allowed"
    status = 405
    permanent = True


class OriginForeign(BridgeError):
    """The page's API was called for another site's page."""

    code = "origin-foreign"
    status = 403
    permanent = True


class SessionRequired(BridgeError):
    """The page is behind a passphrase, and the request brings no session that still holds."""

    code = "session-required"
    status = 401
    permanent = True


class PassphraseWrong(BridgeError):
    """Not the page's passphrase."""

    code = "passphrase-wrong"
    status = 401
    permanent = True


class TooManyAttempts(BridgeError):
    """More passphrases at once than the bridge will try."""

    code = "too-many-attempts"
    status = 429
    wait = 5


class MediaTypeUnsupported(BridgeError):
    """The page's API takes JSON and nothing else, so that no form of another site can call it."""

    code = "media-type-unsupported"
    status = 415
    permanent = True


class DestinationError(BridgeError):
    """Slack did not take the message. ``word`` is Slack's own word, or the HTTP status where it had none."""

    def __init__(self, detail: str, *, word: str, retry_after: int | None = None) -> None:
        super().__init__(detail, retry_after=retry_after)
        self.word = word


class DestinationRefused(DestinationError):
    """Slack refuses for good."""

    code = "destination-refused"
    status = 502
    permanent = True


class DestinationBusy(DestinationError):
    """Slack is busy or down beyond the retries that fit into the sender's patience. Nothing was posted."""

    code = "destination-busy"
    status = 503
    wait = 30

    def __init__(
        self, detail: str, *, word: str, retry_after: int | None = None, trouble: Trouble = "unreached"
    ) -> None:
        super().__init__(detail, word=word, retry_after=retry_after)
        self.trouble = trouble


class DestinationSilent(DestinationError):
    """No answer after the message was sent: it may have arrived, so it is never sent again by itself."""

    code = "destination-silent"
    status = 503


class SettingInvalid(BridgeError):
    """A setting or option cannot be used; the detail names it. Raised at start and when sealing, never by a hook."""

    code = "setting-invalid"
    status = 400
    permanent = True
