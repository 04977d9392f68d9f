"""Queues on the stand-in, with a dead-letter queue each, and what stands in them."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bridge.assembly_worker import build_vault
from bridge.seal import SealVault
from bridge.settings import Settings
from tests.hooks import key_file
from tests.ministack import MiniStack
from tests.slack.fake_slack import FakeSlack


@dataclass
class Queues:
    """A new FIFO queue and its dead-letter queue; ``client`` is the stand-in's own."""

    url: str
    dead_url: str
    client: Any

    def close(self) -> None:
        """Close the client's connections."""
        self.client.close()

    def waiting(self, dead: bool = False) -> int:
        """How many messages there are, seen or hidden."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        found = self.client.get_queue_attributes(QueueUrl=self.dead_url if dead else self.url, AttributeNames=names)
        return sum(int(found["Attributes"][name]) for name in names)

    def batch(self) -> dict[str, Any]:
        """What stands in front of the queue, as Lambda brings it."""
        answer = self.client.receive_message(
            QueueUrl=self.url,
            MaxNumberOfMessages=10,
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        return {
            "Records": [
                {
                    "messageId": message["MessageId"],
                    "receiptHandle": message["ReceiptHandle"],
                    "body": message["Body"],
                    "attributes": message["Attributes"],
                    "messageAttributes": {
                        name: {"stringValue": mark["StringValue"], "dataType": "String"}
                        for name, mark in message.get("MessageAttributes", {}).items()
                    },
                    "eventSource": "aws:sqs",
                }
                for message in answer.get("Messages", ())
            ]
        }

    def dead(self) -> list[dict[str, Any]]:
        """Every dead letter, with its marks; they stay hidden."""
        found: list[dict[str, Any]] = []
        while messages := self.client.receive_message(
            QueueUrl=self.dead_url, MaxNumberOfMessages=10, MessageAttributeNames=["All"], VisibilityTimeout=2
        ).get("Messages"):
            for message in messages:
                marks = {name: mark["StringValue"] for name, mark in message.get("MessageAttributes", {}).items()}
                found.append({"body": message["Body"], **marks})
        return found


def make_queues(ministack: MiniStack, *, hidden: int = 30, receives: int = 1000) -> Queues:
    """As the deployment sets them up; ``hidden`` is the visibility timeout in seconds."""
    client, name = ministack.client("sqs"), secrets.token_hex(6)
    dead = client.create_queue(
        QueueName=f"{name}-dead.fifo", Attributes={"FifoQueue": "true", "MessageRetentionPeriod": "1209600"}
    )["QueueUrl"]
    arn = client.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    url = client.create_queue(
        QueueName=f"{name}.fifo",
        Attributes={
            "FifoQueue": "true",
            "VisibilityTimeout": str(hidden),
            "MessageRetentionPeriod": "1209600",
            "RedrivePolicy": json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": receives}),
        },
    )["QueueUrl"]
    return Queues(url, dead, client)


@dataclass
class Bridge:
    """Everything that one test of the queue needs, with real parts."""

    settings: Settings
    vault: SealVault
    queues: Queues
    environment: dict[str, str]


def make_bridge(
    ministack: MiniStack, slack: FakeSlack, folder: Path, monkeypatch: pytest.MonkeyPatch, **given: Any
) -> Bridge:
    """A bridge with a queue of its own, whose AWS calls of this process go to the stand-in."""
    for name, value in ministack.environment.items():
        monkeypatch.setenv(name, value)
    queues = make_queues(ministack, **given)
    key = key_file(folder)
    settings = Settings(keys=(key,), destinations=(slack.origin,), queue_url=queues.url)
    environment = {
        **ministack.environment,
        "BRIDGE_KEY": key,
        "BRIDGE_DESTINATIONS": slack.origin,
        "BRIDGE_QUEUE_URL": queues.url,
    }
    return Bridge(settings, build_vault(settings), queues, environment)
