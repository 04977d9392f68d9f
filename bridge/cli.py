"""The ``bridge`` command. Imports that cost time are made by the command that needs them.

Exit status 0 for done, 2 for wrong use, 1 for a failure; errors are one sentence on stderr, never a traceback.
"""

from __future__ import annotations

import argparse
import errno
import getpass
import json
import os
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from bridge import __version__
from bridge.cli_options import add_options, add_places
from bridge.cli_queue import add_queue_commands
from bridge.errors import BridgeError, SettingInvalid
from bridge.model import Delivery, Skip, Source

if TYPE_CHECKING:
    from bridge.config import Options
    from bridge.settings import Settings

SEALED_SOURCES: Final = ("backlog", "github")


class WrongUse(Exception):
    """The command was called wrongly: exit status 2, with this sentence."""


class Failure(Exception):
    """The command could not do it: exit status 1, with this sentence."""


class Parser(argparse.ArgumentParser):
    """argparse, but an error is one sentence."""

    def error(self, message: str) -> NoReturn:
        """As argparse calls it."""
        raise WrongUse(f"{self.prog}: {message}.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    try:
        arguments = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], None] = arguments.run
        run(arguments)
    except (WrongUse, SettingInvalid) as error:
        return _complain(error, 2)
    except (Failure, BridgeError) as error:
        return _complain(error, 1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader is gone (| head); there is nobody to tell
        return 1
    except EOFError:
        return _complain(WrongUse("The input ended before anything was said."), 2)
    except KeyboardInterrupt:
        return 130
    return 0


def _complain(error: Exception, status: int) -> int:
    sys.stderr.write(f"{error}\n")
    return status


# --- commands ------------------------------------------------------------------------------------------------------


def demo(arguments: argparse.Namespace) -> None:
    from bridge.demo import run

    run(_listen(arguments.host, arguments.port))


def serve(arguments: argparse.Namespace) -> None:
    import logging

    import uvicorn

    from bridge import logs
    from bridge.assembly import build_app
    from bridge.assembly_worker import build_vault

    settings = _settings()
    vault = build_vault(settings)
    vault.resolve()
    logs.start(settings.log_level, metrics=settings.metrics)
    listener = _listen(arguments.host, arguments.port)
    config = uvicorn.Config(
        build_app(settings, vault),
        log_config=None,
        access_log=False,
        proxy_headers=False,  # the app reads them itself, and knows by the peer whom to believe
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    host, port = listener.getsockname()[:2]
    logs.event(logging.INFO, "started", version=__version__, address=f"http://{host}:{port}")
    uvicorn.Server(config).run(sockets=[listener])


def keygen(arguments: argparse.Namespace) -> None:
    from bridge.seal import write_key

    if not arguments.path:
        raise WrongUse("The path is empty: say where the key shall be written.")
    try:
        write_key(Path(arguments.path))
    except FileExistsError:
        raise Failure(
            f"{arguments.path} exists and is left as it is: a key that is overwritten takes its hooks along."
        ) from None
    except OSError as error:
        raise Failure(f"{arguments.path} cannot be written ({error.strerror}).") from None
    sys.stderr.write(f"Wrote {arguments.path}. Use it with BRIDGE_KEY=file:{arguments.path} and keep a copy.\n")


def wrap_key(_: argparse.Namespace) -> None:
    from bridge.assembly_worker import build_vault

    print(build_vault(_settings()).wrap_data_key())


def hash_passphrase(_: argparse.Namespace) -> None:
    from bridge.passphrase import hash_passphrase as hashed

    if _typed():
        passphrase = getpass.getpass("Passphrase: ")
        if getpass.getpass("Once more: ") != passphrase:
            raise WrongUse("The two passphrases differ; nothing was made.")
    else:
        passphrase = sys.stdin.readline().rstrip("\r\n")
    if not passphrase:
        raise WrongUse("The passphrase is empty.")
    print(hashed(passphrase))


def seal(arguments: argparse.Namespace) -> None:
    from bridge.assembly import build_desk
    from bridge.assembly_worker import build_vault
    from bridge.slack.destination import check_origin

    settings = _settings()
    try:
        base = check_origin(arguments.base_url) if arguments.base_url else settings.base_url
    except SettingInvalid as error:
        raise WrongUse(f"--base-url cannot be used: {error}") from None
    if not base:
        raise WrongUse("There is no base URL: give --base-url https://bridge.example or set BRIDGE_BASE_URL.")
    if [arguments.slack_url, arguments.secret, arguments.from_url].count("-") > 1:
        raise WrongUse("Only one option can be read from stdin.")
    for name in ("slack_url", "secret", "from_url"):
        if getattr(arguments, name) == "-":
            setattr(arguments, name, sys.stdin.readline().strip())
    desk = build_desk(settings, build_vault(settings))
    made = desk.make(_options(arguments), arguments.from_url or "")
    print(f"{base}/hooks/{made.source}?config={desk.seal(made).text()}")


def inspect(arguments: argparse.Namespace) -> None:
    from bridge.assembly import build_desk
    from bridge.assembly_worker import build_vault
    from bridge.hooks import tokens

    settings = _settings()
    desk = build_desk(settings, build_vault(settings))
    for token in tokens(sys.stdin.readline() if arguments.url == "-" else arguments.url):
        _print_json(desk.inspect(token))


def preview(arguments: argparse.Namespace) -> None:
    from bridge.hooks import preview as previewed

    source = _source(arguments.source)
    delivery = _delivery(source, arguments)
    _print_json(previewed(source, delivery, _options(arguments), asked=arguments.kind or ""))


def kinds(arguments: argparse.Namespace) -> None:
    from bridge.hooks import TOLD, kind_row

    rows = _source(arguments.source).rows()
    if arguments.json:
        _print_json([kind_row(row) for row in rows])
        return
    width = max(len(row.name) for row in rows)
    for row in rows:
        print(f"{row.name:<{width}}  {TOLD[row.told]:<15}  {row.description['en']}")


# --- what commands share -------------------------------------------------------------------------------------------


def _settings() -> Settings:
    from bridge.settings import load

    settings = load()
    if not settings.keys:
        raise WrongUse(
            "BRIDGE_KEY is not set: bridge keygen PATH makes a local key, then BRIDGE_KEY=file:PATH uses it."
        )
    return settings


def _source(name: str) -> Source:
    from bridge.sources import SOURCES

    if name not in SOURCES:
        raise WrongUse(f"This version does not read {name}'s webhooks yet.")
    return SOURCES[name]


def _options(arguments: argparse.Namespace) -> Options:
    from bridge.config import Options

    given: dict[str, Any] = {name: getattr(arguments, name, None) for name in Options.__dataclass_fields__}
    for name, value in given.items():
        if isinstance(value, list):
            given[name] = tuple(value)
    return Options(**given)


def _delivery(source: Source, arguments: argparse.Namespace) -> Delivery | Skip:
    """What is to be previewed: a body, a kind's sample, or why a kind has none."""
    from bridge.hooks import sample

    headers = {"x-github-event": arguments.event} if arguments.event else {}
    if arguments.file is not None:
        if arguments.kind:
            raise WrongUse("Give either FILE or --kind.")
        if source.name == "github" and not arguments.event:
            raise WrongUse("A body of GitHub's does not say its event: give --event, the value of X-GitHub-Event.")
        try:
            body = sys.stdin.buffer.read() if arguments.file == "-" else Path(arguments.file).read_bytes()
        except OSError as error:
            raise Failure(f"{arguments.file} cannot be read ({error.strerror}).") from None
        return Delivery(source.name, {"content-type": "application/json"} | headers, body)
    if not arguments.kind:
        raise WrongUse("Give a FILE with a webhook body (- for stdin), or --kind for a shipped sample.")
    return sample(source, arguments.kind)


def _typed() -> bool:
    return sys.stdin.isatty()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if (error.errno or 0) < 0:  # the resolver's own numbers
            raise Failure(f"{host} is not the name of an address here.") from None
        if error.errno == errno.EADDRINUSE:
            raise Failure(f"{host}:{port} is in use: choose another with --port.") from None
        # Python adds the address to some of these; the first words are the system's.
        raise Failure(f"{host}:{port} cannot be listened on ({os.strerror(error.errno or 0)}).") from None


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


# --- the grammar ---------------------------------------------------------------------------------------------------


def _parser() -> Parser:
    parser = Parser(prog="bridge", description="Backlog and GitHub webhooks in, clear Slack messages out.")
    parser.add_argument("--version", action="version", version=f"bridge {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], None], description: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=description, description=description)
        added.set_defaults(run=run)
        return added

    for name, run, description in (
        ("demo", demo, "the whole bridge on this machine, with a receiver in Slack's place"),
        ("serve", serve, "the bridge as a plain server, with settings from the environment"),
    ):
        server = command(name, run, description)
        server.add_argument("--host", default="127.0.0.1")
        server.add_argument("--port", type=_port, default=8000)

    command("keygen", keygen, "write a new local key").add_argument("path", metavar="PATH")
    command("wrap-key", wrap_key, "print a new data key wrapped by BRIDGE_KEY, for BRIDGE_DATA_KEY")
    command("hash-passphrase", hash_passphrase, "print the slow salted hash of a passphrase, for BRIDGE_PAGE")

    sealing = command("seal", seal, "print a new hook's whole URL")
    sealing.add_argument("source", choices=SEALED_SOURCES)
    add_places(sealing)
    sealing.add_argument(
        "--from", dest="from_url", metavar="URL", help="an existing hook's URL: what is not given is kept; - for stdin"
    )
    sealing.add_argument("--base-url", metavar="URL", help="the bridge's own origin (default: BRIDGE_BASE_URL)")
    add_options(sealing)

    inspecting = command("inspect", inspect, "print what a hook's URL says, without its secrets")
    inspecting.add_argument("url", metavar="URL|TOKEN", help="- reads it from stdin")

    previewing = command("preview", preview, "print the Slack message of a webhook body")
    previewing.add_argument("source", choices=SEALED_SOURCES)
    previewing.add_argument("file", nargs="?", metavar="FILE", help="a webhook's body; - for stdin")
    previewing.add_argument("--kind", help="the shipped sample of a kind")
    previewing.add_argument("--event", metavar="NAME", help="GitHub's X-GitHub-Event")
    add_options(previewing)

    listing = command("kinds", kinds, "list every kind: its name, whether it is told, what it is")
    listing.add_argument("source", choices=SEALED_SOURCES)
    listing.add_argument("--json", action="store_true")

    add_queue_commands(command, _settings)
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port")
    return int(text)
