"""The description of the page's API (https://spec.openapis.org/oas/v3.1.0), made of the tables that it is checked by.

Written by hand rather than derived from models: every refusal of an option is a sentence of ``config``, and no model
would be asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

from bridge import __version__
from bridge.filters import BOTH, SWITCHES, WHERE
from bridge.model import Language, Mentions, Style, Told
from bridge.option_words import ENTRIES, KINDS, PLACES, SOURCES, WORDS

Json = dict[str, Any]

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "language": get_args(Language),
    "style": get_args(Style),
    "mentions": get_args(Mentions),
}
EXAMPLES: Final[Mapping[str, object]] = {
    "slack_url": "https://hooks.slack.com/services/T01ABCDEFGH/B01ABCDEFGH/abcdefghijklmnopqrstuvwx",
    "expires": "90d",
    "space": "https://myspace.backlog.com",
    "icon": ":bell:",
    "only": ["issue.*"],
    "person": ["backlog:12345=U012ABCDEF"],
    "status": ["12345=In review"],
}
SLACK_SAYS: Final = "Slack's own word and what to do about it"


def document(sources: Sequence[str]) -> Json:
    """The whole description. ``sources`` are the names that a hook can be for."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "bridge",
            "version": __version__,
            "summary": "Makes, looks at and tries hooks: Backlog and GitHub webhooks in, Slack messages out.",
            "description": (
                "What the self-service page uses; scripts may, too. Nothing is stored: a hook is its URL.\n\n"
                "Where the page is behind a passphrase, exchange it for a session (`POST /api/session`) and send that "
                "as `Authorization: Bearer …`. A request that names another site's origin (`Origin`, "
                "`Sec-Fetch-Site`) is refused. Every refusal is `{error, detail, help}`; `option` names the option at "
                "fault. With `Accept-Language: ja` the detail is in Japanese."
            ),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "security": [{"session": []}, {}],
        "tags": [
            {"name": "hooks", "description": "A hook's URL: made, changed, looked at, tried."},
            {"name": "messages", "description": "What is told and how it looks."},
            {"name": "access", "description": "Who may use the page."},
        ],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"session": {"type": "http", "scheme": "bearer", "description": "From /api/session."}},
            "schemas": _schemas(sources),
            "responses": {
                code: {"description": text, "content": _content("Error")} for code, text in REFUSALS.values()
            },
        },
    }


REFUSALS: Final[Mapping[int, tuple[str, str]]] = {
    400: ("Refused", "Not JSON, or an option that cannot be used; the detail says which and why."),
    401: ("NoSession", "The page wants its passphrase, or the passphrase is wrong."),
    403: ("Foreign", "Another site's page asks, or the hook's URL cannot be opened by this bridge."),
    404: ("Nothing", "Nothing is here: this page asks for no passphrase."),
    410: ("Over", "The hook was revoked or has expired; `hook` says what it was set to, where that can be read."),
    413: ("TooLarge", "The body is over 2 MiB."),
    415: ("NotJson", "The request's content type is not application/json."),
    429: ("TooMany", "Too many passphrases at once, or too many requests for what runs the bridge."),
    500: ("Defect", "A defect of the bridge; its log has the place."),
    502: ("SlackRefuses", f"Slack refuses for good: {SLACK_SAYS}."),
    503: ("Unavailable", f"The key service or Slack is busy or silent: {SLACK_SAYS}."),
}
USUAL: Final = (400, 401, 403, 413, 415, 500)


def _paths() -> Json:
    return {
        "/api/session": _post(
            "access",
            "beginSession",
            "Exchange the passphrase for a session",
            "Wrong ones are answered slowly. A new passphrase ends all sessions.",
            ("Passphrase", "Session"),
            (*USUAL, 404, 429),
            open_to_all=True,
        ),
        "/api/urls": _post(
            "hooks",
            "makeUrl",
            "Make a hook's URL, or a new one from an old one",
            "With `from`, what is not given is kept, secrets included, and an empty text or list takes a value away. A "
            "new `slack_url` drops the old secret. The old URL goes on working until its id is revoked.",
            ("HookOptions", "Made"),
            (*USUAL, 410, 503),
        ),
        "/api/test": _post(
            "hooks",
            "testHook",
            "Send one sample message the real way",
            "Sealed, opened, composed, rendered and posted once, as the hook's real messages are; marked as a test. It "
            "does not matter whether the hook's URL was made before.",
            ("HookOptions", "Posted"),
            (*USUAL, 410, 502, 503),
        ),
        "/api/inspect": _post(
            "hooks",
            "inspectUrl",
            "Say what a hook's URL is set to",
            "Without its secrets: the destination is masked, of the secret it says that there is one.",
            ("Url", "Hook"),
            (*USUAL, 410, 503),
        ),
        "/api/preview": _post(
            "messages",
            "previewMessage",
            "Show a delivery as it would look in Slack",
            "Of a kind's shipped sample, of several kinds', or of a webhook's body. Sends nothing.",
            ("PreviewOptions", "Previews"),
            USUAL,
        ),
        "/api/kinds": _get("listKinds", "The tables of kinds, by source", "Kinds"),
        "/api/filters": _get("listFilters", "What can be asked of single deliveries", "FilterTables"),
    }


