"""What a stage may be, said in one sentence before anything is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.package import ROOT
from deploy.stage import ROOM, Stage, StageInvalid


def read(folder: Path, text: str = "", name: str = "prod", **environ: str) -> Stage:
    if text:
        (folder / f"{name}.env").write_text(text, encoding="utf-8")
    return Stage.read(name, environ, folder=folder)


@pytest.mark.parametrize("name", ["", "Prod", "a/b", "-x", "x" * 21, "1st"])
def test_a_stage_has_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(StageInvalid, match="STAGE is"):
        Stage.read(name, {}, folder=tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("BRIDGE_PAGE", "line 1: it must read NAME=value"),
        ("AWS_REGION=tokyo", "AWS_REGION is 'tokyo'"),
        ("DOMAIN_NAME=bridge.example", "belong together"),
        ("BRIDGE_LOUD=1", "BRIDGE_LOUD is not a setting"),
        ("BRIDGE_KEY=file:x", "the stack's own"),
        ("BRIDGE_PAGE=secret", "BRIDGE_PAGE cannot be used"),
        ("BRIDGE_DATA_KEY=short", "BRIDGE_DATA_KEY cannot be used"),
        ("BRIDGE_DESTINATIONS=slack", "BRIDGE_DESTINATIONS cannot be used"),
        ("BRIDGE_REVOKED=x", "BRIDGE_REVOKED cannot be used"),
        (f"BRIDGE_REVOKED={' '.join(f'{n:012}' for n in range(400))}", "move BRIDGE_PEOPLE into prod.people.json"),
    ],
)
def test_what_cannot_be_deployed(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(StageInvalid, match=words):
        read(tmp_path, text).variables()


def test_files_of_a_stage_are_packed_and_named(tmp_path: Path) -> None:
    (tmp_path / "prod.people.json").write_text('{"github:octocat": "U012ABCDEF"}')
    (tmp_path / "prod.revoked").write_text("\n".join(f"{n:012}" for n in range(1000)))
    stage = read(
        tmp_path, "# what is kept\n\nBRIDGE_PAGE=open\nALARM_EMAIL=ops@example.com\n", BRIDGE_PAGE="off", DOMAIN_NAME=""
    )
    variables = stage.variables()
    assert variables["BRIDGE_PEOPLE"] == "file:people.json"
    assert variables["BRIDGE_REVOKED"] == "file:revoked"
    assert (variables["BRIDGE_PAGE"], variables["ALARM_EMAIL"]) == ("open", "ops@example.com")
    assert set(stage.extra) == {"people.json", "revoked"}
    assert sum(map(len, variables.values())) < ROOM
    (tmp_path / "prod.people.json").write_text("[")
    with pytest.raises(StageInvalid, match="BRIDGE_PEOPLE"):
        stage.variables()


def test_without_credentials_it_says_what_to_do(tmp_path: Path) -> None:
    nobody = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    nobody |= {
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    done = subprocess.run(
        [sys.executable, "-m", "deploy.deploy", "prod", "--folder", str(tmp_path)], cwd=ROOT, env=nobody, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "There are no AWS credentials" in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
    done = subprocess.run(
        [sys.executable, "-m", "deploy.deploy"], cwd=ROOT, env=nobody, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "make deploy STAGE=prod" in done.stderr) == (2, True)
