"""Twelve principles, seven levels, written from the right: on every page of a workshop, through the real forms."""

import pytest

from tests.principles.from_the_right import LEVELS, far_wording
from tests.workshops.tongues import pinned
from workshops.actions.planning import lay_out
from workshops.domain.agendas import agenda_named
from workshops.shown.speech import marked

pytestmark = pytest.mark.django_db
LAST = "p12"
SHADES = ["l1", "l2", "l6", "l3", "l7", "l4", "l5"]


def test_a_far_set_is_scored_shown_printed_and_reported(cast):
    oak = cast.oak
    pinned(oak.made, far_wording())
    step = oak.go_to("score")
    phone = cast.get("ana", f"/w/{oak.code}/").content.decode()
    sent = cast.post("ana", f"/w/{oak.code}/{step.pk}/score", {"principle": LAST, "score": "7"})
    refused = cast.post("ana", f"/w/{oak.code}/{step.pk}/score", {"principle": LAST, "score": "8"})
    kept = oak.levels_of(cast.ana)
    oak.score(oak.crowd(6), [1, 2, 3, 4, 6, 7], key=LAST)
    oak.on(2)
    screen = cast.get("screen", f"/screen/{oak.made.screen_key}/").content.decode()
    revealed = cast.get("ana", f"/w/{oak.code}/").content.decode()
    desk = cast.get("fay", f"/desk/{oak.code}/").content.decode()
    sheet = cast.get("olu", f"/workshops/{oak.code}/sheets/").content.decode()
    oak.end()
    report = cast.get("olu", f"/workshops/{oak.code}/report/").content.decode()

    assert (sent.status_code, refused.status_code, kept) == (302, 422, {LAST: 7})
    assert phone.count('<form method="post" action="/w/') == 12
    assert [phone.count(f'class="level {shade}"') for shade in SHADES] == [12] * 7
    assert phone.count('<fieldset class="scale stack" lang="ar" dir="rtl">') == 12
    assert (screen.count('<tr role="row" class="later">'), screen.count('data-turns="6"')) == (6, 1)
    for page in (revealed, report):
        assert page.count(f"</span><span>{LEVELS[6]}</span>") == 1
    for page in (screen, desk, revealed, report):
        assert page.count(' lang="ar" dir="rtl"') > 0
        assert page.count("المبدأ رقم 12") > 0
    assert sheet.count('<section class="pone" lang="ar" dir="rtl">') == 12


def test_a_small_set_is_given_no_more_discussions_than_it_has_principles(cast):
    kinds = {}
    for size in (1, 3, 12):
        pinned(cast.elm.made, far_wording(principles=size), key=f"far-{size}")
        elm = cast.elm.workshop
        elm.activities.all().delete()
        lay_out(elm, agenda_named("three-hours"))
        kinds[size] = list(elm.activities.values_list("kind", flat=True))

    assert {size: found.count("discuss") for size, found in kinds.items()} == {1: 1, 3: 3, 12: 5}
    assert {size: len(found) for size, found in kinds.items()} == {1: 12, 3: 14, 12: 16}


def test_words_around_a_text_are_marked_only_where_they_differ():
    assert [
        marked(*pair) for pair in (("en-GB", "en-gb"), ("cy", "en-gb"), ("ar", "en-gb"), ("en-gb", "ar"))
    ] == [
        "",
        ' lang="cy"',
        ' lang="ar" dir="rtl"',
        ' lang="en-gb" dir="ltr"',
    ]
