"""What is told of repositories, organizations, teams, sponsors, apps and custom properties."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.sources.github import colors
from bridge.sources.github.admin import rows
from tests.golden import PEOPLE
from tests.sources.github.bodies import ACTOR, GITHUB, REPOSITORY, SAMPLES, WEB, event_of, read, sample, silenced, tell
from tests.sources.seen import facts, mentioned, quoted, said, urls, words

OWN = {kind.name for kind in rows.ROWS}
MINE = sorted(name for name in SAMPLES if name.split("__")[0] in OWN)
MIA = {"login": "octo-mia", "html_url": "https://github.com/octo-mia"}
TEAM = {"name": "Payments", "slug": "payments"}
ORGANIZATION = {"login": "acme"}


def repository(action: str, changes: object = None, **more: Any) -> dict[str, Any]:
    """A body about the repository; ``more`` goes into it."""
    return {"action": action, "changes": changes, "repository": {**REPOSITORY, **more}, "sender": ACTOR}


def of(action: str, **members: Any) -> dict[str, Any]:
    """A body of the organization."""
    return {"action": action, "organization": ORGANIZATION, "sender": ACTOR, **members}


# --- the table -------------------------------------------------------------------------------------------------------


def test_every_told_row_has_a_sample_of_its_own() -> None:
    told = {kind.name for kind in rows.ROWS if kind.compose}
    assert {read(event_of(name), SAMPLES[name]).kind for name in MINE} == told
    for name in MINE:
        assert silenced(event_of(name), SAMPLES[name]) == "", name
    for name in told:
        assert GITHUB.sample(name)


def test_what_is_told_by_default_is_what_nobody_wants_to_miss() -> None:
    assert {kind.name for kind in rows.ROWS if kind.told == "default"} == {
        "public",
        "repository.archived",
        "repository.created",
        "repository.deleted",
        "repository.privatized",
        "repository.renamed",
        "repository.transferred",
        "repository.unarchived",
        "sponsorship.cancelled",
        "sponsorship.created",
        "sponsorship.tier_changed",
    }


@pytest.mark.parametrize("event", ["star", "watch"])
def test_a_star_is_told_once(event: str) -> None:
    action = "created" if event == "star" else "started"
    body = {"action": action, "starred_at": "2026-03-03T01:20:00Z", "repository": REPOSITORY, "sender": ACTOR}
    assert silenced(event, body) == ("" if event == "star" else "quiet")


@pytest.mark.parametrize("name", MINE)
def test_nobody_is_called_to_what_they_did_not_ask_for(name: str) -> None:
    people = {**PEOPLE, **{f"github:octo-{who}": "U0RIN0KOBA" for who in ("rin", "mia", "aoi", "lucas")}}
    assert mentioned(tell(event_of(name), SAMPLES[name], people=people)) == []


# --- repositories ----------------------------------------------------------------------------------------------------


def test_made_public_is_loud() -> None:
    """By both events that GitHub sends of it; one of them is told by default."""
    for event, body, told in (
        ("public", {"repository": REPOSITORY}, "default"),
        ("repository", repository("publicized"), "request"),
    ):
        message = tell(event, body)
        assert message.color == colors.DANGER
        assert "public" in said(message)
        assert read(event, body).told == told


@pytest.mark.parametrize(
    ("action", "color"),
    [
        ("created", colors.OPEN),
        ("deleted", colors.DANGER),
        ("archived", colors.ARCHIVED),
        ("unarchived", colors.OPEN),
        ("renamed", colors.WARNING),
        ("transferred", colors.WARNING),
        ("privatized", colors.PLAIN),
        ("edited", colors.PLAIN),
    ],
)
def test_the_colour_means_what_became_of_the_repository(action: str, color: str) -> None:
    assert tell("repository", repository(action)).color == color


def test_what_is_deleted_is_not_linked() -> None:
    assert WEB not in urls(tell("repository", repository("deleted"))).values()
    assert [*urls(tell("organization", of("deleted")))] == []
    assert [*urls(tell("team", of("deleted", team=TEAM)))] == ["acme"]
    left = of("removed", team={**TEAM, "deleted": True}, member=MIA)
    assert "Payments" not in urls(tell("membership", left))


@pytest.mark.parametrize(
    ("changes", "en", "ja"),
    [
        (
            {"repository": {"name": {"from": "shop"}}},
            "octo-emma renamed acme/shop to acme/webshop",
            "octo-emma さんが acme/shop の名前を acme/webshop に変更しました",
        ),
        (
            {},
            "octo-emma renamed repository acme/webshop",
            "octo-emma さんがリポジトリ acme/webshop の名前を変更しました",
        ),
    ],
)
def test_a_new_name_beside_the_old(changes: object, en: str, ja: str) -> None:
    assert said(tell("repository", repository("renamed", changes))) == en
    assert said(tell("repository", repository("renamed", changes), "ja")) == ja


@pytest.mark.parametrize(
    ("owner", "en", "fact"),
    [
        ({"user": MIA}, "from octo-mia", "octo-mia → acme"),
        ({"organization": {"login": "acme-labs"}}, "from acme-labs", "acme-labs → acme"),
        ({"user": None}, "from an account", None),
        (None, "from an account", None),
    ],
)
def test_a_repository_in_other_hands(owner: object, en: str, fact: str | None) -> None:
    message = tell("repository", repository("transferred", {"owner": {"from": owner}}))
    assert said(message) == f"octo-emma transferred repository acme/webshop {en}"
    assert facts(message).get("Owner") == fact


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"visibility": "internal", "private": True}, "internal"),
        ({"private": True}, "private"),
        ({"private": False}, "public"),
        ({"visibility": "secret-ish"}, "secret-ish"),
        ({}, None),
    ],
)
def test_who_may_see_a_new_repository(more: dict[str, Any], shown: str | None) -> None:
    assert facts(tell("repository", repository("created", **more))).get("Visibility") == shown


def test_visibility_from_what_to_what() -> None:
    changes = {"visibility": {"from": "public"}}
    message = tell("repository", repository("privatized", changes, visibility="internal"))
    assert said(message).startswith("octo-emma made repository acme/webshop internal")
    assert facts(message) == {"Visibility": "public → internal"}
    message = tell("repository", repository("privatized", private=True))
    assert said(message) == "octo-emma made repository acme/webshop private"
    assert facts(message) == {}


def test_only_what_changed_of_a_repository_is_told() -> None:
    changes = {"description": {"from": None}, "homepage": {"from": "https://example.com"}}
    message = tell("repository", repository("edited", changes, description="A shop", homepage=""))
    assert said(message) == "octo-emma edited the details of repository acme/webshop"
    assert facts(message) == {"Description": "none → A shop", "Website": "https://example.com → none"}
    topics = repository("edited", {"topics": {"from": []}}, topics=["a", "b"])
    assert facts(tell("repository", topics, "ja")) == {"トピック": "なし → a、b"}
    same = repository("edited", {"default_branch": {"from": "main"}, "description": {"from": "x"}}, description="x")
    assert facts(tell("repository", same)) == {}
    assert facts(tell("repository", repository("edited", {"topics": None}))) == {}


def test_another_default_branch_is_the_headline() -> None:
    message = tell("repository", repository("edited", {"default_branch": {"from": "master"}}))
    assert said(message) == "octo-emma changed the default branch of repository acme/webshop to main"
    assert facts(message) == {"Default branch": "master → main"}
    assert urls(message)["main"] == f"{WEB}/tree/main"


@pytest.mark.parametrize(
    ("stars", "en"),
    [
        (1, "octo-emma starred acme/webshop: it has 1 star now"),
        (1205, "octo-emma starred acme/webshop: it has 1,205 stars now"),
        (0, "octo-emma starred acme/webshop"),
        (None, "octo-emma starred acme/webshop"),
        ("many", "octo-emma starred acme/webshop"),
    ],
)
def test_stars_are_counted(stars: object, en: str) -> None:
    body = {**repository("created", stargazers_count=stars), "starred_at": "2026-03-03T01:20:00Z"}
    assert said(tell("star", body)) == en


def test_a_fork_leads_to_the_copy() -> None:
    message = tell("fork", {"forkee": {"full_name": "octo-mia/webshop"}, "repository": REPOSITORY, "sender": MIA})
    assert said(message) == "octo-mia forked acme/webshop to octo-mia/webshop"
    assert urls(message)["octo-mia/webshop"] == "https://github.com/octo-mia/webshop"
    assert said(tell("fork", {"forkee": {"id": 1}})) == "Someone forked a repository to another place"


@pytest.mark.parametrize(
    ("more", "en"),
    [
        ({"repository": REPOSITORY}, "octo-emma removed this webhook from acme/webshop: nothing more comes through it"),
        (
            {"organization": ORGANIZATION},
            "octo-emma removed this webhook from organization acme: nothing more comes through it",
        ),
        ({}, "octo-emma removed this webhook: nothing more comes through it"),
    ],
)
def test_the_last_that_a_webhook_says(more: dict[str, Any], en: str) -> None:
    body = {"action": "deleted", "hook_id": 5, "sender": ACTOR, **more}
    assert said(tell("meta", body)) == en
    assert silenced("meta", body) == ""


# --- people and teams ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "body", "by_another", "alone"),
    [
        (
            "member",
            {"action": "added", "member": MIA, "repository": REPOSITORY},
            "octo-emma added octo-mia to acme/webshop as a collaborator",
            "octo-mia became a collaborator on acme/webshop",
        ),
        (
            "member",
            {"action": "removed", "member": MIA, "repository": REPOSITORY},
            "octo-emma removed octo-mia from acme/webshop as a collaborator",
            "octo-mia is no longer a collaborator on acme/webshop",
        ),
        (
            "membership",
            of("added", member=MIA, team=TEAM),
            "octo-emma added octo-mia to team Payments in organization acme",
            "octo-mia joined team Payments in organization acme",
        ),
        (
            "membership",
            of("removed", member=MIA, team=TEAM),
            "octo-emma removed octo-mia from team Payments in organization acme",
            "octo-mia left team Payments in organization acme",
        ),
        (
            "organization",
            of("member_added", membership={"user": MIA}),
            "octo-emma added octo-mia to organization acme",
            "octo-mia joined organization acme",
        ),
        (
            "organization",
            of("member_removed", membership={"user": MIA}),
            "octo-emma removed octo-mia from organization acme",
            "octo-mia left organization acme",
        ),
    ],
)
def test_by_another_or_by_oneself(event: str, body: dict[str, Any], by_another: str, alone: str) -> None:
    assert said(tell(event, {**body, "sender": ACTOR})) == by_another
    assert said(tell(event, {**body, "sender": MIA})) == alone
    nobody = {key: value for key, value in body.items() if key not in ("sender", "member", "membership")}
    assert said(tell(event, nobody)).startswith(("Someone added a user", "Someone removed a user"))


@pytest.mark.parametrize(
    ("action", "changes", "shown"),
    [
        ("added", {"permission": {"to": "push"}}, "write"),
        ("added", {"permission": {"to": "write"}, "role_name": {"to": "Captain"}}, "Captain"),
        ("added", None, None),
        ("edited", {"permission": {"from": "pull", "to": "admin"}}, "read → admin"),
        ("edited", {"old_permission": {"from": "triage"}, "permission": {"to": "maintain"}}, "triage → maintain"),
        ("edited", {"permission": {"to": "write"}}, "write"),
        ("edited", {"permission": {"from": "write", "to": "write"}}, None),
        ("edited", {}, None),
    ],
)
def test_what_a_collaborator_may_do(action: str, changes: object, shown: str | None) -> None:
    body = {"action": action, "member": MIA, "changes": changes, "repository": REPOSITORY, "sender": ACTOR}
    assert facts(tell("member", body)).get("Permission") == shown


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"role_name": "maintain", "permissions": {"pull": True}}, "maintain"),
        ({"permissions": {"pull": True, "push": True, "admin": False}}, "write"),
        ({"permissions": {"pull": "yes"}}, None),
        ({}, None),
    ],
)
def test_what_a_team_may_do(more: dict[str, Any], shown: str | None) -> None:
    body = of("added_to_repository", team=TEAM, repository={**REPOSITORY, **more})
    assert facts(tell("team", body)).get("Permission") == shown


@pytest.mark.parametrize(
    ("changes", "en", "shown"),
    [
        (
            {"name": {"from": "Money"}},
            "octo-emma renamed Money to team Payments in organization acme",
            {},
        ),
        (
            {"privacy": {"from": "secret"}},
            "octo-emma edited team Payments in organization acme",
            {"Visibility": "secret → visible"},
        ),
        (
            {"description": {"from": ""}},
            "octo-emma edited team Payments in organization acme",
            {"Description": "none → Money"},
        ),
        ({}, "octo-emma edited team Payments in organization acme", {}),
    ],
)
def test_what_changed_of_a_team(changes: object, en: str, shown: dict[str, str]) -> None:
    message = tell("team", of("edited", changes=changes, team={**TEAM, "privacy": "closed", "description": "Money"}))
    assert said(message) == en
    assert facts(message) == shown


def test_a_team_is_linked_where_the_body_gives_no_address() -> None:
    body = of("created", team=TEAM, sender=ACTOR)
    assert urls(tell("team", body))["Payments"] == "https://github.com/orgs/acme/teams/payments"
    del body["organization"]
    assert "Payments" not in urls(tell("team", body))
    assert said(tell("team", body)) == "octo-emma created team Payments in an organization"


def test_the_address_of_an_invitation_is_never_told() -> None:
    for language in ("en", "ja"):
        assert "example.com" not in words(
            tell("organization", sample("organization.member_invited__by_mail"), language)
        )


@pytest.mark.parametrize(
    ("role", "shown"),
    [("direct_member", "member"), ("admin", "owner"), ("billing_manager", "billing manager"), ("x", "x"), (None, None)],
)
def test_what_somebody_is_asked_to_be(role: object, shown: str | None) -> None:
    body = of("member_invited", invitation={"login": "octo-mia", "role": role})
    assert said(tell("organization", body)) == "octo-emma invited octo-mia to organization acme"
    assert facts(tell("organization", body)).get("Role") == shown


def test_an_organization_under_another_name() -> None:
    assert said(tell("organization", of("renamed", changes={"login": {"from": "shops"}}))) == (
        "octo-emma renamed shops to organization acme"
    )
    assert said(tell("organization", of("renamed"))) == "octo-emma renamed organization acme"


# --- sponsors --------------------------------------------------------------------------------------------------------


def sponsored(action: str = "created", **more: Any) -> dict[str, Any]:
    """A body about a sponsorship; ``more`` goes into it."""
    found = {"sponsor": MIA, "sponsorable": {"login": "octo-lucas"}, "tier": {"name": "$5 a month"}, **more}
    return {"action": action, "sponsorship": found, "sender": MIA}


def test_a_private_sponsor_is_not_named() -> None:
    body = sponsored(privacy_level="private")
    message = tell("sponsorship", body)
    assert said(message) == "Someone became a sponsor of octo-lucas"
    assert "octo-mia" not in words(message)
    assert said(tell("sponsorship", sponsored())) == "octo-mia became a sponsor of octo-lucas"


def test_who_pays_is_told_and_not_who_clicked() -> None:
    body = {**sponsored("cancelled"), "sender": ACTOR}
    assert said(tell("sponsorship", body)) == "octo-mia no longer sponsors octo-lucas"
    assert said(tell("sponsorship", {**sponsored(sponsor=None), "sender": ACTOR})).startswith("octo-emma")


def test_a_sponsor_of_old_bodies_supports_a_maintainer() -> None:
    body = sponsored(sponsorable=None, maintainer={"login": "octo-rin"})
    assert said(tell("sponsorship", body)) == "octo-mia became a sponsor of octo-rin"
    assert said(tell("sponsorship", sponsored(sponsorable=None))) == "octo-mia became a sponsor of an account"


@pytest.mark.parametrize(
    ("changes", "date", "shown"),
    [
        ({"tier": {"from": {"name": "$1 a month"}}}, None, {"Tier": "$1 a month → $5 a month"}),
        ({"tier": {"from": "x"}}, "2026-04-03T00:00:00+00:00", {"Tier": "$5 a month", "Takes effect": "2026-04-03"}),
        (None, "soon", {"Tier": "$5 a month"}),
    ],
)
def test_for_how_much_and_from_when(changes: object, date: object, shown: dict[str, str]) -> None:
    body = {**sponsored("pending_tier_change"), "changes": changes, "effective_date": date}
    assert facts(tell("sponsorship", body)) == shown


# --- apps and properties ---------------------------------------------------------------------------------------------


def test_which_repositories_an_app_may_see() -> None:
    names = [{"full_name": f"acme/r{n}"} for n in range(8)]
    body = {"action": "added", "installation": {"account": ORGANIZATION}, "repositories_added": names}
    message = tell("installation_repositories", body)
    assert said(message) == "Someone gave a GitHub App access to 8 repositories of acme"
    assert facts(message)["Repositories"].endswith("acme/r5 and 2 more")
    body["repositories_added"] = []
    assert said(tell("installation_repositories", body)).endswith("access to repositories of acme")
    everything = {"action": "created", "installation": {"account": ORGANIZATION, "repository_selection": "all"}}
    assert facts(tell("installation", everything)) == {"Repositories": "all"}


def test_the_account_of_an_app_under_another_name() -> None:
    body = {"action": "renamed", "account": {"slug": "acme-group"}, "changes": {"slug": {"from": "acme-all"}}}
    assert said(tell("installation_target", body)).endswith(
        "renamed acme-all, which has the app installed, to acme-group"
    )
    body["changes"] = {}
    assert said(tell("installation_target", body)).endswith("renamed acme-group, which has the app installed")


def test_a_property_belongs_to_an_organization_or_to_an_enterprise() -> None:
    body = {"action": "created", "definition": {"property_name": "tier", "default_value": True}}
    assert said(tell("custom_property", {**body, "organization": ORGANIZATION})).endswith("in organization acme")
    assert said(tell("custom_property", {**body, "enterprise": {"slug": "all"}})).endswith("in enterprise all")
    assert said(tell("custom_property", body)).endswith("in an enterprise")
    assert facts(tell("custom_property", body)) == {"Default value": "true"}


def test_only_values_that_changed_are_told() -> None:
    new = [{"property_name": f"p{n}", "value": str(n)} for n in range(12)] + [
        {"property_name": "x", "value": ["a", "b"]}
    ]
    old = [{"property_name": "p0", "value": "0"}, {"property_name": "gone", "value": False}]
    body = {"action": "updated", "new_property_values": new, "old_property_values": old, "repository": REPOSITORY}
    lines = quoted(tell("custom_property_values", body))
    assert lines[0] == "p1: none → 1"
    assert len(lines) == 11
    assert lines[-1] == "3 more"
    body["new_property_values"] = new[-1:]
    assert quoted(tell("custom_property_values", body)) == ["x: none → a, b", "p0: 0 → none", "gone: false → none"]


# --- bodies that are another event's ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "body"),
    [
        ("public", {**repository("created")}),
        ("public", {"repository": REPOSITORY, "ref": "refs/heads/main"}),
        ("public", {"sender": ACTOR}),
        ("repository", {**repository("deleted"), "label": {"name": "x"}}),
        ("repository", {"action": "created", "sender": ACTOR}),
        ("star", repository("created")),
        ("meta", repository("deleted")),
        ("member", of("added", member=MIA, team=TEAM)),
        ("membership", {"action": "added", "member": MIA, "repository": REPOSITORY}),
        ("team_add", of("created", team=TEAM)),
        ("organization", {**repository("deleted"), "organization": ORGANIZATION}),
        ("organization", of("deleted", team=TEAM)),
        ("installation", {"action": "created", "installation": {"id": 1}, "comment": {"id": 2}}),
        ("installation_repositories", {"action": "added", "installation": {"id": 1}}),
        ("custom_property_values", {"action": "updated", "repository": REPOSITORY}),
        ("organization_custom_property", of("created", definition={"property_name": "x"})),
        ("organization_custom_property_values", {**of("updated", new_property_values=[]), "repository": REPOSITORY}),
        ("organization_custom_property_values", of("updated")),
    ],
)
def test_a_body_of_another_event_is_not_told(event: str, body: object) -> None:
    assert silenced(event, body) == "body-unfit"


@pytest.mark.parametrize("name", MINE)
def test_no_body_of_this_area_is_told_under_another_of_its_events(name: str) -> None:
    # Of properties, only the event says whether they describe repositories or organizations.
    alike = {"custom_property", "organization_custom_property"}
    for event in {kind.event for kind in rows.ROWS} - {event_of(name)}:
        if not {event, event_of(name)} <= alike:
            assert silenced(event, SAMPLES[name]), event
