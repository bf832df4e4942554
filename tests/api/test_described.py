"""The API keeps to its description, asked by schemathesis and checked by a validator that we did not write."""

from collections.abc import Iterator
from itertools import count

import jsonschema_rs
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from tests.api.asking import BASE, Program
from workshops.api.described import PLACES, document
from workshops.api.limits import limits
from workshops.api.schemas import components

pytestmark = pytest.mark.django_db
QUICKLY = settings(
    max_examples=3,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def patient(monkeypatch):
    """Time goes by between two requests, so that none is one too many."""
    minutes = count(0, 60)
    monkeypatch.setattr(limits, "clock", lambda: float(next(minutes)))


@pytest.fixture
def application() -> Iterator[WSGIHandler]:
    """The site in this thread, which leaves the test's connection open between requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_description_is_whole_and_open_to_all() -> None:
    response = Client().get(f"{BASE}/openapi.json")

    assert (response.status_code, response.json()) == (200, document())
    assert sorted(document()["paths"]) == sorted(place.template for place in PLACES)
    for schema in components().values():
        jsonschema_rs.meta.validate(schema)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_asked_the_answer_is_one_that_is_described(cast, patient, application, mode) -> None:
    program, pinned = Program(cast.browsers.users["olu"]), cast.oak.made.edition
    sent = {"Authorization": f"Bearer {program.token}", "Accept-Encoding": "identity"}
    real = {"code": cast.oak.code, "pk": pinned.principle_set_id, "number": pinned.number}
    schema = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", application)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert {one.path for one in operations} == {place.template for place in PLACES if place.gives}
    for operation in operations:
        if mode == GenerationMode.NEGATIVE and not operation.query and not operation.path_parameters:
            continue

        @QUICKLY
        @given(case=operation.as_strategy(generation_mode=mode))
        def asked(case):
            if mode == GenerationMode.POSITIVE:
                case.path_parameters = {name: real[name] for name in case.path_parameters}
            case.call_and_validate(headers=sent)

        asked()
