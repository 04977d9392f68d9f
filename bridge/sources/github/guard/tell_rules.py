"""Rules of a repository or organization: branch protection, rulesets and security features.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#branch_protection_rule
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bridge.model import Fact, Line, Message, Span, Spans
from bridge.sources.github import colors
from bridge.sources.github.guard import changes, facts
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import items, mapping, one_line
from bridge.sources.spans import web_address

Compose = Callable[[Scene], Message]

_COLORS: Final[Mapping[str, str]] = {
    "created": colors.SUCCESS,
    "edited": colors.WARNING,
    "deleted": colors.DANGER,
    "enabled": colors.SUCCESS,
    "disabled": colors.DANGER,
}


# --- branch protection -----------------------------------------------------------------------------------------------


def all_branches(action: str) -> Compose:
    """Every branch protection of a repository, turned on or off at once."""

    def tell(scene: Scene) -> Message:
        url = facts.address(scene, "/settings/branches")
        return scene.message(scene.say(f"branch_protection_configuration.{action}"), url=url, color=_COLORS[action])

    return tell


def branch_rule(action: str) -> Compose:
    """One rule, by the branches it is for."""

    def tell(scene: Scene) -> Message:
        rule = mapping(scene.body.get("rule"))
        moves = _moves(scene.body, rule) if action == "edited" else []
        weaker = any(changes.loosened(key, old, rule[key]) for key, old in moves if key in rule)
        url = "" if action == "deleted" else facts.address(scene, "/settings/branches")
        return scene.message(
            scene.say(
                f"branch_protection_rule.{action}",
                branch_rule=scene.thing("guard_branch_rule", one_line(rule.get("name")), url),
            ),
            url=url,
            quote=changes.few(scene, [_moved(scene, rule, key, old) for key, old in moves]),
            facts=_settings(scene, rule) if action == "created" else (),
            color=colors.DANGER if weaker else _COLORS[action],
            time=moment(rule.get("updated_at")) or moment(rule.get("created_at")),
        )

    return tell


def _moves(body: Mapping[str, Any], rule: Mapping[str, Any]) -> list[tuple[str, object]]:
    found = changes.moves(mapping(body.get("changes")))
    return [(key, old) for key, old in found if key not in rule or not changes.unchanged(old, rule[key])]


def _moved(scene: Scene, rule: Mapping[str, Any], key: str, old: object) -> Line:
    return changes.moved(scene, changes.setting(scene, key), old, rule.get(key))


def _settings(scene: Scene, rule: Mapping[str, Any]) -> tuple[Fact, ...]:
    """What a new rule asks for."""
    reviewed = one_line(rule.get("pull_request_reviews_enforcement_level")) not in {"", "off"}
    checked = one_line(rule.get("required_status_checks_enforcement_level")) not in {"", "off"}
    forced = one_line(rule.get("allow_force_pushes_enforcement_level"))
    approvals = one_line(rule.get("required_approving_review_count"))
    return (
        *scene.fact("guard_approvals", approvals if reviewed else ""),
        *scene.fact("guard_checks", changes.value(scene, rule.get("required_status_checks")) if checked else ()),
        *scene.fact("guard_forced", changes.value(scene, forced) if forced not in {"", "off"} else ()),
        *scene.fact("guard_admins", changes.value(scene, True) if rule.get("admin_enforced") is True else ()),
    )


# --- rulesets --------------------------------------------------------------------------------------------------------


def ruleset(action: str) -> Compose:
    """A set of rules; one that is turned off or loses a rule protects less."""

    def tell(scene: Scene) -> Message:
        found = mapping(scene.body.get("repository_ruleset"))
        was = mapping(scene.body.get("changes")) if action == "edited" else {}
        enforcement, sentence = one_line(found.get("enforcement")), f"repository_ruleset.{action}"
        color = _COLORS[action]
        if action == "created" and enforcement == "disabled":
            color = colors.DROPPED
        elif "enforcement" in was and enforcement in {"active", "disabled"}:
            sentence += "_enforced" if enforcement == "active" else "_disabled"
            color = _COLORS["enabled" if enforcement == "active" else "disabled"]
        if items(mapping(was.get("rules")).get("deleted")):
            color = colors.DANGER
        url = "" if action == "deleted" else _ruleset_page(scene, found)
        named = scene.thing("guard_ruleset", one_line(found.get("name")), url)
        return scene.message(
            scene.say(sentence, ruleset=named, repository=facts.within(scene)),
            url=url,
            quote=changes.few(scene, _ruleset_changes(scene, found, was)),
            facts=_ruleset_facts(scene, found) if action != "edited" else (),
            color=color,
            time=moment(found.get("updated_at")) or moment(found.get("created_at")),
        )

    return tell


def _ruleset_page(scene: Scene, found: Mapping[str, Any]) -> str:
    link = mapping(mapping(found.get("_links")).get("html")).get("href")
    made = facts.address(scene, "/settings/rules/", one_line(found.get("id")))
    return web_address(one_line(link)) or page(found, made)


def _ruleset_facts(scene: Scene, found: Mapping[str, Any]) -> tuple[Fact, ...]:
    words = [
        (label, one_line(found.get(member)))
        for label, member in (("guard_enforcement", "enforcement"), ("guard_target", "target"))
    ]
    return (
        *(fact for label, word in words if word for fact in scene.fact(label, changes.value(scene, word))),
        *scene.fact("guard_rules", scene.listed(_rule_names(found.get("rules")))),
    )


def _rule_names(rules: object) -> list[Span]:
    return [name.replace("_", " ") for rule in items(rules) if (name := _rule_name(rule))]


def _rule_name(rule: Mapping[str, Any]) -> str:
    return one_line(rule.get("type")) or one_line(mapping(rule.get("rule")).get("type"))


def _ruleset_changes(scene: Scene, found: Mapping[str, Any], was: Mapping[str, Any]) -> list[Line]:
    lines = [
        changes.moved(scene, scene.label(label), mapping(was[member]).get("from"), found.get(member))
        for label, member in (("guard_name", "name"), ("guard_enforcement", "enforcement"))
        if member in was
    ]
    rules, conditions = mapping(was.get("rules")), mapping(was.get("conditions"))
    lines += [
        changes.line(scene.phrase(f"guard_rules_{part}"), names)
        for part in ("added", "deleted", "updated")
        if (names := scene.listed(_rule_names(rules.get(part))))
    ]
    for rule in items(rules.get("updated")):
        if "from" in (pattern := mapping(mapping(rule.get("changes")).get("pattern"))):
            new = mapping(mapping(rule.get("rule")).get("parameters")).get("pattern")
            lines.append(changes.moved(scene, scene.phrase("guard_rule_pattern"), pattern["from"], new))
    lines += [
        changes.line(scene.phrase(f"guard_conditions_{part}"), refs)
        for part in ("added", "deleted")
        if (refs := scene.listed([ref for entry in items(conditions.get(part)) for ref in _refs(entry)]))
    ]
    for entry in items(conditions.get("updated")):
        now = mapping(mapping(entry.get("condition")).get("ref_name"))
        lines += [
            changes.moved(scene, facts.known(scene, f"guard_condition_{key}", key.replace("_", " ")), old, now.get(key))
            for key, old in changes.moves(mapping(entry.get("changes")))
        ]
    return lines


def _refs(entry: Mapping[str, Any]) -> list[Span]:
    """Patterns of refs that a condition takes in, and with ``!`` those that it leaves out."""
    ref_name = mapping(entry.get("ref_name")) or mapping(mapping(entry.get("condition")).get("ref_name"))
    found: list[Span] = []
    for member, mark in (("include", ""), ("exclude", "!")):
        names = ref_name.get(member)
        found += [f"{mark}{name}" for item in names if (name := one_line(item))] if isinstance(names, list) else []
    return found


# --- security features -----------------------------------------------------------------------------------------------


def security_unfit(body: Mapping[str, Any]) -> bool:
    """This event has no action: its body is known by what changed, or by the repository's own settings."""
    return not (mapping(mapping(body.get("changes")).get("from")) or _features(mapping(body.get("repository"))))


def security_features(scene: Scene) -> Message:
    """Security features turned on or off."""
    was = _features(mapping(mapping(scene.body.get("changes")).get("from")))
    now = _features(mapping(scene.body.get("repository")))
    moved = [(key, was[key], now[key]) for key in was if key in now and was[key] != now[key]]
    weaker = any(changes.loosened(key, old, new) for key, old, new in moved)
    lines = [changes.moved(scene, changes.setting(scene, key), old, new) for key, old, new in moved]
    url = facts.address(scene, "/settings/security_analysis")
    color = colors.DANGER if weaker else colors.SUCCESS if moved else colors.PLAIN
    return scene.message(_security_headline(scene), url=url, quote=changes.few(scene, lines), color=color)


def _security_headline(scene: Scene) -> Spans:
    return scene.say("security_and_analysis", repository=facts.within(scene))


def _features(holder: Mapping[str, Any]) -> dict[str, str]:
    features = mapping(holder.get("security_and_analysis"))
    return {
        name: status
        for key, feature in features.items()
        if (name := one_line(key)) and (status := one_line(mapping(feature).get("status")))
    }
