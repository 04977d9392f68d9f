"""Bodies made for one test each, and short ways to look at what is told of them."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

from bridge.model import Context, Delivery, Language, Message, Skip
from bridge.sources.github.read import GitHubActivity
from bridge.sources.github.source import GitHub
from tests.golden import pairs

GITHUB = GitHub()
WEB = "https://github.com/acme/webshop"
ZERO = "0" * 40
OLD, NEW = "1a2b3c4d" * 5, "5e6f7a8b" * 5
REPOSITORY = {
    "name": "webshop",
    "full_name": "acme/webshop",
    "owner": {"login": "acme"},
    "html_url": WEB,
    "default_branch": "main",
}
ACTOR = {"login": "octo-emma", "type": "User", "html_url": "https://github.com/octo-emma"}
SAMPLES = {pair.name: json.loads(pair.body.read_bytes()) for pair in pairs("github")}
"""Every shipped body and every case, by its file's name."""


def sample(name: str, **more: Any) -> dict[str, Any]:
    """A copy of one of them, with other members."""
    return {**copy.deepcopy(SAMPLES[name]), **more}


def event_of(name: str) -> str:
    """The event of a body by its file's name."""
    return re.split(r"__|\.", name, maxsplit=1)[0]


def commit(message: str, author: str = "octo-emma", sha: str = NEW) -> dict[str, Any]:
    """A commit of a push."""
    return {"id": sha, "message": message, "author": {"name": author.title(), "username": author}}


def push(ref: object = "refs/heads/main", *messages: str, **more: Any) -> dict[str, Any]:
    """A push of commits by their messages."""
    return {
        "ref": ref,
        "before": OLD,
        "after": NEW,
        "created": False,
        "deleted": False,
        "forced": False,
        "compare": f"{WEB}/compare/a...b",
        "commits": [commit(message) for message in messages],
        "repository": REPOSITORY,
        "pusher": {"name": "octo-emma"},
        "sender": ACTOR,
        **more,
    }


def issue(action: str = "opened", **more: Any) -> dict[str, Any]:
    """A body about issue 12; ``more`` goes into the issue."""
    thing = {"number": 12, "title": "Buttons", "html_url": f"{WEB}/issues/12", **more}
    return {"action": action, "issue": thing, "repository": REPOSITORY, "sender": ACTOR}


def pull(action: str = "opened", **more: Any) -> dict[str, Any]:
    """A body about pull request 34; ``more`` goes into the pull request."""
    thing = {"number": 34, "title": "Buttons", "html_url": f"{WEB}/pull/34", **more}
    return {"action": action, "pull_request": thing, "repository": REPOSITORY, "sender": ACTOR}


def delivered(event: str, body: object, **headers: str) -> Delivery:
    """A body as it arrives."""
    return Delivery("github", {"x-github-event": event, **headers}, json.dumps(body).encode())


def read(event: str, body: object) -> GitHubActivity:
    """The activity in a body."""
    return GITHUB.read(delivered(event, body))


def silenced(event: str, body: object) -> str:
    """The code of the silence, or the empty string."""
    skip = read(event, body).quiet_reason
    assert skip is None or isinstance(skip, Skip)
    return skip.code if skip else ""


def tell(event: str, body: object, language: Language = "en", **context: Any) -> Message:
    """What is told of a body, silent or not."""
    return GITHUB.compose(read(event, body), Context(language=language, **context))
