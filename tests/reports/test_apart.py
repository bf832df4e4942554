"""A large report is made in another process, which gives the same file."""

import json
import sys
from io import BytesIO, TextIOWrapper
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.cast import Cast
from workshops.reports import apart
from workshops.reports.apart import Made, is_large, made_apart
from workshops.reports.formats import FORMATS
from workshops.reports.turns import Full

pytestmark = pytest.mark.django_db


def exported(monkeypatch: Any, *words: str) -> Made:
    out = TextIOWrapper(BytesIO())
    monkeypatch.setattr(sys, "stdout", out)
    call_command("export_report", *words)
    out.flush()
    return Made.read(out.buffer.getvalue())


def test_it_is_the_same_file(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.nice", lambda _: 0)
    page = reverse("workshops:report_file", args=[cast.oak.code, "json"])
    answer = cast.get("olu", page)
    made = exported(monkeypatch, cast.oak.code, "json")

    assert (made.name, json.loads(made.content)) == ("a-workshop-called-oak.json", answer.json())
    assert made.name in answer["Content-Disposition"]
    for words in (["ZZZZZZ", "json"], [cast.oak.code, "json", "--number", "9"]):
        with pytest.raises(CommandError):
            exported(monkeypatch, *words)


def test_where_it_cannot_be_made_people_are_asked_to_come_again(cast: Cast) -> None:
    """The other process looks into the site's own database, in which this workshop is not."""
    assert not is_large(cast.oak.made)
    with pytest.raises(Full):
        made_apart(cast.oak.made, FORMATS[-1])


def test_what_is_large_is_made_apart(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", -1)
    monkeypatch.setattr(apart, "WITHIN", 0.001)
    answer = cast.get("olu", reverse("workshops:report_file", args=[cast.oak.code, "csv"]))

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
