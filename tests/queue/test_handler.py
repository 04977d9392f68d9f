"""Both Lambda functions under AWS's own runtime client: a delivery into the queue, a batch out of it."""

from __future__ import annotations

import contextlib
import io
import json
import time
import urllib.request
from pathlib import Path

import pytest

from bridge.assembly import build_app
from bridge.assembly_worker import build_worker
from bridge.errors import QueueUnavailable
from bridge.queue.sqs import Queue
from bridge.slack.post import SlackOutbox
from bridge.sources import SOURCES
from tests.hooks import api_event, key_file, sealed
from tests.lambda_runtime import function
from tests.ministack import MiniStack, ministack
from tests.queue.queues import make_bridge
from tests.serving import serving
from tests.slack.fake_slack import Answer, FakeSlack
from tests.test_secrets import _debug_log, found

__all__ = ["_debug_log", "ministack"]


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


@pytest.mark.parametrize(("handler", "named"), [("worker", "BRIDGE_QUEUE_URL is not set"), ("nothing", "nothing")])
def test_a_function_that_cannot_be_made_says_why(tmp_path: Path, handler: str, named: str) -> None:
    settings = {"BRIDGE_KEY": key_file(tmp_path)}
    with function(f"bridge.handler.{handler}", settings) as running, pytest.raises(AssertionError, match=named):
        running.invoke({"Records": []})


def test_no_secret_in_any_librarys_log(
    ministack: MiniStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, debug_log: io.StringIO
) -> None:
    sample = SOURCES["backlog"].sample("issue.created")
    assert sample
    with FakeSlack() as slack:
        url = slack.url
        bridge = make_bridge(ministack, slack, tmp_path, monkeypatch)
        path = sealed(bridge.vault, url)
        slack.script(Answer(429, "", {"Retry-After": "9"}), Answer(404, "no_service"))
        with serving(build_app(bridge.settings, bridge.vault)) as origin:
            urllib.request.urlopen(urllib.request.Request(origin + path, sample.body)).close()
        queue = Queue(bridge.queues.url, read=15.0)
        worker = build_worker(bridge.settings, bridge.vault, queue)
        for _ in range(2):
            held = queue.receive(wait=2)
            worker.work(held, deadline=time.monotonic() + 60)
            with contextlib.suppress(QueueUnavailable):
                queue.hide([(each, 0) for each in held])
        assert isinstance(worker._outbox, SlackOutbox)
        worker._outbox.close()
        queue.close()
        bridge.queues.close()
    assert found([url, path.split("config=")[1]], debug_log.getvalue()) == []
    assert len(slack.requests) == 2
    assert "httpcore" in debug_log.getvalue(), "it is read"