def _post(
    tag: str,
    name: str,
    summary: str,
    text: str,
    shapes: tuple[str, str],
    refusals: Sequence[int],
    *,
    open_to_all: bool = False,
) -> Json:
    asked, answered = shapes
    operation = {
        "tags": [tag],
        "operationId": name,
        "summary": summary,
        "description": text,
        "requestBody": {"required": True, "content": _content(asked)},
        "responses": _responses(answered, refusals),
    }
    return {"post": operation | ({"security": []} if open_to_all else {})}


def _get(name: str, summary: str, answered: str) -> Json:
    responses = _responses(answered, (400, 401, 403, 500))
    return {"get": {"tags": ["messages"], "operationId": name, "summary": summary, "responses": responses}}


def _responses(answered: str, refusals: Sequence[int]) -> Json:
    said = {"200": {"description": "Done.", "content": _content(answered)}}
    return said | {
        str(status): {"$ref": f"#/components/responses/{REFUSALS[status][0]}"} for status in sorted(refusals)
    }


def _content(schema: str) -> Json:
    return {"application/json": {"schema": _ref(schema)}}


def _ref(schema: str) -> Json:
    return {"$ref": f"#/components/schemas/{schema}"}


# --- schemas -------------------------------------------------------------------------------------------------------

TEXT: Final[Json] = {"type": "string"}
COUNT: Final[Json] = {"type": "integer", "minimum": 0}
WORDING: Final[Json] = {
    "type": "object",
    "properties": {"en": TEXT, "ja": TEXT},
    "required": ["en", "ja"],
}


def _schemas(sources: Sequence[str]) -> Json:
    source: Json = {"type": "string", "enum": list(sources), "description": "Who sends the webhooks."}
    options = _options()
    whole = {"source": source} | options
    places = {name for name, _, _ in PLACES}
    kind = _closed(
        {
            "name": TEXT | {"example": "issue.created"},
            "told": {"type": "string", "enum": list(get_args(Told))},
            "description": WORDING,
            "reason": TEXT | {"description": "Why a quiet kind is never told."},
        },
        ("name", "told", "description"),
    )
    return {
        "Error": {
            "type": "object",
            "properties": {
                "error": TEXT | {"description": "A stable code.", "example": "setting-invalid"},
                "detail": TEXT | {"description": "One sentence for people."},
                "help": TEXT | {"description": "Where to read on.", "example": "docs/errors.md#setting-invalid"},
                "option": TEXT | {"description": "The option at fault, where it is one."},
                "hook": _ref("Hook"),
            },
            "required": ["error", "detail", "help"],
        },
        "Passphrase": _closed({"passphrase": TEXT}, ("passphrase",)),
        "Session": _closed({"session": TEXT, "expires_in": COUNT | {"description": "Seconds."}}),
        "HookOptions": _closed(
            whole
            | {
                "from": _nullable(TEXT)
                | {"description": "An existing hook's URL, from which what is not given is kept."}
            },
            (),
        )
        | {
            "description": "`source` and `slack_url`, or `from`; the rest is optional. null is the same as not given.",
            "examples": [
                {"source": "backlog", "slack_url": EXAMPLES["slack_url"], "space": EXAMPLES["space"], "language": "ja"}
            ],
        },
        "Made": _closed(
            {
                "url": TEXT | {"description": "Register it in Backlog or GitHub. Whoever has it can post through it."},
                "id": TEXT | {"description": "The hook's public name, which a log shows and an operator revokes."},
                "length": COUNT | {"description": "Characters of the URL; some senders' forms keep 255."},
            }
        ),
        "Posted": _closed({"outcome": {"const": "posted"}, "kind": TEXT, "id": TEXT}),
        "Url": _closed({"url": TEXT | {"description": "A hook's URL, or its token alone."}}, ("url",)),
        "Hook": _hook(source),
        "PreviewOptions": _closed(
            {name: schema for name, schema in whole.items() if name not in places}
            | {
                "kind": _nullable(TEXT) | {"description": "A kind, of which the shipped sample is shown."},
                "kinds": {"type": ["array", "null"], "items": TEXT, "maxItems": 400, "description": "Several of them."},
                "event": _nullable(TEXT) | {"description": "GitHub's X-GitHub-Event, for a body."},
                "body": {"description": "A webhook's body: its JSON, or its text."},
            },
            ("source",),
        )
        | {
            "description": "Exactly one of `kind`, `kinds` and `body`.",
            "examples": [{"source": "backlog", "kind": "issue.created"}],
        },
        "Previews": {
            "anyOf": [
                _ref("Preview"),
                _closed({"results": {"type": "array", "items": _ref("Preview")}}),
            ]
        },
        "Preview": {
            "oneOf": [
                _closed(
                    {
                        "outcome": {"const": "told"},
                        "kind": TEXT,
                        "payload": {"type": "object", "description": "What Slack would be sent."},
                        "notes": {"type": "array", "items": TEXT},
                    },
                    ("outcome", "kind", "payload"),
                ),
                _closed({"outcome": {"const": "skipped"}, "reason": TEXT}),
            ]
        },
        "Kinds": _closed({name: {"type": "array", "items": kind} for name in sources}),
        "FilterTables": _closed(
            {
                "where": {"type": "array", "items": _filter({"example": TEXT})},
                "switches": {"type": "array", "items": _filter({"usual": {"type": "boolean"}})},
            }
        ),
    }


