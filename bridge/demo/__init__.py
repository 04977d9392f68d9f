"""The whole bridge on this machine: an embedded key, a receiver in Slack's place, samples sent through real HTTP."""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

import uvicorn

from bridge import logs
from bridge.assembly import build_app
from bridge.assembly_worker import build_vault
from bridge.demo.inbox import Inbox, add_inbox
from bridge.demo.samples import CHANNELS, PEOPLE, YOURS, Sender
from bridge.errors import SettingInvalid
from bridge.model import Clock
from bridge.seal import write_key
from bridge.settings import Settings
from bridge.slack.destination import check_origin
from bridge.sources import SOURCES

KEY: Final = Path("bridge-demo.key")
OPEN_TO_ALL: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - not bound here; what to call it by


def run(listener: socket.socket) -> None:
    """Serve on ``listener`` until Ctrl-C. Leaves nothing behind but the key file. Raises SettingInvalid."""
    logs.start(logging.WARNING)
    made = _make_key(KEY)
    server = DemoServer(_address(listener), KEY)
    _say(
        f"The page:  {server.address}/\n"
        f"The inbox: {server.address}/inbox\n"
        f"The key:   {KEY} ({'made now' if made else 'from an earlier demo'}; it is all that stays behind)\n"
        "Ctrl-C stops the demo."
    )
    threading.Thread(target=_play, args=(server,), daemon=True).start()
    server.run(sockets=[listener])


class DemoServer(uvicorn.Server):
    """The bridge, the inbox and the sender on one address."""

    def __init__(self, address: str, key: Path, *, clock: Clock = time.time) -> None:
        """Reads the key file and seals the demo's hooks; ``clock`` says when messages come. Raises SettingInvalid."""
        self.address = address
        settings = Settings(keys=(f"file:{key}",), destinations=(address,), base_url=address, page="open")
        vault = build_vault(settings)
        self.sender = Sender(address, SOURCES, vault, secret=secrets.token_urlsafe(24))
        self.inbox = Inbox(_welcome(self.sender), clock=clock)
        app = build_app(settings, vault, example=f"{address}/inbox/hooks/{YOURS[0].name}?app=Test")
        add_inbox(app, self.inbox, send=self.sender.send, samples=self.sender.first)
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=1,
            )
        )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn calls it, still serving: first ends what it would wait for, the sample under way and the pages."""
        await asyncio.to_thread(self.sender.stop)
        self.inbox.close()
        await super().shutdown(sockets)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    host = OPEN_TO_ALL.get(host, host)
    return check_origin(f"http://{f'[{host}]' if ':' in host else host}:{port}")


def _make_key(key: Path) -> bool:
    """Whether the key was made now. Two demos in one folder share it. Raises SettingInvalid."""
    try:
        write_key(key)
    except FileExistsError:
        for _ in range(10):  # another demo may be writing it at this moment
            if key.stat().st_size:
                break
            time.sleep(0.05)
        return False
    except OSError as error:
        raise SettingInvalid(f"{key} cannot be written into this folder ({error.strerror}).") from None
    return True


def _welcome(sender: Sender) -> dict[str, Any]:
    """What a page is told first. Its own channel comes last."""
    return {
        "channels": [
            *({"name": each.name, "language": each.language, "topic": each.topic} for each in CHANNELS),
            {"name": YOURS[0].name, "topic": YOURS[0].topic},
        ],
        "hooks": [
            {
                "source": name,
                "headers": {key: value for key, value in sender.first[name].headers.items() if key.startswith("x-")},
                "paths": {language: f"/hooks/{name}?config={token}" for language, token in tokens.items()},
            }
            for name, tokens in sender.own.items()
        ],
        "people": dict(PEOPLE.values()),
    }


def _play(server: DemoServer) -> None:
    while not server.started:
        time.sleep(0.02)
    count = 0
    for sent in server.sender.play():
        count += 1
        if sent["status"] != 200 and not server.should_exit:
            _say(f"{sent['sample']}: {sent['status']} {sent['answer']}")
    if not server.should_exit:
        _say(f"Those were {count} of {len(server.sender.samples)} samples. The page's button sends another.")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
