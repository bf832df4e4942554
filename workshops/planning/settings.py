"""The settings of one workshop."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workshops.actions.adjusting import FIXED, WORDS
from workshops.domain.moves import Stage
from workshops.models import Workshop
from workshops.planning.plan import LATEST, Basics
from workshops.readings.wordings import known_languages, languages_of
from workshops.snapshot import IN_TURNS

MOST_K = 100
# The fields that are kept as they are answered, under their own names.
PLAIN = (
    "title", "purpose", "asks_sectors", "nation", "chatham_house", "names_asked", "holds_comments", "delete_on",
)  # fmt: skip
# The fields of the form by the names of what they are kept in, where those differ.
FIELDS = {"sectors": "families", "date": "starts_at", "time": "starts_at", "k": "smallest_group"}


def _check(label: Any, help: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=help, required=False)


class SettingsForm(Basics):
    """What may not be changed at the workshop's stage is disabled: whatever is sent for it is not read."""

    chatham_house = _check(
        _("Chatham House Rule"),
        _("It is printed where people join and in the report, and no name leaves the room."),
    )
    names_asked = _check(
        _("Ask for a name"),
        _(
            "Nobody has to give one. Names are shown at the desk alone, and never beside a score or a comment. "
            "Without the Chatham House Rule one is also shown, and kept in the report, beside a commitment of which "
            "its owner says “That is me”."
        ),
    )
    holds_comments = _check(
        _("Hold comments for review"),
        _("What people write waits for a facilitator before anybody else sees it."),
    )
    k = forms.IntegerField(label=_("Smallest group that is shown"), max_value=MOST_K)
    languages = forms.MultipleChoiceField(
        label=_("Languages offered"), widget=forms.CheckboxSelectMultiple, required=False
    )
    screen_language = forms.ChoiceField(label=_("The big screen is in"), required=False)
    delete_on = forms.DateField(
        label=_("Delete by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, workshop: Workshop, data: Any = None) -> None:
        super().__init__(data, initial=_answers_of(workshop))
        self.workshop = workshop
        self.known = known_languages(workshop)
        codes = [(one.code, one.name) for one in self.known]
        self.fields["languages"].choices = codes  # type: ignore[attr-defined]
        self.fields["screen_language"].choices = [  # type: ignore[attr-defined]
            ("", gettext("The first of them")),
            *codes,
            (IN_TURNS, gettext("All of them, each as long")),
        ]
        lowest = settings.SMALLEST_GROUP if workshop.stage == Stage.PLANNED else workshop.k
        words = gettext("At least %(least)s and at most %(most)s.") % {"least": lowest, "most": MOST_K}
        self.fields["k"].validators.append(MinValueValidator(lowest))
        self.fields["k"].error_messages |= dict.fromkeys(("required", "invalid"), words)
        for validator in self.fields["k"].validators:
            validator.message = words  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.disabled = FIELDS.get(name, name) in FIXED.get(workshop.stage, ())

    def clean_delete_on(self) -> date | None:
        day: date | None = self.cleaned_data["delete_on"]
        if day is None or day == self.workshop.delete_on:
            return day
        first = max(timezone.localdate(), timezone.localdate(self.workshop.starts_at))
        if not first < day <= LATEST:
            raise forms.ValidationError(
                gettext("Choose a day after today and after the workshop, before 2101.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        screen = given.get("screen_language", "")
        offered = given.get("languages") or [self.known[0].code]
        if screen not in ("", IN_TURNS, *offered):
            self.add_error("screen_language", gettext("The screen can only have a language that is offered."))
        return given

    @property
    def fixed(self) -> str:
        """Why some of it cannot be changed; nothing where all of it can."""
        return gettext(WORDS[self.workshop.stage]) if self.workshop.stage in WORDS else ""

    @property
    def values(self) -> dict[str, Any]:
        """What to write down of the workshop."""
        given = self.cleaned_data
        moved = not (self.fields["date"].disabled or self.fields["time"].disabled)
        return {name: given[name] for name in (*PLAIN, "screen_language")} | {
            "languages": self._languages,
            "families": given["sectors"],
            "smallest_group": given["k"],
            "starts_at": self.starts_at if moved else self.workshop.starts_at,
        }

    @property
    def _languages(self) -> list[str]:
        """As they are kept, in the edition's order: none where only its own is offered."""
        if self.fields["languages"].disabled:
            return self.workshop.languages
        chosen = [one.code for one in self.known if one.code in self.cleaned_data["languages"]]
        return chosen if chosen != [self.known[0].code] else []


def _answers_of(workshop: Workshop) -> dict[str, Any]:
    starts = timezone.localtime(workshop.starts_at)
    return {name: getattr(workshop, name) for name in (*PLAIN, "k", "screen_language")} | {
        "languages": list(languages_of(workshop)),
        "date": starts.date(),
        "time": starts.time(),
        "sectors": workshop.families,
    }
