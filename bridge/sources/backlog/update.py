"""What issues, pull requests and milestones share: a comment, changes, and the verb that says them best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bridge.model import Fact, Line, Spans, Styled, plain
from bridge.sources.backlog.changes import Change, change_fact
from bridge.sources.backlog.files import Files
from bridge.sources.backlog.prose import difference, prose
from bridge.sources.backlog.scene import Scene
from bridge.sources.backlog.values import status_id
from bridge.sources.payload import mapping, one_line

STATUS_VERBS: Final[Mapping[str, Mapping[str, str]]] = {
    "issue": {"3": "resolved", "4": "closed"},
    "pull_request": {"1": "reopened", "2": "closed", "3": "merged"},
}
_CLOSED_ISSUE: Final = "4"
_DRAFT: Final = "4"
_VALUE_LIMIT: Final = 60
_NO_VERB: Final = frozenset({"attachment", "notification"})
_NO_FACT: Final = frozenset({"attachment", "description"})


@dataclass(frozen=True, slots=True)
class Comment:
    """The content's comment, of members a bare text. ``id`` may come without words: it names a place in the history."""

    id: str = ""
    lines: tuple[Line, ...] = ()

    @classmethod
    def of(cls, scene: Scene) -> Comment:
        """Read it; both parts are empty where there is none."""
        found = scene.content.get("comment")
        comment = {"content": found} if isinstance(found, str) else mapping(found)
        return cls(id=one_line(comment.get("id")), lines=prose(scene, comment.get("content")))


@dataclass(frozen=True, slots=True)
class Update:
    """What one activity did to one thing. ``subject`` is the part of the sentences' keys before the dot."""

    subject: str
    changes: tuple[Change, ...]
    comment: Comment = Comment()
    files: Files = field(default_factory=Files)

    def change(self, name: str) -> Change | None:
        """The change of one standard field."""
        return next((change for change in self.changes if change.name == name and not change.custom), None)

    def headline(self, scene: Scene, otherwise: str, **thing: Spans) -> Spans:
        """The sentence whose verb fits best; ``otherwise`` is the key for when nothing stands out."""
        status = self.change("status")
        if status and status.new:
            return self._status_headline(scene, status, thing)
        telling = [change for change in self.changes if change.custom or change.name not in _NO_VERB]
        if len(telling) == 1:
            return self._field_headline(scene, telling[0], thing)
        if telling:
            return scene.say(otherwise, **thing)
        files = self.files
        if self.comment.lines:
            return scene.say(f"{self.subject}.commented", **thing)
        if files.attached:
            return scene.say(f"{self.subject}.attached", files=scene.count("files", len(files.attached)), **thing)
        if files.removed:
            return scene.say(f"{self.subject}.detached", files=scene.count("files", len(files.removed)), **thing)
        if files.brought:
            return scene.say(f"{self.subject}.linked", files=scene.count("files", files.brought), **thing)
        return scene.say(otherwise, **thing)

    def _status_headline(self, scene: Scene, status: Change, thing: Mapping[str, Spans]) -> Spans:
        old, new = status_id(status.raw_old), status_id(status.raw_new)
        verb = STATUS_VERBS[self.subject].get(new, "status")
        if self.subject == "issue" and old == _CLOSED_ISSUE != new:
            verb = "reopened"
        if self.subject == "pull_request" and verb == "reopened" and old == _DRAFT:
            verb = "status"
        return scene.say(f"{self.subject}.{verb}", value=status.new, **thing)

    def _field_headline(self, scene: Scene, change: Change, thing: Mapping[str, Spans]) -> Spans:
        if change.name == "assigner" and not change.custom:
            return self._assigned_headline(scene, change, thing)
        if change.name == "commit" and self.subject == "issue" and change.new:
            return scene.say("issue.commit", value=change.new, **thing)
        field: Spans = (change.label,)
        if scene.language == "en" and not change.custom:
            field = (change.label[:1].lower() + change.label[1:],)
        if change.name in {"description", "summary"} or len(plain(change.new)) > _VALUE_LIMIT:
            return scene.say(f"{self.subject}.field", field=field, **thing)
        if change.new:
            return scene.say(f"{self.subject}.field_set", field=field, value=change.new, **thing)
        return scene.say(f"{self.subject}.field_cleared", field=field, **thing)

    def _assigned_headline(self, scene: Scene, change: Change, thing: Mapping[str, Spans]) -> Spans:
        user = {"name": change.raw_new}
        person = scene.person(user)
        if not person:
            return scene.say(f"{self.subject}.unassigned", **thing)
        if scene.is_actor(user):
            return scene.say(f"{self.subject}.taken", **thing)
        return scene.say(f"{self.subject}.assigned", person=scene.honoured(person), **thing)

    def quote(self, scene: Scene, otherwise: tuple[Line, ...] = ()) -> tuple[Line, ...]:
        """The comment first, then what changed in the description; ``otherwise`` where no change tells it."""
        change = self.change("description")
        changed = difference(scene, change.raw_old, change.raw_new) if change else otherwise
        if self.comment.lines or len(self.changes) > 1:
            changed = heading(scene.label("description"), changed)
        return sections(self.comment.lines, changed)

    def facts(self, scene: Scene) -> tuple[Fact, ...]:
        """The changes that are short enough to be one, then the files."""
        told = [change for change in self.changes if change.custom or change.name not in _NO_FACT]
        return (*(fact for change in told for fact in change_fact(scene, change)), *self.files.facts(scene))


def heading(label: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines under a label of their own; nothing where there are none."""
    return (Line((Styled(label, bold=True),)), *lines) if lines else ()


def sections(*parts: Sequence[Line]) -> tuple[Line, ...]:
    """Parts of a quote with a blank line between them."""
    lines: list[Line] = []
    for part in parts:
        if part:
            lines.extend((Line(), *part) if lines else part)
    return tuple(lines)
