"""Publishing and restoring with open eyes: only what somebody has looked at is published, or replaced."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from principles.document import Values
from principles.drafting import Outdated, draft_of
from principles.models import Draft, Edition, PrincipleSet
from principles.publishing import publish_draft, restore
from principles.texts import texts_of


@dataclass(frozen=True)
class Drafts:
    """The drafts of a set in every language, the set's own first; `seen` is different after every change of any."""

    source: Draft
    translations: tuple[Draft, ...]

    @property
    def seen(self) -> str:
        return ".".join(f"{one.pk}-{one.revision}" for one in (self.source, *self.translations))


class Unpublished(Outdated):
    """The draft holds words that no edition has: whoever replaces it is asked first."""


def drafts_of(principle_set: PrincipleSet) -> Drafts:
    """They are begun from the newest edition where there are none."""
    source = draft_of(principle_set)
    others = principle_set.drafts.exclude(pk=source.pk).select_related("principle_set")
    return Drafts(source, tuple(others.order_by("language")))


def newest_of(principle_set: PrincipleSet) -> Edition | None:
    """Its newest edition in its own language, with its translations."""
    editions = principle_set.editions.filter(language__iexact=principle_set.language)
    return editions.prefetch_related("translations").first()


def unpublished(drafts: Drafts, newest: Edition | None) -> list[str]:
    """The languages in which a draft holds what the newest edition does not."""
    published = published_texts(newest)
    own = [drafts.source.language] if is_changed(drafts, newest) else []
    return own + [
        draft.language
        for draft in drafts.translations
        if said_in(draft.wording) - published.get(draft.language.lower(), set())
    ]


def is_changed(drafts: Drafts, newest: Edition | None) -> bool:
    """Whether the source's draft differs at all from the newest edition."""
    return newest is None or drafts.source.wording != newest.wording


@transaction.atomic
def publish_seen(principle_set: PrincipleSet, note: str, by: User | None, seen: str) -> Edition:
    """The next edition, of just what was `seen`. `Outdated` if somebody has changed a draft since; `Faulty` as
    `publish_draft` says.
    """
    locked(principle_set, seen or "nothing")
    return publish_draft(principle_set, note, by)


@transaction.atomic
def restore_seen(edition: Edition, by: User | None, seen: str) -> Draft:
    """An earlier edition's words as the draft. `Unpublished` if that holds other words than the newest edition, unless
    `seen` shows that whoever asks has looked at just those.
    """
    principle_set = edition.principle_set
    drafts = locked(principle_set, "")
    if seen != drafts.seen and unpublished(drafts, newest_of(principle_set)):
        raise Unpublished(gettext("The draft has changes that are in no edition."))
    return restore(edition, by)


def locked(principle_set: PrincipleSet, seen: str) -> Drafts:
    """The drafts, which nobody else can change now; `Outdated` if something was `seen`, and it was not these."""
    PrincipleSet.objects.select_for_update().get(pk=principle_set.pk)
    list(principle_set.drafts.select_for_update().order_by("pk"))
    drafts = drafts_of(principle_set)
    if seen and seen != drafts.seen:
        raise Outdated(gettext("Somebody has changed the draft since you looked at it."))
    return drafts


def published_texts(newest: Edition | None) -> dict[str, set[tuple[str, str]]]:
    """What an edition says in each of its languages."""
    if newest is None:
        return {}
    wordings = {newest.language: newest.wording}
    wordings |= {one.language: one.wording for one in newest.translations.all()}
    return {tag.lower(): said_in(wording) for tag, wording in wordings.items()}


def said_in(wording: Values) -> set[tuple[str, str]]:
    return {(path, text) for path, text in texts_of(wording).items() if text}
