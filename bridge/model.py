"""The nouns of the bridge and the ports between its parts.

``Message`` is the waist: sources write it, Slack reads it, neither knows the other. No string in it holds markup; a
link is a ``Link`` and bold is ``Styled`` until ``slack.render`` writes Slack's notation, escaping once.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, Protocol

from bridge.errors import SealBroken

Language = Literal["ja", "en"]
Style = Literal["full", "compact"]
Told = Literal["default", "request", "quiet"]
Mentions = Literal["assigned", "all", "none"]
Traits = Mapping[str, tuple[str, ...] | None]


class Secret:
    """A string that does not print: not by ``str``, ``repr``, ``format``, a traceback's locals or ``json``.

    ``reveal()`` is the only way to the value, so a search for that name lists every place that touches one.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself; keep it out of names that live longer than a statement."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError("a Secret is not written down")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request as it arrived. Header names are in lower case; nobody has believed the body yet."""

    source: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


TOKEN_LIMIT: Final = 8192
"""Characters. API Gateway refuses a request line and headers over 10,240 bytes in all."""


@dataclass(frozen=True, slots=True)
class Token:
    """A sealed configuration as it stands in a URL, decoded. Never prints; ``id`` may."""

    raw: bytes = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Token:
        """Decode canonical base64url without padding (RFC 4648, section 5).

        Python's decoder skips foreign characters and ignores set trailing bits, so the text is encoded again and
        compared. Raises SealBroken.
        """
        if not text:
            raise SealBroken("The hook's URL has no config: register the whole URL as it was made.")
        if len(text) > TOKEN_LIMIT:
            raise SealBroken("The config in the hook's URL is too long to be a token.")
        try:
            raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        except (ValueError, binascii.Error):
            raise SealBroken("The config in the hook's URL is not a token.") from None
        token = cls(raw)
        if token.text() != text:
            raise SealBroken("The config in the hook's URL was altered: copy the whole URL again.")
        return token

    def text(self) -> str:
        """The form that stands in the URL."""
        return base64.urlsafe_b64encode(self.raw).rstrip(b"=").decode("ascii")

    @property
    def id(self) -> str:
        """The public name: 12 characters, the first 72 bits of the SHA-256 of the decoded bytes."""
        return public_id(self.raw)


def public_id(raw: bytes) -> str:
    """12 base64url characters (72 bits) that name ``raw`` in logs and answers without telling it."""
    return base64.urlsafe_b64encode(hashlib.sha256(raw).digest()[:9]).decode("ascii")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a hook tells: patterns over kind names, ``*`` as a wildcard (empty ``only`` means the defaults), and what
    it asks of single deliveries.

    ``where`` maps a filter of ``bridge.filters.WHERE`` to its patterns, none of them empty; ``switches`` names the
    options of ``bridge.filters.SWITCHES`` that are not as usual.
    """

    only: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    switches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a source may see of a config: no address and no secret in it.

    ``space`` is the origin (and path) of the Backlog space without a trailing slash, or empty. ``people`` maps
    ``"backlog:123"``, ``"backlog:Name"`` or ``"github:login"`` (lower case) to a chat member id. ``statuses`` maps a
    custom status id to its name. ``mentions``: who of them is called.
    """

    space: str = ""
    language: Language = "en"
    style: Style = "full"
    mentions: Mentions = "assigned"
    people: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HookConfig:
    """What an opened token says. Times are epoch seconds; ``family`` is the id of the first hook of its line."""

    destination: Secret
    secret: Secret | None = None
    channel: str = ""
    username: str = ""
    icon: str = ""
    context: Context = field(default_factory=Context)
    filters: Filters = field(default_factory=Filters)
    issued: int = 0
    expires: int | None = None
    family: str = ""


# --- what a message is made of -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """A label and where it leads. Only http, https and mailto addresses become live; others print as the label."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Code:
    """Code within a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's name. ``mention`` is a chat member id from the hook owner's own map, never from a payload."""

    name: str
    mention: str = ""


