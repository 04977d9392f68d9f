"""What import-linter's layers cannot say: which module may know which library, and what a pure module may touch."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "bridge").rglob("*.py"))

DOORS = {
    "fastapi": {"web", "demo/"},
    "starlette": {"web", "demo/"},
    "uvicorn": {"cli.py", "demo/"},
    "mangum": {"handler.py"},
    "boto3": {"seal", "queue/sqs.py"},
    "botocore": {"seal", "kms.py", "queue/sqs.py"},
    "aws_encryption_sdk": {"seal", "kms.py"},
    "httpx": {"slack/post.py", "slack/wire.py", "demo/"},
    "httpcore": {"slack/wire.py"},
    "cryptography": {"seal"},
    "markdown_it": {"sources/markdown"},
    "regex": {"slack/cut.py"},
}
"""Library → where it may be imported: a file, a folder, or the start of a module's name."""

PURE = (
    "model.py",
    "compact.py",
    "config.py",
    "space.py",
    "errors.py",
    "relay.py",
    "filters.py",
    "sources/",
    "slack/render.py",
    "slack/text.py",
    "slack/limits.py",
)
CLOCKS_AND_IO = {"time", "os", "socket", "subprocess", "random", "secrets", "threading", "httpx", "urllib.request"}
WORDS_TO_AVOID = {"manager", "helper", "helpers", "util", "utils", "process", "data"}


def inside(path: Path) -> str:
    return path.relative_to(ROOT / "bridge").as_posix()


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_each_library_has_its_door(path: Path) -> None:
    for module in imports(path):
        library = module.split(".")[0]
        if library in DOORS:
            assert any(inside(path).startswith(door) for door in DOORS[library]), f"{inside(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_the_environment_is_read_in_one_place(path: Path) -> None:
    if inside(path) == "settings.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        named = isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"}
        assert not named, f"{inside(path)}:{getattr(node, 'lineno', 0)} reads the environment"


@pytest.mark.parametrize("path", [p for p in MODULES if inside(p).startswith(PURE)], ids=inside)
def test_pure_modules_read_no_clock_and_do_no_io(path: Path) -> None:
    found = set(imports(path)) & CLOCKS_AND_IO
    assert not found, f"{inside(path)} imports {found}"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            named = node.func.id if isinstance(node.func, ast.Name) else ""
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            assert named not in {"open", "print", "input"}, f"{inside(path)}:{node.lineno}"
            assert method not in {"now", "utcnow", "today", "monotonic"}, f"{inside(path)}:{node.lineno}"


@pytest.mark.parametrize("path", [p for p in MODULES if inside(p).startswith("sources/")], ids=inside)
def test_sources_do_not_know_each_other_nor_slack(path: Path) -> None:
    folder = inside(path).split("/")[1]
    for module in imports(path):
        assert not module.startswith("bridge.slack"), f"{inside(path)} imports {module}"
        if module.startswith("bridge.sources.") and folder in {"backlog", "github"}:
            other = {"backlog": "github", "github": "backlog"}[folder]
            assert not module.startswith(f"bridge.sources.{other}"), f"{inside(path)} imports {module}"


@pytest.mark.parametrize("path", [p for p in MODULES if inside(p).startswith("slack/")], ids=inside)
def test_slack_does_not_know_the_sources(path: Path) -> None:
    assert not [module for module in imports(path) if module.startswith("bridge.sources")]


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_modules_stay_small_and_say_what_they_are(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 420, "split it"
    assert ast.get_docstring(ast.parse(source)), "a module says what it is"
    assert not WORDS_TO_AVOID & set(path.stem.split("_"))


def test_secrets_are_revealed_in_few_places() -> None:
    places = {inside(path) for path in MODULES if ".reveal()" in path.read_text(encoding="utf-8")}
    assert places <= {
        "queue/item.py",
        "config.py",
        "compact.py",
        "slack/post.py",
        "demo/samples.py",
        "sources/github/signature.py",
    }, places


def test_every_exception_has_its_reason() -> None:
    for path in [*MODULES, *(ROOT / "tests").glob("**/*.py"), *(ROOT / "benchmarks").glob("**/*.py")]:
        if ".venv" in path.parts:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for mark in ("# noqa", "# type: ignore", "# pragma: no cover"):
                if mark in line and path != Path(__file__):
                    rest = line.split(mark, 1)[1]
                    assert " - " in rest or "  # " in rest or ": " in rest.removeprefix(":"), (
                        f"{path}:{number} says no reason"
                    )
