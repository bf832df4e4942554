"""A workshop and the activities of its agenda."""

import secrets
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.domain import ballots, codes
from workshops.domain.moves import Phase, Stage


def new_screen_key() -> str:
    return secrets.token_urlsafe(12)


class Series(models.Model):
    """Workshops of one team that are put side by side over time."""

    team = models.ForeignKey("accounts.Team", on_delete=models.CASCADE, related_name="series")
    title = models.CharField(_("series"), max_length=120)

    class Meta:
        ordering: ClassVar = ["title"]
        verbose_name_plural = "series"
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "title"], name="one_series_a_title")]

    def __str__(self) -> str:
        return self.title


class Workshop(models.Model):
    """One live event of a team, on one edition of a set of principles.

    `version` counts every change that somebody in the room could see. `ballot_secret` ties a person to their own
    scores while the workshop runs; ending the workshop destroys it.
    """

    team = models.ForeignKey("accounts.Team", on_delete=models.CASCADE, related_name="workshops")
    edition = models.ForeignKey("principles.Edition", on_delete=models.PROTECT, related_name="workshops")
    title = models.CharField(_("title"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=400, blank=True)
    agenda_title = models.CharField(_("agenda"), max_length=120)
    starts_at = models.DateTimeField(_("starts"))
    code = models.CharField(_("join code"), max_length=6, unique=True, default=codes.new_code)
    screen_key = models.CharField(max_length=24, unique=True, default=new_screen_key)
    # Where phones reach this site, as the facilitator's browser saw it when the doors opened.
    address = models.CharField(max_length=200, blank=True)
    families: models.JSONField[list[str], list[str]] = models.JSONField(_("sectors offered"), default=list)
    # Whether the join question names single sectors instead of their families, and in which nation's words.
    asks_sectors = models.BooleanField(_("ask for the single sector"), default=False)
    nation = models.CharField(_("nation"), max_length=20, blank=True)
    series = models.ForeignKey(
        Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="workshops"
    )
    smallest_group = models.PositiveSmallIntegerField(default=5)
    stage = models.CharField(max_length=8, default=Stage.PLANNED, choices=[(s, s) for s in Stage])
    locked = models.BooleanField(_("locked"), default=False)
    # Pretend people may be added, and everything says so.
    practice = models.BooleanField(_("for practice"), default=False)
    # The workshop that this one rehearses; it is wiped away afterwards, and counts nowhere.
    rehearsal_of = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="rehearsals"
    )
    # No names in anything that leaves the room, and the Rule is printed on welcome and report.
    chatham_house = models.BooleanField(_("Chatham House Rule"), default=True)
    names_asked = models.BooleanField(_("ask for a name"), default=False)
    # What participants write waits for a facilitator before others see it.
    holds_comments = models.BooleanField(_("hold comments for review"), default=False)
    # The languages of its edition that are offered, by their codes; none is the one that the set is written in.
    languages: models.JSONField[list[str], list[str]] = models.JSONField(_("languages"), default=list)
    # Which of them the screen is in: "" for the first, "in_turns" for all of them, each as long.
    screen_language = models.CharField(_("language of the screen"), max_length=12, blank=True)
    delete_on = models.DateField(_("delete by"), null=True, blank=True)
    # What a facilitator says to every phone just now.
    notice = models.CharField(max_length=200, blank=True)
    notice_at = models.DateTimeField(null=True, blank=True)
    # Counts every change of who sits where: phones ask for their table again when it grows. 0 where nobody ever sat.
    seating = models.PositiveIntegerField(default=0)
    version = models.PositiveBigIntegerField(default=1)
    ballot_secret = models.BinaryField(null=True, default=ballots.new_secret)
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-starts_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def k(self) -> int:
        """The smallest group of people that may be shown: the site may have raised it since this was planned."""
        return max(self.smallest_group, settings.SMALLEST_GROUP)

    @property
    def spaced_code(self) -> str:
        return codes.spaced(self.code)


class Activity(models.Model):
    """One step of the agenda.

    `picks` says whose choice its principles are: all, choose, chosen, or none needed; "again" where the desk put the
    step in while the workshop ran. `round` is the highest that any of its principles is in.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()
    picks = models.CharField(max_length=8, blank=True)
    principles: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    phase = models.CharField(max_length=8, default=Phase.WAITING, choices=[(p, p) for p in Phase])
    round = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    extra_minutes = models.PositiveSmallIntegerField(default=0)
    # In a vote with dots: how many each has, decided as it opens; and how many voted, counted at close.
    dots_each = models.PositiveSmallIntegerField(default=0)
    voters = models.PositiveIntegerField(null=True)
    # What the plan gave it, where the desk has changed that while it ran; 0 for a step that was put in then.
    planned_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    # What it had before the desk last shortened or lengthened what is to come.
    minutes_before = models.PositiveSmallIntegerField(null=True, blank=True)
    # When a facilitator ended its clock before its time.
    clock_ended_at = models.DateTimeField(null=True, blank=True)
    # When those who have not answered were last asked to.
    nudged_at = models.DateTimeField(null=True, blank=True)
    # The run sheet: what to say instead of the kind's own words, and notes. For the desk alone.
    script = models.TextField(max_length=2000, blank=True)
    notes = models.TextField(max_length=4000, blank=True)
    # What tables do in a discussion.
    task = models.CharField(max_length=400, blank=True)
    # Which groups have a line of their own in its results, decided at close: {"by": ..., "shown": [...]}.
    grouping: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True)
    # Kendall's W over its principles and the people behind it, counted at close: {"w": ..., "m": ...}.
    order: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "position"], name="one_step_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


def random_key() -> uuid.UUID:
    """A key that says nothing about when a row was written."""
    return uuid.uuid4()
