"""From what somebody asks for to a HookConfig: every option checked when a hook is sealed, never when it is opened.

The same ``Options`` come from the command line and, as JSON, from the page. Each refusal is one sentence that names
the option and what is wrong with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Any, Final, Literal, get_args
from urllib.parse import urlsplit

from bridge import filter_options
from bridge.errors import SettingInvalid
from bridge.filter_options import shown
from bridge.filters import SWITCHES, WHERE
from bridge.model import Context, Filters, HookConfig, Language, Mentions, Secret, Style
from bridge.patterns import listed
from bridge.space import space_url

MOST_PEOPLE: Final = 50
SLACK_HOSTS: Final = ("hooks.slack.com", "hooks.slack-gov.com")
LOGIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\[bot\])?")
MEMBER: Final = re.compile(r"[UW][A-Z0-9]{2,20}")
EMOJI: Final = re.compile(r":[^\s:]{1,100}:(:skin-tone-[2-6]:)?")


LISTS: Final = ("only", "also", "skip", "person", "status", *WHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for, unchecked. None means *not given*; an empty text or list takes a value away.

    ``only``, ``also`` and ``skip`` hold patterns or comma-separated lists of them; ``person`` entries such as
    ``github:login=U012ABCDEF``; ``status`` entries such as ``12=In review``. ``branch`` and what follows are the
    filters and switches of ``bridge.filters``.
    """

    source: str = ""
    slack_url: str | None = field(default=None, repr=False)
    channel: str | None = None
    username: str | None = None
    icon: str | None = None
    space: str | None = None
    secret: str | None = field(default=None, repr=False)
    language: str | None = None
    style: str | None = None
    expires: str | None = None
    only: Sequence[str] | None = None
    also: Sequence[str] | None = None
    skip: Sequence[str] | None = None
    person: Sequence[str] | None = field(default=None, repr=False)
    status: Sequence[str] | None = None
    mentions: str | None = None
    branch: Sequence[str] | None = None
    label: Sequence[str] | None = None
    author: Sequence[str] | None = None
    workflow: Sequence[str] | None = None
    conclusion: Sequence[str] | None = None
    environment: Sequence[str] | None = None
    state: Sequence[str] | None = None
    repository: Sequence[str] | None = None
    project: Sequence[str] | None = None
    issue_type: Sequence[str] | None = None
    category: Sequence[str] | None = None
    milestone: Sequence[str] | None = None
    assignee: Sequence[str] | None = None
    change: Sequence[str] | None = None
    drafts: bool | None = None
    bots: bool | None = None
    private: bool | None = None
    checklist_ticks: bool | None = None

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Options:
        """From a JSON object with this class's names; a list may be one string, null is *not given*.

        The caller takes its own names (``from``) out first. Raises SettingInvalid.
        """
        known = {each.name for each in fields(cls)}
        values: dict[str, Any] = {}
        for name, value in given.items():
            if name not in known:
                raise SettingInvalid(f"{shown(name)} is not an option of a hook.")
            if value is not None:
                read = _words if name in LISTS else _yes_or_no if name in SWITCHES else _word
                values[name] = read(name, value)
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What ``bridge inspect`` learns of a token: its public id, the source it was sealed for, its form (``sdk`` or
    ``short``), which key opened it, and the configuration."""

    id: str
    source: str
    form: Literal["sdk", "short"]
    key: str
    config: HookConfig


def hook_config(
    options: Options,
    *,
    now: float,
    check_destination: Callable[[str], str],
    known_kinds: Sequence[str] | None = None,
) -> HookConfig:
    """A new hook's configuration.

    ``check_destination`` returns the address to seal or raises SettingInvalid; ``known_kinds`` are the source's full
    names, of which every pattern must match one (None: not checked); ``now`` is in epoch seconds. Raises
    SettingInvalid.
    """
    if not options.slack_url:
        raise SettingInvalid("slack_url is missing: it is the address of the incoming webhook that Slack gave you.")
    for name in FILTERS:
        given = getattr(options, name)
        if given and not listed(given):  # a script's empty variable must not become a hook that tells everything
            raise SettingInvalid(f"{name} is empty: say what it names, or leave it out.")
    return _changed(BLANK, options, _Asked(options.source, now, check_destination, known_kinds))


def derive(
    opened: Opened,
    options: Options,
    *,
    now: float,
    check_destination: Callable[[str], str],
    known_kinds: Sequence[str] | None = None,
) -> HookConfig:
    """The configuration of a hook made from another: what is not given is kept, and it carries the family's id.

    A new destination drops the old secret, so that nobody takes a secret along that they were never told. The
    arguments are those of ``hook_config``. Raises SettingInvalid.
    """
    old = opened.config
    if options.source not in {"", opened.source}:
        raise SettingInvalid(f"source cannot change: the URL was made for {opened.source}.")
    if options.slack_url == "":
        raise SettingInvalid("slack_url is empty: leave it out to keep the hook's own.")
    config = _changed(old, options, _Asked(opened.source, now, check_destination, known_kinds, derived=True))
    if options.secret is None and config.destination != old.destination:
        config = replace(config, secret=None)
    return replace(config, family=old.family or opened.id)


def context_and_filters(options: Options, known_kinds: Sequence[str] | None = None) -> tuple[Context, Filters]:
    """The part of the options that needs no key and no address, for previews. Raises SettingInvalid."""
    asked = _Asked(options.source, 0, str, known_kinds)
    return Context(**_read(CONTEXT, options, asked)), _filters(Filters(), options, asked)


def describe(opened: Opened) -> dict[str, Any]:
    """What ``bridge inspect`` prints. Nothing of the secret and no id or key of the destination is in it."""
    config = opened.config
    return {
        "id": opened.id,
        "form": opened.form,
        "key": opened.key,
        "source": opened.source,
        "destination": masked(config.destination),
        "secret": "set" if config.secret else None,
        "space": config.context.space,
        "channel": config.channel,
        "username": config.username,
        "icon": config.icon,
        "language": config.context.language,
        "style": config.context.style,
        "filters": filter_options.described(config.filters),
        "mentions": config.context.mentions,
        "issued": _iso(config.issued),
        "expires": None if config.expires is None else _iso(config.expires),
        "family": config.family or None,
        "people": len(config.context.people),
        "statuses": dict(config.context.statuses),
    }


def masked(destination: Secret) -> str:
    """A destination's shape: ``https://hooks.slack.com/services/T…/B…/…``, or an origin and ``/…``."""
    parts = urlsplit(destination.reveal())
    origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    if parts.hostname in SLACK_HOSTS and re.fullmatch(r"/services/T[^/]+/B[^/]+/[^/]+", parts.path):
        return f"{origin}/services/T…/B…/…"
    return f"{origin}/…"


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# --- from options to values ----------------------------------------------------------------------------------------

