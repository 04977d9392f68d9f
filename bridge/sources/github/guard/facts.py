"""What security events share: who did it where GitHub did, severities, packages and where an alert stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from bridge.model import Code, Fact, Span, Spans, Styled
from bridge.sources.github import colors
from bridge.sources.github.scene import Scene, actor_of, owner_of
from bridge.sources.payload import mapping, one_line, text
from bridge.sources.phrasing import joined, linked
from bridge.sources.spans import web_address

_SEVERITY_COLORS: Final[Mapping[str, str]] = {
    "critical": colors.DANGER,
    "high": colors.SEVERE,
    "error": colors.SEVERE,
    "medium": colors.WARNING,
    "warning": colors.WARNING,
    "low": colors.PLAIN,
    "note": colors.PLAIN,
}
_OLD_REASONS: Final[Mapping[str, str]] = {
    "a_fix_has_already_been_started": "fix_started",
    "no_bandwidth_to_fix_this": "no_bandwidth",
    "risk_is_tolerable_to_this_project": "tolerable_risk",
    "this_alert_is_inaccurate_or_incorrect": "inaccurate",
    "vulnerable_code_is_not_actually_used": "not_used",
}
"""How bodies of old write them."""

_RUN: Final = re.compile("[!-~]{16,}")


# --- who -------------------------------------------------------------------------------------------------------------


def github(scene: Scene) -> Spans:
    """The platform itself: it finds, closes and reopens most alerts."""
    name = Styled("GitHub", bold=True)
    return (name,) if scene.language == "en" else (name, " ")


def finder(scene: Scene, thing: Mapping[str, Any]) -> Spans:
    """Who found a thing: GitHub, whoever's push or upload is named as the sender."""
    return github(scene) if thing else scene.who()


def who(scene: Scene, thing: Mapping[str, Any], *members: str) -> Spans:
    """The sender; where that is GitHub or nobody, who stands in one of the thing's members."""
    login = actor_of(scene.body)
    by_github = login.lower() == "github"
    named = [user for member in members if one_line((user := mapping(thing.get(member))).get("login"))]
    if named and (by_github or not login):
        return replace(scene, body={**scene.body, "sender": named[0]}).who()
    return github(scene) if by_github else scene.who()


def within(scene: Scene) -> Spans:
    """Where it holds, within a sentence: the repository, else the organization."""
    owner = owner_of(scene.body)
    if scene.repository or not owner:
        return scene.place()
    return scene.thing("organization", owner, scene.links.user(owner))


def assigned(scene: Scene, users: Iterable[Mapping[str, Any]], *, call: bool) -> Spans:
    """People within a sentence; empty where there are none."""
    people = scene.people(users, call=call)
    if scene.language == "en" or not people:
        return scene.listed(people)
    return (" ", *joined([(person, " さん") for person in people], scene.phrase("join")))


def someone_else(scene: Scene, label: str, login: str) -> tuple[Fact, ...]:
    """Whose it is, where that is not who acted."""
    return scene.fact(label, login) if login.lower() != actor_of(scene.body).lower() else ()


# --- how bad, and why ------------------------------------------------------------------------------------------------


def severity_of(value: object) -> str:
    """GitHub's word in lower case; ``moderate`` of older bodies is ``medium``."""
    word = one_line(value).lower()
    return "medium" if word == "moderate" else word if word in _SEVERITY_COLORS else ""


def severity(scene: Scene, word: str) -> Spans:
    """How bad it is, as it ends a headline."""
    return aside(scene, scene.phrase(f"guard_severity_{word}")) if word else ()


def severity_color(word: str) -> str:
    """From red to blue; a severity unheard of is a warning."""
    return _SEVERITY_COLORS.get(word, colors.WARNING)


def reason(scene: Scene, value: object) -> Spans:
    """Why an alert was closed, as it ends a headline."""
    word = reason_word(scene, one_line(value))
    return aside(scene, word) if word else ()


def reason_word(scene: Scene, word: str) -> str:
    """Why an alert was closed, in the words of GitHub's own menu."""
    key = word.lower().replace(" ", "_").replace("'", "")
    return known(scene, f"guard_reason_{_OLD_REASONS.get(key, key)}", word.replace("_", " "))


def aside(scene: Scene, words: str) -> Spans:
    """Words in parentheses that end a headline."""
    return (scene.phrase("guard_aside").replace("{}", words),)


def known(scene: Scene, key: str, otherwise: str) -> str:
    """A phrase of the table, or GitHub's own word where the table has none."""
    try:
        return scene.phrase(key)
    except KeyError:
        return otherwise


def identifiers(scene: Scene, thing: Mapping[str, Any], page: str = "") -> tuple[Fact, ...]:
    """GHSA and CVE; linked to ``page``, else the GHSA to GitHub's database where the host is github.com."""
    ghsa, cve = one_line(thing.get("ghsa_id")), one_line(thing.get("cve_id"))
    if not page and ghsa and scene.links.origin in {"", "https://github.com"}:
        page = f"https://github.com/advisories/{quote(ghsa)}"
    shown: list[Spans] = [
        (linked(name, page if place == 0 else ""),) for place, name in enumerate(filter(None, (ghsa, cve)))
    ]
    return scene.fact("guard_advisory", joined(shown, ", "))


def package(scene: Scene, *holders: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Name and ecosystem of the first holder that has a package."""
    found = next((named for holder in holders if (named := mapping(holder.get("package")))), {})
    name, ecosystem = one_line(found.get("name")), one_line(found.get("ecosystem"))
    return scene.fact(
        "guard_package", (Code(name), f" ({ecosystem})") if name and ecosystem else (Code(name),) if name else ()
    )


def versions(scene: Scene, vulnerable: object, patched: object) -> tuple[Fact, ...]:
    """The vulnerable range and the version that mends it."""
    affected, mended = one_line(vulnerable), one_line(patched)
    if not affected:
        return scene.fact("guard_patched", (Code(mended),) if mended else ())
    mending: Span = Code(mended) if mended else scene.phrase("guard_unpatched")
    return scene.fact("guard_versions", (Code(affected), " → ", mending))


# --- addresses and texts ---------------------------------------------------------------------------------------------


def address(scene: Scene, path: str, name: str = "") -> str:
    """A page of the repository, where a body does not give its address."""
    repository = scene.links.repository
    return f"{repository}{path}{quote(name)}" if repository and (name or not path.endswith("/")) else ""


def page_at(value: object) -> str:
    """An address that is given bare."""
    return web_address(one_line(value)) or ""


def masked(value: object, *secrets: object) -> str:
    """A comment without the secret it may quote: the known values, and every long run of letters and digits."""
    found = text(value)
    for secret in secrets:
        if len(shown := text(secret).strip()) > 3:
            found = found.replace(shown, "…")
    return _RUN.sub(lambda run: "…" if _like_a_key(run[0]) else run[0], found)


def _like_a_key(run: str) -> bool:
    return any(map(str.isdigit, run)) and any(map(str.isalpha, run))
