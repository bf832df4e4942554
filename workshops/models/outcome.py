"""What a workshop leads to."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.models.workshop import Workshop


class Commitment(models.Model):
    """What somebody will do. The owner is an organisation or a role, never a person without their word."""

    class Status(models.TextChoices):
        DONE = "done", _("Done")
        GOING = "going", _("Under way")
        STUCK = "stuck", _("Stuck")

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="commitments")
    form = models.UUIDField()
    what = models.CharField(max_length=300)
    owner = models.CharField(max_length=160)
    by = models.DateField(null=True, blank=True)
    first_step = models.CharField(max_length=300, blank=True)
    principle = models.CharField(max_length=60, blank=True)
    # What became of it, as the team says later.
    status = models.CharField(max_length=8, choices=Status.choices, blank=True)
    # In a few words of theirs, and the day on which they last said so.
    status_note = models.CharField(max_length=300, blank=True)
    status_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "form"], name="one_commitment_a_form")
        ]

    def __str__(self) -> str:
        return self.what


class Confirmation(models.Model):
    """Somebody in the room said of a commitment: that is me. `name` is there only where names may be told."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="confirmations")
    author_key = models.CharField(max_length=64)
    name = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "author_key"], name="confirmed_once_each")
        ]
        indexes: ClassVar = [models.Index(fields=["author_key"])]

    def __str__(self) -> str:
        return "that is me"


class Position(models.Model):
    """What a room says of one principle, once it has talked. `edition` counts its changes."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="positions")
    principle = models.CharField(max_length=60)
    agreed = models.TextField(max_length=1000, blank=True)
    seen_differently = models.TextField(max_length=1000, blank=True)
    one_point = models.TextField(max_length=1000, blank=True)
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "principle"], name="one_position_a_principle")
        ]

    def __str__(self) -> str:
        return f"a position on {self.principle}"
