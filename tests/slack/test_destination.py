"""Which addresses a message may go to."""

from __future__ import annotations

import pytest

from bridge.errors import SettingInvalid
from bridge.slack.destination import check_destination, check_origin

ORIGINS = ("https://hooks.slack.com", "https://hooks.slack-gov.com", "http://127.0.0.1:8065", "https://[2001:db8::1]")
GOOD = "https://hooks.slack.com/services/T00000000/B00000000/abcDEF123"


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://Hooks.Slack.COM/", "https://hooks.slack.com"),
        ("https://a.example:443", "https://a.example"),
        ("HTTP://a.example:80", "http://a.example"),
        ("http://localhost:08065", "http://localhost:8065"),
        ("https://[::1]:8443", "https://[::1]:8443"),
    ],
)
def test_origins(text: str, origin: str) -> None:
    assert check_origin(text) == origin


@pytest.mark.parametrize(
    "text",
    [
        *("", "a.example", "https://", "https://a.example/x", "https://u@a.example", "ftp://a.example"),
        *("https://a..example", "https://a.example:0", "https://a.example:65536", "https://a.example."),
        *("https://a.example:", "https://日本.example", "https://a.example#", "https://a.example?"),
        *(" https://a.example", "https://*.example"),
    ],
)
def test_bad_origins(text: str) -> None:
    with pytest.raises(SettingInvalid, match="must read https://host"):
        check_origin(text)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (GOOD, GOOD),
        (f" {GOOD}\n", GOOD),
        (GOOD.replace("https://hooks.slack.com", "HTTPS://Hooks.Slack.Com:443"), GOOD),
        (GOOD.replace("/services", ""), GOOD.replace("/services", "")),
        (GOOD.replace("slack.com", "slack-gov.com"), GOOD.replace("slack.com", "slack-gov.com")),
        ("http://127.0.0.1:8065/hooks/abc?thread_id=1&x=%20", "http://127.0.0.1:8065/hooks/abc?thread_id=1&x=%20"),
        ("http://127.0.0.1:8065", "http://127.0.0.1:8065/"),
        ("https://[2001:DB8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_good_destinations(url: str, kept: str) -> None:
    assert check_destination(url, ORIGINS) == kept


SLACK = "https://hooks.slack.com"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "missing"),
        ("  ", "missing"),
        ("hooks.slack.com/services/T0/B0/x", "not a web address"),
        ("javascript:alert(1)", "not a web address"),
        ("file:///etc/passwd", "not a web address"),
        (SLACK + "/services/T0/B0/" + "x" * 2100, "too long"),
        # the origin must be the very one
        ("http://hooks.slack.com/services/T0/B0/x", "not among"),
        ("https://hooks.slack.com:8443/services/T0/B0/x", "not among"),
        ("https://evil.example/services/T0/B0/x", "not among"),
        ("https://hooks.slack.com.evil.example/services/T0/B0/x", "not among"),
        ("https://evilhooks.slack.com/services/T0/B0/x", "not among"),
        ("https://hooks-slack.com/services/T0/B0/x", "not among"),
        ("https://hooks.slack.co/services/T0/B0/x", "not among"),
        ("https://169.254.169.254/latest/meta-data", "not among"),
        ("http://127.1:8065/x", "not among"),
        ("http://2130706433:8065/x", "not among"),
        ("http://0x7f000001:8065/x", "not among"),
        ("http://[::ffff:127.0.0.1]:8065/x", "not among"),
        # nothing that reads in two ways
        ("https://hooks.slack.com./services/T0/B0/x", "ends in a dot"),
        ("https://evil.example@hooks.slack.com/services/T0/B0/x", "user name"),
        ("https://hooks.slack.com@evil.example/services/T0/B0/x", "user name"),
        ("https://u:p@hooks.slack.com/services/T0/B0/x", "user name"),
        (SLACK + "\\@evil.example/services/T0/B0/x", "backslash"),
        ("https:\\\\hooks.slack.com\\services\\T0\\B0\\x", "backslash"),
        (GOOD + "#x", "fragment"),
        ("https://hooks.slack.com#@evil.example/", "fragment"),
        ("https://hooks.slack.com\t.evil.example/x", "white space"),
        ("https://hooks.sl\nack.com/services/T0/B0/x", "white space"),
        (GOOD + " x", "white space"),
        (GOOD + "\0", "white space"),
        ("https://hooks。slack.com/services/T0/B0/x", "white space or letters outside ASCII"),
        ("https://hooks.slаck.com/services/T0/B0/x", "outside ASCII"),
        ("https://ｈooks.slack.com/services/T0/B0/x", "outside ASCII"),
        (SLACK + "/services/../workflows/T0/A0/1/x", "dot segments"),
        (SLACK + "/services/%2e%2E/T0/B0/x", "dot segments"),
        (SLACK + "/services/./T0/B0/x", "dot segments"),
        (SLACK + "/services/T0/B0/x%zz", "not a proper"),
        ("https:/hooks.slack.com/services/T0/B0/x", "not a proper"),
        ("https:///services/T0/B0/x", "not a proper"),
        ("https://hooks.slack.com:/services/T0/B0/x", "not a proper"),
        ("https://hooks.slack.com:99999/services/T0/B0/x", "not a proper"),
        ("https://hooks.slack.com:４４３/services/T0/B0/x", "outside ASCII"),
        ("https://hooks%2eslack.com/services/T0/B0/x", "not a proper"),
        # Slack's other addresses
        (SLACK + "/workflows/T0/A0/1/x", "workflow"),
        (SLACK + "/triggers/T0/1/abc", "trigger"),
        (SLACK + "/commands/T0/1/abc", "slash command"),
        (SLACK + "/actions/T0/1/abc", "button"),
        (SLACK, "not the address of an incoming webhook"),
        (SLACK + "?x", "not the address of an incoming webhook"),
        (SLACK + "/services/T0/B0", "not the address of an incoming webhook"),
        (SLACK + "/services/T0/B0/x/", "not the address of an incoming webhook"),
        (SLACK + "/services/T0/B0/x/y", "not the address of an incoming webhook"),
        (SLACK + "/services//T0/B0/x", "not the address of an incoming webhook"),
        (SLACK + "/services/t0/b0/x", "not the address of an incoming webhook"),
        (SLACK + "/api/chat.postMessage", "not the address of an incoming webhook"),
        (GOOD + "?thread_ts=1", "query"),
    ],
)
def test_bad_destinations(url: str, why: str) -> None:
    with pytest.raises(SettingInvalid) as caught:
        check_destination(url, ORIGINS)
    assert why in caught.value.detail
    assert "/T0/" not in caught.value.detail
    assert caught.value.detail.endswith((".", ")."))


def test_no_origin_allows_nothing() -> None:
    with pytest.raises(SettingInvalid, match=r"\(none\)"):
        check_destination(GOOD, ())


def test_the_path_rule_holds_on_any_port() -> None:
    with pytest.raises(SettingInvalid, match="workflow"):
        check_destination("https://hooks.slack.com:8443/workflows/T0/A0/1/x", ["https://hooks.slack.com:8443"])
