"""The rows of this area: security alerts and advisories, and the requests around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bridge.model import Skip
from bridge.sources.github import colors
from bridge.sources.github.guard import (
    request_rows,
    tell_access,
    tell_advisory,
    tell_code,
    tell_dependency,
    tell_request,
    tell_rules,
    tell_secret,
)
from bridge.sources.github.guard.sentences import REQUESTS
from bridge.sources.github.kind import Kind, Part, Rule, quiet

_ALERTS: Final[tuple[Kind, ...]] = (
    Kind(
        "code_scanning_alert.appeared_in_branch",
        "Code scanning alert seen in a further branch",
        "別のブランチでのコードスキャンアラートの検出",
        tell_code.found("appeared_in_branch"),
    ),
    Kind(
        "code_scanning_alert.closed_by_user",
        "Code scanning alert dismissed",
        "コードスキャンアラートの却下",
        tell_code.dismissed,
    ),
    Kind(
        "code_scanning_alert.created",
        "Code scanning alert created",
        "コードスキャンアラートの作成",
        tell_code.found("created"),
    ),
    Kind("code_scanning_alert.fixed", "Code scanning alert fixed", "コードスキャンアラートの修正", tell_code.fixed),
    Kind(
        "code_scanning_alert.reopened",
        "Code scanning alert found again",
        "コードスキャンアラートの再検出",
        tell_code.found("reopened"),
    ),
    Kind(
        "code_scanning_alert.reopened_by_user",
        "Code scanning alert reopened by somebody",
        "ユーザーによるコードスキャンアラートの再オープン",
        tell_code.reopened_by_user,
    ),
    Kind(
        "code_scanning_alert.updated_assignment",
        "Assignees of a code scanning alert changed",
        "コードスキャンアラートの担当者の変更",
        tell_code.assignment,
        "request",
    ),
    Kind(
        "dependabot_alert.assignees_changed",
        "Assignees of a Dependabot alert changed",
        "Dependabotアラートの担当者の変更",
        tell_dependency.assignment,
        "request",
    ),
    Kind(
        "dependabot_alert.auto_dismissed",
        "Dependabot alert dismissed by a rule",
        "ルールによるDependabotアラートの却下",
        tell_dependency.closed("auto_dismissed", colors.DROPPED),
        "request",
    ),
    Kind(
        "dependabot_alert.auto_reopened",
        "Dependabot alert reopened by a rule",
        "ルールによるDependabotアラートの再オープン",
        tell_dependency.open_again("auto_reopened"),
        "request",
    ),
    Kind(
        "dependabot_alert.created",
        "Dependabot alert created",
        "Dependabotアラートの作成",
        tell_dependency.open_again("created"),
    ),
    Kind(
        "dependabot_alert.dismissed",
        "Dependabot alert dismissed",
        "Dependabotアラートの却下",
        tell_dependency.closed("dismissed", colors.DROPPED),
    ),
    Kind(
        "dependabot_alert.fixed",
        "Dependabot alert fixed",
        "Dependabotアラートの修正",
        tell_dependency.closed("fixed", colors.SUCCESS),
    ),
    Kind(
        "dependabot_alert.reintroduced",
        "Fixed Dependabot alert is back",
        "修正済みDependabotアラートの再発",
        tell_dependency.open_again("reintroduced"),
    ),
    Kind(
        "dependabot_alert.reopened",
        "Dependabot alert reopened",
        "Dependabotアラートの再オープン",
        tell_dependency.open_again("reopened"),
    ),
    Kind(
        "repository_vulnerability_alert.create",
        "Vulnerability alert created (older servers; else dependabot_alert tells it)",
        "脆弱性アラートの作成（旧サーバー。通常はdependabot_alertが通知）",
        tell_dependency.old("create"),
        "request",
    ),
    Kind(
        "repository_vulnerability_alert.dismiss",
        "Vulnerability alert dismissed (older servers)",
        "脆弱性アラートの却下（旧サーバー）",
        tell_dependency.old("dismiss", colors.DROPPED),
        "request",
    ),
    Kind(
        "repository_vulnerability_alert.reopen",
        "Vulnerability alert reopened (older servers)",
        "脆弱性アラートの再オープン（旧サーバー）",
        tell_dependency.old("reopen"),
        "request",
    ),
    Kind(
        "repository_vulnerability_alert.resolve",
        "Vulnerability alert fixed (older servers)",
        "脆弱性アラートの修正（旧サーバー）",
        tell_dependency.old("resolve", colors.SUCCESS),
        "request",
    ),
    Kind(
        "secret_scanning_alert.assigned",
        "Secret scanning alert assigned",
        "シークレットスキャンアラートの担当者の割り当て",
        tell_secret.assigned,
        "request",
    ),
    Kind(
        "secret_scanning_alert.created",
        "Secret scanning alert created",
        "シークレットスキャンアラートの作成",
        tell_secret.created,
    ),
    quiet(
        "secret_scanning_alert.metadata_created",
        "Metadata added to a secret scanning alert",
        "シークレットスキャンアラートへのメタデータの追加",
        "the metadata of a secret are for machines, and may tell what it opens.",
    ),
    quiet(
        "secret_scanning_alert.metadata_removed",
        "Metadata removed from a secret scanning alert",
        "シークレットスキャンアラートからのメタデータの削除",
        "the metadata of a secret are for machines.",
    ),
    Kind(
        "secret_scanning_alert.publicly_leaked",
        "Secret leaked in public",
        "シークレットの公開漏洩",
        tell_secret.leaked,
    ),
    Kind(
        "secret_scanning_alert.reopened",
        "Secret scanning alert reopened",
        "シークレットスキャンアラートの再オープン",
        tell_secret.reopened,
    ),
    Kind(
        "secret_scanning_alert.resolved",
        "Secret scanning alert closed",
        "シークレットスキャンアラートのクローズ",
        tell_secret.resolved,
    ),
    Kind(
        "secret_scanning_alert.unassigned",
        "Secret scanning alert unassigned",
        "シークレットスキャンアラートの担当者の解除",
        tell_secret.unassigned,
        "request",
    ),
    Kind(
        "secret_scanning_alert.validated",
        "Validity of a secret checked",
        "シークレットの有効性の確認",
        tell_secret.validated,
        "request",
    ),
    quiet(
        "secret_scanning_alert_location.created",
        "Secret found in a further place",
        "シークレットの別の場所での検出",
        "the alert itself is told by secret_scanning_alert, and its places are found behind its link.",
    ),
    quiet(
        "secret_scanning_scan.completed",
        "Secret scan completed",
        "シークレットスキャンの完了",
        "what a scan finds is told alert by alert.",
    ),
)

_ADVISORIES: Final[tuple[Kind, ...]] = (
    Kind(
        "repository_advisory.published",
        "Security advisory of a repository published",
        "リポジトリのセキュリティアドバイザリの公開",
        tell_advisory.published,
    ),
    Kind(
        "repository_advisory.reported",
        "Vulnerability privately reported",
        "脆弱性の非公開での報告",
        tell_advisory.reported,
    ),
    Kind(
        "security_advisory.published",
        "Advisory published in GitHub's database",
        "GitHubのデータベースでのアドバイザリの公開",
        tell_advisory.announced,
        "request",
    ),
    quiet(
        "security_advisory.updated",
        "Advisory updated in GitHub's database",
        "GitHubのデータベースでのアドバイザリの更新",
        "it updates what was told, and a webhook cannot edit its message.",
    ),
    Kind(
        "security_advisory.withdrawn",
        "Advisory withdrawn from GitHub's database",
        "GitHubのデータベースでのアドバイザリの取り下げ",
        tell_advisory.withdrawn,
        "request",
    ),
)

_RULES_AND_ACCESS: Final[tuple[Kind, ...]] = (
    Kind(
        "branch_protection_configuration.disabled",
        "All branch protections of a repository disabled",
        "リポジトリのすべてのブランチ保護の無効化",
        tell_rules.all_branches("disabled"),
        "request",
    ),
    Kind(
        "branch_protection_configuration.enabled",
        "All branch protections of a repository enabled",
        "リポジトリのすべてのブランチ保護の有効化",
        tell_rules.all_branches("enabled"),
        "request",
    ),
    Kind(
        "branch_protection_rule.created",
        "Branch protection rule created",
        "ブランチ保護ルールの作成",
        tell_rules.branch_rule("created"),
        "request",
    ),
    Kind(
        "branch_protection_rule.deleted",
        "Branch protection rule deleted",
        "ブランチ保護ルールの削除",
        tell_rules.branch_rule("deleted"),
        "request",
    ),
    Kind(
        "branch_protection_rule.edited",
        "Branch protection rule changed",
        "ブランチ保護ルールの変更",
        tell_rules.branch_rule("edited"),
        "request",
    ),
    Kind(
        "repository_ruleset.created", "Ruleset created", "ルールセットの作成", tell_rules.ruleset("created"), "request"
    ),
    Kind(
        "repository_ruleset.deleted", "Ruleset deleted", "ルールセットの削除", tell_rules.ruleset("deleted"), "request"
    ),
    Kind("repository_ruleset.edited", "Ruleset changed", "ルールセットの変更", tell_rules.ruleset("edited"), "request"),
    Kind(
        "security_and_analysis",
        "Security features of a repository turned on or off",
        "リポジトリのセキュリティ機能の変更",
        tell_rules.security_features,
        "request",
    ),
    Kind("deploy_key.created", "Deploy key added", "デプロイキーの追加", tell_access.deploy_key("created"), "request"),
    Kind(
        "deploy_key.deleted", "Deploy key removed", "デプロイキーの削除", tell_access.deploy_key("deleted"), "request"
    ),
    Kind(
        "personal_access_token_request.approved",
        "Access of a fine-grained token approved",
        "fine-grained tokenのアクセスの承認",
        tell_access.token_request("approved"),
        "request",
    ),
    Kind(
        "personal_access_token_request.cancelled",
        "Request of a fine-grained token cancelled",
        "fine-grained tokenのリクエストの取り消し",
        tell_access.token_request("cancelled"),
        "request",
    ),
    Kind(
        "personal_access_token_request.created",
        "Access requested for a fine-grained token",
        "fine-grained tokenのアクセスのリクエスト",
        tell_access.token_request("created"),
        "request",
    ),
    Kind(
        "personal_access_token_request.denied",
        "Access of a fine-grained token denied",
        "fine-grained tokenのアクセスの拒否",
        tell_access.token_request("denied"),
        "request",
    ),
)

ROWS: Final[tuple[Kind, ...]] = (*_ALERTS, *_ADVISORIES, *_RULES_AND_ACCESS, *request_rows.ROWS)

PARTS: Final[Mapping[str, Part]] = {}
"""``event.action`` (or ``event``) → which third part a body means."""

NEEDS: Final[Mapping[str, str]] = {
    "branch_protection_rule": "rule",
    "bypass_request_secret_scanning": "exemption_request",
    "code_scanning_alert": "alert",
    "dependabot_alert": "alert",
    "deploy_key": "key",
    "dismissal_request_code_scanning": "exemption_request",
    "dismissal_request_secret_scanning": "exemption_request",
    "exemption_request_push_ruleset": "exemption_request",
    "personal_access_token_request": "personal_access_token_request",
    "repository_advisory": "repository_advisory",
    "repository_ruleset": "repository_ruleset",
    "repository_vulnerability_alert": "alert",
    "secret_scanning_alert": "alert",
    "security_advisory": "security_advisory",
}
"""Event → the member without which a body is not one of that event."""


def _fitting(event: str, unfit: Callable[[Mapping[str, Any]], bool]) -> Rule:
    """Several events have one member under the same name: what is in it tells whose it is."""

    def rule(body: Mapping[str, Any]) -> Skip | None:
        if unfit(body):
            return Skip("body-unfit", f"the body does not fit its event: what it is about is not of {event}.")
        return None

    return rule


RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    event: (_fitting(event, unfit),)
    for event, unfit in {
        "code_scanning_alert": tell_code.unfit,
        "dependabot_alert": tell_dependency.unfit,
        "repository_vulnerability_alert": tell_dependency.old_unfit,
        "secret_scanning_alert": tell_secret.unfit,
        "security_and_analysis": tell_rules.security_unfit,
        **{request: tell_request.unfit(request) for request in REQUESTS},
    }.items()
}
"""Event → why one body of a told kind is left untold."""
