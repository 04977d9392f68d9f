"""The rows of this area: repositories, organizations, teams, who may do what, and what only apps hear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.sources.github import colors
from bridge.sources.github.admin import tell_access, tell_app, tell_repository, tell_sponsor
from bridge.sources.github.admin.fit import NEEDS, RULES
from bridge.sources.github.kind import Kind, Part, quiet

_MARKETPLACE: Final = "the marketplace sends it to the app's seller, whose accounts and bills keep it better."
_SERVER: Final = "an Enterprise Server sends it to those who run the server, and no team's work depends on it."

_REPOSITORIES: Final[tuple[Kind, ...]] = (
    Kind("public", "Repository made public", "リポジトリの公開", tell_repository.public),
    Kind("repository.created", "Repository created", "リポジトリの作成", tell_repository.created),
    Kind("repository.deleted", "Repository deleted", "リポジトリの削除", tell_repository.deleted),
    Kind("repository.archived", "Repository archived", "リポジトリのアーカイブ", tell_repository.archived),
    Kind("repository.unarchived", "Repository unarchived", "リポジトリのアーカイブの解除", tell_repository.unarchived),
    Kind("repository.renamed", "Repository renamed", "リポジトリの名前の変更", tell_repository.renamed),
    Kind("repository.transferred", "Repository transferred", "リポジトリの移譲", tell_repository.transferred),
    Kind(
        "repository.privatized",
        "Repository made private or internal",
        "リポジトリの非公開化",
        tell_repository.privatized,
    ),
    Kind(
        "repository.publicized",
        "Visibility of a repository changed to public",
        "パブリックへのリポジトリの可視性の変更",
        tell_repository.publicized,
        "request",  # the event public tells it, loudly, to every hook
    ),
    Kind(
        "repository.edited",
        "Default branch, description, website or topics of a repository changed",
        "リポジトリのデフォルトブランチ・説明・Webサイト・トピックの変更",
        tell_repository.edited,
        "request",
    ),
    quiet(
        "repository_import",
        "Repository imported",
        "リポジトリのインポート",
        "GitHub mails the outcome of an import to whoever started it.",
    ),
    Kind("fork", "Repository forked", "リポジトリのフォーク", tell_repository.forked, "request"),
    Kind("star.created", "Repository starred", "リポジトリへのStar", tell_repository.starred, "request"),
    quiet(
        "star.deleted",
        "Star taken back",
        "Starの取り消し",
        "whoever takes a star back has not asked for it to be announced.",
    ),
    quiet(
        "watch.started",
        "Repository starred (legacy twin of star.created)",
        "リポジトリへのStar（star.createdの旧形式）",
        "it is GitHub's older word for star.created, which comes beside it.",
    ),
    Kind("meta.deleted", "This webhook was removed", "このWebhookの削除", tell_repository.unhooked, "request"),
)

_ACCESS: Final[tuple[Kind, ...]] = (
    Kind("member.added", "Collaborator added", "コラボレーターの追加", tell_access.collaborator_added, "request"),
    Kind(
        "member.edited",
        "Permission of a collaborator changed",
        "コラボレーターの権限の変更",
        tell_access.collaborator_edited,
        "request",
    ),
    Kind("member.removed", "Collaborator removed", "コラボレーターの削除", tell_access.collaborator_removed, "request"),
    Kind("membership.added", "Person added to a team", "チームへのメンバーの追加", tell_access.joined_team, "request"),
    Kind(
        "membership.removed",
        "Person removed from a team",
        "チームからのメンバーの削除",
        tell_access.left_team,
        "request",
    ),
    Kind("team.created", "Team created", "チームの作成", tell_access.team_created, "request"),
    Kind("team.deleted", "Team deleted", "チームの削除", tell_access.team_deleted, "request"),
    Kind(
        "team.edited",
        "Team or its permission changed",
        "チームまたはその権限の変更",
        tell_access.team_edited,
        "request",
    ),
    Kind(
        "team.added_to_repository",
        "Team added to a repository",
        "リポジトリへのチームの追加",
        tell_access.team_allowed,
        "request",
    ),
    Kind(
        "team.removed_from_repository",
        "Team removed from a repository",
        "リポジトリからのチームの削除",
        tell_access.team_disallowed,
        "request",
    ),
    Kind(
        "team_add",
        "Team added to a repository, as the repository's own webhook hears it",
        "リポジトリへのチームの追加（リポジトリのWebhook）",
        tell_access.team_add,
        "request",
    ),
    Kind(
        "organization.member_added",
        "Person joined an organization",
        "Organizationへのメンバーの追加",
        tell_access.joined_organization,
        "request",
    ),
    Kind(
        "organization.member_invited",
        "Person invited to an organization",
        "Organizationへの招待",
        tell_access.invited,
        "request",
    ),
    Kind(
        "organization.member_removed",
        "Person left an organization or was removed",
        "Organizationからのメンバーの削除",
        tell_access.left_organization,
        "request",
    ),
    Kind(
        "organization.renamed",
        "Organization renamed",
        "Organizationの名前の変更",
        tell_access.organization_renamed,
        "request",
    ),
    Kind(
        "organization.deleted",
        "Organization deleted",
        "Organizationの削除",
        tell_access.organization_deleted,
        "request",
    ),
    Kind(
        "org_block.blocked",
        "Person blocked from an organization",
        "Organizationでのユーザーのブロック",
        tell_access.blocking("org_block.blocked", colors.DANGER),
        "request",
    ),
    Kind(
        "org_block.unblocked",
        "Person unblocked in an organization",
        "Organizationでのユーザーのブロックの解除",
        tell_access.blocking("org_block.unblocked", colors.OPEN),
        "request",
    ),
)

_SPONSORS: Final[tuple[Kind, ...]] = (
    Kind(
        "sponsorship.created",
        "Sponsorship started",
        "スポンサーシップの開始",
        tell_sponsor.sponsorship("sponsorship.created", colors.SPONSOR),
    ),
    Kind(
        "sponsorship.tier_changed",
        "Tier of a sponsorship changed",
        "スポンサーシップの層の変更",
        tell_sponsor.sponsorship("sponsorship.tier_changed", colors.SPONSOR),
    ),
    Kind(
        "sponsorship.cancelled",
        "Sponsorship ended",
        "スポンサーシップの終了",
        tell_sponsor.sponsorship("sponsorship.cancelled", colors.DROPPED),
    ),
    Kind(
        "sponsorship.pending_tier_change",
        "Change of a sponsorship's tier scheduled",
        "スポンサーシップの層の変更の予約",
        tell_sponsor.sponsorship("sponsorship.pending_tier_change", colors.WARNING),
        "request",
    ),
    Kind(
        "sponsorship.pending_cancellation",
        "End of a sponsorship scheduled",
        "スポンサーシップの終了の予約",
        tell_sponsor.sponsorship("sponsorship.pending_cancellation", colors.WARNING),
        "request",
    ),
    quiet(
        "sponsorship.edited",
        "Privacy of a sponsorship changed",
        "スポンサーシップの公開範囲の変更",
        "whether a sponsor is shown in public is the sponsor's own affair.",
    ),
)

_APPS: Final[tuple[Kind, ...]] = (
    Kind(
        "installation.created",
        "GitHub App installed",
        "GitHub Appのインストール",
        tell_app.installation("installation.created", colors.OPEN),
        "request",
    ),
    Kind(
        "installation.deleted",
        "GitHub App uninstalled",
        "GitHub Appのアンインストール",
        tell_app.installation("installation.deleted", colors.DANGER),
        "request",
    ),
    Kind(
        "installation.new_permissions_accepted",
        "New permissions of a GitHub App accepted",
        "GitHub Appの新しいアクセス許可の承認",
        tell_app.installation("installation.new_permissions_accepted", colors.WARNING),
        "request",
    ),
    Kind(
        "installation.suspend",
        "GitHub App suspended",
        "GitHub Appの一時停止",
        tell_app.installation("installation.suspend", colors.DROPPED),
        "request",
    ),
    Kind(
        "installation.unsuspend",
        "GitHub App unsuspended",
        "GitHub Appの一時停止の解除",
        tell_app.installation("installation.unsuspend", colors.OPEN),
        "request",
    ),
    Kind(
        "installation_repositories.added",
        "Repositories opened to a GitHub App",
        "GitHub Appへのリポジトリの追加",
        tell_app.repositories("installation_repositories.added", "repositories_added", colors.OPEN),
        "request",
    ),
    Kind(
        "installation_repositories.removed",
        "Repositories closed to a GitHub App",
        "GitHub Appからのリポジトリの削除",
        tell_app.repositories("installation_repositories.removed", "repositories_removed", colors.DANGER),
        "request",
    ),
    Kind(
        "installation_target.renamed",
        "Account with a GitHub App renamed",
        "GitHub Appのインストール先の名前の変更",
        tell_app.target_renamed,
        "request",
    ),
    quiet(
        "github_app_authorization.revoked",
        "Authorization of a GitHub App revoked",
        "GitHub Appの承認の取り消し",
        "the app itself must forget the person's token, and nobody else has anything to do.",
    ),
    quiet("marketplace_purchase.purchased", "Marketplace plan purchased", "Marketplaceプランの購入", _MARKETPLACE),
    quiet("marketplace_purchase.changed", "Marketplace plan changed", "Marketplaceプランの変更", _MARKETPLACE),
    quiet("marketplace_purchase.cancelled", "Marketplace plan cancelled", "Marketplaceプランの解約", _MARKETPLACE),
    quiet(
        "marketplace_purchase.pending_change",
        "Change of a Marketplace plan scheduled",
        "Marketplaceプランの変更の予約",
        _MARKETPLACE,
    ),
    quiet(
        "marketplace_purchase.pending_change_cancelled",
        "Scheduled change of a Marketplace plan cancelled",
        "Marketplaceプランの変更の予約の取り消し",
        _MARKETPLACE,
    ),
)

_PROPERTIES: Final[tuple[Kind, ...]] = (
    Kind(
        "custom_property.created",
        "Custom property created",
        "カスタムプロパティの作成",
        tell_app.property_defined("custom_property.created", colors.OPEN),
        "request",
    ),
    Kind(
        "custom_property.updated",
        "Custom property changed",
        "カスタムプロパティの変更",
        tell_app.property_defined("custom_property.updated", colors.PLAIN),
        "request",
    ),
    Kind(
        "custom_property.deleted",
        "Custom property deleted",
        "カスタムプロパティの削除",
        tell_app.property_defined("custom_property.deleted", colors.DANGER),
        "request",
    ),
    Kind(
        "custom_property.promote_to_enterprise",
        "Custom property promoted to the enterprise",
        "カスタムプロパティのEnterpriseへの昇格",
        tell_app.property_defined("custom_property.promote_to_enterprise", colors.PLAIN),
        "request",
    ),
    Kind(
        "custom_property_values.updated",
        "Custom properties of a repository changed",
        "リポジトリのカスタムプロパティの値の変更",
        tell_app.repository_values,
        "request",
    ),
    Kind(
        "organization_custom_property.created",
        "Custom property for organizations created",
        "Organizationのカスタムプロパティの作成",
        tell_app.property_defined("organization_custom_property.created", colors.OPEN),
        "request",
    ),
    Kind(
        "organization_custom_property.updated",
        "Custom property for organizations changed",
        "Organizationのカスタムプロパティの変更",
        tell_app.property_defined("organization_custom_property.updated", colors.PLAIN),
        "request",
    ),
    Kind(
        "organization_custom_property.deleted",
        "Custom property for organizations deleted",
        "Organizationのカスタムプロパティの削除",
        tell_app.property_defined("organization_custom_property.deleted", colors.DANGER),
        "request",
    ),
    Kind(
        "organization_custom_property_values.updated",
        "Custom properties of an organization changed",
        "Organizationのカスタムプロパティの値の変更",
        tell_app.organization_values,
        "request",
    ),
)

_SERVERS: Final[tuple[Kind, ...]] = (
    quiet(
        "cache_sync",
        "Repository cache of an Enterprise Server brought up to date",
        "Enterprise Serverのリポジトリキャッシュの同期",
        _SERVER,
    ),
    quiet(
        "enterprise.anonymous_access_enabled",
        "Anonymous read access to an Enterprise Server allowed",
        "Enterprise Serverへの匿名の読み取りアクセスの許可",
        _SERVER,
    ),
    quiet(
        "enterprise.anonymous_access_disabled",
        "Anonymous read access to an Enterprise Server forbidden",
        "Enterprise Serverへの匿名の読み取りアクセスの禁止",
        _SERVER,
    ),
    quiet("user.created", "Account created on an Enterprise Server", "Enterprise Serverのアカウントの作成", _SERVER),
    quiet("user.deleted", "Account deleted from an Enterprise Server", "Enterprise Serverのアカウントの削除", _SERVER),
)

__all__ = ["NEEDS", "PARTS", "ROWS", "RULES"]

ROWS: Final[tuple[Kind, ...]] = (*_REPOSITORIES, *_ACCESS, *_SPONSORS, *_APPS, *_PROPERTIES, *_SERVERS)

PARTS: Final[Mapping[str, Part]] = {}
"""``event.action`` (or ``event``) → which third part a body means."""
