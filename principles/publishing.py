"""Publishing a wording as an edition that never changes again."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from principles.checking import Faults, Faulty
from principles.document import Values, Wording, digest_of, read, values_of, wording_of
from principles.drafting import draft_of, faults_of
from principles.keeping import begin_translation, clean, frozen, overwrite, overwrite_translation
from principles.models import Draft, Edition, PrincipleSet
from principles.translated import shape_faults

FIVE_PRINCIPLES = "five-principles"
SHIPPED = Path(__file__).parent / "sets"
SHIPPED_LANGUAGE = "en-GB"


@transaction.atomic
def publish(
    principle_set: PrincipleSet,
    wording: Wording,
    translations: Iterable[Wording] = (),
    note: str = "",
    by: User | None = None,
) -> Edition:
    """The next edition of the set, in these languages; the newest one again if it says just this already.

    The first edition decides which language the set is in. `Faulty` where a later one is in another, or a translation
    has not the shape of its source.
    """
    # Two publishers at once take turns here: both would take the same number otherwise.
    PrincipleSet.objects.select_for_update().get(pk=principle_set.pk)
    digest = digest_of(wording)
    wanted = {one.language: one for one in translations}
    newest = principle_set.editions.first()
    _check(newest, wording, wanted.values())
    if newest and newest.digest == digest and _digests(newest) == digests_of(wanted.values()):
        return newest
    if principle_set.language != wording.language:
        principle_set.language = wording.language
        principle_set.save(update_fields=["language"])
    edition = principle_set.editions.create(
        number=newest.number + 1 if newest else 1,
        language=wording.language,
        wording=values_of(wording),
        digest=digest,
        note=note,
        published_by=by,
    )
    for one in wanted.values():
        edition.translations.create(language=one.language, wording=values_of(one), digest=digest_of(one))
    _bring_along(principle_set, newest, edition)
    return edition


@transaction.atomic
def publish_draft(principle_set: PrincipleSet, note: str, by: User | None) -> Edition:
    """Freezes the draft, with every translation of it that is complete and not stale, as the next edition.

    The set is called what the edition is called. The newest edition again if draft and translations say just what it
    says. Raises `Faulty` with what `drafting.faults_of` says, and publishes nothing.
    """
    PrincipleSet.objects.select_for_update().get(pk=principle_set.pk)
    source = draft_of(principle_set)
    if faults := faults_of(source):
        raise Faulty(faults)
    drafts = principle_set.drafts.select_related("principle_set").exclude(pk=source.pk)
    finished = [wording_of(frozen(one, source.wording)) for one in drafts if not faults_of(one)]
    edition = publish(principle_set, wording_of(source.wording), finished, clean(note), by)
    title = edition.wording["title"]
    if principle_set.title != title:
        principle_set.title = title
        principle_set.save(update_fields=["title"])
    return edition


@transaction.atomic
def restore(edition: Edition, by: User | None) -> Draft:
    """An earlier edition's words, and its translations, as the working draft; what stood there is replaced."""
    principle_set = edition.principle_set
    draft = overwrite(locked_draft(principle_set), edition.wording, by, edition)
    for one in edition.translations.all():
        overwrite_translation(
            draft_of(principle_set, one.language), one.wording, edition.wording, by, edition
        )
    return draft


def locked_draft(principle_set: PrincipleSet) -> Draft:
    """The draft in the set's own language, which nobody else writes meanwhile."""
    drafts = Draft.objects.select_related("principle_set").select_for_update(of=("self",))
    return drafts.get(pk=draft_of(principle_set).pk)


def wording_for(edition: Edition, language: str = "") -> Wording:
    """An edition in a language, "" for its own; `Translation.DoesNotExist` if it is not in that one."""
    if not language or language.lower() == edition.language.lower():
        return wording_of(edition.wording)
    return wording_of(edition.translations.get(language__iexact=language).wording)


