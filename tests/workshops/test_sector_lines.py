"""Real workshops, and somebody who reads everything that anybody is shown of them: no line tells of a few, or of one.

The sums are those of `tests/domain/test_nobody_picked_apart.py`; here they are done with what stands on pages.
"""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pytest

from tests.domain.picking import Cell, Members, had_by_sums, known_of_one_mind, minority
from tests.workshops import telling
from tests.workshops.telling import Line, Place, lines_in, lines_in_csv, lines_in_json
from tests.workshops.walking import Walk, walked
from workshops.domain.breakdown import Line as SectorLine
from workshops.domain.spread import Word
from workshops.kept import grouping_in
from workshops.sayings import sector_label

pytestmark = pytest.mark.django_db
ROOMS = range(25)
MOST_TO_ENUMERATE = 14  # scores
HELD_BACK = "Not shown by sector for this principle, so that nobody's score can be read off."


@dataclass(frozen=True)
class Moment:
    """What everybody was told at one moment: the tables of every page, and the lines of the files."""

    name: str
    tables: dict[str, dict[Place, str]]
    in_json: dict[Place, list[Line]]
    in_csv: dict[Place, list[Line]]


@dataclass(frozen=True)
class Seen:
    """One principle in one round as it was told at last, with the truth: what each group answered."""

    kind: str
    result: dict[str, Any]
    lines: list[Line]
    members: dict[str, Members]
    answers: dict[str, list[int | None]]

    def levels(self, members: Members) -> list[int | None]:
        return [level for group in members for level in self.answers.get(group, ())]


@dataclass
class Record:
    """Everything that was told in one workshop."""

    k: int
    moments: list[Moment] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    # The groups of those who spoke, by whom they were said to be, and how many of each group may have.
    said: dict[str | None, set[str]] = field(default_factory=dict)
    may_have: Counter[str] = field(default_factory=Counter)

    @property
    def everybody(self) -> Members:
        return frozenset(self.may_have)


RECORDS: dict[int, Record] = {}


@pytest.fixture(params=ROOMS)
def record(request):
    """A workshop is walked once, however many ask about it."""
    if request.param not in RECORDS:
        RECORDS[request.param] = recorded(request.getfixturevalue("cast"), request.param)
    return RECORDS[request.param]


def recorded(cast, seed):
    found = Record(0)

    def look(walk, moment):
        pages, results, cells = telling.pages(cast), telling.in_json(cast), telling.in_csv(cast)
        found.moments.append(
            Moment(
                moment,
                {name: telling.tables(page) for name, page in pages.items()},
                {place: lines_in_json(result) for place, result in results.items()},
                {place: lines_in_csv(cell) for place, cell in cells.items()},
            )
        )
        if moment == "said":
            remember_who_spoke(walk, found)

    walk = walked(cast, seed, look)
    found.k = walk.oak.workshop.k
    results = {(one.principle.number, one.round): one for one in walk.oak.snapshot.results}
    found.seen = [seen(walk, results[place], told) for place, told in telling.in_json(cast).items()]
    return found


def remember_who_spoke(walk, found):
    for text, sector in telling.said(walk.cast).items():
        speaker = next(person for person in walk.people if str(person) in text)
        found.said.setdefault(sector, set()).add(walk.group(speaker))
    found.may_have = Counter(walk.group(person) for person in walk.people if person not in walk.erased)


def seen(walk: Walk, one, told: dict[str, Any]) -> Seen:
    step = walk.oak.made.activities.get(pk=one.activity)
    answers: dict[str, list[int | None]] = {}
    for person, level in walk.given[step.pk, one.principle.key].items():
        answers.setdefault(walk.group(person), []).append(level)
    groups = {walk.group(person) for person in walk.people}
    grouping, lines = grouping_in(step.grouping or {}), lines_in_json(told)
    members = {
        line.sector: frozenset(
            group for group in groups if sector_label(grouping.group_of(group)) == line.sector
        )
        for line in lines
    }
    return Seen(step.kind, told, lines, members, answers)


