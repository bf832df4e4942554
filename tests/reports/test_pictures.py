"""Each chart alone: SVG that stands by itself, PNG that Pillow opens, and the sentence that says what it shows."""

import io
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from tests.reports.made import HOSTILE, empty, summary, without_rounds
from workshops.domain.distribution import Distribution
from workshops.reports.drawing import SHADES
from workshops.reports.pictures import charts_of, png_of
from workshops.templatetags import svg

DRAWN = "{http://www.w3.org/2000/svg}"


def read(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314 - we drew it


def test_the_whole_picture_and_a_chart_for_each_principle():
    assert [(chart.key, chart.title) for chart in charts_of(summary())] == [
        ("whole", "The whole picture: Coming home"),
        ("principle-1", "1. Principle 1"),
        ("principle-2", "2. Principle 2"),
    ]


def test_each_says_what_it_shows():
    alts = [chart.alt for chart in charts_of(summary(5, 1))]
    first = "Principle 1, round 1. 0 chose 1, 0 chose 2, 0 chose 3, 8 chose 4, 6 chose 5; 1 could not say."
    second = "Principle 1, round 2. 7 chose 1, 0 chose 2, 0 chose 3, 8 chose 4, 7 chose 5; 0 could not say."

    assert alts == [first, f"{first} {second}"]


def test_a_score_is_a_dot():
    (_whole, chart) = charts_of(summary(5, 1))
    circles = list(read(chart.svg).iter(f"{DRAWN}circle"))

    # Both rounds, and the numbers of five levels.
    assert len(circles) == 14 + 22 + 5


@pytest.mark.parametrize("levels", range(2, 8))
def test_every_scale_has_colours_of_its_own(levels):
    shades = [svg.shade_of(level, levels) for level in range(1, levels + 1)]

    assert len({SHADES[shade] for shade in shades}) == levels


def test_a_draft_says_so_in_the_picture():
    words = [
        "".join(text.text or "" for text in read(chart.svg).iter(f"{DRAWN}text"))
        for chart in charts_of(summary())
    ]

    assert ["Draft: not yet approved." in text for text in words] == [True] * 3


def test_it_brings_everything_with_it():
    drawings = [chart.svg for chart in charts_of(summary(7, 12))]

    assert [
        word
        for drawing in drawings
        for word in ("class=", "style", "href", "url(", "var(")
        if word in drawing
    ] == []


def test_the_png_is_the_same_picture_large():
    chart = charts_of(summary())[0]
    image = Image.open(io.BytesIO(png_of(chart)))
    drawing = read(chart.svg)

    assert image.format == "PNG"
    assert image.width == 2 * float(drawing.attrib["width"])


def test_there_is_none_without_results():
    assert (charts_of(empty()), charts_of(without_rounds())) == ((), ())


def test_whatever_was_typed_is_text():
    for text in HOSTILE:
        for chart in charts_of(summary(2, 1, text)):
            assert {one.tag for one in read(chart.svg).iter()} <= TAGS


TAGS = {f"{DRAWN}{tag}" for tag in ("svg", "rect", "text", "g", "circle", "line")}


def test_beyond_sixty_scores_a_level_is_a_bar():
    whole = summary(5, 1)
    part = whole.principles[0]
    first = part.rounds[0]
    many = replace(first, scores=70, distribution=Distribution((10, 20, 5, 20, 15)))
    (_overview, chart) = charts_of(replace(whole, principles=(replace(part, rounds=(many,)),)))

    # The ground, and a bar for each level.
    assert len(list(read(chart.svg).iter(f"{DRAWN}rect"))) == 1 + 5


def test_no_words_run_off_the_picture():
    """As wide as a sans serif letter is on average; a middle between two levels is the longest that is said."""
    whole = summary(5, 2)
    half = replace(whole.principles[0].rounds[0], scores=14, distribution=Distribution((0, 7, 7, 0, 0)))
    parts = tuple(replace(part, rounds=(half,)) for part in whole.principles)
    for chart in charts_of(replace(whole, principles=parts)):
        words = [one for one in read(chart.svg).iter(f"{DRAWN}text") if one.get("text-anchor") != "middle"]
        ends = [
            float(one.attrib["x"]) + 0.5 * float(one.attrib["font-size"]) * len(one.text or "")
            for one in words
        ]
        assert [end for end in ends if end > float(read(chart.svg).attrib["width"])] == []
