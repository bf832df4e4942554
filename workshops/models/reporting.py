"""What a team's reports look like."""

from typing import ClassVar

from django.db import models


class WordTemplate(models.Model):
    """The Word document in whose look a team's reports are written: its styles, pages, heads and feet.

    It is never changed. Another one, or ours, takes its place from the moment of `dropped_at` on; what was approved
    before goes on being written in this one.
    """

    team = models.ForeignKey("accounts.Team", on_delete=models.CASCADE, related_name="word_templates")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    kept_at = models.DateTimeField(auto_now_add=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team"], condition=models.Q(dropped_at=None), name="one_word_template_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.name
