"""A strict checker of Slack's limits: what Slack would refuse, said before it is sent.

The tables are Block Kit's reference (https://docs.slack.dev/reference/block-kit), narrowed to what an incoming webhook
takes and to the elements that a bridge may want.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge.slack.shape import (
    Check,
    Place,
    Problem,
    Report,
    anything,
    boolean,
    listing,
    number,
    one_of,
    quoted,
    record,
    string,
)

__all__ = ["Problem", "problems"]

BLOCKS_LIMIT: Final = 50
TOTAL_LIMIT: Final = 13_000
"""All characters in all blocks: Slack was seen to answer msg_blocks_too_long from about 13,200."""

# --- the tables ----------------------------------------------------------------------------------------------------

_TYPE: Final = string(40)
_ID: Final = string(255)


def _block_id(value: Any, place: Place, report: Report) -> None:
    _ID(value, place, report)
    if isinstance(value, str):
        if value in report.ids:
            report.say(place, f"{quoted(value)} is the id of another block already")
        report.ids.add(value)


def _text(most: int, *, mrkdwn: bool = True) -> Check:
    plain = record({"type": _TYPE, "text": string(most, counted=True), "emoji": boolean}, "text")
    marked = record({"type": _TYPE, "text": string(most, counted=True), "verbatim": boolean}, "text")
    return one_of({"plain_text": plain} | ({"mrkdwn": marked} if mrkdwn else {}), "a text")


def _with_type(known: Mapping[str, Check], *needed: str) -> Check:
    return record({"type": _TYPE, **known}, *needed)


def _own(known: Mapping[str, Check], *needed: str) -> Check:
    return record({"type": _TYPE, "block_id": _block_id, **known}, *needed)


_PICTURE: Final[dict[str, Check]] = {"image_url": string(3000), "slack_file": anything, "alt_text": string(2000)}
_IMAGE: Final = _with_type(_PICTURE, "alt_text")
_CONFIRM: Final = record(
    {
        "title": _text(100, mrkdwn=False),
        "text": _text(300),
        "confirm": _text(30, mrkdwn=False),
        "deny": _text(30, mrkdwn=False),
        "style": string(20, choices=frozenset({"primary", "danger"})),
    },
    "title", "text", "confirm", "deny",
)  # fmt: skip
_OPTION: Final = record(
    {"text": _text(75), "value": string(150), "description": _text(75), "url": string(3000)}, "text", "value"
)
_CONTROL: Final[dict[str, Check]] = {"action_id": _ID, "confirm": _CONFIRM}
_CONTROLS: Final[dict[str, Check]] = {
    "button": _with_type(
        _CONTROL
        | {
            "text": _text(75, mrkdwn=False),
            "value": string(2000),
            "url": string(3000),
            "accessibility_label": string(75),
            "style": string(20, choices=frozenset({"primary", "danger"})),
        },
        "text",
    ),
    "overflow": _with_type(_CONTROL | {"options": listing(_OPTION, 5, things="options")}, "options"),
    "static_select": _with_type(
        _CONTROL
        | {
            "placeholder": _text(150, mrkdwn=False),
            "options": listing(_OPTION, 100, things="options"),
            "initial_option": _OPTION,
        },
        "options",
    ),
}
_CONTROL_LIST: Final = listing(one_of(_CONTROLS, "an element"), 25)


def _actions(value: Any, place: Place, report: Report) -> None:
    _CONTROL_LIST(value, place, report)
    seen: set[str] = set()
    for index, item in enumerate(value if isinstance(value, list) else ()):
        name = item.get("action_id") if isinstance(item, dict) else None
        if isinstance(name, str):
            if name in seen:
                report.say(place / index / "action_id", f"{quoted(name)} is the id of another element already")
            seen.add(name)


_LOOK: Final = record(
    dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight"), boolean)
)
_LEAVES: Final[dict[str, Check]] = {
    "text": _with_type({"text": string(TOTAL_LIMIT, counted=True), "style": _LOOK}, "text"),
    "link": _with_type({"url": string(3000), "text": string(3000), "unsafe": boolean, "style": _LOOK}, "url"),
    "emoji": _with_type({"name": _ID, "unicode": _ID, "skin_tone": number}, "name"),
    "user": _with_type({"user_id": _ID, "style": _LOOK}, "user_id"),
    "usergroup": _with_type({"usergroup_id": _ID, "style": _LOOK}, "usergroup_id"),
    "channel": _with_type({"channel_id": _ID, "style": _LOOK}, "channel_id"),
    "broadcast": _with_type({"range": string(20, choices=frozenset({"here", "channel", "everyone"}))}, "range"),
    "color": _with_type({"value": _ID}, "value"),
    "date": _with_type(
        {"timestamp": number, "format": _ID, "url": string(3000), "fallback": _ID, "style": _LOOK},
        "timestamp", "format",
    ),
}  # fmt: skip
_RICH_LEAVES: Final = listing(one_of(_LEAVES, "an element"), 1000, least=0)
_RICH_SECTION: Final = _with_type({"elements": _RICH_LEAVES}, "elements")
_RICH_BOX: Final = _with_type({"elements": _RICH_LEAVES, "border": number}, "elements")
_RICH: Final[dict[str, Check]] = {
    "rich_text_section": _RICH_SECTION,
    "rich_text_quote": _RICH_BOX,
    "rich_text_preformatted": _RICH_BOX,
    "rich_text_list": _with_type(
        {
            "style": string(20, choices=frozenset({"bullet", "ordered"})),
            "elements": listing(one_of({"rich_text_section": _RICH_SECTION}, "an element"), 1000, least=0),
            "indent": number,
            "offset": number,
            "border": number,
        },
        "style", "elements",
    ),
}  # fmt: skip
_RICH_TEXT: Final[dict[str, Check]] = {"elements": listing(one_of(_RICH, "an element"), 1000)}
_CELLS: Final[dict[str, Check]] = {
    "raw_text": _with_type({"text": string(3000, counted=True)}, "text"),
    "rich_text": _own(_RICH_TEXT, "elements"),
}
_TABLE: Final = _own(
    {
        "rows": listing(listing(one_of(_CELLS, "a cell"), 20, things="cells"), 100, things="rows"),
        "column_settings": listing(
            record({"align": string(20, choices=frozenset({"left", "center", "right"})), "is_wrapped": boolean}),
            20, least=0, things="columns",
        ),
    },
    "rows",
)  # fmt: skip
_SECTION: Final = _own(
    {
        "text": _text(3000),
        "fields": listing(_text(2000), 10, things="fields"),
        "accessory": one_of(_CONTROLS | {"image": _IMAGE}, "an accessory"),
        "expand": boolean,
    }
)
_IMAGE_BLOCK: Final = _own(_PICTURE | {"title": _text(2000, mrkdwn=False)}, "alt_text")


def _section(value: Any, place: Place, report: Report) -> None:
    _SECTION(value, place, report)
    if "text" not in value and "fields" not in value:
        report.say(place, "a section wants text or fields")


def _image(value: Any, place: Place, report: Report) -> None:
    _IMAGE_BLOCK(value, place, report)
    if "image_url" not in value and "slack_file" not in value:
        report.say(place, "image_url is missing")


def _table(value: Any, place: Place, report: Report) -> None:
    _TABLE(value, place, report)
    report.tables += 1
    if report.tables > 1:
        report.say(place, "a second table, Slack takes one in a message")


def _markdown(_value: Any, place: Place, report: Report) -> None:
    report.say(place / "type", "a markdown block, which Slack answers with an error over incoming webhooks")


_BLOCK: Final[dict[str, Check]] = {
    "section": _section,
    "header": _own({"text": _text(150, mrkdwn=False)}, "text"),
    "context": _own(
        {
            "elements": listing(
                one_of({"image": _IMAGE, "mrkdwn": _text(3000), "plain_text": _text(3000)}, "an element"), 10
            )
        },
        "elements",
    ),
    "divider": _own({}),
    "image": _image,
    "actions": _own({"elements": _actions}, "elements"),
    "rich_text": _own(_RICH_TEXT, "elements"),
    "table": _table,
    "markdown": _markdown,
}
_BLOCKS: Final = listing(one_of(_BLOCK, "a block"), BLOCKS_LIMIT, least=0, things="blocks")


_LONG: Final = string(40_000, least=0)
_SHORT: Final = string(1024, least=0)
_WEB: Final = string(3000)
_ATTACHMENT_KNOWN: Final[dict[str, Check]] = {
    **dict.fromkeys(("text", "pretext", "fallback"), _LONG),
    **dict.fromkeys(("title", "author_name", "callback_id"), _SHORT),
    **dict.fromkeys(("title_link", "author_link", "author_icon", "image_url", "thumb_url", "footer_icon"), _WEB),
    "color": string(
        20, like=(r"good|warning|danger|#[0-9A-Fa-f]{6}", "good, warning, danger or a colour such as #2eb886")
    ),
    "blocks": _BLOCKS,
    "fields": listing(record({"title": _LONG, "value": _LONG, "short": boolean}), 100, things="fields"),
    "footer": string(300, least=0),
    "ts": number,
    "mrkdwn_in": listing(_SHORT, 10),
}
_ATTACHMENT: Final = record(_ATTACHMENT_KNOWN)


def _attachment(value: Any, place: Place, report: Report) -> None:
    _ATTACHMENT(value, place, report)
    shows = ("blocks", "text", "pretext", "title", "fields", "image_url", "fallback")
    if isinstance(value, dict) and not any(value.get(key) for key in shows):
        report.say(place, "nothing to show: an attachment wants text, fallback or blocks")


_MESSAGE: Final = record(
    {
        "text": _LONG,
        "blocks": _BLOCKS,
        "attachments": listing(_attachment, 100, least=0, things="attachments"),
        **dict.fromkeys(("channel", "username"), _ID),
        "icon_emoji": string(255, like=(r":[^\s<>]+:", "an emoji such as :bell:")),
        "icon_url": _WEB,
        "thread_ts": string(30, like=(r"\d+\.\d+", "the ts of a message")),
        "parse": string(20, choices=frozenset({"none", "full"})),
        "response_type": string(20, choices=frozenset({"in_channel", "ephemeral"})),
        "metadata": record({"event_type": _ID, "event_payload": anything}, "event_type", "event_payload"),
        **dict.fromkeys(
            ("unfurl_links", "unfurl_media", "mrkdwn", "link_names", "reply_broadcast", "replace_original"), boolean
        ),
    }
)


def problems(payload: Any) -> list[Problem]:
    """Everything that Slack would refuse in a message for an incoming webhook; empty when it is fit to send."""
    report = Report()
    _MESSAGE(payload, Place(), report)
    if isinstance(payload, dict) and not any(payload.get(key) for key in ("text", "blocks", "attachments")):
        report.say(Place(), "neither text nor blocks nor attachments")
    if report.characters > TOTAL_LIMIT:
        report.say(Place(), f"{report.characters:,} characters in all blocks, Slack takes about {TOTAL_LIMIT:,}")
    return report.problems
