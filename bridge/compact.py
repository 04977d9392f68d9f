"""A HookConfig as few bytes as a URL deserves, and back (docs/decisions/0003-compact-config.md).

A head of fixed fields, then the texts that are there, in ascending order of their tags::

    version 1 | flags 1 | issued 4 | expires 4, when flagged | { tag and packing 1 | length 1-2 | value } …

Numbers are big-endian epoch seconds. A text is written in whichever *packing* is shortest and gives back the identical
text: a Slack address in base 36 and 62, a hexadecimal or base64 secret as its bytes, words deflated against a
dictionary. Everything is frozen by the version byte: what it means never changes, a new meaning gets a new number.
"""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from bridge.filters import SWITCHES, WHERE
from bridge.model import Context, Filters, HookConfig, Mentions, Secret

VERSION: Final = 1
MOST_BYTES: Final = 4000
"""Of one configuration. It keeps a token far below TOKEN_LIMIT and an SDK message within one frame of 4,096."""
MOST_TEXT: Final = 16_384
"""Bytes that one deflated text may become, so that no short token costs much memory."""

JAPANESE, COMPACT, EXPIRING = 1, 2, 4
MENTIONS: Final[Mapping[int, Mentions]] = {0: "assigned", 8: "all", 16: "none"}
CALLING: Final = 8 | 16
FLAGS: Final = JAPANESE | COMPACT | EXPIRING | CALLING
WHERE_KEYS: Final = {row.key: row.name for row in WHERE.values()}
SWITCH_KEYS: Final = {row.key: row.name for row in SWITCHES.values()}
DESTINATION, SECRET, SPACE, CHANNEL, USERNAME, ICON, FILTERS, PEOPLE, STATUSES, FAMILY = range(1, 11)


class CompactError(ValueError):
    """The bytes are not a configuration, or the configuration does not fit. The text is a sentence without secrets."""


def encode(config: HookConfig) -> bytes:
    """The compact form. Raises CompactError when ``config`` is too large or would not come back as it is."""
    flags = (
        (JAPANESE if config.context.language == "ja" else 0)
        | (COMPACT if config.context.style == "compact" else 0)
        | (0 if config.expires is None else EXPIRING)
        | next(bits for bits, mentions in MENTIONS.items() if mentions == config.context.mentions)
    )
    try:
        raw = struct.pack(">BBI", VERSION, flags, config.issued)
        if config.expires is not None:
            raw += struct.pack(">I", config.expires)
        for tag, text in _texts(config):
            packing, value = _pack(text)
            raw += bytes([tag << 4 | packing]) + _length(len(value)) + value
        if len(raw) > MOST_BYTES:
            raise CompactError("The configuration is too long for a URL: leave out some of its people or filters.")
        if decode(raw) != config:
            raise CompactError("The configuration holds something that cannot be sealed.")
    except (struct.error, UnicodeEncodeError):
        raise CompactError("The configuration holds something that cannot be sealed.") from None
    return raw


def decode(raw: bytes) -> HookConfig:
    """The configuration in ``raw``. Raises CompactError, and nothing else, for any other bytes."""
    if not raw or raw[0] != VERSION:
        raise CompactError("The config was made by a newer version of the bridge.")
    if len(raw) < 6:
        raise CompactError("The config ends too early.")
    flags, issued = struct.unpack_from(">BI", raw, 1)
    if flags & ~FLAGS or flags & CALLING not in MENTIONS:
        raise CompactError("The config was made by a newer version of the bridge.")
    at, expires = 6, None
    if flags & EXPIRING:
        if len(raw) < 10:
            raise CompactError("The config ends too early.")
        at, expires = 10, struct.unpack_from(">I", raw, 6)[0]
    texts = dict(_fields(raw, at))
    if DESTINATION not in texts:
        raise CompactError("The config has no destination.")
    return HookConfig(
        destination=Secret(texts[DESTINATION]),
        secret=Secret(texts[SECRET]) if SECRET in texts else None,
        channel=texts.get(CHANNEL, ""),
        username=texts.get(USERNAME, ""),
        icon=texts.get(ICON, ""),
        context=Context(
            space=texts.get(SPACE, ""),
            language="ja" if flags & JAPANESE else "en",
            style="compact" if flags & COMPACT else "full",
            mentions=MENTIONS[flags & CALLING],
            people=_map(texts.get(PEOPLE, ""), str.rpartition),
            statuses=_map(texts.get(STATUSES, ""), str.partition),
        ),
        filters=_filters(texts.get(FILTERS, "")),
        issued=issued,
        expires=expires,
        family=texts.get(FAMILY, ""),
    )


