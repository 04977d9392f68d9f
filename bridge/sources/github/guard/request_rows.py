"""The rows of requests that wait for somebody's decision."""

from __future__ import annotations

from typing import Final

from bridge.sources.github.guard import tell_request
from bridge.sources.github.kind import Kind


def _asked(event: str, action: str, en: str, ja: str) -> Kind:
    return Kind(f"{event}.{action}", en, ja, tell_request.tell(event, action), "request")


_BYPASS: Final = "bypass_request_secret_scanning"
_CODE: Final = "dismissal_request_code_scanning"
_DISMISSAL: Final = "dismissal_request_secret_scanning"
_PUSH_RULE: Final = "exemption_request_push_ruleset"

ROWS: Final[tuple[Kind, ...]] = (
    _asked(
        _BYPASS, "cancelled", "Push protection bypass request cancelled", "プッシュ保護のバイパスリクエストの取り下げ"
    ),
    _asked(_BYPASS, "completed", "Push protection bypass request completed", "プッシュ保護のバイパスリクエストの完了"),
    _asked(_BYPASS, "created", "Push protection bypass requested", "プッシュ保護のバイパスのリクエスト"),
    _asked(
        _BYPASS,
        "response_dismissed",
        "Review of a push protection bypass request dismissed",
        "プッシュ保護のバイパスリクエストへのレビューの取り消し",
    ),
    _asked(
        _BYPASS,
        "response_submitted",
        "Push protection bypass request approved or denied",
        "プッシュ保護のバイパスリクエストの承認・拒否",
    ),
    _asked(
        _CODE, "created", "Dismissal of a code scanning alert requested", "コードスキャンアラートの却下のリクエスト"
    ),
    _asked(
        _CODE,
        "response_submitted",
        "Dismissal of a code scanning alert approved or denied",
        "コードスキャンアラートの却下の承認・拒否",
    ),
    _asked(
        _DISMISSAL,
        "cancelled",
        "Request to dismiss a secret scanning alert cancelled",
        "シークレットスキャンアラートの却下リクエストの取り下げ",
    ),
    _asked(
        _DISMISSAL,
        "completed",
        "Request to dismiss a secret scanning alert completed",
        "シークレットスキャンアラートの却下リクエストの完了",
    ),
    _asked(
        _DISMISSAL,
        "created",
        "Dismissal of a secret scanning alert requested",
        "シークレットスキャンアラートの却下のリクエスト",
    ),
    _asked(
        _DISMISSAL,
        "response_dismissed",
        "Review of a request to dismiss a secret scanning alert dismissed",
        "シークレットスキャンアラートの却下リクエストへのレビューの取り消し",
    ),
    _asked(
        _DISMISSAL,
        "response_submitted",
        "Dismissal of a secret scanning alert approved or denied",
        "シークレットスキャンアラートの却下の承認・拒否",
    ),
    _asked(
        _PUSH_RULE, "cancelled", "Push rule bypass request cancelled", "プッシュルールのバイパスリクエストの取り下げ"
    ),
    _asked(_PUSH_RULE, "completed", "Push rule bypass request completed", "プッシュルールのバイパスリクエストの完了"),
    _asked(_PUSH_RULE, "created", "Push rule bypass requested", "プッシュルールのバイパスのリクエスト"),
    _asked(
        _PUSH_RULE,
        "response_dismissed",
        "Review of a push rule bypass request dismissed",
        "プッシュルールのバイパスリクエストへのレビューの取り消し",
    ),
    _asked(
        _PUSH_RULE,
        "response_submitted",
        "Push rule bypass request approved or denied",
        "プッシュルールのバイパスリクエストの承認・拒否",
    ),
)
