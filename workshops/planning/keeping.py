"""Keeping an agenda under a name, and planning a workshop once more."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshops.models import Workshop
from workshops.planning.plan import ANY_DAY, EARLIEST, LATEST, series_field


class NameForm(forms.Form):
    """The name of a kept agenda."""

    title = forms.CharField(label=_("Name of the agenda"), max_length=120)


class AgainForm(forms.Form):
    """What is new in a workshop that is planned once more."""

    title = forms.CharField(label=_("Title"), max_length=120)
    date = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(EARLIEST, ANY_DAY), MaxValueValidator(LATEST, ANY_DAY)],
    )
    time = forms.TimeField(label=_("Starts"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    series = series_field()

    def __init__(self, workshop: Workshop, data: Any = None) -> None:
        series = workshop.series.title if workshop.series else ""
        first = {
            "title": workshop.title,
            "time": timezone.localtime(workshop.starts_at).time(),
            "series": series,
        }
        super().__init__(data, initial=first)

    @property
    def starts_at(self) -> datetime:
        """When it starts, in the site's time zone."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["date"], self.cleaned_data["time"]))
