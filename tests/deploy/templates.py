"""The CloudFormation template as osls writes it, once a run, for the zip that would be shipped."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Final

import pytest

from deploy.deploy import OSLS
from deploy.package import ROOT
from tests.deploy.bundles import shipped

_KEPT: Final[list[tempfile.TemporaryDirectory[str]]] = []


@functools.cache
def packaged(**settings: str) -> Path:
    """The folder that ``osls package`` wrote, with these variables in its environment."""
    if not OSLS.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("osls is not installed: npm ci")
    folder = tempfile.TemporaryDirectory(prefix="template-")
    _KEPT.append(folder)
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("BRIDGE_", "AWS_"))}
    subprocess.run(
        [OSLS, "package", "--stage", "proof", "--package", folder.name],
        cwd=ROOT,
        env=environ | {"BUNDLE": str(shipped().built.path), **settings},
        check=True,
        capture_output=True,
    )
    return Path(folder.name)


def template(**settings: str) -> dict[str, Any]:
    """The template that updates a stack."""
    text = (packaged(**settings) / "cloudformation-template-update-stack.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def resources(kind: str, **settings: str) -> dict[str, Any]:
    """Properties of every resource of a type, by logical id."""
    found = template(**settings)["Resources"].items()
    return {name: each.get("Properties", {}) for name, each in found if each["Type"] == kind}