# --- the texts of a configuration ----------------------------------------------------------------------------------


def _texts(config: HookConfig) -> Iterator[tuple[int, str]]:
    yield DESTINATION, config.destination.reveal()
    if config.secret is not None:
        yield SECRET, config.secret.reveal()
    optional = {
        SPACE: config.context.space,
        CHANNEL: config.channel,
        USERNAME: config.username,
        ICON: config.icon,
        FILTERS: _filters_text(config.filters),
        PEOPLE: "\n".join(f"{person}={member}" for person, member in config.context.people.items()),
        STATUSES: "\n".join(f"{number}={name}" for number, name in config.context.statuses.items()),
        FAMILY: config.family,
    }
    yield from ((tag, text) for tag, text in optional.items() if text)


def _fields(raw: bytes, at: int) -> Iterator[tuple[int, str]]:
    last = 0
    while at < len(raw):
        tag, packing = raw[at] >> 4, raw[at] & 15
        if tag > FAMILY or packing >= len(PACKINGS):
            raise CompactError("The config was made by a newer version of the bridge.")
        if tag <= last:
            raise CompactError("The config's fields are out of order.")
        length, at = _read_length(raw, at + 1)
        value = raw[at : at + length]
        if len(value) != length:
            raise CompactError("The config ends too early.")
        yield tag, _unpack(packing, value)
        last, at = tag, at + length


def _filters_text(filters: Filters) -> str:
    """``only;also;skip``, then a line for each filter (its letter, its patterns), then one for the switches."""
    lines = [";".join(",".join(p) for p in (filters.only, filters.also, filters.skip)).rstrip(";")]
    lines += [WHERE[name].key + "\t".join(patterns) for name, patterns in filters.where.items()]
    if filters.switches:
        lines.append("!" + "".join(SWITCHES[name].key for name in filters.switches))
    return "\n".join(lines)


def _filters(text: str) -> Filters:
    kinds, *lines = text.split("\n")
    parts = kinds.split(";")
    if len(parts) > 3:
        raise CompactError("The config's filters are malformed.")
    only, also, skip = (tuple(part.split(",")) if part else () for part in [*parts, "", ""][:3])
    where: dict[str, tuple[str, ...]] = {}
    switches: tuple[str, ...] = ()
    for line in lines:
        key, rest = line[:1], line[1:]
        if not rest or switches or WHERE_KEYS.get(key) in where:
            raise CompactError("The config's filters are malformed.")
        if key == "!" and set(rest) <= set(SWITCH_KEYS):
            switches = tuple(SWITCH_KEYS[letter] for letter in rest)
        elif key in WHERE_KEYS:
            where[WHERE_KEYS[key]] = tuple(rest.split("\t"))
        else:
            raise CompactError("The config was made by a newer version of the bridge.")
    return Filters(only=only, also=also, skip=skip, where=where, switches=switches)


def _map(text: str, cut: Callable[[str, str], tuple[str, str, str]]) -> Mapping[str, str]:
    lines = [cut(line, "=") for line in text.split("\n")] if text else []
    if not all(equals for _, equals, _ in lines):
        raise CompactError("The config's people or statuses are malformed.")
    return {key: value for key, _, value in lines}


def _length(number: int) -> bytes:
    if number > 0x3FFF:
        raise CompactError("The configuration is too long for a URL: leave out some of its people or filters.")
    return bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])


def _read_length(raw: bytes, at: int) -> tuple[int, int]:
    here = raw[at : at + 2]
    if not here or (here[0] & 0x80 and (len(here) < 2 or here[1] & 0x80)):
        raise CompactError("The config's field lengths are malformed.")
    return (here[0] & 0x7F | here[1] << 7, at + 2) if here[0] & 0x80 else (here[0], at + 1)


# --- packings ------------------------------------------------------------------------------------------------------


class Packing(NamedTuple):
    """A way to write a text. Both functions raise ValueError for what is not theirs; ``pack`` may also be lossy,
    since what does not come back identical is not chosen."""

    pack: Callable[[str], bytes]
    unpack: Callable[[bytes], str]


