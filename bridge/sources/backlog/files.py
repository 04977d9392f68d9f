"""Files that hang on an issue, pull request or wiki page: attached, linked from the shared files, or elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bridge.model import Fact, Spans
from bridge.sources.backlog import values
from bridge.sources.backlog.changes import Change
from bridge.sources.backlog.scene import LISTED, Scene
from bridge.sources.payload import items, one_line
from bridge.sources.phrasing import joined, linked
from bridge.sources.spans import link_to

_SHARED: Final = ("shared_files", "sharedFiles")
_EXTERNAL: Final = ("external_file_links", "externalFileLinks")


@dataclass(frozen=True, slots=True)
class Files:
    """Each entry is one file, linked where it can be, with its size where that is told."""

    attached: tuple[Spans, ...] = ()
    removed: tuple[Spans, ...] = ()
    shared: tuple[Spans, ...] = ()
    external: tuple[Spans, ...] = ()

    @property
    def brought(self) -> int:
        """How many of them came from elsewhere than this thing: shared and external ones."""
        return len(self.shared) + len(self.external)

    def facts(self, scene: Scene) -> tuple[Fact, ...]:
        """One fact for each sort that has a file."""
        return (
            *scene.fact("attachments", _listed(scene, self.attached)),
            *scene.fact("attachments_removed", _listed(scene, self.removed)),
            *scene.fact("shared_files", _listed(scene, self.shared)),
            *scene.fact("external_files", _listed(scene, self.external)),
        )


def read_files(scene: Scene, changes: Sequence[Change] = (), *, on_issue: bool = True) -> Files:
    """The files of the body's content. Attachments that only the change log names are listed without a link."""
    attached, known = [], set()
    for file in items(scene.content.get("attachments")):
        name = one_line(file.get("name")) or one_line(file.get("id"))
        if name:
            url = scene.links.attachment(one_line(file.get("id")), name) if on_issue else ""
            attached.append(_sized(name, url, file))
            known.add(name)
    logged = [change for change in changes if change.name == "attachment" and not change.custom]
    attached += [change.new for change in logged if change.new and one_line(change.raw_new) not in known]
    return Files(
        attached=tuple(attached),
        removed=tuple(change.old for change in logged if change.old and not change.new),
        shared=tuple(_shared(scene, file) for file in _under(scene, _SHARED) if one_line(file.get("name"))),
        external=tuple(
            (link_to(one_line(file.get("name")) or one_line(file.get("url")), one_line(file.get("url"))),)
            for file in _under(scene, _EXTERNAL)
            if one_line(file.get("name")) or one_line(file.get("url"))
        ),
    )


def shared_path(file: Mapping[str, Any]) -> str:
    """A shared file's whole path: ``dir`` came with and without its outer slashes."""
    parts = [part for part in one_line(file.get("dir")).split("/") if part]
    name = one_line(file.get("name")).strip("/")
    return "/" + "/".join([*parts, name]) if name else ""


def _under(scene: Scene, keys: Sequence[str]) -> list[dict[str, Any]]:
    return next((found for key in keys if (found := items(scene.content.get(key)))), [])


def _shared(scene: Scene, file: Mapping[str, Any]) -> Spans:
    path = shared_path(file)
    return _sized(path, scene.links.file(path), file)


def _sized(name: str, url: str, file: Mapping[str, Any]) -> Spans:
    size = values.size(file.get("size"))
    return (linked(name, url), f" ({size})") if size else (linked(name, url),)


def _listed(scene: Scene, files: Sequence[Spans]) -> Spans:
    more = len(files) - LISTED
    rest: list[Spans] = [(scene.phrase("and_more", more),)] if more > 0 else []
    return joined([*files[:LISTED], *rest], scene.phrase("join"))