BLANK: Final = HookConfig(destination=Secret(""))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an option is checked against."""

    source: str
    now: float
    check_destination: Callable[[str], str]
    known_kinds: Sequence[str] | None
    derived: bool = False


def _changed(old: HookConfig, options: Options, asked: _Asked) -> HookConfig:
    """``old`` with every given option, checked, in its place."""
    return replace(
        old,
        **_read(CONFIG, options, asked),
        issued=int(asked.now),
        context=replace(old.context, **_read(CONTEXT, options, asked)),
        filters=_filters(old.filters, options, asked),
    )


def _filters(old: Filters, options: Options, asked: _Asked) -> Filters:
    given = {name: getattr(options, name) for name in (*WHERE, *SWITCHES)}
    return filter_options.changed(replace(old, **_read(FILTERS, options, asked)), given, asked.source)


def _read(readers: Mapping[str, _Reader], options: Options, asked: _Asked) -> dict[str, Any]:
    given = ((name, getattr(options, name)) for name in readers)
    return {readers[name][0]: readers[name][1](value, asked) for name, value in given if value is not None}


# --- one option each -----------------------------------------------------------------------------------------------


def _label(option: str, text: str, longest: int) -> str:
    if len(text) > longest:
        raise SettingInvalid(f"{option} is too long: at most {longest} characters.")
    if any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text):
        raise SettingInvalid(f"{option} holds a control character or half a character.")
    return text


def _secret(text: str, asked: _Asked) -> Secret | None:
    if not text and asked.derived:
        return None
    if asked.source == "backlog":
        raise SettingInvalid("secret is for GitHub only: Backlog does not sign its webhooks.")
    if not 1 <= len(text) <= 200 or not text.isprintable():
        raise SettingInvalid("secret must be 1 to 200 printable characters.")
    return Secret(text)


def _icon(text: str, _: _Asked) -> str:
    address = _label("icon", text, 500)
    if not address or EMOJI.fullmatch(address):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not parts.hostname or re.search(r"[\s<>|\"]", address):
        raise SettingInvalid("icon must be an emoji's name such as :bell:, or the https address of a picture.")
    return address


def _space(text: str, asked: _Asked) -> str:
    if text and asked.source == "github":
        raise SettingInvalid("space is for Backlog only: GitHub's webhooks say where they come from.")
    return space_url(text) if text else ""


def _choice(option: str, text: str, allowed: object) -> str:
    names = get_args(allowed)
    if text not in names:
        raise SettingInvalid(f"{option} must be {' or '.join(names)}.")
    return text


def _expires(text: str, asked: _Asked) -> int | None:
    if text in {"", "never"}:
        return None
    if match := re.fullmatch(r"([1-9][0-9]{0,4})([dh])", text):
        end = int(asked.now) + int(match[1]) * {"d": 86_400, "h": 3_600}[match[2]]
    elif re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            end = int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) + 86_400
        except ValueError:
            raise SettingInvalid(f"expires: there is no {text} in the calendar.") from None
    else:
        raise SettingInvalid("expires must be a time such as 90d or 12h, or a date such as 2030-01-31.")
    if end <= asked.now:
        raise SettingInvalid("expires lies in the past.")
    if end >= 2**32:
        raise SettingInvalid("expires lies too far away: leave it out for a hook that does not expire.")
    return end


def person(entry: str) -> tuple[str, str]:
    """One entry of a people map: ``github:Login=U1`` → ``("github:login", "U1")``. Raises SettingInvalid."""
    who, _, member = entry.rpartition("=")
    source, _, name = who.partition(":")
    if not MEMBER.fullmatch(member):
        raise SettingInvalid(f"person: {shown(entry)} must end with = and a Slack member id such as U012ABCDEF.")
    if source == "github" and LOGIN.fullmatch(name):
        return f"github:{name.lower()}", member
    if source == "backlog" and name == name.strip() and name:
        return f"backlog:{_label('person', name, 100)}", member
    raise SettingInvalid(f"person: {shown(entry)} must look like github:login=U012ABCDEF or backlog:123=U012ABCDEF.")


def _people(entries: Sequence[str], _: _Asked) -> dict[str, str]:
    people = dict(person(entry) for entry in entries if entry)
    if len(people) > MOST_PEOPLE:
        raise SettingInvalid(f"person: at most {MOST_PEOPLE} in a hook; BRIDGE_PEOPLE takes any number for all hooks.")
    return people


def _statuses(entries: Sequence[str], asked: _Asked) -> dict[str, str]:
    given = [entry for entry in entries if entry]
    if given and asked.source == "github":
        raise SettingInvalid("status is for Backlog only: it names a project's own statuses.")
    statuses: dict[str, str] = {}
    for entry in given:
        number, equals, name = entry.partition("=")
        if not equals or not re.fullmatch(r"[0-9]{1,10}", number) or not name.strip():
            raise SettingInvalid(f"status: {shown(entry)} must look like 12=In review.")
        statuses[number] = _label("status", name.strip(), 100)
    if len(statuses) > MOST_PEOPLE:
        raise SettingInvalid(f"status: at most {MOST_PEOPLE} in a hook.")
    return statuses


def _word(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise SettingInvalid(f"{name} must be a string.")
    return value


def _words(name: str, value: object) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list):
        raise SettingInvalid(f"{name} must be a list of strings.")
    return tuple(_word(name, word) for word in words)


def _yes_or_no(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise SettingInvalid(f"{name} must be true or false.")
    return value


_Reader = tuple[str, Callable[[Any, _Asked], Any]]
CONFIG: Final[Mapping[str, _Reader]] = {
    "slack_url": ("destination", lambda text, asked: Secret(asked.check_destination(text))),
    "secret": ("secret", _secret),
    "channel": ("channel", lambda text, _: _label("channel", text, 80)),
    "username": ("username", lambda text, _: _label("username", text, 80)),
    "icon": ("icon", _icon),
    "expires": ("expires", _expires),
}
CONTEXT: Final[Mapping[str, _Reader]] = {
    "space": ("space", _space),
    "language": ("language", lambda text, _: _choice("language", text, Language)),
    "style": ("style", lambda text, _: _choice("style", text, Style)),
    "mentions": ("mentions", lambda text, _: _choice("mentions", text, Mentions)),
    "person": ("people", _people),
    "status": ("statuses", _statuses),
}
FILTERS: Final[Mapping[str, _Reader]] = {
    "only": ("only", lambda texts, asked: filter_options.kinds("only", texts, asked.known_kinds)),
    "also": ("also", lambda texts, asked: filter_options.kinds("also", texts, asked.known_kinds)),
    "skip": ("skip", lambda texts, asked: filter_options.kinds("skip", texts, asked.known_kinds)),
}
"""Option → the attribute it sets and the function that checks it, for the three parts of a HookConfig."""
