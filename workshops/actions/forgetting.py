"""What the end of a workshop takes away: whatever could lead from a score back to a person."""

import logging
import random
from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from workshops.actions.counting import shown_so_far
from workshops.domain.breakdown import OTHERS, Grouping, grouping_of, lines_of
from workshops.models import Comment, Score, Workshop
from workshops.models.workshop import random_key

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
    one score is known would be known by it in all the others.
    """
    rows = list(Score.objects.filter(workshop=workshop))
    random.SystemRandom().shuffle(rows)
    levels = len(workshop.edition.wording["levels"])
    grouping, told = _groups_that_hide_everyone(workshop, rows, levels)
    Score.objects.filter(workshop=workshop).delete()
    for row in rows:
        row.pk, row.ballot_key, row.turn = random_key(), random_key().hex, 0
        row.family = grouping.group_of(row.family) if (row.activity_id, row.principle) in told else OTHERS
    Score.objects.bulk_create(rows, batch_size=2000)
    comments = Comment.objects.filter(workshop=workshop).exclude(family=OTHERS)
    for family in set(comments.order_by().values_list("family", flat=True)):
        comments.filter(family=family).update(family=grouping.group_of(family))


def _groups_that_hide_everyone(
    workshop: Workshop, rows: Iterable[Score], levels: int
) -> tuple[Grouping, frozenset[Place]]:
    """The groups that may be shown of every row there is, and the places where none of them is of one mind.

    Asked again of all rows together: some are of a round that nobody was shown, and some were erased since.
    """
    moments: dict[Place, dict[str, list[int]]] = defaultdict(dict)
    for row in rows:
        counts = moments[row.activity_id, row.principle].setdefault(row.family, [0] * levels)
        if row.level is not None:
            counts[row.level - 1] += 1
    grouping = grouping_of(
        moments.values(),
        workshop.k,
        before=shown_so_far(workshop),
        ask_sectors=workshop.asks_sectors,
    )
    told = frozenset(place for place, groups in moments.items() if lines_of(groups, grouping))
    return grouping, told
