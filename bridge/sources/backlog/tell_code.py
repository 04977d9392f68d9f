"""Code: Git and Subversion, types 11 to 13, and pull requests, types 18 to 21."""

from __future__ import annotations

from typing import Final

from bridge.model import Code, Fact, Line, Link, Message, Span, Spans
from bridge.sources.backlog import colors, values
from bridge.sources.backlog.changes import read_changes
from bridge.sources.backlog.files import read_files
from bridge.sources.backlog.prose import diff_lines, plain_lines, prose, said
from bridge.sources.backlog.scene import Scene
from bridge.sources.backlog.update import Comment, Update
from bridge.sources.payload import items, mapping, number, one_line
from bridge.sources.phrasing import linked

COMMITS_SHOWN: Final = 5
_SHORT: Final = 10
_HEADS, _TAGS = "refs/heads/", "refs/tags/"


def committed(scene: Scene) -> Message:
    """Type 11: a Subversion revision; the first line of its message is the title."""
    revision = one_line(scene.content.get("rev")).removeprefix("r")
    url = scene.links.revision(revision)
    first, rest = _first_line(scene.content.get("comment"))
    return scene.message(
        scene.say("svn.committed", revision=scene.thing("revision", f"r{revision}" if revision else "", url)),
        title=first,
        url=url,
        quote=plain_lines(scene, rest),
    )


def pushed(scene: Scene) -> Message:
    """Type 12: commits pushed, or a branch or tag made, moved or deleted."""
    repository = _repository_name(scene)
    change = one_line(scene.content.get("change_type"))
    ref = one_line(scene.content.get("ref"))
    name = ref.removeprefix(_HEADS).removeprefix(_TAGS)
    is_tag = ref.startswith(_TAGS) or (not ref.startswith(_HEADS) and scene.content.get("revision_type") == "tag")
    gone = change == "delete"
    url = "" if gone or not name else scene.links.tree(repository, name)
    revisions = items(scene.content.get("revisions"))
    count = max(number(scene.content.get("revision_count")) or 0, len(revisions))
    slots = {
        "repository": scene.thing("repository", repository, scene.links.repository(repository)),
        "commits": scene.count("commits", count),
        "tag" if is_tag else "branch": scene.thing("tag" if is_tag else "branch", name, url),
    }
    return scene.message(
        scene.say(_push_sentence(change, is_tag=is_tag, named=bool(name), commits=count > 0), **slots),
        quote=() if gone else _commits(scene, repository, count),
        url=url or scene.links.repository(repository),
        color=colors.DELETED if gone else colors.DEFAULT,
    )


def _push_sentence(change: str, *, is_tag: bool, named: bool, commits: bool) -> str:
    if is_tag:
        return {"create": "git.tag_created", "delete": "git.tag_deleted"}.get(change, "git.tag_updated")
    if change == "delete":
        return "git.branch_deleted"
    if change == "create":
        return "git.branch_created_with" if commits else "git.branch_created"
    if named:
        return "git.pushed" if commits else "git.pushed_nothing"
    return "git.pushed_somewhere" if commits else "git.pushed_something"


def _commits(scene: Scene, repository: str, count: int) -> tuple[Line, ...]:
    lines = []
    for revision in items(scene.content.get("revisions"))[:COMMITS_SHOWN]:
        sha = one_line(revision.get("rev"))
        first, _ = _first_line(revision.get("comment"))
        spans: list[Span] = []
        if sha:
            url = scene.links.commit(repository, sha)
            spans.append(Link(sha[:_SHORT], url) if url else Code(sha[:_SHORT]))
        if first:
            spans += [" ", *said(scene, first)] if spans else said(scene, first)
        if spans:
            lines.append(Line(tuple(spans), kind="item", marker="•"))
    more = count - len(lines)
    return (*lines, Line((scene.phrase("and_more", more),))) if lines and more > 0 else tuple(lines)


def repository_created(scene: Scene) -> Message:
    """Type 13."""
    name = _repository_name(scene)
    url = scene.links.repository(name)
    description = mapping(scene.content.get("repository")).get("description")
    return scene.message(
        scene.say("git.repository_created", repository=scene.thing("repository", name, url)),
        quote=plain_lines(scene, values.long_text(description)),
        url=url,
    )


