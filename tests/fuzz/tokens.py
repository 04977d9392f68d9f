"""The opener, fed with kept tokens that were cut, turned, mixed and written in other ways."""

from __future__ import annotations

import base64
import functools
import json
import tempfile
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from bridge.errors import SealBroken
from bridge.model import Token
from bridge.seal import SealVault

KEPT: Final[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "tokens" / "v1.json").read_bytes())
TOKENS: Final[list[dict[str, Any]]] = KEPT["tokens"]
_FOLDER: Final = tempfile.TemporaryDirectory(prefix="fuzz-key-")

Case = tuple[int, str, tuple[tuple[str, int, bytes], ...], str]
"""Which token, for which source it is opened, what is done to its bytes one after the other, how it is then written."""

steps = st.tuples(
    st.sampled_from(("turn", "cut", "drop", "insert", "splice", "zero")),
    st.integers(0, 2_000),
    st.binary(max_size=6),
)
cases: st.SearchStrategy[Case] = st.tuples(
    st.integers(0, len(TOKENS) - 1),
    st.sampled_from(("backlog", "github")),
    st.lists(steps, max_size=3).map(tuple),
    st.sampled_from(("as it is", "padded", "standard", "spaced", "percent", "last", "lower", "twice", "raw")),
)


@functools.cache
def vault() -> SealVault:
    """The one that the kept tokens open in."""
    path = Path(_FOLDER.name) / "kept.key"
    path.write_text(KEPT["key"], encoding="ascii")
    path.chmod(0o600)
    return SealVault([f"file:{path}"], data_keys=[KEPT["data_key"]])


def _changed(raw: bytes, step: tuple[str, int, bytes]) -> bytes:
    name, place, more = step
    at = place % (len(raw) or 1)
    match name:
        case "turn":
            return raw[:at] + bytes([raw[at] ^ 1 << place % 8]) + raw[at + 1 :] if raw else raw
        case "cut":
            return raw[:at]
        case "drop":
            return raw[:at] + raw[at + len(more) :]
        case "insert":
            return raw[:at] + more + raw[at:]
        case "splice":
            return raw[:at] + Token.parse(TOKENS[place % len(TOKENS)]["token"]).raw[at:]
        case _:
            return raw[:at] + bytes(len(more)) + raw[at + len(more) :]


def _written(raw: bytes, how: str) -> str:
    text = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    match how:
        case "padded":
            return text + "=" * (-len(text) % 4 or 1)
        case "standard":
            return text.replace("-", "+").replace("_", "/")
        case "spaced":
            return text[: len(text) // 2] + "\n" + text[len(text) // 2 :]
        case "percent":
            return "".join(f"%{ord(letter):02x}" for letter in text)
        case "last":
            return text[:-1] + {"A": "B", "w": "x", "g": "h", "Q": "R"}.get(text[-1:], "_") if text else text
        case "lower":
            return text.lower()
        case "twice":
            return text + text
        case "raw":
            return raw.decode("latin-1")
        case _:
            return text


def check(case: Case) -> str:
    """Opens to exactly what was sealed, or is refused as broken; never anything else."""
    number, source, changes, how = case
    kept = TOKENS[number]
    raw = Token.parse(kept["token"]).raw
    for step in changes:
        raw = _changed(raw, step)
    text = _written(raw, how)
    same = text == kept["token"] and source == kept["source"]
    try:
        token = Token.parse(text)
    except SealBroken:
        assert not same
        return "no token"
    try:
        opened = vault().open(token, source)
    except SealBroken as error:
        said = error.detail
    else:
        # Splicing and turning back may end at another kept token.
        assert any(text == each["token"] and source == each["source"] for each in TOKENS), "an altered token opens"
        address = next(each["config"]["destination"] for each in TOKENS if each["token"] == text)
        assert opened.destination.reveal() == address
        return "opened"
    assert not same, "a kept token does not open"
    assert not text or text not in said
    return "broken"
