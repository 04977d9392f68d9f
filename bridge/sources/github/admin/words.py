"""The words of this area: repositories, organizations, teams, who may do what, and what only apps hear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.sources.github.wording import Counts, Noun, Words, noun, say

SENTENCES: Final[Mapping[str, Words]] = {
    # --- repositories ----------------------------------------------------------------------------------------------
    "public": say(
        "{who} made {repository} public: everyone can see it now",
        "{who}が{repository}をパブリックにしました。だれでも閲覧できるようになりました",
    ),
    "repository.created": say("{who} created {repository}", "{who}が{repository}を作成しました"),
    "repository.deleted": say("{who} deleted {repository}", "{who}が{repository}を削除しました"),
    "repository.archived": say(
        "{who} archived {repository}: it is read-only now",
        "{who}が{repository}をアーカイブしました。読み取り専用になりました",
    ),
    "repository.unarchived": say(
        "{who} unarchived {repository}: it takes changes again",
        "{who}が{repository}のアーカイブを解除しました。再び変更できます",
    ),
    "repository.renamed": say("{who} renamed {old} to {repository}", "{who}が{old}の名前を{repository}に変更しました"),
    "repository.renamed_unsaid": say("{who} renamed {repository}", "{who}が{repository}の名前を変更しました"),
    "repository.transferred": say(
        "{who} transferred {repository} from {owner}", "{who}が{owner}から{repository}を移譲しました"
    ),
    "repository.privatized": say("{who} made {repository} private", "{who}が{repository}をプライベートにしました"),
    "repository.privatized_internal": say(
        "{who} made {repository} internal: only members of the enterprise can see it now",
        "{who}が{repository}を内部リポジトリにしました。閲覧できるのはEnterpriseのメンバーだけです",
    ),
    "repository.publicized": say(
        "{who} changed the visibility of {repository} to public",
        "{who}が{repository}の可視性をパブリックに変更しました",
    ),
    "repository.edited": say("{who} edited the details of {repository}", "{who}が{repository}の詳細を編集しました"),
    "repository.edited_branch": say(
        "{who} changed the default branch of {repository} to {branch}",
        "{who}が{repository}のデフォルトブランチを{branch}に変更しました",
    ),
    "fork": say("{who} forked {repository} to {fork}", "{who}が{repository}を{fork}にフォークしました"),
    "star.created": say("{who} starred {repository}", "{who}が{repository}にStarを付けました"),
    "star.created_counted": say(
        "{who} starred {repository}: it has {stars} now", "{who}が{repository}にStarを付けました。Starは{stars}です"
    ),
    "meta.deleted": say(
        "{who} removed this webhook: nothing more comes through it",
        "{who}がこのWebhookを削除しました。これが最後の通知です",
    ),
    "meta.deleted_repository": say(
        "{who} removed this webhook from {repository}: nothing more comes through it",
        "{who}が{repository}からこのWebhookを削除しました。これが最後の通知です",
    ),
    "meta.deleted_organization": say(
        "{who} removed this webhook from {organization}: nothing more comes through it",
        "{who}が{organization}からこのWebhookを削除しました。これが最後の通知です",
    ),
    # --- people and teams ------------------------------------------------------------------------------------------
    "member.added": say(
        "{who} added {member} to {repository} as a collaborator",
        "{who}が{member}を{repository}のコラボレーターに追加しました",
    ),
    "member.added_self": say(
        "{who} became a collaborator on {repository}", "{who}が{repository}のコラボレーターになりました"
    ),
    "member.edited": say(
        "{who} changed what {member} may do in {repository}", "{who}が{repository}での{member}の権限を変更しました"
    ),
    "member.removed": say(
        "{who} removed {member} from {repository} as a collaborator",
        "{who}が{member}を{repository}のコラボレーターから外しました",
    ),
    "member.removed_self": say(
        "{who} is no longer a collaborator on {repository}", "{who}が{repository}のコラボレーターをやめました"
    ),
    "membership.added": say(
        "{who} added {member} to {team} in {organization}", "{who}が{organization}の{team}に{member}を追加しました"
    ),
    "membership.added_self": say(
        "{who} joined {team} in {organization}", "{who}が{organization}の{team}に参加しました"
    ),
    "membership.removed": say(
        "{who} removed {member} from {team} in {organization}", "{who}が{organization}の{team}から{member}を外しました"
    ),
    "membership.removed_self": say(
        "{who} left {team} in {organization}", "{who}が{organization}の{team}から抜けました"
    ),
    "team.created": say("{who} created {team} in {organization}", "{who}が{organization}に{team}を作成しました"),
    "team.deleted": say("{who} deleted {team} from {organization}", "{who}が{organization}から{team}を削除しました"),
    "team.edited": say("{who} edited {team} in {organization}", "{who}が{organization}の{team}を編集しました"),
    "team.edited_renamed": say(
        "{who} renamed {old} to {team} in {organization}", "{who}が{organization}の{old}の名前を{team}に変更しました"
    ),
    "team.edited_permission": say(
        "{who} changed what {team} may do in {repository}", "{who}が{repository}での{team}の権限を変更しました"
    ),
    "team.added_to_repository": say("{who} added {team} to {repository}", "{who}が{repository}に{team}を追加しました"),
    "team.removed_from_repository": say(
        "{who} removed {team} from {repository}", "{who}が{repository}から{team}を外しました"
    ),
    "team_add": say(
        "{who} gave {team} access to {repository}", "{who}が{team}に{repository}へのアクセスを許可しました"
    ),
    "organization.member_added": say(
        "{who} added {member} to {organization}", "{who}が{organization}に{member}を追加しました"
    ),
    "organization.member_added_self": say("{who} joined {organization}", "{who}が{organization}に参加しました"),
    "organization.member_invited": say(
        "{who} invited {member} to {organization}", "{who}が{organization}に{member}を招待しました"
    ),
    "organization.member_removed": say(
        "{who} removed {member} from {organization}", "{who}が{organization}から{member}を外しました"
    ),
    "organization.member_removed_self": say("{who} left {organization}", "{who}が{organization}から抜けました"),
    "organization.renamed": say(
        "{who} renamed {old} to {organization}", "{who}が{old}の名前を{organization}に変更しました"
    ),
    "organization.renamed_unsaid": say("{who} renamed {organization}", "{who}が{organization}の名前を変更しました"),
    "organization.deleted": say("{who} deleted {organization}", "{who}が{organization}を削除しました"),
    "org_block.blocked": say(
        "{who} blocked {member} from {organization}", "{who}が{organization}で{member}をブロックしました"
    ),
    "org_block.unblocked": say(
        "{who} unblocked {member} in {organization}", "{who}が{organization}で{member}のブロックを解除しました"
    ),
    # --- sponsors --------------------------------------------------------------------------------------------------
    "sponsorship.created": say("{who} became a sponsor of {sponsored}", "{who}が{sponsored}のスポンサーになりました"),
    "sponsorship.tier_changed": say(
        "{who} changed the tier of the sponsorship for {sponsored}",
        "{who}が{sponsored}へのスポンサーシップの層を変更しました",
    ),
    "sponsorship.cancelled": say(
        "{who} no longer sponsors {sponsored}", "{who}が{sponsored}へのスポンサーシップを終了しました"
    ),
    "sponsorship.pending_tier_change": say(
        "{who} will change the tier of the sponsorship for {sponsored}",
        "{who}が{sponsored}へのスポンサーシップの層の変更を予約しました",
    ),
    "sponsorship.pending_cancellation": say(
        "{who} will stop sponsoring {sponsored}",
        "{who}が{sponsored}へのスポンサーシップの終了を予約しました",
    ),
    # --- apps ------------------------------------------------------------------------------------------------------
    "installation.created": say("{who} installed {app} for {owner}", "{who}が{owner}に{app}をインストールしました"),
    "installation.deleted": say(
        "{who} uninstalled {app} from {owner}", "{who}が{owner}から{app}をアンインストールしました"
    ),
    "installation.new_permissions_accepted": say(
        "{who} accepted the new permissions of {app} for {owner}",
        "{who}が{owner}で{app}の新しいアクセス許可を承認しました",
    ),
    "installation.suspend": say("{who} suspended {app} for {owner}", "{who}が{owner}で{app}を一時停止しました"),
    "installation.unsuspend": say(
        "{who} unsuspended {app} for {owner}", "{who}が{owner}で{app}の一時停止を解除しました"
    ),
    "installation_repositories.added": say(
        "{who} gave {app} access to {repositories} of {owner}",
        "{who}が{app}に{owner}の{repositories}へのアクセスを許可しました",
    ),
    "installation_repositories.removed": say(
        "{who} ended the access of {app} to {repositories} of {owner}",
        "{who}が{app}から{owner}の{repositories}へのアクセス権を外しました",
    ),
    "installation_target.renamed": say(
        "{who} renamed {old}, which has the app installed, to {owner}",
        "{who}がアプリのインストール先{old}の名前を{owner}に変更しました",
    ),
    "installation_target.renamed_unsaid": say(
        "{who} renamed {owner}, which has the app installed",
        "{who}がアプリのインストール先{owner}の名前を変更しました",
    ),
    # --- custom properties -----------------------------------------------------------------------------------------
    "custom_property.created": say(
        "{who} created {property} for repositories in {holder}",
        "{who}が{holder}にリポジトリの{property}を作成しました",
    ),
    "custom_property.updated": say(
        "{who} changed {property} for repositories in {holder}",
        "{who}が{holder}でリポジトリの{property}を変更しました",
    ),
    "custom_property.deleted": say(
        "{who} deleted {property} for repositories from {holder}",
        "{who}が{holder}からリポジトリの{property}を削除しました",
    ),
    "custom_property.promote_to_enterprise": say(
        "{who} promoted {property} from {holder} to the enterprise",
        "{who}が{holder}の{property}をEnterpriseに昇格させました",
    ),
    "custom_property_values.updated": say(
        "{who} changed the custom properties of {repository}",
        "{who}が{repository}のカスタムプロパティの値を変更しました",
    ),
    "organization_custom_property.created": say(
        "{who} created {property} for organizations in {holder}",
        "{who}が{holder}にOrganizationの{property}を作成しました",
    ),
    "organization_custom_property.updated": say(
        "{who} changed {property} for organizations in {holder}",
        "{who}が{holder}でOrganizationの{property}を変更しました",
    ),
    "organization_custom_property.deleted": say(
        "{who} deleted {property} for organizations from {holder}",
        "{who}が{holder}からOrganizationの{property}を削除しました",
    ),
    "organization_custom_property_values.updated": say(
        "{who} changed the custom properties of {organization}",
        "{who}が{organization}のカスタムプロパティの値を変更しました",
    ),
}

LABELS: Final[Mapping[str, Words]] = {
    "admin_allowed": say("Allowed values", "使用できる値"),
    "admin_default": say("Default value", "既定値"),
    "admin_default_branch": say("Default branch", "デフォルトブランチ"),
    "admin_description": say("Description", "説明"),
    "admin_effective": say("Takes effect", "適用日"),
    "admin_forks": say("Forks", "フォーク数"),
    "admin_owner": say("Owner", "所有者"),
    "admin_permission": say("Permission", "権限"),
    "admin_repositories": say("Repositories", "リポジトリ"),
    "admin_required": say("Required", "必須"),
    "admin_role": say("Role", "ロール"),
    "admin_tier": say("Tier", "スポンサーシップ層"),
    "admin_topics": say("Topics", "トピック"),
    "admin_visibility": say("Visibility", "可視性"),
    "admin_website": say("Website", "Webサイト"),
}

PHRASES: Final[Mapping[str, Words]] = {
    "admin_all_repositories": say("all", "すべてのリポジトリ"),
    "admin_none": say("none", "なし"),
    "admin_some_repositories": say("repositories", "リポジトリ"),
    "admin_yes": say("yes", "はい"),
    # Visibility of repositories and teams.
    "admin_internal": say("internal", "内部"),
    "admin_private": say("private", "プライベート"),
    "admin_public": say("public", "パブリック"),
    "admin_secret": say("secret", "シークレット"),
    "admin_visible": say("visible", "表示"),
    # What somebody may do in a repository.
    "admin_admin": say("admin", "管理者"),
    "admin_maintain": say("maintain", "メンテナンス"),
    "admin_read": say("read", "読み取り"),
    "admin_triage": say("triage", "トリアージ"),
    "admin_write": say("write", "書き込み"),
    # What somebody is in an organization.
    "admin_billing_manager": say("billing manager", "課金マネージャー"),
    "admin_member": say("member", "メンバー"),
    "admin_organization_owner": say("owner", "所有者"),
}

NOUNS: Final[Mapping[str, Noun]] = {
    "admin_app": noun("the GitHub App {}", " GitHub App {} ", "a GitHub App", "GitHub App"),
    "admin_enterprise": noun("enterprise {}", " Enterprise {} ", "an enterprise", "Enterprise"),
    "admin_fork": noun("{}", " {} ", "another place", "別の場所"),
    "admin_owner": noun("{}", " {} ", "an account", "アカウント"),
    "admin_property": noun("custom property {}", "カスタムプロパティ {} ", "a custom property", "カスタムプロパティ"),
    "admin_repository": noun("repository {}", "リポジトリ {} ", "some repository", "あるリポジトリ"),
    "admin_team": noun("team {}", "チーム {} ", "a team", "チーム"),
    "admin_user": noun("{}", " {} さん", "a user", "ユーザー"),
}

COUNTS: Final[Mapping[str, Counts]] = {
    "admin_repositories": {"en": ("1 repository", "{n} repositories"), "ja": ("1件のリポジトリ", "{n}件のリポジトリ")},
    "admin_stars": {"en": ("1 star", "{n} stars"), "ja": ("1個", "{n}個")},
}
