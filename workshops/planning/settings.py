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
    delete_on = forms.DateField(
        label=_("Delete by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, workshop: Workshop, data: Any = None) -> None:
        super().__init__(data, initial=_answers_of(workshop))
        self.workshop = workshop
        self.fields["languages"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
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

    @property
    def fixed(self) -> str:
        """Why some of it cannot be changed; nothing where all of it can."""
        return gettext(WORDS[self.workshop.stage]) if self.workshop.stage in WORDS else ""

    @property
    def values(self) -> dict[str, Any]:
        """What to write down of the workshop."""
        given = self.cleaned_data
        moved = not (self.fields["date"].disabled or self.fields["time"].disabled)
        return {name: given[name] for name in (*PLAIN, "languages")} | {
            "families": given["sectors"],
            "smallest_group": given["k"],
            "starts_at": self.starts_at if moved else self.workshop.starts_at,
        }


def _answers_of(workshop: Workshop) -> dict[str, Any]:
    starts = timezone.localtime(workshop.starts_at)
    return {name: getattr(workshop, name) for name in (*PLAIN, "k")} | {
        # The site may have given a language up since.
        "languages": [code for code, _name in settings.LANGUAGES if code in workshop.languages],
        "date": starts.date(),
        "time": starts.time(),
        "sectors": workshop.families,
    }
