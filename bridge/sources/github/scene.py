"""What a telling function may draw on: one body, read for one hook.

A ``Scene`` knows the words of the hook's language, the addresses on the body's own host and the people the body names.
It makes the small parts (a noun with its link, a list of people, a fact) so that the functions that tell read like
sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from bridge.model import Code, Context, Fact, Language, Line, Link, Message, Person, Span, Spans, Styled
from bridge.sources import markdown
from bridge.sources.github.labels import COUNTS, LABELS, NOUNS, PHRASES
from bridge.sources.github.links import Links, page_of
from bridge.sources.github.sentences import SENTENCES
from bridge.sources.github.words import SHORT, own_words
from bridge.sources.payload import mapping, number, one_line, text, when
from bridge.sources.phrasing import fill, joined, linked
from bridge.sources.spans import PLAIN, spans_of

FACTS: Final = 4
"""Short facts of one message."""

LISTED: Final = 6
"""Names in one list."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One body, read for one hook. ``repository`` is its full name, empty where there is none."""

    body: Mapping[str, Any]
    context: Context
    repository: str
    links: Links
    words: Callable[[str], Iterator[Span]]

    @classmethod
    def of(cls, body: Mapping[str, Any], context: Context) -> Scene:
        """Read a body."""
        repository = repository_of(body)
        links = Links.of(body, repository)
        return cls(body, context, repository, links, own_words(links, owner_of(body)))

    # --- words -----------------------------------------------------------------------------------------------------

    @property
    def language(self) -> Language:
        """The hook's."""
        return self.context.language

    def label(self, key: str) -> str:
        """A fact's label."""
        return LABELS[key][self.language]

    def phrase(self, key: str, n: int = 0) -> str:
        """A small phrase; ``n`` takes the place of its ``{n}``."""
        return PHRASES[key][self.language].replace("{n}", f"{n:,}")

    def count(self, noun: str, n: int, url: str = "") -> Spans:
        """So many of a thing: "1 file", "2,000 files"."""
        one, several = COUNTS[noun][self.language]
        return (linked(one if n == 1 else several.replace("{n}", f"{n:,}"), url),)

    def say(self, sentence: str, **slots: Spans) -> Spans:
        """A headline from the table. ``who`` and ``repository`` are always there for its slots."""
        return fill(SENTENCES[sentence][self.language], {"who": self.who(), "repository": self.place(), **slots})

    def fact(self, label: str, value: Spans | str) -> tuple[Fact, ...]:
        """One fact, or none where there is no value: facts are added up as tuples."""
        spans = (value,) if isinstance(value, str) and value else value or ()
        return (Fact(self.label(label), tuple(spans)),) if spans else ()

    # --- things ----------------------------------------------------------------------------------------------------

    def thing(self, noun: str, name: str, url: str = "") -> Spans:
        """A noun and its name, linked where there is an address; the noun alone where there is no name."""
        words = NOUNS[noun]
        return fill(words.named[self.language], {"": (linked(name, url),)}) if name else (words.alone[self.language],)

    def ref(self, name: str, *, gone: bool = False) -> Spans:
        """A branch or tag within a sentence, linked where it is still there."""
        url = "" if gone else self.links.branch(name)
        return fill(NOUNS["ref"].named[self.language], {"": (Link(name, url) if url else Code(name),)})

    def commit(self, sha: str) -> Spans:
        """A commit by its short hash, linked."""
        url = self.links.commit(sha)
        return (Link(sha[:SHORT], url) if url else Code(sha[:SHORT]),) if sha else ()

    def place(self) -> Spans:
        """The repository as it stands within a sentence."""
        return self.thing("repository", self.repository, self.links.repository)

    def where(self) -> Spans:
        """The repository as it stands in the footer, else the organization."""
        if self.repository:
            return (linked(self.repository, self.links.repository),)
        organization = owner_of(self.body)
        return (linked(organization, self.links.user(organization)),) if organization else ()

    def listed(self, names: Sequence[Span], most: int = LISTED) -> Spans:
        """The first of several names, and how many more."""
        shown: list[Spans] = [(name,) for name in names[:most]]
        more = len(names) - len(shown)
        if more > 0:
            return (*joined(shown, self.phrase("join")), self.phrase("and"), self.phrase("more", more))
        return joined(shown, self.phrase("join"))

    # --- people ----------------------------------------------------------------------------------------------------

    def who(self) -> Spans:
        """The actor, never mentioned: nobody needs to be called to what they just did."""
        login = actor_of(self.body)
        if not login:
            return (self.phrase("someone"),)
        bold = Styled(login, bold=True)
        if self.language == "en":
            return (bold,)
        is_bot = login.endswith("[bot]") or mapping(self.body.get("sender")).get("type") == "Bot"
        return (bold, " " if is_bot else " さん")

    def people(self, users: Iterable[Mapping[str, Any]], *, call: bool = False) -> list[Span]:
        """Users by login. ``call`` mentions those that the hook's own map knows, except who acted."""
        actor = actor_of(self.body).lower()
        logins = [login for user in users if (login := one_line(user.get("login")))]
        return [
            Person(
                login, self.context.people.get(f"github:{login.lower()}", "") if call and login.lower() != actor else ""
            )
            for login in logins
        ]

    # --- text ------------------------------------------------------------------------------------------------------

    def markdown(self, value: object, page: str) -> tuple[Line, ...]:
        """A text of GitHub's, as it stands on ``page``."""
        found = text(value)
        if not found.strip():
            return ()
        return markdown.lines(found, words=self.words, link=lambda address: self.links.resolve(page, address))

    def said(self, line: str) -> Spans:
        """One line of plain text, such as a commit's; addresses and references in it still lead somewhere."""
        return spans_of([(line, PLAIN)], self.words)

    def message(
        self,
        headline: Spans,
        *,
        color: str,
        title: str = "",
        url: str = "",
        quote: tuple[Line, ...] = (),
        facts: Iterable[Fact] = (),
        time: datetime | None = None,
    ) -> Message:
        """A message with what all of them have: the footer, a way to the rest, and few facts."""
        return Message(
            headline=headline,
            title=(linked(title, url),) if title else (),
            quote=quote,
            more=Link(self.phrase("read_more"), url) if quote and url else None,
            facts=tuple(facts)[:FACTS],
            color=color,
            where=self.where(),
            time=time,
        )


