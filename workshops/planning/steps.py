"""One step of an agenda: its form, and how it is told in a row of the builder and on the run sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from principles.document import Wording
from workshops.domain.activities import kind_named
from workshops.domain.agenda import ADDED
from workshops.domain.building import (
    ALL,
    CHOOSE,
    CHOSEN,
    LEAST_MINUTES,
    MOST_MINUTES,
    THESE,
    advice_on,
    choices_of,
    planned_rounds,
    scores,
    talking,
)
from workshops.domain.moves import Phase
from workshops.models import Activity, Workshop
from workshops.planning.plan import TONES, bars_of

# In a form, the step's own principles need a word that can be sent.
OWN = "these"
PICKS = {
    ALL: _("All principles"),
    THESE: _("These principles:"),
    CHOOSE: _("One that the room chooses"),
    CHOSEN: _("Those that the room chose before"),
}
ROUNDS = (("score", _("A first score")), ("rescore", _("Scoring again: people see what they chose before")))


class Minutes(forms.IntegerField):
    """Minutes of a step."""

    def __init__(self) -> None:
        words = _("A step takes from %(least)s to %(most)s minutes, in whole numbers.") % {
            "least": LEAST_MINUTES,
            "most": MOST_MINUTES,
        }
        faults = dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)
        super().__init__(
            label=_("Minutes"), min_value=LEAST_MINUTES, max_value=MOST_MINUTES, error_messages=faults
        )


class MinutesForm(forms.Form):
    """The minutes of one step, typed in its row."""

    minutes = Minutes()


class StepForm(forms.Form):
    """Everything about one step."""

    title = forms.CharField(label=_("Title"), max_length=120)
    minutes = Minutes()
    kind = forms.ChoiceField(label=_("Round"), choices=ROUNDS, widget=forms.RadioSelect)
    picks = forms.ChoiceField(label=_("Which principles"), widget=forms.RadioSelect)
    principles = forms.MultipleChoiceField(
        label=_("Principles"), widget=forms.CheckboxSelectMultiple, required=False
    )
    task = forms.CharField(
        label=_("Task for the tables"),
        help_text=_("What tables do in this step. Every phone and the screen show it."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    script = forms.CharField(
        label=_("What to say"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    notes = forms.CharField(
        label=_("Private notes"),
        help_text=_("For the run sheet and the desk alone."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, step: Activity, wording: Wording, data: Any = None) -> None:
        super().__init__(data, initial=_answers_of(step))
        self.step, kind = step, kind_named(step.kind)
        self.offered = choices_of(kind)
        if kind.script:
            self.fields["script"].help_text = gettext("Instead of: “%(script)s”") % {
                "script": gettext(kind.script)
            }
        if not scores(kind):
            del self.fields["kind"]
        if not kind.needs_principle:
            del self.fields["task"]
        if not self.offered:
            del self.fields["picks"], self.fields["principles"]
            return
        named = [(one.key, f"{n}. {one.title}") for n, one in enumerate(wording.principles, 1)]
        self.fields["picks"].choices = [(pick or OWN, PICKS[pick]) for pick in self.offered]  # type: ignore[attr-defined]
        self.fields["principles"].choices = named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("picks") == OWN and not given.get("principles") and "principles" not in self.errors:
            self.add_error("principles", gettext("Choose at least one principle for this step."))
        if given.get("picks", OWN) != OWN and given.get("principles"):
            words = gettext("You ticked principles. Choose “These principles” too, or take the ticks away.")
            self.add_error("principles", words)
        return given

    @property
    def values(self) -> dict[str, Any]:
        """What to write down of the step."""
        values = {**self.cleaned_data}
        own = values.pop("principles", [])
        if "picks" in values:
            values["picks"] = THESE if values["picks"] == OWN else values["picks"]
            if values["picks"] == THESE:
                values["principles"] = own
            elif values["picks"] != self.step.picks:
                values["principles"] = []
        return values


def _answers_of(step: Activity) -> dict[str, Any]:
    picks = OWN if step.picks in (THESE, ADDED) else step.picks
    names = ("title", "minutes", "kind", "task", "script", "notes")
    own = step.principles if picks == OWN else []
    return {name: getattr(step, name) for name in names} | {"picks": picks, "principles": own}


@dataclass(frozen=True)
class Row:
    """One step, as it is planned: `principles` says which in words; `round` is 0 where nobody scores."""

    step: Activity
    number: int
    starts: datetime
    kind: str
    bar: str
    principles: str
    round: int
    script: str
    # Whether no step that may change stands above it; and whether another may be put in after it.
    is_top: bool
    may_follow: bool

    @property
    def waits(self) -> bool:
        return self.step.phase == Phase.WAITING

    @property
    def key(self) -> str:
        """Its id, for the ids of its buttons."""
        return str(self.step.pk)


@dataclass(frozen=True)
class Sheet:
    """The whole agenda in rows, with what it comes to and what there is to know of it."""

    rows: list[Row]
    minutes: int
    talking: int
    ends: datetime
    advice: list[str]
    bars: list[Any]


def sheet_of(workshop: Workshop, wording: Wording) -> Sheet:
    """In one query."""
    steps = list(workshop.activities.all())
    rounds = planned_rounds(steps)
    rows, starts = [], timezone.localtime(workshop.starts_at)
    for number, step in enumerate(steps, 1):
        following = steps[number] if number < len(steps) else None
        around = {
            "is_top": number == 1 or steps[number - 2].phase != Phase.WAITING,
            "may_follow": following is None or following.phase == Phase.WAITING,
        }
        rows.append(_row(step, number, starts, rounds[number - 1], wording, **around))
        starts += timedelta(minutes=step.minutes)
    return Sheet(
        rows,
        sum(step.minutes for step in steps),
        talking(steps),
        starts,
        [
            gettext(one.words) % {"n": one.step} if one.step else gettext(one.words)
            for one in advice_on(steps)
        ],
        bars_of(steps),
    )


def _row(step: Activity, number: int, starts: datetime, round: int, wording: Wording, **around: bool) -> Row:
    kind = kind_named(step.kind)
    said = step.script or (gettext(kind.script) if kind.script else "")
    bar, which = TONES[kind.tone], _which(step, wording)
    return Row(step, number, starts, gettext(kind.label), bar, which, round, said, **around)


def _which(step: Activity, wording: Wording) -> str:
    """Which principles the step is about."""
    if not choices_of(kind_named(step.kind)):
        return ""
    titles = _titles(step.principles, wording)
    if step.picks in (THESE, ADDED):
        return titles or gettext("No principle yet")
    return titles if step.picks == CHOOSE and titles else str(PICKS[step.picks])


def _titles(keys: Sequence[str], wording: Wording) -> str:
    return "; ".join(f"{n}. {one.title}" for n, one in enumerate(wording.principles, 1) if one.key in keys)