def _first_line(message: object) -> tuple[str, str]:
    """A commit message's first line on one line, and the rest."""
    first, _, rest = values.long_text(message).partition("\n")
    return one_line(first), rest.strip("\n")


def _repository_name(scene: Scene) -> str:
    return one_line(mapping(scene.content.get("repository")).get("name"))


# --- pull requests -------------------------------------------------------------------------------------------------


def pull_created(scene: Scene) -> Message:
    """Type 18."""
    return scene.message(
        scene.say("pull_request.created", **_pull_slots(scene, _pull_url(scene))),
        title=_pull_title(scene),
        quote=prose(scene, scene.content.get("description")),
        facts=(*_pull_facts(scene), *read_files(scene, on_issue=False).facts(scene)),
        url=_pull_url(scene),
        color=colors.PULL.get(values.status_id(scene.content.get("status")), colors.PULL["1"]),
    )


def pull_updated(scene: Scene) -> Message:
    """Type 19: a merge comes as one of these too."""
    return _told_update(scene, "pull_request.updated")


def pull_commented(scene: Scene) -> Message:
    """Type 20."""
    return _told_update(scene, "pull_request.commented")


def pull_deleted(scene: Scene) -> Message:
    """Type 21, which some clients call "merged": a merge arrives as 19 with status 3."""
    return scene.message(
        scene.say("pull_request.deleted", **_pull_slots(scene, "")),
        title=_pull_title(scene),
        facts=_branches(scene, linked_too=False),
        color=colors.DELETED,
    )


def _told_update(scene: Scene, otherwise: str) -> Message:
    changes = read_changes(scene, "pull_request")
    update = Update("pull_request", changes, Comment.of(scene), read_files(scene, changes, on_issue=False))
    url = _pull_url(scene, update.comment.id)
    status = update.change("status")
    return scene.message(
        update.headline(scene, otherwise, **_pull_slots(scene, url)),
        title=_pull_title(scene),
        quote=update.quote(scene, diff_lines(scene)),
        facts=(*update.facts(scene), *_pull_facts(scene, update)),
        url=url,
        color=colors.PULL.get(status.raw_new if status else "", colors.DEFAULT),
    )


def _pull_title(scene: Scene) -> str:
    return one_line(scene.content.get("summary"))


def _pull_number(scene: Scene) -> str:
    found = number(scene.content.get("number"))
    return "" if found is None else str(found)


def _pull_url(scene: Scene, comment: str = "") -> str:
    return scene.links.pull_request(_repository_name(scene), _pull_number(scene), comment)


def _pull_slots(scene: Scene, url: str) -> dict[str, Spans]:
    count, repository = _pull_number(scene), _repository_name(scene)
    return {
        "pull": scene.thing("pull", f"#{count}" if count else "", url),
        "repository": scene.thing("repository", repository, scene.links.repository(repository)),
    }


def _branches(scene: Scene, *, linked_too: bool = True) -> tuple[Fact, ...]:
    """ "base ← branch", as far as they are told; the Activities API leaves them out."""
    repository = _repository_name(scene)
    names = [one_line(scene.content.get(key)) for key in ("base", "branch")]
    if not all(names):
        return ()
    base, branch = (linked(name, scene.links.tree(repository, name) if linked_too else "") for name in names)
    return scene.fact("branches", (base, " ← ", branch))


def _pull_facts(scene: Scene, update: Update | None = None) -> tuple[Fact, ...]:
    """What the pull request is now, without what the changes say already."""
    facts = list(_branches(scene))
    if not (update and update.change("assigner")):
        assignee = mapping(scene.content.get("assignee"))
        facts += scene.fact("assignee", scene.everyone([assignee], call=update is None))
    if not (update and update.change("issue")):
        facts += _issue(scene)
    return tuple(facts)


def _issue(scene: Scene) -> tuple[Fact, ...]:
    """The linked issue, which is in the same project: the body gives its number alone, some bodies its key."""
    issue = mapping(scene.content.get("issue"))
    found = number(issue.get("key_id"))
    key = one_line(issue.get("issue_key"))
    if not key and found is not None and scene.project.key:
        key = f"{scene.project.key}-{found}"
    summary = one_line(issue.get("summary"))
    spans: list[Span] = [linked(key, scene.links.issue_key(key))] if key else []
    if summary:
        spans += [" ", summary] if spans else [summary]
    return scene.fact("issue", tuple(spans))
