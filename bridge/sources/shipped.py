"""The sample bodies that a source's package ships: ``samples/<kind>__<what it shows>.json``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable


def first_sample(package: str, kind: str) -> bytes | None:
    """A kind's first body, by the files' names."""
    found = _firsts(package).get(kind)
    return None if found is None else found.read_bytes()


@cache
def _firsts(package: str) -> Mapping[str, Traversable]:
    """Looked up once a process: the page's preview asks for hundreds."""
    from importlib import resources  # noqa: PLC0415  # 8 ms that no webhook needs

    files = sorted((resources.files(package) / "samples").iterdir(), key=lambda file: file.name, reverse=True)
    return {file.name.partition("__")[0]: file for file in files}
