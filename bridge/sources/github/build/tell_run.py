"""GitHub Actions: ``workflow_run`` and ``workflow_job``.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Fact, Message
from bridge.sources.github import colors
from bridge.sources.github.build.runs import acting, commit, duration, pulls, subject, what
from bridge.sources.github.kind import Compose
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import items, mapping, number, one_line

_COMMON: Final = frozenset({"push", "pull_request", "pull_request_target"})
"""What mostly triggers a run: not worth a word."""


def run_conclusion(body: Mapping[str, Any]) -> str:
    """How a run ended; ``success.retried`` where an earlier attempt of it did not end so well."""
    run = mapping(body.get("workflow_run"))
    found = one_line(run.get("conclusion"))
    return "success.retried" if found == "success" and (number(run.get("run_attempt")) or 1) > 1 else found


def job_conclusion(body: Mapping[str, Any]) -> str:
    """How a job ended."""
    return one_line(mapping(body.get("workflow_job")).get("conclusion"))


def completed(conclusion: str, color: str) -> Compose:
    """A run that ended in one way; the empty string is any other."""
    sentence = f"workflow_run.completed.{conclusion}".rstrip(".")

    def compose(scene: Scene) -> Message:
        run = mapping(scene.body.get("workflow_run"))
        told = acting(scene, run.get("triggering_actor"), run.get("actor"), scene.body.get("sender"))
        url, head = page(run, ""), mapping(run.get("head_commit"))
        home = mapping(run.get("head_repository")).get("full_name")
        name, title = workflow_name(scene.body), one_line(run.get("display_title")) or subject(head.get("message"))
        return told.message(
            told.say(
                sentence,
                workflow=scene.thing("build_workflow", name, url),
                what=what(scene, run.get("head_branch"), run.get("head_sha"), home),
                attempt=(f"{number(run.get('run_attempt')) or 1:,}",),
            ),
            # A run on a schedule goes by its workflow's name again.
            title=title if title != name else "",
            url=url,
            facts=(
                *_number(scene, run),
                *duration(scene, run.get("run_started_at") or run.get("created_at"), run.get("updated_at")),
                *(scene.fact("build_conclusion", one_line(run.get("conclusion"))) if not conclusion else ()),
                *(pulls(scene, run) or _event(scene, run)),
                *commit(scene, run.get("head_sha") or head.get("id"), head.get("message"), title),
            ),
            color=color,
            time=moment(run.get("updated_at")),
        )

    return compose


def workflow_name(body: Mapping[str, Any]) -> str:
    """The workflow's name. A run's own name may be made anew for each run, so the workflow itself is asked first."""
    run = mapping(body.get("workflow_run"))
    name = one_line(mapping(body.get("workflow")).get("name")) or one_line(run.get("name"))
    return name or one_line(run.get("path")).partition("@")[0].rpartition("/")[2]


def job_completed(conclusion: str) -> Compose:
    """A job that failed or took too long, with the step that is to blame."""

    def compose(scene: Scene) -> Message:
        job = mapping(scene.body.get("workflow_job"))
        facts = (
            *scene.fact("build_step", _failed_step(job)),
            *_workflow(scene, job),
            *duration(scene, job.get("started_at"), job.get("completed_at")),
            *commit(scene, job.get("head_sha")),
        )
        return _job(scene, f"workflow_job.completed.{conclusion}", facts, colors.FAILURE, "completed_at")

    return compose


def job_waiting(scene: Scene) -> Message:
    """A job that runs when somebody lets it."""
    job, deployment = mapping(scene.body.get("workflow_job")), mapping(scene.body.get("deployment"))
    facts = (
        *scene.fact("build_environment", one_line(deployment.get("environment"))),
        *_workflow(scene, job),
        *commit(scene, job.get("head_sha")),
    )
    return _job(scene, "workflow_job.waiting", facts, colors.PENDING, "created_at")


def _job(scene: Scene, sentence: str, facts: tuple[Fact, ...], color: str, time: str) -> Message:
    job = mapping(scene.body.get("workflow_job"))
    headline = scene.say(
        sentence,
        job=scene.thing("build_job", one_line(job.get("name")), page(job, "")),
        what=what(scene, job.get("head_branch"), job.get("head_sha")),
    )
    return scene.message(headline, facts=facts, color=color, time=moment(job.get(time)))


def _number(scene: Scene, run: Mapping[str, Any]) -> tuple[Fact, ...]:
    found = one_line(run.get("run_number"))
    return scene.fact("build_run", f"#{found}{_attempt(scene, run)}" if found else "")


def _attempt(scene: Scene, thing: Mapping[str, Any]) -> str:
    attempt = number(thing.get("run_attempt")) or 1
    return scene.phrase("build_attempt", attempt) if attempt > 1 else ""


def _event(scene: Scene, run: Mapping[str, Any]) -> tuple[Fact, ...]:
    event = one_line(run.get("event"))
    return scene.fact("build_event", event if event not in _COMMON else "")


def _workflow(scene: Scene, job: Mapping[str, Any]) -> tuple[Fact, ...]:
    name = one_line(job.get("workflow_name"))
    return scene.fact("build_workflow", f"{name}{_attempt(scene, job)}" if name else "")


def _failed_step(job: Mapping[str, Any]) -> str:
    """The first that failed. A job's limit in time cancels the step that it hits."""
    steps = items(job.get("steps"))
    for blamed in (("failure", "timed_out"), ("cancelled",)):
        for step in steps:
            if step.get("conclusion") in blamed and one_line(step.get("name")):
                return one_line(step.get("name"))
    return ""
