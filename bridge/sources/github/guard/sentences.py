"""The headlines of this area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bridge.sources.github.wording import Words, say

REQUESTS: Final[Mapping[str, str]] = {
    "bypass_request_secret_scanning": "bypass",
    "dismissal_request_code_scanning": "code_dismissal",
    "dismissal_request_secret_scanning": "secret_dismissal",
    "exemption_request_push_ruleset": "exemption",
}
"""Event → the slot of its sentences, and with ``guard_`` before it its noun."""


def _of_requests() -> Iterator[tuple[str, Words]]:
    """Four kinds of requests live the same life; their nouns tell them apart."""
    for event, slot in REQUESTS.items():
        thing = f"{{{slot}}}"
        for action, (en, ja) in {
            "created": (f"opened {thing} in", f"で{thing}を提出しました"),
            "cancelled": (f"cancelled {thing} in", f"の{thing}を取り下げました"),
            "completed": (f"completed {thing} in", f"の{thing}を完了しました"),
            "response_dismissed": (f"dismissed a review of {thing} in", f"の{thing}へのレビューを取り消しました"),
            "response_submitted": (f"reviewed {thing} in", f"の{thing}をレビューしました"),
            "response_submitted_approved": (f"approved {thing} in", f"の{thing}を承認しました"),
            "response_submitted_rejected": (f"denied {thing} in", f"の{thing}を拒否しました"),
        }.items():
            if event != "dismissal_request_code_scanning" or action.startswith(("created", "response_submitted")):
                yield f"{event}.{action}", say(f"{{who}} {en} {{repository}}", f"{{who}}が{{repository}}{ja}")


SENTENCES: Final[Mapping[str, Words]] = {
    **dict(_of_requests()),
    "branch_protection_configuration.disabled": say(
        "{who} disabled all branch protections of {repository}",
        "{who}が{repository}のブランチ保護をすべて無効にしました",
    ),
    "branch_protection_configuration.enabled": say(
        "{who} enabled all branch protections of {repository}",
        "{who}が{repository}のブランチ保護をすべて有効にしました",
    ),
    "branch_protection_rule.created": say(
        "{who} created {branch_rule} in {repository}", "{who}が{repository}に{branch_rule}を作成しました"
    ),
    "branch_protection_rule.edited": say(
        "{who} changed {branch_rule} in {repository}", "{who}が{repository}の{branch_rule}を変更しました"
    ),
    "branch_protection_rule.deleted": say(
        "{who} deleted {branch_rule} from {repository}", "{who}が{repository}の{branch_rule}を削除しました"
    ),
    "code_scanning_alert.appeared_in_branch": say(
        "{who} found {code_alert} in another branch of {repository}{severity}",
        "{who}が{repository}の別のブランチで{code_alert}を検出しました{severity}",
    ),
    "code_scanning_alert.appeared_in_branch_named": say(
        "{who} found {code_alert} in branch {branch} of {repository} too{severity}",
        "{who}が{repository}のブランチ{branch}でも{code_alert}を検出しました{severity}",
    ),
    "code_scanning_alert.closed_by_user": say(
        "{who} dismissed {code_alert} in {repository}{reason}",
        "{who}が{repository}の{code_alert}を却下しました{reason}",
    ),
    "code_scanning_alert.created": say(
        "{who} found a problem in the code of {repository}: {code_alert}{severity}",
        "{who}が{repository}のコードで問題を検出し、{code_alert}を作成しました{severity}",
    ),
    "code_scanning_alert.fixed": say(
        "{who} closed {code_alert} in {repository} as fixed",
        "{who}が{repository}の{code_alert}を修正済みとしてクローズしました",
    ),
    "code_scanning_alert.reopened": say(
        "{who} found {code_alert} in {repository} again{severity}",
        "{who}が{repository}で{code_alert}を再び検出しました{severity}",
    ),
    "code_scanning_alert.reopened_by_user": say(
        "{who} reopened {code_alert} in {repository}{severity}",
        "{who}が{repository}の{code_alert}を再オープンしました{severity}",
    ),
    "code_scanning_alert.updated_assignment": say(
        "{who} assigned {code_alert} in {repository} to {people}",
        "{who}が{repository}の{code_alert}の担当者を{people}にしました",
    ),
    "code_scanning_alert.updated_assignment_nobody": say(
        "{who} left {code_alert} in {repository} without an assignee",
        "{who}が{repository}の{code_alert}の担当者を未設定にしました",
    ),
    "dependabot_alert.assignees_changed": say(
        "{who} assigned {dependency_alert} in {repository} to {people}",
        "{who}が{repository}の{dependency_alert}の担当者を{people}にしました",
    ),
    "dependabot_alert.assignees_changed_nobody": say(
        "{who} left {dependency_alert} in {repository} without an assignee",
        "{who}が{repository}の{dependency_alert}の担当者を未設定にしました",
    ),
    "dependabot_alert.auto_dismissed": say(
        "{who} dismissed {dependency_alert} in {repository} by an auto-triage rule",
        "{who}が自動トリアージルールにより{repository}の{dependency_alert}を却下しました",
    ),
    "dependabot_alert.auto_reopened": say(
        "{who} reopened {dependency_alert} in {repository} by an auto-triage rule{severity}",
        "{who}が自動トリアージルールにより{repository}の{dependency_alert}を再オープンしました{severity}",
    ),
    "dependabot_alert.created": say(
        "{who} found a vulnerable dependency in {repository}: {dependency_alert}{severity}",
        "{who}が{repository}で脆弱な依存関係を検出し、{dependency_alert}を作成しました{severity}",
    ),
    "dependabot_alert.dismissed": say(
        "{who} dismissed {dependency_alert} in {repository}{reason}",
        "{who}が{repository}の{dependency_alert}を却下しました{reason}",
    ),
    "dependabot_alert.fixed": say(
        "{who} closed {dependency_alert} in {repository} as fixed",
        "{who}が{repository}の{dependency_alert}を修正済みとしてクローズしました",
    ),
    "dependabot_alert.reintroduced": say(
        "{who} found the vulnerable dependency of {dependency_alert} in {repository} again{severity}",
        "{who}が{repository}で{dependency_alert}の脆弱な依存関係を再び検出しました{severity}",
    ),
    "dependabot_alert.reopened": say(
        "{who} reopened {dependency_alert} in {repository}{severity}",
        "{who}が{repository}の{dependency_alert}を再オープンしました{severity}",
    ),
    "deploy_key.created": say(
        "{who} added {deploy_key} to {repository}", "{who}が{repository}に{deploy_key}を追加しました"
    ),
    "deploy_key.deleted": say(
        "{who} removed {deploy_key} from {repository}", "{who}が{repository}から{deploy_key}を削除しました"
    ),
    "personal_access_token_request.approved": say(
        "{who} approved access to {organization} for {token}",
        "{who}が{token}による{organization}へのアクセスを承認しました",
    ),
    "personal_access_token_request.cancelled": say(
        "{who} cancelled the request for access to {organization} for {token}",
        "{who}が{token}による{organization}へのアクセスのリクエストを取り消しました",
    ),
    "personal_access_token_request.created": say(
        "{who} requested access to {organization} for {token}",
        "{who}が{token}による{organization}へのアクセスをリクエストしました",
    ),
    "personal_access_token_request.denied": say(
        "{who} denied access to {organization} for {token}",
        "{who}が{token}による{organization}へのアクセスを拒否しました",
    ),
    "repository_advisory.published": say(
        "{who} published {advisory} of {repository}{severity}",
        "{who}が{repository}の{advisory}を公開しました{severity}",
    ),
    "repository_advisory.reported": say(
        "{who} privately reported a vulnerability in {repository}: {advisory}{severity}",
        "{who}が{repository}の脆弱性を非公開で報告し、{advisory}を作成しました{severity}",
    ),
    "repository_ruleset.created": say(
        "{who} created {ruleset} in {repository}", "{who}が{repository}に{ruleset}を作成しました"
    ),
    "repository_ruleset.deleted": say(
        "{who} deleted {ruleset} from {repository}", "{who}が{repository}の{ruleset}を削除しました"
    ),
    "repository_ruleset.edited": say(
        "{who} changed {ruleset} in {repository}", "{who}が{repository}の{ruleset}を変更しました"
    ),
    "repository_ruleset.edited_disabled": say(
        "{who} disabled {ruleset} in {repository}", "{who}が{repository}の{ruleset}を無効にしました"
    ),
    "repository_ruleset.edited_enforced": say(
        "{who} turned on {ruleset} in {repository}", "{who}が{repository}の{ruleset}を有効にしました"
    ),
    "repository_vulnerability_alert.create": say(
        "{who} found a vulnerable dependency in {repository}: {vulnerability}{severity}",
        "{who}が{repository}で脆弱な依存関係を検出し、{vulnerability}を作成しました{severity}",
    ),
    "repository_vulnerability_alert.dismiss": say(
        "{who} dismissed {vulnerability} in {repository}{reason}",
        "{who}が{repository}の{vulnerability}を却下しました{reason}",
    ),
    "repository_vulnerability_alert.reopen": say(
        "{who} reopened {vulnerability} in {repository}{severity}",
        "{who}が{repository}の{vulnerability}を再オープンしました{severity}",
    ),
    "repository_vulnerability_alert.resolve": say(
        "{who} closed {vulnerability} in {repository} as fixed",
        "{who}が{repository}の{vulnerability}を修正済みとしてクローズしました",
    ),
    "secret_scanning_alert.assigned": say(
        "{who} assigned {secret_alert} in {repository} to {people}",
        "{who}が{repository}の{secret_alert}の担当者に{people}を割り当てました",
    ),
    "secret_scanning_alert.assigned_nobody": say(
        "{who} assigned {secret_alert} in {repository}", "{who}が{repository}の{secret_alert}に担当者を割り当てました"
    ),
    "secret_scanning_alert.created": say(
        "{who} found a secret in {repository}: {secret_alert}",
        "{who}が{repository}でシークレットを検出し、{secret_alert}を作成しました",
    ),
    "secret_scanning_alert.publicly_leaked": say(
        "{who} found a secret of {repository} in public: {secret_alert}",
        "{who}が{repository}の{secret_alert}のシークレットが公開されていることを検出しました",
    ),
    "secret_scanning_alert.reopened": say(
        "{who} reopened {secret_alert} in {repository}", "{who}が{repository}の{secret_alert}を再オープンしました"
    ),
    "secret_scanning_alert.resolved": say(
        "{who} closed {secret_alert} in {repository}{reason}",
        "{who}が{repository}の{secret_alert}をクローズしました{reason}",
    ),
    "secret_scanning_alert.unassigned": say(
        "{who} unassigned {people} from {secret_alert} in {repository}",
        "{who}が{repository}の{secret_alert}の担当者から{people}を外しました",
    ),
    "secret_scanning_alert.unassigned_nobody": say(
        "{who} unassigned somebody from {secret_alert} in {repository}",
        "{who}が{repository}の{secret_alert}の担当者を外しました",
    ),
    "secret_scanning_alert.validated": say(
        "{who} checked whether the secret of {secret_alert} in {repository} still works{result}",
        "{who}が{repository}の{secret_alert}のシークレットの有効性を確認しました{result}",
    ),
    "security_advisory.published": say(
        "{who} published {global_advisory}{severity}", "{who}が{global_advisory}を公開しました{severity}"
    ),
    "security_advisory.withdrawn": say(
        "{who} withdrew {global_advisory}{severity}", "{who}が{global_advisory}を取り下げました{severity}"
    ),
    "security_and_analysis": say(
        "{who} changed the security features of {repository}", "{who}が{repository}のセキュリティ機能を変更しました"
    ),
}
