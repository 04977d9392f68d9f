"""Each role allows the calls that its function was seen to make, and no others.

The calls are recorded: the real parts run against a stand-in of AWS through a door that writes each call down. The
policies are judged as https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html has it
for one account's identity policies: allowed where a statement's action, resource and conditions all fit.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final, Literal

import pytest

from bridge.assembly import build_app
from bridge.assembly_worker import build_queue, build_vault, build_worker
from bridge.model import HookConfig, Secret
from bridge.queue.sqs import Held
from bridge.seal import SealVault
from bridge.settings import Settings
from bridge.slack.post import SlackOutbox
from bridge.sources import SOURCES
from tests import http
from tests.deploy.templates import resources
from tests.ministack import MiniStack, ministack
from tests.queue.queues import make_queues
from tests.recording import Call, Recorder, recording
from tests.serving import serving
from tests.slack.fake_slack import Answer, FakeSlack

__all__ = ["ministack"]

Role = Literal["web", "worker"]
BY_LAMBDA: Final = ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
"""What the event source mapping does in the worker's name: docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"""


def allowed(statements: list[dict[str, Any]], call: Call) -> bool:
    """Whether any statement allows it."""
    return any(each["Effect"] == "Allow" and _fits(each, call) for each in statements)


def _fits(statement: Mapping[str, Any], call: Call) -> bool:
    actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
    conditions = statement.get("Condition", {}).get("StringEquals", {})
    assert set(statement.get("Condition", {})) <= {"StringEquals"}
    context = {f"kms:EncryptionContext:{name}": value for name, value in call.context}
    return (
        call.action in actions
        and _named(statement["Resource"]) == call.resource
        and all(
            context.get(name) in (values if isinstance(values, list) else [values])
            for name, values in conditions.items()
        )
    )


def _named(resource: Any) -> str:
    """A resource of the template by its logical id."""
    if "Fn::If" in resource:  # the stack's own key, or one that an earlier stack left
        assert resource["Fn::If"] == ["MakesKey", {"Fn::GetAtt": ["Key", "Arn"]}, {"Ref": "KeyArn"}]
        return "Key"
    if "Fn::GetAtt" in resource:
        return str(resource["Fn::GetAtt"][0])
    return str(resource["Fn::Sub"]).rpartition("/")[2]


def policy(role: Role) -> list[dict[str, Any]]:
    [found] = resources("AWS::IAM::Role")[f"{role.capitalize()}Role"]["Policies"]
    statements: list[dict[str, Any]] = found["PolicyDocument"]["Statement"]
    return statements


@pytest.fixture(scope="module", name="seen")
def _seen(ministack: MiniStack) -> dict[Role, set[Call]]:
    """Every call that each function's parts make for all that they can be asked."""
    kms = ministack.client("kms")
    key = kms.create_key()["KeyMetadata"]["Arn"]
    kms.close()
    queues = make_queues(ministack)
    recorder = Recorder(ministack.url, {key: "Key", "key": "Key", queues.url: "Queue", queues.dead_url: "DeadLetters"})
    found: dict[Role, set[Call]] = {}
    with pytest.MonkeyPatch.context() as patch, FakeSlack() as slack, recording(recorder) as door:
        for name, value in {**ministack.environment, "AWS_ENDPOINT_URL": door}.items():
            patch.setenv(name, value)
        wrapped = SealVault((key,)).wrap_data_key()
        recorder.calls.clear()
        plain = Settings(keys=(key,), destinations=(slack.origin,), queue_url=queues.url, page="open")
        short = Settings(
            keys=(key,), data_keys=(wrapped,), destinations=(slack.origin,), queue_url=queues.url, page="open"
        )
        for settings in (plain, short):
            vault = build_vault(settings)
            with serving(build_app(settings, vault)) as origin:
                for source, kind in (("backlog", "issue.created"), ("github", "issues.opened")):
                    made = http.post(f"{origin}/api/urls", json={"source": source, "slack_url": slack.url}).json()
                    sample = SOURCES[source].sample(kind)
                    assert sample
                    # A process that has not sealed it has to open it.
                    with serving(build_app(settings, build_vault(settings))) as other:
                        url = made["url"].replace(origin, other)
                        answer = http.post(url, content=sample.body, headers=dict(sample.headers))
                        assert answer.status_code == 202, answer.text
        found["web"] = set(recorder.calls)
        recorder.calls.clear()
        slack.script(Answer(404, "no_service"))
        for settings in (plain, short):
            queue = build_queue(settings)
            worker = build_worker(settings, build_vault(settings), queue)
            held = [Held.delivered(record) for record in queues.batch()["Records"]] if settings is plain else []
            if held:
                worker.work(held, deadline=time.monotonic() + 30)
            assert isinstance(worker._outbox, SlackOutbox)
            worker._outbox.close()
            queue.close()
        found["worker"] = set(recorder.calls)
        short_hook = SealVault((key,), data_keys=(wrapped,))
        config = HookConfig(destination=Secret(slack.url))
        recorder.calls.clear()
        build_vault(short).open(short_hook.seal(config, "backlog"), "backlog")
        found["worker"] |= {call for call in recorder.calls if call.action == "kms:Decrypt"}
    queues.close()
    found["worker"] |= {Call(f"sqs:{each}", "Queue") for each in BY_LAMBDA}
    for role, calls in found.items():
        group = f"bridge-proof-{role}:*"
        calls |= {Call("logs:CreateLogStream", group), Call("logs:PutLogEvents", group)}
    return found


