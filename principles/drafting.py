"""The working drafts of a set: one in its own language, and one for each translation. Everything here writes.

Every change of the source is carried into the translations at once: they always have its shape.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext

from accounts.models import User
from principles.checking import Fault, Faulty
from principles.document import FEWEST_LEVELS, MOST_LEVELS, MOST_PRINCIPLES, Values, wording_of
from principles.keeping import begin_source, begin_translation, clean, cleaned, is_source, overwrite
from principles.lines import Path
from principles.merging import LEVELS, Clash, merge, settled
from principles.models import Draft, PrincipleSet
from principles.naming import spoken
from principles.sections import ROOM, SET, empty_principle, holder_of, section_in, with_section
from principles.tags import tag_of
from principles.texts import pairs_of

LONGEST_KEY = 60


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


@transaction.atomic
def draft_of(principle_set: PrincipleSet, language: str = "") -> Draft:
    """The draft in a language, "" for the set's own; begun from the newest edition if there is none yet.

    With the source each translation that the newest edition has is begun. One that it has not is begun from the newest
    edition that has it, or empty, in the shape of its source.
    """
    language = _tag(language or principle_set.language)
    drafts = principle_set.drafts.select_related("principle_set")
    found = drafts.filter(language__iexact=language).first()
    if found:
        return found
    # Two who begin it at once take turns here: both would make one otherwise.
    PrincipleSet.objects.select_for_update().get(pk=principle_set.pk)
    source = drafts.filter(language=principle_set.language).first() or begin_source(principle_set)
    edition = principle_set.editions.filter(translations__language__iexact=language).first()
    found = drafts.filter(language__iexact=language).first()
    return found or begin_translation(source, language, edition)


def section_of(draft: Draft, section: str) -> Values:
    """The fields of one section, as `principles.sections` names them; `UnknownSection` if it is not there."""
    return section_in(draft.wording, section)


@transaction.atomic
def save_section(
    draft_pk: int, section: str, base: Values, mine: Values, by: User | None, sure: bool = False
) -> Saved:
    """Writes what was changed from `base` to `mine` in the source, beside what others have changed meanwhile.

    Of a field that clashes nothing is written, unless `sure`: then mine is. Numbers of levels do not change here.
    `Draft.DoesNotExist` if the draft is gone, `UnknownSection` if somebody has removed that section. Translations are
    written text by text, in `principles.translating`.
    """
    draft = _locked(draft_pk)
    now = section_of(draft, section)
    one = merge(cleaned(base), cleaned(mine), now)
    values = _of_as_many_levels(settled(one) if sure else one.values, now)
    overwrite(draft, with_section(draft.wording, section, values), by)
    return Saved(draft, values, () if sure else one.clashes)


@transaction.atomic
def add_principle(draft: Draft, title: str, by: User | None) -> str:
    """A principle at the end, here and in every translation; its key. `Refused` if there are twelve."""
    source = _source_of(draft)
    principles = source.wording["principles"]
    if len(principles) >= MOST_PRINCIPLES:
        raise Refused(gettext("A set has at most %(most)s principles.") % {"most": MOST_PRINCIPLES})
    title = clean(title)
    key = _free_key(title, {SET, ROOM, *(one["key"] for one in principles)})
    added = empty_principle(key, title, len(source.wording[LEVELS]))
    overwrite(source, source.wording | {"principles": [*principles, added]}, by)
    return key


@transaction.atomic
def remove_principle(draft: Draft, key: str, by: User | None, seen: int | None = None) -> Draft:
    """Without that principle, here and in every translation. `seen` is the revision that was looked at: `Outdated`
    if it is no longer that one. `UnknownSection` if the principle is not there.
    """
    source = _source_of(draft, seen)
    gone = holder_of(source.wording, key)
    left = [one for one in source.wording["principles"] if one is not gone]
    return overwrite(source, source.wording | {"principles": left}, by)


@transaction.atomic
def move_principle(draft: Draft, key: str, by_places: int, by: User | None) -> Draft:
    """Further down by so many places, or up if negative, as far as there are places; in every translation too."""
    source = _source_of(draft)
    moved = holder_of(source.wording, key)
    place = source.wording["principles"].index(moved)
    others = [one for one in source.wording["principles"] if one is not moved]
    others.insert(max(0, place + by_places), moved)
    return overwrite(source, source.wording | {"principles": others}, by)


@transaction.atomic
def add_level(draft: Draft, by: User | None) -> Draft:
    """One more level at the end of the scale, with empty texts, in every translation too. `Refused` if it has seven."""
    source = _source_of(draft)
    if len(source.wording[LEVELS]) >= MOST_LEVELS:
        raise Refused(gettext("A scale has at most %(most)s levels.") % {"most": MOST_LEVELS})
    return overwrite(source, _with_levels(source.wording, lambda texts: [*texts, ""]), by)


@transaction.atomic
def remove_level(draft: Draft, place: int, by: User | None, seen: int | None = None) -> Draft:
    """Without the level at that place (from 0), in every principle and translation. `Refused` if there are two, or no
    such level.

    `seen` is the revision that was looked at: `Outdated` if it is no longer that one.
    """
    source = _source_of(draft, seen)
    levels = len(source.wording[LEVELS])
    if levels <= FEWEST_LEVELS:
        raise Refused(gettext("A scale has at least %(least)s levels.") % {"least": FEWEST_LEVELS})
    if not 0 <= place < levels:
        raise Refused(gettext("There is no such level."))
    return overwrite(
        source, _with_levels(source.wording, lambda texts: texts[:place] + texts[place + 1 :]), by
    )


def faults_of(draft: Draft) -> list[Fault]:
    """What stands in the way of publishing, in users' words; [] if nothing does. `Fault.path` leads to each.

    Of a translation also each text that is missing or stale.
    """
    values = draft.wording
    found = [(one.why, one.path, one.numbers) for one in _faults_in(values)]
    if not is_source(draft):
        found = _faults_beside(draft) + [one for one in found if one[0] != "empty"]
    return [spoken(why, path, numbers, values) for why, path, numbers in found]


def _faults_in(values: Values) -> tuple[Fault, ...]:
    try:
        wording_of(values)
    except Faulty as error:
        return error.faults
    return ()


def _faults_beside(draft: Draft) -> list[tuple[str, Path, dict[str, object]]]:
    """What is missing or stale in a translation."""
    pairs = pairs_of(draft_of(draft.principle_set).wording, draft.wording, draft.sources)
    left = [pair for pair in pairs if not pair.is_done]
    return [
        ("untranslated" if pair.is_missing else "stale", _path_of(pair.path, draft.wording), {})
        for pair in left
    ]


def _path_of(path: str, values: Values) -> Path:
    """The path of a text as that of a fault: a principle by its place, and not by its key."""
    parts: list[str | int] = [int(part) if part.isdecimal() else part for part in path.split(".")]
    if parts[0] == "principles":
        keys = [one["key"] for one in values["principles"]]
        parts[1] = keys.index(path.split(".")[1])
    return tuple(parts)


def _tag(language: str) -> str:
    try:
        return tag_of(language)
    except ValueError:
        raise Refused(gettext("“%(language)s” is no language.") % {"language": language}) from None


def _source_of(draft: Draft, seen: int | None = None) -> Draft:
    """The source of that draft's set, which nobody else writes meanwhile; `Outdated` if it is not what was seen."""
    owner = draft.principle_set
    begun = draft_of(owner)
    source = _locked(begun.pk)
    if seen is not None and seen != source.revision:
        raise Outdated(gettext("Somebody else has changed this set meanwhile. Look at it again."))
    return source


