"""The words of this area: security alerts and advisories, and the requests around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.sources.github.guard import sentences
from bridge.sources.github.wording import Counts, Noun, Words, noun, say

SENTENCES: Final[Mapping[str, Words]] = sentences.SENTENCES

LABELS: Final[Mapping[str, Words]] = {
    "guard_access": say("Access", "アクセス権"),
    "guard_added_by": say("Added by", "追加したユーザー"),
    "guard_admins": say("Applies to administrators", "管理者への適用"),
    "guard_advisory": say("Advisory", "アドバイザリ"),
    "guard_alerts": say("Alerts", "アラート"),
    "guard_also": say("Also affected", "他に影響を受けるもの"),
    "guard_approvals": say("Required approvals", "必要な承認数"),
    "guard_bypassed": say("Push protection bypassed by", "プッシュ保護をバイパスしたユーザー"),
    "guard_checks": say("Required checks", "必須チェック"),
    "guard_cve": say("CVE ID", "CVE番号"),
    "guard_enforcement": say("Enforcement", "適用"),
    "guard_expires": say("Expires on", "有効期限"),
    "guard_forced": say("Force pushes allowed", "強制プッシュの許可"),
    "guard_leaked": say("Publicly leaked", "公開漏洩"),
    "guard_manifest": say("Manifest", "マニフェスト"),
    "guard_multi_repo": say("Found in other repositories", "他のリポジトリでの検出"),
    "guard_name": say("Name", "名前"),
    "guard_owner": say("Token owner", "トークンの所有者"),
    "guard_package": say("Package", "パッケージ"),
    "guard_patched": say("Patched version", "修正バージョン"),
    "guard_permissions": say("Permissions", "権限"),
    "guard_place": say("File", "ファイル"),
    "guard_reason": say("Reason", "理由"),
    "guard_repositories": say("Repositories", "リポジトリ"),
    "guard_requester": say("Requested by", "リクエストしたユーザー"),
    "guard_rule": say("Rule", "ルール"),
    "guard_rules": say("Rules", "ルール一覧"),
    "guard_target": say("Target", "対象"),
    "guard_tool": say("Tool", "ツール"),
    "guard_validity": say("Validity", "有効性"),
    "guard_versions": say("Vulnerable → patched", "脆弱 → 修正済み"),
}

PHRASES: Final[Mapping[str, Words]] = {
    "guard_aside": say(" ({})", "（{}）"),
    "guard_condition_exclude": say("Excluded refs", "除外するref"),
    "guard_condition_include": say("Included refs", "対象のref"),
    "guard_conditions_added": say("Conditions added", "追加された条件"),
    "guard_conditions_deleted": say("Conditions removed", "削除された条件"),
    "guard_conditions_updated": say("Conditions changed", "変更された条件"),
    "guard_read_only": say("read-only", "読み取り専用"),
    "guard_read_write": say("read and write", "読み取りと書き込み"),
    "guard_reason_false_positive": say("false positive", "誤検知"),
    "guard_reason_fix_started": say("a fix has already been started", "修正に着手済み"),
    "guard_reason_inaccurate": say("the alert is inaccurate or incorrect", "アラートが不正確"),
    "guard_reason_no_bandwidth": say("no bandwidth to fix this", "修正する余裕がない"),
    "guard_reason_not_used": say("vulnerable code is not actually used", "脆弱なコードを使用していない"),
    "guard_reason_pattern_deleted": say("the custom pattern was deleted", "カスタムパターンの削除"),
    "guard_reason_pattern_edited": say("the custom pattern was edited", "カスタムパターンの編集"),
    "guard_reason_revoked": say("revoked", "失効済み"),
    "guard_reason_tests": say("used in tests", "テストで使用"),
    "guard_reason_tolerable_risk": say("risk is tolerable to this project", "リスクは許容範囲"),
    "guard_reason_used_in_tests": say("used in tests", "テストで使用"),
    "guard_reason_wont_fix": say("won't fix", "修正しない"),
    "guard_repositories_all": say("all", "すべて"),
    "guard_repositories_none": say("none (public ones only)", "なし（パブリックのみ）"),
    "guard_rule_pattern": say("Pattern of the rule", "ルールのパターン"),
    "guard_rules_added": say("Rules added", "追加されたルール"),
    "guard_rules_deleted": say("Rules removed", "削除されたルール"),
    "guard_rules_updated": say("Rules changed", "変更されたルール"),
    "guard_setting_admin_enforced": say("Applies to administrators", "管理者への適用"),
    "guard_setting_advanced_security": say(
        "GitHub Advanced Security", "GitHub Advanced Security（高度なセキュリティ）"
    ),
    "guard_setting_allow_deletions_enforcement_level": say("Allow deletions", "ブランチ削除の許可"),
    "guard_setting_allow_force_pushes_enforcement_level": say("Allow force pushes", "強制プッシュの許可"),
    "guard_setting_authorized_actor_names": say("Who may push", "プッシュできるユーザー"),
    "guard_setting_authorized_actors_only": say("Restrict who may push", "プッシュできるユーザーの制限"),
    "guard_setting_authorized_dismissal_actors_only": say(
        "Restrict who may dismiss reviews", "レビューを却下できるユーザーの制限"
    ),
    "guard_setting_dependabot_alerts": say("Dependabot alerts", "Dependabotアラート"),
    "guard_setting_dependabot_security_updates": say(
        "Dependabot security updates", "Dependabotセキュリティアップデート"
    ),
    "guard_setting_dismiss_stale_reviews_on_push": say(
        "Dismiss stale approvals on new commits", "新しいコミットで古い承認を却下"
    ),
    "guard_setting_linear_history_requirement_enforcement_level": say("Require linear history", "直線的な履歴の必須化"),
    "guard_setting_lock_allows_fork_sync": say("Allow fork syncing while locked", "ロック中のフォーク同期の許可"),
    "guard_setting_lock_branch_enforcement_level": say("Lock branch", "ブランチのロック"),
    "guard_setting_merge_queue_enforcement_level": say("Require merge queue", "マージキューの必須化"),
    "guard_setting_name": say("Branch name pattern", "ブランチ名パターン"),
    "guard_setting_pull_request_reviews_enforcement_level": say("Require a pull request", "プルリクエストの必須化"),
    "guard_setting_require_code_owner_review": say(
        "Require review from Code Owners", "コードオーナーのレビューの必須化"
    ),
    "guard_setting_require_last_push_approval": say(
        "Require approval of the most recent push", "最新のプッシュの承認の必須化"
    ),
    "guard_setting_required_approving_review_count": say("Required approvals", "必要な承認数"),
    "guard_setting_required_conversation_resolution_level": say(
        "Require conversation resolution", "会話の解決の必須化"
    ),
    "guard_setting_required_deployments_enforcement_level": say("Require deployments", "デプロイの必須化"),
    "guard_setting_required_status_checks": say("Required checks", "必須チェック"),
    "guard_setting_required_status_checks_enforcement_level": say(
        "Require status checks", "ステータスチェックの必須化"
    ),
    "guard_setting_secret_scanning": say("Secret scanning", "シークレットスキャン"),
    "guard_setting_secret_scanning_non_provider_patterns": say(
        "Non-provider patterns in secret scanning", "シークレットスキャンのプロバイダー以外のパターン"
    ),
    "guard_setting_secret_scanning_push_protection": say("Push protection", "プッシュ保護"),
    "guard_setting_secret_scanning_validity_checks": say("Validity checks", "有効性チェック"),
    "guard_setting_signature_requirement_enforcement_level": say("Require signed commits", "署名付きコミットの必須化"),
    "guard_setting_strict_required_status_checks_policy": say(
        "Require branches to be up to date", "ブランチを最新にすることの必須化"
    ),
    "guard_severity_critical": say("critical severity", "重大度: クリティカル"),
    "guard_severity_error": say("severity: error", "重大度: エラー"),
    "guard_severity_high": say("high severity", "重大度: 高"),
    "guard_severity_low": say("low severity", "重大度: 低"),
    "guard_severity_medium": say("medium severity", "重大度: 中"),
    "guard_severity_note": say("severity: note", "重大度: 注意"),
    "guard_severity_warning": say("severity: warning", "重大度: 警告"),
    "guard_unpatched": say("no patch yet", "修正版なし"),
    "guard_validity_active": say("active", "有効"),
    "guard_validity_inactive": say("inactive", "無効"),
    "guard_validity_unknown": say("unknown", "不明"),
    "guard_value_active": say("active", "有効"),
    "guard_value_branch": say("branches", "ブランチ"),
    "guard_value_disabled": say("disabled", "無効"),
    "guard_value_enabled": say("enabled", "有効"),
    "guard_value_evaluate": say("evaluate only", "評価のみ"),
    "guard_value_everyone": say("for everyone", "全員"),
    "guard_value_non_admins": say("for all but administrators", "管理者以外"),
    "guard_value_nothing": say("nothing", "なし"),
    "guard_value_off": say("off", "オフ"),
    "guard_value_on": say("on", "オン"),
    "guard_value_push": say("pushes", "プッシュ"),
    "guard_value_repository": say("repositories", "リポジトリ"),
    "guard_value_tag": say("tags", "タグ"),
    "guard_yes": say("yes", "はい"),
}

NOUNS: Final[Mapping[str, Noun]] = {
    "guard_branch_rule": noun(
        "branch protection rule {}", "ブランチ保護ルール {} ", "a branch protection rule", "ブランチ保護ルール"
    ),
    "guard_bypass": noun(
        "push protection bypass request {}",
        "プッシュ保護のバイパスリクエスト {} ",
        "a push protection bypass request",
        "プッシュ保護のバイパスリクエスト",
    ),
    "guard_code": noun(
        "code scanning alert {}", "コードスキャンアラート {} ", "a code scanning alert", "コードスキャンアラート"
    ),
    "guard_code_dismissal": noun(
        "request {} to dismiss a code scanning alert",
        "コードスキャンアラートの却下リクエスト {} ",
        "a request to dismiss a code scanning alert",
        "コードスキャンアラートの却下リクエスト",
    ),
    "guard_dependabot": noun(
        "Dependabot alert {}", "Dependabotアラート {} ", "a Dependabot alert", "Dependabotアラート"
    ),
    "guard_deploy_key": noun("deploy key {}", "デプロイキー {} ", "a deploy key", "デプロイキー"),
    "guard_exemption": noun(
        "push rule bypass request {}",
        "プッシュルールのバイパスリクエスト {} ",
        "a push rule bypass request",
        "プッシュルールのバイパスリクエスト",
    ),
    "guard_global_advisory": noun(
        "{} in the GitHub Advisory Database",
        " GitHub Advisory Databaseの {} ",
        "an advisory in the GitHub Advisory Database",
        " GitHub Advisory Databaseのアドバイザリ",
    ),
    "guard_repository_advisory": noun(
        "security advisory {}",
        "セキュリティアドバイザリ {} ",
        "a security advisory",
        "セキュリティアドバイザリ",
    ),
    "guard_ruleset": noun("ruleset {}", "ルールセット {} ", "a ruleset", "ルールセット"),
    "guard_secret": noun(
        "secret scanning alert {}",
        "シークレットスキャンアラート {} ",
        "a secret scanning alert",
        "シークレットスキャンアラート",
    ),
    "guard_secret_dismissal": noun(
        "request {} to dismiss a secret scanning alert",
        "シークレットスキャンアラートの却下リクエスト {} ",
        "a request to dismiss a secret scanning alert",
        "シークレットスキャンアラートの却下リクエスト",
    ),
    "guard_token": noun(
        "the fine-grained personal access token {}",
        " fine-grained personal access token「{}」",
        "a fine-grained personal access token",
        "fine-grained personal access token",
    ),
    "guard_vulnerability": noun(
        "vulnerability alert {}", "脆弱性アラート {} ", "a vulnerability alert", "脆弱性アラート"
    ),
}

COUNTS: Final[Mapping[str, Counts]] = {
    "guard_packages": {"en": ("1 more package", "{n} more packages"), "ja": ("他 1 パッケージ", "他 {n} パッケージ")},
    "guard_repositories": {"en": ("1 repository", "{n} repositories"), "ja": ("1リポジトリ", "{n}リポジトリ")},
}
