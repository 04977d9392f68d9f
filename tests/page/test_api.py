"""The page's API over a real socket: what it makes, what it refuses, and that it keeps its secrets."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request

from bridge.config import Options, hook_config
from bridge.errors import PassphraseWrong, SettingInvalid, TooManyAttempts
from bridge.hooks import Desk
from bridge.model import Skip, Token
from bridge.relay import Outcome
from bridge.session import LIFETIME, Sessions
from bridge.sources import SOURCES
from bridge.web_api import Api, add_api, base_url
from tests import http
from tests.fakes import SLACK_URL
from tests.page.pages import PASSPHRASE, Pages, hashed, serving_page
from tests.serving import serving
from tests.slack.fake_slack import PATH, Answer

SECRET: Final = "a-secret-that-nobody-sees"
Json = dict[str, Any]


@pytest.fixture(scope="module", name="pages")
def _pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with serving_page(tmp_path_factory.mktemp("api")) as pages:
        yield pages


@pytest.fixture(scope="module", name="locked")
def _locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with serving_page(tmp_path_factory.mktemp("locked"), page=hashed()) as pages:
        yield pages


@pytest.fixture(autouse=True)
def _quiet_slack(pages: Pages) -> None:
    pages.slack.requests.clear()


def post(pages: Pages, path: str, body: Any = None, **headers: str) -> httpx.Response:
    return http.post(f"{pages.origin}/api/{path}", json=body, headers=headers)


def refused(answer: httpx.Response, status: int, code: str) -> str:
    body = answer.json()
    assert (answer.status_code, body["error"]) == (status, code), body
    assert body["help"] == f"docs/errors.md#{code}"
    assert answer.headers["cache-control"] == "no-store"
    return str(body["detail"])


def opened(pages: Pages, url: str) -> Any:
    return pages.vault.opened(Token.parse(url.partition("config=")[2]), tuple(SOURCES))


# --- hooks -------------------------------------------------------------------------------------------------------------


def test_a_hook_is_made_read_and_changed(pages: Pages) -> None:
    made = post(
        pages, "urls", {"source": "github", "slack_url": pages.slack.url, "secret": SECRET, "channel": "#a"}
    ).json()
    assert made["url"].startswith(f"{pages.origin}/hooks/github?config=")
    assert made["length"] == len(made["url"])
    said = post(pages, "inspect", {"url": made["url"]}).json()
    assert {name: said[name] for name in ("id", "source", "secret", "channel", "language", "style", "family")} == {
        "id": made["id"], "source": "github", "secret": "set", "channel": "#a", "language": "en", "style": "full", "family": None,
    }  # fmt: skip
    assert post(pages, "inspect", {"url": made["url"].partition("config=")[2]}).json() == said

    changed = post(pages, "urls", {"from": made["url"], "language": "ja", "channel": ""}).json()
    config = opened(pages, changed["url"]).config
    assert (config.secret.reveal(), config.channel, config.family) == (SECRET, "", made["id"])
    again = post(pages, "urls", {"from": changed["url"], "slack_url": SLACK_URL}).json()
    config = opened(pages, again["url"]).config
    assert (config.secret, config.family, config.context.language) == (None, made["id"], "ja")


def test_options_are_as_the_commands(pages: Pages) -> None:
    asked = {"source": "backlog", "slack_url": pages.slack.url, "space": "acme.backlog.com", "only": "issue.*,wiki.*", "skip": None, "status": ["12=Done"],
             "checklist_ticks": False, "expires": "12h", "project": ["SHOP", "!OLD"]}  # fmt: skip
    config = opened(pages, post(pages, "urls", asked).json()["url"]).config
    assert config.filters.only == ("issue.*", "wiki.*")
    assert (config.filters.where, config.filters.switches) == ({"project": ("SHOP", "!OLD")}, ("checklist_ticks",))
    assert (config.context.statuses, config.expires - config.issued) == ({"12": "Done"}, 43_200)


def test_an_ended_hook_cannot_be_changed_and_says_what_it_was(pages: Pages) -> None:
    config = hook_config(
        Options(source="backlog", slack_url=SLACK_URL, expires="90d"), now=1_700_000_000, check_destination=str
    )
    url = f"https://bridge.example/hooks/backlog?config={pages.vault.seal(config, 'backlog').text()}"
    for path, body in (("urls", {"from": url}), ("test", {"from": url}), ("inspect", {"url": url})):
        answer = post(pages, path, body)
        assert "expired" in refused(answer, 410, "seal-revoked")
        assert (answer.json().get("hook", {}).get("source") == "backlog") is (path == "inspect")


def test_a_revoked_family_is_over(tmp_path: Path) -> None:
    with serving_page(tmp_path) as first:
        made = post(first, "urls", {"source": "backlog", "slack_url": first.slack.url}).json()
        child = post(first, "urls", {"from": made["url"], "language": "ja"}).json()
    with serving_page(tmp_path, revoked=frozenset({made["id"]})) as pages:
        for url in (made["url"], child["url"]):
            assert "revoked" in refused(post(pages, "inspect", {"url": url}), 410, "seal-revoked")
            refused(post(pages, "urls", {"from": url}), 410, "seal-revoked")


@pytest.mark.parametrize(
    ("path", "body", "status", "code", "words"),
    [
        ("urls", {}, 400, "setting-invalid", "source must be backlog or github"),
        ("urls", {"source": "gitlab", "slack_url": SLACK_URL}, 400, "setting-invalid", "source must be"),
        ("urls", {"source": "backlog"}, 400, "setting-invalid", "slack_url is missing"),
        ("urls", {"source": "backlog", "slack_url": SLACK_URL, "base_url": "https://x.example"}, 400, "setting-invalid", "'base_url'"),
        ("urls", {"source": "backlog", "slack_url": 7}, 400, "setting-invalid", "slack_url must be a string"),
        ("urls", {"source": "backlog", "slack_url": SLACK_URL, "only": [["x"]]}, 400, "setting-invalid", "only must be"),
        ("urls", {"source": "backlog", "slack_url": SLACK_URL, "only": ["nope"]}, 400, "setting-invalid", "matches no kind"),
        ("urls", {"source": "backlog", "slack_url": SLACK_URL, "secret": "x"}, 400, "setting-invalid", "GitHub only"),
        ("urls", {"source": "github", "slack_url": SLACK_URL, "bots": "yes"}, 400, "setting-invalid", "true or false"),
        ("urls", {"from": "AAAA"}, 403, "seal-broken", "not a token of this bridge"),
        ("urls", {"from": 7}, 400, "setting-invalid", "from must be a string"),
        ("inspect", {"url": "https://bridge.example/"}, 403, "seal-broken", "no config"),
        ("inspect", {"url": "https://[/?config=x"}, 403, "seal-broken", "no config"),
        ("inspect", {"url": "https://b.example/hooks/backlog?config=AAAA&config=AAAB"}, 400, "setting-invalid", "2 configs"),
        ("inspect", {}, 400, "setting-invalid", "url must be a string"),
        ("inspect", {"url": "x", "more": 1}, 400, "setting-invalid", "'more' is not a member"),
        ("preview", {}, 400, "setting-invalid", "source must be"),
        ("preview", {"source": "backlog"}, 400, "setting-invalid", "Give kind"),
        ("preview", {"source": "backlog", "kind": "issue.created", "body": {}}, 400, "setting-invalid", "Give kind"),
        ("preview", {"source": "backlog", "kind": "nope"}, 400, "setting-invalid", "no kind 'nope'"),
        ("preview", {"source": "backlog", "kinds": "issue.created"}, 400, "setting-invalid", "kinds must be a list"),
        ("preview", {"source": "backlog", "body": "{"}, 400, "payload-malformed", "not JSON"),
        ("preview", {"source": "github", "body": {}}, 400, "payload-malformed", "X-GitHub-Event"),
        ("session", {"passphrase": "x"}, 404, "not-found", "no passphrase"),
        ("nothing", {}, 404, "not-found", ""),
    ],
)  # fmt: skip
def test_what_is_refused_and_why(pages: Pages, path: str, body: Json, status: int, code: str, words: str) -> None:
    assert words in refused(post(pages, path, body), status, code)


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.slack.com/services/T0/B0/x", "https://hooks.slack.com.evil.example/services/T0/B0/x", "https://hooks.slack.com:8443/services/T0/B0/x",
        "https://hooks.slack.com@evil.example/services/T0/B0/x", "https://evil.example\\@hooks.slack.com/services/T0/B0/x", "https://hooks.slаck.com/services/T0/B0/x",
        "https://hooks.slack.com./services/T0/B0/x", "https://hooks.slack.com/services/../T0/B0/x", "https://169.254.169.254/latest/meta-data", "http://127.0.0.1/",
        "http://0x7f000001/", "http://2130706433/", "http://127.1/", "http://[::ffff:127.0.0.1]/", "http://[::1]/", "http://localhost/", "file:///etc/passwd", "gopher://x", "//x",
        "https://hooks.slack.com/services/T0/B0/x\r\nHost: evil.example", "https://hooks.slack.com/triggers/T0/1/x", "https://hooks.slack.com/workflows/T0/A0/1/x",
        "https://hooks.slack.com/commands/T0/1/x", "https://hooks.slack.com/actions/T0/1/x", "https://slack.com/api/chat.postMessage", "x" * 3000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["urls", "test"])
def test_no_message_goes_elsewhere(pages: Pages, path: str, address: str) -> None:
    answer = post(pages, path, {"source": "backlog", "slack_url": address})
    detail = refused(answer, 400, "setting-invalid")
    assert answer.json()["option"] == "slack_url"
    assert address not in detail
    if "triggers" in address or "workflows" in address or "commands" in address:
        assert "https://api.slack.com/apps" in detail
    assert pages.slack.requests == []


@pytest.mark.parametrize("option", ["channel", "username", "icon", "space"])
@pytest.mark.parametrize("value", ["a\r\nX-Injected: 1", "a\nb", "\x00", "\ud800", "a" * 600])
def test_no_header_or_control_character_gets_into_a_message(pages: Pages, option: str, value: str) -> None:
    body = json.dumps({"source": "backlog", "slack_url": pages.slack.url, option: value})
    answer = http.post(f"{pages.origin}/api/urls", content=body, headers={"Content-Type": "application/json"})
    refused(answer, 400, "setting-invalid")
    assert answer.json()["option"] == option


# --- preview, kinds, filters -------------------------------------------------------------------------------------------


def test_previews_of_kinds_and_bodies(pages: Pages) -> None:
    one = post(pages, "preview", {"source": "backlog", "kind": "wiki.created", "language": "ja"}).json()
    assert (one["outcome"], one["kind"]) == ("told", "wiki.created")
    assert "Wiki" in one["payload"]["text"]
    several = post(
        pages, "preview", {"source": "backlog", "kinds": ["wiki.created", "issue.deleted"], "language": "ja"}
    ).json()
    assert several["results"][0] == one
    assert several["results"][1]["kind"] == "issue.deleted"
    sample = SOURCES["github"].sample("issues.opened")
    assert sample
    as_object = post(pages, "preview", {"source": "github", "event": "issues", "body": json.loads(sample.body)})
    as_text = post(pages, "preview", {"source": "github", "event": "issues", "body": sample.body.decode()})
    assert as_object.json() == as_text.json()
    assert as_object.json()["kind"] == "issues.opened"
    skipped = post(pages, "preview", {"source": "backlog", "kind": "wiki.created", "only": ["issue.*"]}).json()
    assert skipped == {"outcome": "skipped", "reason": "filtered-only: wiki.created is not among this hook's --only."}
    quiet = next(row.name for row in SOURCES["github"].rows() if row.told == "quiet")
    assert post(pages, "preview", {"source": "github", "kind": quiet}).json()["outcome"] == "skipped"


def test_half_characters_in_a_body_are_no_reason_to_refuse(pages: Pages) -> None:
    body = '{"source": "github", "event": "issues", "body": {"action": "opened", "issue": {"title": "\\ud800 \\u0000", "number": 1}}}'
    answer = http.post(f"{pages.origin}/api/preview", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200
    assert "\ufffd" in json.dumps(answer.json(), ensure_ascii=False)


def test_the_tables(pages: Pages) -> None:
    kinds = http.get(f"{pages.origin}/api/kinds").json()
    assert {name: [row["name"] for row in rows] for name, rows in kinds.items()} == {
        name: [row.name for row in source.rows()] for name, source in SOURCES.items()
    }
    filters = http.get(f"{pages.origin}/api/filters").json()
    assert {row["name"] for row in filters["where"]} >= {"branch", "project"}
    assert all(row["description"]["ja"] for table in filters.values() for row in table)


# --- the test ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "status", "word"),
    [
        (Answer(404, "no_service"), 502, "no_service"),
        (Answer(404, "channel_not_found"), 502, "channel_not_found"),
        (Answer(403, "invalid_token"), 502, "invalid_token"),
        (Answer(410, "channel_is_archived"), 502, "channel_is_archived"),
        (Answer(400, "invalid_blocks"), 502, "invalid_blocks"),
        (Answer(302, "", {"Location": "http://127.0.0.1:1/"}), 502, "HTTP 302"),
        (Answer(429, "", {"Retry-After": "7"}), 503, "HTTP 429"),
        (Answer(500, ""), 503, "HTTP 500"),
        (Answer(503, "<html>"), 503, "HTTP 503"),
        (Answer(drop="read"), 503, "did not answer"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_the_test_is_one_request_and_its_answer_is_slacks(pages: Pages, answer: Answer, status: int, word: str) -> None:
    pages.slack.script(answer)
    got = post(pages, "test", {"source": "github", "slack_url": pages.slack.url, "secret": SECRET})
    assert (got.status_code, len(pages.slack.requests)) == (status, 1)
    assert word in got.json()["detail"]
    assert got.headers.get("retry-after") == (
        "7" if answer.status == 429 else "30" if status == 503 and not answer.drop else None
    )
    assert (
        post(pages, "test", {"source": "github", "slack_url": pages.slack.url, "secret": SECRET}).json()["outcome"]
        == "posted"
    )


def test_the_test_is_a_real_message_of_the_hooks_own(pages: Pages) -> None:
    made = post(
        pages,
        "urls",
        {
            "source": "github",
            "slack_url": pages.slack.url,
            "secret": SECRET,
            "only": ["release"],
            "language": "ja",
            "channel": "#x",
        },
    ).json()
    answer = post(pages, "test", {"from": made["url"]}).json()
    assert answer["kind"].startswith("release.")
    [request] = pages.slack.requests
    assert request.json["channel"] == "#x"
    assert request.json["text"].startswith("[Test] ")
    assert "attachments" in request.json


def test_a_hook_whose_filters_fit_no_sample_is_tried_all_the_same(pages: Pages) -> None:
    body = {"source": "backlog", "slack_url": pages.slack.url, "project": ["NOSUCH"]}
    assert post(pages, "test", body).json()["outcome"] == "posted"


def test_a_sample_that_is_not_told_is_a_defect(pages: Pages) -> None:
    class Silent:
        clock = staticmethod(lambda: 0.0)

        def relay(self, *_: object, **__: object) -> list[Outcome]:
            return [Outcome("abcdefghijkl", Skip("odd", "it is odd."))]

    class Broken(Silent):
        def relay(self, *_: object, **__: object) -> list[Outcome]:
            raise ZeroDivisionError

    desk = Desk(vault=pages.vault, sources=SOURCES, destinations=[pages.slack.origin], clock=lambda: 1.8e9)
    for relay in (Silent(), Broken()):
        app = FastAPI()
        add_api(app, Api(desk=desk, relay=relay))  # type: ignore[arg-type]  # a script in Relay's place
        with serving(app) as origin:
            answer = http.post(f"{origin}/api/test", json={"source": "backlog", "slack_url": pages.slack.url})
            refused(answer, 500, "internal-error")


# --- the door ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://127.0.0.1:99999999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_sites_are_refused(pages: Pages, headers: dict[str, str]) -> None:
    refused(post(pages, "urls", {"source": "backlog", "slack_url": SLACK_URL}, **headers), 403, "origin-foreign")
    refused(http.get(f"{pages.origin}/api/kinds", headers=headers), 403, "origin-foreign")


def test_our_own_page_and_scripts_are_not(pages: Pages) -> None:
    port = pages.origin.rpartition(":")[2]
    for headers in (
        {},
        {"Origin": pages.origin},
        {"Origin": f"http://localhost:{port}"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ):
        assert post(pages, "urls", {"source": "backlog", "slack_url": SLACK_URL}, **headers).status_code == 200


@pytest.mark.parametrize(
    "kind",
    ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "application/jsonp", ""],
)
def test_json_only(pages: Pages, kind: str) -> None:
    for path in ("session", "urls", "inspect", "preview", "test"):
        answer = http.post(f"{pages.origin}/api/{path}", content=b'{"a": 1}', headers={"Content-Type": kind})
        refused(answer, 415, "media-type-unsupported")
    answer = http.post(
        f"{pages.origin}/api/preview",
        content=b'{"source": "backlog", "kind": "issue.created"}',
        headers={"Content-Type": "Application/JSON; charset=utf-8"},
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000]
)
def test_odd_bodies(pages: Pages, body: bytes) -> None:
    for path in ("urls", "inspect", "preview", "test"):
        answer = http.post(f"{pages.origin}/api/{path}", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400
        assert answer.json()["error"] in {"payload-malformed", "setting-invalid"}


def test_a_body_over_the_limit(pages: Pages) -> None:
    answer = http.post(
        f"{pages.origin}/api/urls", content=b" " * (2 * 2**20 + 1), headers={"Content-Type": "application/json"}
    )
    assert "2 MiB" in refused(answer, 413, "payload-too-large")


@pytest.mark.parametrize("path", ["/api/urls", "/api/kinds", "/openapi.json", "/"])
def test_other_methods(pages: Pages, path: str) -> None:
    refused(http.delete(pages.origin + path), 405, "method-not-allowed")


def request_from(client: str, scheme: str = "http", **headers: str) -> Request:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request(
        {
            "type": "http",
            "scheme": scheme,
            "server": ("x", 80),
            "path": "/",
            "query_string": b"",
            "headers": pairs,
            "client": (client, 1),
        }
    )


def test_a_proxys_word_counts_from_loopback_only() -> None:
    forwarded = {"host": "inner:8000", "x_forwarded_proto": "https, http", "x_forwarded_host": "bridge.example"}
    assert base_url(request_from("127.0.0.1", **forwarded), "") == "https://bridge.example"
    assert base_url(request_from("::1", **forwarded), "") == "https://bridge.example"
    assert base_url(request_from("203.0.113.7", **forwarded), "") == "http://inner:8000"
    assert base_url(request_from("testclient", **forwarded), "") == "http://inner:8000"
    assert (
        base_url(request_from("203.0.113.7", host="evil.example"), "https://bridge.example") == "https://bridge.example"
    )
    for host in ("", "a b", "x/y", "user@host", "x?y"):
        with pytest.raises(SettingInvalid):
            base_url(request_from("203.0.113.7", host=host), "")


def test_refusals_in_japanese(pages: Pages) -> None:
    answer = post(pages, "urls", {"source": "backlog"}, **{"Accept-Language": "ja,en;q=0.5"})
    assert refused(answer, 400, "setting-invalid").startswith("slack_url がありません。")
    assert answer.json()["option"] == "slack_url"


# --- the passphrase ----------------------------------------------------------------------------------------------------


def test_nothing_without_a_session(locked: Pages) -> None:
    for path in ("urls", "inspect", "preview", "test"):
        for headers in (
            {},
            {"Authorization": "Basic x"},
            {"Authorization": "Bearer"},
            {"Authorization": "Bearer AAAA"},
            {"Authorization": f"Bearer {'A' * 64}"},
        ):
            refused(post(locked, path, {}, **headers), 401, "session-required")
    refused(http.get(f"{locked.origin}/api/kinds"), 401, "session-required")
    answer = post(locked, "session", {"passphrase": PASSPHRASE})
    session = answer.json()
    assert session["expires_in"] == LIFETIME
    made = post(
        locked, "urls", {"source": "backlog", "slack_url": SLACK_URL}, Authorization=f"bearer {session['session']}"
    )
    assert made.status_code == 200
    assert http.get(f"{locked.origin}/").status_code == 200
    assert post(locked, "session", {"passphrase": PASSPHRASE}, Origin="https://evil.example").status_code == 403


@pytest.mark.parametrize("passphrase", ["", "wrong", "x" * 5000, PASSPHRASE + " "])
def test_a_wrong_passphrase(locked: Pages, passphrase: str) -> None:
    refused(post(locked, "session", {"passphrase": passphrase}), 401, "passphrase-wrong")


def test_sessions_end_with_time_and_with_the_passphrase() -> None:
    now = [1_000_000.0]
    sessions = Sessions(hashed(), lambda: now[0])
    session = sessions.begin(PASSPHRASE)
    sessions.check(session)
    now[0] += LIFETIME - 1
    sessions.check(session)
    now[0] += 1
    with pytest.raises(Exception, match="The session is over"):
        sessions.check(session)
    now[0] = 1_000_000.0
    for other in (Sessions(hashed(), lambda: now[0]),):
        with pytest.raises(Exception, match="passphrase first"):
            other.check(session)
    for forged in ("", "é", session[:-4] + "AAAA", session + "AAAA", "B" + session[1:]):
        with pytest.raises(Exception, match="passphrase first"):
            sessions.check(forged)
    assert sessions.begin(PASSPHRASE) != session
    with pytest.raises(PassphraseWrong):
        sessions.begin("\ud800")


def test_only_a_few_passphrases_are_tried_at_once() -> None:
    sessions = Sessions(hashed(), lambda: 0.0)
    held = [sessions._trying.acquire() for _ in range(2)]
    assert held == [True, True]
    with pytest.raises(TooManyAttempts):
        sessions.begin(PASSPHRASE)


# --- secrets -----------------------------------------------------------------------------------------------------------


def test_no_answer_and_no_log_line_holds_a_secret(
    pages: Pages, locked: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    asked = {"source": "github", "slack_url": pages.slack.url, "secret": SECRET}
    made = post(pages, "urls", asked).json()
    token = made["url"].partition("config=")[2]
    answers = [
        post(pages, "test", asked),
        post(pages, "inspect", {"url": made["url"]}),
        post(pages, "urls", {**asked, "channel": "\n"}),
    ]
    pages.slack.script(Answer(404, "no_service"), Answer(drop="read"))
    answers += [
        post(pages, "test", asked),
        post(pages, "test", asked),
        post(locked, "session", {"passphrase": PASSPHRASE[:-1]}),
    ]
    session = post(locked, "session", {"passphrase": PASSPHRASE}).json()["session"]
    written = "".join(answer.text + str(answer.headers) for answer in answers)
    logged = "".join(
        f"{record.getMessage()} {record.args}"
        for record in caplog.records
        if not record.name.startswith(("httpx", "httpcore"))
    )
    for secret in (SECRET, PATH.rpartition("/")[2], token, PASSPHRASE, session):
        assert secret not in written
        assert secret not in logged
    assert '"api"' in logged or "'api'" in logged
