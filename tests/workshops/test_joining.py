"""Coming in: once, by one question, and back again by one's own link."""

import pytest
from django.urls import reverse

from tests.cast import everything
from workshops.actions.changing import Refused
from workshops.actions.joining import LOCKED, NOT_OPEN
from workshops.actions.joining import join as come_in
from workshops.models import Participant, Workshop
from workshops.room import seats
from workshops.views.joining import SOMEBODY_HERE

pytestmark = pytest.mark.django_db


@pytest.fixture
def join(cast):
    """Somebody answers the question; gives the response."""
    address = reverse("workshops:join", args=[cast.oak.code])

    def answered(sector="family-councils", ticket="", who="stranger", **more):
        return cast.post(who, address, {"sector": sector, "ticket": ticket}, **more)

    return answered


def ticket_for(cast, room):
    return cast.get("stranger", reverse("workshops:join", args=[room.code])).context["ticket"]


def test_whoever_answers_is_in(cast, join):
    before = set(Participant.objects.values_list("pk", flat=True))
    response = join("pharmacy_dental_eye")
    assert response.status_code == 422
    response = join("family-primary_care")
    (made,) = Participant.objects.exclude(pk__in=before)

    assert (response.status_code, response.url) == (302, f"/w/{cast.oak.code}/")
    assert (made.workshop, made.sector, made.family) == (cast.oak.made, "family-primary_care", "primary_care")
    assert cast.get("stranger", response.url).status_code == 200
    cookie = response.cookies[cast.oak.cookie]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")


def test_a_cookie_behind_https_stays_behind_https(join):
    response = join(secure=True)

    assert [cookie["secure"] for name, cookie in response.cookies.items() if name != "csrftoken"] == [True]


def test_a_double_tap_makes_one_participant(cast, join):
    before, ticket = Participant.objects.count(), ticket_for(cast, cast.oak)
    first, again = join(ticket=ticket, who="gus"), join("carer", ticket=ticket, who="stranger")

    assert (first.status_code, again.status_code) == (302, 302)
    assert Participant.objects.count() == before + 1
    people = [seats.read(response.cookies[cast.oak.cookie].value) for response in (first, again)]
    assert people[0] is not None
    assert people[0] == people[1]


def test_two_tickets_are_two_people(cast, join):
    before = Participant.objects.count()
    join(ticket=ticket_for(cast, cast.oak), who="gus")
    join(ticket=ticket_for(cast, cast.oak), who="cas")

    assert Participant.objects.count() == before + 2


def test_a_ticket_of_another_workshop_makes_somebody_new(cast, join):
    ticket = ticket_for(cast, cast.elm)
    elm = reverse("workshops:join", args=[cast.elm.code])
    assert cast.post("fay", elm, {"sector": "carer", "ticket": ticket}).status_code == 302
    before = Participant.objects.filter(workshop=cast.oak.made).count()

    assert join(ticket=ticket).status_code == 302
    assert Participant.objects.filter(workshop=cast.oak.made).count() == before + 1


@pytest.mark.parametrize("ticket", ["", "made up", "a:b:c", "\x00", "é" * 400])
def test_a_forged_ticket_is_none(cast, join, ticket):
    before = Participant.objects.count()

    assert join(ticket=ticket).status_code == 302
    assert Participant.objects.count() == before + 1


def test_a_locked_room_lets_nobody_new_in(cast, join):
    cast.oak.pressed("lock", on="1")
    before = Participant.objects.count()
    response = join()

    # They may knock, and wait there.
    assert (response.status_code, response.url) == (302, reverse("workshops:join", args=[cast.oak.code]))
    with pytest.raises(Refused) as refused:
        come_in(cast.oak.workshop, "people")
    assert (refused.value.why, Participant.objects.count()) == (LOCKED, before)
    assert cast.get("ana", f"/w/{cast.oak.code}/").status_code == 200
    cast.oak.pressed("lock")
    assert join().status_code == 302


def test_nobody_comes_in_before_the_doors_open(cast, join):
    cast.oak.made.stage = "planned"
    cast.oak.made.save(update_fields=["stage"])
    page = cast.get("stranger", reverse("workshops:join", args=[cast.oak.code]))
    response = join()

    assert (page.status_code, page.context["is_open"]) == (200, False)
    assert (response.status_code, response.context["text"]) == (409, NOT_OPEN)


def test_a_workshop_that_is_over_is_joined_by_nobody(cast, join):
    cast.oak.end()
    response = join()

    assert response.status_code == 409
    assert response.context["text"] == "This workshop is over. Nobody can join it any more."


@pytest.mark.parametrize(
    ("sector", "words"),
    [
        ("", "Choose the part of the system you are speaking from, or “I'd rather not say”."),
        ("family-nobody", "Choose one of the answers below."),
        ("acute", "Choose one of the answers below."),
        ("people\x00", "Choose one of the answers below."),
    ],
)
def test_an_answer_that_is_not_offered_is_asked_again(cast, join, sector, words):
    before, ticket = everything(), ticket_for(cast, cast.oak)
    response = join(sector, ticket=ticket)

    assert (response.status_code, response.context["form"].errors) == (422, {"sector": [words]})
    assert response.context["ticket"] == ticket
    assert everything() == before


def test_a_family_that_the_organiser_left_out_is_not_offered(cast, join):
    cast.oak.made.families = ["wider"]
    cast.oak.made.save(update_fields=["families"])

    assert [join(sector).status_code for sector in ("family-councils", "family-wider")] == [422, 302]


