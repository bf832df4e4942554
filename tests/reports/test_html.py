"""The report as one HTML file, read by a parser that we did not write: all its words, and nothing that it asks for."""

import re
from itertools import pairwise

import pytest
from django.utils import translation
from lxml import html  # type: ignore[import-untyped]

from tests.reports.made import HOSTILE, empty, summary, without_rounds
from workshops.reports.html import content_of
from workshops.reports.summary import Summary

ASKING = "//script | //link | //img | //iframe | //object | //embed | //base | //form | //*[@src] | //@style"


def read(made: Summary) -> html.HtmlElement:
    return html.document_fromstring(content_of(made))


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("made", [summary(), summary(7, 12), summary(2, 1), empty(), without_rounds()])
def test_it_asks_for_nothing_and_has_one_heading_above_all(made):
    page = read(made)
    levels = [int(one.tag[1]) for one in page.xpath("//h1 | //h2 | //h3 | //h4")]

    assert page.xpath(ASKING) == []
    assert [
        one for one in page.xpath("//@href") if not (one.startswith("#") and one[1:] in page.xpath("//@id"))
    ] == []
    assert len(set(page.xpath("//@id"))) == len(page.xpath("//@id"))
    assert (levels[0], levels.count(1)) == (1, 1)
    assert max(after - before for before, after in pairwise(levels)) <= 1
    assert page.xpath("//head/title/text()") == [f"Report: {made.title}"]


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_what_people_typed_are_words(text):
    page = read(summary(text=text))

    assert len(page.xpath("//script")) == 0
    assert page.xpath("//*[@*[starts-with(name(), 'on')]]") == []
    assert words(f"{text}One page") in words(page.text_content())


def test_its_tables_have_heads_and_its_drawings_say_what_they_show():
    page = read(summary())

    assert [table for table in page.xpath("//table") if not table.xpath("caption and .//th[@scope]")] == []
    drawn = page.xpath("//*[@role='img']")
    assert [
        one for one in drawn if not one.xpath("@aria-label | @aria-labelledby | *[local-name()='title']")
    ] == []
    assert len(page.xpath("//table")) >= 4


def test_its_style_is_that_of_the_page_and_of_paper():
    style = read(summary()).xpath("//style")[0].text

    assert [part for part in ("@import", "url(", "</", "expression") if part in style] == []
    assert re.search(r"@page\s*{\s*size:\s*A4", style)
    assert style.count("@media print") >= 1


def test_it_names_its_language_and_direction():
    with translation.override("ar"):
        root = read(summary(language="ar"))

    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
