"""How drafts are begun and written over, and how translations follow their source; for `drafting` and others."""

from typing import Any

from accounts.models import User
from principles.checking import UNSHOWABLE
from principles.document import Values
from principles.models import Draft, Edition, PrincipleSet
from principles.sections import empty_set
from principles.tags import is_same
from principles.texts import Pair, fitted, pairs_of, sources_in, texts_of

USUAL_LEVELS = 5


def clean(text: str) -> str:
    """The text without what cannot be shown, as browsers and editors send it along, and without blanks around it."""
    for sent, meant in (("\r\n", "\n"), ("\r", "\n"), ("\t", " "), ("\u2028", " "), ("\u2029", " ")):
        text = text.replace(sent, meant)
    return UNSHOWABLE.sub("", text).strip()


def cleaned(value: Any) -> Any:
    """Every text in a section's fields, cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    return [cleaned(inner) for inner in value]


def is_source(draft: Draft) -> bool:
    """Whether it is in the set's own language; the others are translations."""
    return is_same(draft.language, draft.principle_set.language)


def begin_source(principle_set: PrincipleSet, values: Values | None = None, by: User | None = None) -> Draft:
    """The first draft of a set, with these words or else its newest edition's, and each translation it comes in."""
    newest = principle_set.editions.first()
    if values is None:
        empty = empty_set(principle_set.title, principle_set.language, USUAL_LEVELS)
        values = newest.wording if newest else empty
    draft = principle_set.drafts.create(
        language=principle_set.language, wording=values, based_on=newest, changed_by=by
    )
    for one in newest.translations.all() if newest else ():
        begin_translation(draft, one.language, newest, by)
    return draft


def begin_translation(source: Draft, language: str, edition: Edition | None, by: User | None = None) -> Draft:
    """A draft of the words that an edition has in that language, or empty, in the shape of its source."""
    found = edition.translations.filter(language__iexact=language).first() if edition else None
    pairs: tuple[Pair, ...] = ()
    if edition and found:
        pairs = pairs_of(source.wording, found.wording, texts_of(edition.wording))
    draft: Draft = source.principle_set.drafts.create(
        language=language,
        wording=fitted(source.wording, pairs, language),
        sources=sources_in(pairs),
        based_on=edition if found and edition and is_own(edition, source) else None,
        changed_by=by,
    )
    return draft


def is_own(edition: Edition, draft: Draft) -> bool:
    return edition.principle_set_id == draft.principle_set_id


def overwrite(draft: Draft, values: Values, by: User | None, based_on: Edition | None = None) -> Draft:
    """Other words in the source, whatever stood there; every translation follows."""
    _write(draft, values, draft.sources, by, based_on)
    for one in draft.principle_set.drafts.select_for_update().exclude(pk=draft.pk).order_by("pk"):
        fit(one, draft.wording, by)
    return draft


def overwrite_translation(
    draft: Draft, values: Values, was: Values, by: User | None, based_on: Edition | None = None
) -> Draft:
    """Other words in a translation, which were made from the source `was`."""
    source = draft.principle_set.drafts.get(language=draft.principle_set.language)
    pairs = pairs_of(source.wording, values, texts_of(was))
    fresh = fitted(source.wording, pairs, draft.language)
    return _write(draft, fresh, sources_in(pairs), by, based_on)


def fit(draft: Draft, source: Values, by: User | None) -> Draft:
    """The translation in the shape that its source has now; its texts go where the source's went.

    Where the source is empty for the moment, because somebody is writing it anew, the translation waits.
    """
    pairs = pairs_of(source, draft.wording, draft.sources)
    pairs += _waiting(draft, source, pairs)
    return _write(draft, fitted(source, pairs, draft.language), sources_in(pairs), by)


def frozen(draft: Draft, source: Values) -> Values:
    """A translation's words as an edition takes them: none that its source has not."""
    return fitted(source, pairs_of(source, draft.wording, draft.sources), draft.language)


def _waiting(draft: Draft, source: Values, pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """What a translation has where its source is empty, and nowhere else."""
    elsewhere = {(pair.text, pair.was) for pair in pairs}
    texts = texts_of(draft.wording)
    waiting = (
        Pair(path, text, texts.get(path, ""), draft.sources.get(path, ""))
        for path, text in texts_of(source).items()
        if not text
    )
    return tuple(one for one in waiting if one.text and (one.text, one.was) not in elsewhere)


def _write(
    draft: Draft, values: Values, sources: dict[str, str], by: User | None, based_on: Edition | None = None
) -> Draft:
    """A change counts, and what is no change writes nothing."""
    changed = (values, sources) != (draft.wording, draft.sources)
    if changed:
        draft.wording, draft.sources, draft.changed_by = values, sources, by
        draft.revision += 1
    if changed or (based_on and based_on.pk != draft.based_on_id):
        draft.based_on = based_on or draft.based_on
        draft.save()
    return draft
