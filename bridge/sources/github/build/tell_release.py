"""What goes out: ``release``, ``package`` and ``page_build``.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#release
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bridge.model import Fact, Line, Message, Spans
from bridge.sources.github import colors
from bridge.sources.github.build.runs import acting, address, commit, lasted, outside
from bridge.sources.github.scene import Scene, moment, owner_of, page
from bridge.sources.payload import items, mapping, number, one_line
from bridge.sources.phrasing import linked

_FRESH: Final = 60
"""Seconds from publishing to the release's last change within which ``released`` is the twin of ``published``."""

_DIGEST: Final = re.compile(r"(?:sha256:)?([0-9a-f]{12})[0-9a-f]{52}")


# --- releases ------------------------------------------------------------------------------------------------------


def drafted(body: Mapping[str, Any]) -> str:
    """``draft``, or ``published`` where ``created`` comes along with that."""
    return "draft" if mapping(body.get("release")).get("draft") is True else "published"


def promoted(body: Mapping[str, Any]) -> str:
    """``promoted`` where a pre-release became a full one: it was published well before its last change.

    Else ``published``; also in bodies of before 2025, which do not say when the release was changed.
    """
    release = mapping(body.get("release"))
    published, changed = moment(release.get("published_at")), moment(release.get("updated_at"))
    if published and changed and (changed - published).total_seconds() > _FRESH:
        return "promoted"
    return "published"


def published(scene: Scene) -> Message:
    """A release, or a pre-release, is out."""
    early = _release(scene).get("prerelease") is True
    return _told(scene, "release.published", colors.WARNING if early else colors.SUCCESS, in_full=True)


def became_full(scene: Scene) -> Message:
    """A pre-release is one no more."""
    return _told(scene, "release.released.promoted", colors.SUCCESS, time="updated_at", noun="build_release")


def saved(scene: Scene) -> Message:
    """A draft, which only those who may write see."""
    return _told(scene, "release.created.draft", colors.DRAFT, time="created_at", in_full=True, noun="build_release")


def edited(scene: Scene) -> Message:
    """With its text only where that was changed."""
    changes = mapping(scene.body.get("changes"))
    return _told(scene, "release.edited", colors.PLAIN, time="updated_at", in_full=bool(changes.get("body")))


def deleted(scene: Scene) -> Message:
    """Gone."""
    return _told(scene, "release.deleted", colors.DANGER, time="updated_at", gone=True)


def unpublished(scene: Scene) -> Message:
    """A draft again."""
    return _told(scene, "release.unpublished", colors.DROPPED, time="updated_at", noun="build_release")


def _release(scene: Scene) -> Mapping[str, Any]:
    return mapping(scene.body.get("release"))


def _noun(release: Mapping[str, Any]) -> str:
    if release.get("draft") is True:
        return "build_draft"
    return "build_prerelease" if release.get("prerelease") is True else "build_release"


def _told(
    scene: Scene,
    sentence: str,
    color: str,
    *,
    time: str = "published_at",
    noun: str = "",
    in_full: bool = False,
    gone: bool = False,
) -> Message:
    """A release goes by its tag; its name is its title, unless that is the tag again."""
    release = _release(scene)
    url = "" if gone else page(release, "")
    tag, name = one_line(release.get("tag_name")), one_line(release.get("name"))
    return scene.message(
        scene.say(sentence, release=scene.thing(noun or _noun(release), tag or name, url)),
        title=name if tag and name != tag else "",
        url=url,
        quote=scene.markdown(release.get("body"), url) if in_full else (),
        facts=(
            *scene.fact("build_name", _change(scene, "name", name)),
            *scene.fact("build_tag", _change(scene, "tag_name", tag)),
            *scene.fact("build_target", _target(scene, release)),
            *scene.fact("author", _author(scene, release)),
            *_assets(scene, release, url),
            *outside(scene, "build_discussion", "build_open_discussion", address(release.get("discussion_url"))),
        ),
        color=color,
        time=moment(release.get(time)) or moment(release.get("published_at")) or moment(release.get("created_at")),
    )


