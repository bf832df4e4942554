"""The forms of the organiser's pages, and what is drawn beside them; one file for each page."""

from workshops.planning.plan import (
    TONES,
    PlanForm,
    SeriesForm,
    bars_of,
    drawn_agendas,
    first_answers,
    known_series,
    teams_of,
)

__all__ = [
    "TONES",
    "PlanForm",
    "SeriesForm",
    "bars_of",
    "drawn_agendas",
    "first_answers",
    "known_series",
    "teams_of",
]
