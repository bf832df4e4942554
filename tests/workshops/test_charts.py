"""The drawings: one score is one dot, every median on one line, and every number as text in the table."""

import re
from random import Random
from statistics import median
from time import perf_counter

import pytest
from django.template import engines
from django.utils import translation

from principles.document import Principle
from tests.workshops.reading import cells, table_rows, texts
from workshops.domain.distribution import Distribution
from workshops.domain.movement import movement_of
from workshops.shown import NumberedPrinciple, PrincipleResult, RoundResult, round_result
from workshops.templatetags import svg

LABELS = ("Not yet", "Starting", "Partly in place", "Mostly in place", "Embedded")


def principle(number: int = 4, title: str = "Develop shared system leadership") -> NumberedPrinciple:
    return NumberedPrinciple(number, Principle(f"p{number}", title, "", "", (), (), (), ()))


def result(*counts: int, round: int = 1, number: int = 4, movement=None) -> RoundResult:
    return round_result(7, principle(number), round, Distribution(counts), movement)


def drawn(tag: str, **values) -> str:
    return engines["django"].from_string("{% load charts %}{% " + tag + " %}").render(values)


def dots(latest: RoundResult, before: RoundResult | None = None, labels=LABELS) -> str:
    return drawn("dot_rows r labels before=b", r=latest, b=before, labels=labels)


def words(latest: RoundResult, before: RoundResult | None = None) -> str:
    return drawn("result_words r labels before=b", r=latest, b=before, labels=LABELS)


def overview(*results: RoundResult, labels=LABELS) -> str:
    return drawn("overview_rows r labels", r=[PrincipleResult(one) for one in results], labels=labels)


def row_classes(page: str) -> list[str]:
    return re.findall(r'<tr class="([^"]*)" data-level', page)


def dots_in(page: str, mark: str = 'class="dot"') -> list[int]:
    return [row.count(mark) for row in page.split("<tbody>")[1].split("<tr")[1:]]


def test_one_score_is_one_dot_with_its_count_beside_it():
    page = dots(result(4, 6, 3, 1, 0))

    assert dots_in(page) == [4, 6, 3, 1, 0]
    assert re.findall("<title>(.*?)</title><desc>(.*?)</desc>", page) == [
        ("Round 1: 1, Not yet", "4 scores"),
        ("Round 1: 2, Starting", "6 scores"),
        ("Round 1: 3, Partly in place", "3 scores"),
        ("Round 1: 4, Mostly in place", "1 score"),
    ]
    read_out = re.sub('<svg[^>]*aria-hidden="true".*?</svg>', "", page)
    assert table_rows(read_out, "dots") == [
        ["1Not yet", "", "4"],
        ["2Starting", "", "6"],
        ["3Partly in place", "", "3"],
        ["4Mostly in place", "", "1"],
        ["5Embedded", "", "0"],
    ]
    assert texts(page, "caption") == ["Scores for principle 4, round 1, by level"]
    assert re.findall('data-(?:result|level)="([^"]*)"', page) == ["7:p4", "1", "2", "3", "4", "5"]
    assert page.count('aria-hidden="true"') == page.count("<svg") == 4


def test_the_strip_is_the_mock_ups():
    page = dots(result(1, 8, 5, 0, 0, round=2), result(4, 6, 3, 1, 0))

    first = page.split('<td class="strip">')[1].split("</td>")[0]
    assert first == (
        '<div><svg viewBox="0 0 174 20" class="l1" aria-hidden="true" focusable="false">'
        "<title>Round 1: 1, Not yet</title><desc>4 scores</desc>"
        '<circle class="dot open" cx="10" cy="10" r="8.6"/><circle class="dot open" cx="32" cy="10" r="8.6"/>'
        '<circle class="dot open" cx="54" cy="10" r="8.6"/><circle class="dot open" cx="76" cy="10" r="8.6"/>'
        '</svg><svg viewBox="0 0 174 20" class="l1" aria-hidden="true" focusable="false">'
        "<title>Round 2: 1, Not yet</title><desc>1 score</desc>"
        '<circle class="dot" cx="10" cy="10" r="9.4"/></svg></div>'
    )


