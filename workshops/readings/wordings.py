"""The words of a workshop: those of the edition that it pins, in the languages that it offers."""

from dataclasses import replace

from principles.document import Wording, wording_of
from principles.languages import Language, language_of
from principles.models import Translation
from workshops.models import Workshop

# Checked once a process, since neither an edition nor its translations ever change.
_WORDINGS: dict[str, Wording] = {}


def wording_in(workshop: Workshop) -> Wording:
    """The words of the edition in the language that its set is written in."""
    edition = workshop.edition
    if edition.digest not in _WORDINGS:
        _WORDINGS[edition.digest] = wording_of(edition.wording)
    return _WORDINGS[edition.digest]


def wordings_in(workshop: Workshop) -> tuple[Wording, ...]:
    """The words in each of the workshop's languages, the first of them first.

    Asks the database only where it offers a language that is not the set's own: then once, and once for each
    translation that this process has never read.
    """
    own = workshop.edition.language.lower()
    chosen = {code.lower() for code in workshop.languages} or {own}
    source = (wording_in(workshop),) if own in chosen else ()
    others = chosen - {own}
    translated = tuple(map(_translated, _translations(workshop))) if others else ()
    return source + tuple(one for one in translated if one.language.lower() in others) or (
        wording_in(workshop),
    )


def _translations(workshop: Workshop) -> list[Translation]:
    return list(Translation.objects.filter(edition=workshop.edition_id).defer("wording"))


def _translated(row: Translation) -> Wording:
    if row.digest not in _WORDINGS:
        _WORDINGS[row.digest] = wording_of(row.wording)
    known = _WORDINGS[row.digest]
    return known if known.language == row.language else replace(known, language=row.language)


def languages_of(workshop: Workshop) -> tuple[str, ...]:
    """The codes of the languages that the workshop offers, the first of them first."""
    return tuple(wording.language for wording in wordings_in(workshop))


def known_languages(workshop: Workshop) -> tuple[Language, ...]:
    """All that its edition is in, its own first: what it may offer."""
    codes = [workshop.edition.language, *(row.language for row in _translations(workshop))]
    return tuple(map(language_of, codes))


def wording_for(workshop: Workshop, language: str) -> Wording:
    """The words in `language` where the workshop offers it, otherwise in its first."""
    offered = wordings_in(workshop)
    return next((wording for wording in offered if wording.language == language), offered[0])
