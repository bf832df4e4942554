"""The report sheet by sheet: what is on it and in which order, and nothing that a line may not tell."""

from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from tests.reports.made import empty, summary, without_rounds
from workshops.reports.blocks import Table
from workshops.reports.paper import paper_of
from workshops.reports.parts import Words
from workshops.reports.summary import Summary
from workshops.shown import SectorView, Why

ORDER = [
    "Coming home",
    "Principle 1",
    "Principle 2",
    "What we had promised",
    "What we could do",
    "What tables wrote",
    "What we will do",
    "How it was run",
    "Annex: the numbers",
]


def texts_in(part: object) -> list[str]:
    """Every text of a value made of values."""
    if isinstance(part, str):
        return [part]
    if is_dataclass(part):
        return [text for field in fields(part) for text in texts_in(getattr(part, field.name))]
    return [text for one in part for text in texts_in(one)] if isinstance(part, tuple) else []


def without_sectors(whole: Summary, why: Why) -> Summary:
    """The same, where a line for a sector may not be shown."""
    parts = tuple(
        replace(
            part,
            rounds=tuple(replace(one, sectors=SectorView(why)) for one in part.rounds),
            said=tuple(replace(one, family="") for one in part.said),
        )
        for part in whole.principles
    )
    return replace(whole, principles=parts, sectors_here=(), sectors_away=())


def test_the_sheets_are_in_the_order_of_the_plan():
    assert [sheet.title for sheet in paper_of(summary()).sheets] == ORDER


def test_what_was_not_held_has_no_sheet_of_results():
    titles = ["Coming home", "What we will do", "How it was run", "Annex: the numbers"]

    assert [sheet.title for sheet in paper_of(empty()).sheets] == titles
    assert "No results have been revealed, so there are none here." in texts_in(paper_of(empty()))
    assert "It was talked about; no scores were revealed." in texts_in(paper_of(without_rounds()))


@pytest.mark.parametrize("approved", [False, True])
def test_a_draft_says_so(approved):
    whole = replace(summary(), approved=approved)

    assert paper_of(whole).notes == (() if approved else ("Draft: not yet approved.",))


def test_every_table_names_its_columns_and_what_it_holds():
    paper = paper_of(summary(7, 12))
    tables = [block for sheet in paper.sheets for block in sheet.blocks if isinstance(block, Table)]
    columns = [[sum(cell.span for cell in row) for row in table.rows] for table in tables]

    assert len(tables) == 1 + 12 * 1 + 1 + 2
    assert all(table.caption and len(table.head) == len(table.widths) for table in tables)
    assert columns == [[len(table.head)] * len(table.rows) for table in tables]


def test_every_drawing_says_what_it_shows():
    paper = paper_of(summary(5, 1))
    alts = [
        picture.alt
        for sheet in paper.sheets
        for block in sheet.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for picture in cell.strips
    ]

    assert alts == [
        "Principle 1, round 1. 0 chose 1, 0 chose 2, 0 chose 3, 8 chose 4, 6 chose 5; 1 could not say",
        "Round 2: 1, Level 1. 7 scores",
        "Round 1: 4, Level 4. 8 scores",
        "Round 2: 4, Level 4. 8 scores",
        "Round 1: 5, Level 5. 6 scores",
        "Round 2: 5, Level 5. 7 scores",
    ]


@pytest.mark.parametrize("why", [Why.TOO_FEW, Why.ALIKE])
def test_no_sector_is_named_where_its_line_may_not_be_shown(why):
    whole = summary()
    assert "Councils. 3 others see it too. 1 sees it differently" in texts_in(paper_of(whole))

    said = " ".join(texts_in(paper_of(without_sectors(whole, why)))).lower()
    assert ("council" in said.replace("the council", ""), "primary care" in said) == (False, False)


def test_what_became_of_earlier_promises_and_when_these_are_looked_at():
    texts = texts_in(paper_of(summary()))

    assert ("Stuck, 1 July 2026" in texts, "No answer" in texts) == (True, True)
    assert "Monday 1 March 2027, “Again”" in texts


@pytest.mark.parametrize(
    ("on", "place", "told"),
    [
        (None, "", [("Next workshop:", "Monday 1 March 2027, “Again”")]),
        (None, "Here", [("Next workshop:", "Monday 1 March 2027, “Again”, Here")]),
        (date(2027, 3, 1), "Here", [("Next review:", "Monday 1 March 2027, “Again”, Here")]),
        (
            date(2027, 2, 1),
            "Here",
            [
                ("Next review:", "Monday 1 February 2027, Here"),
                ("Next workshop:", "Monday 1 March 2027, “Again”"),
            ],
        ),
    ],
)
def test_what_comes_next_is_first_what_the_team_has_written(on, place, told):
    made = replace(summary(), words=Words(review_on=on, review_place=place))

    assert list(made.reviews) == told
