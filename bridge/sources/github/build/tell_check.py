"""What other services report: ``check_run`` and ``status``.

GitHub Actions reports each of its jobs as a check run too; that one is silenced, since the run is told.
https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_run
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge.model import Message, Skip, Span, Spans
from bridge.sources.github.build.runs import acting, address, commit, duration, pulls, subject, what
from bridge.sources.github.kind import Compose
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import items, mapping, number, one_line
from bridge.sources.phrasing import linked


def conclusion(body: Mapping[str, Any]) -> str:
    """How a check run ended."""
    return one_line(mapping(body.get("check_run")).get("conclusion"))


def state(body: Mapping[str, Any]) -> str:
    """What a commit's status is."""
    return one_line(body.get("state"))


def of_actions(body: Mapping[str, Any]) -> Skip | None:
    """Silence about a job of GitHub Actions."""
    run = mapping(body.get("check_run"))
    apps = (mapping(run.get("app")), mapping(mapping(run.get("check_suite")).get("app")))
    if any(app.get("slug") == "github-actions" for app in apps):
        return Skip("double", "a check of GitHub Actions is one job of a run, which is told as workflow_run.")
    return None


def completed(ending: str, color: str) -> Compose:
    """A check run that ended in one way, as the deed of the app it belongs to."""

    def compose(scene: Scene) -> Message:
        run = mapping(scene.body.get("check_run"))
        suite, output = mapping(run.get("check_suite")), mapping(run.get("output"))
        app = one_line(mapping(run.get("app")).get("name"))
        told = acting(scene, {"login": app, "type": "Bot"}) if app else scene
        url, sha = page(run, address(run.get("details_url"))), run.get("head_sha") or suite.get("head_sha")
        annotations = number(output.get("annotations_count")) or 0
        return told.message(
            told.say(
                f"check_run.completed.{ending}",
                check=scene.thing("build_check", one_line(run.get("name")), url),
                what=what(scene, suite.get("head_branch"), sha),
            ),
            title=one_line(output.get("title")),
            url=url,
            quote=scene.markdown(output.get("summary"), url),
            facts=(
                *(pulls(scene, run) or pulls(scene, suite)),
                *commit(scene, sha),
                *duration(scene, run.get("started_at"), run.get("completed_at")),
                *(
                    scene.fact("build_annotations", scene.count("build_annotations", annotations))
                    if annotations > 0
                    else ()
                ),
            ),
            color=color,
            time=moment(run.get("completed_at")),
        )

    return compose


def status(ending: str, color: str) -> Compose:
    """A status that somebody gave a commit."""

    def compose(scene: Scene) -> Message:
        body = scene.body
        entry = mapping(body.get("commit"))
        sha = one_line(body.get("sha")) or one_line(entry.get("sha"))
        url = address(body.get("target_url"))
        return scene.message(
            scene.say(
                f"status.{ending}",
                status=scene.thing("build_status", one_line(body.get("context")), url),
                what=scene.thing("build_what", sha[:7], page(entry, scene.links.commit(sha))),
            ),
            title=one_line(body.get("description")),
            url=url or page(entry, scene.links.commit(sha)),
            facts=(
                *scene.fact("build_commit", scene.said(subject(mapping(entry.get("commit")).get("message")))),
                *scene.fact("build_on", _branches(scene, body)),
            ),
            color=color,
            time=moment(body.get("updated_at")) or moment(body.get("created_at")),
        )

    return compose


def _branches(scene: Scene, body: Mapping[str, Any]) -> Spans:
    """Those that have the commit."""
    names: list[Span] = [
        linked(name, scene.links.branch(name))
        for branch in items(body.get("branches"))
        if (name := one_line(branch.get("name")))
    ]
    return scene.listed(names, 3)
