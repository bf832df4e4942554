"""What the end of a workshop takes away: whatever could lead from a score back to a person."""

import logging
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import Count

from workshops.actions.counting import shown_so_far
from workshops.actions.dots import forget_dots
from workshops.actions.tables import forget_tables
from workshops.domain.breakdown import OTHERS, Grouping, tags_of
from workshops.domain.moves import SHOWN
from workshops.kept import grouping_in, lines_in
from workshops.models import (
    Comment,
    Confirmation,
    Hand,
    Idea,
    Knock,
    Participant,
    Result,
    Score,
    SeenToo,
    Workshop,
)
from workshops.models.people import group_field
from workshops.models.workshop import random_key
from workshops.shown import Why, sector_view

# The activity and the principle that scores are of.
Place = tuple[int, str]

log = logging.getLogger(__name__)


def empty_journal() -> None:
    """Carry SQLite's journal over into the database file, and empty it: it holds every page as it once was.

    What is deleted from the file itself is overwritten there and then; see `secure_delete` in the settings.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_pages = cursor.fetchone()
    if busy:
        log.warning("the journal is being read and was not emptied; the next workshop that ends empties it")


def forget_people(workshop: Workshop) -> None:
    """Write the score rows again in random order, each under a key of its own, with no sector that would name anybody.

    Their place on the disk does not tell who was quick, nor their keys which of them are of one person: somebody whose
    one score is known would be known by it in all the others. The same goes for what people said. Of a round that
    nobody was shown no count is kept, and of one that somebody took their scores back from no rows: what they had
    given would be the difference.
    """
    unseen = workshop.activities.exclude(phase__in=SHOWN)
    Result.objects.filter(activity__in=unseen).delete()
    unseen.update(grouping=None, order=None)
    grouping, results = shown_so_far(workshop), _results(workshop)
    rows = _whole(Score.objects.filter(workshop=workshop), results)
    random.SystemRandom().shuffle(rows)
    told = {place for place, result in results.items() if _is_told(result, workshop.k)} if grouping else set()
    Score.objects.filter(workshop=workshop).delete()
    for row in rows:
        row.pk, row.ballot_key, row.turn = random_key(), random_key().hex, 0
        # How many came on paper stays with the result; which they are is told by nothing any more.
        row.on_paper = False
        row.family = grouping.group_of(row.family) if grouping and _place(row) in told else OTHERS
    Score.objects.bulk_create(rows, batch_size=2000)
    _forget_who_spoke(workshop, grouping)
    forget_tables(workshop)
    forget_dots(workshop)
    _forget_who_proposed(workshop)


def _results(workshop: Workshop) -> dict[Place, Result]:
    found = Result.objects.filter(activity__workshop=workshop).select_related("activity")
    return {_place(result): result for result in found}


def _place(row: Score | Result) -> Place:
    return row.activity_id, row.principle


def _whole(rows: Iterable[Score], results: Mapping[Place, Result]) -> list[Score]:
    """The rows of those places where they are still what was counted, or where nothing was."""
    found: dict[Place, list[Score]] = defaultdict(list)
    for row in rows:
        found[_place(row)].append(row)
    return [row for place, theirs in found.items() if _is_whole(theirs, results.get(place)) for row in theirs]


def _is_whole(rows: Iterable[Score], result: Result | None) -> bool:
    if result is None:
        return True
    levels = Counter(row.level for row in rows)
    counts = [levels[level] for level, _ in enumerate(result.counts, 1)]
    return (counts, levels[None]) == (result.counts, result.cant_say)


def _is_told(result: Result, k: int) -> bool:
    """Whether the room was shown lines by sector of it, and still is."""
    kept = result.activity.grouping
    return kept is not None and sector_view(grouping_in(kept), lines_in(result.lines), k).why == Why.SHOWN


def _forget_who_spoke(workshop: Workshop, grouping: Grouping | None) -> None:
    """Leave what was said with the group that is told of it, and each under a key of its own."""
    people = Participant.objects.filter(workshop=workshop).exclude(family="").order_by()
    sizes = dict(people.values_list(group_field(workshop)).annotate(Count("pk")))
    tags = tags_of(grouping, sizes, workshop.k) if grouping else None
    said = list(Comment.objects.filter(workshop=workshop))
    for comment in said:
        comment.author_key = random_key().hex
        comment.family = tags.group_of(comment.family) if tags else OTHERS
    Comment.objects.bulk_update(said, ["author_key", "family"], batch_size=200)
    _forget_who_saw(workshop)
    Hand.objects.filter(workshop=workshop).delete()
    # Names were for the desk while it ran, and whoever was still at the door told theirs for nothing.
    Knock.objects.filter(workshop=workshop).delete()
    Participant.objects.filter(workshop=workshop).exclude(name="").update(name="")


def _forget_who_saw(workshop: Workshop) -> None:
    """Write anew who sees what too, or differently: rows of one person lie beside each other as they were pressed."""
    seen = list(SeenToo.objects.filter(comment__workshop=workshop))
    random.SystemRandom().shuffle(seen)
    SeenToo.objects.filter(comment__workshop=workshop).delete()
    for row in seen:
        row.pk, row.author_key = None, random_key().hex
    SeenToo.objects.bulk_create(seen, batch_size=2000)


def _forget_who_proposed(workshop: Workshop) -> None:
    """Ideas, and who said "that is me", each under a key of its own."""
    ideas = list(Idea.objects.filter(workshop=workshop))
    owned = list(Confirmation.objects.filter(commitment__workshop=workshop))
    for idea in ideas:
        idea.author_key = random_key().hex
    for row in owned:
        row.author_key = random_key().hex
    Idea.objects.bulk_update(ideas, ["author_key"], batch_size=200)
    Confirmation.objects.bulk_update(owned, ["author_key"], batch_size=200)
