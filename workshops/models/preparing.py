"""What was done before the day."""

from django.db import models

from workshops.models.workshop import Workshop


class Preparation(models.Model):
    """The part of a checklist that nothing else tells: when the site saw something done, and what somebody ticked."""

    workshop = models.OneToOneField(Workshop, on_delete=models.CASCADE, related_name="preparation")
    # When its screen was first opened on a device where nobody is signed in.
    screen_seen_at = models.DateTimeField(null=True, blank=True)
    rehearsed_at = models.DateTimeField(null=True, blank=True)
    # The keys of what the site cannot see, and somebody says is done.
    ticked: models.JSONField[list[str], list[str]] = models.JSONField(default=list)

    def __str__(self) -> str:
        return "a checklist"
