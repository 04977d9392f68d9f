"""``make deploy STAGE=prod``: checks, package, deploy, smoke test; run it again whenever it was interrupted.

The first run makes what every URL will hang on, once: the data key, as soon as the stack has its KMS key, and a
passphrase for the page. Both are kept in ``stages/<stage>.env`` and in the function's own environment, and never
replaced while one exists.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from bridge.errors import BridgeError
from bridge.passphrase import hash_passphrase
from bridge.settings import SLACK_ORIGINS
from deploy.cloud import Cloud, Stack
from deploy.package import BUDGET, ROOT, Built, PackageError, build, table
from deploy.smoke import SmokeFailed, Target, smoke
from deploy.stage import PARAMETERS, Stage, StageInvalid

OSLS: Final = ROOT / "node_modules" / ".bin" / "osls"
PASSPHRASE_WORDS: Final = 4
Say = Callable[[str], None]


class DeployFailed(Exception):
    """The deployment stopped; one sentence."""


def deploy(
    stage: Stage,
    *,
    arch: str = "arm64",
    python: str = "3.13",
    say: Say = print,
    reach: Callable[[str], str] = str,
    make: Callable[..., Built] = build,
) -> str:
    """All of it. Returns the address; ``reach`` turns it into the one that is to be asked, where they differ.

    Raises StageInvalid, PackageError, DeployFailed, SmokeFailed, BridgeError.
    """
    cloud = Cloud(stage)
    account = cloud.check()
    _take_over(stage, cloud.deployed(), cloud.stack())
    if "BRIDGE_PAGE" not in stage.values:
        _make_passphrase(stage, say)
    stage.variables()  # before anything is built
    stage.write()
    say(f"Stage {stage.name} in {stage.region}, account {account}.")
    built = make(arch, python, folder=ROOT / "dist", extra=stage.extra)
    say(table(built))
    if built.packed > BUDGET:
        raise PackageError(f"{built.path} is over its budget.")
    bundle = {"BUNDLE": str(built.path), "BUNDLE_ARCH": arch}
    if not stage.values.get("KEY_ARN"):
        say("First the stack with its key …")
        osls(stage, "deploy", {**stage.variables(), **bundle, "BRIDGE_PAGE": "off"})
        stage.values["KEY_ARN"] = _outputs(cloud)["KeyArn"]
        stage.write()
    if not stage.values.get("BRIDGE_DATA_KEY"):
        stage.values["BRIDGE_DATA_KEY"] = cloud.new_data_key(stage.values["KEY_ARN"])
        stage.write()
        say("Made the data key that new URLs are sealed with.")
    osls(stage, "deploy", {**stage.variables(), **bundle})
    outputs = _outputs(cloud)
    origin = f"https://{stage.values['DOMAIN_NAME']}" if stage.values.get("DOMAIN_NAME") else outputs["HttpApiUrl"]
    if target := outputs.get("DomainTarget"):
        say(f"The DNS record of {stage.values['DOMAIN_NAME']} must name {target}")
    for line in smoke(_target(stage, reach(origin))):
        say(f"  {line}")
    say(f"Deployed: {origin}")
    return origin


def _take_over(stage: Stage, deployed: Mapping[str, str], stack: Stack | None) -> None:
    """Read back what the file does not have. Raises StageInvalid where URLs that are in use would be dead."""
    for name, value in deployed.items():
        if name.startswith("BRIDGE_") and not value.startswith("file:"):
            stage.values.setdefault(name, value)
    if stack:
        stage.values.pop("EXISTING_KEY_ARN", None)  # the stack knows best whether its key was handed in
        for name, parameter in PARAMETERS.items():
            if given := stack.parameters.get(parameter):
                stage.values.setdefault(name, given)
        key = stack.outputs.get("KeyArn")
        if key and stage.values.setdefault("KEY_ARN", key) != key:
            raise StageInvalid(f"{stage.path.name} names another KEY_ARN than the one that URLs hang on: {key}.")
    elif stage.values.get("KEY_ARN"):
        stage.values["EXISTING_KEY_ARN"] = stage.values["KEY_ARN"]
    elif stage.values.get("BRIDGE_DATA_KEY"):
        raise StageInvalid(
            f"{stage.path.name} has a data key and there is no stack: set KEY_ARN to the KMS key that wrapped it, or "
            "remove BRIDGE_DATA_KEY to begin anew."
        )
    kept = stage.values.get("BRIDGE_DATA_KEY", "").split()
    if lost := [key for key in deployed.get("BRIDGE_DATA_KEY", "").split() if key not in kept]:
        raise StageInvalid(
            f"{stage.path.name} lacks {len(lost)} of the data keys that the deployed function opens URLs with: put "
            "them back into BRIDGE_DATA_KEY, or remove the file, and they are read back: those URLs would be dead."
        )


def _outputs(cloud: Cloud) -> Mapping[str, str]:
    stack = cloud.stack()
    if not stack or "KeyArn" not in stack.outputs:
        raise DeployFailed("The stack has no outputs after its deployment: look at its events in CloudFormation.")
    return stack.outputs


def _make_passphrase(stage: Stage, say: Say) -> None:
    passphrase = "-".join(secrets.token_hex(2) for _ in range(PASSPHRASE_WORDS))
    stage.values["BRIDGE_PAGE"] = hash_passphrase(passphrase)
    stage.write()
    say(f"The page's passphrase, shown this once: {passphrase}")


def _target(stage: Stage, origin: str) -> Target:
    return Target(
        origin=origin.rstrip("/"),
        key=stage.values["KEY_ARN"],
        data_keys=stage.values.get("BRIDGE_DATA_KEY", "").split(),
        destinations=stage.values.get("BRIDGE_DESTINATIONS", "").split() or SLACK_ORIGINS,
        page=stage.values["BRIDGE_PAGE"],
    )


def osls(stage: Stage, command: str, variables: Mapping[str, str]) -> None:
    """Run the framework with the stage's settings and nobody else's. Raises DeployFailed."""
    if not OSLS.exists():
        raise DeployFailed("osls is not installed: npm ci brings it.")
    foreign = ("BRIDGE_", "BUNDLE", "DOMAIN_", "ALARM_", "KEY_ARN", "EXISTING_", "STAGE")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    done = subprocess.run(
        [str(OSLS), command, "--stage", stage.name, "--region", stage.region],
        cwd=ROOT,
        env=environ | dict(variables) | {"STAGES": str(stage.folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if line.strip()]
        raise DeployFailed("osls " + command + " failed:\n" + "\n".join(lines[-25:]))


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status 0 for deployed and proven, 2 for what must be mended first, 1 for what failed on the way."""
    parser = argparse.ArgumentParser(prog="python -m deploy.deploy", description="Deploy a stage.")
    parser.add_argument("stage", nargs="?", default="")
    parser.add_argument("--folder", type=Path, default=None, help="where the stages' settings are kept")
    given = parser.parse_args(argv)
    try:
        folder = {"folder": given.folder} if given.folder else {}
        deploy(Stage.read(given.stage, **folder), say=lambda line: print(line, flush=True))
    except StageInvalid as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except (PackageError, DeployFailed, SmokeFailed, BridgeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
