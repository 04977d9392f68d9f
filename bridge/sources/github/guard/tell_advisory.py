"""``repository_advisory`` and ``security_advisory``.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository_advisory
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge.model import Fact, Message
from bridge.sources.github import colors
from bridge.sources.github.guard import facts
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import items, mapping, one_line


def published(scene: Scene) -> Message:
    """Everybody can read it now, so its text is told."""
    return _of_repository(scene, "published", "publisher", in_full=True)


def reported(scene: Scene) -> Message:
    """Told to the maintainers in private: what it says in detail stays behind the link."""
    return _of_repository(scene, "reported", "author", in_full=False)


def _of_repository(scene: Scene, action: str, actor: str, *, in_full: bool) -> Message:
    advisory = mapping(scene.body.get("repository_advisory"))
    severity = facts.severity_of(advisory.get("severity"))
    ghsa = one_line(advisory.get("ghsa_id"))
    url = page(advisory, facts.address(scene, "/security/advisories/", ghsa))
    headline = scene.say(
        f"repository_advisory.{action}",
        who=facts.who(scene, advisory, actor),
        advisory=scene.thing("guard_repository_advisory", ghsa, url),
        severity=facts.severity(scene, severity),
    )
    return scene.message(
        headline,
        title=one_line(advisory.get("summary")),
        url=url,
        quote=scene.markdown(advisory.get("description"), url) if in_full else (),
        facts=(
            *_packages(scene, advisory),
            *scene.fact("guard_cve", one_line(advisory.get("cve_id"))),
            *facts.someone_else(scene, "author", one_line(mapping(advisory.get("author")).get("login"))),
        ),
        color=facts.severity_color(severity),
        time=moment(advisory.get("published_at"))
        or moment(advisory.get("updated_at"))
        or moment(advisory.get("created_at")),
    )


def announced(scene: Scene) -> Message:
    """New in GitHub's database, or no longer private."""
    advisory = mapping(scene.body.get("security_advisory"))
    return _of_database(scene, "published", facts.severity_color(facts.severity_of(advisory.get("severity"))))


def withdrawn(scene: Scene) -> Message:
    """Taken back: it was none."""
    return _of_database(scene, "withdrawn", colors.DROPPED)


def _of_database(scene: Scene, action: str, color: str) -> Message:
    """GitHub's feed names no sender."""
    advisory = mapping(scene.body.get("security_advisory"))
    ghsa = one_line(advisory.get("ghsa_id"))
    url = page(advisory, f"https://github.com/advisories/{ghsa}" if ghsa.isascii() and " " not in ghsa and ghsa else "")
    headline = scene.say(
        f"security_advisory.{action}",
        who=facts.finder(scene, advisory),
        global_advisory=scene.thing("guard_global_advisory", ghsa, url),
        severity=facts.severity(scene, facts.severity_of(advisory.get("severity"))),
    )
    return scene.message(
        headline,
        title=one_line(advisory.get("summary")),
        url=url,
        quote=scene.markdown(advisory.get("description"), url) if action == "published" else (),
        facts=(*_packages(scene, advisory), *scene.fact("guard_cve", one_line(advisory.get("cve_id")))),
        color=color,
        time=moment(advisory.get("updated_at")) or moment(advisory.get("published_at")),
    )


def _packages(scene: Scene, advisory: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The first package with its versions, and how many more there are."""
    vulnerabilities = items(advisory.get("vulnerabilities"))
    if not vulnerabilities:
        return ()
    first = vulnerabilities[0]
    patched = mapping(first.get("first_patched_version")).get("identifier") or first.get("patched_versions")
    more = len(vulnerabilities) - 1
    return (
        *facts.package(scene, first),
        *facts.versions(scene, first.get("vulnerable_version_range"), patched),
        *scene.fact("guard_also", scene.count("guard_packages", more) if more else ()),
    )
