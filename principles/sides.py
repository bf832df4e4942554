"""What can be put beside each other of a set: its editions and its draft, each in the languages that it is in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from principles.compared import loose
from principles.differences import Differences, between, breaks_comparison
from principles.document import Wording, wording_of
from principles.models import Draft, Edition, PrincipleSet
from principles.tags import is_same

DRAFT = "draft"


@dataclass(frozen=True)
class Side:
    """An edition, or the working draft: `key` is "draft" or its number. `wordings` are by language, the set's first."""

    key: str
    name: str
    heading: str
    wordings: dict[str, Wording]

    def in_language(self, language: str) -> Wording | None:
        return next((one for tag, one in self.wordings.items() if is_same(tag, language)), None)


@dataclass(frozen=True)
class Comparison:
    """Two sides in one language. What breaks a line over time is said by the words of the set's own language."""

    old: Wording
    new: Wording
    differences: Differences
    broken: tuple[str, ...]


def editions_of(principle_set: PrincipleSet) -> list[Edition]:
    """In its own language, the newest first, without their words: a set may have many."""
    found = principle_set.editions.select_related("published_by").defer("wording")
    return [edition for edition in found if is_same(edition.language, principle_set.language)]


def edition_side(edition: Edition) -> Side:
    wordings = {edition.language: wording_of(edition.wording)}
    for translation in edition.translations.all():
        wordings[translation.language] = wording_of(translation.wording)
    return Side(str(edition.number), edition_name(edition), edition_heading(edition), wordings)


def draft_side(drafts: Sequence[Draft]) -> Side:
    """The working draft, of which there is one in each language; the first is the set's own."""
    name = _("The draft")
    return Side(DRAFT, name, name, {draft.language: loose(draft.wording) for draft in drafts})


def edition_name(edition: Edition) -> str:
    return _("Edition %(number)s") % {"number": edition.number}


def edition_heading(edition: Edition) -> str:
    day = date_format(timezone.localtime(edition.published_at), "j F Y")
    return _("Edition %(number)s, published %(day)s") % {"number": edition.number, "day": day}


def languages_of(sides: Sequence[Side]) -> list[str]:
    """Those of any of the sides, the set's own first."""
    found: list[str] = []
    for side in sides:
        found += [tag for tag in side.wordings if not any(is_same(tag, other) for other in found)]
    return found


def compared(old: Side, new: Side, language: str) -> Comparison | None:
    """The two in one language; None where one of them is not in it."""
    before, after = old.in_language(language), new.in_language(language)
    if before is None or after is None:
        return None
    first, then = next(iter(old.wordings.values())), next(iter(new.wordings.values()))
    return Comparison(before, after, between(before, after), breaks_comparison(first, then))
