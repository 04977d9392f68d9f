"""What a zip is made of, as CycloneDX beside it: the packages with their versions, sources and hashes out of the lock.

https://cyclonedx.org/docs/1.5/json/. uv writes the list; this leaves in what was installed for the target, and takes
out what changes from run to run, so that the same source has the same list.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from bridge import __version__

SPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/docs/1.5/json/")


def installed(tree: Path) -> dict[str, str]:
    """Every distribution in a folder: normalised name → version (packaging.python.org, "Names and normalization")."""
    names = (path.name.removesuffix(".dist-info").rpartition("-") for path in tree.glob("*.dist-info"))
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, _, version in names}


def write(listed: str, packages: Mapping[str, str], bundle: Path) -> Path:
    """Write ``<zip>.cdx.json`` beside ``bundle`` from what ``uv export --format cyclonedx1.5`` printed.

    Raises ValueError where a package of the zip is not in the list.
    """
    told: dict[str, Any] = json.loads(listed)
    digest = hashlib.sha256(bundle.read_bytes()).hexdigest()
    kept = [each for each in told["components"] if packages.get(each["name"]) == each["version"]]
    if missing := set(packages) - {each["name"] for each in kept}:
        raise ValueError(f"the lock does not list {', '.join(sorted(missing))}")
    refs = {each["bom-ref"] for each in kept} | {told["metadata"]["component"]["bom-ref"]}
    told["serialNumber"] = f"urn:uuid:{uuid.uuid5(SPACE, digest)}"
    told["metadata"].pop("timestamp", None)
    told["metadata"]["component"] |= {
        "type": "application",
        "version": __version__,
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }
    told["components"] = kept
    told["dependencies"] = [
        {**each, "dependsOn": [ref for ref in each.get("dependsOn", ()) if ref in refs]}
        for each in told.get("dependencies", ())
        if each["ref"] in refs
    ]
    path = bundle.with_suffix(".cdx.json")
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    return path
