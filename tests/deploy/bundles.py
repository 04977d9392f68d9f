"""The built zips, once a run, and the runtime client to run one under: nothing of this environment is on its path."""

from __future__ import annotations

import functools
import importlib.metadata
import subprocess
import tempfile
import textwrap
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy import bytecode
from deploy.package import PLATFORMS, Built, build, find_uv

RUNTIME: Final = ("awslambdaric", "snapshot-restore-py")
BOOTSTRAP: Final = """
import sys
sys.path[:] = [each for each in sys.path if "site-packages" not in each] + [{bundle!r}, {runtime!r}]
from awslambdaric.__main__ import main
main(["bootstrap", sys.argv[1]])
"""


@dataclass(frozen=True)
class Bundle:
    """A zip, unpacked, and the interpreter of its version."""

    built: Built
    tree: Path
    python: str
    command: str

    def client(self, tree: Path | None = None) -> list[str]:
        """The runtime client with only the bundle before it: the handler's name follows."""
        script = _scratch() / f"bootstrap-{self.python}-{(tree or self.tree).name}.py"
        runtime = _runtime(self.python)
        script.write_text(textwrap.dedent(BOOTSTRAP).format(bundle=str(tree or self.tree), runtime=str(runtime)))
        return [self.command, "-B", "-I", "-S", str(script)]


@functools.cache
def _scratch() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="bundles-")
    _KEPT.append(folder)
    return Path(folder.name)


_KEPT: Final[list[tempfile.TemporaryDirectory[str]]] = []


@functools.cache
def shipped() -> Bundle:
    """What goes to Lambda: arm64, Python 3.13."""
    return _bundle("arm64", "3.13")


@functools.cache
def twin() -> Bundle:
    """The same lock for this machine, for 3.13 where there is one, else for the newest interpreter that runs here."""
    python = next(each for each in ("3.13", "3.14", "3.12", "3.11") if bytecode.interpreter(each))
    return _bundle("x86_64", python)


@functools.cache
def _bundle(arch: str, python: str) -> Bundle:
    built = build(arch, python, folder=_scratch())
    tree = _scratch() / built.path.stem
    with zipfile.ZipFile(built.path) as archive:
        archive.extractall(tree)
    found = bytecode.interpreter(python)
    return Bundle(built, tree, python, found[0] if found else "")


@functools.cache
def _runtime(python: str) -> Path:
    folder = _scratch() / f"runtime-{python}"
    wanted = [f"{name}=={importlib.metadata.version(name)}" for name in RUNTIME]
    target = ["--target", str(folder), "--python-version", python, "--python-platform", PLATFORMS["x86_64"]]
    subprocess.run([find_uv(), "pip", "install", "--quiet", *target, "--only-binary", ":all:", *wanted], check=True)
    return folder
