"""Markdown, read by a parser that we did not write: our marks are marks, and what people typed is their words."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.reports.made import HOSTILE, empty, summary, without_rounds
from workshops.reports import marks
from workshops.reports.markdown import content_of

# As sites read it that add to CommonMark; raw HTML would be let through.
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
BREAKS = {"softbreak", "hardbreak"}
OURS = {"inline", "paragraph_open", "paragraph_close"}
TYPED = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet="ab1.)#*_-+=~`[]()<>!|&;:\\ \n\t/w@$\"'", max_size=30),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)


def read(text: str) -> list[Token]:
    return READER.parse(text)


def words_in(tokens: list[Token]) -> str:
    """All that a reader sees, without white space."""
    seen = [piece.content for token in tokens for piece in token.children or [] if piece.type not in BREAKS]
    return bare("".join(seen))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def kinds(tokens: list[Token]) -> set[str]:
    return {each.type for token in tokens for each in (token, *(token.children or []))}


@settings(max_examples=60)
@given(TYPED)
def test_a_paragraph_is_the_words_and_nothing_else(text: str) -> None:
    tokens = read(marks.block(text))

    assert words_in(tokens) == bare(text)
    assert kinds(tokens) <= OURS | BREAKS | {"text"}


@settings(max_examples=60)
@given(TYPED)
def test_a_heading_a_list_a_quote_and_a_cell_hold_the_words(text: str) -> None:
    lines = [
        f"# {marks.inline(text)}",
        marks.bullets([marks.block(text)]),
        marks.quoted(text, text),
        marks.table(("a", "b"), [(text, None)]),
    ]
    for made, times in zip(lines, (1, 1, 2, 1), strict=True):
        tokens = read(made)
        seen = words_in(tokens).removeprefix("ab" if made is lines[3] else "")
        dash = "—" if made is lines[2] and text.split() else ""
        assert seen == bare(text) + (dash + bare(text) if times == 2 else "")
        assert (
            kinds(tokens) & {"html_inline", "html_block", "link_open", "image", "code_inline", "fence"}
            == set()
        )


def test_strong_words_are_strong() -> None:
    assert kinds(read(marks.strong("- a*b"))) >= {"strong_open", "text"}
    assert marks.strong(" ") == ""


@pytest.mark.parametrize("text", ["", "=1 ", "<b>&amp;[x](y) ", "مرحبا "])
def test_the_report_has_its_headings_and_nothing_that_runs(text: str) -> None:
    tokens = read(content_of(summary(text=text)).decode())
    headings = [read_on.content for token, read_on in pairwise(tokens) if token.type == "heading_open"]

    assert [token.tag for token in tokens if token.type == "heading_open"][:2] == ["h1", "h2"]
    assert bare(headings[0].replace("\\", "")) == bare(f"{text}Coming home")
    assert (
        kinds(tokens)
        & {"html_inline", "html_block", "link_open", "image", "code_inline", "fence", "code_block"}
        == set()
    )
    assert words_in(tokens).count(bare(f"{text}It takes time")) == 2


@pytest.mark.parametrize("levels", [2, 7])
def test_the_annex_is_a_table_of_any_scale(levels: int) -> None:
    tokens = read(content_of(summary(levels, 12)).decode())
    widths = [len([t for t in _row(tokens, place) if t.type == "th_open"]) for place in _heads(tokens)]

    assert widths[-1] == 13 + levels


def _heads(tokens: list[Token]) -> list[int]:
    return [place for place, token in enumerate(tokens) if token.type == "thead_open"]


def _row(tokens: list[Token], place: int) -> list[Token]:
    end = next(n for n, token in enumerate(tokens[place:]) if token.type == "thead_close")
    return tokens[place : place + end]


def test_where_there_is_nothing_it_says_so() -> None:
    assert "No results have been revealed" in content_of(empty()).decode()
    assert "No commitments were written down" in content_of(empty()).decode()
    assert "It was talked about; no scores were revealed" in content_of(without_rounds()).decode()


def test_a_draft_says_so_before_anything_else() -> None:
    assert content_of(summary()).decode().split("\n\n")[:2] == [
        "# Coming home",
        "- **Draft: not yet approved.**",
    ]
