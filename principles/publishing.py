"""Publishing a wording as an edition that never changes again."""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from accounts.models import User
from principles.document import Wording, digest_of, read, values_of
from principles.models import Draft, Edition, PrincipleSet

FIVE_PRINCIPLES = "five-principles"
SHIPPED = Path(__file__).parent / "sets"


@transaction.atomic
def publish(principle_set: PrincipleSet, wording: Wording) -> Edition:
    """The next edition of the set; the newest one again if it says just this already."""
    # Two publishers at once take turns here: both would take the same number otherwise.
    PrincipleSet.objects.select_for_update().get(pk=principle_set.pk)
    digest = digest_of(wording)
    newest = principle_set.editions.filter(language=wording.language).first()
    if newest and newest.digest == digest:
        return newest
    return principle_set.editions.create(
        number=next_number(principle_set),
        language=wording.language,
        wording=values_of(wording),
        digest=digest,
    )


def publish_draft(principle_set: PrincipleSet, note: str, by: User | None) -> Edition:
    """Freezes the draft, with every translation of it that is complete and not stale, as the next edition.

    The newest edition again if draft and translations say just what it says. Raises `Faulty` with what
    `drafting.faults_of` says, and publishes nothing.
    """
    raise NotImplementedError


def restore(edition: Edition, by: User | None) -> Draft:
    """An earlier edition's words, and its translations, as the working draft; what stood there is replaced."""
    raise NotImplementedError


def wording_for(edition: Edition, language: str = "") -> Wording:
    """An edition in a language, "" for its own; `Translation.DoesNotExist` if it is not in that one."""
    raise NotImplementedError


def next_number(principle_set: PrincipleSet) -> int:
    newest = principle_set.editions.first()
    return newest.number + 1 if newest else 1


def newest_edition(key: str, language: str = "en-GB") -> Edition:
    """The newest edition of a set without a team; `Edition.DoesNotExist` if none is published."""
    editions = Edition.objects.filter(principle_set__key=key, principle_set__team=None, language=language)
    newest = editions.select_related("principle_set").first()
    if newest is None:
        raise Edition.DoesNotExist(f"No edition of {key} is published in {language}.")
    return newest


def publish_shipped() -> list[Edition]:
    """Publishes every shipped wording that never was; returns the editions that this made.

    A wording that was ever published is left alone, so that an owner's newer edition stays the newest.
    """
    return [
        publish_first(key, wording) for key, wording in shipped_wordings() if not was_published(key, wording)
    ]


def shipped_wordings() -> Iterator[tuple[str, Wording]]:
    """The key of the set and the wording of each shipped document: `<key>.<language>.toml`."""
    for path in sorted(SHIPPED.glob("*.toml")):
        yield path.name.split(".")[0], read(path.read_text(encoding="utf-8"))


def was_published(key: str, wording: Wording) -> bool:
    editions = Edition.objects.filter(principle_set__key=key, principle_set__team=None)
    return editions.filter(digest=digest_of(wording)).exists()


@transaction.atomic
def publish_first(key: str, wording: Wording) -> Edition:
    principle_set, _ = PrincipleSet.objects.get_or_create(
        key=key, team=None, defaults={"title": wording.title}
    )
    return publish(principle_set, wording)