def _hook(source: Json) -> Json:
    texts = ("id", "key", "destination", "space", "channel", "username", "icon", "issued")
    return _closed(
        dict.fromkeys(texts, TEXT)
        | {
            "form": {"type": "string", "enum": ["sdk", "short"]},
            "source": source,
            "secret": {"enum": ["set", None]},
            "language": {"type": "string", "enum": list(CHOICES["language"])},
            "style": {"type": "string", "enum": list(CHOICES["style"])},
            "mentions": {"type": "string", "enum": list(CHOICES["mentions"])},
            "filters": {"type": "object", "description": "By the options' names: lists of patterns, and switches."},
            "expires": {"type": ["string", "null"], "format": "date-time"},
            "family": {
                "type": ["string", "null"],
                "description": "The id of the hook that this one was first made from.",
            },
            "people": COUNT,
            "statuses": {"type": "object", "additionalProperties": TEXT},
        }
    )


def _filter(own: Json) -> Json:
    names = {"type": "array", "items": {"type": "string", "enum": list(SOURCES)}}
    return _closed({"name": TEXT, "sources": names, "description": WORDING} | own)


def _options() -> Json:
    """Every option but the source, from the tables that also make the command's flags."""
    described: Json = {}
    for name, _, help_ in (*PLACES, *WORDS):
        choices: Json = {"enum": [*CHOICES[name], None]} if name in CHOICES else _nullable(TEXT)
        described[name] = choices | {"description": _sentence(help_)}
    for name, help_ in KINDS:
        described[name] = _patterns() | {"description": _sentence(f"{help_}; names of kinds, with * for anything")}
    for name, metavar, help_ in ENTRIES:
        described[name] = _patterns() | {"description": _sentence(f"{help_}: {metavar}")}
    for row in WHERE.values():
        described[row.name] = _patterns() | {
            "description": _sentence(f"{row.help}{_whose(row.sources)}"),
            "examples": [[row.example]],
        }
    for switch in SWITCHES.values():
        described[switch.name] = {
            "type": ["boolean", "null"],
            "default": switch.usual,
            "description": _sentence(f"{switch.help}{_whose(switch.sources)}"),
        }
    for name, example in EXAMPLES.items():
        described[name]["examples"] = [example]
    return described


def _patterns() -> Json:
    return {"anyOf": [{"type": "array", "items": TEXT}, {"type": ["string", "null"]}]}


def _nullable(schema: Json) -> Json:
    return schema | {"type": [schema["type"], "null"]}


def _whose(names: Sequence[str]) -> str:
    return "" if tuple(names) == BOTH else f" ({SOURCES[names[0]]} only)"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def _closed(properties: Json, required: Sequence[str] | None = None) -> Json:
    """An object with these members and no others, all of them there where nothing else is said."""
    needed = list(properties if required is None else required)
    return {"type": "object", "properties": properties, "additionalProperties": False} | (
        {"required": needed} if needed else {}
    )