@pytest.mark.parametrize("role", ["web", "worker"])
def test_what_is_done_is_allowed(seen: dict[Role, set[Call]], role: Role) -> None:
    assert len(seen[role]) >= 6
    for call in seen[role]:
        assert allowed(policy(role), call), call


@pytest.mark.parametrize("role", ["web", "worker"])
def test_without_any_one_statement_something_that_is_done_fails(seen: dict[Role, set[Call]], role: Role) -> None:
    statements = policy(role)
    for left_out in statements:
        rest = [each for each in statements if each is not left_out]
        assert [call for call in seen[role] if not allowed(rest, call)], left_out["Sid"]


@pytest.mark.parametrize("role", ["web", "worker"])
def test_nothing_is_allowed_that_is_not_done(seen: dict[Role, set[Call]], role: Role) -> None:
    done = {(call.action, call.resource) for call in seen[role]}
    for statement in policy(role):
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        for action in actions:
            assert (action, _named(statement["Resource"])) in done, (action, statement["Sid"])


HOOK: Final = (("bridge", "hook"), ("source", "github"))
DATA_KEY: Final = (("bridge", "data-key"), ("id", "00000000"))


@pytest.mark.parametrize(
    ("role", "call"),
    [
        ("web", Call("sqs:ReceiveMessage", "Queue")),
        ("web", Call("sqs:DeleteMessage", "Queue")),
        ("web", Call("sqs:ChangeMessageVisibility", "Queue")),
        ("web", Call("sqs:PurgeQueue", "Queue")),
        ("web", Call("sqs:SendMessage", "DeadLetters")),
        ("web", Call("kms:GenerateDataKey", "Key", DATA_KEY)),
        ("web", Call("kms:Encrypt", "Key", HOOK)),
        ("worker", Call("kms:GenerateDataKey", "Key", HOOK)),
        ("worker", Call("kms:Encrypt", "Key", HOOK)),
        ("worker", Call("sqs:SendMessage", "Queue")),
        ("worker", Call("sqs:ReceiveMessage", "DeadLetters")),
        *[
            (role, call)
            for role in ("web", "worker")
            for call in (
                Call("kms:Decrypt", "Key"),
                Call("kms:Decrypt", "Key", (("bridge", "other"),)),
                Call("kms:Decrypt", "Key", (("bridge", "hook"),)),
                Call("kms:Decrypt", "Key", (("bridge", "hook"), ("source", "gitlab"))),
                Call("kms:Decrypt", "AnotherKey", HOOK),
                Call("kms:ScheduleKeyDeletion", "Key"),
                Call("kms:DescribeKey", "Key"),
                Call("logs:PutLogEvents", "another-group:*"),
                Call("iam:PassRole", "WebRole"),
            )
        ],
    ],
)
def test_what_no_function_may(role: Role, call: Call) -> None:
    assert not allowed(policy(role), call)
