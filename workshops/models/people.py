"""People in the room: a seat and a sector, no address; a name only where the workshop asks, and until it ends."""

import uuid
from typing import ClassVar

from django.db import models

from workshops.domain.ballots import seat_mark
from workshops.models.workshop import Workshop, random_key


class Participant(models.Model):
    """Somebody who joined by link, QR or code."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="participants")
    sector = models.CharField(max_length=40)
    family = models.CharField(max_length=40)
    pretend = models.BooleanField(default=False)
    # Given where the workshop asks for it, and nowhere near a score.
    name = models.CharField(max_length=60, blank=True)
    table = models.ForeignKey(
        "workshops.Table", on_delete=models.SET_NULL, null=True, blank=True, related_name="people"
    )
    # How many people share this device; told beside the scores, and never mixed into them.
    heads = models.PositiveSmallIntegerField(default=1)
    joined_at = models.DateTimeField(auto_now_add=True)
    # When the seat ended for good. The row stays: it was somebody in the room, and what they said still counts.
    revoked_at = models.DateTimeField(null=True, blank=True)
    # Whether a facilitator ended it.
    removed = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["workshop", "family"])]

    def __str__(self) -> str:
        return str(self.id)


class Knock(models.Model):
    """Somebody at the door of a locked room, until a facilitator answers."""

    class Reply(models.TextChoices):
        COME_IN = "in"
        NO = "no"

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="knocks")
    sector = models.CharField(max_length=40)
    name = models.CharField(max_length=60, blank=True)
    heads = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField(auto_now_add=True)
    reply = models.CharField(max_length=3, choices=Reply.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["asked_at"]

    def __str__(self) -> str:
        return "a knock"


class Hand(models.Model):
    """A hand that is up. Its row goes when the hand goes down."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="hands")
    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="hand")
    raised_at = models.DateTimeField(auto_now_add=True)
    # When a facilitator gave them the floor.
    called_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["raised_at"]

    def __str__(self) -> str:
        return "a hand"


class Table(models.Model):
    """People who talk together. What its scribe writes is reported back to the room."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField()
    scribe = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="writes_for"
    )
    notes = models.TextField(max_length=4000, blank=True)
    # Of the notes, so that two who write at once do not lose each other's words.
    edition = models.PositiveIntegerField(default=0)
    # Since when the screen shows its notes.
    reporting_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "number"], name="one_table_a_number")
        ]

    def __str__(self) -> str:
        return f"table {self.number}"


def marked(workshop: Workshop, participant: uuid.UUID) -> uuid.UUID:
    """What the desk calls somebody's seat by; the workshop must not have ended."""
    return seat_mark(bytes(workshop.ballot_secret or b""), participant)


def seat_marked(workshop: Workshop, mark: uuid.UUID) -> models.QuerySet[Participant]:
    """The participant whose seat the desk means; none where nobody in this workshop has that mark."""
    people = Participant.objects.filter(workshop=workshop)
    meant = [person for person in people.values_list("pk", flat=True) if marked(workshop, person) == mark]
    return people.filter(pk__in=meant)


def group_field(workshop: Workshop) -> str:
    """The field of a participant that holds the group which their scores are counted in."""
    return "sector" if workshop.asks_sectors else "family"
