"""What the deployment asks of AWS by itself: who it is, what is deployed, what the stack says, a new data key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import boto3
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from bridge.seal import SealVault
from deploy.stage import STACKS, Stage, StageInvalid

OF_THE_STACK: Final = {*STACKS, "BRIDGE_QUEUE_URL"}


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack's outputs and parameters; one whose making was broken off has no outputs yet."""

    outputs: Mapping[str, str]
    parameters: Mapping[str, str]


class Cloud:
    """AWS as one stage sees it. Every refusal is a StageInvalid that says what to do."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._session = boto3.Session(region_name=stage.region)

    def check(self) -> str:
        """The account's number."""
        try:
            return str(self._client("sts").get_caller_identity()["Account"])
        except NoCredentialsError:
            raise StageInvalid(
                "There are no AWS credentials: run aws configure sso and aws sso login, or set AWS_PROFILE or "
                "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
            ) from None
        except (BotoCoreError, ClientError) as error:
            raise StageInvalid(f"AWS does not take these credentials ({_said(error)}): sign in again.") from None

    def deployed(self) -> Mapping[str, str]:
        """The variables of the deployed web function, but those that the stack makes; empty where there is none."""
        try:
            found = self._client("lambda").get_function_configuration(FunctionName=f"{self._stage.stack}-web")
        except ClientError as error:
            if error.response["Error"]["Code"] == "ResourceNotFoundException":
                return {}
            raise StageInvalid(f"What is deployed cannot be read ({_said(error)}).") from None
        except BotoCoreError as error:
            raise StageInvalid(f"What is deployed cannot be read ({_said(error)}).") from None
        variables: Mapping[str, str] = found.get("Environment", {}).get("Variables", {})
        return {name: value for name, value in variables.items() if value and name not in OF_THE_STACK}

    def stack(self) -> Stack | None:
        """What stands there; None where nothing does."""
        try:
            [found] = self._client("cloudformation").describe_stacks(StackName=self._stage.stack)["Stacks"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "ValidationError":
                return None
            raise StageInvalid(f"The stack cannot be read ({_said(error)}).") from None
        except BotoCoreError as error:
            raise StageInvalid(f"The stack cannot be read ({_said(error)}).") from None
        return Stack(
            {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])},
            {each["ParameterKey"]: each["ParameterValue"] for each in found.get("Parameters", [])},
        )

    def new_data_key(self, key: str) -> str:
        """A data key wrapped by the stack's key, for BRIDGE_DATA_KEY. Raises VaultUnavailable."""
        return SealVault((key,)).wrap_data_key()

    def _client(self, service: str) -> Any:
        return self._session.client(service)


def _said(error: BotoCoreError | ClientError) -> str:
    return str(error.response["Error"]["Code"]) if isinstance(error, ClientError) else type(error).__name__
