"""The only door to SQS: one FIFO queue and, behind it, its dead-letter queue.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/. botocore's loggers are silenced, since at DEBUG
they write whole messages. Nothing is asked for before the first call.
"""

from __future__ import annotations

import json
import logging
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bridge.errors import QueueUnavailable

REGION: Final = re.compile(r"https?://(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.amazonaws\.com")
MOST: Final = 10
"""Messages in one receive and entries in one batch: SQS's own limit."""
LONGEST_WAIT: Final = 42_000
"""Seconds. SQS keeps a message unseen for 12 hours at most, counted from its receive, which was a while ago."""

CAUSES: Final = (
    (
        r"AccessDenied\w*|UnrecognizedClient\w*|InvalidSignature\w*|ExpiredToken\w*|InvalidClientTokenId",
        "denies access",
    ),
    (
        r"NoCredentials\w*|PartialCredentials\w*|CredentialRetrieval\w*|TokenRetrieval\w*|\w*SSO\w*",
        "got no credentials",
    ),
    (r".*NonExistentQueue|QueueDoesNotExist", "does not know the queue"),
    (r"NoRegion\w*", "has no region: set AWS_REGION"),
    (r"\w*Thrott\w*|OverLimit|TooManyRequests\w*", "is busy"),
    (r"\w*Timeout\w*|\w*Connection\w*|ProxyConnection\w*", "does not answer"),
)
"""What the operator is told, by SQS's code or botocore's exception."""


