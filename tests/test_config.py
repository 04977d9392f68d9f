"""Options become a configuration, or one sentence that names the option."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.compact import decode, encode
from bridge.config import Opened, Options, context_and_filters, derive, describe, hook_config, masked, person
from bridge.errors import SettingInvalid
from bridge.model import Context, Filters, HookConfig, Secret
from bridge.space import space_url

SLACK = "https://hooks.slack.com/services/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"
NOW = datetime(2026, 11, 21, 12, 0, 30, tzinfo=UTC).timestamp()
KINDS = ("issue.created", "issue.updated", "push.default", "pull_request.closed.merged", "pull_request.closed.unmerged")


def checked(url: str) -> str:
    if not url.startswith("https://"):
        raise SettingInvalid("slack_url must be an https address.")
    return url.rstrip("/")


def made(source: str = "backlog", **options: Any) -> HookConfig:
    asked = Options(**{"source": source, "slack_url": SLACK, **options})
    return hook_config(asked, now=NOW, check_destination=checked, known_kinds=KINDS)


def test_all_options_of_a_backlog_hook() -> None:
    config = made(
        channel="#dev",
        username="Backlog 君",
        icon=":bell:",
        space="myspace.backlog.com/",
        language="ja",
        style="compact",
        expires="90d",
        only=["issue.created, issue.updated", "push"],
        also=("pull_request.closed",),
        skip=["*.updated", ""],
        person=["github:Octo-Cat=U012ABCDEF", "backlog:123=W01", "backlog:山田 = 太郎=U99"],
        status=["12= In review ", "13=a=b"],
    )
    assert config == HookConfig(
        destination=Secret(SLACK),
        channel="#dev",
        username="Backlog 君",
        icon=":bell:",
        context=Context(
            space="https://myspace.backlog.com",
            language="ja",
            style="compact",
            people={"github:octo-cat": "U012ABCDEF", "backlog:123": "W01", "backlog:山田 = 太郎": "U99"},
            statuses={"12": "In review", "13": "a=b"},
        ),
        filters=Filters(
            only=("issue.created", "issue.updated", "push"), also=("pull_request.closed",), skip=("*.updated",)
        ),
        issued=int(NOW),
        expires=int(NOW) + 90 * 86_400,
    )
    assert decode(encode(config)) == config


def test_defaults_are_english_full_and_everything_else_empty() -> None:
    assert made() == HookConfig(destination=Secret(SLACK), issued=int(NOW))
    assert made("github", secret="it's a secret").secret == Secret("it's a secret")
    assert made(icon="https://example.com/x.png").icon == "https://example.com/x.png"


@pytest.mark.parametrize(
    ("source", "options", "says"),
    [
        ("backlog", {"slack_url": None}, "slack_url"),
        ("backlog", {"slack_url": ""}, "slack_url"),
        ("backlog", {"slack_url": "ftp://x"}, "slack_url"),
        ("backlog", {"secret": "s"}, "secret.*Backlog does not sign"),
        ("github", {"secret": ""}, "secret"),
        ("github", {"secret": "a\nb"}, "secret"),
        ("github", {"secret": "x" * 201}, "secret"),
        ("backlog", {"channel": "x" * 81}, "channel.*80"),
        ("backlog", {"channel": "#a\x00b"}, "channel.*control"),
        ("backlog", {"username": "a\nb"}, "username"),
        ("backlog", {"username": "\ud800"}, "username"),
        ("backlog", {"icon": "bell"}, "icon"),
        ("backlog", {"icon": "http://example.com/x.png"}, "icon"),
        ("backlog", {"icon": "https://[::1/x.png"}, "icon"),
        ("backlog", {"icon": "https://example.com/a b.png"}, "icon"),
        ("backlog", {"icon": ":a\x07:"}, "icon"),
        ("github", {"space": "https://a.backlog.com"}, "space"),
        ("backlog", {"space": "acme"}, "space"),
        ("backlog", {"language": "fr"}, "language must be ja or en"),
        ("backlog", {"style": "big"}, "style must be full or compact"),
        ("backlog", {"expires": "90"}, "expires"),
        ("backlog", {"expires": "0d"}, "expires"),
        ("backlog", {"expires": "2026-11-20"}, "expires.*past"),
        ("backlog", {"expires": "2026-02-30"}, "expires.*2026-02-30"),
        ("backlog", {"expires": "2200-01-01"}, "expires.*far"),
        ("backlog", {"expires": "99999d"}, "expires.*far"),
        ("backlog", {"only": ["issue.created", "isue.*"]}, "only: 'isue"),
        ("backlog", {"also": ["Issue.created"]}, "also: 'Issue"),
        ("backlog", {"skip": ["x" * 150]}, "skip: 'x"),
        ("backlog", {"only": [",".join(f"*{n}" for n in range(200))]}, "only has too many"),
        ("backlog", {"person": ["github:octocat"]}, "person.*member id"),
        ("backlog", {"person": ["github:octo cat=U12"]}, "person.*github:login"),
        ("backlog", {"person": ["gitlab:x=U12"]}, "person"),
        ("backlog", {"person": ["backlog:=U12"]}, "person"),
        ("backlog", {"person": ["backlog:a\nb=U12"]}, "person"),
        ("backlog", {"person": ["backlog:1=u12"]}, "person"),
        ("backlog", {"person": [f"backlog:{n}=U12" for n in range(51)]}, "person.*50"),
        ("backlog", {"status": ["In review"]}, "status"),
        ("backlog", {"status": ["x=In review"]}, "status"),
        ("backlog", {"status": ["1= "]}, "status"),
        ("backlog", {"status": ["1=a\tb"]}, "status"),
        ("backlog", {"status": [f"{n}=x" for n in range(51)]}, "status.*50"),
        ("github", {"status": ["1=x"]}, "status.*Backlog"),
        ("backlog", {"mentions": "some"}, "mentions must be assigned or all or none"),
        ("backlog", {"label": ["bug"]}, "label is for GitHub only"),
        ("backlog", {"bots": True}, "bots is for GitHub only"),
        ("backlog", {"private": False}, "private is for GitHub only"),
        ("github", {"change": ["status"]}, "change is for Backlog only"),
        ("github", {"branch": ["main,bass:x"]}, "branch: 'bass:x' must have base: or head:"),
        ("github", {"label": ["bug,!!x"]}, "label: '!!x' has two signs"),
        ("github", {"label": ["!"]}, "label: '!' names nothing"),
        ("github", {"label": ["a\tb"]}, r"label: 'a\\tb' holds a control"),
        ("github", {"label": ["x" * 201]}, "label: 'x.*too long"),
        ("github", {"label": [",".join(map(str, range(101)))]}, "label has too many patterns"),
        ("github", {"author": ["@octocat"]}, "author: '@octocat' must look like"),
        ("github", {"repository": ["https://github.com/a/b"]}, "repository: 'https"),
        ("github", {"conclusion": ["failed"]}, "conclusion: 'failed' is none of success, failure"),
        ("github", {"state": ["sucess"]}, "state: 'sucess' is none of"),
    ],
)
def test_each_refusal_names_its_option(source: str, options: dict[str, Any], says: str) -> None:
    with pytest.raises(SettingInvalid, match=says) as refusal:
        made(source, **options)
    assert "\n" not in refusal.value.detail
    assert len(refusal.value.detail) < 240


@pytest.mark.parametrize(
    ("given_as", "sealed"),
    [
        ("https://acme.backlog.com", "https://acme.backlog.com"),
        (" https://ACME.backlog.jp/ ", "https://acme.backlog.jp"),
        ("acme.backlogtool.com", "https://acme.backlogtool.com"),
        ("http://backlog.example.com:8080/bl/", "http://backlog.example.com:8080/bl"),
        ("https://intranet/backlog", "https://intranet/backlog"),
    ],
)
def test_spaces(given_as: str, sealed: str) -> None:
    assert space_url(given_as) == sealed == space_url(sealed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "acme",
        "ftp://acme.backlog.com",
        "javascript:alert(1)",
        "https://me:pw@acme.backlog.com",
        "https://acme.backlog.com?x=1",
        "https://acme.backlog.com#x",
        "https://acme.backlog.com/dashboard",
        "https://acme.backlog.com:x",
        "https://[::1",
        "https://",
        "https://-a.example.com",
        "https://exa mple.com",
        "https://a.example.com/<b>",
        "https://a.example.com//x",
        "https://a.example.com\\@b",
        "https://スペース.example.com",
        "https://a.example.com/" + "x" * 200,
    ],
)
def test_what_is_not_the_address_of_a_space(text: str) -> None:
    with pytest.raises(SettingInvalid, match="space must"):
        space_url(text)


@given(st.text(max_size=40))
def test_any_text_is_a_space_or_a_sentence(text: str) -> None:
    try:
        url = space_url(text)
    except SettingInvalid:
        return
    assert url == space_url(url)
    assert url.isascii()
    assert not set(url) & set(" <>|\"'@?#\\")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("12h", NOW + 12 * 3600),
        ("1d", NOW + 86_400),
        ("2026-11-21", datetime(2026, 11, 22, tzinfo=UTC).timestamp()),
        ("2027-01-31", datetime(2027, 2, 1, tzinfo=UTC).timestamp()),
        ("never", None),
        ("", None),
    ],
)
def test_expiry(text: str, at: float | None) -> None:
    assert made(expires=text).expires == (None if at is None else int(at))


def test_patterns_reach_kinds_with_a_third_part_and_unknown_kinds_can_be_left_unchecked() -> None:
    assert made("github", only=["pull_request.closed"]).filters.only == ("pull_request.closed",)
    unchecked = hook_config(Options(slack_url=SLACK, only=["a.b"]), now=NOW, check_destination=checked)
    assert unchecked.filters.only == ("a.b",)


def test_the_page_sends_the_same_as_json() -> None:
    asked = Options.from_json(
        json.loads('{"source": "github", "slack_url": "https://x", "only": "push", "skip": ["a", "b"], "icon": null}')
    )
    assert asked == Options(source="github", slack_url="https://x", only=("push",), skip=("a", "b"))
    filtered = Options.from_json({"source": "github", "branch": "main", "label": ["a"], "bots": True, "drafts": None})
    assert filtered == Options(source="github", branch=("main",), label=("a",), bots=True)
    refused: list[tuple[dict[str, Any], str]] = [
        ({"chanel": "x"}, "'chanel'"),
        ({"channel": 1}, "channel"),
        ({"only": 1}, "only"),
        ({"only": ["a", 1]}, "only"),
        ({"person": {"a": "b"}}, "person"),
        ({"branch": [1]}, "branch"),
        ({"drafts": "yes"}, "drafts must be true or false"),
    ]
    for bad, says in refused:
        with pytest.raises(SettingInvalid, match=says):
            Options.from_json(bad)


def test_filters_of_single_deliveries() -> None:
    config = made(
        "github",
        branch=["main, release/*", "!head:wip/*"],
        label=["bug", r"a\,b"],
        author=["!dependabot[bot]"],
        conclusion=["fail*", "!cancelled"],
        repository=["acme/*", "web-*"],
        environment=[" "],
        drafts=True,
        bots=False,
        private=False,
        mentions="all",
    )
    assert config.filters == Filters(
        where={
            "branch": ("main", "release/*", "!head:wip/*"),
            "label": ("bug", r"a\,b"),
            "author": ("!dependabot[bot]",),
            "conclusion": ("fail*", "!cancelled"),
            "repository": ("acme/*", "web-*"),
        },
        switches=("drafts", "private"),
    )
    assert config.context.mentions == "all"
    assert decode(encode(config)) == config
    opened = replace(OPENED, config=config)
    told = describe(opened)
    assert told["mentions"] == "all"
    assert told["filters"]["branch"] == ["main", "release/*", "!head:wip/*"]
    assert (told["filters"]["drafts"], told["filters"]["private"]) == (True, False)
    assert "bots" not in told["filters"]
    changed = derived(opened, branch=[], author=["alice"], drafts=False)
    assert changed.filters.where == {name: p for name, p in config.filters.where.items() if name != "branch"} | {
        "author": ("alice",)
    }
    assert changed.filters.switches == ("private",)
    backlog = made(change=["status"], assignee=["山田 太郎"], author=["@x y"], checklist_ticks=False, bots=False)
    assert backlog.filters.switches == ("checklist_ticks",)
    assert decode(encode(backlog)) == backlog


def test_previews_need_no_address() -> None:
    asked = Options(source="backlog", language="ja", space="a.example.com", skip=["issue"], style="compact")
    context, filters = context_and_filters(asked, KINDS)
    assert context == Context(language="ja", space="https://a.example.com", style="compact")
    assert filters == Filters(skip=("issue",))


OLD = HookConfig(
    destination=Secret(SLACK),
    secret=Secret("old secret"),
    channel="#old",
    context=Context(language="ja", people={"github:a": "U12"}),
    filters=Filters(only=("push",)),
    issued=1,
    expires=int(NOW) + 60,
)
OPENED = Opened(id="AAAAAAAAAAAA", source="github", form="short", key="01020304", config=OLD)


def derived(opened: Opened = OPENED, **options: Any) -> HookConfig:
    return derive(opened, Options(**options), now=NOW, check_destination=checked, known_kinds=KINDS)


def test_a_hook_made_from_another_keeps_what_is_not_given() -> None:
    assert derived() == replace(OLD, issued=int(NOW), family="AAAAAAAAAAAA")
    changed = derived(channel="", only=[], skip=["push"], language="en", expires="never", person=[])
    assert changed == replace(
        OLD,
        issued=int(NOW),
        family="AAAAAAAAAAAA",
        channel="",
        expires=None,
        context=Context(),
        filters=Filters(skip=("push",)),
    )


def test_the_family_is_the_first_hooks_id() -> None:
    second = replace(OPENED, id="BBBBBBBBBBBB", config=derived())
    assert derived(second).family == "AAAAAAAAAAAA"


def test_a_new_destination_drops_the_old_secret() -> None:
    assert derived(slack_url=SLACK + "/").secret == Secret("old secret")
    assert derived(slack_url="https://example.com/x").secret is None
    assert derived(slack_url="https://example.com/x", secret="new").secret == Secret("new")


def test_source_and_address_cannot_be_taken_away() -> None:
    with pytest.raises(SettingInvalid, match="source"):
        derived(source="backlog")
    with pytest.raises(SettingInvalid, match="slack_url"):
        derived(slack_url="")
    assert derived(source="github") == derived()


def test_a_description_shows_no_secret() -> None:
    told = describe(OPENED)
    assert told == {
        "id": "AAAAAAAAAAAA",
        "form": "short",
        "key": "01020304",
        "source": "github",
        "destination": "https://hooks.slack.com/services/T…/B…/…",
        "secret": "set",
        "space": "",
        "channel": "#old",
        "username": "",
        "icon": "",
        "language": "ja",
        "style": "full",
        "filters": {"only": ["push"], "also": [], "skip": []},
        "mentions": "assigned",
        "issued": "1970-01-01T00:00:01Z",
        "expires": "2026-11-21T12:01:30Z",
        "family": None,
        "people": 1,
        "statuses": {},
    }
    assert describe(replace(OPENED, config=replace(OLD, secret=None, expires=None)))["secret"] is None
    assert "old secret" not in repr(OPENED)
    assert "T0A1B2C3D4E" not in repr(Options(slack_url=SLACK, secret="old secret"))


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        ("https://hooks.slack-gov.com/services/T1/B2/xyz", "https://hooks.slack-gov.com/services/T…/B…/…"),
        ("https://hooks.slack.com/T1/B2/xyz", "https://hooks.slack.com/…"),
        ("http://127.0.0.1:8000/inbox/xyz", "http://127.0.0.1:8000/…"),
        ("https://user:pass@chat.example.com/hooks/xyz", "https://chat.example.com/…"),
    ],
)
def test_destinations_are_masked(url: str, shape: str) -> None:
    assert masked(Secret(url)) == shape


def test_one_person() -> None:
    assert person("github:Dependabot[bot]=U012") == ("github:dependabot[bot]", "U012")


def test_a_derived_hook_can_lose_its_secret_and_a_new_one_cannot_be_empty() -> None:
    signed = hook_config(
        Options(source="github", slack_url="https://chat.example/x", secret="s"), now=1, check_destination=str
    )
    opened = Opened(id="abcdefghijkl", source="github", form="sdk", key="file", config=signed)
    assert derive(opened, Options(source="github", secret=""), now=2, check_destination=str).secret is None
    with pytest.raises(SettingInvalid, match="secret"):
        hook_config(
            Options(source="github", slack_url="https://chat.example/x", secret=""), now=1, check_destination=str
        )
