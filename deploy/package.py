"""Builds the zip for Lambda: ``python -m deploy.package [--arch arm64|x86_64] [--python 3.13] [--add FILE=NAME …]``.

From ``uv.lock`` with its hashes, for the target's platform whatever the host's; the same bytes every time. What is in
it and what is left out: docs/packaging.md.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy import bytecode
from deploy.sbom import installed
from deploy.sbom import write as write_sbom

ROOT: Final = Path(__file__).parents[1]
PLATFORMS: Final[Mapping[str, str]] = {"arm64": "aarch64-manylinux2014", "x86_64": "x86_64-manylinux2014"}
MACHINES: Final[Mapping[str, int]] = {"arm64": 183, "x86_64": 62}
"""``e_machine`` of an ELF file: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html"""
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
"""Lambda ships 3.13; the others are for running the same lock under an interpreter that is at hand."""
SERVICES: Final = ("kms", "sqs", "sts")
NOT_ON_LAMBDA: Final = ("uvicorn",)
BUDGET: Final = 16_000_000
"""Bytes of the zip with bytecode."""
WHOLE_BUDGET: Final = 60_000_000
"""Bytes unzipped: Lambda's own limit is 250 MB (docs.aws.amazon.com/lambda, "Lambda quotas")."""
EPOCH: Final = (2020, 1, 1, 0, 0, 0)

LEFT_OUT: Final = re.compile(
    r"(^|/)(__pycache__|tests?|testing)/|\.dist-info/|^bin/|\.(pyi|md|c|h|pxd|pyx|so\.debug)$|(^|/)py\.typed$"
    r"|^botocore/cacert\.pem$|^dateutil/zoneinfo/.*\.tar\.gz$|^anyio/_backends/_trio|^urllib3/contrib/emscripten/"
    r"|^(pycparser|cffi)/|^_distutils_hack/|^boto3/examples/|^boto3/data/"
    r"|^pydantic/(v1/|mypy)|^anyio/pytest_plugin|^starlette/testclient|^httpx/_main|^urllib3/contrib/(socks|pyopenssl)"
    r"|^bridge/(demo/|cli|__main__)|^bridge/page/slack-(blocks|emoji)|^bridge/queue/(dead_letters|standing)"
)
"""Paths that nothing on Lambda reads. ``_cffi_backend`` stays; what a library reads of its own metadata is KEPT."""
KEPT: Final = re.compile(r"^opentelemetry_api-[^/]+\.dist-info/(entry_points\.txt|METADATA)$")


class PackageError(Exception):
    """The zip cannot be built; one sentence."""


@dataclass(frozen=True, slots=True)
class Built:
    """A zip and what is known of it: bytes packed and unpacked, whether it has bytecode, the list of what is in it."""

    path: Path
    packed: int
    unpacked: int
    compiled: bool
    sbom: Path


def build(
    arch: str, python: str, *, folder: Path, extra: Mapping[str, Path] | None = None, lean: bool = False
) -> Built:
    """Build ``bridge-<arch>-py<python>.zip`` in ``folder``. ``extra`` is name in the zip → file; ``lean`` leaves the
    bytecode out. Raises PackageError."""
    if arch not in PLATFORMS:
        raise PackageError(f"ARCH is {arch!r}: it must be {' or '.join(PLATFORMS)}.")
    if python not in PYTHONS:
        raise PackageError(f"PYTHON is {python!r}: it must be one of {', '.join(PYTHONS)}.")
    for name, file in (extra or {}).items():
        if not file.is_file() or not re.fullmatch(r"[\w.-]+", name):
            raise PackageError(f"{file} cannot be packed as {name!r}: a file and a plain name are needed.")
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        _install(tree, arch, python)
        _check_machines(tree, arch, python)
        packages = installed(tree)
        _prune(tree)
        for name, file in (extra or {}).items():
            shutil.copyfile(file, tree / name)
        compiled = not lean and bytecode.compile_tree(tree, python)
        path = folder / f"bridge-{arch}-py{python}{'-lean' if lean else ''}.zip"
        unpacked = _zip(tree, path)
        listed = _export("--no-dev", "--format", "cyclonedx1.5")
        return Built(path, path.stat().st_size, unpacked, compiled, write_sbom(listed, packages, path))


def find_uv() -> str:
    """A uv that runs: one on PATH may be a shim that fails."""
    for command in ("uv", str(ROOT / ".tools" / "bin" / "uv")):
        if (
            shutil.which(command)
            and subprocess.run([command, "--version"], capture_output=True, check=False).returncode == 0
        ):
            return command
    raise PackageError("There is no uv: make setup brings it.")


def _run(command: Sequence[str], what: str) -> str:
    # The virtual environment that runs this must not become the target's.
    environ = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip() and not line.startswith("warning")]
        raise PackageError(f"{what}: {' '.join(lines)[:400]}")
    return done.stdout


