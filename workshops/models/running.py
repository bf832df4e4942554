"""Who runs a workshop besides its team, with which agendas, and what was done at its desks."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.models.workshop import Workshop


class AgendaTemplate(models.Model):
    """An agenda that a team keeps for its workshops: `steps` as `domain.agendas.Step`, with script, notes and task."""

    team = models.ForeignKey("accounts.Team", on_delete=models.CASCADE, related_name="agendas")
    title = models.CharField(_("title"), max_length=120)
    steps: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["title"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "title"], name="one_template_a_title")
        ]

    def __str__(self) -> str:
        return self.title


class CoFacilitator(models.Model):
    """Somebody from outside the team who may run one workshop, once they accept the invitation.

    `token` is the digest of what the link holds: whoever reads the database cannot accept in their place.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="co_facilitators")
    email = models.EmailField(_("email address"))
    token = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["invited_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "email"], name="one_invitation_an_address")
        ]

    def __str__(self) -> str:
        return self.email


class JournalEntry(models.Model):
    """Something that was done at a desk: who, what, and about what, in words. Never a score, never a person."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="journal")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    act = models.CharField(max_length=40)
    about = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name_plural = "journal entries"

    def __str__(self) -> str:
        return self.act
