"""The form for a new workshop, and the agendas as they are drawn beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from principles.models import Edition
from workshops.actions.keeping import agenda_of
from workshops.domain.activities import kind_named
from workshops.domain.agendas import AGENDAS, Agenda, agenda_named
from workshops.domain.nations import NATIONS
from workshops.domain.sectors import FAMILIES
from workshops.models import AgendaTemplate, Series

# The calendar has an end, and the steps of a workshop must not fall off it.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
ANY_DAY = _("Choose a day between 2000 and 2100.")
BAR_WIDTH = 600
GAP = 2
TONES = {"scoring": "k3", "talking": "k5", "rest": "k1"}


@dataclass(frozen=True)
class Bar:
    """One step in the drawing of an agenda: `kind` is its class, `x` and `width` are out of 600."""

    kind: str
    x: float
    width: float


def bars_of(steps: Iterable[Any]) -> list[Bar]:
    """The steps of an agenda (anything with a kind's name and minutes) as bars as wide as they are long."""
    steps = list(steps)
    whole = sum(step.minutes for step in steps) or 1
    bars, passed = [], 0
    for step in steps:
        x, width = BAR_WIDTH * passed / whole, BAR_WIDTH * step.minutes / whole
        bars.append(
            Bar(TONES[kind_named(step.kind).tone], round(x + GAP / 2, 1), round(max(width - GAP, 1), 1))
        )
        passed += step.minutes
    return bars


def drawn_agendas(kept: Iterable[AgendaTemplate] = ()) -> list[dict[str, Any]]:
    """Those that are shipped, and after them those that teams keep."""
    shipped = [(agenda, gettext(agenda.title), gettext(agenda.audience)) for agenda in AGENDAS]
    own = [(agenda_of(one), one.title, gettext("Kept by %(team)s") % {"team": one.team.name}) for one in kept]
    return [
        {
            "key": agenda.key,
            "title": title,
            "audience": audience,
            "steps": len(agenda.steps),
            "minutes": agenda.minutes,
            "discussion": agenda.discussion,
            "bars": bars_of(agenda.steps),
        }
        for agenda, title, audience in (*shipped, *own)
    ]


def teams_of(user: User) -> list[Team]:
    return list(Team.objects.filter(memberships__user=user).order_by("name").distinct())


def known_series(teams: Sequence[Team]) -> list[tuple[str, str]]:
    """The titles of the series that these teams' workshops are in, each with its team's name where they are several."""
    series = Series.objects.filter(team__in=teams, workshops__isnull=False)
    rows = series.values_list("title", "team__name").distinct().order_by("title", "team__name")
    return [(title, team if len(teams) > 1 else "") for title, team in rows]


def series_field() -> forms.CharField:
    """The series that a workshop belongs to, by its title."""
    return forms.CharField(
        label=_("Series"),
        help_text=_("Workshops with the same group, to be put side by side over time."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "series-known", "autocomplete": "off"}),
    )


class SeriesForm(forms.Form):
    """Puts a workshop into a series, or takes it out."""

    series = series_field()


class EditionChoice(forms.ModelChoiceField[Edition]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class Basics(forms.Form):
    """What is asked of every workshop, when it is planned and in its settings."""

    title = forms.CharField(label=_("Title"), max_length=120)
    purpose = forms.CharField(
        label=_("Purpose"),
        help_text=_("One sentence: what the workshop is for. Everybody sees it when they join."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    date = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(EARLIEST, ANY_DAY), MaxValueValidator(LATEST, ANY_DAY)],
    )
    time = forms.TimeField(label=_("Starts"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    sectors = forms.MultipleChoiceField(
        label=_("Sectors offered when joining"),
        choices=[(family.key, _(family.label)) for family in FAMILIES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    asks_sectors = forms.BooleanField(
        label=_("Ask for the single sector instead of its family"),
        required=False,
        widget=forms.CheckboxInput(attrs={"aria-describedby": "single-hint"}),
    )
    nation = forms.ChoiceField(
        label=_("Nation"),
        help_text=_(
            "The join question names its bodies. Results of different nations can still be compared."
        ),
        choices=[(nation.key, _(nation.label)) for nation in NATIONS],
        required=False,
    )

    @property
    def starts_at(self) -> datetime:
        """When it starts, in the site's time zone."""
        naive = datetime.combine(self.cleaned_data["date"], self.cleaned_data["time"])
        return timezone.make_aware(naive)


class PlanForm(Basics):
    """Five answers make a workshop."""

    agenda = forms.ChoiceField(
        label=_("Agenda"),
        choices=[(agenda.key, _(agenda.title)) for agenda in AGENDAS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an agenda.")},
    )
    edition = EditionChoice(label=_("Principles"), queryset=Edition.objects.none(), empty_label=None)
    practice = forms.BooleanField(
        label=_("For practice: pretend people may be added, and everything says so"), required=False
    )
    series = series_field()
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), empty_label=None)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = teams_of(user)
        self.fields["team"].queryset = Team.objects.filter(pk__in=[team.pk for team in teams])  # type: ignore[attr-defined]
        if len(teams) == 1:
            self.fields["team"].widget = forms.HiddenInput()
            self.fields["team"].initial = teams[0].pk
            self.fields["team"].required = False
        may_use = Q(principle_set__team=None) | Q(principle_set__team__in=teams)
        self.fields["edition"].queryset = Edition.objects.select_related("principle_set").filter(may_use)  # type: ignore[attr-defined]
        self.teams = teams
        self.kept = list(AgendaTemplate.objects.filter(team__in=teams).select_related("team"))
        own = [(f"team-{kept.pk}", kept.title) for kept in self.kept]
        self.fields["agenda"].choices = [*self.fields["agenda"].choices, *own]  # type: ignore[attr-defined]
        self.known_series = known_series(teams)

    def clean_team(self) -> Team:
        return self.cleaned_data["team"] or self.teams[0]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kept = self._kept_named(given.get("agenda", ""))
        if kept and "team" in given and kept.team != given["team"]:
            self.add_error(
                "agenda", gettext("That agenda is kept by another team of yours. Choose its team too.")
            )
        return given

    def _kept_named(self, key: str) -> AgendaTemplate | None:
        return next((kept for kept in self.kept if key == f"team-{kept.pk}"), None)

    @property
    def chosen_agenda(self) -> Agenda:
        """The agenda that was chosen."""
        key = self.cleaned_data["agenda"]
        kept = self._kept_named(key)
        return agenda_of(kept) if kept else agenda_named(key)


def first_answers() -> dict[str, Any]:
    """What the empty form proposes."""
    soon = timezone.localtime() + timedelta(hours=1)
    return {
        "date": soon.date(),
        "time": soon.replace(minute=0, second=0).time(),
        "agenda": AGENDAS[0].key,
        "sectors": [family.key for family in FAMILIES],
        "edition": Edition.objects.filter(principle_set__team=None).first(),
    }
