"""The report of a workshop as a document with a life: the words of whoever writes it, what was approved, and links."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from workshops.models.reporting import WordTemplate
from workshops.models.workshop import Workshop


class ReportWords(models.Model):
    """What a team writes into the report of a workshop: nobody in the room said it in these words.

    `said` is what people said of each principle, by its key, as the team puts it together.
    """

    workshop = models.OneToOneField(Workshop, on_delete=models.CASCADE, related_name="report_words")
    strengths = models.TextField(max_length=2000, blank=True)
    said: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    review_on = models.DateField(null=True, blank=True)
    review_place = models.CharField(max_length=160, blank=True)
    closing = models.TextField(max_length=2000, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return "words of a report"


class ReportVersion(models.Model):
    """A report as somebody approved it: `content` is the whole of it, as `reports.frozen` writes it.

    It never changes again but for words that are taken out for good, of which `taken_out` tells the last time. Its Word
    file is written in `template`, the team's own of that day, or in ours where it had none.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="report_versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # As it was then: the account may go, or get another name.
    approver = models.CharField(max_length=150)
    taken_out = models.DateTimeField(null=True, blank=True)
    # It may go with the team, which takes both, and not before.
    template = models.ForeignKey(
        WordTemplate, on_delete=models.RESTRICT, null=True, blank=True, related_name="versions"
    )

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "number"], name="one_version_a_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class ReportShare(models.Model):
    """A link to the newest approved version; `token` is the digest of what the link holds."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="report_shares")
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return "a link to a report"
