"""What is told of a push."""

from __future__ import annotations

import pytest

from bridge.slack.limits import problems
from bridge.slack.render import render
from tests.sources.github.bodies import NEW, OLD, REPOSITORY, WEB, ZERO, commit, push, tell
from tests.sources.seen import facts, quoted, said, urls


@pytest.mark.parametrize(
    ("body", "en", "ja"),
    [
        (push("refs/heads/main", "One"), "pushed 1 commit to main", " の main に1件のコミットをプッシュしました"),
        (
            push("refs/heads/main", "One", "Two"),
            "pushed 2 commits to main",
            " の main に2件のコミットをプッシュしました",
        ),
        (
            push("refs/heads/x/y", "One"),
            "pushed 1 commit to branch x/y",
            " のブランチ x/y に1件のコミットをプッシュしました",
        ),
        (push(commits=None), "pushed to main", " の main にプッシュしました"),
        (push("refs/heads/x", commits=None), "pushed to branch x", " のブランチ x にプッシュしました"),
        (push(created=True), "created the default branch main", " にデフォルトブランチ main を作成しました"),
        (push("refs/heads/x", created=True), "created branch x", " にブランチ x を作成しました"),
        (push("refs/heads/x", before=ZERO, created=None), "created branch x", " にブランチ x を作成しました"),
        (push("refs/heads/x", forced=True), "force-pushed branch x", " のブランチ x を強制プッシュで書き換えました"),
        (
            push(forced=True),
            "force-pushed the default branch main",
            " のデフォルトブランチ main を強制プッシュで書き換えました",
        ),
        (push("refs/tags/v1", created=True), "created tag v1", " にタグ v1 を作成しました"),
        (push("refs/tags/v1", forced=True), "moved tag v1", " のタグ v1 を移動しました"),
        (push("refs/notes/x", "One"), "pushed 1 commit to branch refs/notes/x", None),
    ],
)
def test_what_happened_is_said(body: object, en: str, ja: str | None) -> None:
    assert said(tell("push", body)) == f"octo-emma {en} in acme/webshop"
    if ja:
        assert said(tell("push", body, "ja")) == f"octo-emma さんが acme/webshop{ja}"


@pytest.mark.parametrize(
    ("body", "en"),
    [
        (push(deleted=True), "deleted the default branch main"),
        (push("refs/heads/x", deleted=True), "deleted branch x"),
        (push("refs/heads/x", after=ZERO, deleted=None), "deleted branch x"),
        (push("refs/tags/v1", deleted=True), "deleted tag v1"),
    ],
)
def test_what_is_gone_is_not_linked(body: object, en: str) -> None:
    message = tell("push", body)
    assert said(message) == f"octo-emma {en} from acme/webshop"
    assert set(urls(message)) == {"acme/webshop"}
    assert not message.quote


def test_links_lead_to_comparison_branch_and_commits() -> None:
    found = urls(tell("push", push("refs/heads/fix/ü #1", "One (#7)")))
    assert found == {
        "1 commit": f"{WEB}/compare/a...b",
        "fix/ü #1": f"{WEB}/tree/fix/%C3%BC%20%231",
        "acme/webshop": WEB,
        NEW[:7]: f"{WEB}/commit/{NEW}",
        "#7": f"{WEB}/issues/7",
        "Read more": f"{WEB}/compare/a...b",
    }


def test_the_first_five_commits_are_listed() -> None:
    body = push("refs/heads/main", *(f"Number {n}\n\nIn length." for n in range(1, 8)))
    assert quoted(tell("push", body)) == [*(f"{NEW[:7]} Number {n}" for n in range(1, 6)), "and 2 more"]
    assert quoted(tell("push", body, "ja"))[-1] == "他 2 件"
    assert urls(tell("push", body))["and 2 more"] == f"{WEB}/compare/a...b"
    assert quoted(tell("push", push("refs/heads/main", *"12345")))[-1] == f"{NEW[:7]} 5"