def _change(scene: Scene, member: str, now: str) -> Spans:
    """From what to what, where an edit changed it."""
    before = one_line(mapping(mapping(scene.body.get("changes")).get(member)).get("from"))
    return (before, " → ", now) if before and now and before != now else ()


def _target(scene: Scene, release: Mapping[str, Any]) -> Spans:
    """Where the tag was made, where that is not the default branch."""
    name = one_line(release.get("target_commitish"))
    if not name or name == one_line(mapping(scene.body.get("repository")).get("default_branch")):
        return ()
    return scene.commit(name) if re.fullmatch("[0-9a-f]{40}", name) else (linked(name, scene.links.branch(name)),)


def _author(scene: Scene, release: Mapping[str, Any]) -> str:
    """Whose it is, where that is not who acted."""
    author, sender = mapping(release.get("author")), mapping(scene.body.get("sender"))
    login = one_line(author.get("login"))
    return login if login.lower() != one_line(sender.get("login")).lower() else ""


def _assets(scene: Scene, release: Mapping[str, Any], url: str) -> tuple[Fact, ...]:
    count = len(items(release.get("assets")))
    return scene.fact("build_assets", scene.count("build_assets", count, url)) if count else ()


# --- packages and pages --------------------------------------------------------------------------------------------


def package(scene: Scene) -> Message:
    """A version of a package. One of an organization need not be in a repository."""
    found = mapping(scene.body.get("package"))
    version = mapping(found.get("package_version"))
    name, tag = one_line(found.get("name")), _version(version)
    url = page(version, page(found, ""))
    slots = {"package": scene.thing("build_package", f"{name} {tag}".strip() if name else "", url)}
    owner = owner_of(scene.body)
    if owner and not scene.repository:
        slots["repository"] = scene.thing("organization", owner, scene.links.user(owner))
    release = mapping(version.get("release"))
    release_name = one_line(release.get("tag_name"))
    kind = one_line(found.get("package_type")) or one_line(found.get("ecosystem"))
    return scene.message(
        scene.say("package.published", **slots),
        facts=(
            *scene.fact("build_package_type", kind),
            *scene.fact("build_tag", (linked(release_name, page(release, "")),) if release_name else ""),
            *commit(scene, version.get("target_oid") if kind.lower() != "container" else ""),
        ),
        color=colors.SUCCESS,
        time=moment(version.get("created_at")) or moment(found.get("updated_at")),
    )


def _version(version: Mapping[str, Any]) -> str:
    """A container's tag, else the version; a digest short."""
    tag = one_line(mapping(mapping(version.get("container_metadata")).get("tag")).get("name"))
    name = tag or one_line(version.get("version")) or one_line(version.get("name"))
    digest = _DIGEST.fullmatch(name)
    return digest[1] if digest else name


def page_state(body: Mapping[str, Any]) -> str:
    """How a build of a GitHub Pages site ended."""
    return one_line(mapping(body.get("build")).get("status"))


def page_errored(scene: Scene) -> Message:
    """With GitHub's word on why."""
    error = one_line(mapping(mapping(scene.body.get("build")).get("error")).get("message"))
    return _page(scene, "page_build.errored", colors.FAILURE, (Line(scene.said(error)),) if error else ())


def page_built(scene: Scene) -> Message:
    """The site is up to date."""
    return _page(scene, "page_build.built", colors.SUCCESS)


def _page(scene: Scene, sentence: str, color: str, quote: tuple[Line, ...] = ()) -> Message:
    build = mapping(scene.body.get("build"))
    told = acting(scene, build.get("pusher"), scene.body.get("sender"))
    return told.message(
        told.say(sentence),
        quote=quote,
        facts=(
            *commit(scene, build.get("commit")),
            *lasted(scene, (number(build.get("duration")) or 0) // 1000),
        ),
        color=color,
        time=moment(build.get("updated_at")) or moment(build.get("created_at")),
    )
