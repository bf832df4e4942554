"""What people say."""

from typing import ClassVar

from django.db import models

from workshops.models.workshop import Activity, Workshop, random_key


class Theme(models.Model):
    """A heading under which a facilitator puts what people say."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="themes")
    principle = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=80)
    # The big screen shows it, with how many comments are under it.
    spotlit = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "principle", "title"], name="one_theme_a_title")
        ]

    def __str__(self) -> str:
        return self.title


class Comment(models.Model):
    """Words without a name: a reason for a score, a comment, a check-in or a check-out.

    `author_key` is of another purpose than a ballot key, so that a comment cannot be tied to a score. `form` is the id
    of the form it was typed in: the same form sent twice is one comment.
    """

    class Source(models.TextChoices):
        REASON = "reason"
        COMMENT = "comment"
        CHECK_IN = "check_in"
        CHECK_OUT = "check_out"

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="comments")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="comments")
    principle = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    author_key = models.CharField(max_length=64)
    form = models.UUIDField()
    # The group its writer scores in; shown only where that group has a line of its own.
    family = models.CharField(max_length=40, blank=True)
    text = models.TextField(max_length=1000, blank=True)
    useful = models.PositiveSmallIntegerField(null=True)
    hidden = models.BooleanField(default=False)
    # Waits for a facilitator before anybody else sees it.
    held = models.BooleanField(default=False)
    # Why its words were taken out for good; the words themselves are gone then.
    redacted = models.CharField(max_length=200, blank=True)
    theme = models.ForeignKey(
        Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    spotlit = models.BooleanField(default=False)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["written_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "form"], name="one_comment_a_form")
        ]
        indexes: ClassVar = [models.Index(fields=["author_key"])]

    def __str__(self) -> str:
        return self.text[:40]


class SeenToo(models.Model):
    """Somebody sees it too; or, where `differs`, sees it differently."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="seen_too")
    author_key = models.CharField(max_length=64)
    differs = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "author_key"], name="seen_once_each")
        ]
        indexes: ClassVar = [models.Index(fields=["author_key"])]

    def __str__(self) -> str:
        return "seen too"


class Parked(models.Model):
    """An issue for another day, which nobody may forget."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="parked")
    form = models.UUIDField()
    text = models.CharField(max_length=500)
    comment = models.ForeignKey(Comment, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name_plural = "parked issues"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "form"], name="one_parked_a_form")
        ]

    def __str__(self) -> str:
        return self.text[:40]
