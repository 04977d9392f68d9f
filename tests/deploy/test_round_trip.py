"""A whole deployment to a stand-in of AWS, by the code of ``make deploy``, and webhooks through what it made."""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest

from bridge.model import HookConfig, Secret
from bridge.seal import SealVault
from bridge.sources import SOURCES
from deploy.cloud import Cloud
from deploy.deploy import OSLS, deploy, osls
from deploy.package import Built, build
from deploy.smoke import NOBODY, SmokeFailed, Target, smoke
from deploy.stage import Stage, StageInvalid
from tests import http
from tests.kms import MISSING, STANDINS
from tests.ministack import MiniStack
from tests.slack.fake_slack import PATH, Answer, FakeSlack

HOST_PYTHON = "3.11"
"""The stand-in runs a function with its own interpreter."""


@dataclass
class Deployed:
    """What was deployed, where it answers, what was said on the way."""

    stage: Stage
    origin: str
    slack: FakeSlack
    reach: Callable[[str], str]
    said: list[str] = field(default_factory=list)

    def again(self, stage: Stage) -> list[str]:
        """Deploy once more; what was said."""
        said: list[str] = []
        self.slack.script(Answer(404, "no_service"))
        deploy(stage, arch="x86_64", python=python(), say=said.append, reach=self.reach, make=built_once)
        return said


def interrupt(*_: object) -> NoReturn:
    """Ctrl-C in the middle of the first run."""
    raise KeyboardInterrupt


@functools.cache
def _built(arch: str, version: str, folder: Path) -> Built:
    return build(arch, version, folder=folder)


def built_once(arch: str, version: str, *, folder: Path, extra: Mapping[str, Path]) -> Built:
    """The same source builds the same bytes (test_package.py), so every deployment here may have the first one's."""
    assert not extra
    return _built(arch, version, folder)


def python() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture(scope="module", name="deployed")
def _deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    if not (STANDINS / "ministack" / ".venv" / "bin" / "ministack").exists() or not OSLS.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{MISSING}; osls: npm ci")
    standin = MiniStack(LAMBDA_EXECUTOR="local")
    folder = tmp_path_factory.mktemp("stages")
    try:
        with pytest.MonkeyPatch.context() as patch, FakeSlack() as slack:
            for name in [name for name in os.environ if name.startswith("AWS_")]:
                patch.delenv(name)
            for name, value in standin.environment.items():
                patch.setenv(name, value)
            (folder / "local.env").write_text(f"BRIDGE_DESTINATIONS={slack.origin}\nAWS_REGION=ap-northeast-1\n")
            slack.script(Answer(404, "no_service"))

            def reach(origin: str) -> str:
                return f"{standin.url}/_aws/execute-api/{(urlsplit(origin).hostname or '').split('.')[0]}/$default"

            said: list[str] = []
            broken = Stage.read("local", folder=folder)
            with pytest.MonkeyPatch.context() as inner:
                inner.setattr(Cloud, "new_data_key", interrupt)
                with pytest.raises(KeyboardInterrupt):
                    deploy(broken, arch="x86_64", python=python(), say=said.append, reach=reach, make=built_once)
            stage = Stage.read("local", folder=folder)
            origin = deploy(stage, arch="x86_64", python=python(), say=said.append, reach=reach, make=built_once)
            yield Deployed(stage, reach(origin), slack, reach, said)
    finally:
        standin.stop()


def waited(check: Callable[[], object], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.2)


def test_the_first_run_that_was_broken_off_and_run_again_made_what_urls_hang_on(deployed: Deployed) -> None:
    passphrases = [line for line in deployed.said if "passphrase" in line]
    assert len(passphrases) == 1
    kept = deployed.stage.path.read_text()
    assert passphrases[0].rpartition(" ")[2] not in kept
    assert "BRIDGE_PAGE=scrypt:" in kept
    assert "BRIDGE_DATA_KEY=" in kept
    assert deployed.stage.path.stat().st_mode & 0o077 == 0
    assert "no_service" in "\n".join(deployed.said)
    function = Cloud(deployed.stage).deployed()
    assert function["BRIDGE_DATA_KEY"] == deployed.stage.values["BRIDGE_DATA_KEY"]
    assert function["BRIDGE_PAGE"] == deployed.stage.values["BRIDGE_PAGE"]


