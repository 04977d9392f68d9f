"""Hypothesis strategies for hostile messages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from bridge.model import Code, Fact, Line, Link, Message, Person, Span, Styled

SEEDS = (
    "<!channel>",
    "<!here|x>",
    "<@U123ABC>",
    "<#C123|general>",
    "<!subteam^S1|x>",
    "<!date^0^{date}^https://evil.example|x>",
    "<https://evil.example|Sign in>",
    "*bold*",
    "_it_",
    "~no~",
    "`code`",
    "```",
    "> quote",
    ">>> all",
    "&lt;!channel&gt;",
    "@here",
    "\u202e",
    "\u2066",
    "\ud800",
    "\udfff",
    "\0",
    "\n",
    "\r\n",
    "|",
    "さん",
    "👩‍👩‍👧‍👦",
    "e\u0301",
    "z" + "\u0335" * 40,
    " ",
)
texts = st.one_of(
    st.lists(st.one_of(st.sampled_from(SEEDS), st.text(max_size=8)), max_size=6).map("".join),
    st.text(st.characters(), max_size=20),
    st.tuples(st.sampled_from(SEEDS), st.sampled_from((200, 3_001, 60_000))).map(lambda t: (t[0] * t[1])[: t[1]]),
)
urls = st.one_of(
    st.sampled_from(
        (
            "https://acme.backlog.com/view/BLG-1",
            "http://user@evil.example/?a=1&b=2",
            "mailto:someone@example.com",
            "javascript:alert(1)",
            "https://a.example/" + "x" * 2_950,
            "https://a.example/" + "&" * 900,
            "https://a.example/|<!channel>",
            "https://",
            "",
        )
    ),
    texts.map(lambda text: "https://a.example/" + text),
    texts,
)
mentions = st.sampled_from(("", "U123ABC", "W0", "WABC123", "u123", "U12|x", "!channel", "U123\n"))
spans: st.SearchStrategy[Span] = st.one_of(
    texts,
    st.builds(Link, texts, urls),
    st.builds(Code, texts),
    st.builds(Person, texts, mentions),
    st.builds(Styled, texts, bold=st.booleans(), italic=st.booleans(), strike=st.booleans()),
)
lines_of_spans = st.lists(spans, max_size=4).map(tuple)
lines = st.builds(
    Line,
    lines_of_spans,
    kind=st.sampled_from(("text", "heading", "item", "quote", "code")),
    indent=st.integers(-1, 9),
    marker=st.sampled_from(("", "•", "1.", "☐", "*", ">")),
)
times = st.one_of(
    st.none(),
    st.datetimes(timezones=st.sampled_from((UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-12))))),
)
messages = st.builds(
    Message,
    headline=lines_of_spans,
    title=lines_of_spans,
    quote=st.lists(lines, max_size=16).map(tuple),
    more=st.one_of(st.none(), st.builds(Link, texts, urls)),
    facts=st.lists(st.builds(Fact, texts, lines_of_spans), max_size=14).map(tuple),
    color=st.sampled_from(("#2eb886", "#ABCDEF", "", "red", "#123")),
    where=lines_of_spans,
    time=times,
)


def sample(**changes: object) -> Message:
    """An ordinary message."""
    ordinary: dict[str, object] = {
        "headline": (Person("Alice Ito"), " changed ", Link("BLG-12", "https://acme.backlog.com/view/BLG-12")),
        "title": (Link("Login fails", "https://acme.backlog.com/view/BLG-12"),),
        "quote": (Line(("It fails.",)),),
        "facts": (Fact("Status", ("Open", " → ", "Closed")), Fact("Assignee", (Person("Bob"),))),
        "color": "#2eb886",
        "where": ("Website",),
        "time": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    }
    return Message(**{**ordinary, **changes})  # type: ignore[arg-type]  # the caller names fields of Message