def _locked(draft_pk: int) -> Draft:
    draft = Draft.objects.select_related("principle_set").select_for_update(of=("self",)).get(pk=draft_pk)
    if not is_source(draft):
        raise ValueError(f"{draft} is a translation, and follows its source.")
    return draft


def _of_as_many_levels(values: Values, now: Values) -> Values:
    """The section with as many levels as it has now, whatever a page that is older has sent."""
    if LEVELS not in now:
        return values
    levels, stand = values[LEVELS], now[LEVELS]
    return values | {LEVELS: levels[: len(stand)] + stand[len(levels) :]}


def _with_levels(values: Values, change: Callable[[list[str]], list[str]]) -> Values:
    principles = [one | {LEVELS: change(one[LEVELS])} for one in values["principles"]]
    return values | {LEVELS: change(values[LEVELS]), "principles": principles}


def _free_key(title: str, taken: set[str]) -> str:
    """An address for a principle, after its title if that has any letters for one."""
    stem = slugify(title).replace("_", "-").strip("-")[: LONGEST_KEY - 4].strip("-")
    if not stem:
        return next(key for key in (f"principle-{number}" for number in count(1)) if key not in taken)
    return next(key for key in (stem, *(f"{stem}-{number}" for number in range(2, 99))) if key not in taken)
