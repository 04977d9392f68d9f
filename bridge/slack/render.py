"""A ``Message`` to the JSON of an incoming webhook: pure, no clock, no I/O.

Screen readers, notifications and receivers that know no blocks get only the top-level ``text``, so it says everything.
Lengths are UTF-16 units of escaped text, far enough below Slack's limits that ``limits.problems`` finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bridge.model import Fact, Link, Message, Spans, Style, plain
from bridge.slack import text as mrkdwn
from bridge.slack.cut import ELLIPSIS, cut_each, cut_lines, cut_spans, head, shorten, units
from bridge.slack.limits import Problem, problems

SPAN: Final = 300
HEADLINE: Final = (1000, 1500)
"""Shown units, and units of mrkdwn with its addresses and entities; so the next ones."""
TITLE: Final = (300, 2900)
FACT: Final = (500, 1200)
WHERE: Final = (150, 600)
QUOTE_SHOWN: Final = 800
QUOTE_ROWS: Final = 12
QUOTE_ROOM: Final = 2900
BLOCKS_ROOM: Final = 6500
TEXT_ROOM: Final = 3400
SHORT_FACT: Final = 80
FIELDS: Final = 10
FACTS: Final = 30

_COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_EMOJI: Final = re.compile(r"(?::[^:\s<>]{1,100}:){1,2}")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LAST: Final = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())


def render(
    message: Message, *, style: Style = "full", channel: str = "", username: str = "", icon: str = ""
) -> dict[str, Any]:
    """The message as Slack's JSON.

    ``full`` is the headline, then a colour bar beside title, quote, fields and footer; ``compact`` one line. The
    last three are the legacy overrides of a webhook, sent along only when given; app webhooks ignore them.
    """
    laid_out = _compact(message) if style == "compact" else _full(message)
    return {**laid_out, "unfurl_links": False, "unfurl_media": False, **_overrides(channel, username, icon)}


def safe(payload: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The payload if Slack will take it, else its plain form: a message is never lost to a limit. Says why."""
    found = problems(payload)
    return (plain_text(payload) if found else payload), found


