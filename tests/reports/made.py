"""Reports made of values, without a database: any scale, any words, as much as may be asked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from principles.document import CantSay, Principle, Wording
from workshops.domain.breakdown import By, Line
from workshops.domain.distribution import Distribution
from workshops.domain.movement import Movement, Part, Scored
from workshops.domain.spread import Word
from workshops.reports.outcomes import Outcomes, Proposal, Voted
from workshops.reports.parts import EditionMark, Order, Pledge, PrinciplePart, Review, Said, Taken, Useful
from workshops.reports.summary import Summary
from workshops.shown import NumberedPrinciple, RoundResult, SectorView, Why
from workshops.shown.before import Before, Kept
from workshops.shown.positions import Position

BEGAN = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
DAY = date(2027, 1, 15)
ENDED = datetime(2026, 11, 19, 11, 30, tzinfo=UTC)
# What people type, and what it would do where it is not kept as a text.
HOSTILE = (
    '=HYPERLINK("https://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\tcmd",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0-1",
    "\uff1d1+1",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "[a](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "# Heading\n\n- list\n1. one\n> quote\n```\ncode\n---\n| a | b |",
    "https://evil.example www.evil.example a@evil.example",
    "BEGIN:VEVENT\r\nSUMMARY:No;such,one\\n",
    "&lt;b&gt; &amp; {{ x }} {% x %} $x$ ~~x~~ \\",
    "👩🏽‍⚕️ Ŵythnos ŷ tŷ, môr a mynydd",
    "مرحبا بالعالم",
    "x" * 5000,
    "a\x07b\x1bc",
)


def wording(levels: int = 5, principles: int = 2, text: str = "", language: str = "en-gb") -> Wording:
    """`text` begins every text of it."""
    names = tuple(f"{text}Level {level}" for level in range(1, levels + 1))
    return Wording(
        title=f"{text}A set",
        language=language,
        credit=f"{text}Written by nobody",
        source=f"{text}Nowhere",
        question=f"{text}Where are we?",
        levels=names,
        cant_say=CantSay(f"{text}I can't say", f"{text}It does not count"),
        comment_prompt="Why?",
        ground_rules=("Listen.",),
        check_in=(),
        check_out=(),
        privacy_short="From {k}.",
        principles=tuple(_principle(number, names, text) for number in range(1, principles + 1)),
    )


def _principle(number: int, levels: tuple[str, ...], text: str) -> Principle:
    title, summary = f"{text}Principle {number}", f"{text}What {number} is"
    return Principle(f"p-{number}", title, summary, "Means", ("Sign",), ("Ask",), ("Mind",), levels)


def summary(levels: int = 5, principles: int = 2, text: str = "", language: str = "en-gb") -> Summary:
    """A whole workshop with something in every place; `text` begins everything that anybody can write."""
    words = wording(levels, principles, text, language)
    numbered = [NumberedPrinciple(number, one) for number, one in enumerate(words.principles, 1)]
    return Summary(
        title=f"{text}Coming home",
        team=f"{text}A partnership",
        purpose=f"{text}Agree",
        practice=False,
        approved=False,
        planned=BEGAN,
        started=BEGAN,
        ended=ENDED,
        agenda_title=f"{text}Ninety minutes",
        steps=(
            Taken(1, "score", f"{text}Score", 1, (1, 2), 20, 25, True),
            Taken(2, "commit", "Commit", 0, (), 9, None, False),
        ),
        participants=14,
        people=19,
        sectors_here=("Councils",),
        sectors_away=("Primary care",),
        wording=words,
        edition=EditionMark(words.title, 3, "0123456789ab", language, words.credit, words.source),
        principles=tuple(_part(one, levels, text) for one in numbered),
        said_besides=(Said(f"{text}Besides", 0),),
        hidden=1,
        held=2,
        redacted=3,
        parked=(f"{text}Who pays",),
        check_in=(Said(f"{text}Tired", 1),),
        check_out=(Said(f"{text}Glad", 0, differs=1),),
        useful=Useful((0, 1, 4, 4, 2), Fraction(7, 2)),
        pledges=(
            Pledge(f"{text}One page", f"{text}The board", DAY, f"{text}Meet", 1, 2, (f"{text}Una",), "urn:uuid:1"),
            Pledge(f"{text}No day", "Nobody yet", None, "", None),
        ),
        order=Order(0.24, 12, 1, principles),
        smallest_group=5,
        nation="",
        spread_rule="How the word is found.",
        groups_rule="How groups are shown.",
        outcomes=_outcomes(numbered[0], text),
        tables=((1, f"{text}We wrote\nin two lines"),),
        uid="urn:uuid:0",
        review=Review("urn:uuid:2", f"{text}Again", datetime(2027, 3, 1, 9, 0, tzinfo=UTC), 90),
    )  # fmt: skip


def _part(one: NumberedPrinciple, levels: int, text: str) -> PrinciplePart:
    said = (Said(f"{text}It takes time", 3, "councils", 1, f"{text}Time"), Said(f"{text}Trust", 0))
    return PrinciplePart(one, tuple(_rounds(one, levels)), said)


def _rounds(one: NumberedPrinciple, levels: int) -> Iterator[RoundResult]:
    first = (*(0 for _level in range(levels - 2)), 8, 6)
    view = SectorView(Why.SHOWN, (Line("councils", 6, Fraction(3, 2), Word.TOGETHER),), By.FAMILIES)
    yield RoundResult(1, one, 1, 14, Distribution(first, 1), None, view, on_paper=4)
    moved = Movement(14, ((frozenset({Part.UP}), 9), (frozenset({Part.SAME, Part.DOWN}), 5)), *_scored())
    yield RoundResult(2, one, 2, 14, Distribution((7, *first[1:-1], 7), 0), moved)
    yield RoundResult(3, one, 3, 3, None)


def _scored() -> tuple[Scored, Scored]:
    return Scored(Fraction(3, 2), Word.TOGETHER), Scored(Fraction(2), Word.SPREAD)


def _outcomes(one: NumberedPrinciple, text: str) -> Outcomes:
    ranked = (
        Proposal(f"{text}A desk", (f"{text}A table",), 1, 7, True),
        Proposal(f"{text}A phone", (), 1, 7, True),
    )
    kept = Kept(
        7,
        f"{text}Call them",
        f"{text}The council",
        date(2026, 6, 1),
        "stuck",
        f"{text}No answer",
        date(2026, 7, 1),
    )
    return Outcomes(
        votes=(Voted(f"{text}Vote", 9, 3, True, ranked), Voted("Few", 3, 3, False, (Proposal("Kept back"),))),
        ideas=(Proposal(f"{text}Later"),),
        positions=(Position(one, f"{text}Agreed", f"{text}Otherwise", f"{text}One point", 1),),
        before=Before(f"{text}Last time", datetime(2026, 5, 1, 12, tzinfo=UTC), (kept,)),
    )  # fmt: skip


def empty() -> Summary:
    """Planned, and nobody has come."""
    whole = summary()
    parts = tuple(PrinciplePart(part.principle, (), ()) for part in whole.principles)
    return replace(
        whole, started=None, ended=None, participants=0, people=0, sectors_here=(), principles=parts, said_besides=(),
        hidden=0, held=0, redacted=0, parked=(), check_in=(), check_out=(), useful=None, pledges=(), order=None,
        outcomes=Outcomes(), tables=(), review=None, steps=(),
    )  # fmt: skip


def without_rounds() -> Summary:
    """People came and talked, and nothing was scored."""
    whole = summary()
    parts = tuple(replace(part, rounds=()) for part in whole.principles)
    return replace(whole, principles=parts, order=None)
