"""Both Lambda functions under AWS's own runtime client: a delivery into the queue, a batch out of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bridge.sources import SOURCES
from tests.hooks import api_event, sealed
from tests.lambda_runtime import function
from tests.ministack import MiniStack, ministack
from tests.queue.queues import make_bridge
from tests.slack.fake_slack import Answer, FakeSlack

__all__ = ["ministack"]


def test_a_delivery_goes_through_the_queue(
    ministack: MiniStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = SOURCES["backlog"].sample("issue.created")
    assert sample
    with FakeSlack() as slack:
        bridge = make_bridge(ministack, slack, tmp_path, monkeypatch)
        url = slack.url
        path = sealed(bridge.vault, url, space="https://acme.backlog.com")
        with function("bridge.handler.web", bridge.environment) as web:
            first = web.invoke(api_event(path, sample.body))
            again = web.invoke(api_event(path, sample.body))
        assert (first["statusCode"], again["statusCode"]) == (202, 202), first
        assert json.loads(first["body"])["outcome"] == "queued"
        assert slack.requests == []
        batch = bridge.queues.batch()
        assert len(batch["Records"]) == 1, "the same delivery is taken once"
        body = batch["Records"][0]["body"]
        assert slack.origin not in body
        with function("bridge.handler.worker", bridge.environment) as worker:
            slack.script(Answer(404, "no_service"))
            answer = worker.invoke(batch)
            assert answer == {"batchItemFailures": []}
            again = worker.invoke(batch)
            assert again == {"batchItemFailures": [{"itemIdentifier": batch["Records"][0]["messageId"]}]}
    assert len(slack.requests) == 1
    [dead] = bridge.queues.dead()
    assert (dead["reason"], dead["word"], dead["body"]) == ("destination-refused", "no_service", body)
    assert bridge.queues.waiting() == 0
    bridge.queues.close()
    lines = [json.loads(line) for line in worker.output.splitlines() if line.startswith('{"time"')]
    [told] = [line for line in lines if line["event"] == "message"]
    assert (told["level"], told["outcome"], told["slack"]) == ("ERROR", "dead", "no_service")
    assert url.rsplit("/", 1)[-1] not in web.output + worker.output
