"""The agenda builder: every button is a form that works by itself, and swaps the list where scripts are on."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from workshops.access import Closed, Entry, caller_of, requires
from workshops.actions import building
from workshops.actions.changing import Refused
from workshops.domain.activities import kind_named
from workshops.domain.agenda import MOST_STEPS
from workshops.domain.building import MOST_MINUTES, kinds_to_add
from workshops.domain.moves import Phase, Stage
from workshops.domain.permissions import Verdict
from workshops.forms import id_in
from workshops.models import Activity, Workshop
from workshops.planning.steps import MinutesForm, StepForm, sheet_of
from workshops.queries import wording_in
from workshops.views.refusals import refuse

BAD_FORM = 422


@requires("plan")
def agenda(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The steps of a workshop. A press answers with the list, and with the focus on the button that was pressed."""
    if request.method != "POST":
        return _drawn(request, entry, at=request.GET.get("at", ""))
    press = next((press for name, press in PRESSES.items() if name in request.POST), None)
    if press is None:
        return _drawn(request, entry, refused=_("There is no such thing to do."), status=BAD_FORM)
    form = MinutesForm(request.POST)
    if press is _minutes and not form.is_valid():
        typed = {"step": _number(request, "minutes_of"), "minutes": request.POST.get("minutes", "")}
        words = " ".join(map(str, form.errors["minutes"]))
        return _drawn(request, entry, refused=words, typed=typed, status=BAD_FORM)
    try:
        at, about = press(request, entry.workshop)
    except Refused as refused:
        return _drawn(request, entry, refused=_(refused.why), status=refused.status)
    if request.htmx:  # type: ignore[attr-defined]
        return _drawn(request, entry, at=at, about=about)
    page = reverse("workshops:agenda", args=[entry.workshop.code])
    return redirect(f"{page}?at={at}")


def _drawn(
    request: HttpRequest, entry: Entry, *, status: int = 200, about: int = 0, **more: Any
) -> HttpResponse:
    workshop = entry.workshop
    sheet = sheet_of(workshop, wording_in(workshop))
    context = {
        "is_guest": entry.is_guest,
        "workshop": workshop,
        "ended": workshop.stage == Stage.ENDED,
        "sheet": sheet,
        # Said aloud where the list is swapped: who cannot see it hears what became of it.
        "about": next((row for row in sheet.rows if row.step.pk == about), None),
        "kinds": kinds_to_add(),
        "most": MOST_STEPS,
        "most_minutes": MOST_MINUTES,
        "full": len(sheet.rows) >= MOST_STEPS,
        "removed": request.session.get(_kept_under(workshop)),
        **more,
    }
    template = "workshops/agenda_steps.html" if request.htmx else "workshops/agenda.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=status)


def _kept_under(workshop: Workshop) -> str:
    return f"removed-{workshop.code}"


def _number(request: HttpRequest, name: str) -> int:
    return id_in(request.POST.get(name, ""))


# What has the focus afterwards, and the step that it was about.
Done = tuple[str, int]


def _user(request: HttpRequest) -> User | None:
    return caller_of(request).user


def _up(request: HttpRequest, workshop: Workshop) -> Done:
    building.move_step(workshop, step := _number(request, "up"), -1, _user(request))
    return f"up-{step}", step


def _down(request: HttpRequest, workshop: Workshop) -> Done:
    building.move_step(workshop, step := _number(request, "down"), 1, _user(request))
    return f"down-{step}", step


def _copy(request: HttpRequest, workshop: Workshop) -> Done:
    copied = building.copy_step(workshop, step := _number(request, "copy"), _user(request))
    return f"copy-{step}", copied.pk


def _remove(request: HttpRequest, workshop: Workshop) -> Done:
    values = building.remove_step(workshop, _number(request, "remove"), _user(request))
    request.session[_kept_under(workshop)] = values
    return "back", 0


def _back(request: HttpRequest, workshop: Workshop) -> Done:
    values = request.session.get(_kept_under(workshop))
    if values is None:
        raise Refused(building.GONE)
    step = building.put_back(workshop, values, _user(request))
    del request.session[_kept_under(workshop)]
    return f"edit-{step.pk}", step.pk


def _add(request: HttpRequest, workshop: Workshop) -> Done:
    added = building.add_step(workshop, request.POST["add"], _number(request, "after"), _user(request))
    return "add-step", added.pk


def _minutes(request: HttpRequest, workshop: Workshop) -> Done:
    form = MinutesForm(request.POST)
    form.is_valid()
    building.change_step(workshop, step := _number(request, "minutes_of"), form.cleaned_data, _user(request))
    return f"set-{step}", step


# By the name of the button that was pressed.
PRESSES: dict[str, Callable[[HttpRequest, Workshop], Done]] = {
    "up": _up,
    "down": _down,
    "copy": _copy,
    "remove": _remove,
    "back": _back,
    "add": _add,
    "minutes_of": _minutes,
}


@requires("plan")
def step(request: HttpRequest, entry: Entry, step: int) -> HttpResponse:
    """Everything about one step, on a page of its own."""
    found = Activity.objects.filter(workshop=entry.workshop, pk=step).first()
    page = reverse("workshops:agenda", args=[entry.workshop.code])
    if found is None and request.method != "POST":
        raise Closed(Verdict.UNKNOWN)
    if found is None:
        return refuse(request, 409, _(building.GONE), back=page)
    form = StepForm(found, wording_in(entry.workshop), request.POST if request.method == "POST" else None)
    status, refused, closed = 200, "", ""
    if entry.workshop.stage == Stage.ENDED or found.phase != Phase.WAITING:
        closed = _(building.ENDED if entry.workshop.stage == Stage.ENDED else building.BEGUN)
    if request.method == "POST" and form.is_valid():
        try:
            building.change_step(entry.workshop, found.pk, form.values, entry.user)
        except Refused as fault:
            status, refused = fault.status, _(fault.why)
        else:
            return redirect(f"{page}?at=edit-{found.pk}")
    elif form.is_bound:
        status = BAD_FORM
    context = {
        "workshop": entry.workshop,
        "step": found,
        "kind": _(kind_named(found.kind).label),
        "form": form,
        "refused": refused,
        # Typed words stay in sight also where they cannot be kept.
        "closed": "" if refused else closed,
    }
    return render(request, "workshops/agenda_step.html", context, status=status)
