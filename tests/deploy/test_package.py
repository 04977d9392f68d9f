"""The zip for Lambda: what is in it, that it is the same every time, and that it runs alone under the real runtime."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from bridge.seal import SealVault
from bridge.sources import SOURCES
from bridge.web_page import assets
from deploy import bytecode, package, sbom
from deploy.package import BUDGET, MACHINES, PackageError, build
from tests.deploy.bundles import Bundle, shipped, twin
from tests.hooks import api_event, key_file, sealed
from tests.lambda_runtime import Function, function
from tests.slack.fake_slack import Answer, FakeSlack

COMPILED: Final = re.compile(r"(.*/)?__pycache__/[^/]+\.pyc$")


def pure(bundle: Bundle) -> dict[str, str]:
    """Every file that belongs to no machine, by its digest."""
    files = (path for path in bundle.tree.rglob("*") if path.is_file())
    named = ((path.relative_to(bundle.tree).as_posix(), path) for path in files)
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in named
        if ".so" not in name and not COMPILED.match(name)
    }


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    again = build("arm64", "3.13", folder=tmp_path)
    assert again.path.read_bytes() == shipped().built.path.read_bytes()
    assert again.sbom.read_bytes() == shipped().built.sbom.read_bytes()


def test_what_is_in_it_is_listed_beside_it() -> None:
    bundle = shipped()
    told = json.loads(bundle.built.sbom.read_text(encoding="utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.5")
    [digest] = told["metadata"]["component"]["hashes"]
    assert digest["content"] == hashlib.sha256(bundle.built.path.read_bytes()).hexdigest()
    listed = {each["name"] for each in told["components"]}
    assert {"fastapi", "mangum", "httpx", "boto3", "aws-encryption-sdk", "cryptography"} <= listed
    assert not listed & {"uvicorn", "pytest", "ruff"}
    for each in told["components"]:
        assert each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}"
    refs = {each["bom-ref"] for each in told["components"]}
    assert {ref for each in told["dependencies"] for ref in each.get("dependsOn", ())} <= refs
    with pytest.raises(ValueError, match="the lock does not list stranger"):
        sbom.write(bundle.built.sbom.read_text(encoding="utf-8"), {"stranger": "1"}, bundle.built.path)


def test_it_is_within_its_budget() -> None:
    built = shipped().built
    assert built.packed <= BUDGET
    assert built.compiled is bool(bytecode.interpreter("3.13"))
    assert "MB of 16" in package.table(built)


def test_what_is_in_it_and_what_is_not() -> None:
    names = set(zipfile.ZipFile(shipped().built.path).namelist())
    for wanted in (
        "bridge/handler.py",
        "bridge/page/index.html",
        "bridge/sources/github/samples/ping__tls_off.json",
    ):
        assert wanted in names or any(name.startswith(wanted.partition("__")[0]) for name in names), wanted
    assert {name.split("/")[2] for name in names if name.startswith("botocore/data/") and name.count("/") > 2} == {
        "kms",
        "sqs",
        "sts",
    }
    tops = {name.split("/")[0] for name in names}
    assert not tops & {"bin", "uvicorn", "tests", "pycparser", "cffi", "pip", "setuptools"}
    assert not [name for name in names if re.search(r"/tests?/|^bridge/(demo|cli)|\.dist-info/RECORD$", name)]


def test_the_shipped_zip_is_the_proven_one_for_another_machine() -> None:
    arm, intel = shipped(), twin()
    ours, theirs = pure(arm), pure(intel)
    if arm.python == intel.python:
        assert ours == theirs
    else:  # the same lock, but for what a minor version alone needs
        assert {name for name in ours if name.startswith("bridge/")} == {n for n in theirs if n.startswith("bridge/")}
    for bundle, arch in ((arm, "arm64"), (intel, "x86_64")):
        libraries = list(bundle.tree.rglob("*.so"))
        assert len(libraries) >= 4
        for path in libraries:
            assert int.from_bytes(path.read_bytes()[18:20], "little") == MACHINES[arch], path
            tag = re.search(r"cpython-(\d+)", path.name)
            assert not tag or tag[1] == bundle.python.replace(".", ""), path


@pytest.mark.parametrize("which", [shipped, twin])
def test_bytecode_is_the_targets_and_looks_at_no_source(which: Any) -> None:
    bundle = which()
    found = bytecode.interpreter(bundle.python)
    if not found:
        assert not bundle.built.compiled
        return
    files = list(bundle.tree.rglob("*.pyc"))
    assert len(files) > 500
    for path in files:
        head = path.read_bytes()[:8]
        assert (head[:4], head[4:]) == (found[1], b"\x01\x00\x00\x00"), path  # PEP 552: hash-based, unchecked
        assert str(bundle.tree).encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("arch", "python", "words"),
    [("sparc", "3.13", "ARCH"), ("arm64", "2.7", "PYTHON"), ("", "3.13", "ARCH")],
)
def test_bad_words_are_one_sentence(arch: str, python: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=words):
        build(arch, python, folder=tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "deploy.package", f"--arch={arch}", f"--python={python}"],
        cwd=package.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_library_of_another_machine_stops_the_build(tmp_path: Path) -> None:
    library = next(twin().tree.rglob("_rust*.so"))
    shutil.copyfile(library, tmp_path / library.name)
    package._check_machines(tmp_path, "x86_64", "3.13")
    with pytest.raises(PackageError, match="is not built for arm64"):
        package._check_machines(tmp_path, "arm64", "3.13")
    (tmp_path / "x.cpython-311-x86_64-linux-gnu.so").write_bytes(library.read_bytes()[:64])
    with pytest.raises(PackageError, match=r"not built for Python 3\.13"):
        package._check_machines(tmp_path, "x86_64", "3.13")


def test_a_lock_that_does_not_fit_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("uv.lock", "bridge"):
        (tmp_path / name).symlink_to(package.ROOT / name)
    project = (package.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(project.replace('"boto3>=1.40"', '"boto3>=1.41"'), encoding="utf-8")
    (tmp_path / "README.md").write_text("")
    (tmp_path / ".tools").symlink_to(package.ROOT / ".tools")
    monkeypatch.setattr(package, "ROOT", tmp_path)
    with pytest.raises(PackageError, match=r"uv\.lock does not fit"):
        build("arm64", "3.13", folder=tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_a_stages_files_are_packed_along(tmp_path: Path) -> None:
    people = tmp_path / "p.json"
    people.write_text("{}")
    with pytest.raises(PackageError, match="cannot be packed"):
        build("arm64", "3.13", folder=tmp_path, extra={"../x": people})
    built = build("arm64", "3.13", folder=tmp_path, extra={"people.json": people}, lean=True)
    names = zipfile.ZipFile(built.path).namelist()
    assert "people.json" in names
    assert not [name for name in names if name.endswith(".pyc")]


def test_an_interpreter_is_tried_not_just_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shim = tmp_path / "python3.10"
    shim.write_text("#!/bin/sh\necho no such version >&2\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bytecode.interpreter("3.10") is None
    assert bytecode.compile_tree(tmp_path, "3.10") is False


# --- it runs -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", name="slack")
def _slack() -> Iterator[FakeSlack]:
    with FakeSlack() as slack:
        yield slack


@pytest.fixture(scope="module", name="key")
def _key(tmp_path_factory: pytest.TempPathFactory) -> str:
    return key_file(tmp_path_factory.mktemp("key"))


@pytest.fixture(scope="module", name="running")
def _running(slack: FakeSlack, key: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Function]:
    settings = {
        "BRIDGE_KEY": key, "BRIDGE_DESTINATIONS": slack.origin, "BRIDGE_PAGE": "open", "BRIDGE_LOG_LEVEL": "DEBUG",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start",
    }  # fmt: skip
    with function(
        "bridge.handler.web", settings, client=twin().client(), cwd=tmp_path_factory.mktemp("task")
    ) as running:
        yield running


def invoke(
    running: Function, path: str, body: bytes = b"", method: str = "POST", *, encoded: bool = True
) -> tuple[int, Any]:
    answer = running.invoke(api_event(path, body, method=method, encoded=encoded))
    kind = answer["headers"].get("content-type", "")
    return answer["statusCode"], json.loads(answer["body"]) if kind.startswith("application/json") else answer["body"]


def test_every_route_answers(running: Function, slack: FakeSlack) -> None:
    options = {"source": "backlog", "slack_url": slack.url}
    asked: dict[str, Any] = {
        "/api/urls": options, "/api/test": options, "/api/preview": {"source": "github", "kind": "push.default"},
        "/api/inspect": {"url": "AAAA"}, "/api/session": {"passphrase": "x"},
    }  # fmt: skip
    expected = {"/api/inspect": 403, "/api/session": 404}
    for path, body in asked.items():
        status, answer = invoke(running, path, json.dumps(body).encode())
        assert status == expected.get(path, 200), answer
        assert invoke(running, path, method="GET")[0] == 405
    for path in (
        "/",
        "/healthz",
        "/openapi.json",
        "/api/kinds",
        "/api/filters",
        *(f"/page/{name}" for name in assets() if name != "index.html"),
    ):
        assert invoke(running, path, method="GET")[0] == 200, path
    assert "<!doctype html>" in invoke(running, "/", method="GET")[1]
    for path, method, status in (
        ("/nothing", "GET", 404),
        ("/hooks/gitlab", "POST", 404),
        ("/hooks/backlog", "GET", 405),
        ("/hook", "POST", 404),
        ("/healthz", "POST", 405),
    ):
        assert invoke(running, path, method=method)[0] == status


def test_urls_are_made_for_the_address_that_was_asked(running: Function, slack: FakeSlack) -> None:
    _, made = invoke(running, "/api/urls", json.dumps({"source": "backlog", "slack_url": slack.url}).encode())
    assert made["url"].startswith("https://bridge.example/hooks/backlog?config=")


def test_deliveries_cold_and_warm_whole_and_encoded(running: Function, slack: FakeSlack, key: str) -> None:
    slack.requests.clear()
    path = sealed(SealVault([key]), slack.url, language="ja")
    sample = SOURCES["backlog"].sample("issue.created")
    assert sample
    for encoded in (True, False, True):
        assert invoke(running, path, sample.body, encoded=encoded)[1]["outcome"] == "posted"
    status, several = invoke(running, f"{path}&{path.partition('?')[2]}", sample.body)
    assert (status, len(several["results"])) == (200, 2)
    large = json.loads(sample.body)
    large["content"]["description"] = "x" * 4_000_000
    assert invoke(running, path, json.dumps(large).encode())[0] == 200
    slack.script(Answer(404, "no_service"))
    assert invoke(running, path, sample.body)[0] == 502
    for body in (b"", b"{", b"[]"):
        assert invoke(running, path, body)[1]["error"] == "payload-malformed"
    assert len(slack.requests) == 7
    assert path.partition("config=")[2] not in running.output


SNAPSHOT: Final = """
import os, sys
sys.path[:] = [each for each in sys.path if "site-packages" not in each] + [{bundle!r}, {runtime!r}]
import random, socket, stat
from bridge import handler
assert handler.web  # as the runtime asks for it, at init
from awslambdaric.lambda_runtime_hooks_runner import run_after_restore, run_before_snapshot
import gc
run_before_snapshot()
sockets = [fd for fd in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{{fd}}") and stat.S_ISSOCK(os.stat(f"/proc/self/fd/{{fd}}").st_mode)]
loops = [s for s in gc.get_objects() if isinstance(s, socket.socket) and s.family != socket.AF_UNIX]
from bridge.seal import SealVault
[vault] = {{id(each): each for each in gc.get_objects() if isinstance(each, SealVault)}}.values()
print("connections", len(loops), "kept", len(vault._configs._kept), len(vault._data_keys._kept), flush=True)
for _ in range(2):
    if os.fork() == 0:
        run_after_restore()
        print("drawn", random.random(), flush=True)
        os._exit(0)
    os.wait()
"""


def test_no_key_connection_or_random_state_survives_a_snapshot(key: str, tmp_path: Path) -> None:
    """A fork is a copy of the initialised memory, as a snapshot is; the hooks are those that the runtime runs."""
    bundle = twin()
    script = tmp_path / "snapshot.py"
    runtime = bundle.client()[-1]
    paths = re.findall(r"\['([^']+)', '([^']+)'\]", Path(runtime).read_text())[0]
    script.write_text(SNAPSHOT.format(bundle=paths[0], runtime=paths[1]))
    for page in ("off", "open"):
        done = subprocess.run(
            [bundle.command, "-B", "-I", "-S", str(script)],
            env={"BRIDGE_KEY": key, "BRIDGE_PAGE": page}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        first, *drawn = done.stdout.splitlines()
        assert first == "connections 0 kept 0 0"
        assert len(set(drawn)) == 2, "two restores draw different numbers"