def asked(cast, **given):
    """The join page of a workshop like this: the heading and the answers of each part of the question."""
    Workshop.objects.filter(pk=cast.oak.made.pk).update(**given)
    page = cast.get("stranger", reverse("workshops:join", args=[cast.oak.code]))
    parts = [(part["title"], [pick["value"] for pick in part["picks"]]) for part in page.context["parts"]]
    return page, parts


def test_families_are_asked_for_in_one_list(cast):
    page, parts = asked(cast, families=["councils", "wider"])

    assert parts == [("", ["people", "carer", "family-councils", "family-wider"])]
    assert page.content.count(b"<fieldset") == page.content.count(b"<legend") == 1


def test_single_sectors_are_asked_for_under_the_names_of_their_families(cast, join):
    page, parts = asked(cast, families=["primary_care", "communities"], asks_sectors=True)

    assert parts == [
        (
            "People, communities and voluntary sector",
            ["people", "carer", "public_voice", "vcse", "hospice", "faith"],
        ),
        ("Primary care", ["gp", "pharmacy_dental_eye"]),
    ]
    assert page.content.count(b"<fieldset") == page.content.count(b"<legend") == 3
    assert [join(answer).status_code for answer in ("family-primary_care", "acute", "gp")] == [422, 422, 302]
    made = Participant.objects.get(sector="gp")
    assert made.family == "primary_care"


@pytest.mark.parametrize("by_sector", [False, True])
def test_a_question_that_was_not_answered_leads_to_its_first_answer(cast, join, by_sector):
    asked(cast, asks_sectors=by_sector)
    page = join("").content.decode()

    assert page.count('href="#sector-people"') == page.count('id="sector-people"') == 1


@pytest.mark.parametrize(
    ("nation", "label", "hint"),
    [
        ("", "Councils", "Adult social care, children&#x27;s services, public health, elected members"),
        (
            "northern_ireland",
            "Social care, public health and councils",
            (
                "Adult social care in a trust, children&#x27;s services, education, Public Health Agency, council, "
                "elected members"
            ),
        ),
    ],
)
def test_the_question_is_asked_in_the_words_of_the_nation(cast, nation, label, hint):
    page, _parts = asked(cast, nation=nation)

    assert page.content.decode().count(f'<b>{label}</b><span class="hintline">{hint}</span>') == 1


def test_an_answer_without_a_hint_has_none(cast):
    page, _parts = asked(cast, families=["councils"])

    assert page.content.decode().count("hintline") == 1


def test_whoever_is_in_goes_straight_to_their_seat(cast, join):
    before = everything()
    response = join(who="ana")

    assert (response.status_code, response.url) == (302, f"/w/{cast.oak.code}/")
    assert everything() == before


@pytest.mark.parametrize("typed", ["{code}", "{lower}", "{first}-{last}", " {first} {last}"])
def test_a_code_may_be_typed_as_people_type(cast, typed):
    code = cast.oak.code
    text = typed.format(code=code, lower=code.lower(), first=code[:3], last=code[3:])

    assert cast.get("stranger", "/", data={"code": text}).url == f"/join/{code}/"
    assert cast.post("stranger", "/", {"code": text}).url == f"/join/{code}/"
    assert cast.get("stranger", f"/j/{text.strip()}").status_code == 200


@pytest.fixture
def link(cast):
    """Ana's way back."""
    return cast.get("ana", f"/w/{cast.oak.code}/").context["return_link"]


def test_the_return_link_makes_the_same_person_again(cast, link):
    response = cast.post("stranger", link)

    assert (response.status_code, response.url) == (302, f"/w/{cast.oak.code}/")
    assert seats.read(response.cookies[cast.oak.cookie].value) == cast.oak.seat(cast.ana)


def test_the_return_link_asks_first(cast, link):
    """It may have been passed round: whoever only opens it must not become its owner."""
    response = cast.get("stranger", link)

    assert (response.status_code, response.templates[0].name) == (200, "workshops/come_back.html")
    assert response.context["workshop"] == cast.oak.made
    assert cast.oak.cookie not in response.cookies
    # Whoever has this very seat is not asked.
    assert (cast.get("ana", link).status_code, cast.get("ana", link).url) == (302, f"/w/{cast.oak.code}/")


def test_somebody_elses_return_link_takes_no_seat_away(cast, link):
    """Ben would answer as Ana, who could read what he chose."""
    for ask in (cast.get, cast.post):
        response = ask("ben", link)
        assert (response.status_code, response.context["back"]) == (409, f"/w/{cast.oak.code}/")
        assert response.context["text"] == SOMEBODY_HERE
        assert cast.oak.cookie not in response.cookies
    # Her own takes her back, and so does anybody's who sits in another workshop only.
    assert [cast.post(who, link).status_code for who in ("ana", "cas")] == [302, 302]


def test_the_screen_has_a_seat_that_only_watches(cast):
    response = cast.get("stranger", f"/screen/{cast.oak.made.screen_key}/")
    seat = seats.read(response.cookies[f"screen-{cast.oak.code}"].value)

    assert seat is not None
    assert (seat.code, seat.role, seat.participant) == (cast.oak.code, "screen", None)


def test_the_code_on_the_wall_leads_phones_to_the_address_that_they_reach(cast):
    page = cast.get("fay", reverse("workshops:workshop", args=[cast.oak.code]))
    drawn = cast.get("stranger", reverse("workshops:qr", args=[cast.oak.code]))

    assert page.context["join_address"] == f"http://oak.test/j/{cast.oak.code}"
    assert (drawn.status_code, drawn.headers["Content-Type"]) == (200, "image/svg+xml")
    assert drawn.content.count(f"<title>http://oak.test/j/{cast.oak.code}</title>".encode()) == 1
