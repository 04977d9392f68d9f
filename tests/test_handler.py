"""The Lambda entry point under AWS's own runtime client."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bridge.seal import SealVault
from bridge.sources import SOURCES
from tests.hooks import api_event, key_file, sealed
from tests.lambda_runtime import function
from tests.slack.fake_slack import Answer, FakeSlack


def test_deliveries_cold_and_warm(tmp_path: Path) -> None:
    key = key_file(tmp_path)
    sample = SOURCES["backlog"].sample("issue.created")
    assert sample
    with FakeSlack() as slack:
        url = slack.url
        path = sealed(SealVault([key]), url, language="ja", space="https://acme.backlog.com")
        settings = {"BRIDGE_KEY": key, "BRIDGE_DESTINATIONS": slack.origin, "BRIDGE_LOG_LEVEL": "DEBUG"}
        with function("bridge.handler.web", settings) as running:
            for encoded in (True, False, True):
                answer = running.invoke(api_event(path, sample.body, encoded=encoded))
                assert answer["statusCode"] == 200, answer
                assert json.loads(answer["body"])["outcome"] == "posted"
            health = running.invoke(api_event("/healthz", b"", method="GET"))
            wrong = running.invoke(api_event("/hooks/backlog?config=AAAA", sample.body))
            slack.script(Answer(404, "no_service"))
            refused = running.invoke(api_event(path, sample.body))
            several = running.invoke(api_event(f"{path}&{path.split('?')[1]}", sample.body))
        assert (health["statusCode"], wrong["statusCode"], refused["statusCode"]) == (200, 403, 502)
        assert [result["outcome"] for result in json.loads(several["body"])["results"]] == ["posted", "posted"]
        assert len(slack.requests) == 6
        assert len({request.connection for request in slack.requests[:3]}) == 1, "connections are reused"
    lines = [json.loads(line) for line in running.output.splitlines() if line.startswith('{"time"')]
    assert [line["status"] for line in lines if line["event"] == "delivery"] == [200, 200, 200, 403, 502, 200, 200]
    assert url.rsplit("/", 1)[-1] not in running.output
    assert path.split("config=")[1] not in running.output


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"BRIDGE_KEY": "nonsense"}, "BRIDGE_KEY"),
        ({}, "BRIDGE_KEY"),
        ({"BRIDGE_KEY": "file:/nowhere", "BRIDGE_LOUD": "1"}, "BRIDGE_LOUD"),
    ],
)
def test_a_setting_that_cannot_be_used_stops_the_start(settings: dict[str, str], named: str) -> None:
    with function("bridge.handler.web", settings) as running, pytest.raises(AssertionError, match=named):
        running.invoke(api_event("/healthz", b"", method="GET"))
