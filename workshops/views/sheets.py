"""Score sheets for those without a phone: to be printed, and typed in at the desk while scoring is open."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from workshops.access import Entry, by_itself, caller_of, enter_activity, requires
from workshops.domain.paper import MOST_SHEETS, Tally, seen_of, written
from workshops.domain.sectors import FAMILY_PREFIX, QUESTION, choices_offered, label_of
from workshops.forms import BROKEN
from workshops.queries import numbered
from workshops.readings.numbers import tally_of
from workshops.readings.wordings import wordings_in
from workshops.shown import NumberedPrinciple
from workshops.shown.speech import of_content, of_interface
from workshops.taking import do, ready_for_activity
from workshops.views.joining import join_address

BETWEEN = gettext_lazy("A whole number from 0 to %(most)s, please.") % {"most": MOST_SHEETS}
TOO_MANY = gettext_lazy("Together that is %(sheets)s sheets; one principle takes at most %(most)s.")


class TallyForm(forms.Form):
    """A number for each principle, and each level and "I can't say"; an empty box is nought."""

    seen = forms.RegexField(r"^[a-f0-9]{16}$", widget=forms.HiddenInput, error_messages=BROKEN)

    def __init__(
        self, principles: Sequence[NumberedPrinciple], labels: Sequence[str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.principles, self.labels = principles, labels
        for principle in principles:
            for place, label in enumerate(labels):
                self.fields[_box(principle.key, place)] = forms.IntegerField(
                    label=f"{principle.number}. {principle.title}: {label}",
                    required=False,
                    min_value=0,
                    max_value=MOST_SHEETS,
                    error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), BETWEEN),
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for key, sheets in self.tally.items():
            if sum(sheets) > MOST_SHEETS:
                self.add_error(_box(key, 0), TOO_MANY % {"sheets": sum(sheets), "most": MOST_SHEETS})
        return given

    @property
    def tally(self) -> Tally:
        """What was typed, by principle; the last of each says "I can't say"."""
        return {
            principle.key: tuple(
                self.cleaned_data.get(_box(principle.key, place)) or 0 for place, _ in enumerate(self.labels)
            )
            for principle in self.principles
        }

    def rows(self, kept: Tally) -> list[dict[str, Any]]:
        """For the page: each principle with its boxes, and how many of its sheets are kept now."""
        return [
            {
                "principle": principle,
                "boxes": [self[_box(principle.key, place)] for place, _ in enumerate(self.labels)],
                "kept": sum(kept[principle.key]),
                "each": list(zip(self.labels, kept[principle.key], strict=True)),
            }
            for principle in self.principles
        ]


def _box(key: str, place: int) -> str:
    return f"{key}.{place}"


@never_cache
@by_itself
def tally(request: HttpRequest, code: str, activity: int) -> HttpResponse:
    """Sheets of an open scoring step: what is kept of them, and the boxes to type them in again."""
    entry = enter_activity(caller_of(request), code, activity, "tally")
    step, wording = entry.activity, wordings_in(entry.workshop)[0]
    if step is None:
        raise LookupError("the gate lets nobody in without a step")
    known, labels = numbered(wording), [*wording.levels, wording.cant_say.label]
    principles = [known[key] for key in step.principles if key in known]
    if request.method == "POST":
        form = TallyForm(principles, labels, _with_what_was_seen(request.POST))
        status, why = _kept(request, entry, form) if form.is_valid() else (422, "")
        if status == HTTP_OK:
            return redirect(f"{request.path}?saved=1")
        return _tally_page(request, entry, form, status=status, why=why)
    kept = tally_of(step.pk, step.principles, len(wording.levels))
    typed = {_box(key, place): each for key, sheets in kept.items() for place, each in enumerate(sheets)}
    return _tally_page(request, entry, TallyForm(principles, labels, initial=typed | {"seen": seen_of(kept)}))


HTTP_OK = 200


def _with_what_was_seen(sent: QueryDict) -> dict[str, Any]:
    """What was sent; after a refusal, the desk may say that it has seen what is kept since."""
    given = sent.dict()
    return given | {"seen": given.get("seen_now") or given.get("seen", "")}


def _kept(request: HttpRequest, entry: Entry, form: TallyForm) -> tuple[int, str]:
    """The status, and words where it was refused."""
    given = {"seen": form.cleaned_data["seen"], "sheets": written(form.tally)}
    step = entry.activity.pk if entry.activity else 0
    answer = do(ready_for_activity(caller_of(request), entry.workshop.code, step, "tally", given))
    return answer.status, answer.words


def _tally_page(
    request: HttpRequest, entry: Entry, form: TallyForm, *, status: int = HTTP_OK, why: str = ""
) -> HttpResponse:
    step = entry.activity
    keys = [principle.key for principle in form.principles]
    kept = tally_of(step.pk if step else 0, keys, len(form.labels) - 1)
    context = {
        "workshop": entry.workshop,
        "step": step,
        "form": form,
        "rows": form.rows(kept),
        "labels": form.labels,
        "levels": form.labels[:-1],
        "seen": seen_of(kept),
        "why": why,
        "k": entry.workshop.k,
        "most": MOST_SHEETS,
        "saved": "saved" in request.GET,
    }
    return render(request, "workshops/tally.html", context, status=status)


@requires("plan")
def sheets(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The edition's words as sheets of A4, one a principle and one to begin with."""
    workshop = entry.workshop
    wording = wordings_in(workshop)[0]
    answers = choices_offered(workshop.families, by_sector=workshop.asks_sectors)
    context = {
        "workshop": workshop,
        "wording": wording,
        "content": of_content(wording.language),
        "interface": of_interface(wording.language),
        "principles": list(numbered(wording).values()),
        "question": _(QUESTION),
        "sectors": [_(label_of(key.removeprefix(FAMILY_PREFIX), workshop.nation)) for key in answers],
        "join_address": join_address(request, workshop),
    }
    return render(request, "workshops/sheets.html", context)