def test_two_rounds_are_hollow_and_filled():
    page = dots(result(1, 8, 5, 0, 0, round=2), result(4, 6, 3, 1, 0))

    assert dots_in(page) == [1, 8, 5, 0, 0]
    assert dots_in(page, 'class="dot open"') == [4, 6, 3, 1, 0]
    assert [row[2:] for row in table_rows(page, "dots two")] == [
        ["4", "1"],
        ["6", "8"],
        ["3", "5"],
        ["1", "0"],
        ["0", "0"],
    ]
    assert texts(page, "caption") == ["Scores for principle 4, rounds 1 and 2, by level"]


def test_a_round_before_with_too_few_scores_is_left_out():
    assert dots(result(1, 8, 5, 0, 0, round=2), result(4, 0, 0, 0, 0)) == dots(result(1, 8, 5, 0, 0, round=2))
    assert words(result(1, 8, 5, 0, 0, round=2), result(4, 0, 0, 0, 0)) == words(
        result(1, 8, 5, 0, 0, round=2)
    )


@pytest.mark.parametrize(
    ("counts", "classes"),
    [
        ((4, 6, 3, 1, 0), ["l1 pair", "l2 pair", "l3", "l4", "l5"]),
        ((1, 4, 4, 3, 1), ["l1", "l2 pair", "l3 pair", "l4", "l5"]),
        ((2, 5, 1, 5, 1), ["l1", "l2", "l3", "l4", "l5"]),  # split
        ((1, 3, 3, 3, 1), ["l1", "l2", "l3", "l4", "l5"]),  # two pairs tie
    ],
)
def test_the_band_marks_the_only_best_pair_of_a_room_that_is_not_split(counts, classes):
    assert row_classes(dots(result(*counts))) == classes
    assert words(result(*counts)).count('class="band"') == (1 if "pair" in " ".join(classes) else 0)


def test_too_few_scores_are_a_sentence():
    few = result(4, 0, 0, 0, 0)

    assert dots(few).strip() == (
        '<p class="waiting" data-result="7:p4">Waiting for at least five scores, '
        "so that nobody can be singled out; 4 so far.</p>"
    )
    assert words(few).strip() == ""


def test_sixty_scores_are_dots_and_one_more_makes_bars():
    sixty, crowd = dots(result(10, 30, 10, 5, 5)), dots(result(10, 31, 10, 5, 5))

    assert dots_in(sixty) == [10, 30, 10, 5, 5]
    assert sixty.count("<rect") == 0
    assert (crowd.count("<circle"), dots_in(crowd)) == (0, [1, 1, 1, 1, 1])
    widths = [float(width) for width in re.findall(r'<rect class="dot" x="2" y="2" width="([^"]*)"', crowd)]
    assert [round(width / widths[1] * 31) for width in widths] == [10, 31, 10, 5, 5]


def test_both_rounds_are_bars_if_one_of_them_is_a_crowd():
    page = dots(result(2, 2, 2, 2, 2, round=2), result(61, 0, 0, 0, 0))

    assert page.split("<tbody>")[1].count("<circle") == 0
    assert dots_in(page) == [1, 1, 1, 1, 1]


def test_a_long_level_goes_over_several_lines():
    page = dots(result(45, 5, 0, 0, 0))

    strips = re.findall(r'viewBox="([^"]*)"', page)
    assert strips == ["0 0 438 64", "0 0 438 20"]
    assert len(set(re.findall(r'cx="(\d+)" cy="(\d+)"', page))) == 45