def _pack(text: str) -> tuple[int, bytes]:
    found = [(0, text.encode())]
    for number, packing in enumerate(PACKINGS[1:], 1):
        try:
            value = packing.pack(text)
            if packing.unpack(value) == text:
                found.append((number, value))
        except ValueError:
            continue
    return min(found, key=lambda candidate: (len(candidate[1]), candidate[0]))


def _unpack(packing: int, value: bytes) -> str:
    try:
        return PACKINGS[packing].unpack(value)
    except ValueError:
        raise CompactError("A field of the config is malformed.") from None


def _deflating(dictionary: bytes) -> Packing:
    def deflate(text: str) -> bytes:
        squeezer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
        return squeezer.compress(text.encode()) + squeezer.flush()

    def inflate(value: bytes) -> str:
        stream = zlib.decompressobj(-15, dictionary)
        try:
            text = stream.decompress(value, MOST_TEXT)
        except zlib.error:
            raise ValueError from None
        if not stream.eof or stream.unused_data:
            raise ValueError
        return text.decode()

    return Packing(deflate, inflate)


def _base64(alphabet: bytes, *, padded: bool) -> Packing:
    def pack(text: str) -> bytes:
        return base64.b64decode(text + "=" * (-len(text) % 4), alphabet, validate=True)

    def unpack(value: bytes) -> str:
        text = base64.b64encode(value, alphabet).decode("ascii")
        return text if padded else text.rstrip("=")

    return Packing(pack, unpack)


BASE36: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BASE62: Final = BASE36 + "abcdefghijklmnopqrstuvwxyz"
SLACK: Final = re.compile(r"https://hooks\.slack\.com/services/T([A-Z0-9]{1,15})/B([A-Z0-9]{1,15})/([A-Za-z0-9]{24})")
BACKLOG: Final = re.compile(r"https://([a-z0-9-]+)(\.backlog\.com|\.backlog\.jp|\.backlogtool\.com)")
BACKLOG_HOSTS: Final = (".backlog.com", ".backlog.jp", ".backlogtool.com")


def _width(count: int, digits: str) -> int:
    highest: int = len(digits) ** count - 1
    return (highest.bit_length() + 7) // 8


def _to_number(text: str, digits: str) -> bytes:
    number = 0
    for character in text:
        number = number * len(digits) + digits.index(character)
    return number.to_bytes(_width(len(text), digits))


def _from_number(value: bytes, count: int, digits: str) -> str:
    number, text = int.from_bytes(value), ""
    for _ in range(count):
        number, digit = divmod(number, len(digits))
        text = digits[digit] + text
    if number:
        raise ValueError
    return text


def _pack_slack(text: str) -> bytes:
    match = SLACK.fullmatch(text)
    if match is None:
        raise ValueError
    team, hook, key = match.groups()
    lengths = bytes([len(team) << 4 | len(hook)])
    return lengths + _to_number(team, BASE36) + _to_number(hook, BASE36) + _to_number(key, BASE62)


def _unpack_slack(value: bytes) -> str:
    if not value:
        raise ValueError
    team, hook = value[0] >> 4, value[0] & 15
    ends = 1 + _width(team, BASE36), 1 + _width(team, BASE36) + _width(hook, BASE36)
    if len(value) != ends[1] + _width(24, BASE62):
        raise ValueError
    return (
        f"https://hooks.slack.com/services/T{_from_number(value[1 : ends[0]], team, BASE36)}"
        f"/B{_from_number(value[ends[0] : ends[1]], hook, BASE36)}/{_from_number(value[ends[1] :], 24, BASE62)}"
    )


def _pack_backlog(text: str) -> bytes:
    match = BACKLOG.fullmatch(text)
    if match is None:
        raise ValueError
    return bytes([BACKLOG_HOSTS.index(match[2])]) + match[1].encode()


def _unpack_backlog(value: bytes) -> str:
    if not value or value[0] >= len(BACKLOG_HOSTS):
        raise ValueError
    return f"https://{value[1:].decode('ascii')}{BACKLOG_HOSTS[value[0]]}"


