"""What runs, checks and deployments have in common: whose they are, on what, how long they took."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bridge.model import Fact, Link, Span, Spans
from bridge.sources.github.scene import Scene, moment
from bridge.sources.github.traits import is_bot
from bridge.sources.payload import items, mapping, one_line, text
from bridge.sources.spans import web_address

SUBJECT: Final = 120
"""Characters of a commit's first line that are shown."""

_SHA: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60
_UNITS: Final = (("build_days", _DAY), ("build_hours", _HOUR), ("build_minutes", _MINUTE), ("build_seconds", 1))


def acting(scene: Scene, *users: object) -> Scene:
    """The scene as the deed of the first of ``users`` who is a person, else of the first who is known at all.

    A run's sender may be the app that ran it; whose run it is, its other members tell.
    """
    known = [user for user in map(mapping, users) if one_line(user.get("login"))]
    known.sort(key=is_bot)
    return replace(scene, body={**scene.body, "sender": known[0]}) if known else scene


def what(scene: Scene, ref: object, sha: object, home: object = "") -> Spans:
    """A branch or tag, else a commit, as it stands within a sentence. ``home`` is the repository it is in: a fork's
    branch is shown with its owner."""
    name, commit, full_name = one_line(ref), one_line(sha), one_line(home)
    if not name or _SHA.fullmatch(name):
        commit = name or commit
        return scene.thing("build_what", commit[:7], scene.links.commit(commit))
    if full_name and scene.repository and full_name.lower() != scene.repository.lower():
        there = scene.links.elsewhere(full_name)
        return scene.thing("build_what", f"{full_name.split('/')[0]}:{name}", there.branch(name))
    return scene.thing("build_what", name, scene.links.branch(name))


def subject(message: object) -> str:
    """The first line of a commit's message, cut."""
    line = one_line(text(message).strip().partition("\n")[0])
    return f"{line[:SUBJECT].rstrip()}…" if len(line) > SUBJECT else line


def commit(scene: Scene, sha: object, message: object = "", title: str = "") -> tuple[Fact, ...]:
    """A commit and its first line, unless the message's title says that already."""
    link, line = scene.commit(one_line(sha)), subject(message)
    told = title.rstrip("… ")
    if not line or (told and line.startswith(told)):
        return scene.fact("build_commit", link)
    return scene.fact("build_commit", (*link, " ", *scene.said(line)) if link else scene.said(line))


def pulls(scene: Scene, thing: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The pull requests it was for. GitHub lists those of other repositories in the network too: they are left out."""
    own = mapping(scene.body.get("repository")).get("id")
    names: list[Span] = []
    for pull in items(thing.get("pull_requests")):
        number = one_line(pull.get("number"))
        home = mapping(mapping(pull.get("base")).get("repo")).get("id")
        if number and (home is None or own is None or home == own):
            url = scene.links.pull(number)
            names.append(Link(f"#{number}", url) if url else f"#{number}")
    return scene.fact("build_pull", scene.listed(names, 3))


def duration(scene: Scene, start: object, end: object) -> tuple[Fact, ...]:
    """From one time to another; none where either is missing, or the clocks disagree."""
    began, ended = moment(start), moment(end)
    return lasted(scene, int((ended - began).total_seconds())) if began and ended else ()


def lasted(scene: Scene, seconds: int) -> tuple[Fact, ...]:
    """So many seconds, in its two largest units: "1 h 4 min"."""
    for place, (unit, size) in enumerate(_UNITS):
        if seconds >= size:
            whole, rest = divmod(seconds, size)
            shown = scene.phrase(unit, whole)
            if place + 1 < len(_UNITS):
                smaller, its_size = _UNITS[place + 1]
                if rest := rest // its_size:
                    shown += scene.phrase("build_gap") + scene.phrase(smaller, rest)
            return scene.fact("build_duration", shown)
    return ()


def address(*values: object) -> str:
    """The first web address among them."""
    return next((url for value in values if (url := web_address(one_line(value)))), "")


def outside(scene: Scene, label: str, phrase: str, url: str) -> tuple[Fact, ...]:
    """A fact that is a way to somewhere."""
    return scene.fact(label, (Link(scene.phrase(phrase), url),)) if url else ()