def plain_text(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The same message as its top-level text alone: what is left to try when Slack refuses the layout."""
    kept = ("unfurl_links", "unfurl_media", "channel", "username", "icon_emoji", "icon_url", "thread_ts")
    return {"text": payload.get("text") or ELLIPSIS, **{key: payload[key] for key in kept if key in payload}}


def _overrides(channel: str, username: str, icon: str) -> dict[str, str]:
    address = mrkdwn.address(icon) if icon.lower().startswith(("http://", "https://")) else ""
    named = {
        "channel": shorten(mrkdwn.clean(channel).strip(), 200),
        "username": shorten(mrkdwn.clean(username).strip(), 200),
        "icon_emoji": icon if _EMOJI.fullmatch(icon) else "",
        "icon_url": address,
    }
    return {key: value for key, value in named.items() if value}


# --- one line ------------------------------------------------------------------------------------------------------


def _compact(message: Message) -> dict[str, Any]:
    headline, title = (
        cut_spans(spans, shown)[0] if plain(spans).strip() else ()
        for spans, shown in ((cut_each(message.headline, SPAN), HEADLINE[0]), (message.title, TITLE[0]))
    )
    between = (": ",) if headline and title else ()
    # Rendered as one line, since marks pair over the whole of a line.
    line = _fit((*headline, *between, *title), 1400, 2700) or _footer(message) or ELLIPSIS
    return {"text": line, "blocks": [_section(line)]}


# --- the whole -----------------------------------------------------------------------------------------------------


def _full(message: Message) -> dict[str, Any]:
    headline = _fit(message.headline, *HEADLINE, bold_people=True)
    title = _fit(message.title, *TITLE, bold=True)
    footer = _footer(message)
    room = BLOCKS_ROOM - units(headline) - units(title) - units(footer)
    facts, room = _fitting_facts(message.facts, room)
    quote = _quote(message, min(QUOTE_ROOM, room))
    beside = [_section(part) for part in (title, quote) if part]
    beside += _fact_blocks(facts)
    if footer:
        beside.append({"type": "context", "elements": [_words(footer)]})
    shown: dict[str, Any] = {"text": _text(message, quote, facts, footer) or ELLIPSIS}
    if headline:
        shown["blocks"] = [_section(headline)]
    if beside:
        color = {"color": message.color} if _COLOR.fullmatch(message.color) else {}
        words = plain(message.title).strip() or plain(message.headline).strip() or ELLIPSIS
        shown["attachments"] = [{**color, "fallback": mrkdwn.escape(shorten(words, SPAN)), "blocks": beside}]
    return shown


def _text(message: Message, quote: str, facts: list[tuple[str, str]], footer: str) -> str:
    """Everything in words, the headline first, since that is what a notification shows."""
    headline = _fit(message.headline, *HEADLINE)
    title = _fit(message.title, TITLE[0], 1200)
    room = TEXT_ROOM - units(headline) - units(title) - units(footer) - 4
    told: list[str] = []
    spent = 0
    for label, value in facts:
        line = f"{mrkdwn.inert(label)}: {value}" if label else value
        if spent + units(line) + 1 > room // 2:
            break
        told.append(line)
        spent += units(line) + 1
    if units(quote) > room - spent:
        quote = _quote(message, room - spent)
    return "\n".join(part for part in (headline, title, quote, *told, footer) if part)


def _fit(spans: Spans, shown: int, room: int, *, bold: bool = False, bold_people: bool = False) -> str:
    """The spans as mrkdwn of at most ``room`` units, of which ``shown`` show; empty when nothing does.

    The first form that fits: whole, without the longest addresses, shorter and shorter, at last the words alone.
    """
    if not plain(spans).strip():
        return ""
    each = cut_each(spans, SPAN)
    line = mrkdwn.inline(cut_spans(each, shown)[0], bold=bold, bold_people=bold_people).strip()
    if units(line) <= room:
        return line
    unlinked = tuple(s.text if isinstance(s, Link) and len(s.url) * 4 > room else s for s in each)
    for limit in (shown, shown // 2, shown // 4):
        line = mrkdwn.inline(cut_spans(unlinked, limit)[0], bold=bold, bold_people=bold_people).strip()
        if units(line) <= room:
            return line
    # No character takes more than six units: & is five, a mark with its joiners three.
    return mrkdwn.inline((shorten(plain(each), room // 6 - 2),)).strip()


def _quote(message: Message, room: int) -> str:
    """The text that came with it, cut to what a reader takes in at a glance, and the way to the rest."""
    if room < 120:
        return ""
    for shown in (QUOTE_SHOWN, QUOTE_SHOWN // 2, QUOTE_SHOWN // 4):
        lines, cut = cut_lines(message.quote, shown, QUOTE_ROWS)
        quote = _with_rest(mrkdwn.block(lines), message.more if cut else None)
        if units(quote) <= room:
            return quote
    words = " ".join(plain(line.spans) for line in cut_lines(message.quote, QUOTE_SHOWN, QUOTE_ROWS)[0])
    quote = mrkdwn.inline((f"{head(words, room // 6 - 2)}{ELLIPSIS}",))
    whole = _with_rest(quote, message.more)
    return whole if units(whole) <= room else quote


def _with_rest(quote: str, more: Link | None) -> str:
    return f"{quote}\n{_fit((more,), 80, 1000)}".rstrip() if quote and more else quote


def _fitting_facts(facts: tuple[Fact, ...], room: int) -> tuple[list[tuple[str, str]], int]:
    """Label (bare) and value (mrkdwn) of the facts that say something, and the room that is left for the quote."""
    told: list[tuple[str, str]] = []
    spent = 0
    for fact in facts[:FACTS]:
        value = _fit(fact.value, *FACT)
        if not value:
            continue
        label = shorten(mrkdwn.clean(fact.label).strip(), 60)
        spent += 6 * units(label) + units(value) + 8
        if spent > room // 2:
            break
        told.append((label, value))
    return told, room - min(spent, room // 2)


def _fact_blocks(facts: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Short ones side by side, long ones below over the whole width."""
    short = [_labelled(fact) for fact in facts if units(fact[1]) <= SHORT_FACT or _shown(fact[1]) <= SHORT_FACT]
    for start in range(0, len(short), FIELDS):
        yield {"type": "section", "fields": [_words(field) for field in short[start : start + FIELDS]]}
    for fact in facts:
        if units(fact[1]) > SHORT_FACT and _shown(fact[1]) > SHORT_FACT:
            yield _section(_labelled(fact))


def _shown(value: str) -> int:
    return units(re.sub(r"<[^|>]*\|?", "", value))


def _labelled(fact: tuple[str, str]) -> str:
    label, value = fact
    return f"{mrkdwn.inline((label,), bold=True)}\n{value}" if label else value


def _footer(message: Message) -> str:
    return " · ".join(part for part in (_fit(message.where, *WHERE), _date(message.time)) if part)


def _date(time: datetime | None) -> str:
    """In the reader's own time zone; UTC for those who see only the text."""
    if time is None:
        return ""
    aware = time if time.tzinfo else time.replace(tzinfo=UTC)
    epoch = (aware - _EPOCH) // timedelta(seconds=1)
    if not 0 <= epoch < _LAST:
        return ""
    fallback = f"{_EPOCH + timedelta(seconds=epoch):%Y-%m-%d %H:%M} UTC"
    return f"<!date^{epoch}^{{date_short_pretty}} {{time}}|{fallback}>"


def _words(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": _words(text)}