def test_from_the_page_to_slack_through_the_queue(deployed: Deployed) -> None:
    passphrase = next(line for line in deployed.said if "passphrase" in line).rpartition(" ")[2]
    session = http.post(f"{deployed.origin}/api/session", json={"passphrase": passphrase}).json()["session"]
    signed_in = {"Authorization": f"Bearer {session}"}
    deployed.slack.requests.clear()
    for source, options in (
        ("backlog", {"space": "https://acme.backlog.com", "language": "ja"}),
        ("github", {"secret": "s3cret"}),
    ):
        asked = {"source": source, "slack_url": deployed.slack.url, **options}
        made = http.post(f"{deployed.origin}/api/urls", json=asked, headers=signed_in).json()
        assert made["length"] < 330, "the short form"
        tried = http.post(f"{deployed.origin}/api/test", json=asked, headers=signed_in)
        assert tried.json()["outcome"] == "posted"
        sample = SOURCES[source].sample({"backlog": "issue.commented", "github": "issues.opened"}[source])
        assert sample
        delivery = SOURCES[source].sign(sample, Secret("s3cret"))
        path = urlsplit(made["url"])
        url = f"{deployed.origin}{path.path.rpartition('$default')[2]}?{path.query}"
        answer = http.post(url, content=delivery.body, headers=dict(delivery.headers))
        assert (answer.status_code, answer.json()["outcome"]) == (202, "queued"), answer.text
        if source == "github":
            unsigned = http.post(url, content=sample.body, headers=dict(sample.headers))
            assert unsigned.json()["error"] == "signature-mismatch"
    waited(lambda: len(deployed.slack.requests) == 4)
    texts = [request.json["text"] for request in deployed.slack.requests]
    assert sum(text.startswith("[Test]") for text in texts) == 2
    assert {request.path for request in deployed.slack.requests} == {PATH}


def test_a_lost_file_is_read_back_and_nothing_is_made_anew(deployed: Deployed) -> None:
    before = dict(deployed.stage.values)
    deployed.stage.path.unlink()
    stage = Stage.read("local", {"AWS_REGION": "ap-northeast-1"}, folder=deployed.stage.folder)
    said = deployed.again(stage)
    assert before.items() <= stage.values.items()
    assert not [line for line in said if "passphrase" in line or "data key" in line]
    assert stage.path.exists()


def test_a_data_key_that_is_in_use_is_not_dropped(deployed: Deployed) -> None:
    stage = Stage.read("local", {}, folder=deployed.stage.folder)
    stage.values["BRIDGE_DATA_KEY"] = "A" * 120
    with pytest.raises(StageInvalid, match="lacks 1 of the data keys"):
        deploy(stage, say=lambda _: None)


def test_the_smoke_test_says_what_is_wrong(deployed: Deployed, tmp_path: Path) -> None:
    target = Target(
        origin=deployed.origin, key=deployed.stage.values["KEY_ARN"], data_keys=[deployed.stage.values["BRIDGE_DATA_KEY"]],
        destinations=[deployed.slack.origin], page="off", patience=0,
    )  # fmt: skip
    with pytest.raises(SmokeFailed, match="/ answers 200 instead of 404"):
        smoke(target)
    assert NOBODY.startswith("/services/")
    stage = Stage("nowhere", tmp_path, {})
    assert Cloud(stage).deployed() == {}
    assert Cloud(stage).stack() is None


def test_after_a_removal_the_key_is_taken_up_again(deployed: Deployed) -> None:
    before = dict(deployed.stage.values)
    vault = SealVault((before["KEY_ARN"],), data_keys=[before["BRIDGE_DATA_KEY"]])
    config = HookConfig(destination=Secret(deployed.slack.url))
    token = vault.seal(config, "github").text()
    osls(deployed.stage, "remove", deployed.stage.variables())
    assert Cloud(deployed.stage).stack() is None

    forgetful = Stage("local", deployed.stage.folder, {**before, "KEY_ARN": ""})
    with pytest.raises(StageInvalid, match="set KEY_ARN to the KMS key that wrapped it"):
        deploy(forgetful, say=lambda _: None)
    foreign = Stage.read("local", {}, folder=deployed.stage.folder)
    said = deployed.again(foreign)
    assert foreign.values == {**before, "EXISTING_KEY_ARN": before["KEY_ARN"]}
    stack = Cloud(foreign).stack()
    assert stack
    assert stack.outputs["KeyArn"] == stack.parameters["KeyArn"] == before["KEY_ARN"]
    origin = deployed.reach(next(line for line in said if line.startswith("Deployed: ")).removeprefix("Deployed: "))
    ping = SOURCES["github"].sample("ping")
    assert ping
    answer = http.post(f"{origin}/hooks/github?config={token}", content=ping.body, headers=dict(ping.headers))
    assert answer.json()["outcome"] == "posted"
    foreign.values["KEY_ARN"] = before["KEY_ARN"][:-1] + "x"
    with pytest.raises(StageInvalid, match="names another KEY_ARN"):
        deploy(foreign, say=lambda _: None)
