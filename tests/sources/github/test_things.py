"""What is told of issues, pull requests and pings."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.sources.github.links import Links
from tests.sources.github.bodies import ACTOR, NEW, REPOSITORY, SAMPLES, WEB, event_of, issue, pull, sample, tell
from tests.sources.seen import facts, mentioned, quoted, said, urls, words

PEOPLE = {f"github:octo-{n}": f"U0OCTO{n}00" for n in range(9)} | {"github:octo-emma": "U0EMMACLRK"}
USERS = [{"login": f"Octo-{n}"} for n in range(9)]


@pytest.mark.parametrize(
    ("event", "body", "en", "ja"),
    [
        ("issues", issue(), "opened issue #12 in acme/webshop", " で Issue #12 を作成しました"),
        ("issues", issue("reopened"), "reopened issue #12 in acme/webshop", " の Issue #12 を再オープンしました"),
        ("issues", issue("closed"), "closed issue #12 in acme/webshop", " の Issue #12 をクローズしました"),
        (
            "issues",
            issue("closed", state_reason="completed"),
            "closed issue #12 in acme/webshop as completed",
            " の Issue #12 を完了としてクローズしました",
        ),
        (
            "issues",
            issue("closed", state_reason="not_planned"),
            "closed issue #12 in acme/webshop as not planned",
            " の Issue #12 を対応予定なしとしてクローズしました",
        ),
        (
            "issues",
            issue("closed", state_reason="duplicate"),
            "closed issue #12 in acme/webshop as a duplicate",
            " の Issue #12 を重複としてクローズしました",
        ),
        ("pull_request", pull(), "opened pull request #34 in acme/webshop", " でプルリクエスト #34 を作成しました"),
        (
            "pull_request",
            pull(draft=True),
            "opened pull request #34 in acme/webshop as a draft",
            " でプルリクエスト #34 をドラフトとして作成しました",
        ),
        (
            "pull_request",
            pull("ready_for_review"),
            "marked pull request #34 in acme/webshop as ready for review",
            " のプルリクエスト #34 をレビュー可能な状態にしました",
        ),
        (
            "pull_request",
            pull("closed", merged=True, base={"ref": "main"}),
            "merged pull request #34 into main in acme/webshop",
            " のプルリクエスト #34 を main にマージしました",
        ),
        (
            "pull_request",
            pull("closed", merged=True),
            "merged pull request #34 in acme/webshop",
            " のプルリクエスト #34 をマージしました",
        ),
        (
            "pull_request",
            pull("closed"),
            "closed pull request #34 in acme/webshop without merging it",
            " のプルリクエスト #34 をマージせずにクローズしました",
        ),
        (
            "pull_request",
            pull("reopened"),
            "reopened pull request #34 in acme/webshop",
            " のプルリクエスト #34 を再オープンしました",
        ),
    ],
)
def test_who_did_what_to_which_thing_where(event: str, body: object, en: str, ja: str) -> None:
    assert said(tell(event, body)) == f"octo-emma {en}"
    assert said(tell(event, body, "ja")) == f"octo-emma さんが acme/webshop{ja}"
    assert set(urls(tell(event, body))) >= {"#12" if event == "issues" else "#34", "Buttons", "acme/webshop"}


@pytest.mark.parametrize(
    ("event", "body", "color"),
    [
        ("issues", issue(), "#1A7F37"),
        ("issues", issue("reopened"), "#1A7F37"),
        ("issues", issue("closed"), "#CF222E"),
        ("issues", issue("closed", state_reason="completed"), "#8250DF"),
        ("issues", issue("closed", state_reason="not_planned"), "#6E7781"),
        ("pull_request", pull(), "#1A7F37"),
        ("pull_request", pull(draft=True), "#6E7781"),
        ("pull_request", pull("reopened", draft=True), "#6E7781"),
        ("pull_request", pull("ready_for_review"), "#1A7F37"),
        ("pull_request", pull("closed", merged=True), "#8250DF"),
        ("pull_request", pull("closed"), "#CF222E"),
    ],
)
def test_the_colour_is_the_state(event: str, body: object, color: str) -> None:
    assert tell(event, body).color == color


# --- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", ["issues", "pull_request"])
def test_assignees_of_something_new_are_called_at_most_five(event: str) -> None:
    body = issue(assignees=USERS) if event == "issues" else pull(requested_reviewers=USERS[:4], assignees=USERS[3:])
    called = dict.fromkeys(mentioned(tell(event, body, people=PEOPLE)))
    assert list(called) == [f"U0OCTO{n}00" for n in range(5)]
    assert mentioned(tell(event, body)) == []


@pytest.mark.parametrize(
    ("event", "body"),
    [
        ("issues", issue("closed", assignees=USERS)),
        ("issues", issue("reopened", assignees=USERS)),
        ("pull_request", pull("closed", merged=True, assignees=USERS, requested_reviewers=USERS)),
        ("pull_request", pull("reopened", requested_reviewers=USERS)),
        ("pull_request", pull(draft=True, requested_reviewers=USERS)),
        ("issues", issue(assignees=[ACTOR], body="@octo-1 and <@U0OCTO100>", title="@octo-2")),
        ("pull_request", pull(requested_reviewers=[{"login": "Octo-Emma"}], body="cc @octo-1")),
    ],
)
def test_nobody_is_called_to_the_old_to_their_own_deeds_or_by_strangers(event: str, body: object) -> None:
    assert mentioned(tell(event, body, people=PEOPLE)) == []


def test_bodies_of_old_have_one_assignee() -> None:
    assert facts(tell("issues", issue(assignee={"login": "octo-1"})))["Assignees"] == "octo-1"
    assert facts(tell("issues", issue(assignee=None, assignees=None))) == {}


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ({**pull(), "sender": None}, "Someone"),
        ({**pull(user={"login": "octo-rin"}), "sender": None}, "octo-rin"),
        ({**pull("closed", user={"login": "octo-rin"}), "sender": None}, "Someone"),
        ({**pull("closed", merged=True, merged_by={"login": "octo-mia"}), "sender": {}}, "octo-mia"),
    ],
)
def test_without_a_sender_the_body_may_still_tell_who(body: object, who: str) -> None:
    assert said(tell("pull_request", body)).split()[0] == who


def test_a_bot_is_no_san() -> None:
    by_type = {**pull(), "sender": {"login": "acme-release", "type": "Bot"}}
    by_name = {**pull(), "sender": {"login": "acme-release[bot]"}}
    assert said(tell("pull_request", by_type, "ja")).startswith("acme-release が acme/webshop で")
    assert said(tell("pull_request", by_name, "ja")).startswith("acme-release[bot] が acme/webshop で")


# --- facts -----------------------------------------------------------------------------------------------------------


def test_a_pull_request_shows_the_four_most_telling_facts() -> None:
    everything = sample("pull_request.opened__cart")
    assert list(facts(tell("pull_request", everything))) == ["Branch", "Size", "Reviewers", "Labels"]
    few = pull(labels=[{"name": "bug"}], milestone={"title": "2.4"}, assignees=[{"login": "a"}])
    assert facts(tell("pull_request", few)) == {"Labels": "bug", "Assignees": "a", "Milestone": "2.4"}


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"additions": 1200, "deletions": 3, "changed_files": 1}, "+1,200 −3 in 1 file"),
        ({"additions": 0, "deletions": 0, "changed_files": 0}, "+0 −0"),
        ({"additions": 5, "deletions": 6}, "+5 −6"),
        ({"additions": 5}, None),
        ({"additions": "many", "deletions": []}, None),
    ],
)
def test_the_size_of_a_pull_request(more: dict[str, Any], shown: str | None) -> None:
    assert facts(tell("pull_request", pull(**more))).get("Size") == shown


@pytest.mark.parametrize(
    ("head", "base", "shown"),
    [
        ({"ref": "x", "label": "acme:x", "repo": {"id": 1}}, {"ref": "main", "repo": {"id": 1}}, "x → main"),
        ({"ref": "x", "label": "octo:x", "repo": {"id": 2}}, {"ref": "main", "repo": {"id": 1}}, "octo:x → main"),
        ({"ref": "x", "label": "octo:x", "repo": None}, {"ref": "main", "repo": {"id": 1}}, "octo:x → main"),
        ({"ref": "x"}, {"ref": "main"}, "x → main"),
        ({"ref": "x"}, {}, None),
        (None, {"ref": "main"}, None),
    ],
)
def test_the_branches_of_a_pull_request(head: object, base: object, shown: str | None) -> None:
    assert facts(tell("pull_request", pull(head=head, base=base))).get("Branch") == shown


def test_a_merge_names_its_author_where_another_merged() -> None:
    merged = pull("closed", merged=True, user={"login": "Octo-Emma"}, merge_commit_sha=NEW)
    assert facts(tell("pull_request", merged)) == {"Merge commit": NEW[:7]}
    other = pull("closed", merged=True, user={"login": "octo-rin"})
    assert facts(tell("pull_request", other)) == {"Author": "octo-rin"}


def test_long_lists_are_cut() -> None:
    labels = [{"name": f"l{n}"} for n in range(8)]
    assert facts(tell("issues", issue(labels=labels)))["Labels"] == "l0, l1, l2, l3, l4, l5 and 2 more"
    assert facts(tell("issues", issue(labels=labels), "ja"))["ラベル"] == "l0、l1、l2、l3、l4、l5、他 2 件"
    assert facts(tell("issues", issue(labels=labels[:6])))["Labels"].endswith("l5")


def test_an_issue_may_have_a_type() -> None:
    assert facts(tell("issues", issue(type={"name": "Bug"}))) == {"Type": "Bug"}


# --- text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [None, "", "  \r\n", "<!-- only a template -->", 5, []])
def test_no_text_leaves_no_quote(text: object) -> None:
    message = tell("issues", issue(body=text))
    assert quoted(message) in ([], ["5"])
    assert not message.quote or text == 5


def test_text_comes_with_what_is_new_and_not_with_what_is_old() -> None:
    for event, action in (("issues", "opened"), ("pull_request", "opened"), ("pull_request", "ready_for_review")):
        make = issue if event == "issues" else pull
        message = tell(event, make(action, body="Words.\r\n\r\n- more"))
        assert quoted(message) == ["Words.", "", "more"]
        assert message.more
    assert not tell("issues", issue("closed", body="Words.")).quote
    assert not tell("pull_request", pull("closed", merged=True, body="Words.")).quote


def test_addresses_within_the_host_are_completed() -> None:
    text = (
        "[a](/acme/office) [b](../blob/main/x.md) [c](//evil.example) [d](x.md) [e](#top) [f](javascript:x) [g](../[)"
    )
    found = urls(tell("issues", issue(body=text)))
    assert found["a"] == "https://github.com/acme/office"
    assert found["b"] == f"{WEB}/blob/main/x.md"
    assert not {"c", "d", "e", "f"} & set(found)


def test_only_a_path_is_completed() -> None:
    links = Links("https://github.com", WEB)
    page = f"{WEB}/issues/12"
    assert links.resolve(page, "../pulls?q=x#y") == f"{WEB}/pulls?q=x#y"
    assert links.resolve(page, "/\t/[") is None
    assert links.resolve("", "/x") is None
    assert links.resolve(page, "//evil.example") is None


# --- transfers, servers of one's own, pings --------------------------------------------------------------------------


def test_an_issue_that_came_from_another_repository_says_so() -> None:
    body = issue()
    body["changes"] = {"old_issue": {"number": 9}, "old_repository": {"full_name": "acme/office"}}
    message = tell("issues", body)
    assert said(message) == "octo-emma moved an issue from acme/office#9 to acme/webshop: it is issue #12 now"
    assert urls(message)["acme/office#9"] == "https://github.com/acme/office/issues/9"
    body["changes"] = {"old_issue": {"title": "x"}}
    assert said(tell("issues", body)).startswith("octo-emma moved an issue from a repository to acme/webshop")
    body["changes"] = {"title": {"from": "x"}}
    assert said(tell("issues", body)).startswith("octo-emma opened")


def test_a_server_of_ones_own_is_linked_by_its_own_name() -> None:
    found = urls(tell("issues", sample("issues.opened__enterprise_server")))
    assert found
    assert all(url.startswith("https://ghe.acme.example/") for url in found.values())


@pytest.mark.parametrize("gone", ["repository", "issue"])
def test_links_are_made_where_the_body_has_none(gone: str) -> None:
    body = issue(body="#7")
    if gone == "repository":
        body["repository"] = {k: v for k, v in REPOSITORY.items() if k != "html_url"}
    else:
        del body["issue"]["html_url"]
    found = urls(tell("issues", body))
    assert found["#12"] == f"{WEB}/issues/12"
    assert found["#7"] == f"{WEB}/issues/7"
    assert found["acme/webshop"] == WEB


@pytest.mark.parametrize(
    ("body", "en"),
    [
        ({"repository": REPOSITORY}, "Someone connected acme/webshop: its webhook works"),
        ({"organization": {"login": "acme"}}, "Someone connected organization acme: its webhook works"),
        ({"hook": {"type": "App"}}, "Someone connected a GitHub App: its webhook works"),
        ({"hook": {"type": "Global"}}, "Someone connected a webhook of GitHub, and it works"),
        ({}, "Someone connected a webhook of GitHub, and it works"),
    ],
)
def test_a_ping_says_what_was_connected(body: object, en: str) -> None:
    assert said(tell("ping", body)) == en
    assert said(tell("ping", body, "ja")).endswith("正しく動いています")


def test_a_ping_says_what_will_come_and_what_is_amiss() -> None:
    assert facts(tell("ping", sample("ping__repository"))) == {
        "Events": "issues, pull_request, push",
        "Content type": "json",
    }
    assert facts(tell("ping", sample("ping__tls_off"))) == {
        "Events": "everything",
        "Content type": "form",
        "Active": "no",
        "TLS verification": "off",
    }
    assert facts(tell("ping", {"hook": {"events": [f"e{n}" for n in range(14)]}}))["Events"].endswith("e11 and 2 more")
    assert facts(tell("ping", {"hook": {"events": "push", "config": []}})) == {}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_hooks_own_address_and_secret_are_never_shown(name: str) -> None:
    shown = words(tell(event_of(name), SAMPLES[name]))
    assert "bridge.example" not in shown
    assert "********" not in shown
