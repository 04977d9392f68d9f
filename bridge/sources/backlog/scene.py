"""What a telling function may draw on: one body, read for one hook.

A ``Scene`` knows the words of the hook's language, the links of its space and the people the body names. It makes the
small parts (a noun with its link, a list of people, a fact) so that the functions that tell read like sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bridge.model import Context, Fact, Language, Line, Link, Message, Person, Spans, Styled
from bridge.sources.backlog import colors
from bridge.sources.backlog.labels import COUNTS, LABELS, NOUNS, PHRASES
from bridge.sources.backlog.links import Links
from bridge.sources.backlog.sentences import SENTENCES
from bridge.sources.backlog.words import own_words
from bridge.sources.payload import items, mapping, number, one_line, when
from bridge.sources.phrasing import fill, joined, linked
from bridge.sources.spans import Words

PEOPLE_SHOWN: Final = 8
LISTED: Final = 10


@dataclass(frozen=True, slots=True)
class Project:
    """The body's ``project``: texts empty where missing. ``rule`` is ``backlog``, ``markdown`` or empty."""

    key: str
    name: str
    rule: str

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Project:
        """Read it from a whole body."""
        project = mapping(body.get("project"))
        return cls(
            key=one_line(project.get("projectKey")),
            name=one_line(project.get("name")),
            rule=one_line(project.get("textFormattingRule")),
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """One body, read for one hook. ``content`` is the body's ``content``; ``names`` maps user ids to names."""

    body: Mapping[str, Any]
    content: Mapping[str, Any]
    context: Context
    project: Project
    links: Links
    names: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, body: Mapping[str, Any], context: Context, *, linked: bool = True) -> Scene:
        """Read a body. Without ``linked`` nothing leads anywhere: the execution test's things do not exist."""
        project = Project.of(body)
        return cls(
            body=body,
            content=mapping(body.get("content")),
            context=context,
            project=project,
            links=Links(context.space if linked else "", project.key),
            names=_names(body),
        )

    # --- words -----------------------------------------------------------------------------------------------------

    @property
    def words(self) -> Words:
        """Issue keys and mentions in plain text."""
        return own_words(self.links, self._written)

    @property
    def language(self) -> Language:
        """The hook's."""
        return self.context.language

    def label(self, key: str) -> str:
        """A fact's label."""
        return LABELS[key][self.language]

    def phrase(self, key: str, n: int | str = "") -> str:
        """A small phrase; ``n`` takes the place of its ``{n}``."""
        return PHRASES[key][self.language].replace("{n}", f"{n:,}" if isinstance(n, int) else n)

    def count(self, noun: str, n: int) -> Spans:
        """So many of a thing: "1 file", "2,000 files"."""
        one, several = COUNTS[noun][self.language]
        return (one if n == 1 else several.replace("{n}", f"{n:,}"),)

    def say(self, sentence: str, **slots: Spans) -> Spans:
        """A headline from the table. ``who`` and ``project`` are always there for its slots."""
        return fill(SENTENCES[sentence][self.language], {"who": self.who(), "project": self.place(), **slots})

    def fact(self, label: str, value: Spans | str) -> tuple[Fact, ...]:
        """One fact, or none where there is no value: facts are added up as tuples."""
        spans = (value,) if isinstance(value, str) and value else value or ()
        return (Fact(self.label(label), tuple(spans)),) if spans else ()

    # --- things ----------------------------------------------------------------------------------------------------

    def thing(self, noun: str, name: str, url: str = "") -> Spans:
        """A noun and its name, linked where there is an address; the noun alone where there is no name."""
        words = NOUNS[noun]
        if not name:
            return (words.alone[self.language],)
        return fill((words.named if url else words.quoted)[self.language], {"": (linked(name, url),)})

    def things(self, noun: str, names: Sequence[str]) -> Spans:
        """A noun and several names, none of them linked."""
        shown = [(f"「{name}」" if self.language == "ja" else f"“{name}”",) for name in names[:LISTED]]
        more = len(names) - len(shown)
        rest: Spans = (self.phrase("join"), self.phrase("and_more", more)) if more > 0 else ()
        between = "" if self.language == "ja" else self.phrase("join")
        return fill(NOUNS[noun].named[self.language], {"": (*joined(shown, between), *rest)})

    def place(self) -> Spans:
        """The project as it stands within a sentence."""
        name = self.project.name or self.project.key
        return self.thing("project", name, self.links.project()) if name else (self.phrase("this_project"),)

    def where(self) -> Spans:
        """The project as it stands in the footer: its name and key."""
        name, key = self.project.name, self.project.key
        full = f"{name} ({key})" if name and key and name != key else name or key
        return (linked(full, self.links.project()),) if full else ()

    # --- people ----------------------------------------------------------------------------------------------------

    def who(self) -> Spans:
        """The actor, never mentioned: nobody needs to be called to what they just did."""
        name = one_line(mapping(self.body.get("createdUser")).get("name"))
        if not name:
            return (self.phrase("someone"),)
        bold = Styled(name, bold=True)
        return (bold, " さん") if self.language == "ja" else (bold,)

    def is_actor(self, user: Mapping[str, Any]) -> bool:
        """Whether a user of the body is the one who acted: by id, by name where an id is missing."""
        actor = mapping(self.body.get("createdUser"))
        ids = number(actor.get("id")), number(user.get("id"))
        if None not in ids:
            return ids[0] == ids[1]
        name = one_line(user.get("name"))
        return bool(name) and name == one_line(actor.get("name"))

    def person(self, user: Mapping[str, Any]) -> Person | None:
        """A user of the body as somebody to be called, from the hook's own map; None without a name."""
        name = one_line(user.get("name"))
        if not name:
            return None
        if self.is_actor(user):
            return Person(name)
        known = str(number(user.get("id")) or self._id_of(name))
        keys = (f"backlog:{known}", f"backlog:{name}", f"backlog:{name.lower()}")
        return Person(name, next((self.context.people[key] for key in keys if key in self.context.people), ""))

    def _written(self, user: str) -> Person:
        """Somebody whom a text names by id: called only where the hook wants that of all texts."""
        name = self.names.get(user, "")
        person = self.person({"id": user, "name": name or self.phrase("somebody")})
        return person if person and self.context.mentions == "all" else Person(name or self.phrase("somebody"))

    def _id_of(self, name: str) -> str:
        """The id of the one user of that name whom the body names; change logs give names only."""
        ids = [known for known, known_name in self.names.items() if known_name == name]
        return ids[0] if len(ids) == 1 else ""

    def honoured(self, person: Person) -> Spans:
        """A person within a sentence."""
        return (person, " さん") if self.language == "ja" else (person,)

    def everyone(self, users: Sequence[Mapping[str, Any]], *, call: bool = False) -> Spans:
        """The first people of a list, and how many more, as a fact's value. ``call`` lets the hook mention them."""
        people, more = self._people(users, call=call)
        return joined([*people, *more], self.phrase("join"))

    def all_of(self, users: Sequence[Mapping[str, Any]], *, call: bool = False) -> Spans:
        """The same people within a sentence: "A, B and 3 more"; empty where nobody has a name."""
        people, more = self._people(users, call=call)
        if self.language == "ja":
            return (*joined(people, self.phrase("join")), " さん", *joined(more, "")) if people else ()
        *first, last = [*people, *more] or [()]
        return joined([joined(first, self.phrase("join")), last] if first else [last], " and ")

    def _people(self, users: Sequence[Mapping[str, Any]], *, call: bool) -> tuple[list[Spans], list[Spans]]:
        people = [person for person in map(self.person, users) if person]
        shown: list[Spans] = [(person if call else Person(person.name),) for person in people[:PEOPLE_SHOWN]]
        more = len(people) - len(shown)
        return shown, [(self.phrase("more_people", more),)] if more else []

    def notified(self) -> tuple[Fact, ...]:
        """Whom Backlog notifies of this, as a fact."""
        return self.fact("notified", self.everyone(self.called(), call=True))

    def called(self) -> list[dict[str, Any]]:
        """The users of ``notifications``: only webhooks tell them."""
        return [mapping(notification.get("user")) for notification in items(self.body.get("notifications"))]

    # --- text ------------------------------------------------------------------------------------------------------

    def message(  # they are the parts of a message, each by its name
        self,
        headline: Spans,
        *,
        title: str = "",
        url: str = "",
        quote: tuple[Line, ...] = (),
        facts: Iterable[Fact] = (),
        color: str = colors.DEFAULT,
        notified: bool = True,
    ) -> Message:
        """A message with what all of them have: the footer, the time, a way to the rest, and who is ``notified``."""
        return Message(
            headline=headline,
            title=(linked(title, url),) if title else (),
            quote=quote,
            more=Link(self.phrase("read_more"), url) if quote and url else None,
            facts=(*facts, *(self.notified() if notified else ())),
            color=color,
            where=self.where(),
            time=when(self.body.get("created")),
        )


def _names(body: Mapping[str, Any]) -> dict[str, str]:
    """Everybody the body names, by numeric id."""
    content = mapping(body.get("content"))
    users = [
        *(mapping(notification.get("user")) for notification in items(body.get("notifications"))),
        mapping(content.get("assignee")),
        *items(content.get("users")),
        mapping(body.get("createdUser")),
    ]
    return {str(number(user.get("id"))): name for user in users if (name := one_line(user.get("name")))}
