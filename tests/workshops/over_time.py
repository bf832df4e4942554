"""The page that puts a series side by side, made and read."""

from datetime import UTC, datetime

from django.urls import reverse

from accounts.models import Team
from principles.publishing import FIVE_PRINCIPLES, newest_edition
from tests.cast import Cast
from tests.workshops.fourteen import KEYS
from tests.workshops.held import counted, hold, reworded
from tests.workshops.reading import cells, texts
from tests.workshops.test_pages import faults_of
from workshops.models import Series

GOALS, TRUST, EXPERTISE = KEYS[:3]
TITLE = "Coming home"


def day(month: int, year: int = 2026, at: int = 10) -> datetime:
    return datetime(year, month, 12, at, tzinfo=UTC)


def page(cast: Cast, title: str = TITLE, query: str = "") -> str:
    """The series of that title as Fay sees it."""
    series = Series.objects.get(team=cast.oak.team, title=title)
    response = cast.get("fay", reverse("workshops:over_time_series", args=[series.pk]) + query)
    assert response.status_code == 200
    html: str = response.content.decode()
    assert faults_of(html) == ([], set())
    return html


def card(html: str, number: int) -> str:
    """The part of the page about one principle."""
    parts = html.split('<li class="card tcard">')[1:]
    return next(
        part.split("</details>")[0] for part in parts if f'aria-hidden="true">{number}</span>' in part
    )


def said(html: str) -> list[str]:
    return texts(html, "p", "tw")


def notes(html: str) -> list[str]:
    return texts(html.split('<ul class="tgrid', maxsplit=1)[0], "li", "note")


def rows(html: str) -> list[list[str]]:
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    return [cells(row) for row in body.split("<tr")[1:]]


def three_dates(team: Team) -> None:
    """The made-up group of the plan: another title for the third principle after March, care providers from July."""
    first = newest_edition(FIVE_PRINCIPLES)
    levels = [
        [(2, 5, 4, 1, 0), (1, 4, 1, 3, 1), (0, 2, 4, 4, 1)],
        [(0, 5, 5, 3, 0), (1, 5, 2, 4, 1), (1, 5, 4, 2, 1)],
        [(0, 3, 6, 5, 0), (0, 2, 2, 0, 0), (1, 4, 4, 3, 1)],
    ]
    answers = [{key: counted(*counts) for key, counts in zip(KEYS, date, strict=False)} for date in levels]
    answers[0][TRUST].append(None)
    hold(team, day(3), answers[0], ["One page", "Ask families"], sectors=["acute", "carer"])
    second = reworded(first, EXPERTISE, title="See every expertise", signs=("People ask.",))
    for month, date in ((7, answers[1]), (11, answers[2])):
        hold(team, day(month), date, sectors=["acute", "carer", "care_provider"], edition=second)
