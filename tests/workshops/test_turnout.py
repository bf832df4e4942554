"""What organisers are told beforehand of which sectors would show."""

import pytest
from django.urls import reverse

from tests.workshops.reading import texts
from workshops.models import Participant, Workshop
from workshops.turnout import last_turnouts, outlook_of

pytestmark = pytest.mark.django_db


def people(workshop, **sizes):
    """So many in the workshop from each sector, and nobody else; families go by their first sector."""
    Participant.objects.filter(workshop=workshop).delete()
    families = {"acute": "nhs_provider", "gp": "primary_care", "housing": "wider", "carer": "communities"}
    families |= {"children": "councils", "care_provider": "care_providers", "other": "other"}
    Participant.objects.bulk_create(
        Participant(workshop=workshop, sector=sector, family=families[sector])
        for sector, size in sizes.items()
        for _ in range(size)
    )


@pytest.fixture
def planned(cast):
    """A workshop of Fay's team that offers three families."""
    cast.oak.made.families = ["primary_care", "councils", "communities"]
    cast.oak.made.save(update_fields=["families"])
    return cast.oak.made


def told(workshop):
    outlook = outlook_of(workshop)
    assert outlook
    return dict(outlook.groups), outlook.instead


def test_each_family_that_is_offered_says_how_many_it_needs(planned):
    people(planned, children=2, gp=6, other=4)

    assert told(planned) == (
        {
            "Primary care": "you have six, enough for it to show",
            "Councils": "you need five for it to show; you have two",
            "People, communities and voluntary sector": "you need five for it to show; you have none",
        },
        "",
    )


def test_people_and_carers_are_told_of_wherever_they_are_asked_for(planned):
    planned.families = ["councils"]
    people(planned, children=7, carer=5)

    assert told(planned)[0] == {
        "Councils": "you have seven, enough for it to show",
        "People, communities and voluntary sector": "you have five, enough for it to show",
    }


def test_a_family_that_would_give_the_rest_away_does_not_show(planned):
    people(planned, gp=8, children=5, carer=1)

    assert told(planned)[0] == {
        "Primary care": "you have eight, enough for it to show",
        "Councils": "you have five, enough by itself, but it would not show: too few would be left over beside it",
        "People, communities and voluntary sector": "you need five for it to show; you have one",
    }


def test_larger_groups_are_named_where_no_family_would_show(planned):
    people(planned, gp=4, acute=4, children=4, care_provider=4)
    assert (
        told(planned)[1]
        == "As it stands, no family would show, but larger groups would: Councils and care; Health."
    )

    people(planned, gp=4)
    assert told(planned)[1] == "As it stands, nothing would be told by sector: only the whole room together."


def test_sectors_are_told_of_where_they_are_asked_for(planned):
    planned.asks_sectors, planned.nation = True, "northern_ireland"
    people(planned, gp=6, children=5)
    assert told(planned) == (
        {
            "General practice": "you have six, enough for it to show",
            "Children's services and education (health and social care trust, Education Authority)": (
                "you have five, enough for it to show"
            ),
        },
        "",
    )

    people(planned, gp=7, children=6, housing=2)
    groups, instead = told(planned)
    assert list(groups.values()) == [
        "you have seven, enough by itself, but it would show only once every sector has five",
        "you have six, enough by itself, but it would show only once every sector has five",
        "you need five for it to show; you have two",
    ]
    assert instead == "As it stands, results would be told by family, and these would show: Primary care."


def test_sectors_that_are_all_large_enough_wait_for_nobody_but_those_left_over(planned):
    planned.asks_sectors = True
    people(planned, gp=7, children=6, other=2)

    assert told(planned)[0]["General practice"] == (
        "you have seven, enough by itself, but it would not show: too few would be left over beside it"
    )


def test_a_seat_that_was_given_up_is_not_counted_and_an_empty_room_says_nothing(planned):
    people(planned, children=5)
    assert outlook_of(planned)
    Participant.objects.filter(workshop=planned).update(revoked_at="2026-11-19T10:00Z")

    assert outlook_of(planned) is None


def test_a_site_that_asks_for_more_people_says_so(planned, settings):
    people(planned, children=6, gp=8)
    settings.SMALLEST_GROUP = 8

    assert told(planned)[0]["Councils"] == "you need eight for it to show; you have six"


