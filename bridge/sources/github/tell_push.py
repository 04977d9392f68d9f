"""``push``: commits, branches and tags. https://docs.github.com/en/webhooks/webhook-events-and-payloads#push"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from bridge.model import Fact, Line, Link, Message, Span, Spans
from bridge.sources.github import colors
from bridge.sources.github.push import MOST_COMMITS, Push
from bridge.sources.github.scene import Scene, actor_of, moment
from bridge.sources.payload import mapping, one_line, text
from bridge.sources.phrasing import linked
from bridge.sources.spans import web_address

COMMITS_SHOWN: Final = 5
SUBJECT: Final = 120
"""Characters of a commit's first line that are shown."""


def part(body: Mapping[str, Any]) -> str:
    """``default``, ``branch``, ``tag`` or ``forced``. A tag that is moved is a tag; any branch may be forced."""
    push = Push.of(body)
    if push.is_tag:
        return "tag"
    if push.forced:
        return "forced"
    return "default" if push.is_default else "branch"


def to_default(scene: Scene) -> Message:
    """To the default branch."""
    return _pushed(scene, "push.default")


def to_branch(scene: Scene) -> Message:
    """To any other branch."""
    return _pushed(scene, "push.branch")


def _pushed(scene: Scene, sentence: str) -> Message:
    push = Push.of(scene.body)
    if push.created or push.deleted:
        return _made_or_gone(scene, push, sentence)
    branch = scene.ref(push.name)
    if push.count is None:
        headline = scene.say(f"{sentence}_uncounted", branch=branch)
    else:
        headline = scene.say(sentence, branch=branch, commits=_count(scene, push, push.count))
    return _message(scene, push, headline, facts=_authors(scene, push), color=colors.PLAIN)


def of_tag(scene: Scene) -> Message:
    """A tag made, moved or deleted."""
    push = Push.of(scene.body)
    if push.created or push.deleted:
        return _made_or_gone(scene, push, "push.tag")
    headline = scene.say("push.tag", branch=scene.ref(push.name))
    return _message(scene, push, headline, facts=_moved(scene, push), color=colors.WARNING)


def forced(scene: Scene) -> Message:
    """Somebody wrote a branch's history anew."""
    push = Push.of(scene.body)
    return _message(
        scene,
        push,
        scene.say("push.forced_default" if push.is_default else "push.forced", branch=scene.ref(push.name)),
        facts=(*_moved(scene, push), *_counted(scene, push), *_authors(scene, push)),
        color=colors.DANGER if push.is_default else colors.WARNING,
    )


def _made_or_gone(scene: Scene, push: Push, sentence: str) -> Message:
    if push.deleted:
        headline = scene.say(f"{sentence}_deleted", branch=scene.ref(push.name, gone=True))
        return scene.message(headline, color=colors.DANGER, time=_time(scene))
    based_on = one_line(scene.body.get("base_ref")).removeprefix("refs/heads/")
    return _message(
        scene,
        push,
        scene.say(f"{sentence}_created", branch=scene.ref(push.name)),
        facts=(
            *_counted(scene, push),
            *(scene.fact("base", _bare(scene, based_on)) if based_on else ()),
            *_authors(scene, push),
        ),
        color=colors.PLAIN,
    )


def _message(scene: Scene, push: Push, headline: Spans, *, facts: tuple[Fact, ...], color: str) -> Message:
    return scene.message(
        headline, quote=_commits(scene, push), url=_compare(scene), facts=facts, color=color, time=_time(scene)
    )


def _time(scene: Scene) -> datetime | None:
    pushed = moment(mapping(scene.body.get("repository")).get("pushed_at"))
    return pushed or moment(mapping(scene.body.get("head_commit")).get("timestamp"))


def _compare(scene: Scene) -> str:
    return web_address(one_line(scene.body.get("compare"))) or ""


def _bare(scene: Scene, name: str) -> Spans:
    return (linked(name, scene.links.branch(name)),)


# --- commits -------------------------------------------------------------------------------------------------------


def _count(scene: Scene, push: Push, count: int) -> Spans:
    return scene.count("many_commits" if len(push.commits) >= MOST_COMMITS else "commits", count, _compare(scene))


def _counted(scene: Scene, push: Push) -> tuple[Fact, ...]:
    return scene.fact("commits", _count(scene, push, push.count)) if push.count else ()


def _moved(scene: Scene, push: Push) -> tuple[Fact, ...]:
    if not (push.before and push.after):
        return ()
    return scene.fact("moved", (*scene.commit(push.before), " → ", *scene.commit(push.after)))


def _commits(scene: Scene, push: Push) -> tuple[Line, ...]:
    """The first lines of the first commits, and how many more there are."""
    lines = []
    for commit in push.commits[:COMMITS_SHOWN]:
        sha = one_line(commit.get("id")) or one_line(commit.get("sha"))
        subject = one_line(text(commit.get("message")).strip().partition("\n")[0])
        if len(subject) > SUBJECT:
            subject = f"{subject[:SUBJECT].rstrip()}…"
        spans = (
            (*scene.commit(sha), " ", *scene.said(subject))
            if sha and subject
            else scene.commit(sha) or scene.said(subject)
        )
        if spans:
            lines.append(Line(spans, kind="item", marker="•"))
    more = (push.count or 0) - COMMITS_SHOWN
    if lines and more > 0:
        words, url = scene.phrase("more_commits", more), _compare(scene)
        lines.append(Line((Link(words, url) if url else words,)))
    return tuple(lines)


def _authors(scene: Scene, push: Push) -> tuple[Fact, ...]:
    """Who wrote the commits, where it was not only who pushed them."""
    pusher = mapping(scene.body.get("pusher"))
    own = {actor_of(scene.body).lower(), one_line(pusher.get("name")).lower(), one_line(pusher.get("email")).lower()}
    authors: Counter[str] = Counter()
    others = False
    for commit in push.commits:
        author = mapping(commit.get("author"))
        names = [one_line(author.get(key)) for key in ("username", "name", "email")]
        shown = names[0] or names[1]
        if shown:
            authors[shown] += 1
            others = others or not own & {name.lower() for name in names if name}
    if not others:
        return ()
    named: list[Span] = [name if len(authors) == 1 else f"{name} ({times:,})" for name, times in authors.most_common()]
    return scene.fact("authors", scene.listed(named, 3))
