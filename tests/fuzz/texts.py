"""The renderer alone, and what turns strangers' markup into typed lines."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from bridge.model import Link, Message, Style
from bridge.slack.render import render
from bridge.sources import markdown
from bridge.sources.backlog import notation
from bridge.sources.backlog.links import Links
from tests.slack.live import refuse_disobedience
from tests.slack.messages import messages, texts

messages_in_styles = st.tuples(messages, st.sampled_from(("full", "compact")))


def check_message(case: tuple[Message, Style]) -> str:
    """Fit for Slack and obeying nobody, whatever the message holds."""
    message, style = case
    refuse_disobedience(message, render(message, style=style, channel="#x", username="y", icon=":z:"), style)
    return style


PIECES: Final = (
    "# ", "## ", "* ", "- ", "+ ", "1. ", "> ", ">> ", "    ", "\t", "```", "~~~", "`", "``", "|", "|---|", ":---:",
    "[", "]", "(", ")", "](", "![", "<", ">", "<b>", "</b>", "<!--", "-->", "<br>", "&amp;", "&#0;", "&#x110000;", "\\",
    "**", "__", "_", "*", "~~", "''", "'''", "%%", "[[", "]]", "{code}", "{/code}", "{quote}", "{/quote}", "&br;",
    "&color(red) { ", " }", "#image(", "#thumbnail(", "#contents", "#rev(", "|h", "- [ ] ", "- [x] ", "---", "===",
    "https://a.example/", "http://evil.example/?q=<x>|y", "javascript:alert(1)", "mailto:a@b.example", "www.example.com",
    "@octocat", "<@U123>", "BLG-1", "GH-1", "#12", "0123abc", ":rocket:", "\n", "\n\n", "\r\n", "\u2028", "\x00", "\ud800",
    "課題", "。", "x", " ",
)  # fmt: skip
marked = st.one_of(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join),
    st.tuples(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), st.sampled_from((50, 400, 3_000))).map(
        lambda case: "".join(case[0]) * case[1]
    ),
    texts,
)
Case = tuple[str, str]
cases: st.SearchStrategy[Case] = st.tuples(st.sampled_from(("markdown", "notation")), marked)


def check_markup(case: Case) -> str:
    """Lines that Slack takes, and no live address but of the web and of mail."""
    rule, text = case
    if rule == "markdown":
        lines = markdown.lines(text)
    else:
        lines = notation.lines(text, links=Links("https://acme.backlog.com", "PROJ"))
    for line in lines:
        for span in line.spans:
            assert not isinstance(span, Link) or span.url.lower().startswith(("https://", "http://", "mailto:")), span
    message = Message(headline=("x",), quote=tuple(lines), color="#123456")
    refuse_disobedience(message, render(message), "full")
    return rule if lines else "nothing"
