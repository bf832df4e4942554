"""What people say."""

from typing import ClassVar

from django.db import models

from workshops.models.workshop import Activity, Workshop, random_key


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
    """Somebody sees it too."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="seen_too")
    author_key = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "author_key"], name="seen_once_each")
        ]
        indexes: ClassVar = [models.Index(fields=["author_key"])]

    def __str__(self) -> str:
        return "seen too"
