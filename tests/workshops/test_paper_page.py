"""The page on which a desk types sheets in, and the sheets to print."""

import pytest
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.cast import GOALS, Cast, everything
from tests.workshops.test_paper_sheets import typed
from workshops.domain.paper import seen_of
from workshops.readings.numbers import tally_of

pytestmark = pytest.mark.django_db


def page_of(cast: Cast) -> str:
    return reverse("workshops:tally", args=[cast.oak.code, cast.oak.now.pk])


def boxes(**given: str) -> dict[str, str]:
    return {f"{GOALS}.{place.removeprefix('at_')}": number for place, number in given.items()}


def test_a_desk_types_them_in_boxes(cast: Cast) -> None:
    here = cast.oak.go_to("score")
    page = page_of(cast)
    sent = cast.post("fay", page, boxes(at_0="1", at_5="2") | {"seen": seen_of({})})
    assert (sent.status_code, sent.url) == (302, f"{page}?saved=1")
    assert tally_of(here.pk, [GOALS], 5) == {GOALS: (1, 0, 0, 0, 0, 2)}
    # The page shows what is kept, to be changed.
    assert cast.get("olu", page).content.decode().count('value="2"') == 1


@pytest.mark.parametrize("number", ["-1", "201", "1.5", "many", "²"])
def test_a_wrong_number_is_said_and_the_others_stay_in_their_boxes(cast: Cast, number: str) -> None:
    cast.oak.go_to("score")
    before = everything()
    sent = cast.post("fay", page_of(cast), boxes(at_0=number, at_1="17") | {"seen": seen_of({})})
    assert sent.status_code == 422
    text = sent.content.decode()
    assert (text.count('value="17"'), text.count("A whole number from 0 to 200, please.") > 0) == (1, True)
    assert everything() == before


def test_more_than_two_hundred_of_one_principle_are_too_many(cast: Cast) -> None:
    cast.oak.go_to("score")
    sent = cast.post("fay", page_of(cast), boxes(at_0="150", at_1="51") | {"seen": seen_of({})})
    assert sent.status_code == 422
    assert sent.content.decode().count("Together that is 201 sheets") == 2


def test_two_desks_both_see_what_is_kept_and_one_decides(cast: Cast) -> None:
    here = cast.oak.go_to("score")
    page, seen = page_of(cast), seen_of({})
    assert cast.post("fay", page, boxes(at_0="3") | {"seen": seen}).status_code == 302
    late = cast.post("olu", page, boxes(at_1="4") | {"seen": seen})
    assert late.status_code == 409
    assert late.content.decode().count('value="4"') == 1
    assert tally_of(here.pk, [GOALS], 5) == {GOALS: (3, 0, 0, 0, 0, 0)}
    now = seen_of(tally_of(here.pk, here.principles, 5))
    assert late.content.decode().count(f'value="{now}"') == 1
    again = cast.post("olu", page, boxes(at_1="4") | {"seen": seen, "seen_now": now})
    assert again.status_code == 302
    assert tally_of(here.pk, [GOALS], 5) == {GOALS: (0, 4, 0, 0, 0, 0)}


def test_after_close_they_come_too_late(cast: Cast) -> None:
    cast.oak.go_to("score")
    page = page_of(cast)
    cast.oak.on()
    before = everything()
    assert cast.post("fay", page, boxes(at_0="3") | {"seen": seen_of({})}).status_code == 409
    assert cast.get("fay", page).status_code == 409
    assert everything() == before


def test_the_printed_sheet_has_the_editions_words_and_nobodys(cast: Cast) -> None:
    text = cast.get("fay", reverse("workshops:sheets", args=[cast.oak.code])).content.decode()
    wording = cast.oak.snapshot.wording
    assert text.count('class="pone"') == len(wording.principles)
    assert all(level in text for principle in wording.principles for level in (principle.title,))
    assert text.count('class="box"') >= 6 * len(wording.principles)
    assert text.count(f"/join/{cast.oak.code}/qr.svg") == 1


@pytest.mark.parametrize("sheets", [1, 150])
def test_the_page_asks_as_often_for_many_sheets(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, sheets: int
) -> None:
    cast.oak.go_to("score")
    assert typed(cast.oak, sheets, 0, 0, 0, 0, 0).ok
    page = page_of(cast)
    cast.get("fay", page)
    with django_assert_num_queries(7):
        cast.get("fay", page)
