"""Which edition a workshop stands on: until its doors open it may take a newer one, and then it keeps its own."""

from django.db.models import Q

from principles.models import Edition
from workshops.actions.changing import Refused, changing
from workshops.domain.activities import kind_named
from workshops.domain.building import THESE, first_choice
from workshops.domain.moves import Stage
from workshops.domain.words import noop as _
from workshops.models import Activity, Workshop

OPENED = _("The doors are open. The workshop keeps the words that people have seen.")
NOT_NEWEST = _("That is not the newest edition any more. Look at the page again.")


def newer_edition(workshop: Workshop) -> Edition | None:
    """The newest edition of the workshop's set, if there is one after its own; without its words.

    None where the set is another team's and is shared no longer: its words are not for this one.
    """
    pinned = workshop.edition
    theirs = (
        Q(principle_set__team=None) | Q(principle_set__team=workshop.team_id) | Q(principle_set__shared=True)
    )
    newer = Edition.objects.filter(
        theirs, principle_set=pinned.principle_set_id, language=pinned.language, number__gt=pinned.number
    )
    return newer.select_related("principle_set").defer("wording").first()


def take_newest(workshop: Workshop, edition: int) -> Edition:
    """The workshop stands on its set's newest edition, which is the one of that id. A step keeps what it was about.

    `Refused` once the doors have opened, or where there is a newer one still.
    """
    with changing(workshop) as locked:
        if locked.stage != Stage.PLANNED:
            raise Refused(OPENED)
        newest = newer_edition(locked)
        if newest is None or newest.pk != edition:
            raise Refused(NOT_NEWEST)
        locked.edition = newest
        locked.save(update_fields=["edition"])
        known = [one["key"] for one in newest.wording["principles"]]
        for step in locked.activities.all():
            _keep_what_is_left(step, known)
    return newest


def _keep_what_is_left(step: Activity, known: list[str]) -> None:
    """The principles of the step that the edition still has; where none is left, those that its kind begins with."""
    left = [key for key in step.principles if key in known]
    if left == step.principles:
        return
    if not left and step.picks == THESE:
        step.picks = first_choice(kind_named(step.kind))
    step.principles = left
    step.save(update_fields=["principles", "picks"])
