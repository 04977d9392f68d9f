"""Where Backlog shows a thing in the browser. Paths as in the API documentation's and the web app's own addresses:
https://developer.nulab.com/docs/backlog/ and https://support-ja.backlog.com/hc/ja/
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses within one project of one space.

    Every method gives the empty string where something it needs is missing: the webhook's body names no space, so a
    hook without one tells its messages without links. Names are percent-encoded here.
    """

    space: str
    key: str

    def _at(self, path: str, *parts: str) -> str:
        """``path`` with ``{}`` for the project key and then each of the parts."""
        if not (self.space and self.key and all(parts)) or any(part in {".", ".."} for part in parts):
            return ""
        return self.space + path.format(*(quote(part, safe="") for part in (self.key, *parts)))

    def within(self, address: str) -> str | None:
        """The whole address of a path that a text gives without its host; None for anything else."""
        return self.space + address if self.space and address.startswith("/") and address[1:2] != "/" else None

    def project(self) -> str:
        """The project's home."""
        return self._at("/projects/{}")

    def issues(self) -> str:
        """The project's list of issues."""
        return self._at("/find/{}")

    def issue(self, number: str, comment: str = "") -> str:
        """An issue by its number within the project, at one entry of its history if ``comment`` is that entry's id."""
        address = self._at("/view/{}-{}", number)
        return address + _anchor(comment) if address else ""

    def issue_key(self, key: str) -> str:
        """An issue of any project of the space by its whole key."""
        return f"{self.space}/view/{quote(key, safe='')}" if self.space and key else ""

    def attachment(self, file: str, name: str) -> str:
        """A file attached to an issue, by the file's id."""
        return self._at("/downloadAttachment/{1}/{2}", file, name)

    def wiki(self, page: str) -> str:
        """A wiki page by id: such a link survives a new name and slashes in names."""
        return self._at("/alias/wiki/{1}", page)

    def wiki_named(self, name: str) -> str:
        """A wiki page of this project by name."""
        return self._at("/wiki/{}/{}", name)

    def file(self, path: str) -> str:
        """A shared file by its whole path, which begins with a slash."""
        parts = path.split("/")[1:]
        return self._at("/file/{}" + "/{}" * len(parts), *parts) if parts else ""

    def revision(self, revision: str) -> str:
        """A Subversion revision by its number."""
        return self._at("/rev/{}/{}", revision)

    def repository(self, name: str) -> str:
        """A Git repository."""
        return self._at("/git/{}/{}", name)

    def tree(self, repository: str, ref: str) -> str:
        """A branch or tag by its short name; slashes in it stay."""
        parts = ref.split("/")
        return self._at("/git/{}/{}/tree" + "/{}" * len(parts), repository, *parts)

    def commit(self, repository: str, revision: str) -> str:
        """A commit by its whole hash."""
        return self._at("/git/{}/{}/commit/{}", repository, revision)

    def pull_request(self, repository: str, number: str, comment: str = "") -> str:
        """A pull request, at one entry of its history if ``comment`` is that entry's id."""
        address = self._at("/git/{}/{}/pullRequests/{}", repository, number)
        return address + _anchor(comment) if address else ""

    def milestone(self, milestone: str) -> str:
        """The issues of a milestone by its id; the milestone's own page is for administrators."""
        return self._at("/find/{}?milestoneId={}", milestone)

    def document(self, document: str) -> str:
        """A document by its id."""
        return self._at("/document/{}/{}", document)


def _anchor(comment: str) -> str:
    return f"#comment-{quote(comment, safe='')}" if comment else ""
