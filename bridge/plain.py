"""backslack's own plain address, ``/hook?space=&webhook_url=&channel=&username=``, for hooks registered long ago.

Only with ``BRIDGE_PLAIN=allow``: the Slack address stands in clear in such a URL and in every log between here and
there. Parameters as in github.com/k1LoW/backslack: ``space`` and ``webhook_url`` are required.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bridge.config import Options, hook_config
from bridge.errors import PayloadMalformed, SettingInvalid
from bridge.model import public_id
from bridge.relay import Hook
from bridge.slack.destination import check_destination

PARAMETERS = ("space", "webhook_url", "channel", "username")
SPACE = re.compile(r"[A-Za-z0-9-]+|.*[.:].*")


def plain_hook(parameters: Mapping[str, str], origins: Sequence[str]) -> Hook:
    """The hook that the parameters describe: labels in Japanese, ``channel`` gets its ``#``.

    ``space`` is a space id, which leads to ``https://<id>.backlog.jp``, or a whole address. Raises PayloadMalformed
    with a sentence that names the parameter and shows no address.
    """
    space, url, channel, username = (parameters.get(name, "").strip() for name in PARAMETERS)
    for name, value in (("space", space), ("webhook_url", url)):
        if not value:
            raise PayloadMalformed(f"The URL has no {name}: /hook needs space and webhook_url.")
    if not SPACE.fullmatch(space):
        raise PayloadMalformed("The URL's space is neither a space id such as myspace nor a whole address.")
    options = Options(
        source="backlog",
        slack_url=url,
        space=space if "." in space or ":" in space else f"https://{space}.backlog.jp",
        channel=f"#{channel}" if channel and channel[0] not in "#@" else channel,
        username=username,
        language="ja",
    )
    try:
        config = hook_config(options, now=0, check_destination=lambda text: check_destination(text, origins))
    except SettingInvalid as error:
        raise PayloadMalformed(error.detail) from None
    named = f"{space}\n{url}\n{channel}\n{username}".encode("utf-8", "surrogatepass")
    return Hook(public_id(named), config)
