"""The working drafts of a set: one in its own language, and one for each translation. Everything here writes."""

from dataclasses import dataclass

from accounts.models import User
from principles.checking import Fault
from principles.document import Values
from principles.merging import Clash
from principles.models import Draft, PrincipleSet


class Refused(ValueError):
    """Nothing was changed; the message says why, in words for whoever asked."""


class Outdated(Refused):
    """Somebody else has changed the draft since it was looked at."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft as it is now, its section as it stands in it, and the fields of it that were not written."""

    draft: Draft
    values: Values
    clashes: tuple[Clash, ...] = ()


def draft_of(principle_set: PrincipleSet, language: str = "") -> Draft:
    """The draft in a language, "" for the set's own; begun from the newest edition if there is none yet.

    A translation is begun from the newest edition that has it, or empty, in the shape of its source.
    """
    raise NotImplementedError


def section_of(draft: Draft, section: str) -> Values:
    """The fields of one section, as `principles.sections` names them; `UnknownSection` if it is not there."""
    raise NotImplementedError


def save_section(
    draft_pk: int,
    section: str,
    base: Values,
    mine: Values,
    by: User | None,
    sure: bool = False,
    source: Values | None = None,
) -> Saved:
    """Writes what was changed from `base` to `mine`, beside what others have changed meanwhile.

    Of a field that clashes nothing is written, unless `sure`: then mine is. Numbers of levels do not change here.
    In a translation, each text that was changed counts as translated from the source's section `source`, as the
    translator saw it; None for as it is now. `UnknownSection` if somebody has removed it.
    """
    raise NotImplementedError


def confirm_section(draft_pk: int, section: str, source: Values, by: User | None) -> Draft:
    """Every text of a translation's section still says what the source's section, as it was seen, says now."""
    raise NotImplementedError


def add_principle(draft: Draft, title: str, by: User | None) -> str:
    """A principle at the end, here and in every translation; its key. `Refused` if there are twelve."""
    raise NotImplementedError


def remove_principle(draft: Draft, key: str, by: User | None, seen: int | None = None) -> Draft:
    """Without that principle, here and in every translation. `seen` is the revision that was looked at: `Outdated`
    if it is no longer that one. `UnknownSection` if the principle is not there.
    """
    raise NotImplementedError


def move_principle(draft: Draft, key: str, by_places: int, by: User | None) -> Draft:
    """Further down by so many places, or up if negative, as far as there are places; in every translation too."""
    raise NotImplementedError


def add_level(draft: Draft, by: User | None) -> Draft:
    """One more level at the end of the scale, with empty texts, in every translation too. `Refused` if it has seven."""
    raise NotImplementedError


def remove_level(draft: Draft, place: int, by: User | None, seen: int | None = None) -> Draft:
    """Without the level at that place (from 0), in every principle and translation. `Refused` if there are two.

    `seen` is the revision that was looked at: `Outdated` if it is no longer that one.
    """
    raise NotImplementedError


def faults_of(draft: Draft) -> list[Fault]:
    """What stands in the way of publishing, in users' words; [] if nothing does. `Fault.path` leads to each.

    Of a translation also each text that is missing or stale.
    """
    raise NotImplementedError
