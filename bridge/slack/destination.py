"""Where a message may go: an exact list of origins, which is the whole defence against forged destinations.

On Slack's own hosts only the path shapes of incoming webhooks are taken (https://docs.slack.dev/messaging/sending-
messages-using-incoming-webhooks): a workflow's or a slash command's address looks alike and wants another body.
No sentence here prints the address: it is a secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bridge.errors import SettingInvalid

SLACK_HOSTS: Final = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
URL_LIMIT: Final = 2048

_ORIGIN: Final = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]{2,45}\])(?::(?P<port>[0-9]{1,5}))?",
    re.IGNORECASE | re.ASCII,
)
_REST: Final = re.compile(
    r"(?P<path>(?:/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})*)*)"
    r"(?P<query>\?(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?"
)
_DOTS: Final = re.compile(r"/(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
_SLACK_PATH: Final = re.compile(r"/(?:services/)?[TE][A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9_-]+")
_DEFAULT_PORT: Final = {"http": "80", "https": "443"}

_MAKE_ONE: Final = "make an incoming webhook at https://api.slack.com/apps (Incoming Webhooks) and use its address."
_OTHER_KINDS: Final = {
    "workflows": "That is the address of a Slack workflow, which takes no messages: ",
    "triggers": "That is the address of a Slack workflow's trigger, which takes no messages: ",
    "commands": "That is the answering address of a slash command, which lives for minutes: ",
    "actions": "That is the answering address of a button, which lives for minutes: ",
}


def check_origin(text: str) -> str:
    """``https://host[:port]`` in its one spelling: lower case, no default port. Raises SettingInvalid."""
    match = _ORIGIN.fullmatch(text.removesuffix("/"))
    origin = _spelled(match) if match else ""
    if not origin:
        raise SettingInvalid("An origin must read https://host or https://host:port, and no more.")
    return origin


def check_destination(url: str, origins: Iterable[str]) -> str:
    """The address in its one spelling, if its origin is one of ``origins``; raises SettingInvalid that says why not."""
    found, fault = examine(url, origins)
    if fault:
        raise SettingInvalid(fault)
    return found


def examine(url: str, origins: Iterable[str]) -> tuple[str, str]:
    """The address in its one spelling and an empty fault, or an empty address and what is wrong with it.

    ``origins`` are as ``check_origin`` spells them. Nothing is mended that could be read in two ways: white space,
    backslashes, user names, fragments, dot segments and letters outside ASCII are refused.
    """
    text = url.strip(" \r\n")
    if not text:
        return "", "The destination is missing: it is the address of an incoming webhook."
    if len(text) > URL_LIMIT:
        return "", f"The destination is too long: an address may have {URL_LIMIT:,} characters."
    start = _ORIGIN.match(text)
    origin = _spelled(start) if start else ""
    rest = text[start.end() :] if start else ""
    if not start or not origin or rest[:1] not in ("", "/", "?"):
        return "", _malformed(text)
    parts = _REST.fullmatch(rest)
    if not parts or _DOTS.search(parts["path"]):
        return "", _malformed(text)
    allowed = tuple(origins)
    if origin not in allowed:
        listed = ", ".join(allowed) or "none"
        return "", f"The destination's host is not among those that this bridge may send to ({listed})."
    if start["host"].lower() in SLACK_HOSTS:
        fault = _slack_fault(parts["path"], parts["query"] or "")
        if fault:
            return "", fault
    return origin + (parts["path"] or "/") + (parts["query"] or ""), ""


def _spelled(match: re.Match[str]) -> str:
    scheme, host, port = match["scheme"].lower(), match["host"].lower(), match["port"]
    if port is not None and not 0 < int(port) < 65536:
        return ""
    number = str(int(port)) if port else ""
    return f"{scheme}://{host}" + (f":{number}" if number and number != _DEFAULT_PORT[scheme] else "")


_FAULTS: Final = (
    (re.compile(r"[^\x21-\x7e]"), "white space or letters outside ASCII"),
    (re.compile(r"\\"), "a backslash"),
    (re.compile(r"#"), "a fragment (#)"),
    (re.compile(r"^[^/]*//[^/?]*@"), "a user name (@)"),
    (re.compile(r"^[^/]*//[^/?]*\.(?:[:/?]|$)"), "a host that ends in a dot"),
    (_DOTS, "dot segments"),
)


def _malformed(text: str) -> str:
    if not re.match(r"https?:", text, re.IGNORECASE):
        return "The destination is not a web address: it must begin with https://."
    for pattern, what in _FAULTS:
        if pattern.search(text):
            return f"The destination has {what} in it: use the address exactly as Slack shows it."
    return "The destination is not a proper web address: use it exactly as Slack shows it."


def _slack_fault(path: str, query: str) -> str:
    if not query and _SLACK_PATH.fullmatch(path):
        return ""
    other = _OTHER_KINDS.get(path.split("/")[1] if "/" in path else "")
    if other:
        return other + _MAKE_ONE
    if query and _SLACK_PATH.fullmatch(path):
        return "The destination has a query (?) in it, which Slack's incoming webhooks do not: leave it out."
    return (
        "The destination is not the address of an incoming webhook "
        f"(https://hooks.slack.com/services/T…/B…/…): {_MAKE_ONE}"
    )