def test_a_push_of_thousands_says_that_the_body_lists_no_more() -> None:
    message = tell("push", push("refs/heads/main", *map(str, range(2048))))
    assert said(message) == "octo-emma pushed at least 2,048 commits to main in acme/webshop"
    assert quoted(message)[-1] == "and 2,043 more"
    assert problems(render(message)) == []
    assert "at least" not in said(tell("push", push("refs/heads/main", *map(str, range(2047)))))


def test_commits_of_odd_shapes() -> None:
    commits = [
        None,
        {},
        {"id": OLD},
        {"message": "No hash"},
        {"id": NEW, "message": "x" * 5000},
        {"message": "\n\nLate\n"},
    ]
    message = tell("push", push(commits=commits))
    assert quoted(message) == [OLD[:7], "No hash", f"{NEW[:7]} {'x' * 120}…", "Late"]
    alone = tell("push", push(commits=None, head_commit={"id": NEW, "message": "Head"}, compare=None))
    assert said(alone).startswith("octo-emma pushed 1 commit to main")
    assert quoted(alone) == [f"{NEW[:7]} Head"]
    bare = tell("push", push("refs/heads/main", *"123456", compare="javascript:alert(1)"))
    assert quoted(bare)[-1] == "and 1 more"
    assert "and 1 more" not in urls(bare)


@pytest.mark.parametrize(
    ("authors", "shown"),
    [
        (["octo-emma"], None),
        (["octo-emma", "octo-emma"], None),
        (["octo-rin"], "octo-rin"),
        (["octo-emma", "octo-rin", "octo-rin"], "octo-rin (2), octo-emma (1)"),
        (["a", "b", "c", "d", "d", "e"], "d (2), a (1), b (1) and 2 more"),
    ],
)
def test_authors_are_named_where_they_are_not_who_pushed(authors: list[str], shown: str | None) -> None:
    body = push(commits=[commit("x", author) for author in authors])
    assert facts(tell("push", body)).get("Authors") == shown


def test_an_author_without_a_login_is_known_by_mail() -> None:
    mine = {"id": NEW, "message": "x", "author": {"name": "Emma Clark", "email": "Emma@acme.example"}}
    pusher = {"name": "octo-emma", "email": "emma@acme.example"}
    assert facts(tell("push", push(commits=[mine], pusher=pusher))) == {}
    assert facts(tell("push", push(commits=[mine]))) == {"Authors": "Emma Clark"}
    assert facts(tell("push", push(commits=[{**mine, "author": {"email": "x@acme.example"}}]))) == {}


def test_a_forced_push_says_from_where_to_where() -> None:
    message = tell("push", push("refs/heads/main", "One", forced=True))
    assert facts(message) == {"From → to": f"{OLD[:7]} → {NEW[:7]}", "Commits": "1 commit"}
    assert urls(message)[OLD[:7]] == f"{WEB}/commit/{OLD}"
    assert facts(tell("push", push(forced=True, before=None))) == {}


def test_a_new_branch_says_where_it_comes_from() -> None:
    message = tell("push", push("refs/heads/x", "One", created=True, base_ref="refs/heads/main"))
    assert facts(message) == {"Commits": "1 commit", "Based on": "main"}


def test_without_an_address_nothing_is_linked() -> None:
    body = push(
        "refs/heads/main", "See #7", repository={"full_name": "acme/webshop"}, sender={"login": "x"}, compare=""
    )
    message = tell("push", body)
    assert said(message) == "x pushed 1 commit to main in acme/webshop"
    assert urls(message) == {}


@pytest.mark.parametrize(
    ("pushed_at", "time"),
    [
        (1772496900, "2026-03-03 00:15"),
        ("2026-03-03T00:15:00Z", "2026-03-03 00:15"),
        (None, "2026-03-01 23:00"),
        (-1, "2026-03-01 23:00"),
        (10**15, "2026-03-01 23:00"),
        ("soon", "2026-03-01 23:00"),
    ],
)
def test_the_time_is_the_pushs_else_the_commits(pushed_at: object, time: str) -> None:
    head = {"timestamp": "2026-03-02T08:00:00+09:00"}
    message = tell("push", push(head_commit=head, repository={**REPOSITORY, "pushed_at": pushed_at}))
    assert message.time
    assert f"{message.time:%Y-%m-%d %H:%M}" == time
