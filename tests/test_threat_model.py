"""Every claim of docs/threat-model.md is held by a test that exists, or by a setting that does."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path
from typing import Final

from bridge.settings import READERS

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
ROWS: Final = [
    line for line in PAGE.splitlines() if line.startswith("| ") and not re.match(r"\| (they may|slip) \|", line)
]


@functools.cache
def names_in(path: Path) -> set[str]:
    """Names of a module's tests, those within classes too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_claim_is_held_by_something() -> None:
    assert len(ROWS) > 40
    for row in ROWS:
        claim, limit, held = (cell.strip() for cell in row.strip("| ").split(" | "))
        assert claim, row
        assert limit, row
        names = re.findall(r"`([^`]+)`", held)
        assert names, f"nothing holds: {claim}"
        assert re.sub(r"`[^`]+`|\s", "", held) == "", row
        for name in names:
            file, _, test = name.partition("::")
            if test:
                assert test in names_in(ROOT / file), f"{name} is not a test"
            else:
                assert name in READERS, f"{name} is neither a test nor a setting"
