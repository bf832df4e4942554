"""What is announced is what was approved, in the same transaction; programs then read the same as the page shows."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.api.asking import Program
from workshops.actions.approving import approve, mark_of
from workshops.actions.changing import Refused
from workshops.actions.telling import keep_webhook
from workshops.models import Delivery, ReportVersion
from workshops.reports.frozen import text_of
from workshops.reports.versions import draft_of

pytestmark = pytest.mark.django_db


def approved(cast, seen=""):
    text = text_of(draft_of(cast.oak.workshop))
    user = cast.browsers.users["olu"]
    return approve(cast.oak.workshop, user, "Olu", lambda: text, seen or mark_of(text))


def test_an_approval_is_announced_and_a_refused_one_is_not(cast):
    keep_webhook(cast.oak.team, "https://hooks.example.org/")
    keep_webhook(cast.elm.team, "https://hooks.example.org/elm")
    cast.oak.end()
    with pytest.raises(Refused):
        approved(cast, seen="something else")
    assert Delivery.objects.count() == 0
    with transaction.atomic():
        approved(cast)
        transaction.set_rollback(True)
    assert (ReportVersion.objects.count(), Delivery.objects.count()) == (0, 0)
    version = approved(cast)
    one = Delivery.objects.get()

    assert (one.workshop, one.webhook.team) == (cast.oak.made, cast.oak.team)
    assert one.body.count(f'"version": {version.number},') == 1


def test_a_program_reads_the_approved_report_as_the_file_has_it(cast):
    cast.oak.end()
    program = Program(cast.browsers.users["olu"])
    summary = f"workshops/{cast.oak.code}/summary"
    assert program.read(summary)["status"] == "draft"
    approved(cast)
    file = reverse("workshops:report_file", args=[cast.oak.code, "json"])

    assert program.read(summary)["status"] == "approved"
    assert program.read(summary) == cast.get("olu", file).json()
