"""What a room saw is what the report shows: the same tables of dots and the same overview, byte for byte."""

import re

from django.urls import reverse

from tests.cast import GOALS, KEYS
from workshops.fragments import render

DOTS = re.compile(r'<table class="dots.*?</table>', re.DOTALL)
OVERVIEW = re.compile(r'<table class="mid ov".*?</table>', re.DOTALL)
LEVELS = [1, 2, 2, 2, 3, 4]


def scored(oak):
    """Every principle scored by six people, and revealed."""
    crowd = oak.crowd(len(LEVELS))
    oak.go_to("score")
    for place, key in enumerate(KEYS):
        oak.score(crowd, LEVELS[place:] + LEVELS[:place], key)
    oak.go_to("score", "revealed")


def test_phone_desk_and_report_show_the_same_dots(cast):
    scored(cast.oak)
    phone = DOTS.findall(render("stage", cast.oak.snapshot))
    desk = DOTS.findall(render("desk_flow", cast.oak.snapshot))
    report = cast.get("olu", reverse("workshops:report", args=[cast.oak.code])).content.decode()
    assert len(phone) == len(KEYS)
    assert f":{GOALS}" in phone[0]
    assert phone == desk == DOTS.findall(report)


def test_screen_and_report_show_the_same_overview(cast):
    scored(cast.oak)
    cast.oak.go_to("overview")
    screen = OVERVIEW.findall(render("screen_stage", cast.oak.snapshot))
    report = cast.get("olu", reverse("workshops:report", args=[cast.oak.code])).content.decode()
    assert len(screen) == 1
    assert screen == OVERVIEW.findall(report)