def ended(team, title, *, day=1, **sizes):
    """A workshop of the team that is over, with the people who came."""
    like = Workshop.objects.filter(team=team).first()
    assert like
    made = Workshop.objects.create(
        team=team,
        edition=like.edition,
        title=title,
        starts_at=like.starts_at,
        stage="ended",
        ended_at=f"2026-11-{day:02}T10:00Z",
    )
    people(made, **sizes)
    return made


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        (
            {"gp": 8, "children": 6, "carer": 2, "acute": 3},
            "two families would have had a line of their own.",
        ),
        ({"gp": 8, "carer": 5, "acute": 1}, "one family would have had a line of its own."),
        (
            {"gp": 4, "acute": 4, "children": 4, "care_provider": 4},
            "no family would have had a line of its own, but two of three larger groups would.",
        ),
        ({"gp": 4, "children": 4}, "nothing would have been told by sector."),
        ({"other": 40}, "nothing would have been told by sector."),
    ],
)
def test_the_last_turnout_says_what_it_would_have_let_show(cast, sizes, words):
    ended(cast.oak.team, "In spring", **sizes)

    assert last_turnouts([cast.oak.team]) == [f"With the turnout of “In spring”, {words}"]


def test_the_last_turnout_is_of_ones_own_team_and_of_a_real_workshop(cast):
    assert last_turnouts([cast.oak.team]) == []
    ended(cast.elm.team, "Of elm", day=9, gp=8, carer=8)
    rehearsal = ended(cast.oak.team, "For practice", day=8, gp=8, carer=8)
    rehearsal.practice = True
    rehearsal.save(update_fields=["practice"])
    ended(cast.oak.team, "In spring", day=2, gp=8)
    held = ended(cast.oak.team, "In autumn", day=5, gp=4)
    Participant.objects.bulk_create(
        Participant(workshop=held, sector="gp", family="primary_care", pretend=True) for _ in range(9)
    )

    assert last_turnouts([cast.oak.team]) == [
        "With the turnout of “In autumn”, nothing would have been told by sector."
    ]


def test_the_last_turnout_is_without_those_who_took_everything_back(cast):
    held = ended(cast.oak.team, "In spring", gp=8, carer=8)
    Participant.objects.bulk_create(Participant(workshop=held) for _ in range(2))

    assert last_turnouts([cast.oak.team]) == [
        "With the turnout of “In spring”, two families would have had a line of their own."
    ]


def page_of(cast, who, name="workshop"):
    return cast.get(who, reverse(f"workshops:{name}", args=[] if name == "workshops" else [cast.oak.code]))


def test_the_page_of_a_workshop_says_it_until_it_is_over(cast, planned):
    ended(cast.oak.team, "In spring", gp=8, carer=8)
    people(planned, children=2, gp=6, other=4)
    lines = [
        "Primary care: you have six, enough for it to show.",
        "Councils: you need five for it to show; you have two.",
        "People, communities and voluntary sector: you need five for it to show; you have none.",
    ]
    for who in ("fay", "olu"):
        assert texts(page_of(cast, who).content.decode(), "ul", "outlook") == ["".join(lines)]
    assert page_of(cast, "ana").status_code == 403
    assert page_of(cast, "gus").status_code == 404

    cast.oak.end()
    assert texts(page_of(cast, "fay").content.decode(), "ul", "outlook") == []


def test_a_plan_is_told_of_the_last_turnout(cast):
    ended(cast.oak.team, "In spring", gp=8, carer=8)
    words = (
        "You need 5 people from a family of sectors for it to show on its own. "
        "With the turnout of “In spring”, two families would have had a line of their own."
    )

    assert texts(page_of(cast, "fay", "workshops").content.decode(), "p", "note") == [words]
    assert texts(page_of(cast, "gus", "workshops").content.decode(), "p", "note") == [
        words.split(". ", maxsplit=1)[0] + "."
    ]


def test_the_desk_says_in_the_lobby_which_families_have_too_few(cast, planned):
    people(planned, children=4, gp=5, housing=1, other=3)
    assert cast.oak.snapshot.families_few == ("councils", "wider")
    (lobby,) = texts(page_of(cast, "fay", "desk").content.decode(), "section", "tight")[:1]
    assert lobby.endswith(
        "You need 5 people from a family for it to show on its own. Fewer so far: Councils; Wider partners"
    )

    planned.asks_sectors = True
    planned.save(update_fields=["asks_sectors"])
    assert cast.oak.snapshot.families_few == ()
    planned.asks_sectors = False
    planned.save(update_fields=["asks_sectors"])

    people(planned, gp=5)
    assert cast.oak.snapshot.families_few == ()
    assert page_of(cast, "fay", "desk").content.count(b"Fewer so far") == 0
