"""The commands of the queue: ``bridge work`` and ``bridge dead-letters``."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from bridge.errors import BridgeError, SettingInvalid

if TYPE_CHECKING:
    from bridge.queue.dead_letters import DeadLetter, DeadLetters
    from bridge.settings import Settings

Command = Callable[[str, Callable[[argparse.Namespace], None], str], argparse.ArgumentParser]
COLUMNS: Final = ("ID", "AGE", "SOURCE", "KIND", "PLACE", "HOOK", "REASON")


def add_queue_commands(command: Command, settings: Callable[[], Settings]) -> None:
    """Add them through ``command``, as ``bridge.cli`` adds its own; ``settings`` reads those that have a key."""

    def work(_: argparse.Namespace) -> None:
        _work(settings())

    command("work", work, "post what waits in the queue, until Ctrl-C")
    letters = command("dead-letters", _list, "undelivered messages of the queue: list, redrive, discard")
    actions = letters.add_subparsers(title="what to do with them", required=True, metavar="ACTION")
    for name, run, description in (
        ("list", _list, "the newest first, with their reasons"),
        ("redrive", _redrive, "send them once more: all, or those named"),
        ("discard", _discard, "throw them away: those named, or --all"),
    ):
        action = actions.add_parser(name, help=description, description=description)
        action.set_defaults(run=run)
        if name == "list":
            action.add_argument("--json", action="store_true")
            continue
        action.add_argument("ids", nargs="*", metavar="ID", help="as list shows it")
        action.add_argument("--all", action="store_true")


def _work(settings: Settings) -> None:
    import logging
    import signal
    import threading

    from bridge import __version__, logs
    from bridge.assembly_worker import build_queue, build_vault, build_worker
    from bridge.queue.standing import StandingWorker
    from bridge.queue.worker import check

    queue = build_queue(settings, fetching=True)
    vault = build_vault(settings)
    vault.resolve()
    check(queue)
    logs.start(settings.log_level, metrics=settings.metrics)
    standing = StandingWorker(build_worker(settings, vault, queue), queue)

    def stop(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)  # the second time there is no waiting
        threading.Thread(target=standing.stop).start()  # a lock that it takes may be this thread's at this moment

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    logs.event(logging.INFO, "started", version=__version__, worker=True)
    standing.run()
    logs.event(logging.INFO, "stopped")


def _letters() -> DeadLetters:
    from bridge.assembly_worker import build_queue
    from bridge.queue.dead_letters import DeadLetters
    from bridge.settings import load

    return DeadLetters(build_queue(load(), fetching=True), clock=time.monotonic)


def _list(arguments: argparse.Namespace) -> None:
    letters, count = _letters().listed()
    now = time.time()
    if arguments.json:
        print(json.dumps([letter.described(now) for letter in letters], ensure_ascii=False, indent=2))
        return
    rows = [COLUMNS, *(_row(letter, now) for letter in letters)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows if letters else ():
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    if count > len(letters):
        print(f"{len(letters)} of {count}: SQS shows no more of them at once.")
    elif not letters:
        print("There are no dead letters.")


def _row(letter: DeadLetter, now: float) -> tuple[str, ...]:
    told = letter.described(now)
    reason = f"{told['reason']} ({told['slack']})" if told["slack"] else told["reason"]
    return (told["id"], _age(told["age"]), *(told[name] or "-" for name in ("source", "kind", "place", "hook")), reason)


def _age(seconds: int) -> str:
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "m")):
        if seconds >= size:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def _redrive(arguments: argparse.Namespace) -> None:
    ids = _named(arguments)
    _counted(_letters().redrive(ids), ids, "sent once more")


def _discard(arguments: argparse.Namespace) -> None:
    ids = _named(arguments)
    if not ids and not arguments.all:
        raise SettingInvalid("Say which: the ids that `bridge dead-letters list` shows, or --all.")
    _counted(_letters().discard(ids), ids, "thrown away")


def _named(arguments: argparse.Namespace) -> frozenset[str]:
    if arguments.ids and arguments.all:
        raise SettingInvalid("Give either ids or --all.")
    return frozenset(arguments.ids)


def _counted(done: int, ids: frozenset[str], what: str) -> None:
    print(f"{done} {what}.")
    if done < len(ids):
        raise BridgeError(
            f"{len(ids) - done} of the ids are not among the dead letters, or are being looked at just now."
        )
