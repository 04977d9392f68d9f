"""The template: what AWS would be asked for, and nothing wider than it must be."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from bridge.settings import READERS
from deploy.deploy import OSLS
from deploy.package import ROOT
from deploy.stage import EXAMPLE_KEY
from tests.deploy.bundles import shipped
from tests.deploy.templates import packaged, resources, template

WIDE: Final = {
    "Key/Administration": "a key policy's * is this key itself",
    "Key/UseInTheBridgesContextOnly": "a key policy's * is this key itself",
}
"""Statements whose resource is not one thing, and why AWS has none finer there."""


def statements(found: Any, name: str = "") -> list[tuple[str, Any]]:
    """Every policy statement of the template with the resource that it stands in."""
    if isinstance(found, dict):
        own = [(f"{name}/{each.get('Sid', '')}", each) for each in found.get("Statement", []) if isinstance(each, dict)]
        return own + [row for inner in found.values() for row in statements(inner, name)]
    return [row for inner in found for row in statements(inner, name)] if isinstance(found, list) else []


def test_cfn_lint_finds_nothing() -> None:
    path = packaged() / "cloudformation-template-update-stack.json"
    # W3005: the framework writes a DependsOn that a reference implies. W1030: no certificate is an empty text.
    command = [
        str(Path(sys.executable).with_name("cfn-lint")),
        "--ignore-checks",
        "W3005",
        "W1030",
        "--regions",
        "ap-northeast-1",
    ]
    done = subprocess.run([*command, "--template", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_setting_is_one_line_of_the_file() -> None:
    lines = (ROOT / "serverless.yml").read_text(encoding="utf-8").splitlines()
    for name in READERS:
        assert len([line for line in lines if line.strip().startswith(f"{name}: ${{env:{name}, ")]) == 1, name
    variables = resources("AWS::Lambda::Function")["WebLambdaFunction"]["Environment"]["Variables"]
    assert set(variables) == set(READERS)
    assert variables["BRIDGE_KEY"] == {"Fn::If": ["MakesKey", {"Fn::GetAtt": ["Key", "Arn"]}, {"Ref": "KeyArn"}]}
    assert variables["BRIDGE_QUEUE_URL"] == {"Ref": "Queue"}
    assert variables["BRIDGE_PAGE"] == "off"


def test_settings_of_the_environment_reach_the_functions() -> None:
    given = {"BRIDGE_QUEUE_URL": "", "BRIDGE_PAGE": "open", "BRIDGE_LOG_LEVEL": "DEBUG"}
    functions = resources("AWS::Lambda::Function", **given)
    web, worker = (functions[f"{name}LambdaFunction"]["Environment"]["Variables"] for name in ("Web", "Worker"))
    assert {name: web[name] for name in given} == given
    assert (worker["BRIDGE_QUEUE_URL"], worker["BRIDGE_PAGE"]) == ({"Ref": "Queue"}, "off")


def test_who_calls_osls_by_hand_gets_the_stages_file(tmp_path: Path) -> None:
    (tmp_path / "proof.env").write_text(
        f"# kept\nBRIDGE_DATA_KEY=a=b\nBRIDGE_METRICS=\nEXISTING_KEY_ARN={EXAMPLE_KEY}\nALARM_EMAIL=ops@example.com\n"
    )
    (tmp_path / "proof.people.json").write_text("{}")
    whole = template(STAGES=str(tmp_path))
    variables = whole["Resources"]["WebLambdaFunction"]["Properties"]["Environment"]["Variables"]
    assert {name: variables[name] for name in ("BRIDGE_DATA_KEY", "BRIDGE_METRICS", "BRIDGE_PEOPLE")} == {
        "BRIDGE_DATA_KEY": "a=b",
        "BRIDGE_METRICS": "",
        "BRIDGE_PEOPLE": "file:people.json",
    }
    assert whole["Parameters"]["KeyArn"]["Default"] == EXAMPLE_KEY
    assert whole["Parameters"]["AlarmEmail"]["Default"] == "ops@example.com"


def test_osls_by_hand_deploys_nothing_without_the_stages_file(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("BRIDGE_", "BUNDLE", "AWS_"))}
    done = subprocess.run(
        [OSLS, "deploy", "--stage", "proof"], cwd=ROOT, env=environ | {"STAGES": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "make deploy STAGE=proof" in done.stdout + done.stderr


def test_no_statement_is_wider_than_it_must_be() -> None:
    found = [row for name, each in template()["Resources"].items() for row in statements(each, name)]
    assert len(found) >= 12
    for name, each in found:
        actions = each["Action"] if isinstance(each["Action"], list) else [each["Action"]]
        # A log group's ARN ends in :*, which is its streams; an assumed role's policy is on the role itself.
        named = json.dumps(each.get("Resource", "")).replace(':*"', '"')
        if "*" in named or any("*" in action for action in actions):
            assert each["Effect"] == "Deny" or name in WIDE, name
    assert {name for name in WIDE if name.startswith("Key/")} <= {name for name, _ in found}


def test_each_function_has_a_role_of_its_own() -> None:
    functions = resources("AWS::Lambda::Function")
    roles = {name: each["Role"]["Fn::GetAtt"][0] for name, each in functions.items()}
    assert roles == {"WebLambdaFunction": "WebRole", "WorkerLambdaFunction": "WorkerRole"}
    assert set(resources("AWS::IAM::Role")) == {"WebRole", "WorkerRole"}
    for each in functions.values():
        assert (each["Runtime"], each["Architectures"], each["SnapStart"]) == (
            "python3.13",
            ["arm64"],
            {"ApplyOn": "PublishedVersions"},
        )
        assert each["LoggingConfig"]["LogFormat"] == "JSON"


def test_the_api_and_the_queue_call_the_snapshots_alias() -> None:
    aliases = resources("AWS::Lambda::Alias")
    assert {each["Name"] for each in aliases.values()} == {"snapstart"}
    [integration] = resources("AWS::ApiGatewayV2::Integration").values()
    assert integration["IntegrationUri"]["Fn::Join"][1] == [{"Fn::GetAtt": ["WebLambdaFunction", "Arn"]}, "snapstart"]
    assert integration["PayloadFormatVersion"] == "2.0"
    [mapping] = resources("AWS::Lambda::EventSourceMapping").values()
    assert mapping["FunctionName"]["Fn::Join"][1] == [{"Fn::GetAtt": ["WorkerLambdaFunction", "Arn"]}, "snapstart"]
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_what_is_shipped_is_what_was_proven() -> None:
    digest = base64.b64encode(hashlib.sha256(shipped().built.path.read_bytes()).digest()).decode()
    versions = resources("AWS::Lambda::Version")
    assert {each["CodeSha256"] for each in versions.values()} == {digest}


def test_the_key_outlives_the_stack_and_turns() -> None:
    key = template()["Resources"]["Key"]
    assert (key["DeletionPolicy"], key["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert key["Properties"]["EnableKeyRotation"] is True
    assert resources("AWS::KMS::Alias")["KeyAlias"]["AliasName"] == "alias/bridge-proof"
    use = next(each for each in key["Properties"]["KeyPolicy"]["Statement"] if "kms:Decrypt" in each["Action"])
    assert use["Condition"]["StringEquals"] == {"kms:EncryptionContext:bridge": ["hook", "data-key"]}


def test_a_key_that_an_earlier_stack_left_is_taken_up() -> None:
    whole = template(EXISTING_KEY_ARN=EXAMPLE_KEY)
    assert whole["Parameters"]["KeyArn"]["Default"] == EXAMPLE_KEY
    assert whole["Conditions"]["MakesKey"] == {"Fn::Equals": [{"Ref": "KeyArn"}, ""]}
    assert whole["Resources"]["Key"]["Condition"] == "MakesKey"
    # Named once with the condition, and nowhere without: what is not made cannot be referred to.
    bare = json.dumps(whole).replace(json.dumps(variables_key := whole["Outputs"]["KeyArn"]["Value"]), "")
    assert variables_key == {"Fn::If": ["MakesKey", {"Fn::GetAtt": ["Key", "Arn"]}, {"Ref": "KeyArn"}]}
    assert '["Key", "Arn"]' not in bare
    assert '{"Ref": "Key"}' not in bare


def test_queues_keep_for_two_weeks_encrypted_and_bury() -> None:
    queues = resources("AWS::SQS::Queue")
    for queue in queues.values():
        assert (queue["FifoQueue"], queue["MessageRetentionPeriod"], queue["SqsManagedSseEnabled"]) == (
            True,
            1_209_600,
            True,
        )
        assert queue["QueueName"].endswith(".fifo")
    assert queues["Queue"]["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": ["DeadLetters", "Arn"]}
    assert queues["Queue"]["RedrivePolicy"]["maxReceiveCount"] == 1000
    worker = resources("AWS::Lambda::Function")["WorkerLambdaFunction"]
    assert queues["Queue"]["VisibilityTimeout"] == 6 * worker["Timeout"]


def test_logs_end_and_somebody_is_told() -> None:
    assert {each["RetentionInDays"] for each in resources("AWS::Logs::LogGroup").values()} == {30}
    alarms = resources("AWS::CloudWatch::Alarm")
    watched = {(each["MetricName"], json.dumps(each["Dimensions"][0]["Value"])) for each in alarms.values()}
    assert {metric for metric, _ in watched} == {
        "Errors",
        "Throttles",
        "ApproximateNumberOfMessagesVisible",
        "ApproximateAgeOfOldestMessage",
    }
    assert len(watched) == 6
    assert all(each["AlarmActions"] == [{"Ref": "Alarms"}] for each in alarms.values())
    # CloudWatch cannot write to a topic under AWS's own key for SNS.
    assert "KmsMasterKeyId" not in resources("AWS::SNS::Topic")["Alarms"]
    assert template()["Resources"]["AlarmSubscription"]["Condition"] == "HasEmail"


def test_throttles_are_strict_on_the_page_and_generous_on_hooks() -> None:
    [stage] = resources("AWS::ApiGatewayV2::Stage").values()
    limits = {route: each["ThrottlingRateLimit"] for route, each in stage["RouteSettings"].items()}
    assert limits["POST /hooks/{source}"] >= 200
    assert limits["ANY /api/{proxy+}"] <= 20
    assert limits["POST /api/session"] <= 2
    routes = {each["RouteKey"] for each in resources("AWS::ApiGatewayV2::Route").values()}
    assert set(limits) <= routes
    assert "$default" in routes


@pytest.mark.parametrize("name", ["", "bridge.example"])
def test_a_domain_of_ones_own_switches_the_default_off(name: str) -> None:
    whole = template(DOMAIN_NAME=name) if name else template()
    assert whole["Parameters"]["DomainName"]["Default"] == name
    assert whole["Resources"]["HttpApi"]["Properties"]["DisableExecuteApiEndpoint"] == {
        "Fn::If": ["HasDomain", True, False]
    }
    assert {whole["Resources"][each]["Condition"] for each in ("Domain", "DomainMapping")} == {"HasDomain"}


def test_everything_is_tagged() -> None:
    for kind in ("AWS::Lambda::Function", "AWS::ApiGatewayV2::Api"):
        for each in resources(kind).values():
            tags = (
                each["Tags"] if isinstance(each["Tags"], dict) else {tag["Key"]: tag["Value"] for tag in each["Tags"]}
            )
            assert tags["application"] == "bridge"
