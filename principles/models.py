"""Principle sets, their working drafts and their frozen editions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PrincipleSet(models.Model):
    """What a workshop talks about. Its words live in editions; a set without a team is for everybody.

    `language` is the one it is written in: every other is a translation of that. A `shared` set may be read, used and
    copied by every team of this site; an archived one is offered to nobody, and what was made with it stays.
    """

    key = models.SlugField(_("key"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    team = models.ForeignKey(
        "accounts.Team", on_delete=models.CASCADE, null=True, blank=True, related_name="principle_sets"
    )
    language = models.CharField(_("language"), max_length=12, default="en-GB")
    shared = models.BooleanField(_("shared with every team"), default=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    copied_from = models.ForeignKey(
        "principles.Edition", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
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

    `wording` is `principles.document.values_of` the wording in the set's own language; `digest` is its `digest_of`.
    """

    principle_set = models.ForeignKey(PrincipleSet, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("edition"))
    language = models.CharField(_("language"), max_length=12, default="en-GB")
    wording = models.JSONField(_("wording"))
    digest = models.CharField(_("digest"), max_length=64)
    note = models.TextField(_("what changed"), blank=True)
    published_at = models.DateTimeField(_("published"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["principle_set", "number"], name="editions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.principle_set.title}, edition {self.number}"


class Translation(models.Model):
    """The same edition in another language: the same keys and levels, frozen with it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=12)
    wording = models.JSONField(_("wording"))
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        ordering: ClassVar = ["language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "language"], name="one_translation_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.edition} ({self.language})"


class Draft(models.Model):
    """The working draft of a set in one language: that of the set itself, or a translation.

    `wording` has the shape of an edition's, but may be unfinished: texts may be empty. `revision` counts its changes.
    `sources`, of a translation, holds for each path of a text the source's words that it was translated from, so that
    one whose source moved on is known to be stale.
    """

    principle_set = models.ForeignKey(PrincipleSet, on_delete=models.CASCADE, related_name="drafts")
    language = models.CharField(_("language"), max_length=12)
    wording = models.JSONField(_("wording"), default=dict)
    sources = models.JSONField(_("translated from"), default=dict, blank=True)
    revision = models.PositiveIntegerField(_("changes"), default=0)
    based_on = models.ForeignKey(
        Edition, on_delete=models.SET_NULL, null=True, blank=True, related_name="drafts"
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["principle_set", "language"], name="one_draft_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.principle_set.title}, draft ({self.language})"