def actor_of(body: Mapping[str, Any]) -> str:
    """The login of who did it; where the body has no sender, who pushed, opened or merged; else the empty string."""
    pull = mapping(body.get("pull_request"))
    witnesses: list[object] = [mapping(body.get("sender")).get("login"), mapping(body.get("pusher")).get("name")]
    if body.get("action") == "opened":
        witnesses += [mapping(thing.get("user")).get("login") for thing in (mapping(body.get("issue")), pull)]
    witnesses.append(mapping(pull.get("merged_by")).get("login"))
    return next((login for witness in witnesses if (login := one_line(witness))), "")


def owner_of(body: Mapping[str, Any]) -> str:
    """The login of the repository's owner, else of the organization. A push of old calls it the owner's name."""
    owner = mapping(mapping(body.get("repository")).get("owner"))
    organization = mapping(body.get("organization"))
    return one_line(owner.get("login")) or one_line(owner.get("name")) or one_line(organization.get("login"))


def repository_of(body: Mapping[str, Any]) -> str:
    """The repository's full name, as far as the body has it."""
    repository = mapping(body.get("repository"))
    name, owner = one_line(repository.get("name")), owner_of(body)
    return one_line(repository.get("full_name")) or (f"{owner}/{name}" if owner and name else name)


def moment(value: object) -> datetime | None:
    """A time as most bodies write it (ISO 8601), or in epoch seconds, as a push's ``pushed_at``."""
    seconds = number(value)
    if seconds is None:
        return when(value)
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < 7_258_118_400 else None


def page(thing: Mapping[str, Any], otherwise: str) -> str:
    """A thing's own address, else the one that was made for it."""
    return page_of(thing) or otherwise
