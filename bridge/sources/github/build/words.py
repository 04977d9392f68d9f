"""The words of this area: continuous integration, deployments, releases, packages and pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bridge.sources.github.wording import Counts, Noun, Words, noun, say


def _deployment(en: str, ja: str) -> Words:
    return say(
        f"{{who}}'s deployment of {{what}} to {{environment}} in {{repository}} {en}",
        f"{{who}}が{{repository}}で行った{{what}}の{{environment}}へのデプロイ{ja}",
    )


def _run(en: str, ja: str, thing: str = "workflow") -> Words:
    return say(
        f"{{who}}'s run of {{{thing}}} on {{what}} in {{repository}} {en}",
        f"{{who}}が{{repository}}の{{what}}で実行した{{{thing}}}{ja}",
    )


def _check(en: str, ja: str) -> Words:
    return say(
        f"{{who}} reports that {{check}} {en} on {{what}} in {{repository}}",
        f"{{who}}の{{check}}が{{repository}}の{{what}}で{ja}",
    )


def _status(en: str, ja: str) -> Words:
    return say(
        f"{{who}} reports {en} of {{status}} on {{what}} in {{repository}}",
        f"{{who}}が{{repository}}の{{what}}について{{status}}の{ja}を報告しました",
    )


SENTENCES: Final[Mapping[str, Words]] = {
    "release.published": say(
        "{who} published {release} in {repository}", "{who}が{repository}で{release}を公開しました"
    ),
    "release.released.promoted": say(
        "{who} promoted {release} in {repository} from a pre-release to a full release",
        "{who}が{repository}の{release}をプレリリースから正式リリースに変更しました",
    ),
    "release.created.draft": say(
        "{who} drafted {release} in {repository}", "{who}が{repository}で{release}をドラフトとして保存しました"
    ),
    "release.edited": say("{who} edited {release} in {repository}", "{who}が{repository}の{release}を編集しました"),
    "release.deleted": say(
        "{who} deleted {release} from {repository}", "{who}が{repository}から{release}を削除しました"
    ),
    "release.unpublished": say(
        "{who} unpublished {release} in {repository}", "{who}が{repository}の{release}の公開を取り消しました"
    ),
    "deployment_status.created": _deployment("has a new status", "のステータスが変わりました"),
    "deployment_status.created.success": say(
        "{who} deployed {what} to {environment} in {repository}",
        "{who}が{repository}の{what}を{environment}にデプロイしました",
    ),
    "deployment_status.created.failure": _deployment("failed", "が失敗しました"),
    "deployment_status.created.error": _deployment("ended with an error", "がエラーで終了しました"),
    "deployment_status.created.pending": _deployment("is pending", "は保留中です"),
    "deployment_status.created.queued": _deployment("is queued", "がキューに入りました"),
    "deployment_status.created.in_progress": say(
        "{who} is deploying {what} to {environment} in {repository}",
        "{who}が{repository}の{what}を{environment}にデプロイしています",
    ),
    "deployment_status.created.waiting": _deployment("waits for approval", "は承認待ちです"),
    "deployment_review.requested": say(
        "{who} needs a review to deploy to {environment} in {repository}",
        "{who}が{repository}の{environment}へのデプロイのレビューを依頼しました",
    ),
    "deployment_review.approved": say(
        "{who} approved the deployment to {environment} in {repository}",
        "{who}が{repository}の{environment}へのデプロイを承認しました",
    ),
    "deployment_review.rejected": say(
        "{who} rejected the deployment to {environment} in {repository}",
        "{who}が{repository}の{environment}へのデプロイを拒否しました",
    ),
    "workflow_run.completed": _run("is complete", "が完了しました"),
    "workflow_run.completed.failure": _run("failed", "が失敗しました"),
    "workflow_run.completed.timed_out": _run("timed out", "がタイムアウトしました"),
    "workflow_run.completed.startup_failure": _run("could not start", "を開始できませんでした"),
    "workflow_run.completed.action_required": _run("requires action", "には対応が必要です"),
    "workflow_run.completed.success": _run("passed", "が成功しました"),
    "workflow_run.completed.success.retried": _run(
        "passed on attempt {attempt}", "が{attempt}回目の試行で成功しました"
    ),
    "workflow_run.completed.cancelled": _run("was cancelled", "がキャンセルされました"),
    "workflow_job.completed.failure": _run("failed", "が失敗しました", "job"),
    "workflow_job.completed.timed_out": _run("timed out", "がタイムアウトしました", "job"),
    "workflow_job.waiting": _run("waits for approval", "が承認待ちです", "job"),
    "check_run.completed.failure": _check("failed", "失敗しました"),
    "check_run.completed.timed_out": _check("timed out", "タイムアウトしました"),
    "check_run.completed.action_required": _check("requires action", "対応を求めています"),
    "check_run.completed.success": _check("passed", "成功しました"),
    "status.failure": _status("a failure", "失敗"),
    "status.error": _status("an error", "エラー"),
    "status.success": _status("a success", "成功"),
    "page_build.errored": say(
        "{who}'s build of the GitHub Pages site of {repository} failed",
        "{who}による{repository}のGitHub Pagesサイトのビルドが失敗しました",
    ),
    "page_build.built": say(
        "{who} built the GitHub Pages site of {repository}",
        "{who}が{repository}のGitHub Pagesサイトをビルドしました",
    ),
    "package.published": say(
        "{who} published {package} in {repository}", "{who}が{repository}で{package}を公開しました"
    ),
}

LABELS: Final[Mapping[str, Words]] = {
    "build_annotations": say("Annotations", "注釈"),
    "build_assets": say("Assets", "アセット"),
    "build_commit": say("Commit", "コミット"),
    "build_conclusion": say("Conclusion", "結果"),
    "build_discussion": say("Discussion", "ディスカッション"),
    "build_duration": say("Duration", "所要時間"),
    "build_environment": say("Environment", "環境"),
    "build_event": say("Triggered by", "トリガー"),
    "build_job": say("Job", "ジョブ"),
    "build_log": say("Log", "ログ"),
    "build_name": say("Name", "名前"),
    "build_on": say("On", "対象のブランチ"),
    "build_package_type": say("Package type", "パッケージの種類"),
    "build_pull": say("Pull request", "プルリクエスト"),
    "build_run": say("Run", "実行番号"),
    "build_step": say("Failed step", "失敗したステップ"),
    "build_state": say("Status", "ステータス"),
    "build_tag": say("Tag", "タグ"),
    "build_target": say("Target", "ターゲット"),
    "build_task": say("Task", "タスク"),
    "build_url": say("URL", "公開先のURL"),
    "build_workflow": say("Workflow", "ワークフロー"),
}

PHRASES: Final[Mapping[str, Words]] = {
    "build_attempt": say(", attempt {n}", "（{n}回目の試行）"),
    "build_days": say("{n} d", "{n}日"),
    "build_gap": say(" ", ""),
    "build_hours": say("{n} h", "{n}時間"),
    "build_minutes": say("{n} min", "{n}分"),
    "build_open_log": say("Open the log", "ログを開く"),
    "build_open_discussion": say("Open the discussion", "ディスカッションを開く"),
    "build_seconds": say("{n} s", "{n}秒"),
}

NOUNS: Final[Mapping[str, Noun]] = {
    "build_check": noun("check {}", "チェック {} ", "a check", "チェック"),
    "build_draft": noun("draft release {}", "ドラフトリリース {} ", "a draft release", "ドラフトリリース"),
    "build_environment": noun("{}", " {} ", "an environment", "環境"),
    "build_job": noun("job {}", "ジョブ {} ", "a job", "ジョブ"),
    "build_package": noun("package {}", "パッケージ {} ", "a package", "パッケージ"),
    "build_prerelease": noun("pre-release {}", "プレリリース {} ", "a pre-release", "プレリリース"),
    "build_release": noun("release {}", "リリース {} ", "a release", "リリース"),
    "build_status": noun("status {}", "ステータス {} ", "a status", "ステータス"),
    "build_what": noun("{}", " {} ", "a revision", "リビジョン"),
    "build_workflow": noun("workflow {}", "ワークフロー {} ", "a workflow", "ワークフロー"),
}

COUNTS: Final[Mapping[str, Counts]] = {
    "build_annotations": {"en": ("1 annotation", "{n} annotations"), "ja": ("1件", "{n}件")},
    "build_assets": {"en": ("1 asset", "{n} assets"), "ja": ("1ファイル", "{n}ファイル")},
}
