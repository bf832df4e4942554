"""Scores and results. A score row has no participant and no time: see "Secrecy" in docs/architecture.md."""

from typing import Any, ClassVar

from django.db import models

from workshops.models.workshop import Activity, Workshop, random_key


class Score(models.Model):
    """One person's answer to one principle in one round, under a ballot key. `level` is empty for "I can't say".

    `family` is the group that it is counted in: a family of sectors, or a single sector where the workshop asks for
    those. `turn` counts this person's choices here, so that one which was overtaken on its way does not come in last;
    ending the workshop wipes it out.
    """

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="scores")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="scores")
    principle = models.CharField(max_length=60)
    ballot_key = models.CharField(max_length=64)
    family = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(null=True)
    turn = models.PositiveIntegerField(default=0)
    # One line of a tally of score sheets, which a facilitator typed in.
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "principle", "ballot_key"], name="one_score_a_ballot")
        ]
        # By the key: somebody who opens their page is shown their own, without reading the whole room's.
        indexes: ClassVar = [models.Index(fields=["workshop"]), models.Index(fields=["ballot_key"])]

    def __str__(self) -> str:
        return f"a score for {self.principle}"


class Result(models.Model):
    """What a round came to for one principle, counted once, at close. Shown to nobody before the reveal.

    `counts` holds the number of scores for each level from the first. `movement` is what may be told of those who
    scored the round before as well: `{"pairs", "parts": [[ways, people], ...], "before", "after"}`, or nothing.
    `lines` is what may be told of the groups of its activity's `grouping`: `[{"group", "n", "median", "word"}, ...]`,
    the last for all others under ""; empty where no group is shown, null where they are held back.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="results")
    principle = models.CharField(max_length=60)
    counts: models.JSONField[list[int], list[int]] = models.JSONField()
    cant_say = models.PositiveIntegerField()
    # Of all the answers, those from score sheets.
    on_paper = models.PositiveIntegerField(default=0)
    # Of its scores, those by phone: whoever typed the sheets in could tell them apart, so they must stand alone.
    by_phone = models.PositiveIntegerField(null=True)
    movement: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True)
    lines: models.JSONField[list[dict[str, Any]] | None, list[dict[str, Any]] | None] = models.JSONField(
        null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "principle"], name="one_result_a_principle")
        ]

    def __str__(self) -> str:
        return f"the result for {self.principle}"
