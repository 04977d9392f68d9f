"""``deployment_status`` and ``deployment_review``.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#deployment_status
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge.model import Fact, Line, Link, Message, Span
from bridge.sources.github import colors
from bridge.sources.github.build.runs import acting, address, commit, outside, subject, what
from bridge.sources.github.build.tell_run import workflow_name
from bridge.sources.github.kind import Compose
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import items, mapping, one_line


def state(body: Mapping[str, Any]) -> str:
    """How far a deployment is."""
    return one_line(mapping(body.get("deployment_status")).get("state"))


def status(reached: str, color: str) -> Compose:
    """A deployment in one state; the empty string is any other."""
    sentence = f"deployment_status.created.{reached}".rstrip(".")

    def compose(scene: Scene) -> Message:
        found, deployment = mapping(scene.body.get("deployment_status")), mapping(scene.body.get("deployment"))
        run = mapping(scene.body.get("workflow_run"))
        told = acting(
            scene,
            scene.body.get("sender"),
            run.get("triggering_actor"),
            run.get("actor"),
            deployment.get("creator"),
            found.get("creator"),
        )
        environment = one_line(found.get("environment")) or one_line(deployment.get("environment"))
        log = address(found.get("log_url"), found.get("target_url"), run.get("html_url"))
        title = one_line(found.get("description")) or one_line(deployment.get("description"))
        title = title or one_line(run.get("display_title"))
        task = one_line(deployment.get("task"))
        return told.message(
            told.say(
                sentence,
                what=what(scene, deployment.get("ref"), deployment.get("sha")),
                environment=scene.thing("build_environment", environment),
            ),
            title=title,
            url=log,
            facts=(
                *(scene.fact("build_state", one_line(found.get("state"))) if not reached else ()),
                *_site(scene, address(found.get("environment_url"))),
                *commit(scene, deployment.get("sha")),
                *scene.fact("build_task", task if task != "deploy" else ""),
                *(() if title else outside(scene, "build_log", "build_open_log", log)),
            ),
            color=color,
            time=moment(found.get("created_at")) or moment(found.get("updated_at")),
        )

    return compose


def _site(scene: Scene, url: str) -> tuple[Fact, ...]:
    shown = url.partition("://")[2].rstrip("/")
    return scene.fact("build_url", (Link(shown, url),)) if shown else ()


def requested(scene: Scene) -> Message:
    """Somebody's run waits for one of the reviewers, who are called."""
    body = scene.body
    told = acting(scene, body.get("requestor"), body.get("sender"))
    people: list[Span] = []
    for entry in items(body.get("reviewers")):
        reviewer = mapping(entry.get("reviewer"))
        name = one_line(reviewer.get("name"))
        people += told.people([reviewer], call=True) or ([name] if name else [])
    return _review(told, "deployment_review.requested", scene.fact("reviewers", scene.listed(people)), colors.PENDING)


def approved(scene: Scene) -> Message:
    """Somebody let it go on."""
    return _decided(scene, "deployment_review.approved", colors.SUCCESS)


def rejected(scene: Scene) -> Message:
    """Somebody stopped it."""
    return _decided(scene, "deployment_review.rejected", colors.FAILURE)


def _decided(scene: Scene, sentence: str, color: str) -> Message:
    told = acting(scene, scene.body.get("approver"), scene.body.get("sender"))
    return _review(told, sentence, (), color, scene.body.get("comment"))


def _review(scene: Scene, sentence: str, facts: tuple[Fact, ...], color: str, comment: object = "") -> Message:
    run = mapping(scene.body.get("workflow_run"))
    head = mapping(run.get("head_commit"))
    title, url = one_line(run.get("display_title")) or subject(head.get("message")), page(run, "")
    name = workflow_name(scene.body)
    jobs = [mapping(scene.body.get("workflow_job_run")), *items(scene.body.get("workflow_job_runs"))]
    names = [one_line(scene.body.get("environment")), *(one_line(job.get("environment")) for job in jobs)]
    remark: tuple[Line, ...] = scene.markdown(comment, url)
    return scene.message(
        scene.say(
            sentence, environment=scene.thing("build_environment", ", ".join(dict.fromkeys(filter(None, names))))
        ),
        title=title,
        url=url,
        quote=remark,
        facts=(
            *facts,
            *scene.fact("build_workflow", name if name != title else ""),
            *scene.fact("build_target", _bare(scene, run)),
            *commit(scene, run.get("head_sha") or head.get("id"), head.get("message"), title),
        ),
        color=color,
        time=moment(scene.body.get("since")) or moment(run.get("updated_at")),
    )


def _bare(scene: Scene, run: Mapping[str, Any]) -> tuple[Span, ...]:
    name = one_line(run.get("head_branch"))
    url = scene.links.branch(name)
    return (Link(name, url) if url else name,) if name else ()
