"""What a team's reports look like."""

from django.db import models


class WordTemplate(models.Model):
    """The Word document in whose look a team's reports are written: its styles, pages, heads and feet."""

    team = models.OneToOneField("accounts.Team", on_delete=models.CASCADE, related_name="word_template")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    kept_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name
