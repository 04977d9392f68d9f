"""The rows of continuous integration: runs and jobs of GitHub Actions, and what other services report."""

from __future__ import annotations

from typing import Final

from bridge.sources.github import colors
from bridge.sources.github.build import tell_check, tell_run
from bridge.sources.github.kind import Kind, quiet

RUNS: Final[tuple[Kind, ...]] = (
    Kind(
        "workflow_run.completed.failure",
        "Workflow run failed",
        "ワークフロー実行の失敗",
        tell_run.completed("failure", colors.FAILURE),
    ),
    Kind(
        "workflow_run.completed.timed_out",
        "Workflow run timed out",
        "ワークフロー実行のタイムアウト",
        tell_run.completed("timed_out", colors.FAILURE),
    ),
    Kind(
        "workflow_run.completed.startup_failure",
        "Workflow run could not start",
        "ワークフロー実行の開始の失敗",
        tell_run.completed("startup_failure", colors.FAILURE),
    ),
    Kind(
        "workflow_run.completed.action_required",
        "Workflow run requires action",
        "対応が必要なワークフロー実行",
        tell_run.completed("action_required", colors.WARNING),
    ),
    Kind(
        "workflow_run.completed.success.retried",
        "Workflow run passed on a later attempt",
        "再試行によるワークフロー実行の成功",
        tell_run.completed("success.retried", colors.SUCCESS),
    ),
    Kind(
        "workflow_run.completed.success",
        "Workflow run passed on the first attempt",
        "ワークフロー実行の成功",
        tell_run.completed("success", colors.SUCCESS),
        "request",
    ),
    Kind(
        "workflow_run.completed.cancelled",
        "Workflow run cancelled",
        "ワークフロー実行のキャンセル",
        tell_run.completed("cancelled", colors.DRAFT),
        "request",
    ),
    quiet(
        "workflow_run.completed.skipped",
        "Workflow run skipped",
        "ワークフロー実行のスキップ",
        "every job of the run was skipped: nothing ran.",
    ),
    quiet(
        "workflow_run.completed.neutral",
        "Workflow run ended neutrally",
        "ワークフロー実行の中立的な終了",
        "a run that ended neutrally neither failed nor passed.",
    ),
    quiet(
        "workflow_run.completed.stale",
        "Workflow run became stale",
        "ワークフロー実行の期限切れ",
        "GitHub gave the run up as stale: it said nothing for two weeks.",
    ),
    Kind(
        "workflow_run.completed",
        "Workflow run complete, with a conclusion that is not known here",
        "その他のワークフロー実行の完了",
        tell_run.completed("", colors.PLAIN),
        "request",
    ),
    quiet(
        "workflow_run.requested",
        "Workflow run requested",
        "ワークフロー実行の要求",
        "a run is told when it is complete (workflow_run.completed).",
    ),
    quiet(
        "workflow_run.in_progress",
        "Workflow run started",
        "ワークフロー実行の開始",
        "a run that started is told when it is complete (workflow_run.completed).",
    ),
    Kind(
        "workflow_job.completed.failure",
        "Job failed",
        "ジョブの失敗",
        tell_run.job_completed("failure"),
        "request",
    ),
    Kind(
        "workflow_job.completed.timed_out",
        "Job timed out",
        "ジョブのタイムアウト",
        tell_run.job_completed("timed_out"),
        "request",
    ),
    quiet(
        "workflow_job.completed",
        "Job complete, neither failed nor timed out",
        "失敗以外のジョブの完了",
        "of the jobs only those that failed or timed out can be told; the run is told as a whole.",
    ),
    Kind("workflow_job.waiting", "Job waiting for approval", "ジョブの承認待ち", tell_run.job_waiting, "request"),
    quiet(
        "workflow_job.queued",
        "Job queued",
        "ジョブのキュー登録",
        "a job that is queued has not begun; the run is told when it is complete.",
    ),
    quiet(
        "workflow_job.in_progress",
        "Job started",
        "ジョブの開始",
        "a job that started is no news; the run is told when it is complete.",
    ),
    quiet(
        "workflow_dispatch",
        "Workflow started by hand",
        "ワークフローの手動実行",
        "the run that was started by hand is told when it is complete (workflow_run.completed).",
    ),
    quiet(
        "repository_dispatch",
        "Custom event sent to the repository",
        "リポジトリへのカスタムイベント",
        "a program sent an event of its own to start workflows; their runs are told (workflow_run.completed).",
    ),
)

CHECKS: Final[tuple[Kind, ...]] = (
    Kind(
        "check_run.completed.failure",
        "Check failed",
        "チェックの失敗",
        tell_check.completed("failure", colors.FAILURE),
        "request",
    ),
    Kind(
        "check_run.completed.timed_out",
        "Check timed out",
        "チェックのタイムアウト",
        tell_check.completed("timed_out", colors.FAILURE),
        "request",
    ),
    Kind(
        "check_run.completed.action_required",
        "Check requires action",
        "対応が必要なチェック",
        tell_check.completed("action_required", colors.WARNING),
        "request",
    ),
    Kind(
        "check_run.completed.success",
        "Check passed",
        "チェックの成功",
        tell_check.completed("success", colors.SUCCESS),
        "request",
    ),
    quiet(
        "check_run.completed",
        "Check complete in another way",
        "その他のチェックの完了",
        "a check that was cancelled, skipped or ended neutrally neither failed nor passed.",
    ),
    quiet("check_run.created", "Check created", "チェックの作成", "a check is told when it is complete."),
    quiet(
        "check_run.requested_action",
        "Button of a check pressed",
        "チェックのアクションの要求",
        "it asks the App that made the check to do something, not people.",
    ),
    quiet(
        "check_run.rerequested",
        "Check re-run requested",
        "チェックの再実行の要求",
        "a check that runs again is told when it is complete.",
    ),
    quiet(
        "check_suite.completed",
        "Check suite complete",
        "チェックスイートの完了",
        "a suite is the sum of its checks, which can be told one by one (check_run).",
    ),
    quiet(
        "check_suite.requested",
        "Check suite requested",
        "チェックスイートの要求",
        "it asks an App to check a commit, not people.",
    ),
    quiet(
        "check_suite.rerequested",
        "Check suite re-run requested",
        "チェックスイートの再実行の要求",
        "it asks an App to check a commit again, not people.",
    ),
    Kind(
        "status.failure",
        "Commit status: failure",
        "コミットステータス: 失敗",
        tell_check.status("failure", colors.FAILURE),
        "request",
    ),
    Kind(
        "status.error",
        "Commit status: error",
        "コミットステータス: エラー",
        tell_check.status("error", colors.FAILURE),
        "request",
    ),
    Kind(
        "status.success",
        "Commit status: success",
        "コミットステータス: 成功",
        tell_check.status("success", colors.SUCCESS),
        "request",
    ),
    quiet("status", "Commit status: pending", "コミットステータス: 保留中", "a status is told when it is settled."),
)
