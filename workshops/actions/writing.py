"""The team's words in a report: saved as they are written, and never over somebody else's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from accounts.models import User
from principles.merging import Clash, merge
from workshops.actions.changing import NO_WORKSHOP, Refused
from workshops.models import Position, ReportWords, Workshop
from workshops.readings.wordings import wording_in
from workshops.room.announcing import announce

PARTS = ("agreed", "seen_differently", "one_point")
# How long each may be, in characters; of those on a principle the name before the dot.
LONGEST = {
    "purpose": 400,
    "strengths": 2000,
    "said": 2000,
    **dict.fromkeys(PARTS, 1000),
    "review_on": 10,
    "review_place": 160,
    "closing": 2000,
}
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Written:
    """All of the words as they are now, and those that two people have written at once."""

    values: dict[str, str]
    clashes: tuple[Clash, ...]


def words_in(workshop: Workshop) -> dict[str, str]:
    """Every text that may be written in the report, by its name: "closing", or "agreed.shared-leadership"."""
    row = ReportWords.objects.filter(workshop=workshop).first() or ReportWords(workshop=workshop)
    positions = {position.principle: position for position in Position.objects.filter(workshop=workshop)}
    values = {
        "purpose": workshop.purpose,
        "strengths": row.strengths,
        "review_on": row.review_on.isoformat() if row.review_on else "",
        "review_place": row.review_place,
        "closing": row.closing,
    }
    for principle in wording_in(workshop).principles:
        key = principle.key
        values[f"said.{key}"] = row.said.get(key, "")
        position = positions.get(key) or Position()
        values |= {f"{part}.{key}": getattr(position, part) for part in PARTS}
    return values


@transaction.atomic
def write(workshop: Workshop, base: Texts, mine: Texts, by: User | None) -> Written:
    """Keep what I have changed since `base`; where somebody else changed the same, theirs stays and it is told.

    Raises `Refused` where the workshop is gone.
    """
    locked = Workshop.objects.select_for_update().select_related("edition").filter(pk=workshop.pk).first()
    if locked is None:
        raise Refused(NO_WORKSHOP, 404)
    before = words_in(locked)
    merged = merge(dict(base), dict(mine), before)
    changed = {name for name, text in merged.values.items() if text != before[name]}
    if changed:
        _keep(locked, merged.values, changed, by)
    return Written(merged.values, merged.clashes)


def _keep(workshop: Workshop, values: Texts, changed: set[str], by: User | None) -> None:
    if changed & {"strengths", "review_on", "review_place", "closing"} or _keys(changed, "said"):
        day = values["review_on"]
        said = {name.partition(".")[2]: text for name, text in values.items() if name.startswith("said.")}
        given = {
            "strengths": values["strengths"],
            "said": {key: text for key, text in said.items() if text},
            "review_on": date.fromisoformat(day) if day else None,
            "review_place": values["review_place"],
            "closing": values["closing"],
            "changed_by": by,
        }
        ReportWords.objects.update_or_create(workshop=workshop, defaults=given)
    for key in sorted({key for part in PARTS for key in _keys(changed, part)}):
        _settle(workshop, key, values)
    if "purpose" in changed:
        Workshop.objects.filter(pk=workshop.pk).update(purpose=values["purpose"])
    if "purpose" in changed or any(_keys(changed, part) for part in PARTS):
        # These are on pages of the room.
        Workshop.objects.filter(pk=workshop.pk).update(version=F("version") + 1)
        transaction.on_commit(lambda: announce(workshop.code, workshop.version + 1))


def _keys(names: set[str], part: str) -> set[str]:
    return {key for name, _dot, key in (name.partition(".") for name in names) if name == part}


def _settle(workshop: Workshop, key: str, values: Texts) -> None:
    position, _made = Position.objects.get_or_create(workshop=workshop, principle=key)
    for part in PARTS:
        setattr(position, part, values[f"{part}.{key}"])
    position.edition += 1
    position.save()
