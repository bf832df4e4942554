"""Tables: dealt, changed by hand, written for, reported, and forgotten."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.cast import Cast, Room, everything
from tests.workshops.seated import at_two_tables, from_seat, writes
from workshops.actions.joining import leave_workshop
from workshops.actions.tables import ALONE, NO_TABLE, NOT_HERE, NOT_SEATED, SAME_TABLE
from workshops.fragments import draw
from workshops.models import Participant, Table
from workshops.readings.tables import own_table
from workshops.shown.tables import OwnTable

pytestmark = pytest.mark.django_db
SECTORS = ["people"] * 5 + ["carer"] * 4 + ["family-councils"] * 3 + ["other"]


@pytest.fixture
def seated(oak: Room) -> Room:
    """Fifteen people, with Ana and Ben, at three tables."""
    for sector in SECTORS:
        oak.come_in(sector)
    oak.pressed("deal", tables="3")
    return oak


def sizes(room: Room) -> list[int]:
    return [table.people for table in room.snapshot.tables.all]


def at(room: Room, number: int) -> list[Participant]:
    return list(Participant.objects.filter(workshop=room.made, table__number=number).order_by("pk"))


def test_everybody_is_dealt_and_every_sector_spread(seated: Room) -> None:
    assert sizes(seated) == [5, 5, 5]
    for sector in {*SECTORS}:
        counts = [Counter(person.sector for person in at(seated, number))[sector] for number in (1, 2, 3)]
        assert max(counts) - min(counts) <= 1


def test_whoever_has_left_is_not_dealt_nor_counted(seated: Room) -> None:
    gone = at(seated, 1)[0]
    leave_workshop(seated.workshop, gone.pk)
    assert sizes(seated) == [4, 5, 5]
    seated.pressed("deal", tables="2")
    assert sizes(seated) == [7, 7]


@pytest.mark.parametrize(("tables", "status"), [("7", 200), ("8", 422), ("0", 422), ("201", 422), ("x", 422)])
def test_nobody_is_dealt_a_table_of_their_own(seated: Room, tables: str, status: int) -> None:
    before = everything()
    answer = seated.press("deal", tables=tables)
    assert answer.status == status
    assert (everything() == before) == (status != 200)
    if tables == "8":
        assert answer.words == ALONE


def test_newcomers_go_to_the_smallest_table_with_the_fewest_of_theirs(seated: Room) -> None:
    for _ in range(3):
        seated.come_in("other")
    assert sizes(seated) == [6, 6, 6]
    others = [Counter(person.sector for person in at(seated, number))["other"] for number in (1, 2, 3)]
    assert sorted(others) == [1, 1, 2]


def test_where_there_are_no_tables_nobody_is_seated(oak: Room) -> None:
    person = oak.come_in("other")
    assert own_table(oak.workshop, person) == OwnTable()
    assert oak.snapshot.tables.all == ()


def test_after_they_are_taken_away_newcomers_sit_nowhere(seated: Room) -> None:
    scribe = at(seated, 2)[0].pk
    assert from_seat(seated, scribe, "scribe").ok
    assert writes(seated, scribe, "We begin with falls").ok
    seated.pressed("clear_tables")
    late = seated.come_in("other")
    assert own_table(seated.workshop, late).number == 0
    # What was written stays, and nothing else.
    assert [(t.number, t.people, t.notes) for t in seated.snapshot.tables.all] == [
        (2, 0, "We begin with falls")
    ]


def test_dealt_anew_what_was_written_stays_with_its_number(seated: Room) -> None:
    scribe = at(seated, 3)[0].pk
    assert from_seat(seated, scribe, "scribe").ok
    assert writes(seated, scribe, "We begin with falls").ok
    seated.pressed("deal", tables="2")
    assert [(t.number, t.people, t.notes) for t in seated.snapshot.tables.all] == [
        (1, 8, ""),
        (2, 7, ""),
        (3, 0, "We begin with falls"),
    ]


def test_one_is_moved_and_two_change_places(cast: Cast) -> None:
    oak, both = cast.oak, at_two_tables(cast)
    oak.pressed("swap", **both)
    assert [own_table(oak.workshop, person).number for person in (cast.ana, cast.ben)] == [2, 1]
    oak.pressed("seat", person=both["person"], table="1")
    assert sizes(oak) == [2, 0]
    assert oak.press("swap", **both).words == SAME_TABLE
    oak.pressed("seat", person=both["person"], table="0")
    assert own_table(oak.workshop, cast.ana).number == 0


def test_every_change_of_seats_is_told_to_phones(cast: Cast) -> None:
    oak, both = cast.oak, at_two_tables(cast)
    told = [oak.snapshot.tables.seating]
    for act, given in (
        ("swap", both),
        ("seat", {"person": both["person"], "table": "1"}),
        ("deal", {"tables": "1"}),
        ("clear_tables", {}),
    ):
        oak.pressed(act, **given)
        told.append(oak.snapshot.tables.seating)
    assert told == [1, 2, 3, 4, 5]
    assert 'data-seating="5"' in draw("tables", oak.snapshot)


@pytest.mark.parametrize(
    ("act", "given", "why"),
    [
        ("seat", {"table": "9"}, NO_TABLE),
        ("seat", {"person": str(uuid4()), "table": "1"}, NOT_HERE),
        ("swap", {"other": str(uuid4())}, NOT_HERE),
        ("report_back", {"table": "9"}, NO_TABLE),
    ],
)
def test_what_is_not_there_any_more_changes_nothing(
    cast: Cast, act: str, given: dict[str, str], why: str
) -> None:
    fields = at_two_tables(cast) | given
    before = everything()
    answer = cast.oak.press(act, **fields)
    assert (answer.status, answer.words) == (409, why)
    assert everything() == before


def test_nobody_of_another_workshop_is_seated_here(cast: Cast) -> None:
    at_two_tables(cast)
    assert cast.oak.press("seat", person=cast.elm.mark(cast.cas), table="1").words == NOT_HERE


def test_a_table_of_one_is_said(cast: Cast) -> None:
    at_two_tables(cast)
    page = cast.get("fay", reverse("workshops:tables", args=[cast.oak.code])).content.decode()
    assert page.count("sits alone at table") == 2
    assert (
        cast.get("ana", reverse("workshops:my_table", args=[cast.oak.code]))
        .content.decode()
        .count("Nobody else sits there")
        == 1
    )


@pytest.mark.parametrize("act", ["scribe", "notes"])
def test_who_sits_nowhere_writes_for_nobody(cast: Cast, act: str) -> None:
    before = everything()
    answer = from_seat(cast.oak, cast.ana, act, text="Hello", edition="0")
    assert (answer.status, answer.words) == (409, NOT_SEATED)
    assert everything() == before
    address = reverse("workshops:table_act", args=[cast.oak.code, act])
    fields = {"text": "Hello", "edition": "0"}
    assert {
        who: cast.post(who, address, fields).status_code for who in ("fay", "screen", "cas", "stranger")
    } == {
        "fay": 403,
        "screen": 403,
        "cas": 404,
        "stranger": 404,
    }


def test_other_acts_are_none_of_a_table(cast: Cast) -> None:
    for name in ("table_act", "tables_act"):
        assert cast.post("fay", reverse(f"workshops:{name}", args=[cast.oak.code, "lock"])).status_code == 404


def test_one_table_at_a_time_reports_for_two_minutes(seated: Room) -> None:
    seated.pressed("report_back", table="1")
    first = seated.snapshot.tables
    assert first.reporting
    assert (first.reporting.number, first.place, len(first.told)) == (1, 1, 3)
    assert first.reporting.reports_until == first.reporting.reporting_since + timedelta(minutes=2)  # type: ignore[operator]
    seated.pressed("report_back", table="1")
    # Pressed twice, the two minutes do not begin anew.
    assert seated.snapshot.tables.reporting == first.reporting
    seated.pressed("report_back", table="2")
    second = seated.snapshot.tables
    assert second.reporting
    assert second.before
    assert second.next
    assert (second.reporting.number, second.before.number, second.next.number) == (2, 1, 3)
    seated.pressed("report_back", table="3")
    assert seated.snapshot.tables.next is None
    seated.pressed("report_back", table="0")
    assert seated.snapshot.tables.reporting is None


def test_the_screen_tells_numbers_and_never_who(seated: Room) -> None:
    discuss = seated.go_to("discuss")
    discuss.task = "Agree on one thing"
    discuss.save(update_fields=["task"])
    shown = draw("screen_stage", seated.snapshot)
    assert shown.count('<b class="num">5</b> people') == 3
    assert shown.count("Agree on one thing") == 1
    everybody = Participant.objects.filter(workshop=seated.made)
    assert not any(str(person.pk) in shown for person in everybody)
    assert "ouncil" not in shown
    seated.pressed("report_back", table="2")
    assert draw("screen_stage", seated.snapshot).count("Report 2 of 3") == 1


def test_what_participants_are_pushed_tells_nobody_where_others_sit(seated: Room) -> None:
    texts = [draw(name, seated.snapshot) for name in ("tables", "stage", "flow", "notice")]
    assert texts[0].count('data-tables="1:0 2:0 3:0 "') == 1
    assert not any(
        str(person.pk) in text
        for person in Participant.objects.filter(workshop=seated.made)
        for text in texts
    )


def test_the_end_forgets_who_sat_where_and_keeps_what_was_written(seated: Room) -> None:
    scribe = at(seated, 2)[0].pk
    assert from_seat(seated, scribe, "scribe").ok
    assert writes(seated, scribe, "We begin with falls").ok
    seated.pressed("report_back", table="2")
    assert Participant.objects.filter(workshop=seated.made, table__isnull=False).count() == 15
    seated.end()
    assert Participant.objects.filter(workshop=seated.made, table__isnull=False).count() == 0
    kept = Table.objects.filter(workshop=seated.made).values_list(
        "number", "scribe", "notes", "reporting_since"
    )
    assert [tuple(row) for row in kept] == [
        (1, None, "", None),
        (2, None, "We begin with falls", None),
        (3, None, "", None),
    ]


def test_pretend_people_sit_at_tables_too(cast: Cast) -> None:
    oak = cast.oak
    oak.made.practice = True
    oak.made.save(update_fields=["practice"])
    oak.pressed("pretend")
    oak.pressed("deal", tables="4")
    assert sizes(oak) == [6, 6, 5, 5]


@pytest.mark.parametrize("people", [12, 240])
def test_a_page_asks_as_often_for_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    cast.oak.crowd(people)
    cast.oak.pressed("deal", tables=str(people // 6))
    page, own = (reverse(f"workshops:{name}", args=[cast.oak.code]) for name in ("tables", "my_table"))
    cast.get("fay", page)
    cast.get("ana", own)
    with django_assert_num_queries(6):
        cast.get("fay", page)
    with django_assert_num_queries(4):
        cast.get("ana", own)


def test_who_is_alone_here_is_told_to_talk_in_one_round(cast: Cast) -> None:
    page = cast.get("fay", reverse("workshops:tables", args=[cast.oak.code])).content.decode()
    assert page.count("Talk in one round") == 1


def test_a_report_is_over_when_the_room_goes_on(seated: Room) -> None:
    seated.go_to("discuss")
    seated.pressed("report_back", table="1")
    seated.on()
    assert seated.snapshot.tables.reporting is None
