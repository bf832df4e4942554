"""The slides, read by python-pptx and openpyxl: one for each principle, with charts whose numbers can be changed."""

import io
from dataclasses import replace

import openpyxl
import pytest
from pptx import Presentation

from tests.reports.made import HOSTILE, empty, summary, without_rounds
from workshops.reports.pptx import content_of

TITLES = [
    "Coming home",
    "The whole picture",
    "1. Principle 1",
    "2. Principle 2",
    "Vote",
    "Few",
    "What we will do",
    "How it was run",
]


def slides_of(content: bytes):
    return list(Presentation(io.BytesIO(content)).slides)


def texts_on(slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def charts_on(slide):
    return [shape for shape in slide.shapes if shape.has_chart]


def alt_of(shape) -> str:
    return shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_a_slide_for_each_principle_and_a_title_on_each():
    assert [slide.shapes.title.text for slide in slides_of(content_of(summary()))] == TITLES


def test_a_result_is_a_chart_of_powerpoints_own():
    (frame,) = charts_on(slides_of(content_of(summary()))[2])
    chart = frame.chart
    series = {one.name: list(one.values) for one in chart.plots[0].series}
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active

    assert series == {"Round 1": [0, 0, 0, 8, 6], "Round 2": [7, 0, 0, 8, 7]}
    assert [tuple(row) for row in sheet.values][:2] == [
        (None, "Round 1", "Round 2"),
        ("1 Level 1", 0, 7),
    ]
    assert alt_of(frame) == (
        "Principle 1, round 1. 0 chose 1, 0 chose 2, 0 chose 3, 8 chose 4, 6 chose 5; 1 could not say. "
        "Principle 1, round 2. 7 chose 1, 0 chose 2, 0 chose 3, 8 chose 4, 7 chose 5; 0 could not say."
    )


def test_the_notes_have_what_people_said():
    notes = slides_of(content_of(summary()))[2].notes_slide.notes_text_frame.text.split("\n")

    assert "“It takes time” (Councils. 3 others see it too. 1 sees it differently)" in notes
    assert "What we agree: Agreed" in notes


def test_every_slide_says_that_it_is_a_draft():
    drafts = [
        any("Draft: not yet approved." in text for text in texts_on(slide))
        for slide in slides_of(content_of(summary()))
    ]
    approved = slides_of(content_of(replace(summary(), approved=True)))

    assert drafts == [True] * len(TITLES)
    assert not any("Draft" in text for slide in approved for text in texts_on(slide))


def test_title_and_language():
    deck = Presentation(io.BytesIO(content_of(summary())))
    spoken = {run.get("lang") for slide in deck.slides for run in slide._element.iter(f"{A}rPr")}

    assert (deck.core_properties.title, deck.core_properties.language) == ("Coming home", "en-gb")
    assert spoken == {"en-GB"}


A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def test_nothing_runs_over_the_edge_or_stands_empty():
    deck = Presentation(io.BytesIO(content_of(summary(7, 12))))
    places = [
        (
            shape.left >= 0,
            shape.left + shape.width <= deck.slide_width,
            shape.top + shape.height <= deck.slide_height,
        )
        for slide in deck.slides
        for shape in slide.shapes
    ]

    assert set(places) == {(True, True, True)}
    assert [text for slide in deck.slides for text in texts_on(slide) if not text.strip()] == []


@pytest.mark.parametrize("make", [empty, without_rounds], ids=["empty", "no rounds"])
def test_there_are_some_where_there_is_little_to_tell(make):
    slides = slides_of(content_of(make()))

    assert [charts_on(slide) for slide in slides] == [[]] * len(slides)
    assert "No results have been revealed, so there are none here." in texts_on(slides[1])


def test_whatever_was_typed_is_in_it():
    whole = summary(2, 1, "مرحبا ", "ar")
    part = whole.principles[0]
    said = tuple(replace(part.said[0], text=text, family="") for text in HOSTILE)
    slides = slides_of(content_of(replace(whole, principles=(replace(part, said=said),))))
    notes = slides[2].notes_slide.notes_text_frame.text

    assert (f"“{'x' * 5000}”" in notes, "👩🏽‍⚕️ Ŵythnos ŷ tŷ" in notes) == (True, True)
    assert [one.get("rtl") for one in slides[2].shapes.title._element.iter(f"{A}pPr")] == ["1"]
