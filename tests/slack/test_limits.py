"""Slack's limits: the 31 malformed messages of the facts, more of their kind, and valid ones."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.slack.limits import problems
from bridge.slack.shape import Problem

Json = dict[str, Any]


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Open"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def table(rows: int, cells: int) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * cells] * rows}


def rich(*leaves: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(leaves)}]}


def message(*blocks: Any, **more: Any) -> Json:
    return {"text": "x", "blocks": list(blocks), **more}


IMAGE = {"type": "image", "image_url": "https://a.example/x.png", "alt_text": "x"}

MALFORMED: dict[str, tuple[Any, str, str]] = {
    "section text of 3,001": (
        message(section("x" * 3001)),
        "/blocks/0/text/text",
        "3,001 characters, Slack takes 3,000",
    ),
    "section without text and fields": (message({"type": "section"}), "/blocks/0", "text or fields"),
    "empty section text": (message(section("")), "/blocks/0/text/text", "empty"),
    "51 blocks": (message(*[section()] * 51), "/blocks", "51 blocks, Slack takes 50"),
    "11 fields": (message({"type": "section", "fields": [mrkdwn("x")] * 11}), "/blocks/0/fields", "11 fields"),
    "field of 2,001": (
        message({"type": "section", "fields": [mrkdwn("x" * 2001)]}),
        "/blocks/0/fields/0/text",
        "2,001",
    ),
    "header of 151": (message({"type": "header", "text": plain("x" * 151)}), "/blocks/0/text/text", "151"),
    "header as mrkdwn": (message({"type": "header", "text": mrkdwn("x")}), "/blocks/0/text/type", "plain_text"),
    "11 context elements": (message({"type": "context", "elements": [mrkdwn("x")] * 11}), "/blocks/0/elements", "11"),
    "26 actions": (message(actions(*[button()] * 26)), "/blocks/0/elements", "26"),
    "button text of 76": (message(actions(button(text=plain("x" * 76)))), "/blocks/0/elements/0/text/text", "76"),
    "button url of 3,001": (message(actions(button(url="x" * 3001))), "/blocks/0/elements/0/url", "3,001"),
    "button style green": (message(actions(button(style="green"))), "/blocks/0/elements/0/style", "danger, primary"),
    "unknown block type": (message({"type": "carousel"}), "/blocks/0/type", "“carousel”"),
    "text type markdown": (
        message(section() | {"text": {"type": "markdown", "text": "x"}}),
        "/blocks/0/text/type",
        "“ma",
    ),
    "block without type": (message({"text": mrkdwn("x")}), "/blocks/0", "type is missing"),
    "image without alt_text": (message(IMAGE | {"alt_text": None}), "/blocks/0/alt_text", "null"),
    "101 attachments": ({"attachments": [{"text": "x"}] * 101}, "/attachments", "101 attachments"),
    "block_id of 256": (message(section(block_id="x" * 256)), "/blocks/0/block_id", "256"),
    "duplicate block_id": (message(section(block_id="a"), section(block_id="a")), "/blocks/1/block_id", "“a”"),
    "duplicate action_id": (
        message(actions(button(action_id="a"), button(action_id="a"))),
        "/blocks/0/elements/1/action_id",
        "“a”",
    ),
    "markdown block of 12,001": (message({"type": "markdown", "text": "x" * 12_001}), "/blocks/0/type", "markdown"),
    "two markdown blocks": (message(*[{"type": "markdown", "text": "x" * 7000}] * 2), "/blocks/1/type", "markdown"),
    "table of 101 rows": (message(table(101, 1)), "/blocks/0/rows", "101 rows"),
    "table of 21 columns": (message(table(1, 21)), "/blocks/0/rows/0", "21 cells"),
    "unknown property": (message(section(colour="red")), "/blocks/0/colour", "does not know"),
    "empty actions": (message(actions()), "/blocks/0/elements", "no elements"),
    "neither text nor blocks": ({"unfurl_links": False}, "", "neither text nor blocks"),
    "long section in an attachment": (
        {"text": "x", "attachments": [{"blocks": [IMAGE, section("x" * 3004)]}]},
        "/attachments/0/blocks/1/text/text",
        "3,004 characters, Slack takes 3,000",
    ),
    "unknown rich_text leaf": (message(rich({"type": "sparkle"})), "/blocks/0/elements/0/elements/0/type", "sparkle"),
    "section text as a bare string": (message({"type": "section", "text": "x"}), "/blocks/0/text", "a string"),
    # more of the kind
    "not an object": ([], "", "a list"),
    "text too long": ({"text": "x" * 40_001}, "/text", "40,001"),
    "text as a number": ({"text": 7}, "/text", "a number"),
    "unknown top property": ({"text": "x", "a/b~c": 1}, "/a~1b~0c", "does not know"),
    "short colour": ({"attachments": [{"text": "x", "color": "#abc"}]}, "/attachments/0/color", "“#abc”"),
    "empty attachment": ({"text": "x", "attachments": [{"color": "good"}]}, "/attachments/0", "nothing to show"),
    "attachment as a string": ({"text": "x", "attachments": ["x"]}, "/attachments/0", "a string"),
    "footer of 301": ({"attachments": [{"text": "x", "footer": "x" * 301}]}, "/attachments/0/footer", "301"),
    "blocks as an object": ({"text": "x", "blocks": {}}, "/blocks", "an object"),
    "block as null": (message(None), "/blocks/0", "null"),
    "type as a number": (message({"type": 7}), "/blocks/0/type", "a number"),
    "no image_url": (message({"type": "image", "alt_text": "x"}), "/blocks/0", "image_url is missing"),
    "image without alt at all": (message({"type": "image", "image_url": "x"}), "/blocks/0", "alt_text is missing"),
    "two tables": (message(table(1, 1), table(1, 1)), "/blocks/1", "second table"),
    "21 column settings": (message(table(1, 1) | {"column_settings": [{}] * 21}), "/blocks/0/column_settings", "21"),
    "unfurl as a string": ({"text": "x", "unfurl_links": "no"}, "/unfurl_links", "true or false"),
    "ts as a string": ({"attachments": [{"text": "x", "ts": "1"}]}, "/attachments/0/ts", "whole number"),
    "ts as a boolean": ({"attachments": [{"text": "x", "ts": True}]}, "/attachments/0/ts", "true or false"),
    "icon without colons": ({"text": "x", "icon_emoji": "bell"}, "/icon_emoji", "“bell”"),
    "wide characters count double": (message(section("👍" * 1501)), "/blocks/0/text/text", "3,002"),
    "half a pair": (message(section("a\ud800")), "/blocks/0/text/text", "surrogate"),
    "too much in all": (message(*[section("x" * 2700)] * 5), "", "13,500 characters in all blocks"),
    "actions as null": (message({"type": "actions", "elements": None}), "/blocks/0/elements", "null"),
    "no JSON": ({"text": object()}, "/text", "no JSON value"),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_malformed(case: str) -> None:
    payload, pointer, words = MALFORMED[case]
    found = problems(payload)
    assert any(problem.pointer.startswith(pointer) and words in problem.sentence for problem in found), found


def test_the_list_holds_the_31() -> None:
    assert list(MALFORMED).index("section text as a bare string") == 30


VALID: dict[str, Json] = {
    "text": {"text": "x"},
    "emoji at the limit": message(section("👍" * 1500)),
    "section with everything": message(
        section("x" * 3000, fields=[plain("x" * 2000)] * 2, accessory=IMAGE, expand=True, block_id="a"),
        section(accessory=button(action_id="a", value="v", style="danger"), block_id="b"),
    ),
    "header, divider, image, context": message(
        {"type": "header", "text": {**plain("x" * 150), "emoji": True}},
        {"type": "divider"},
        {**IMAGE, "title": plain("x")},
        {"type": "context", "elements": [IMAGE, mrkdwn("x"), plain("x")]},
    ),
    "actions": message(
        actions(
            button(
                url="https://a.example",
                confirm={"title": plain("x"), "text": mrkdwn("x"), "confirm": plain("y"), "deny": plain("n")},
            ),
            {"type": "overflow", "options": [{"text": plain("x"), "value": "1"}]},
            {"type": "static_select", "placeholder": plain("x"), "options": [{"text": plain("x"), "value": "1"}]},
        )
    ),
    "rich text": message(
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "x", "style": {"bold": True}},
                        {"type": "link", "url": "https://a.example"},
                        {"type": "emoji", "name": "bell"},
                        {"type": "user", "user_id": "U1"},
                        {"type": "date", "timestamp": 1, "format": "{date}"},
                        {"type": "broadcast", "range": "here"},
                    ],
                },
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "indent": 1,
                    "elements": [{"type": "rich_text_section", "elements": []}],
                },
                {"type": "rich_text_quote", "elements": []},
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x"}], "border": 0},
            ],
        }
    ),
    "table": message(table(100, 20) | {"column_settings": [{"align": "right", "is_wrapped": True}]}),
    "legacy attachment": {
        "attachments": [
            {
                "fallback": "x",
                "color": "good",
                "pretext": "x",
                "title": "x",
                "title_link": "https://a.example",
                "text": "x",
                "fields": [{"title": "x", "value": "y", "short": True}],
                "footer": "x",
                "ts": 1,
                "mrkdwn_in": ["text"],
            }
        ]
    },
    "overrides": {
        "text": "x",
        "channel": "#general",
        "username": "bridge",
        "icon_emoji": ":wave::skin-tone-2:",
        "icon_url": "https://a.example/x.png",
        "thread_ts": "1392734382.000100",
        "metadata": {"event_type": "x", "event_payload": {"a": 1}},
        "unfurl_links": False,
    },
}


@pytest.mark.parametrize("case", VALID)
def test_valid(case: str) -> None:
    assert problems(VALID[case]) == []


def test_a_problem_reads_as_a_sentence() -> None:
    assert str(Problem("/text", "empty")) == "/text: empty"
    assert str(Problem("", "empty")) == "the message: empty"
