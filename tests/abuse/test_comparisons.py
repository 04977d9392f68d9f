"""What must stay secret is compared in a time that does not tell how far it was right."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2] / "bridge"
MODULES: Final = sorted(ROOT.rglob("*.py"))
SECRET: Final = re.compile(r"secret|digest|signature|signed|hmac|\bmac\b|passphrase|reveal|derived", re.IGNORECASE)
HARMLESS: Final = ("getpass.getpass('Once more: ') != passphrase",)
"""What the same person typed twice."""
CONSTANT_TIME: Final = {"sources/github/signature.py", "passphrase.py", "session.py", "model.py"}
"""Modules that compare a secret with what somebody sent."""


def comparisons(path: Path) -> Iterator[tuple[int, str]]:
    """Every ``==`` and ``!=`` between two things that are not written out, by line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare) and any(isinstance(each, ast.Eq | ast.NotEq) for each in node.ops):
            sides = [node.left, *node.comparators]
            if not any(isinstance(side, ast.Constant) for side in sides):
                yield node.lineno, ast.unparse(node)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_secret_is_compared_by_its_first_difference(path: Path) -> None:
    for line, text in comparisons(path):
        assert not SECRET.search(text) or text in HARMLESS, f"{path.name}:{line}: {text}"


def test_they_are_compared_in_constant_time() -> None:
    found = {
        path.relative_to(ROOT).as_posix() for path in MODULES if "compare_digest(" in path.read_text(encoding="utf-8")
    }
    assert found == CONSTANT_TIME
