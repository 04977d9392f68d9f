"""All golden messages on one HTML page, to be looked at: ``python -m tests.gallery OUT.html``.

A plain picture of what Slack would make of the mrkdwn that the bridge writes: enough to judge words, order and length.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tests.golden import LANGUAGES, Pair, all_pairs

_STYLE: Final = """
body { font: 15px/1.46 Lato, "Noto Sans CJK JP", "Hiragino Sans", sans-serif; margin: 2em; color: #1d1c1d; }
h2 { font-size: 14px; font-family: monospace; margin: 2.5em 0 .5em; border-top: 1px solid #ddd; padding-top: 1em; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 2em; }
.message { border: 1px solid #ddd; border-radius: 8px; padding: 12px 16px; overflow-wrap: anywhere; }
.bar { border-left: 4px solid var(--color); border-radius: 4px; padding-left: 12px; margin-top: 6px; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 16px; }
.section, .fields, .context { margin: 6px 0; white-space: pre-wrap; }
.context { color: #616061; font-size: 12px; }
.compact { color: #616061; font-size: 13px; margin-top: 8px; white-space: pre-wrap; }
blockquote { border-left: 4px solid #ddd; margin: 0; padding-left: 10px; }
pre { background: #f8f8f8; border: 1px solid #ddd; padding: 8px; margin: 4px 0; white-space: pre-wrap; }
code { color: #c01343; background: #f8f8f8; border: 1px solid #ddd; border-radius: 3px; padding: 0 3px; }
a { color: #1264a3; text-decoration: none; }
.mention { background: #e8f5fa; color: #1264a3; }
"""

_MARK: Final = re.compile(
    r"```(?P<pre>.*?)```"
    r"|`(?P<code>[^`\n]+)`"
    r"|<!date\^\d+\^[^|>]*\|(?P<date>[^>]*)>"
    r"|<@(?P<user>[A-Z0-9]+)>"
    r"|<(?P<url>[^|<>]+)\|(?P<label>[^<>]*)>"
    r"|<(?P<bare>https?://[^|<>]+)>"
    r"|(?<!\w)\*(?P<bold>[^*\n]+)\*(?!\w)"
    r"|(?<!\w)_(?P<italic>[^_\n]+)_(?!\w)"
    r"|(?<!\w)~(?P<strike>[^~\n]+)~(?!\w)",
    re.DOTALL,
)
_TAGS: Final = {"bold": "b", "italic": "i", "strike": "s"}


def page(found: list[Pair]) -> str:
    """The whole page: self-contained, no script."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Every message</title>'
        f"<style>{_STYLE}</style><h1>Every message the bridge is known to say</h1>" + "".join(map(_pair, found))
    )


def _pair(pair: Pair) -> str:
    told = json.loads(pair.golden.read_text(encoding="utf-8"))
    sides = "".join(_message(told[language], told["compact"][language]) for language in LANGUAGES)
    return f'<h2>{html.escape(pair.source)} · {html.escape(pair.name)}</h2><div class="pair">{sides}</div>'


def _message(payload: Mapping[str, Any], compact: str) -> str:
    shown = "".join(map(_block, payload.get("blocks", ())))
    if not payload.get("blocks"):
        shown = f'<div class="section">{_mrkdwn(payload.get("text", ""))}</div>'
    for attachment in payload.get("attachments", ()):
        color = html.escape(attachment.get("color", "#ddd"), quote=True)
        inner = "".join(map(_block, attachment.get("blocks", ())))
        shown += f'<div class="bar" style="--color: {color}">{inner}</div>'
    return f'<div class="message">{shown}<div class="compact">compact: {_mrkdwn(compact)}</div></div>'


def _block(block: Mapping[str, Any]) -> str:
    if block["type"] == "context":
        words = " · ".join(_mrkdwn(element.get("text", "")) for element in block["elements"])
        return f'<div class="context">{words}</div>'
    shown = f'<div class="section">{_mrkdwn(block["text"]["text"])}</div>' if "text" in block else ""
    if "fields" in block:
        fields = "".join(f"<div>{_mrkdwn(field['text'])}</div>" for field in block["fields"])
        shown += f'<div class="fields">{fields}</div>'
    return shown


def _mrkdwn(text: str) -> str:
    """Slack's notation as HTML. Entities in it are Slack's own three, which HTML shares."""
    quoted, lines = [], []
    for line in text.split("\n"):
        if line.startswith("&gt;"):
            quoted.append(line.removeprefix("&gt;").lstrip())
            continue
        if quoted:
            lines.append("\0" + "\n".join(quoted))
            quoted = []
        lines.append(line)
    if quoted:
        lines.append("\0" + "\n".join(quoted))
    parts = [f"<blockquote>{_inline(line[1:])}</blockquote>" if line[:1] == "\0" else line for line in lines]
    return "\n".join(part if part.startswith("<blockquote>") else _inline(part) for part in _fences_joined(parts))


def _fences_joined(parts: list[str]) -> list[str]:
    """Lines between two fences as one part."""
    joined: list[str] = []
    open_fence = False
    for part in parts:
        if open_fence:
            joined[-1] += "\n" + part
        else:
            joined.append(part)
        if part.count("```") % 2:
            open_fence = not open_fence
    return joined


def _inline(text: str) -> str:
    shown, done = [], 0
    for found in _MARK.finditer(text):
        shown.append(_words(text[done : found.start()]))
        shown.append(_marked(found))
        done = found.end()
    return "".join((*shown, _words(text[done:])))


def _marked(found: re.Match[str]) -> str:
    kind = str(found.lastgroup)
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>{_inline(found[kind])}</{_TAGS[kind]}>"
    if kind in {"pre", "code", "date"}:
        tag = {"date": "span"}.get(kind, kind)
        return f"<{tag}>{_words(found[kind])}</{tag}>"
    if kind == "user":
        return f'<span class="mention">@{_words(found["user"])}</span>'
    url = found["url"] or found["bare"]
    return f'<a href="{_words(url)}">{_words(found["label"] or url)}</a>'


def _words(text: str) -> str:
    return html.escape(html.unescape(text), quote=True)


def main(arguments: list[str]) -> int:
    """Write the page to the one path that is given."""
    if len(arguments) != 1:
        print("usage: python -m tests.gallery OUT.html", file=sys.stderr)
        return 2
    found = all_pairs()
    Path(arguments[0]).write_text(page(found), encoding="utf-8")
    print(f"{len(found)} pairs in {arguments[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