@dataclass(frozen=True, slots=True)
class Held:
    """A message that was received and is now hidden from others. Times are epoch seconds by SQS's clock."""

    message_id: str
    receipt: str = field(repr=False)
    body: str = field(repr=False)
    group: str
    receives: int
    first_received: float
    sent: float
    marks: Mapping[str, str] = field(default_factory=dict)
    """Message attributes: what a dead letter or a redriven message carries beside its body."""

    @classmethod
    def received(cls, message: Mapping[str, Any]) -> Held:
        """From ReceiveMessage's own spelling."""
        return cls._made(
            message["MessageId"], message["ReceiptHandle"], message["Body"], message["Attributes"],
            {name: mark.get("StringValue", "") for name, mark in message.get("MessageAttributes", {}).items()},
        )  # fmt: skip

    @classmethod
    def delivered(cls, record: Mapping[str, Any]) -> Held:
        """From a Lambda event's record: docs.aws.amazon.com/lambda/latest/dg/with-sqs.html."""
        return cls._made(
            record["messageId"], record["receiptHandle"], record["body"], record["attributes"],
            {name: mark.get("stringValue") or "" for name, mark in (record.get("messageAttributes") or {}).items()},
        )  # fmt: skip

    @classmethod
    def _made(cls, name: str, receipt: str, body: str, attributes: Mapping[str, str], marks: Mapping[str, str]) -> Held:
        return cls(
            message_id=name,
            receipt=receipt,
            body=body,
            group=attributes.get("MessageGroupId", ""),
            receives=int(attributes.get("ApproximateReceiveCount", 1)),
            first_received=int(attributes.get("ApproximateFirstReceiveTimestamp", 0)) / 1000,
            sent=int(attributes.get("SentTimestamp", 0)) / 1000,
            marks=marks,
        )


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the queue is set to. ``hidden`` is how long a received message stays hidden, in seconds."""

    hidden: float
    dead_letters: str
    waiting: int


class Queue:
    """One queue by its URL. Every call raises QueueUnavailable with a sentence; safe to share between threads."""

    def __init__(self, url: str, *, connect: float = 1.0, read: float = 2.0, tries: int = 2) -> None:
        """``connect``, ``read``: seconds that each of the ``tries`` of a call may take. Asks nobody."""
        self.url = url
        self._limits = (connect, read, tries)
        self._lock = threading.Lock()
        self._client: Any = None
        self._attributes: Attributes | None = None

    def send(self, body: str, *, group: str, deduplication: str, marks: Mapping[str, str] | None = None) -> None:
        """Put a message at the end of its group. A repeat of the same ``deduplication`` within 5 minutes is dropped."""
        given = {name: {"DataType": "String", "StringValue": text} for name, text in (marks or {}).items() if text}
        answer = self._call(
            "send_message",
            MessageBody=body,
            MessageGroupId=group,
            MessageDeduplicationId=deduplication,
            **({"MessageAttributes": given} if given else {}),
        )
        if not answer.get("MessageId"):
            raise _unavailable("UnexpectedAnswer")  # a page of somebody's proxy is no promise

    def receive(self, *, wait: int = 0, hidden: int | None = None) -> list[Held]:
        """Up to ten messages, in their groups' order; waits up to ``wait`` seconds (20 at most) for the first."""
        answer = self._call(
            "receive_message",
            MaxNumberOfMessages=MOST,
            WaitTimeSeconds=wait,
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
            **({} if hidden is None else {"VisibilityTimeout": hidden}),
        )
        return [Held.received(message) for message in answer.get("Messages", ())]

    def delete(self, held: Held) -> None:
        """It is done with."""
        self._call("delete_message", ReceiptHandle=held.receipt)

    def hide(self, waits: Sequence[tuple[Held, float]]) -> list[str]:
        """Show each again after so many seconds, in this order; returns the ids that SQS no longer knows as ours."""
        failed: list[str] = []
        for start in range(0, len(waits), MOST):
            entries = [
                {
                    "Id": str(number),
                    "ReceiptHandle": held.receipt,
                    "VisibilityTimeout": int(min(max(seconds, 0), LONGEST_WAIT)),
                }
                for number, (held, seconds) in enumerate(waits[start : start + MOST], start)
            ]
            answer = self._call("change_message_visibility_batch", Entries=entries)
            failed += [waits[int(entry["Id"])][0].message_id for entry in answer.get("Failed", ())]
        return failed

    def attributes(self) -> Attributes:
        """What the queue is set to, asked for once; ``waiting`` is as of then."""
        if self._attributes is None:
            self._attributes = self.ask()
        return self._attributes

    def ask(self) -> Attributes:
        """The same, asked for now."""
        names = ["VisibilityTimeout", "RedrivePolicy", "ApproximateNumberOfMessages"]
        found = self._call("get_queue_attributes", AttributeNames=names).get("Attributes", {})
        try:
            target = json.loads(found.get("RedrivePolicy", "{}")).get("deadLetterTargetArn", "")
        except ValueError:
            target = ""
        # A dead-letter queue is of the same account and region: its URL differs in the last part alone.
        url = f"{self.url.rpartition('/')[0]}/{target.rpartition(':')[2]}" if target else ""
        return Attributes(
            float(found.get("VisibilityTimeout", 30)), url, int(found.get("ApproximateNumberOfMessages", 0))
        )

    def dead_letters(self) -> Queue:
        """The queue that the RedrivePolicy names. Raises QueueUnavailable when there is none."""
        url = self.attributes().dead_letters
        if not url:
            raise QueueUnavailable("The queue has no dead-letter queue: set its RedrivePolicy.")
        beside = Queue(url)
        beside._client, beside._limits = self._opened(), self._limits
        return beside

    def close(self) -> None:
        """Close the kept connections; a later call opens new ones."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    # --- the wire

    def _call(self, operation: str, **arguments: Any) -> Mapping[str, Any]:
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - loaded with the first call

        try:
            answer: Mapping[str, Any] = getattr(self._opened(), operation)(QueueUrl=self.url, **arguments)
        except ClientError as error:
            raise _unavailable(str(error.response.get("Error", {}).get("Code", ""))) from None
        except (BotoCoreError, ValueError) as error:
            raise _unavailable(type(error).__name__) from None
        return answer

    def _opened(self) -> Any:
        with self._lock:
            if self._client is None:
                self._client = _client(self.url, *self._limits)
            return self._client


def _client(url: str, connect: float, read: float, tries: int) -> Any:
    import botocore.config  # noqa: PLC0415 - AWS's libraries cost about 0.2 s
    import botocore.session  # noqa: PLC0415 - the same

    match = REGION.match(url)
    region = (match[1] or match[2]) if match else None
    limits = botocore.config.Config(
        connect_timeout=connect,
        read_timeout=read,
        retries={"mode": "standard", "total_max_attempts": tries},
        max_pool_connections=64,
    )
    client = botocore.session.Session().create_client("sqs", region_name=region, config=limits)
    silence()
    return client


def silence() -> None:
    """Switch off botocore's loggers that there are by now, each by itself."""

    for name, logger in list(logging.root.manager.loggerDict.items()):
        if name.partition(".")[0] == "botocore" and isinstance(logger, logging.Logger):
            logger.disabled = True


def _unavailable(code: str) -> QueueUnavailable:
    cause = next((words for pattern, words in CAUSES if re.fullmatch(pattern, code)), "failed")
    named = f" ({code.rpartition('.')[2]})" if re.fullmatch(r"[\w.]{1,80}", code) else ""
    return QueueUnavailable(
        f"The bridge's queue, Amazon SQS, {cause}{named}: its operator must mend this; the hook itself is fine."
    )


def in_batches(held: Sequence[Held]) -> Iterator[tuple[str, list[Held]]]:
    """The messages of each group, in order."""
    groups: dict[str, list[Held]] = {}
    for message in held:
        groups.setdefault(message.group, []).append(message)
    yield from groups.items()
