"""Several people with one device: one score, and a number of heads that stands beside it."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from workshops.fragments import draw
from workshops.models import Participant
from workshops.reports import json
from workshops.reports.summary import summary_of

pytestmark = pytest.mark.django_db
WORDS = "3 devices, for 7 people"


def joins(cast: Cast, heads: str) -> int:
    address = reverse("workshops:join", args=[cast.oak.code])
    return int(cast.post("stranger", address, {"sector": "carer", "heads": heads}).status_code)


def test_heads_are_told_apart_at_the_desk_and_in_the_report(cast: Cast) -> None:
    oak = cast.oak
    assert joins(cast, "5") == 302
    assert (oak.snapshot.joined, oak.snapshot.heads) == (3, 7)
    oak.go_to("welcome")
    assert draw("desk_flow", oak.snapshot).count(WORDS) == 1
    oak.go_to("score")
    assert draw("desk_flow", oak.snapshot).count(WORDS) == 1
    report = cast.get("fay", reverse("workshops:report", args=[oak.code])).content.decode()
    assert report.count(WORDS) == 1
    values = json.values_of(summary_of(oak.workshop))
    assert (values["participants"], values["people"]) == (3, 7)


def test_a_shared_device_scores_once(cast: Cast) -> None:
    assert joins(cast, "5") == 302
    oak = cast.oak
    oak.go_to("score")
    person = Participant.objects.get(workshop=oak.made, heads=5).pk
    oak.score([cast.ana, cast.ben, person], [1, 2, 3])
    assert (oak.snapshot.progress.of, oak.snapshot.progress.counts[0].answered) == (3, 3)


@pytest.mark.parametrize(
    ("heads", "status"), [("", 302), ("1", 302), ("20", 302), ("0", 422), ("21", 422), ("x", 422)]
)
def test_two_to_twenty_may_share_one(cast: Cast, heads: str, status: int) -> None:
    assert joins(cast, heads) == status
    assert Participant.objects.filter(workshop=cast.oak.made).count() == (3 if status == 302 else 2)


def test_what_was_typed_stays_in_its_box(cast: Cast) -> None:
    address = reverse("workshops:join", args=[cast.oak.code])
    text = cast.post("stranger", address, {"sector": "carer", "heads": "21"}).content.decode()
    assert text.count('value="21"') == 1
    assert text.count("A whole number from 2 to 20") == 2


def test_nothing_is_said_where_every_device_is_ones_own(cast: Cast) -> None:
    cast.oak.go_to("welcome")
    assert "devices" not in draw("desk_flow", cast.oak.snapshot)