@dataclass(frozen=True, slots=True)
class Styled:
    """Plain words with a look. Looks do not nest: a run carries all of its own."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False


Span = str | Link | Code | Person | Styled
Spans = tuple[Span, ...]
LineKind = Literal["text", "heading", "item", "quote", "code"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text: no ``\\n`` in any span. An empty ``text`` line is a blank line.

    ``indent`` counts levels of nesting (of lists, or of quotes within quotes, from 0). ``marker`` is what an item
    starts with: ``•``, ``1.``, ``☐`` or ``☑``. A ``code`` line holds at most one ``str``, kept to the letter;
    neighbouring code lines are one block.
    """

    spans: Spans = ()
    kind: LineKind = "text"
    indent: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A short field: a label in the reader's language and its value, such as ``("Open", " → ", "Closed")``."""

    label: str
    value: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What we want to say, before we know how Slack says it.

    ``headline`` is the sentence *who did what to which thing*; ``title`` the thing's own words, linked; ``quote`` the
    text that came with it, whole (the renderer cuts it, and puts ``more`` after the cut); ``color`` is ``#rrggbb`` and
    means the thing's state; ``where`` is the project or repository, for the footer; ``time`` is aware.
    """

    headline: Spans
    title: Spans = ()
    quote: tuple[Line, ...] = ()
    more: Link | None = None
    facts: tuple[Fact, ...] = ()
    color: str
    where: Spans = ()
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """A rendered message on its way out, with all that an outbox may ask about it.

    ``token`` is the hook's own, still sealed, for an outbox that delivers later and writes no address down; a plain
    hook has none. ``delivery`` names what the sender sent, the same when the sender repeats it.
    """

    payload: Mapping[str, Any] = field(repr=False)
    config: HookConfig
    token: Token | None = None
    source: str = ""
    kind: str = ""
    place: str = ""
    delivery: str = field(default="", repr=False)


# --- how a delivery ends -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Skip:
    """Silence with its reason. ``code`` is stable, ``sentence`` is for people."""

    code: str
    sentence: str

    @property
    def reason(self) -> str:
        """As it stands in the answer."""
        return f"{self.code}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Taken: ``posted`` when Slack said ok, ``queued`` when a worker will post it. ``word`` is for the log."""

    outcome: Literal["posted", "queued"]
    word: str = "ok"


# --- the ports -----------------------------------------------------------------------------------------------------


class Activity(Protocol):
    """What the line must know of a source's activity; the rest stays in the source's folder."""

    @property
    def kind(self) -> str:
        """Full name, such as ``issue.created`` or ``push.default``."""

    @property
    def told(self) -> Told:
        """The table's word on this kind."""

    @property
    def quiet_reasons(self) -> tuple[Skip, ...]:
        """All that the source itself has against telling this one; an option may lift some of it by its code."""

    @property
    def traits(self) -> Traits:
        """What filters can ask of this delivery, by name, read when asked for. A trait that is not there is none of
        this kind's; None is what the kind could say and this delivery does not."""

    @property
    def test(self) -> bool:
        """The sender's own test: passes every filter and is posted directly."""

    @property
    def place(self) -> str:
        """The project or repository, for the log."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """One row of a source's table as the outside sees it. ``reason`` is a quiet row's sentence why it is so."""

    name: str
    told: Told
    description: Mapping[str, str]
    reason: str = ""


class Source(Protocol):
    """One folder under ``sources``."""

    @property
    def name(self) -> str:
        """As it stands in ``/hooks/{name}``."""

    @property
    def signs(self) -> bool:
        """Whether the sender can sign its deliveries, so that one without a secret is worth a word in the log."""

    def rows(self) -> Sequence[KindRow]:
        """The whole table, told or not."""

    def verify(self, delivery: Delivery, config: HookConfig) -> None:
        """Check the signature over the raw bytes. Raises SignatureMismatch."""

    def sign(self, delivery: Delivery, secret: Secret) -> Delivery:
        """The delivery as the sender would send it to a hook with this secret; as it is where nobody signs."""

    def read(self, delivery: Delivery) -> Any:
        """Bytes to this source's Activity. Raises PayloadMalformed."""

    def delivery_id(self, delivery: Delivery, activity: Any) -> str:
        """What names the delivery among all of a hook's: the same when the sender repeats it, and nobody else's."""

    def compose(self, activity: Any, context: Context) -> Message:
        """Say it. Never raises for an odd shape: an odd shape costs a field."""

    def sample(self, kind: str) -> Delivery | None:
        """The shipped sample delivery of a kind, by its full name."""


class Vault(Protocol):
    """Opens and seals tokens; ``purpose`` is the source's name."""

    def open(self, token: Token, purpose: str) -> HookConfig:
        """Raises SealBroken, SealRevoked, VaultUnavailable."""

    def seal(self, config: HookConfig, purpose: str) -> Token:
        """Raises VaultUnavailable."""


class Outbox(Protocol):
    """Takes a rendered message."""

    def post(self, envelope: Envelope, *, deadline: float) -> Receipt:
        """Deliver, or take for later delivery, before ``deadline`` (``time.monotonic`` seconds).

        Raises DestinationError's children, or QueueUnavailable.
        """


Clock = Callable[[], float]


def plain(spans: Iterable[Span]) -> str:
    """The words alone, as a screen reader would say them."""
    return "".join(s if isinstance(s, str) else s.name if isinstance(s, Person) else s.text for s in spans)
