"""The API against its own description, with schemathesis; and the description against the tables it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case, CheckFunction
from schemathesis.checks import (
    allow_header_conformance,
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from bridge.config import Options
from bridge.openapi import REFUSALS, document
from bridge.sources import SOURCES
from bridge.web_api import ROUTES
from tests import http
from tests.page.pages import PASSPHRASE, Pages, hashed, serving_page

CHECKS: Final[list[CheckFunction]] = [
    allow_header_conformance,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
]
"""All but those that take a documented 502 or 503 of a destination for a fault of the server, and a value that only the
bridge can judge (an address, the name of a kind) for one that it must take."""


@pytest.fixture(scope="module", name="pages")
def _pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with serving_page(tmp_path_factory.mktemp("openapi"), real=False) as pages:
        yield pages


@pytest.fixture(scope="module", name="locked")
def _locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with serving_page(tmp_path_factory.mktemp("locked"), page=hashed(), real=False) as pages:
        yield pages


@pytest.fixture(scope="module", name="session")
def _session(locked: Pages) -> str:
    return str(http.post(f"{locked.origin}/api/session", json={"passphrase": PASSPHRASE}).json()["session"])


described = schemathesis.openapi.from_dict(document(tuple(SOURCES)))
few = schemathesis.Config.from_dict({"phases": {"coverage": {"enabled": False}}})
behind = schemathesis.openapi.from_dict(document(tuple(SOURCES)), config=few).exclude(path="/api/session")
BOUNDED: Final = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@described.parametrize()
@BOUNDED
def test_the_api_is_as_described(case: Case[Any], pages: Pages) -> None:
    answer = case.call_and_validate(base_url=pages.origin, checks=CHECKS)
    assert answer.status_code < 500 or answer.json()["error"].startswith(("destination-", "vault-"))


@behind.parametrize()
@settings(BOUNDED, max_examples=10)
def test_nothing_is_open_behind_the_passphrase(case: Case[Any], locked: Pages) -> None:
    assert case.call(base_url=locked.origin).status_code in {401, 405, 415}


@behind.parametrize()
@settings(BOUNDED, max_examples=10)
def test_a_session_is_what_opens_it(case: Case[Any], locked: Pages, session: str) -> None:
    case.call_and_validate(
        base_url=locked.origin, headers={"Authorization": f"Bearer {session}"}, checks=[*CHECKS, ignored_auth]
    )


def test_every_route_and_every_option_is_described() -> None:
    whole = document(tuple(SOURCES))
    assert {path: list(methods) for path, methods in whole["paths"].items()} == {
        path: [method.lower()] for path, (method, _) in ROUTES.items()
    }
    options = set(whole["components"]["schemas"]["HookOptions"]["properties"])
    assert options == {each.name for each in fields(Options)} | {"from"}
    assert len(REFUSALS) == len(whole["components"]["responses"])


def test_it_is_worth_reading() -> None:
    whole = document(tuple(SOURCES))
    for operation in (each for methods in whole["paths"].values() for each in methods.values()):
        assert operation["summary"]
        assert operation["operationId"]
    options = whole["components"]["schemas"]["HookOptions"]["properties"]
    assert all(schema.get("description", "").endswith(".") for schema in options.values())
