"""Messages to Slack's JSON."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge.model import Code, Fact, Line, Link, Message, Person, Span, Style, Styled
from bridge.slack.cut import units
from bridge.slack.limits import problems
from bridge.slack.render import plain_text, render, safe
from bridge.slack.text import BREAK
from bridge.slack.text import JOINER as J
from tests.slack.live import refuse_disobedience
from tests.slack.messages import messages, sample

BLG = "https://acme.backlog.com/view/BLG-12"
DATE = "<!date^1767323045^{date_short_pretty} {time}|2026-01-02 03:04 UTC>"


def words(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def blocks_of(payload: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = payload["attachments"][0]["blocks"]
    return found


def test_full() -> None:
    payload = render(sample())
    assert payload == {
        "text": (
            f"Alice Ito changed <{BLG}|BLG-12>\n<{BLG}|Login fails>\nIt fails.\nStatus: Open → Closed\nAssignee: Bob\n"
            f"Website · {DATE}"
        ),
        "blocks": [{"type": "section", "text": words(f"*Alice Ito* changed <{BLG}|BLG-12>")}],
        "attachments": [
            {
                "color": "#2eb886",
                "fallback": "Login fails",
                "blocks": [
                    {"type": "section", "text": words(f"*<{BLG}|Login fails>*")},
                    {"type": "section", "text": words("It fails.")},
                    {"type": "section", "fields": [words("*Status*\nOpen → Closed"), words("*Assignee*\nBob")]},
                    {"type": "context", "elements": [words(f"Website · {DATE}")]},
                ],
            }
        ],
        "unfurl_links": False,
        "unfurl_media": False,
    }
    assert problems(payload) == []


def test_compact_is_one_line() -> None:
    payload = render(sample(title=(Link("Login\nfails", BLG),)), style="compact")
    line = f"Alice Ito changed <{BLG}|BLG-12>: <{BLG}|Login fails>"
    assert payload == {
        "text": line,
        "blocks": [{"type": "section", "text": words(line)}],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def test_marks_do_not_pair_over_the_parts_of_a_line() -> None:
    line = render(sample(headline=("*a",), title=("b*",)), style="compact")["text"]
    assert line == f"{J}*{J}a: b{J}*{J}"
    text = render(sample(facts=(Fact("*a", ("b*",)),)))["text"]
    assert f"\n{J}*{J}a: b*\n" in text


def test_what_is_empty_vanishes() -> None:
    bare = Message(headline=("Hello",), color="#2eb886")
    assert render(bare) == {
        "text": "Hello",
        "blocks": [{"type": "section", "text": words("Hello")}],
        "unfurl_links": False,
        "unfurl_media": False,
    }
    odd = Message(
        headline=("", " "),
        title=(Styled("\x07", bold=True),),
        quote=(Line(), Line((" ",))),
        facts=(Fact("Empty", ()), Fact("Blank", (" ",)), Fact("\x07", ("bare",))),
        color="red",
    )
    payload = render(odd)
    assert payload["text"] == "bare"
    assert "blocks" not in payload
    assert payload["attachments"] == [{"fallback": "", "blocks": [{"type": "section", "fields": [words("bare")]}]}]
    nothing = Message(headline=(), color="")
    assert render(nothing)["text"] == render(nothing, style="compact")["text"] == "…"
    assert render(Message(headline=(), color="", where=("Website",)), style="compact")["text"] == "Website"
    assert render(Message(headline=(), color="", where=("Website",)))["attachments"][0]["fallback"] == "…"


def test_the_bar_stays_with_a_footer_alone() -> None:
    attachments = render(Message(headline=("x",), color="#2eb886", where=("Website",)))["attachments"]
    assert attachments == [
        {"color": "#2eb886", "fallback": "x", "blocks": [{"type": "context", "elements": [words("Website")]}]}
    ]


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), DATE),
        (datetime(2026, 1, 2, 12, 4, 5, tzinfo=timezone(timedelta(hours=9))), DATE),
        (datetime(2026, 1, 2, 3, 4, 5), DATE),  # noqa: DTZ001 - a naive one is taken for UTC
        (datetime(1970, 1, 1, tzinfo=UTC), "<!date^0^{date_short_pretty} {time}|1970-01-01 00:00 UTC>"),
        (datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), ""),
        (datetime(2100, 1, 1, tzinfo=UTC), ""),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), ""),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))), ""),
    ],
)
def test_dates(time: datetime, shown: str) -> None:
    footer = blocks_of(render(sample(time=time)))[-1]["elements"][0]["text"]
    assert footer == " · ".join(part for part in ("Website", shown) if part)


@pytest.mark.parametrize(
    ("given_icon", "sent"),
    [
        (":bell:", {"icon_emoji": ":bell:"}),
        (":wave::skin-tone-2:", {"icon_emoji": ":wave::skin-tone-2:"}),
        ("https://a.example/i.png", {"icon_url": "https://a.example/i.png"}),
        ("bell", {}),
        ("javascript://x", {}),
        ("mailto:a@b.example?://", {}),
        ("", {}),
    ],
)
def test_overrides(given_icon: str, sent: dict[str, str]) -> None:
    payload = render(sample(), channel=" #general\n", username="bridge\0", icon=given_icon)
    expected = {"channel": "#general", "username": "bridge\ufffd", **sent}
    assert {key: payload[key] for key in payload if key not in render(sample())} == expected
    assert problems(payload) == []


def test_short_facts_stand_side_by_side_and_long_ones_below() -> None:
    url = "https://acme.backlog.com/" + "x" * 200
    facts = (
        Fact("Long", ("word " * 40,)),
        Fact("Linked", (Link("short", url),)),
        *(Fact(f"F{n}", (str(n),)) for n in range(11)),
        Fact("", ("bare",)),
    )
    blocks = blocks_of(render(sample(title=(), quote=(), facts=facts, where=(), time=None)))
    assert [len(block.get("fields", ())) for block in blocks] == [10, 3, 0]
    assert blocks[0]["fields"][0]["text"] == f"*Linked*\n<{url}|short>"
    assert blocks[1]["fields"][-1]["text"] == "bare"
    assert blocks[2]["text"]["text"].startswith("*Long*\nword word")


# --- long things ---------------------------------------------------------------------------------------------------


def test_a_long_quote_is_cut_with_a_way_to_the_rest() -> None:
    more = Link("read on", BLG)
    by_rows = render(sample(quote=tuple(Line((f"line {n}",)) for n in range(40)), more=more))
    quote = blocks_of(by_rows)[1]["text"]["text"]
    assert quote.endswith(f"line 11 …\n<{BLG}|read on>")
    assert quote in by_rows["text"]
    by_length = blocks_of(render(sample(quote=(Line(("あ" * 5000,)),), more=more)))[1]["text"]["text"]
    assert by_length == "あ" * 799 + f"…\n<{BLG}|read on>"
    uncut = blocks_of(render(sample(quote=(Line(("short",)),), more=more)))[1]["text"]["text"]
    assert uncut == "short"


def test_a_quote_of_long_addresses_still_fits() -> None:
    links: tuple[Span, ...] = (
        Link("one", "https://a.example/" + "x" * 2900),
        " and ",
        Link("two", BLG + "?" + "y" * 900),
    )
    payload = render(sample(quote=(Line(links),), more=Link("rest", BLG)))
    assert blocks_of(payload)[1]["text"]["text"] == f"one and two…\n<{BLG}|rest>"
    assert problems(payload) == []


def test_entities_do_not_break_the_limit() -> None:
    payload = render(sample(quote=(Line(("&" * 60_000,)),), title=("<" * 60_000,), headline=("&" * 60_000,)))
    assert problems(payload) == []
    text = blocks_of(payload)[1]["text"]["text"]
    assert text == "&amp;" * 399 + "…"


def test_one_endless_name_does_not_hide_the_sentence() -> None:
    payload = render(sample(headline=(Person("x" * 60_000), " closed ", Link("BLG-12", BLG))))
    assert payload["text"].startswith("x" * 299 + f"… closed <{BLG}|BLG-12>\n")


def test_an_address_too_long_for_its_place_is_dropped() -> None:
    long = "https://a.example/" + "x" * 2000
    assert render(sample(headline=("see ", Link("this", long))))["blocks"][0]["text"]["text"] == "see this"
    link = Link("this", "https://a.example/" + "x" * 300)
    many = render(sample(headline=(link,) * 8))["blocks"][0]["text"]["text"]
    assert many == "this" * 8
    over = render(sample(where=tuple(Link("y" * 10, "https://a.example/" + "z" * 120) for _ in range(8))))
    assert problems(over) == []


def test_nothing_is_left_but_words() -> None:
    """Forty short links are too many however short the text gets: the words stay."""
    headline = tuple(Link("é", "https://a.example/" + "x" * 330) for _ in range(3)) * 14
    short = tuple(Link("é", "https://a.example/" + "x" * 200) for _ in range(42))
    for spans in (headline, short, tuple(Code("&" * 250) for _ in range(4))):
        payload = render(sample(headline=spans))
        assert problems(payload) == []
        assert units(payload["blocks"][0]["text"]["text"]) <= 1500


def test_facts_leave_room_for_the_quote() -> None:
    facts = tuple(Fact("L" * 100, (f"{n} " + "v" * 400,)) for n in range(40))
    payload = render(sample(facts=facts, quote=(Line(("said",)),)))
    assert blocks_of(payload)[1]["text"]["text"] == "said"
    assert "said" in payload["text"]
    assert problems(payload) == []


def test_a_full_house_leaves_the_quote_out_of_the_text_only() -> None:
    def long(size: int) -> tuple[Span, ...]:
        return (Link("x", "https://a.example/" + "x" * size),)

    payload = render(sample(headline=long(1450), title=long(1150), where=long(550), quote=(Line(("said " * 100,)),)))
    assert blocks_of(payload)[1]["text"]["text"].startswith("said said")
    assert "said" not in payload["text"]


# --- the guard -----------------------------------------------------------------------------------------------------


def test_the_guard_keeps_the_words() -> None:
    good = render(sample(), channel="#x", icon=":bell:")
    assert safe(good) == (good, [])
    bad = {**good, "blocks": [{"type": "section"}], "extra": 1}
    kept, why = safe(bad)
    assert kept == {
        "text": good["text"],
        "unfurl_links": False,
        "unfurl_media": False,
        "channel": "#x",
        "icon_emoji": ":bell:",
    }
    assert [problem.pointer for problem in why] == ["/blocks/0", "/extra"]
    assert plain_text({"blocks": []}) == {"text": "…"}


# --- properties ----------------------------------------------------------------------------------------------------


@pytest.mark.untraced  # tracing would quadruple its time, and other tests tread the same lines
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(messages, st.sampled_from(("full", "compact")))
def test_any_message_is_fit_and_obeys_nobody(message: Message, style: Style) -> None:
    refuse_disobedience(message, render(message, style=style, channel="#x", username="y", icon=":z:"), style)


def test_breaks_are_zero_width() -> None:
    assert BREAK in render(sample(headline=(Person("佐藤"), "さん")))["blocks"][0]["text"]["text"]
