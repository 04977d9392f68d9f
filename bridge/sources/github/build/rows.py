"""The rows of this area: continuous integration, deployments, releases, packages and pages.

One thing that happens comes under several events. Told of them is the one that people mean: a release when it is
published, a run of GitHub Actions when it is complete, a deployment by its statuses. The others are quiet, and say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.sources.github import colors
from bridge.sources.github.build import tell_check, tell_deployment, tell_release, tell_run
from bridge.sources.github.build.run_rows import CHECKS, RUNS
from bridge.sources.github.kind import Kind, Part, Rule, quiet

_RELEASES: Final = (
    Kind("release.published", "Release or pre-release published", "リリースの公開", tell_release.published),
    Kind(
        "release.released.promoted",
        "Pre-release promoted to a full release",
        "プレリリースから正式リリースへの変更",
        tell_release.became_full,
    ),
    quiet(
        "release.released.published",
        "Full release published (twin of release.published)",
        "正式リリースの公開（release.publishedと同時）",
        "a release is told once, when it is published (release.published).",
    ),
    quiet(
        "release.prereleased",
        "Pre-release published (twin of release.published)",
        "プレリリースの公開（release.publishedと同時）",
        "a pre-release is told once, when it is published (release.published).",
    ),
    Kind("release.created.draft", "Draft release saved", "ドラフトリリースの保存", tell_release.saved, "request"),
    quiet(
        "release.created.published",
        "Release created (twin of release.published)",
        "リリースの作成（release.publishedと同時）",
        "a release that was no draft is told when it is published (release.published).",
    ),
    Kind("release.edited", "Release edited", "リリースの編集", tell_release.edited, "request"),
    Kind("release.deleted", "Release deleted", "リリースの削除", tell_release.deleted, "request"),
    Kind("release.unpublished", "Release unpublished", "リリースの公開の取り消し", tell_release.unpublished, "request"),
)

_DEPLOYMENTS: Final = (
    quiet(
        "deployment.created",
        "Deployment requested",
        "デプロイの要求",
        "a deployment is told by its statuses (deployment_status).",
    ),
    Kind(
        "deployment_status.created.success",
        "Deployment succeeded",
        "デプロイの成功",
        tell_deployment.status("success", colors.SUCCESS),
    ),
    Kind(
        "deployment_status.created.failure",
        "Deployment failed",
        "デプロイの失敗",
        tell_deployment.status("failure", colors.FAILURE),
    ),
    Kind(
        "deployment_status.created.error",
        "Deployment ended with an error",
        "デプロイのエラー",
        tell_deployment.status("error", colors.FAILURE),
    ),
    Kind(
        "deployment_status.created.in_progress",
        "Deployment in progress",
        "デプロイの開始",
        tell_deployment.status("in_progress", colors.PENDING),
        "request",
    ),
    Kind(
        "deployment_status.created.queued",
        "Deployment queued",
        "デプロイのキュー登録",
        tell_deployment.status("queued", colors.PENDING),
        "request",
    ),
    Kind(
        "deployment_status.created.pending",
        "Deployment pending",
        "デプロイの保留",
        tell_deployment.status("pending", colors.PENDING),
        "request",
    ),
    Kind(
        "deployment_status.created.waiting",
        "Deployment waiting for approval",
        "デプロイの承認待ち",
        tell_deployment.status("waiting", colors.PENDING),
        "request",
    ),
    quiet(
        "deployment_status.created.inactive",
        "Deployment superseded",
        "デプロイの無効化",
        "a deployment becomes inactive when a later one takes its place, and that one is told.",
    ),
    Kind(
        "deployment_status.created",
        "Deployment with a status that is not known here",
        "その他のデプロイのステータス",
        tell_deployment.status("", colors.PLAIN),
        "request",
    ),
    Kind(
        "deployment_review.requested",
        "Review of a deployment requested",
        "デプロイのレビュー依頼",
        tell_deployment.requested,
    ),
    Kind("deployment_review.approved", "Deployment approved", "デプロイの承認", tell_deployment.approved, "request"),
    Kind("deployment_review.rejected", "Deployment rejected", "デプロイの拒否", tell_deployment.rejected, "request"),
    quiet(
        "deployment_protection_rule.requested",
        "Custom deployment protection rule requested",
        "カスタムデプロイ保護ルールの要求",
        "it asks an App to let a deployment go on, not people.",
    ),
)

_PACKAGES_AND_PAGES: Final = (
    Kind("package.published", "Package published", "パッケージの公開", tell_release.package, "request"),
    quiet(
        "package.updated",
        "Package updated",
        "パッケージの更新",
        "a version of a package is told when it is published (package.published).",
    ),
    quiet(
        "registry_package.published",
        "Package published (twin of package.published)",
        "パッケージの公開（package.publishedと同時）",
        "registry_package is the old name of package, which comes along with it (package.published).",
    ),
    quiet(
        "registry_package.updated",
        "Package updated (twin of package.updated)",
        "パッケージの更新（package.updatedと同時）",
        "registry_package is the old name of package, which comes along with it (package.updated).",
    ),
    Kind(
        "page_build.errored",
        "Build of a GitHub Pages site failed",
        "GitHub Pagesサイトのビルドの失敗",
        tell_release.page_errored,
        "request",
    ),
    Kind(
        "page_build.built",
        "GitHub Pages site built",
        "GitHub Pagesサイトのビルドの完了",
        tell_release.page_built,
        "request",
    ),
    quiet(
        "page_build",
        "Build of a GitHub Pages site in progress",
        "GitHub Pagesサイトのビルドの途中経過",
        "the build of a site is told when it has ended.",
    ),
)

ROWS: Final[tuple[Kind, ...]] = (*_RELEASES, *_DEPLOYMENTS, *RUNS, *CHECKS, *_PACKAGES_AND_PAGES)

PARTS: Final[Mapping[str, Part]] = {
    "check_run.completed": tell_check.conclusion,
    "deployment_status.created": tell_deployment.state,
    "page_build": tell_release.page_state,
    "release.created": tell_release.drafted,
    "release.released": tell_release.promoted,
    "status": tell_check.state,
    "workflow_job.completed": tell_run.job_conclusion,
    "workflow_run.completed": tell_run.run_conclusion,
}
"""``event.action`` (or ``event``) → which third part a body means."""

NEEDS: Final[Mapping[str, str]] = {
    "check_run": "check_run",
    "deployment_review": "since",
    "deployment_status": "deployment_status",
    "package": "package",
    "page_build": "build",
    "release": "release",
    "status": "sha",
    "workflow_job": "workflow_job",
    "workflow_run": "workflow_run",
}
"""Event → the member without which a body is not one of that event."""

RULES: Final[Mapping[str, tuple[Rule, ...]]] = {"check_run": (tell_check.of_actions,)}
"""Event → why one body of a told kind is left untold."""