@pytest.mark.parametrize(
    ("levels", "shades"),
    [
        (2, ["l1", "l5"]),
        (3, ["l1", "l3", "l5"]),
        (4, ["l1", "l2", "l4", "l5"]),
        (5, ["l1", "l2", "l3", "l4", "l5"]),
        (6, ["l1", "l2", "l6", "l7", "l4", "l5"]),
        (7, ["l1", "l2", "l6", "l3", "l7", "l4", "l5"]),
    ],
)
def test_the_colours_of_every_scale_go_from_first_to_last(levels, shades):
    labels = [f"Level {level}" for level in range(1, levels + 1)]
    page = dots(result(*[5] * levels), labels=labels)

    assert [row.split()[0] for row in row_classes(page)] == shades
    assert dots_in(page) == [5] * levels


def test_the_words_of_two_rounds():
    movement = movement_of([(1, 2)] * 5 + [(2, 2)] * 9, 5)
    page = words(result(1, 8, 5, 0, 0, round=2, movement=movement), result(4, 6, 3, 1, 0))

    assert texts(page, "p") == [
        "Middle of the group: 2, Starting",
        "13 of 14 chose 2 or 3. Together",
        "Round 1: 2, Starting. Together.",
        "Of 14 who scored both times: 5 moved up; 9 stayed or moved down.",
    ]


def test_the_words_say_who_is_far_only_where_it_may_be_said():
    assert texts(words(result(0, 0, 2, 7, 0)), "p")[1] == "9 of 9 chose 3 or 4. Together"
    assert texts(words(result(2, 0, 0, 7, 0)), "p")[1] == (
        "7 of 9 chose 3 or 4; as many chose 4 or 5. Together, with 2 far from the rest"
    )


def middle_of(drawing: str) -> float:
    places = [float(x) for x in re.findall(r'<circle class="dot" cx="([^"]*)"', drawing)]
    return median(places)


def test_one_line_crosses_every_median():
    random = Random(5)
    for _ in range(200):
        n = random.randint(5, 60)
        many = [Distribution.of(random.choices(range(1, 6), k=n)).counts for _ in range(3)]
        drawings = svg.overview(many)
        assert [middle_of(drawing) for drawing in drawings] == pytest.approx([450] * 3, abs=0.15)
        places = [float(x) for x in re.findall(r'cx="([^"]*)"', "".join(drawings))]
        assert 0 < min(places) < max(places) < 900


def test_the_overview_row_is_the_mock_ups():
    (drawing,) = svg.overview([(0, 3, 6, 5, 0)])

    assert re.findall(
        r'<rect class="g (l\d)" x="(\d+)" y="1" width="(\d+)" height="58" rx="29"/>', drawing
    ) == [
        ("l2", "60", "162"),
        ("l3", "234", "324"),
        ("l4", "570", "270"),
    ]
    assert re.findall(r'<text x="(\d+)" y="30">(\d)</text>', drawing) == [
        *zip(["87", "141", "195"], "222", strict=True),
        *zip(["261", "315", "369", "423", "477", "531"], "333333", strict=True),
        *zip(["597", "651", "705", "759", "813"], "44444", strict=True),
    ]
    assert '<line class="midline" x1="450" x2="450" y1="-24" y2="84"/>' in drawing


@pytest.mark.parametrize(
    ("n", "circles", "numbers", "bars"), [(15, 15, 15, 0), (16, 16, 2, 0), (60, 60, 2, 0), (61, 0, 2, 2)]
)
def test_dots_get_smaller_and_turn_to_bars(n, circles, numbers, bars):
    (drawing,) = svg.overview([(n - 5, 0, 5, 0, 0)])

    assert drawing.count("<circle") == circles
    assert drawing.count("<text") == numbers
    assert drawing.count('<rect class="dot"') == bars


def test_a_number_is_not_struck_through_by_the_middle_line():
    (drawing,) = svg.overview([(0, 0, 40, 0, 0)])

    assert re.findall(r'<text x="([^"]*)"', drawing) == ["470"]


