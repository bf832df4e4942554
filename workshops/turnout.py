"""What would be told by sector with the people there are, for whoever plans a workshop or waits for people to join.

It asks the rule that the results are told by, as if everybody who joined scored everything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Team
from workshops.domain.breakdown import By, Grouping, grouping_of
from workshops.domain.moves import Stage
from workshops.domain.sectors import ALWAYS, FAMILIES, family_of
from workshops.models import Participant, Workshop
from workshops.models.people import group_field
from workshops.sayings import in_words, sector_label

# How many people there are of each group.
Sizes = Mapping[str, int]


@dataclass(frozen=True)
class Outlook:
    """`groups` holds the name of each group and whether it would show; `instead` says what would, where none does."""

    groups: tuple[tuple[str, str], ...]
    instead: str


def outlook_of(workshop: Workshop) -> Outlook | None:
    """What would show of everybody who sits in the workshop now; None while nobody does."""
    seats = Participant.objects.filter(workshop=workshop, revoked_at__isnull=True).order_by()
    field = group_field(workshop)
    sizes = dict(seats.values_list(field).annotate(Count("pk")))
    if not sizes:
        return None
    grouping = _grouping(sizes, workshop.k, ask_sectors=workshop.asks_sectors)
    few = workshop.asks_sectors and any(sizes[key] < workshop.k for key in _sectors_here(sizes))
    wanted = By.SECTORS if workshop.asks_sectors else By.FAMILIES
    listed = _sectors_here(sizes) if workshop.asks_sectors else _families_offered(workshop)
    shown = grouping.shown if grouping.by == wanted else ()
    nation = workshop.nation
    return Outlook(
        tuple(
            (sector_label(key, nation), _standing(sizes.get(key, 0), workshop.k, shows=key in shown, few=few))
            for key in listed
        ),
        "" if shown else _instead(grouping, nation),
    )


def last_turnouts(teams: Iterable[Team]) -> list[str]:
    """For each team that has held a workshop, what the people who came to its last one would have let show."""
    held = Workshop.objects.filter(stage=Stage.ENDED, practice=False).order_by("-ended_at", "-pk")
    last = [held.filter(team=team).first() for team in teams]
    return [_turnout(workshop) for workshop in last if workshop]


def _turnout(workshop: Workshop) -> str:
    # Without whoever took everything back, the sector too.
    people = Participant.objects.filter(workshop=workshop, pretend=False).exclude(family="").order_by()
    grouping = _grouping(dict(people.values_list("family").annotate(Count("pk"))), workshop.k)
    title, count = workshop.title, len(grouping.shown)
    if not count:
        return _("With the turnout of “%(title)s”, nothing would have been told by sector.") % {
            "title": title
        }
    if grouping.by == By.THREE_WAY:
        words = _(
            "With the turnout of “%(title)s”, no family would have had a line of its own, "
            "but %(count)s of three larger groups would."
        )
    else:
        words = ngettext(
            "With the turnout of “%(title)s”, %(count)s family would have had a line of its own.",
            "With the turnout of “%(title)s”, %(count)s families would have had a line of their own.",
            count,
        )
    return words % {"title": title, "count": in_words(count)}


def _grouping(sizes: Sizes, k: int, *, ask_sectors: bool = False) -> Grouping:
    found = grouping_of([{key: (size,) for key, size in sizes.items()}], k, ask_sectors=ask_sectors)
    return found or Grouping(By.FAMILIES)


def _families_offered(workshop: Workshop) -> list[str]:
    offered = {*workshop.families, *map(family_of, ALWAYS)}
    return [family.key for family in FAMILIES if family.key in offered]


def _sectors_here(sizes: Sizes) -> list[str]:
    return [sector.key for family in FAMILIES for sector in family.sectors if sector.key in sizes]


def _standing(people: int, k: int, *, shows: bool, few: bool) -> str:
    """`few` says that results would be told by single sector if every sector had `k` people."""
    if people < k:
        have = _("you have none") if not people else _("you have %(n)s") % {"n": in_words(people)}
        return _("you need %(k)s for it to show; %(have)s") % {"k": in_words(k), "have": have}
    if shows:
        words = _("you have %(n)s, enough for it to show")
    elif few:
        words = _("you have %(n)s, enough by itself, but it would show only once every sector has %(k)s")
    else:
        words = _(
            "you have %(n)s, enough by itself, but it would not show: too few would be left over beside it"
        )
    return words % {"n": in_words(people), "k": in_words(k)}


def _instead(grouping: Grouping, nation: str) -> str:
    if not grouping.shown:
        return _("As it stands, nothing would be told by sector: only the whole room together.")
    groups = "; ".join(sector_label(group, nation) for group in grouping.shown)
    if grouping.by == By.THREE_WAY:
        return _("As it stands, no family would show, but larger groups would: %(groups)s.") % {
            "groups": groups
        }
    return _("As it stands, results would be told by family, and these would show: %(groups)s.") % {
        "groups": groups
    }
