"""People in the room. No name, no address: a seat and a sector."""

from typing import ClassVar

from django.db import models

from workshops.models.workshop import Workshop, random_key


class Participant(models.Model):
    """Somebody who joined by link, QR or code."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="participants")
    sector = models.CharField(max_length=40)
    family = models.CharField(max_length=40)
    pretend = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    # When the seat ended for good. The row stays: it was somebody in the room, and what they said still counts.
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["workshop", "family"])]

    def __str__(self) -> str:
        return str(self.id)


def group_field(workshop: Workshop) -> str:
    """The field of a participant that holds the group which their scores are counted in."""
    return "sector" if workshop.asks_sectors else "family"
