"""One cold start, run as a process of its own: ``floor`` imports the five packages, ``bridge`` answers one webhook.

Prints nothing; the caller times the process from start to end.
"""

from __future__ import annotations

import sys


def floor() -> None:
    """What anybody pays who uses these packages."""
    import aws_encryption_sdk  # noqa: F401, PLC0415 - the import is what is measured
    import boto3  # noqa: F401, PLC0415 - the import is what is measured
    import fastapi  # noqa: F401, PLC0415 - the import is what is measured
    import httpx  # noqa: F401, PLC0415 - the import is what is measured
    import mangum  # noqa: F401, PLC0415 - the import is what is measured


def bridge(path: str) -> None:
    """Init and first delivery of the Lambda handler; ``path`` holds the event."""
    import json  # noqa: PLC0415 - its cost belongs to this run
    from pathlib import Path  # noqa: PLC0415 - its cost belongs to this run

    from bridge.handler import web  # noqa: PLC0415 - the import is what is measured

    answer = web(json.loads(Path(path).read_text(encoding="utf-8")), None)
    if answer["statusCode"] != 200:
        raise SystemExit(f"{answer['statusCode']}: {answer['body']}")


if __name__ == "__main__":
    if sys.argv[1] == "bridge":
        bridge(sys.argv[2])
    elif sys.argv[1] == "floor":
        floor()