def newest_edition(key: str, language: str = "en-GB") -> Edition:
    """The newest edition, in that language or with a translation into it, of a set without a team.

    `Edition.DoesNotExist` if none is published.
    """
    editions = Edition.objects.filter(principle_set__key=key, principle_set__team=None)
    speaking = editions.filter(Q(language__iexact=language) | Q(translations__language__iexact=language))
    newest = speaking.select_related("principle_set").first()
    if newest is None:
        raise Edition.DoesNotExist(f"No edition of {key} is published in {language}.")
    return newest


def publish_shipped() -> list[Edition]:
    """Publishes every shipped set, with its translations, that never was; returns the editions that this made.

    What was ever published is left alone, so that an owner's newer edition stays the newest.
    """
    return [
        publish_first(key, source, translations)
        for key, source, translations in shipped_sets()
        if not was_published(key, source, translations)
    ]


def shipped_sets() -> Iterator[tuple[str, Wording, tuple[Wording, ...]]]:
    """The key, the wording and the translations of each set that is shipped."""
    for key, documents in groupby(shipped_wordings(), key=lambda one: one[0]):
        wordings = sorted((one for _, one in documents), key=lambda one: one.language != SHIPPED_LANGUAGE)
        yield key, wordings[0], tuple(wordings[1:])


def shipped_wordings() -> Iterator[tuple[str, Wording]]:
    """The key of the set and the wording of each shipped document: `<key>.<language>.toml`."""
    for path in sorted(SHIPPED.glob("*.toml")):
        yield path.name.split(".")[0], read(path.read_text(encoding="utf-8"))


def was_published(key: str, wording: Wording, translations: Iterable[Wording] = ()) -> bool:
    """Whether some edition of the set for everybody has these words, and these translations among its own."""
    editions = Edition.objects.filter(
        principle_set__key=key, principle_set__team=None, digest=digest_of(wording)
    )
    for one in translations:
        editions = editions.filter(translations__digest=digest_of(one))
    return editions.exists()


@transaction.atomic
def publish_first(key: str, wording: Wording, translations: Iterable[Wording] = ()) -> Edition:
    principle_set, _ = PrincipleSet.objects.get_or_create(
        key=key, team=None, defaults={"title": wording.title, "language": wording.language}
    )
    return publish(principle_set, wording, translations)


def digests_of(wordings: Iterable[Wording]) -> dict[str, str]:
    return {one.language: digest_of(one) for one in wordings}


def _digests(edition: Edition) -> dict[str, str]:
    return dict(edition.translations.values_list("language", "digest"))


def _check(newest: Edition | None, wording: Wording, translations: Iterable[Wording]) -> None:
    faults = Faults({})
    if newest and newest.language != wording.language:
        faults.note(("language",), "other language", language=newest.language)
    found = faults.found + [fault for one in translations for fault in shape_faults(wording, one)]
    if found:
        raise Faulty(found)


def _bring_along(principle_set: PrincipleSet, before: Edition | None, edition: Edition) -> None:
    """A draft that nobody has changed since the last edition goes on from this one, as does one that says the same."""
    drafts = principle_set.drafts.select_related("principle_set").select_for_update(of=("self",))
    by_language = {draft.language: draft for draft in drafts.order_by("pk")}
    source = by_language.get(edition.language)
    if source is None:
        return
    said, says = _said(before), _said(edition)
    untouched = [
        one for one in by_language.values() if one.wording in (said.get(one.language), says.get(one.language))
    ]
    if source in untouched:
        overwrite(source, edition.wording, None, edition)
    for language in edition.translations.values_list("language", flat=True):
        if language not in by_language and language not in said:
            begin_translation(source, language, edition)
        elif by_language.get(language) in untouched:
            one = principle_set.drafts.get(language=language)
            overwrite_translation(one, says[language], edition.wording, None, edition)


def _said(edition: Edition | None) -> dict[str, Values]:
    """What an edition says in each of its languages."""
    if edition is None:
        return {}
    return {edition.language: edition.wording} | dict(edition.translations.values_list("language", "wording"))
