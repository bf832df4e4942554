"""A workshop in two languages: everybody in their own, all counted together, and nothing lost by changing it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import GOALS
from tests.workshops.tongues import in_two
from workshops.fragments import REGIONS, Audience, Hearing, hearing_of
from workshops.queries import snapshot_of
from workshops.snapshot import IN_TURNS
from workshops.views.languages import cookie_of

pytestmark = pytest.mark.django_db
SCREEN = REGIONS[Audience.SCREEN]


def queries_of(work) -> int:
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def test_who_hears_what(cast):
    in_two(cast.oak.made)
    snapshot = cast.oak.snapshot
    asked = ["", "en-GB", "cy", "fr", "cy,en-GB", "cy," * 50]

    assert [hearing_of(snapshot, Audience.PARTICIPANT, one).languages for one in asked] == [
        ("",), ("",), ("cy",), ("",), ("",), ("cy",),
    ]  # fmt: skip
    assert [hearing_of(snapshot, Audience.SCREEN, one).languages for one in asked] == [
        ("",), ("",), ("cy",), ("",), ("", "cy"), ("cy",),
    ]  # fmt: skip
    assert hearing_of(snapshot, Audience.DESK, "cy") == Hearing(Audience.DESK)
    assert Hearing(Audience.SCREEN, ("", "cy")).keys == (*SCREEN, *(f"{name}-cy" for name in SCREEN))


def test_several_languages_take_one_query_more_however_large_the_room(cast):
    oak = cast.oak
    oak.go_to("score")
    snapshot_of(oak.code)  # which reads the words once a process
    one = queries_of(lambda: snapshot_of(oak.code))
    in_two(oak.made)
    snapshot_of(oak.code)
    two = queries_of(lambda: snapshot_of(oak.code))
    oak.score(oak.crowd(30), [3] * 30)

    assert (two - one, queries_of(lambda: snapshot_of(oak.code)) - one) == (1, 1)


def test_two_people_score_in_two_languages_and_are_counted_together(cast):
    oak = cast.oak
    in_two(oak.made)
    step = oak.go_to("score")
    cast.get("ben", f"/w/{oak.code}/language/cy")
    pages = {who: cast.get(who, f"/w/{oak.code}/").content.decode() for who in ("ana", "ben")}
    for who in ("ana", "ben"):
        address = f"/w/{oak.code}/{step.pk}/score"
        assert cast.post(who, address, {"principle": GOALS, "score": "4"}).status_code == 302
    oak.score(oak.crowd(4), [4, 4, 4, 4])
    oak.on(2)
    (result,) = [one for one in oak.snapshot.results if one.principle.key == GOALS]

    assert ["cy Embedded" in page for page in pages.values()] == [False, True]
    assert result.distribution.counts == (0, 0, 0, 6, 0)


def test_changing_the_language_in_the_middle_of_scoring_loses_nothing(cast):
    oak = cast.oak
    in_two(oak.made)
    step = oak.go_to("score")
    address = f"/w/{oak.code}/{step.pk}/score"
    cast.post("ana", address, {"principle": GOALS, "score": "4", "reason": "We met twice."})
    before = cast.get("ana", f"/w/{oak.code}/").content.decode()
    there = cast.get("ana", f"/w/{oak.code}/language/cy", follow=True).content.decode()
    back = cast.get("ana", f"/w/{oak.code}/language/en-GB", follow=True).content.decode()

    mark = f'data-activity="{step.pk}" data-principle="{GOALS}" data-round="1" data-turn="1" data-level="4"'
    assert [page.count(mark) for page in (before, there, back)] == [1, 1, 1]
    assert [page.count("We met twice.") for page in (before, there, back)] == [1, 1, 1]
    assert [page.count("<b>4, Mostly in place</b>") for page in (before, there, back)] == [1, 0, 1]
    assert there.count('<b lang="cy">4, cy Mostly in place</b>') == 1
    assert oak.levels_of(cast.ana) == {GOALS: 4}
    # Where it is typed, the drafts of the page are found again by the same ids.
    assert [page.count(f'id="why-{step.pk}-{GOALS}"') for page in (before, there)] == [1, 1]


@pytest.mark.parametrize(
    ("language", "who", "status"),
    [
        ("cy", "ana", 302),
        ("fr", "ana", 404),
        ("en-gb", "ana", 404),
        ("cy", "stranger", 302),
        ("%00", "ana", 404),
    ],
)
def test_only_a_language_that_is_offered_can_be_chosen(cast, language, who, status):
    in_two(cast.oak.made)
    response = cast.get(who, f"/w/{cast.oak.code}/language/{language}")

    assert response.status_code == status
    assert (cookie_of(cast.oak.code) in response.cookies) == (status == 302)


def test_joining_asks_in_the_language_of_the_browser_and_keeps_what_was_chosen(cast):
    oak = cast.oak
    in_two(oak.made)
    address = f"/join/{oak.code}/"
    welsh = cast.get("stranger", address, headers={"accept-language": "fr, cy-GB;q=0.9, en"})
    given = {"language": "en-GB", "sector": "carer", "ticket": "t", "heads": "3"}
    changed = cast.post("stranger", address, given)
    page = changed.content.decode()

    assert welsh.cookies[cookie_of(oak.code)].value == "cy"
    assert (welsh.content.decode().count("cy Your scores"), page.count("cy Your scores")) == (1, 0)
    assert (changed.status_code, changed.cookies[cookie_of(oak.code)].value) == (200, "en-GB")
    assert (
        page.count('value="carer" checked')
        == page.count('value="3"')
        == page.count('name="ticket" value="t"')
        == 1
    )
    assert cast.post("stranger", address, given | {"language": "fr"}).status_code == 404


def test_a_workshop_in_one_language_offers_none(cast):
    page = cast.get("ana", f"/w/{cast.oak.code}/")

    assert [
        page.content.decode().count(word) for word in ("tongues", "data-asks", "language.js", 'lang="')
    ] == [0, 0, 0, 1]
    assert cast.get("ana", f"/w/{cast.oak.code}/language/cy").status_code == 404


@pytest.mark.parametrize(
    ("shown", "spoken", "english", "welsh"),
    [("", 3, 1, 0), ("cy", 3, 0, 1), (IN_TURNS, 6, 1, 1)],
)
def test_the_screen_is_in_one_language_or_in_all_of_them_by_turns(cast, shown, spoken, english, welsh):
    oak = cast.oak
    in_two(oak.made, screen=shown)
    oak.go_to("read")
    page = cast.get("screen", f"/screen/{oak.made.screen_key}/").content.decode()
    title = "Define scope and goals together"

    assert page.count('<div class="spoken"') == spoken
    assert page.count('<div class="spoken" data-place="1" hidden>') == spoken - 3
    assert (page.count(f">{title}<"), page.count(f">cy {title}<")) == (english, welsh)
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_settings_offer_the_languages_of_the_edition(cast):
    oak = cast.oak
    in_two(oak.made)
    oak.made.stage = "planned"
    oak.made.save(update_fields=["stage"])
    address = f"/workshops/{oak.code}/settings/"
    given = {
        "title": "T",
        "date": "2026-11-20",
        "time": "09:30",
        "sectors": ["councils"],
        "nation": "",
        "k": "5",
    }
    offered = cast.get("olu", address).context["form"].fields["languages"].choices
    refused = cast.post("olu", address, given | {"languages": ["en-GB"], "screen_language": "cy"})
    saved = cast.post("olu", address, given | {"languages": ["cy", "en-GB"], "screen_language": IN_TURNS})

    assert offered == [("en-GB", "English"), ("cy", "Cymraeg")]
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["screen_language"])
    assert (saved.status_code, oak.workshop.languages, oak.workshop.screen_language) == (
        302, ["en-GB", "cy"], IN_TURNS,
    )  # fmt: skip


def test_an_edition_that_has_lost_a_language_is_not_offered_in_it(cast):
    workshop = in_two(cast.oak.made)
    workshop.edition.translations.all().delete()

    assert cast.oak.snapshot.languages == ("en-GB",)
    assert cast.get("ana", f"/w/{cast.oak.code}/").status_code == 200
