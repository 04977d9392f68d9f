"""Bytecode for an interpreter that is not this one: compiled by the target's own minor version, its magic checked."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SHOW: Final = "import importlib.util, sys; print('%d.%d' % sys.version_info[:2], importlib.util.MAGIC_NUMBER.hex())"
TASK: Final = "/var/task"
"""Where Lambda unpacks a zip, so that tracebacks name files as they are there."""


def interpreter(python: str) -> tuple[str, bytes] | None:
    """An interpreter of this minor version that runs, and its magic number; None where there is none.

    Each is tried, not just found: a name on PATH may be a shim that fails.
    """
    for command in _candidates(python):
        try:
            done = subprocess.run([command, "-I", "-c", SHOW], capture_output=True, text=True, timeout=30, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        version, _, magic = done.stdout.strip().partition(" ")
        if done.returncode == 0 and version == python:
            return command, bytes.fromhex(magic)
    return None


def _candidates(python: str) -> Iterator[str]:
    yield from filter(None, (shutil.which(name) for name in (f"python{python}", "python3", "python")))
    if pyenv := shutil.which("pyenv"):
        done = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=False)
        versions = Path(done.stdout.strip() or "/nonexistent") / "versions"
        yield from map(str, sorted(versions.glob(f"{python}.*/bin/python"), reverse=True))
    if uv := shutil.which("uv"):
        done = subprocess.run(
            [uv, "python", "find", "--no-project", python], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            yield done.stdout.strip()


def compile_tree(tree: Path, python: str) -> bool:
    """Compile every module of ``tree``; whether an interpreter was there to do it.

    Unchecked hashes make the same bytes whatever the folder and the day, and the interpreter look at no source
    (https://peps.python.org/pep-0552/). Raises ValueError where the magic is not the target's.
    """
    found = interpreter(python)
    if not found:
        return False
    command, magic = found
    how = ["-q", "-j", "0", "--invalidation-mode", "unchecked-hash", "-s", str(tree), "-p", TASK]
    subprocess.run([command, "-I", "-m", "compileall", *how, str(tree)], check=True, capture_output=True)
    for path in tree.rglob("*.pyc"):
        if path.read_bytes()[:4] != magic:
            raise ValueError(f"{path.relative_to(tree)} has another magic number than Python {python}")
    return True
