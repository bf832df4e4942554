"""Programs that read for somebody, and those that are told of what a team has approved."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshops.models.workshop import Workshop


class ApiToken(models.Model):
    """With it a program reads what its user may see. `digest` is the SHA-256 of the token, which nobody has kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    # To the minute: it is not written for each request.
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class Webhook(models.Model):
    """Where a team's approved reports are announced. The secret is worked out from `salt` and the site's own key."""

    team = models.OneToOneField("accounts.Team", on_delete=models.CASCADE, related_name="webhook")
    address = models.CharField(_("address"), max_length=500)
    salt = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.address


class Delivery(models.Model):
    """One announcement to a webhook, as it is sent at every try. `next_at` is None once it has arrived or was given up.

    `asked_at` is when it was made, or when somebody last asked for it again: it is tried for a day from then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)
    body = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, default=timezone.now
    )
    arrived_at = models.DateTimeField(null=True)
    # What the last try came to, as a message id, and the status it was answered with; 0 where there was no answer.
    outcome = models.CharField(max_length=200, blank=True)
    status = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-asked_at"]
        indexes: ClassVar = [models.Index(fields=["next_at"])]

    def __str__(self) -> str:
        return f"{self.event} to {self.webhook}"
