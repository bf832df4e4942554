"""What people propose to do, and which of it they would do first."""

from typing import ClassVar

from django.db import models

from workshops.models.workshop import Activity, Workshop, random_key


class Idea(models.Model):
    """A proposal, without a name.

    `into` is the idea that a facilitator merged it with: its words stay, and it is voted on there.
    """

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="ideas")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="ideas")
    author_key = models.CharField(max_length=64)
    form = models.UUIDField()
    text = models.CharField(max_length=300)
    into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged")
    hidden = models.BooleanField(default=False)
    # Waits for a facilitator before anybody else sees it.
    held = models.BooleanField(default=False)
    # What its writer wrote, where a facilitator has put it in other words.
    first_text = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["written_at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["workshop", "form"], name="one_idea_a_form")]
        indexes: ClassVar = [models.Index(fields=["author_key"])]

    def __str__(self) -> str:
        return self.text[:40]


class Dot(models.Model):
    """One person's dots on one idea, under a key of their own purpose. Deleted when the workshop ends."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="dots")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="dots")
    dot_key = models.CharField(max_length=64)
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "idea", "dot_key"], name="one_row_of_dots")
        ]
        indexes: ClassVar = [models.Index(fields=["dot_key"])]

    def __str__(self) -> str:
        return "dots"


class DotTotal(models.Model):
    """What an idea got in a vote, counted once at close. Shown to nobody before the reveal.

    Of how many people they are is counted nowhere: who gave two to one idea is nobody's to know.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="dot_totals")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="dot_totals")
    dots = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "idea"], name="one_dot_total_an_idea")
        ]

    def __str__(self) -> str:
        return "a total of dots"
