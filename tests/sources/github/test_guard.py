"""What is told of security: alerts, advisories, rules, access and requests. A secret itself never is."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge.model import Context, Language
from bridge.slack.limits import problems
from bridge.slack.render import render
from bridge.sources.github import colors
from bridge.sources.github.guard import words as guard
from bridge.sources.github.guard.facts import masked
from bridge.sources.github.guard.rows import NEEDS, ROWS
from bridge.sources.github.scene import Scene
from tests.golden import PEOPLE
from tests.sources.github.bodies import ACTOR, GITHUB, REPOSITORY, SAMPLES, WEB, event_of, read, sample, silenced, tell
from tests.sources.seen import facts, mentioned, quoted, said, spans, urls, words

LANGUAGES: tuple[Language, ...] = ("en", "ja")
TOLD = [row for row in ROWS if row.compose]
EVENTS = sorted({row.event for row in ROWS})
OWN = sorted(name for name in SAMPLES if event_of(name) in EVENTS)
SECRET = "zq7Xr2MadeUpSecret9931kLw"
BY_GITHUB = {"login": "github", "type": "Organization"}


def alert(event: str, action: str, **more: Any) -> dict[str, Any]:
    """A body about an alert; ``more`` goes into the alert."""
    own: dict[str, dict[str, Any]] = {
        "code_scanning_alert": {"rule": {"id": "x/y", "description": "Bad"}},
        "dependabot_alert": {"dependency": {"package": {"name": "cart", "ecosystem": "npm"}}},
        "repository_vulnerability_alert": {"affected_package_name": "cart"},
        "secret_scanning_alert": {"secret_type": "acme_key", "secret_type_display_name": "Acme Key"},
    }
    return {
        "action": action,
        "alert": {"number": 7, **own[event], **more},
        "repository": REPOSITORY,
        "sender": ACTOR,
    }


# --- the table and its words -------------------------------------------------------------------------------------------


def test_every_told_row_has_a_sample_and_a_sentence() -> None:
    sampled = {name.split("__")[0] for name in OWN}
    assert sampled == {row.name for row in TOLD}
    assert {row.name for row in TOLD} <= set(guard.SENTENCES)
    for key in guard.SENTENCES:
        assert any(key == row.name or key.startswith(f"{row.name}_") for row in TOLD), key
    for name in OWN:
        activity = read(event_of(name), SAMPLES[name])
        assert (activity.kind, activity.quiet_reason) == (name.split("__")[0], None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_row_says_what_another_says(language: Language) -> None:
    templates = Counter(template[language] for template in guard.SENTENCES.values())
    assert [template for template, times in templates.items() if times > 1] == []
    for body in ({}, {"repository": REPOSITORY}):
        told = [said(row.compose(Scene.of(body, Context(language=language)))) for row in TOLD if row.compose]
        assert [sentence for sentence, times in Counter(told).items() if times > 1] == []
        assert all(sentence.startswith("Someone" if language == "en" else "だれか") for sentence in told)


def test_both_languages_have_words_and_the_same_slots() -> None:
    for entry in (*guard.LABELS.values(), *guard.PHRASES.values()):
        assert entry["en"] != entry["ja"]
    for key, sentence in guard.SENTENCES.items():
        slots = {language: sorted(re.findall(r"\{(\w*)\}", sentence[language])) for language in LANGUAGES}
        assert slots["en"] == slots["ja"], key
        assert "who" in slots["en"]


def test_quiet_rows_say_why() -> None:
    quiet = {row.name: row.reason for row in ROWS if not row.compose}
    assert set(quiet) == {
        "secret_scanning_alert.metadata_created",
        "secret_scanning_alert.metadata_removed",
        "secret_scanning_alert_location.created",
        "secret_scanning_scan.completed",
        "security_advisory.updated",
    }
    assert all(reason.endswith(".") for reason in quiet.values())


# --- dependencies ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "color", "en", "ja"),
    [
        ("critical", colors.DANGER, " (critical severity)", "（重大度: クリティカル）"),
        ("high", colors.SEVERE, " (high severity)", "（重大度: 高）"),
        ("moderate", colors.WARNING, " (medium severity)", "（重大度: 中）"),
        ("low", colors.PLAIN, " (low severity)", "（重大度: 低）"),
        ("unheard of", colors.WARNING, "", ""),
        (None, colors.WARNING, "", ""),
    ],
)
def test_severity_gives_words_and_colour(severity: object, color: str, en: str, ja: str) -> None:
    body = alert("dependabot_alert", "created", security_advisory={"severity": severity})
    assert tell("dependabot_alert", body).color == color
    assert said(tell("dependabot_alert", body)) == (
        f"GitHub found a vulnerable dependency in acme/webshop: Dependabot alert #7{en}"
    )
    assert said(tell("dependabot_alert", body, "ja")).endswith(f"作成しました{ja}")


def test_a_dependency_is_told_with_its_versions_and_where_it_is() -> None:
    message = tell("dependabot_alert", sample("dependabot_alert.created__high"))
    assert facts(message) == {
        "Package": "cart-merge (npm)",
        "Vulnerable → patched": "< 4.2.1 → 4.2.1",
        "Advisory": "GHSA-2c4f-6h8j-9mq3, CVE-2026-30117",
        "Manifest": "shop/package-lock.json",
    }
    assert urls(message)["GHSA-2c4f-6h8j-9mq3"] == "https://github.com/advisories/GHSA-2c4f-6h8j-9mq3"
    assert urls(message)["#20"] == f"{WEB}/security/dependabot/20"
    unpatched = facts(tell("dependabot_alert", sample("dependabot_alert.created__no_patch"), "ja"))
    assert unpatched["脆弱 → 修正済み"] == ">= 1.0, <= 2.3.0 → 修正版なし"


def test_an_advisory_on_another_host_is_not_linked_to_github_com() -> None:
    body = alert("dependabot_alert", "created", security_advisory={"ghsa_id": "GHSA-1", "cve_id": "CVE-1"})
    body["repository"] = {**REPOSITORY, "html_url": "https://git.example.com/acme/webshop"}
    message = tell("dependabot_alert", body)
    assert facts(message)["Advisory"] == "GHSA-1, CVE-1"
    assert "GHSA-1" not in urls(message)
    assert urls(message)["#7"] == "https://git.example.com/acme/webshop/security/dependabot/7"


def test_a_dismissed_alert_says_who_and_why_and_what_was_said() -> None:
    body = alert(
        "dependabot_alert",
        "dismissed",
        dismissed_reason="not_used",
        dismissed_comment="See **#3**.",
        dismissed_by={"login": "octo-rin"},
    )
    message = tell("dependabot_alert", body)
    assert said(message) == (
        "octo-emma dismissed Dependabot alert #7 in acme/webshop (vulnerable code is not actually used)"
    )
    assert quoted(message) == ["See #3."]
    assert message.color == colors.DROPPED
    del body["sender"]
    assert said(tell("dependabot_alert", body, "ja")).startswith("octo-rin さんが")
    body["alert"].update(dismissed_reason="because_of_moon")
    assert said(tell("dependabot_alert", body)).endswith("(because of moon)")
    body["alert"].update(dismissed_reason=None)
    assert said(tell("dependabot_alert", body)).endswith("acme/webshop")


def test_the_account_github_is_github() -> None:
    body = {**alert("dependabot_alert", "reopened"), "sender": BY_GITHUB}
    assert said(tell("dependabot_alert", body)).startswith("GitHub reopened Dependabot alert #7")
    assert said(tell("dependabot_alert", body, "ja")).startswith("GitHub が")
    assert said(tell("dependabot_alert", {**body, "sender": ACTOR})).startswith("octo-emma reopened")
    dismissed = {**alert("dependabot_alert", "dismissed", dismissed_by=ACTOR), "sender": BY_GITHUB}
    assert said(tell("dependabot_alert", dismissed)).startswith("octo-emma dismissed")
    assert tell("dependabot_alert", alert("dependabot_alert", "fixed")).color == colors.SUCCESS


@pytest.mark.parametrize("event", ["dependabot_alert", "code_scanning_alert"])
def test_new_assignees_are_called(event: str) -> None:
    action = {"dependabot_alert": "assignees_changed", "code_scanning_alert": "updated_assignment"}[event]
    body = alert(event, action, assignees=[{"login": "octo-emma"}, {"login": "octo-rin"}])
    by_rin = {**body, "sender": {"login": "octo-rin"}}
    assert mentioned(tell(event, by_rin, people=PEOPLE))[0] == PEOPLE["github:octo-emma"]
    assert mentioned(tell(event, body, people=PEOPLE)) == []
    assert said(tell(event, by_rin)).endswith("to octo-emma, octo-rin")
    assert "octo-emma さん、octo-rin さん" in said(tell(event, by_rin, "ja"))
    assert said(tell(event, alert(event, action, assignees=[]))).endswith("without an assignee")


def test_alerts_of_old_have_their_own_shape() -> None:
    message = tell("repository_vulnerability_alert", sample("repository_vulnerability_alert.create__moderate"))
    assert facts(message)["Vulnerable → patched"] == ">= 2.0.4, < 2.0.6 → 2.0.6"
    assert urls(message)["#2"] == f"{WEB}/security/dependabot/2"
    assert urls(message)["GHSA-qqg2-2p2h-9c37"] == "https://nvd.nist.gov/vuln/detail/CVE-2018-99470"
    body = alert("repository_vulnerability_alert", "dismiss", dismiss_reason="No bandwidth to fix this", fixed_in="2")
    assert said(tell("repository_vulnerability_alert", body, "ja")).endswith("却下しました（修正する余裕がない）")
    assert facts(tell("repository_vulnerability_alert", body))["Patched version"] == "2"


# --- code ----------------------------------------------------------------------------------------------------------------


def test_a_problem_in_code_says_where_and_by_which_rule() -> None:
    message = tell("code_scanning_alert", sample("code_scanning_alert.created__high"))
    assert facts(message) == {
        "File": "shop/src/orders/find.js:84",
        "Rule": "js/sql-injection",
        "Tool": "CodeQL",
        "Branch": "main",
    }
    commit = "788437584c2522f27feab10d8e631bab3e9e783a"
    assert urls(message)["shop/src/orders/find.js:84"] == f"{WEB}/blob/{commit}/shop/src/orders/find.js#L84"
    assert message.color == colors.SEVERE


def test_code_scanning_in_bodies_of_old_and_in_pull_requests() -> None:
    message = tell("code_scanning_alert", sample("code_scanning_alert.created__warning_in_a_pull_request"))
    assert facts(message)["File"] == "shop/src/orders/find.js:84"
    assert urls(message)["pull/34/merge"] == f"{WEB}/pull/34"
    assert message.color == colors.WARNING
    bare = alert("code_scanning_alert", "created", most_recent_instance={"location": {"path": "a b.c"}})
    assert facts(tell("code_scanning_alert", bare))["File"] == "a b.c"
    instance = {"location": {"path": "/usr/lib/x.jar", "start_line": 1}, "commit_sha": "1a2b3c4"}
    elsewhere = tell("code_scanning_alert", alert("code_scanning_alert", "fixed", most_recent_instance=instance))
    assert facts(elsewhere)["File"] == "/usr/lib/x.jar:1"
    assert "/usr/lib/x.jar:1" not in urls(elsewhere)


def test_a_further_branch_is_named_once() -> None:
    message = tell("code_scanning_alert", sample("code_scanning_alert.appeared_in_branch__release"))
    assert "in branch release/2.4 of acme/webshop too" in said(message)
    assert "Branch" not in facts(message)
    unnamed = tell("code_scanning_alert", alert("code_scanning_alert", "appeared_in_branch"))
    assert said(unnamed) == "GitHub found code scanning alert #7 in another branch of acme/webshop"


# --- secrets -----------------------------------------------------------------------------------------------------------


def test_a_secret_is_told_by_its_type_and_state() -> None:
    message = tell("secret_scanning_alert", sample("secret_scanning_alert.created__bypassed"))
    assert said(message).startswith("GitHub found a secret in acme/webshop: secret scanning alert #42")
    assert facts(message) == {
        "Validity": "unknown",
        "Push protection bypassed by": "octo-lucas",
        "Found in other repositories": "yes",
    }
    nobody = alert("secret_scanning_alert", "created", push_protection_bypassed=True)
    assert facts(tell("secret_scanning_alert", nobody)) == {"Push protection bypassed by": "yes"}
    leaked = tell("secret_scanning_alert", sample("secret_scanning_alert.publicly_leaked__leaked"))
    assert facts(leaked)["Publicly leaked"] == "yes"
    assert leaked.color == message.color == colors.DANGER


@pytest.mark.parametrize(
    ("action", "more", "color", "en"),
    [
        ("resolved", {"resolution": "revoked"}, colors.SUCCESS, "(revoked)"),
        ("resolved", {"resolution": "wont_fix"}, colors.DROPPED, "(won't fix)"),
        ("resolved", {"resolution": None}, colors.DROPPED, "acme/webshop"),
        ("validated", {"validity": "active"}, colors.DANGER, "(active)"),
        ("validated", {"validity": "inactive"}, colors.SUCCESS, "(inactive)"),
        ("validated", {"validity": "pondering"}, colors.WARNING, "(pondering)"),
        ("validated", {}, colors.WARNING, "still works"),
        ("reopened", {}, colors.DANGER, "acme/webshop"),
    ],
)
def test_what_became_of_a_secret(action: str, more: dict[str, Any], color: str, en: str) -> None:
    message = tell("secret_scanning_alert", alert("secret_scanning_alert", action, **more))
    assert said(message).endswith(en)
    assert message.color == color


def test_who_is_to_see_to_a_secret_is_called_and_who_is_not_is_not() -> None:
    body = {**alert("secret_scanning_alert", "assigned"), "assignee": {"login": "octo-emma"}}
    body["sender"] = {"login": "octo-rin"}
    message = tell("secret_scanning_alert", body, people=PEOPLE)
    assert mentioned(message) == [PEOPLE["github:octo-emma"]]
    assert said(message) == "octo-rin assigned secret scanning alert #7 in acme/webshop to octo-emma"
    gone = tell("secret_scanning_alert", {**body, "action": "unassigned"}, people=PEOPLE)
    assert mentioned(gone) == []
    assert said(gone) == "octo-rin unassigned octo-emma from secret scanning alert #7 in acme/webshop"
    del body["assignee"]
    assert said(tell("secret_scanning_alert", body)).endswith("assigned secret scanning alert #7 in acme/webshop")
    body["alert"]["assigned_to"] = {"login": "octo-mia"}
    assert said(tell("secret_scanning_alert", body)).endswith("to octo-mia")


LEAKS: dict[str, Any] = {
    "secret": SECRET,
    "token": SECRET,
    "value": SECRET,
    "raw": {"secret": SECRET},
    "hashed_token": SECRET,
    "locations": [{"type": "commit", "details": {"path": SECRET, "blob_sha": SECRET}}],
    "first_location_detected": {"path": f"src/{SECRET}.env", "start_line": 1, "commit_sha": SECRET},
    "details": {"issue_body": SECRET},
    "metadata": {"label": SECRET, "alert_title": f"Key {SECRET}", "secret": SECRET, "owner": SECRET},
    "resolution_comment": f"Rotated {SECRET}, see `{SECRET}`\n\n    {SECRET}",
    "dismissed_comment": None,
    "push_protection_bypass_request_comment": SECRET,
    "push_protection_bypass_request_reviewer_comment": SECRET,
    "closure_request_comment": SECRET,
    "requester_comment": f"It is only {SECRET}!",
    "exemption_request_data": {
        "type": "",
        "data": [{"secret_type": SECRET, "secret": SECRET, "locations": [{"path": SECRET, "branch": SECRET}]}],
    },
    "token_name": f"ci {SECRET}",
    "key": f"ssh-ed25519 {SECRET}",
    "snippet": SECRET,
    "message": SECRET,
    "reviewer_comment": f"No: {SECRET}",
}
"""Every place in which a body could have a secret, whether GitHub sends it or not."""

TOP: dict[str, Any] = {
    "location": {"type": "commit", "details": {"path": SECRET, "secret": SECRET, "html_url": f"{WEB}/x#{SECRET}"}},
    "locations": [{"details": {"path": SECRET}}],
    "secret": SECRET,
    "token": SECRET,
    "custom_pattern_name": SECRET,
}


@pytest.mark.parametrize(
    "name", [name for name in OWN if re.match("secret_|bypass_|dismissal_|exemption_|deploy_key|personal_", name)]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_tells_a_secret(name: str, language: Language) -> None:
    event = event_of(name)
    body = {**sample(name), **TOP}
    for member in {NEEDS[event], "exemption_response"} & set(body):
        body[member] = {**body[member], **LEAKS}
    message = GITHUB.compose(read(event, body), Context(language=language))
    for style in ("full", "compact"):
        told = json.dumps(render(message, style=style), ensure_ascii=False)
        assert SECRET not in told
        assert SECRET[:12] not in told
    assert SECRET not in words(message)
    assert not any(SECRET in getattr(span, "url", "") for span in spans(message))


def test_events_about_the_places_of_secrets_are_quiet() -> None:
    location = {"action": "created", "alert": {"number": 1, "secret": SECRET}, **TOP, "repository": REPOSITORY}
    for event, action in (("secret_scanning_alert_location", "created"), ("secret_scanning_scan", "completed")):
        body = {**location, "action": action}
        assert silenced(event, body) == "quiet"
        assert SECRET not in words(tell(event, body))


def test_comments_are_masked_and_stay_legible() -> None:
    assert masked("Rotated on 2026-05-22 by octo-emma, see #131.") == "Rotated on 2026-05-22 by octo-emma, see #131."
    assert masked(f"was {SECRET}.") == "was …"
    assert masked("an internationalization-problem") == "an internationalization-problem"
    assert masked("hunter2 it was", "hunter2") == "… it was"
    assert masked("a b", "a") == "a b"
    assert masked(None) == ""
    assert masked("x1" * 40_000) == "…"


# --- advisories ----------------------------------------------------------------------------------------------------------


def test_a_private_report_keeps_its_details() -> None:
    reported = tell("repository_advisory", sample("repository_advisory.reported__private"))
    assert said(reported).startswith("octo-aoi privately reported a vulnerability in acme/webshop")
    assert not reported.quote
    published = tell("repository_advisory", sample("repository_advisory.published__high"))
    assert "A voucher is accepted again when two orders are sent at once." in quoted(published)
    assert facts(published)["Author"] == "octo-aoi"


def test_an_advisory_without_sender_and_repository_comes_from_github() -> None:
    message = tell("security_advisory", sample("security_advisory.published__two_packages"), "ja")
    assert said(message).startswith("GitHub が GitHub Advisory Databaseの GHSA-2c4f-6h8j-9mq3 を公開しました")
    assert facts(message)["他に影響を受けるもの"] == "他 1 パッケージ"
    assert urls(message)["GHSA-2c4f-6h8j-9mq3"].endswith("/advisories/GHSA-2c4f-6h8j-9mq3")
    bare = {"action": "published", "security_advisory": {"ghsa_id": "x y", "summary": "z"}}
    assert "x y" not in urls(tell("security_advisory", bare))


# --- rules ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "now", "color", "shown"),
    [
        ({"admin_enforced": {"from": True}}, {"admin_enforced": False}, colors.DANGER, "on → off"),
        ({"admin_enforced": {"from": False}}, {"admin_enforced": True}, colors.WARNING, "off → on"),
        (
            {"allow_deletions_enforcement_level": {"from": "off"}},
            {"allow_deletions_enforcement_level": "everyone"},
            colors.DANGER,
            "Allow deletions: off → for everyone",
        ),
        (
            {"required_status_checks": {"from": ["a"]}},
            {"required_status_checks": []},
            colors.DANGER,
            "Required checks: a → nothing",
        ),
        (
            {"required_approving_review_count": {"from": 1}},
            {"required_approving_review_count": 2},
            colors.WARNING,
            "Required approvals: 1 → 2",
        ),
        ({"a_new_setting_level": {"from": "x"}}, {}, colors.WARNING, "A new setting: x → nothing"),
        (
            {"required_approving_review_count": {"from": 2}},
            {"required_approving_review_count": 1},
            colors.DANGER,
            "Required approvals: 2 → 1",
        ),
        ({"admin_enforced": {"from": False}}, {"admin_enforced": False}, colors.WARNING, ""),
        (
            {"lock_branch_enforcement_level": {"from": None}},
            {"lock_branch_enforcement_level": "off"},
            colors.WARNING,
            "",
        ),
        ({"odd": "x"}, {}, colors.WARNING, ""),
        (None, {}, colors.WARNING, ""),
    ],
)
def test_what_changed_in_a_branch_protection_rule(changed: object, now: Any, color: str, shown: str) -> None:
    rule = {"name": "main", **now}
    body = {"action": "edited", "rule": rule, "changes": changed, "repository": REPOSITORY, "sender": ACTOR}
    message = tell("branch_protection_rule", body)
    assert said(message) == "octo-emma changed branch protection rule main in acme/webshop"
    assert message.color == color
    assert "\n".join(quoted(message)).endswith(shown)
    assert bool(message.quote) == bool(shown)


def test_many_changes_are_cut() -> None:
    changed = {f"setting_{n}": {"from": n} for n in range(30)}
    body = {"action": "edited", "rule": {"name": "main"}, "changes": changed, "repository": REPOSITORY}
    assert quoted(tell("branch_protection_rule", body))[-1] == "and 20 more"


@pytest.mark.parametrize(
    ("action", "more", "changed", "color", "en"),
    [
        ("created", {"enforcement": "active"}, None, colors.SUCCESS, "created ruleset x in"),
        ("created", {"enforcement": "disabled"}, None, colors.DROPPED, "created ruleset x in"),
        ("deleted", {}, None, colors.DANGER, "deleted ruleset x from"),
        ("edited", {}, None, colors.WARNING, "changed ruleset x in"),
        ("edited", {"enforcement": "disabled"}, {"enforcement": {"from": "active"}}, colors.DANGER, "disabled"),
        ("edited", {"enforcement": "active"}, {"enforcement": {"from": "disabled"}}, colors.SUCCESS, "turned on"),
        ("edited", {"enforcement": "evaluate"}, {"enforcement": {"from": "active"}}, colors.WARNING, "changed"),
        ("edited", {}, {"rules": {"deleted": [{"type": "deletion"}]}}, colors.DANGER, "changed"),
    ],
)
def test_what_became_of_a_ruleset(action: str, more: Any, changed: object, color: str, en: str) -> None:
    ruleset = {"id": 5, "name": "x", **more}
    body = {"action": action, "repository_ruleset": ruleset, "changes": changed, "repository": REPOSITORY}
    message = tell("repository_ruleset", {**body, "sender": ACTOR})
    assert said(message).startswith(f"octo-emma {en}")
    assert message.color == color
    assert urls(message).get("x") == (None if action == "deleted" else f"{WEB}/settings/rules/5")


def test_what_changed_in_a_ruleset_is_listed() -> None:
    body = sample("repository_ruleset.edited__rules")
    assert quoted(tell("repository_ruleset", body)) == [
        "Name: Protect master → Protect main",
        "Rules added: pull request",
        "Rules removed: required signatures",
        "Rules changed: branch name pattern",
        "Pattern of the rule: rel/* → release/*",
        "Included refs: refs/heads/master → ~DEFAULT_BRANCH",
    ]
    body["changes"] = {"conditions": {"added": [{"ref_name": {"include": ["a", None], "exclude": ["b"]}}]}}
    assert quoted(tell("repository_ruleset", body)) == ["Conditions added: a, !b"]


def test_a_ruleset_may_be_an_organizations() -> None:
    message = tell("repository_ruleset", sample("repository_ruleset.edited__organization"), "ja")
    assert said(message) == "octo-emma さんが Organization acme のルールセット Protect main を有効にしました"


def test_security_features() -> None:
    body = sample("security_and_analysis__push_protection_off")
    message = tell("security_and_analysis", body)
    assert quoted(message) == [
        "Push protection: enabled → disabled",
        "Dependabot security updates: disabled → enabled",
    ]
    assert message.color == colors.DANGER
    body["changes"]["from"]["security_and_analysis"].pop("secret_scanning_push_protection")
    assert tell("security_and_analysis", body).color == colors.SUCCESS
    del body["changes"]
    assert tell("security_and_analysis", body).color == colors.PLAIN
    assert silenced("security_and_analysis", {"repository": REPOSITORY}) == "body-unfit"


# --- access --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read_only", "color", "shown"),
    [
        (True, colors.PLAIN, {"Access": "read-only"}),
        (False, colors.WARNING, {"Access": "read and write"}),
        (None, colors.WARNING, {}),
    ],
)
def test_a_deploy_key_that_may_write_stands_out(read_only: object, color: str, shown: dict[str, str]) -> None:
    body = {"action": "created", "key": {"title": "ci", "read_only": read_only}, "repository": REPOSITORY}
    message = tell("deploy_key", body)
    assert (message.color, facts(message)) == (color, shown)
    assert urls(message)["ci"] == f"{WEB}/settings/keys"


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"repository_selection": "all"}, {"Repositories": "all"}),
        ({"repository_selection": "none"}, {"Repositories": "none (public ones only)"}),
        ({"repository_selection": "subset", "repository_count": 3}, {"Repositories": "3 repositories"}),
        ({"permissions_result": {"repository": {"pull_requests": "read"}}}, {"Permissions": "pull requests: read"}),
        (
            {"permissions_added": {"other": {"x": "read"}}, "permissions_result": {"y": {"z": "w"}}},
            {"Permissions": "x: read"},
        ),
        ({"owner": {"login": "octo-aoi"}}, {"Token owner": "octo-aoi"}),
        ({"owner": {"login": "octo-emma"}}, {}),
    ],
)
def test_what_a_token_asks_for(more: dict[str, Any], shown: dict[str, str]) -> None:
    request = {"token_name": "ci", **more}
    body = {"action": "approved", "personal_access_token_request": request, "organization": {"login": "acme"}}
    message = tell("personal_access_token_request", {**body, "sender": ACTOR})
    assert facts(message) == shown
    assert said(message) == (
        "octo-emma approved access to organization acme for the fine-grained personal access token ci"
    )


def test_a_token_that_waits_leads_to_where_it_is_decided() -> None:
    message = tell("personal_access_token_request", sample("personal_access_token_request.created__two_repositories"))
    assert urls(message)["stock import"] == (
        "https://github.com/organizations/acme/settings/personal-access-token-requests"
    )
    assert message.color == colors.WARNING


# --- requests ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "color", "en", "ja"),
    [
        ("approved", colors.SUCCESS, "approved", "承認しました"),
        ("rejected", colors.CLOSED, "denied", "拒否しました"),
        ("pondered", colors.WARNING, "reviewed", "レビューしました"),
        (None, colors.WARNING, "reviewed", "レビューしました"),
    ],
)
def test_how_a_request_was_decided(status: object, color: str, en: str, ja: str) -> None:
    event = "bypass_request_secret_scanning"
    body = sample(f"{event}.response_submitted__approved")
    body["exemption_response"] = {"status": status, "message": "Fine by **me**"}
    message = tell(event, body)
    assert said(message) == f"octo-emma {en} push protection bypass request #7 in acme/webshop"
    assert said(tell(event, body, "ja")).endswith(ja)
    assert message.color == color
    assert quoted(message) == ["Fine by me"]
    assert facts(message)["Requested by"] == "octo-lucas"


def test_without_a_sender_the_request_says_who() -> None:
    event = "exemption_request_push_ruleset"
    body = sample(f"{event}.response_submitted__approved")
    del body["sender"]
    assert said(tell(event, body)).startswith("octo-emma approved push rule bypass request #7")
    body = sample(f"{event}.created__asked")
    del body["sender"]
    assert said(tell(event, body)).startswith("octo-lucas opened push rule bypass request #7")


# --- any body ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OWN)
def test_a_body_of_another_event_is_not_told_as_one_of_this(name: str) -> None:
    for event in EVENTS:
        if event != event_of(name):
            assert silenced(event, SAMPLES[name])


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place within a body."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        yield (*path, key)
        yield from places(child, (*path, key))


@pytest.mark.untraced  # tracing would quadruple its time, and other tests tread the same lines
@pytest.mark.parametrize("name", OWN)
def test_a_body_without_any_one_member_is_still_told(name: str) -> None:
    event = event_of(name)
    for path in list(places(SAMPLES[name])):
        body = copy.deepcopy(SAMPLES[name])
        parent: Any = body
        for step in path[:-1]:
            parent = parent[step]
        del parent[path[-1]]
        activity = read(event, body)
        if path in {("action",), (NEEDS.get(event, ""),)}:
            assert activity.quiet_reason
            continue
        assert activity.row
        assert activity.row.compose
        message = activity.row.compose(Scene.of(body, Context()))
        assert problems(render(message)) == []
        for word in ("None", "null", "[]", "{}", "()", "  "):
            assert word not in words(message)


ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", 0, -1, True, [], {}, [None], [[]], {"from": None}, "x" * 9000, "<!channel>", 1e300]
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(OWN), st.data())
def test_an_odd_shape_costs_a_field(name: str, data: st.DataObject) -> None:
    body = copy.deepcopy(SAMPLES[name])
    for _ in range(2):
        *path, key = data.draw(st.sampled_from(list(places(body))))
        parent: Any = body
        for step in path:
            parent = parent[step]
        parent[key] = copy.deepcopy(data.draw(ODD))
        if not list(places(body)):
            break
    activity = read(event_of(name), body)
    if activity.row and activity.row.compose:
        for language in LANGUAGES:
            message = activity.row.compose(Scene.of(body, Context(language=language, people=PEOPLE)))
            assert said(message).strip()
            assert problems(render(message)) == []
            assert "<!channel>" not in json.dumps(render(message))


def test_samples_are_lean() -> None:
    folder = Path(colors.__file__).parent / "samples"
    for name in OWN:
        assert (folder / f"{name}.json").stat().st_size < 8_000
