"""A stage's settings: ``stages/<stage>.env`` and its files, checked before anything is built."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bridge.errors import SettingInvalid
from bridge.settings import READERS, load

FOLDER: Final = Path(__file__).parents[1] / "stages"
STAGE: Final = re.compile(r"[a-z][a-z0-9-]{0,19}")
REGION: Final = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")
KEY_ARN: Final = re.compile(r"arn:aws[\w-]*:kms:[\w-]+:\d{12}:key/[\w-]+")
PARAMETERS: Final[Mapping[str, str]] = {
    "EXISTING_KEY_ARN": "KeyArn",
    "ALARM_EMAIL": "AlarmEmail",
    "DOMAIN_NAME": "DomainName",
    "DOMAIN_CERTIFICATE_ARN": "DomainCertificate",
}
"""The stack's parameters, by what the stage's file calls them."""
OWN: Final = ("AWS_REGION", "KEY_ARN", *PARAMETERS)
TOLD: Final = ("BRIDGE_PAGE", "AWS_REGION", "ALARM_EMAIL", "DOMAIN_NAME", "DOMAIN_CERTIFICATE_ARN")
"""What a first deployment may be told in the environment."""
STACKS: Final = ("BRIDGE_KEY",)
"""Settings that the stack itself knows."""
FILES: Final[Mapping[str, str]] = {"BRIDGE_PEOPLE": "people.json", "BRIDGE_REVOKED": "revoked"}
ROOM: Final = 4096
"""Bytes of all variables of a function: docs.aws.amazon.com/lambda, "Lambda quotas"."""
EXAMPLE_KEY: Final = "arn:aws:kms:ap-northeast-1:123456789012:key/12345678-1234-1234-1234-123456789012"
EXAMPLE_QUEUE: Final = "https://sqs.ap-northeast-1.amazonaws.com/123456789012/bridge-production-stage.fifo"


class StageInvalid(Exception):
    """The stage cannot be deployed as it is; one sentence."""


@dataclass(slots=True)
class Stage:
    """A stage's name, its settings and where they are kept. ``values`` are the lines of its file."""

    name: str
    folder: Path = FOLDER
    values: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, name: str, environ: Mapping[str, str] = os.environ, *, folder: Path = FOLDER) -> Stage:
        """The file's lines, and of the environment what a first deployment is told in it. Raises StageInvalid."""
        if not STAGE.fullmatch(name):
            raise StageInvalid(
                f"STAGE is {name!r}: name a stage, such as make deploy STAGE=prod (small letters, digits, -)."
            )
        stage = cls(name, folder)
        if stage.path.exists():
            stage.values = _parsed(stage.path)
        for told in TOLD:
            if environ.get(told) and told not in stage.values:
                stage.values[told] = environ[told]
        region = stage.region
        if not REGION.fullmatch(region):
            raise StageInvalid(f"AWS_REGION is {region!r}: that is not the name of a region, such as ap-northeast-1.")
        for variable in ("KEY_ARN", "EXISTING_KEY_ARN"):
            key = stage.values.get(variable, "")
            if key and not (KEY_ARN.fullmatch(key) and key.split(":")[3] == region):
                raise StageInvalid(f"{variable} is {key!r}: it must be the ARN of a KMS key in {region}.")
        if bool(stage.values.get("DOMAIN_NAME")) is not bool(stage.values.get("DOMAIN_CERTIFICATE_ARN")):
            raise StageInvalid("DOMAIN_NAME and DOMAIN_CERTIFICATE_ARN belong together: set both, or neither.")
        return stage

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return self.folder / f"{self.name}.env"

    @property
    def stack(self) -> str:
        """The name of the CloudFormation stack, and the beginning of every name in it."""
        return f"bridge-{self.name}"

    @property
    def region(self) -> str:
        """Where it is deployed."""
        return self.values.get("AWS_REGION") or "ap-northeast-1"

    @property
    def extra(self) -> dict[str, Path]:
        """Files that are packed along, by their names in the zip."""
        found = {kind: self.folder / f"{self.name}.{kind}" for kind in FILES.values()}
        return {kind: path for kind, path in found.items() if path.exists()}

    def write(self) -> None:
        """Keep the settings; whole or not at all, readable by its owner."""
        self.folder.mkdir(exist_ok=True)
        fresh = self.path.with_suffix(".part")
        fresh.write_text("".join(f"{name}={value}\n" for name, value in sorted(self.values.items())), encoding="utf-8")
        fresh.chmod(0o600)
        fresh.replace(self.path)

    def variables(self) -> dict[str, str]:
        """What the deployment's environment holds. Raises StageInvalid where the bridge would not start with it."""
        given = {name: value for name, value in self.values.items() if name != "AWS_REGION"}
        for setting, kind in FILES.items():
            if kind in self.extra:
                given[setting] = f"file:{kind}"
        self._check(given)
        return {**given, "AWS_REGION": self.region, "AWS_DEFAULT_REGION": self.region}

    def _check(self, given: Mapping[str, str]) -> None:
        for name in given:
            if name in STACKS:
                raise StageInvalid(f"{self.path.name}: {name} is the stack's own; leave it out.")
            if name not in READERS and name not in OWN:
                raise StageInvalid(f"{self.path.name}: {name} is not a setting; the README has the list.")
        settings = {name: value for name, value in given.items() if name in READERS}
        local = {name: f"file:{self.extra[kind]}" for name, kind in FILES.items() if kind in self.extra}
        try:
            load({**settings, **local, "BRIDGE_KEY": EXAMPLE_KEY})
        except SettingInvalid as error:
            raise StageInvalid(f"{self.path.name}: {error}") from None
        made = {"BRIDGE_QUEUE_URL": EXAMPLE_QUEUE, "BRIDGE_METRICS": self.stack, "BRIDGE_LOG_LEVEL": "WARNING"}
        sized = {**dict.fromkeys(READERS, ""), **made, **settings, "BRIDGE_KEY": EXAMPLE_KEY}
        size = sum(len(name.encode()) + len(value.encode()) + 8 for name, value in sized.items())
        if size > ROOM:
            raise StageInvalid(
                f"The settings take {size:,} bytes and Lambda gives {ROOM:,}: move BRIDGE_PEOPLE into "
                f"{self.name}.people.json or BRIDGE_REVOKED into {self.name}.revoked."
            )


def _parsed(path: Path) -> dict[str, str]:
    values: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or not re.fullmatch(r"[A-Z_]+", name):
            raise StageInvalid(f"{path.name}, line {number}: it must read NAME=value.")
        values[name] = value
    return values