WORDS: Final = (
    b"discussion.answered,discussion.created,repository_dispatch,package.published,public,member.added,"
    b"security_advisory.published,dependabot_alert.created,secret_scanning_alert.created,code_scanning_alert.created,"
    b"secret_scanning_alert.resolved,dependabot_alert.fixed,code_scanning_alert.fixed,branch_protection_rule.created,"
    b"repository.archived,repository.publicized,repository.renamed,team.added_to_repository,organization.member_added,"
    b"milestone.created,milestone.closed,label.created,star.created,watch.started,fork,gollum,commit_comment.created,"
    b"check_run.completed.failure,check_suite.completed.success,status.failure,merge_group.checks_requested,"
    b"deployment.created,deployment_status.created.failure,deployment_status.created.success,deployment_review.requested,"
    b"workflow_job.completed.failure,workflow_dispatch,workflow_run.requested,workflow_run.completed.cancelled,"
    b"workflow_run.completed.timed_out,workflow_run.completed.success,workflow_run.completed.failure,"
    b"release.created,release.prereleased,release.released,release.published,create,delete,push.tag,push.forced,"
    b"push.branch,push.default,issues.transferred,issues.labeled,issues.assigned,issues.reopened,issues.edited,"
    b"issues.closed.duplicate,issues.closed.not_planned,issues.closed.completed,issues.opened,issue_comment.created,"
    b"pull_request_review_thread.resolved,pull_request_review_comment.created,pull_request_review.dismissed,"
    b"pull_request_review.submitted.commented,pull_request_review.submitted.changes_requested,"
    b"pull_request_review.submitted.approved,pull_request.converted_to_draft,pull_request.synchronize,"
    b"pull_request.labeled,pull_request.assigned,pull_request.edited,pull_request.review_requested,"
    b"pull_request.ready_for_review,pull_request.reopened,pull_request.closed.unmerged,pull_request.closed.merged,"
    b"pull_request.opened,document.file_attached,document.bulk_created,document.reply_deleted,document.reply_updated,"
    b"document.replied,document.comment_deleted,document.comment_updated,document.commented,document.mentioned,"
    b"document.renamed,document.deleted,document.updated,document.created,issue.dates_updated,issue.status_removed,"
    b"team.left,team.joined,member.left,member.joined,file.deleted,file.updated,file.created,svn.committed,"
    b"git.repository_created,git.pushed,milestone.deleted,milestone.updated,milestone.created,wiki.deleted,wiki.updated,"
    b"wiki.created,pull_request.deleted,pull_request.commented,pull_request.updated,pull_request.created,"
    b"issue.notified,issue.bulk_created,issue.bulk_updated,issue.deleted,issue.commented,issue.updated,issue.created,"
    b"unknown\ngithub:=U0\nbacklog:=U0https://hooks.slack-gov.com/services/Thttp://localhost:.example.comhttps://"
)
"""The preset dictionary of version 1: what is likelier stands later, where a reference is shorter."""

FILTER_WORDS: Final = (
    b"inactive,in_progress,queued,pending,waiting,error,neutral,skipped,stale,startup_failure,action_required,"
    b"cancelled\ttimed_out\tsuccess\tfailure\nestaging\nedevelopment\neproduction\nsfailure\terror\ncfailure\ttimed_out\n"
    b"wdeploy.yml\nwrelease.yml\nwci.yml\nrpriority: high\nldocumentation\nlenhancement\nlsecurity\nlbug\nl!wip\n"
    b"l!dependencies\na!github-actions[bot]\na!copilot-pull-request-reviewer[bot]\na!dependabot[bot]\t!renovate[bot]\n"
    b"a!renovate[bot]\nfstatus\tassignee\tpriority\tdue_date\tmilestone\nt\xe3\x83\x90\xe3\x82\xb0\n"
    b"bhead:\tbbase:main\tbase:master\tbase:develop\tstaging\tproduction\trelease/*\tfeature/*\thotfix/*\n"
    b"!b\n!p\n!t\n!db\n!d\nbmain\trelease/*\nbdevelop\nbmaster\nbmain"
)
"""What stands before those words for packing 10, likewise frozen: filters of single deliveries as they are sealed."""

PACKINGS: Final = (
    Packing(str.encode, bytes.decode),
    _deflating(WORDS),
    Packing(bytes.fromhex, bytes.hex),
    Packing(bytes.fromhex, lambda value: value.hex().upper()),
    _base64(b"+/", padded=True),
    _base64(b"+/", padded=False),
    _base64(b"-_", padded=True),
    _base64(b"-_", padded=False),
    Packing(_pack_slack, _unpack_slack),
    Packing(_pack_backlog, _unpack_backlog),
    _deflating(FILTER_WORDS + WORDS),
)
"""By number; a number keeps its meaning for ever."""
