"""What a webhook's answers mean, as a table: which are final, which pass, which want another form of the message.

Slack answers with a bare word, not JSON. The words and their statuses are those of
https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and of what people reported.
"""

from __future__ import annotations

import math
import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final, Literal, NamedTuple

Ending = Literal["posted", "refused", "reshape", "limited", "failed"]
"""``reshape``: this form of the message is refused, another may pass. ``limited`` and ``failed`` pass with time."""


class Answer(NamedTuple):
    """What came back: the status, the beginning of the body, and the Retry-After header."""

    status: int
    body: bytes
    retry_after: str = ""


class Verdict(NamedTuple):
    """What an answer means. ``word`` is Slack's own, or the status where it had none."""

    ending: Ending
    word: str
    detail: str


_NEW_ONE: Final = "make a new webhook in Slack and a new hook URL with it."
_UNREADABLE: Final = "it could not read the message, which is a defect of the bridge: please report it."
_BY_ADMIN: Final = "ask an administrator of the Slack workspace."

_WORDS: Final[dict[str, tuple[Ending, str]]] = {
    "no_service": ("refused", f"the webhook was removed or disabled in Slack; {_NEW_ONE}"),
    "no_service_id": ("refused", f"the webhook's address is incomplete or the webhook was removed; {_NEW_ONE}"),
    "no_active_hooks": ("refused", f"the webhook was disabled in Slack; enable it there, or {_NEW_ONE}"),
    "no_team": ("refused", f"the webhook's workspace does not exist any more; {_NEW_ONE}"),
    "team_disabled": ("refused", "the webhook's workspace is disabled; " + _BY_ADMIN),
    "invalid_token": ("refused", f"the webhook's address is wrong or was revoked; {_NEW_ONE}"),
    "token_revoked": ("refused", f"the webhook was revoked; {_NEW_ONE}"),
    "account_inactive": ("refused", f"the account that made the webhook is gone; {_NEW_ONE}"),
    "channel_not_found": (
        "refused",
        f"the webhook's channel was deleted or cannot be seen by it; for another channel {_NEW_ONE}",
    ),
    "channel_is_archived": (
        "refused",
        f"the webhook's channel is archived; unarchive it, or for another channel {_NEW_ONE}",
    ),
    "is_archived": ("refused", f"the webhook's channel is archived; unarchive it, or for another channel {_NEW_ONE}"),
    "not_in_channel": ("refused", "the webhook's app is not in the channel; add it there."),
    "user_not_found": ("refused", f"the person whom the webhook writes to does not exist any more; {_NEW_ONE}"),
    "action_prohibited": ("refused", "an administrator has restricted what the webhook may do; " + _BY_ADMIN),
    "posting_to_general_channel_denied": (
        "refused",
        f"only some members may post to the workspace's general channel; for another channel {_NEW_ONE}",
    ),
    "restricted_action": ("refused", "a rule of the workspace forbids posting there; " + _BY_ADMIN),
    **dict.fromkeys(
        (
            "invalid_payload",
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_attachments",
            "invalid_form_data",
            "msg_blocks_too_long",
            "msg_too_long",
            "attachment_payload_limit_exceeded",
            "too_many_attachments",
            "no_text",
            "missing_text_or_fallback_or_attachments",
        ),
        ("reshape", _UNREADABLE),
    ),
    **dict.fromkeys(("ratelimited", "rate_limited"), ("limited", "too many messages at once.")),
    **dict.fromkeys(
        ("rollup_error", "internal_error", "fatal_error", "service_unavailable", "request_timeout"),
        ("failed", "a fault on its side."),
    ),
}

_GONE: Final = f"there is no such webhook; {_NEW_ONE}"
_STATUSES: Final[dict[int, tuple[Ending, str]]] = {
    400: ("reshape", _UNREADABLE),
    401: ("refused", f"the webhook's address is not accepted; {_NEW_ONE}"),
    403: ("refused", f"the webhook's address is not accepted; {_NEW_ONE}"),
    404: ("refused", _GONE),
    405: ("refused", "the address takes no messages; it is not an incoming webhook."),
    408: ("failed", "a fault on its side."),
    410: ("refused", _GONE),
    413: ("reshape", "the message is too large for it."),
    422: ("reshape", _UNREADABLE),
    425: ("failed", "a fault on its side."),
    429: ("limited", "too many messages at once."),
}
_OTHERS: Final[dict[int, tuple[Ending, str]]] = {
    2: ("refused", "that is not Slack's “ok”, so the address is not that of an incoming webhook."),
    3: ("refused", "it leads elsewhere, and the bridge follows no redirect; use the final address."),
    5: ("failed", "a fault on its side."),
}
_STRANGE: Final[tuple[Ending, str]] = ("refused", "that is no answer of an incoming webhook; check the address.")
_WORD: Final = re.compile(rb"[a-z_]{2,64}")


def judge(answer: Answer) -> Verdict:
    """Posted is 200 with ``ok`` and nothing else; then Slack's word decides, then the status."""
    body = answer.body.strip()
    if answer.status == 200 and body == b"ok":
        return Verdict("posted", "ok", "")
    own = body.decode() if _WORD.fullmatch(body) else ""
    word = own if own and own != "ok" else f"HTTP {answer.status}"
    if answer.status == 429:
        ending, why = _STATUSES[429]
    else:
        by_status = _STATUSES.get(answer.status) or _OTHERS.get(answer.status // 100, _STRANGE)
        ending, why = _WORDS.get(own) or by_status
    return Verdict(ending, word, f"Slack answered {word}: {why}")


def seconds_to_wait(retry_after: str, now: float) -> float | None:
    """Retry-After as seconds from ``now`` (epoch seconds), at most a day; None if it says nothing (RFC 9110, 10.2.3).

    It is a number of seconds or a date.
    """
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,9})?", text):
        return min(float(text), 86_400.0)
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return min(max(math.ceil(aware.timestamp() - now), 0), 86_400.0)