def test_the_overview_says_everything_in_its_table():
    page = overview(
        result(0, 3, 6, 5, 0, number=1), result(2, 5, 1, 5, 1, number=2), result(1, 1, 1, 1, 0, number=3)
    )

    first = "0 chose 1, 3 chose 2, 6 chose 3, 5 chose 4, 0 chose 5; 0 could not say"
    second = "2 chose 1, 5 chose 2, 1 chose 3, 5 chose 4, 1 chose 5; 0 could not say"
    assert re.findall("<title>(.*?)</title><desc>(.*?)</desc>", page) == [
        ("Principle 1, round 1", first),
        ("Principle 2, round 1", second),
    ]
    rows = page.split("<tbody")[1].split("<tr")[1:]
    title = "Develop shared system leadership"
    read_out = [re.sub("<svg.*?</svg>", "", row) for row in rows]
    assert [[" ".join(cell.split()) for cell in cells(row)] for row in read_out] == [
        [
            f"1{title}",
            first,
            "Middle 3",
            "Together",
        ],
        [
            f"2{title}",
            second,
            "Middle between 2 and 3",
            "Split",
        ],
        [f"3{title}", "Waiting for at least five scores, so that nobody can be singled out; 4 so far."],
    ]
    assert rows[2].count("<svg") == 0


def test_an_overview_of_nothing_but_too_few():
    assert overview(result(4, 0, 0, 0, 0)).count("<svg") == 0


@pytest.mark.parametrize(
    ("done", "of", "full", "empty"),
    [(9, 14, 9, 5), (0, 3, 0, 3), (60, 60, 60, 0), (3, 61, 0, 0), (0, 0, 0, 0)],
)
def test_seats(done, of, full, empty):
    drawing = drawn("seats done of", done=done, of=of)

    assert (drawing.count('class="full"'), drawing.count('class="empty"')) == (full, empty)


@pytest.mark.parametrize(
    ("answered", "of", "width"),
    [(14, 14, "278"), (13, 14, "258"), (10, 14, "199"), (0, 14, None), (0, 0, None)],
)
def test_track(answered, of, width):
    found = re.search(
        r'class="full"[^>]* width="(\d+)"', drawn("track answered of", answered=answered, of=of)
    )

    assert (found and found[1]) == width


def test_what_people_wrote_is_never_markup():
    labels = ["<b>a</b>", "b", "c", "d", "e"]

    assert "<b>a" not in dots(result(4, 6, 3, 1, 0), labels=labels) + words(result(4, 6, 3, 1, 0))
    titled = round_result(1, principle(1, "<i>t</i>"), 1, Distribution((4, 6, 3, 1, 0)), None)
    assert "&lt;i&gt;t" in overview(titled)
    assert "<i>t" not in overview(titled)


def test_drawings_are_alike_in_every_language(settings):
    settings.USE_THOUSAND_SEPARATOR = True
    latest = result(0, 35, 60, 50, 0)
    english = svg.overview([(0, 3, 6, 6, 1)]), dots(latest)
    with translation.override("de"):
        assert (svg.overview([(0, 3, 6, 6, 1)]), dots(latest)) == english


def test_nothing_that_a_strict_policy_would_refuse():
    page = dots(result(4, 6, 3, 1, 0)) + words(result(4, 6, 3, 1, 0)) + overview(result(4, 6, 3, 1, 0))

    assert re.findall(r"\bstyle=|\bon\w+=|javascript:", page) == []


def test_a_table_is_drawn_in_two_thousandths_of_a_second():
    template = engines["django"].from_string("{% load charts %}{% dot_rows r labels before=b %}")
    values = {"r": result(10, 30, 10, 5, 5, round=2), "b": result(10, 30, 10, 5, 5), "labels": LABELS}
    times = []
    for _ in range(30):
        start = perf_counter()
        template.render(values)
        times.append(perf_counter() - start)
    assert min(times) < 0.002
