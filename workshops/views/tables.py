"""Tables at the desk, and one's own on the phone."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from workshops.access import Entry, by_itself, caller_of, requires
from workshops.domain.moves import Stage
from workshops.domain.sectors import FAMILY_PREFIX, label_of
from workshops.domain.tables import numbers_of_tables, usual_number
from workshops.mine import table_drawn
from workshops.models import Workshop
from workshops.readings.tables import people_seated, tables_of
from workshops.taking import Answer, do, ready_for_workshop
from workshops.views.participant import answered, values_of
from workshops.views.refusals import is_live, refuse_unsent

OF_THE_DESK = ("deal", "seat", "swap", "clear_tables", "report_back")
OF_A_SEAT = ("scribe", "notes")
MOST_OFFERED = 12


@never_cache
@requires("run")
def tables(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Who sits where, to be dealt, moved and cleared; the notes; and whose turn it is to report."""
    workshop = entry.workshop
    people = people_seated(workshop)
    context = {
        "workshop": workshop,
        "is_open": workshop.stage == Stage.OPEN,
        "people": len(people),
        "offers": _offers(len(people)),
        "usual": usual_number(len(people)),
        "tables": tables_of(workshop),
        "mixed": _mixed(workshop, people),
        "seats": _seats(workshop, people),
        "nowhere": sum(1 for *_, table in people if not table),
        "saved": "saved" in request.GET,
    }
    return render(request, "workshops/tables.html", context)


def _offers(people: int) -> list[tuple[int, str]]:
    """How many tables may be made, with their sizes in words; of many the dozen round the usual size."""
    found, usual = numbers_of_tables(people), usual_number(people)
    near = sorted(sorted(found, key=lambda tables: abs(tables - usual))[:MOST_OFFERED])
    return [(tables, _of_sizes(people, tables)) for tables in near]


def _of_sizes(people: int, tables: int) -> str:
    low, rest = divmod(people, tables)
    values = {"tables": tables, "low": low, "high": low + 1}
    if rest:
        return _("%(tables)s tables of %(low)s or %(high)s") % values
    return ngettext("%(tables)s table of %(low)s", "%(tables)s tables of %(low)s", tables) % values


def _mixed(workshop: Workshop, people: list[tuple[Any, str, str, int]]) -> dict[int, list[tuple[str, int]]]:
    """For each table how many of each sector sit there."""
    found: dict[int, Counter[str]] = {}
    for _pk, _name, sector, table in people:
        found.setdefault(table, Counter())[
            _(label_of(sector.removeprefix(FAMILY_PREFIX), workshop.nation))
        ] += 1
    return {table: sorted(counts.items()) for table, counts in found.items()}


def _seats(
    workshop: Workshop, people: list[tuple[Any, str, str, int]]
) -> list[tuple[int, list[tuple[Any, str]]]]:
    """Everybody under their table, as a list to choose from: by name where names are asked, else one of a sector."""
    found: dict[int, list[tuple[Any, str]]] = {}
    numbers: Counter[tuple[int, str]] = Counter()
    for pk, name, sector, table in people:
        numbers[table, sector] += 1
        label = _(label_of(sector.removeprefix(FAMILY_PREFIX), workshop.nation))
        words = f"{name}, {label}" if name else f"{label} ({numbers[table, sector]})"
        found.setdefault(table, []).append((pk, words))
    return sorted(found.items())


@never_cache
@by_itself
def tables_act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """A button of the page with the tables: back to it, and not to the desk."""
    page = reverse("workshops:tables", args=[code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    return answered(request, _done(request, code, act, OF_THE_DESK), page)


@never_cache
@requires("take_part")
def my_table(request: HttpRequest, entry: Entry) -> HttpResponse:
    """One's own table, for a page that heard that seats have changed."""
    return HttpResponse(table_drawn(request, entry.workshop, entry.seat))


@never_cache
@by_itself
def table_act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """What somebody at a table does: write for it, or let another."""
    page = reverse("workshops:take_part", args=[code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    answer = _done(request, code, act, OF_A_SEAT)
    if is_live(request) and answer.entry and answer.entry.participant:
        values = (
            values_of(answer, request)
            | {"words": answer.words or _("Saved")}
            | {"table": table_drawn(request, answer.entry.workshop, answer.entry.participant)}
        )
        return JsonResponse(values, status=answer.status)
    return answered(request, answer, page)


def _done(request: HttpRequest, code: str, act: str, acts: tuple[str, ...]) -> Answer:
    if act not in acts:
        return Answer(404, _("There is no such thing to do."))
    return do(ready_for_workshop(caller_of(request), code, act, request.POST.dict()))