def _install(tree: Path, arch: str, python: str) -> None:
    uv = find_uv()
    _run([uv, "lock", "--check", "--quiet"], "uv.lock does not fit pyproject.toml")
    listed = _export("--no-dev")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write(listed)
        wanted.flush()
        target = ["--target", str(tree), "--python-platform", PLATFORMS[arch], "--python-version", python]
        how = ["--only-binary", ":all:", "--require-hashes", "--no-deps", "--link-mode", "copy", "--quiet"]
        what = f"the packages for {arch} and Python {python} cannot be installed"
        _run([uv, "pip", "install", *target, *how, "-r", wanted.name], what)
    shutil.copytree(ROOT / "bridge", tree / "bridge", ignore=shutil.ignore_patterns("__pycache__"))


def _export(*how: str) -> str:
    """What the lock has for Lambda, in the form asked for."""
    pruned = [word for name in NOT_ON_LAMBDA for word in ("--prune", name)]
    return _run(
        [find_uv(), "export", "--quiet", "--frozen", "--no-emit-project", *pruned, *how], "uv.lock cannot be read"
    )


def _files(tree: Path) -> Iterator[tuple[str, Path]]:
    """Every file by its path in the zip, sorted."""
    found = ((path.relative_to(tree).as_posix(), path) for path in tree.rglob("*") if path.is_file())
    return iter(sorted(found))


def _check_machines(tree: Path, arch: str, python: str) -> None:
    """Every library is the target's: its machine, and where the name says it, its Python."""
    for name, path in _files(tree):
        if not re.search(r"\.so(\.|$)", name):
            continue
        head = path.read_bytes()[:20]
        if head[:4] != b"\x7fELF" or int.from_bytes(head[18:20], "little") != MACHINES[arch]:
            raise PackageError(f"{name} is not built for {arch}.")
        tag = re.search(r"\.cpython-(\d)(\d+)", name)
        if tag and f"{tag[1]}.{tag[2]}" != python:
            raise PackageError(f"{name} is not built for Python {python}.")


def _prune(tree: Path) -> None:
    for name, path in list(_files(tree)):
        if (LEFT_OUT.search(name) and not KEPT.search(name)) or _foreign_data(name):
            path.unlink()
    for folder in sorted((path for path in tree.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _foreign_data(name: str) -> bool:
    """botocore describes every service of AWS; three are spoken to."""
    parts = name.split("/")
    return name.startswith("botocore/data/") and len(parts) > 3 and parts[2] not in SERVICES


def _zip(tree: Path, path: Path) -> int:
    """Write the zip; the bytes of what is in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".part")
    unpacked = 0
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, file in _files(tree):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = file.read_bytes()
            unpacked += len(content)
            archive.writestr(entry, content, compresslevel=9)
    fresh.replace(path)
    return unpacked


def table(built: Built) -> str:
    """Sizes beside their budgets, in MB of 10⁶ bytes."""
    rows = [("zip", built.packed, BUDGET), ("unzipped", built.unpacked, WHOLE_BUDGET)]
    with zipfile.ZipFile(built.path) as archive:
        entries = archive.infolist()
    parts: dict[str, int] = {}
    for entry in entries:
        kind = "bytecode" if entry.filename.endswith(".pyc") else entry.filename.split("/")[0].split(".")[0]
        parts[kind] = parts.get(kind, 0) + entry.compress_size
    largest = sorted(parts.items(), key=lambda part: -part[1])[:6]
    lines = [f"{what:<10} {size / 1e6:6.2f} MB of {limit / 1e6:.0f}" for what, size, limit in rows]
    return "\n".join([*lines, "  of it: " + ", ".join(f"{name} {size / 1e6:.1f}" for name, size in largest)])


def main(argv: Sequence[str] | None = None) -> int:
    """Build, print the sizes and, last, the path."""
    parser = argparse.ArgumentParser(prog="python -m deploy.package", description="Build the zip for Lambda.")
    parser.add_argument("--arch", default="arm64")
    parser.add_argument("--python", default="3.13")
    parser.add_argument(
        "--add", action="append", default=[], metavar="FILE=NAME", help="a file more, in the zip's root"
    )
    parser.add_argument("--lean", action="store_true", help="without bytecode")
    parser.add_argument("--folder", type=Path, default=ROOT / "dist")
    given = parser.parse_args(argv)
    try:
        extra = {name: Path(file) for file, _, name in (each.rpartition("=") for each in given.add)}
        built = build(given.arch, given.python, folder=given.folder, extra=extra, lean=given.lean)
        if not built.compiled and not given.lean:
            sys.stderr.write(
                f"NOTICE: no Python {given.python} runs here, so the zip has no bytecode: cold starts take longer.\n"
            )
    except PackageError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    print(table(built))
    print(f"  listed in {built.sbom}")
    if built.packed > BUDGET or built.unpacked > WHOLE_BUDGET:
        sys.stderr.write(f"{built.path} is over its budget.\n")
        return 1
    print(built.path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
