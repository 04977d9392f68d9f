"""Where GitHub shows a thing in the browser, on github.com or on an Enterprise Server of any name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urljoin

from bridge.sources.payload import mapping, one_line
from bridge.sources.spans import web_address

_ORIGIN: Final = re.compile(r"https?://[^/?#]+", re.IGNORECASE)
_WITNESSES: Final = ("repository", "issue", "pull_request", "organization", "sender")
"""Members of a body whose ``html_url`` tells the host."""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses on one host and in one repository, made from the body's own ``html_url``.

    Every method gives the empty string where something it needs is missing. Names are percent-encoded here.
    """

    origin: str
    repository: str

    @classmethod
    def of(cls, body: Mapping[str, Any], full_name: str) -> Links:
        """Read them from a whole body; a repository without an address gets one from its name and the others' host."""
        pages = [page_of(mapping(body.get(key))) for key in _WITNESSES]
        origin = next((found[0] for page in pages if (found := _ORIGIN.match(page))), "")
        made = f"{origin}/{quote(full_name)}" if origin and "/" in full_name else ""
        return cls(origin, pages[0].rstrip("/") or made)

    def _within(self, path: str, *names: str) -> str:
        if not (self.repository and all(names)):
            return ""
        return self.repository + path.format(*(quote(name, safe="/") for name in names))

    def elsewhere(self, full_name: str) -> Links:
        """The same host, another repository (``owner/name``)."""
        return Links(self.origin, f"{self.origin}/{quote(full_name)}" if self.origin and full_name else "")

    def issue(self, number: str) -> str:
        """An issue or pull request: GitHub leads from one to the other."""
        return self._within("/issues/{}", number)

    def pull(self, number: str) -> str:
        """A pull request."""
        return self._within("/pull/{}", number)

    def commit(self, sha: str) -> str:
        """A commit by its hash, whole or short."""
        return self._within("/commit/{}", sha)

    def branch(self, name: str) -> str:
        """A branch or tag by its short name."""
        return self._within("/tree/{}", name)

    def user(self, login: str) -> str:
        """Somebody's page; a bot has none of that name."""
        return f"{self.origin}/{quote(login)}" if self.origin and login and not login.endswith("[bot]") else ""

    def team(self, organization: str, slug: str) -> str:
        """A team's page."""
        return f"{self.origin}/orgs/{quote(organization)}/teams/{quote(slug)}" if self.origin else ""

    def resolve(self, page: str, address: str) -> str | None:
        """The whole address of a path that a text on ``page`` gives; None for anything else."""
        if not page or address.startswith("//") or not address.startswith(("/", "../")):
            return None
        try:
            return urljoin(page, address)
        except ValueError:
            return None


def page_of(thing: Mapping[str, Any]) -> str:
    """The ``html_url`` of a thing in a body, if it is a web address."""
    return web_address(one_line(thing.get("html_url"))) or ""
