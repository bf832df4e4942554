"""The PDF, read by pikepdf: it says that it is PDF/UA-1, and has what that asks for."""

import io
import time
from collections import Counter
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from tests import poppler
from tests.reports.made import HOSTILE, empty, summary, without_rounds
from workshops.reports.pdf import content_of

PART = "{http://www.aiim.org/pdfua/ns/id/}part"


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def tags_of(pdf: pikepdf.Pdf) -> list[Any]:
    """Every element of the structure, in reading order."""
    found = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for one in node:
                walk(one)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.Root.StructTreeRoot["/K"])
    return found


def named(pdf: pikepdf.Pdf) -> Counter[str]:
    return Counter(str(tag["/S"]) for tag in tags_of(pdf))


def test_it_is_tagged_titled_and_in_a_language():
    pdf = opened(content_of(summary()))
    with pdf.open_metadata() as about:
        told = (about[PART], about["dc:title"])

    assert told == ("1", "Coming home")
    assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("en-GB", True)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_headings_tables_and_pictures_are_what_they_are():
    pdf = opened(content_of(summary()))
    tags = named(pdf)
    alts = [str(tag["/Alt"]) for tag in tags_of(pdf) if str(tag["/S"]) == "/Figure"]

    # The title; the whole picture and eight sheets.
    assert (tags["/H1"], tags["/H2"]) == (1, 9)
    # The overview, and for each principle its dots and its sectors; ideas, agenda, annex.
    assert tags["/Table"] == tags["/THead"] == 1 + 2 + 0 + 1 + 1 + 1
    assert tags["/TH"] > tags["/Table"]
    assert len(alts) == 2 + 2 * 5
    assert all(alts)


@pytest.mark.parametrize("make", [empty, without_rounds], ids=["empty", "no rounds"])
def test_there_is_one_where_there_is_little_to_tell(make):
    assert named(opened(content_of(make())))["/H1"] == 1


def test_twelve_principles_on_seven_levels_from_the_right():
    pdf = opened(content_of(summary(7, 12, "مرحبا ", "ar")))

    # A sheet each; one for the whole, and six for what came of it.
    assert (named(pdf)["/H2"], len(pdf.pages) >= 12) == (1 + 12 + 6, True)


def test_whatever_was_typed_can_be_read():
    whole = summary(2, 1)
    said = tuple(replace(whole.said_besides[0], text=text) for text in HOSTILE)

    assert named(opened(content_of(replace(whole, said_besides=said))))["/H1"] == 1


def test_the_same_report_is_the_same_file():
    assert content_of(summary(3, 1)) == content_of(summary(3, 1))


def test_it_takes_less_than_a_second():
    whole = summary(5, 5)
    content_of(summary(2, 1))  # the fonts are looked for once
    began = time.process_time()
    content_of(whole)

    assert time.process_time() - began < 1


@poppler.needs_poppler
@pytest.mark.parametrize(
    "make",
    [summary, empty, without_rounds, lambda: summary(7, 12, "مرحبا ", "ar")],
    ids=["whole", "empty", "no rounds", "from the right"],
)
def test_poppler_reads_the_same_structure_and_complains_of_nothing(make, tmp_path):
    content = content_of(make())
    pdf = opened(content)

    assert poppler.read(content, tmp_path) == (poppler.standard(pdf, named(pdf)), set())
