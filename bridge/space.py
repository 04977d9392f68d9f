"""The address of a Backlog space, as people write it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from bridge.errors import SettingInvalid

CLOUD: Final = re.compile(r"[a-z0-9-]+\.(backlog\.com|backlog\.jp|backlogtool\.com)")
EXAMPLE: Final = "space must be an address such as https://myspace.backlog.com"


def space_url(text: str) -> str:
    """``text`` as scheme, host in small letters, port and path, without a trailing slash, so that a path can follow.

    A host alone becomes https. A path is for a Backlog of one's own (Enterprise); the cloud's spaces have none.
    Raises SettingInvalid with a sentence.
    """
    address = text.strip().rstrip("/")
    if "://" not in address:
        if "." not in address.partition("/")[0]:
            raise SettingInvalid(f"{EXAMPLE}, not one word of it.")
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise SettingInvalid(f"{EXAMPLE}; this one cannot be read.") from None
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"}:
        raise SettingInvalid(f"{EXAMPLE}; only http and https work in a link.")
    if re.search(r"[@?#\\\s]", address):
        raise SettingInvalid(f"{EXAMPLE}, with no user name, space, ? or # in it.")
    if len(address) > 200 or not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", host):
        raise SettingInvalid(f"{EXAMPLE}; this host name cannot be used.")
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*", parts.path):
        raise SettingInvalid(f"{EXAMPLE}; the path of this one cannot be used.")
    if CLOUD.fullmatch(host) and parts.path:
        raise SettingInvalid(f"space must end with its host: https://{host}")
    return f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{parts.path}"
