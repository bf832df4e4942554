"""Principle sets and their frozen editions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class PrincipleSet(models.Model):
    """What a workshop talks about. Its words live in editions; a set without a team is for everybody."""

    key = models.SlugField(_("key"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    team = models.ForeignKey(
        "accounts.Team", on_delete=models.CASCADE, null=True, blank=True, related_name="principle_sets"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "key"], name="one_set_a_key"),
            # A null never equals another, so the sets for everybody need their own rule.
            # (nulls_distinct=False would say both at once, and SQLite would ignore it.)
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(team=None), name="one_shipped_set_a_key"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """One published wording of a set. Never changed: results point at it to keep the words people saw.

    `wording` is `principles.document.values_of` the wording; `digest` is its `digest_of`.
    """

    principle_set = models.ForeignKey(PrincipleSet, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("edition"))
    language = models.CharField(_("language"), max_length=12, default="en-GB")
    wording = models.JSONField(_("wording"))
    digest = models.CharField(_("digest"), max_length=64)
    published_at = models.DateTimeField(_("published"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["principle_set", "number"], name="editions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.principle_set.title}, edition {self.number}"
