"""The picture of one principle over time: every score a dot, in its place, and what must not be joined."""

import re
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workshops.domain.distribution import Distribution
from workshops.templatetags.trend_svg import DEEP, NEW_AXIS, STEP, Column, Drawing, Measure, picture

DOT = re.compile(r'<circle class="dot" cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/>')
LEVEL = re.compile(r'<g class="l\d"><circle class="dot"[^>]*/><text class="tt"[^>]*>\d</text></g>')


def column(*counts, **more):
    given: dict[str, Any] = {
        "levels": len(counts) or 5,
        "gap": "",
        "label": ("12 Mar",),
        "below": f"{sum(counts)} scores",
    }
    median = Distribution(counts).median if counts else None
    return Column(counts, median, **(given | more))


def drawn(columns, bars=False):
    most = max((max(one.counts) for one in columns if one.counts), default=1)
    return picture(columns, Measure(most, bars), "trust", "Principle 2", "12 March: middle 3.")


def dots(svg):
    """Where each score lies, without the numbers of the levels."""
    return [tuple(map(float, found)) for found in DOT.findall(LEVEL.sub("", svg))]


def count(svg, css):
    return svg.count(f'class="{css}"')


@given(st.lists(st.lists(st.integers(0, 12), min_size=5, max_size=5), min_size=2, max_size=6))
def test_every_score_is_a_dot_on_its_level_in_its_column(rooms):
    rooms = [[*room[:4], room[4] + 1] for room in rooms]
    columns = [column(*room, new_scale=place == 0) for place, room in enumerate(rooms)]
    drawing = Drawing(tuple(columns), Measure(max(max(room) for room in rooms), False))
    found: Counter[tuple[int, int]] = Counter()
    for x, y, radius in dots(drawn(columns)):
        place = next(
            p
            for p, left in enumerate(drawing.starts)
            if left <= x - radius and x + radius <= left + drawing.span
        )
        level = next(n for n in range(1, 6) if abs(y - drawing.y(n)) + radius <= DEEP / 2 + 0.1)
        found[place, level] += 1

    assert found == Counter({(p, n): c for p, room in enumerate(rooms) for n, c in enumerate(room, 1) if c})


def test_sixty_on_one_level_still_are_dots_that_touch_no_other():
    full = [column(0, 0, 60, 0, 0, new_scale=place == 0) for place in range(6)]
    found = dots(drawn(full))
    nearest = min(
        ((x - a) ** 2 + (y - b) ** 2) ** 0.5 - 2 * r
        for i, (x, y, r) in enumerate(found)
        for a, b, _ in found[:i]
    )

    assert len(found) == 360
    assert nearest > 0.5


def test_a_few_on_a_level_stand_in_one_line():
    found = dots(drawn([column(0, 8, 0, 0, 0, new_scale=place == 0) for place in range(6)]))

    assert (len(found), len({y for _x, y, _r in found})) == (48, 1)


def test_beyond_sixty_scores_a_level_is_a_bar_as_long_as_it_is_full():
    svg = drawn([column(40, 20, 0, 0, 10, new_scale=True), column(10, 0, 0, 0, 0)], bars=True)
    bars = re.findall(r'<g class="(l\d)"><rect class="dot" [^>]*?width="([\d.]+)"', svg)

    assert dots(svg) == []
    assert [shade for shade, _width in bars] == ["l1", "l2", "l5", "l1"]
    widths = [float(width) for _shade, width in bars]
    assert [round(width / widths[0], 2) for width in widths] == [1, 0.5, 0.25, 0.25]


def test_a_line_leads_from_middle_to_middle_where_it_may():
    svg = drawn(
        [
            column(0, 0, 5, 0, 0, new_scale=True),
            column(0, 5, 0, 0, 0, joined=True),
            column(0, 5, 5, 0, 0, broken="wording changed"),
        ]
    )
    lines = re.findall(r'<line class="ml" x1="[\d.]+" y1="([\d.]+)" x2="[\d.]+" y2="([\d.]+)"', svg)
    middles = [float(y) for y in re.findall(r'class="md" d="M[\d.]+ ([\d.]+)', svg)]

    assert [tuple(map(float, line)) for line in lines] == [(middles[0], middles[1])]
    assert [y - middles[0] for y in middles] == [0, STEP, STEP / 2]
    assert (count(svg, "brk"), re.findall(r'class="bl"[^>]*>([^<]*)', svg)) == (1, ["wording", "changed"])


def test_where_nothing_is_shown_there_are_words_and_no_mark():
    svg = drawn([column(0, 5, 0, 0, 0, new_scale=True), column(gap="fewer than five scores", below="")])

    assert (len(dots(svg)), count(svg, "md"), count(svg, "gap")) == (5, 1, 1)
    assert re.findall(r'class="xg"[^>]*>([^<]*)', svg) == ["fewer than", "five scores"]


def test_another_scale_has_numbers_and_colours_of_its_own():
    columns = [
        column(0, 5, 0, 0, 0, new_scale=True),
        column(0, 0, 5, broken="scale changed", new_scale=True),
    ]
    svg = drawn(columns)
    numbers = re.findall(r'<text class="tt"[^>]*>(\d)', svg)
    left = Drawing(tuple(columns), Measure(5, False)).starts

    assert numbers == ["1", "2", "3", "4", "5", "1", "2", "3"]
    assert left[1] - left[0] - Drawing(tuple(columns), Measure(5, False)).span == NEW_AXIS
    assert re.findall(r'<g class="(l\d)"><circle class="dot" cx="[\d.]+" cy="[\d.]+" r="6', svg) == [
        "l2",
        "l5",
    ]


def test_words_are_words():
    svg = picture(
        [column(0, 5, 0, 0, 0, new_scale=True, below="<b>")], Measure(5, False), "k", "<i>&", '<script>"'
    )

    assert re.findall(r"<(?:i|b|script)\b", svg) == []
    assert '<title id="tt-k">&lt;i&gt;&amp;</title><desc id="td-k">&lt;script&gt;&quot;</desc>' in svg
