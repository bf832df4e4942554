"""What became of commitments: said by the team, seen by the next room, on one page and on one sheet."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast
from tests.kinds.sent import promised_before, put_on_the_agenda
from tests.reports.made import summary
from tests.workshops.held import counted, hold
from tests.workshops.reading import texts
from workshops.models import Commitment, Workshop
from workshops.reports.commitments import LETTERS, Sheet, sheet_of
from workshops.reports.parts import Pledge
from workshops.reports.summary import summary_of

FIVE = {"scope-goals": counted(0, 2, 2, 1, 0)}
HELD_AT = datetime(2026, 3, 12, tzinfo=UTC)
ALL = "/workshops/commitments/"


def said(workshop: Workshop) -> list[tuple[str, str, date | None]]:
    return list(
        Commitment.objects.filter(workshop=workshop).values_list("status", "status_note", "status_on")
    )


def follow(cast: Cast, workshop: Workshop, who: str = "fay", **fields: str) -> Any:
    first = workshop.commitments.order_by("pk").first()
    assert first is not None
    return cast.post(who, f"/workshops/{workshop.code}/follow-up", {"commitment": str(first.pk)} | fields)


@pytest.mark.django_db
def test_it_is_said_with_a_note_and_the_day(cast: Cast) -> None:
    held, today = hold(cast.oak.team, HELD_AT, FIVE, ["Meet", "Write"]), timezone.localdate()
    answers = [follow(cast, held, status="stuck", note="No room free", **{"from": "team"})]
    first = said(held)
    answers.append(follow(cast, held, "olu", keep="1", note="A room in May"))
    second = said(held)
    answers.append(follow(cast, held, status="", note=""))

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert answers[0].url.split("#")[0] == ALL
    assert first == [("stuck", "No room free", today), ("", "", None)]
    assert second == [("stuck", "A room in May", today), ("", "", None)]
    assert said(held) == [("", "", None), ("", "", None)]


@pytest.mark.django_db
def test_a_note_that_is_too_long_is_refused_and_changes_nothing(cast: Cast) -> None:
    held = hold(cast.oak.team, HELD_AT, FIVE, ["Meet"])
    answer = follow(cast, held, status="done", note="x" * 301)

    assert (answer.status_code, said(held)) == (422, [("", "", None)])
    assert "too long" in answer.content.decode()


@pytest.mark.django_db
def test_the_teams_page_has_what_is_stuck_then_the_nearest_day_and_no_other_teams(cast: Cast) -> None:
    held = hold(cast.oak.team, HELD_AT, FIVE, ["Later", "Stuck", "Sooner", "Done", "No day"])
    hold(cast.oak.team, HELD_AT, FIVE, ["Practised"], practice=True)
    hold(cast.elm.team, HELD_AT, FIVE, ["Only for elm"])
    days = {"Later": date(2999, 1, 2), "Sooner": date(2020, 1, 1), "Stuck": date(2999, 1, 1)}
    for row in held.commitments.all():
        row.by, row.status = days.get(row.what), {"Stuck": "stuck", "Done": "done"}.get(row.what, "")
        row.save()

    page = cast.get("fay", ALL).content.decode()
    assert [one for one in texts(page, "b") if one] == ["Stuck", "Sooner", "Later", "No day"]
    assert texts(page, "p", "pill") == ["Its day has gone by"]
    assert [one for one in texts(cast.get("olu", f"{ALL}?done=1").content.decode(), "b") if one] == ["Done"]
    assert "No day" not in cast.get("gus", ALL).content.decode()


@pytest.mark.django_db
def test_as_many_queries_for_many_as_for_one(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert cast.get("fay", ALL).status_code == 200
        return len(queries)

    hold(cast.oak.team, HELD_AT, FIVE, ["One"])
    asked()
    few = asked()
    hold(cast.oak.team, HELD_AT, FIVE, [f"Number {n}" for n in range(9)])

    assert asked() == few


@pytest.mark.django_db
def test_the_next_workshop_opens_with_it_and_hears_what_is_said_meanwhile(cast: Cast) -> None:
    """Its agenda has no step for it: the welcome shows it, on every screen; the note is the desk's alone."""
    before = promised_before(cast.oak, "A rota for all")
    cast.oak.go_to("welcome")
    version = cast.oak.snapshot.version
    assert follow(cast, before.workshop, status="stuck", note="Nobody asked yet").status_code == 302
    pages = {"ana": f"/w/{cast.oak.code}/", "screen": f"/screen/{cast.oak.made.screen_key}/"}
    seen = {who: cast.get(who, page).content.decode() for who, page in pages.items()}
    seen["fay"] = cast.get("fay", f"/desk/{cast.oak.code}/").content.decode()

    assert [who for who, page in seen.items() if "A rota for all" in page and "Stuck" in page] == [*seen]
    assert [who for who, page in seen.items() if "Nobody asked yet" in page] == ["fay"]
    assert cast.oak.snapshot.version == version + 1


@pytest.mark.django_db
def test_where_a_step_looks_back_the_welcome_does_not(cast: Cast) -> None:
    promised_before(cast.oak, "A rota for all")
    put_on_the_agenda(cast.oak, "review")
    cast.oak.go_to("welcome")

    assert "A rota for all" not in cast.get("screen", f"/screen/{cast.oak.made.screen_key}/").content.decode()


@pytest.mark.django_db
def test_the_next_workshop_of_the_series_is_in_the_summary(cast: Cast) -> None:
    held = hold(cast.oak.team, HELD_AT, FIVE, ["Meet"])
    assert summary_of(held).review is None
    later = datetime(2999, 5, 1, 9, tzinfo=UTC)
    Workshop.objects.filter(pk=cast.oak.made.pk).update(series=held.series, starts_at=later, title="Again")
    review = summary_of(held).review

    assert review is not None
    assert (review.title, review.starts, review.minutes > 0) == ("Again", later, True)
    assert summary_of(held).pledges[0].uid == summary_of(held).pledges[0].uid != ""


def pledges(many: int, length: int) -> list[Pledge]:
    return [Pledge("x" * length, "The board", date(2027, 1, 15), "y" * length, None) for _ in range(many)]


def test_a_sheet_has_the_largest_letters_that_hold_everything() -> None:
    assert [sheet_of(pledges(many, 60)).size for many in (1, 7, 10, 14)] == [
        "roomy",
        "roomy",
        "close",
        "tight",
    ]
    assert sheet_of(summary().pledges) == Sheet("roomy", summary().pledges)
    assert sheet_of([]) == Sheet("roomy", ())


def test_what_does_not_fit_is_shortened_and_then_left_out_with_a_word() -> None:
    long, many = sheet_of(pledges(12, 300)), sheet_of(pledges(100, 300))

    assert (len(long.pledges), long.shortened, long.more) == (12, True, 0)
    assert {len(one.what) for one in long.pledges} == {120}
    assert many.more == 100 - len(many.pledges) > 0
    assert (many.size, many.shortened) == (list(LETTERS)[-1], True)