def test_before_the_reveal_nobody_is_told_by_sector_and_then_everybody_the_same(record):
    before: dict[Place, list[Line]] = {}
    for moment in record.moments:
        told = {place: lines for place, lines in moment.in_json.items() if lines}
        assert moment.name == "revealed" or moment.in_json == before
        assert {place: told.get(place, []) for place in before} == before
        assert {place: lines for place, lines in moment.in_csv.items() if lines} == told
        last = {place[0]: place for place in sorted(moment.in_json)}.values()
        now = {place for place in told if place not in before}
        found = {name: in_words(tables) for name, tables in moment.tables.items()}
        assert {name: lines.items() <= told.items() for name, lines in found.items()} == dict.fromkeys(
            found, True
        )
        assert [now <= found[name].keys() for name in ("phone", "desk", "desk state")] == [True] * 3
        assert found["report"].keys() == {place for place in told if place in last}
        every = [item for tables in moment.tables.values() for item in tables.items()]
        assert len(set(every)) == len({place for place, _table in every})
        before = moment.in_json


def in_words(tables):
    return {place: lines_in(table) for place, table in tables.items()}


def test_no_small_group_can_be_had_from_what_is_told(record):
    together = [members for one in record.seen for members in one.members.values()]
    for one in record.seen:
        for group in groups_known(record, one.members.values()):
            levels = one.levels(group)
            assert len(levels) == 0 or len(levels) - levels.count(None) >= record.k
        # Of those who were there the first time, with what the second tells as well.
        for group in groups_known(record, together) if one.kind == "score" else ():
            scores = [level for level in one.levels(group) if level]
            assert len(scores) == 0 or len(scores) >= record.k


def groups_known(record, told):
    """Whose number follows from those that are told; the whole room's is told from five on."""
    everybody = record.everybody
    return [group for group in had_by_sums(everybody, frozenset([everybody, *told])) if group != everybody]


def test_lines_are_of_everybody_and_none_is_of_one_mind(record):
    for one in record.seen:
        if not one.lines:
            assert one.result["sectors"]["lines"] == []
            continue
        assert sum(line.n for line in one.lines) == sum(one.result["counts"])
        for line in one.lines:
            tally = Counter(level for level in one.levels(one.members[line.sector]) if level)
            assert (tally.total(), minority(list(tally.values())) > 1) == (line.n, True)


def test_what_is_held_back_says_of_nobody_whose_it_is(record):
    kinds = {
        (sum(one.result["counts"]), one.result["sectors"]["note"]) for one in record.seen if not one.lines
    }
    told = {group for one in record.seen for group in one.members}
    assert [note for _, note in kinds if any(group in note for group in told)] == []
    for one in record.seen:
        if one.result["sectors"]["note"] == HELD_BACK:
            assert one.result["sectors"] == {"lines": [], "note": HELD_BACK}


def test_no_group_is_known_to_be_of_one_mind(record):
    for one in record.seen:
        if one.lines and sum(one.result["counts"]) <= MOST_TO_ENUMERATE:
            cells = [Cell(line.sector, line.n, as_kept(line)) for line in one.lines]
            assert known_of_one_mind(one.result["counts"], cells) == []


def as_kept(line):
    return SectorLine(line.sector, line.n, Fraction(line.median), Word(line.spread))


def test_no_part_of_a_movement_is_small(record):
    for one in record.seen:
        movement = one.result["movement"]
        if movement:
            people = [part["people"] for part in movement["parts"]]
            assert min(people) >= record.k
            assert sum(people) == movement["pairs"]


def test_nobody_is_known_by_whom_their_words_are_said_to_come_from(record):
    may_have = [sum(record.may_have[group] for group in groups) for groups in record.said.values()]
    assert len(may_have) == 1 or min(may_have) >= record.k
    # And nobody's group is said to be two.
    assert sum(map(len, record.said.values())) == len(set().union(*record.said.values()))


def test_the_workshops_are_of_every_kind():
    """Or what stands above would hold of nothing."""
    if len(RECORDS) < len(ROOMS):
        pytest.skip("only some of them were walked")
    kinds: Counter[str] = Counter()
    for record in RECORDS.values():
        kinds["several sources"] += len(record.said) > 1
        for one in record.seen:
            kinds["told"] += bool(one.lines)
            kinds["told again"] += bool(one.lines) and one.kind == "rescore"
            kinds["held back"] += one.result["sectors"]["note"] == HELD_BACK
            kinds["moved"] += bool(one.result["movement"])
    assert [kind for kind, number in kinds.items() if number < 3] == [], kinds
