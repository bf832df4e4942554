"""What somebody may read: an edition of a set in one of its languages, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery

from principles.document import Wording, wording_of
from principles.models import Edition, PrincipleSet
from principles.owning import sets_for
from principles.publishing import FIVE_PRINCIPLES
from principles.tags import is_same


@dataclass(frozen=True, slots=True)
class Reading:
    """An edition as somebody reads it. `newest` is the number of the set's newest edition; `languages` are the tags of
    all that this one is in, its own first; `wording` and `digest` are those of the language that is read."""

    edition: Edition
    newest: int
    languages: tuple[str, ...]
    wording: Wording
    digest: str

    @property
    def set(self) -> PrincipleSet:
        return self.edition.principle_set

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it, signed in or not."""
        return self.set.team_id is None and self.set.archived_at is None

    @property
    def is_translated(self) -> bool:
        return not is_same(self.wording.language, self.edition.language)


def reading_of(
    user: Any, pk: int | None = None, number: int | None = None, language: str = ""
) -> Reading | None:
    """The set with that `pk`, or the five principles; the newest edition unless another is asked for; in its own
    language where `language` is "" or one that it is not in. Nothing if there is none that `user` may read."""
    edition = _edition(user, pk, number)
    if edition is None:
        return None
    tags = [edition.language, *edition.translations.values_list("language", flat=True)]
    wanted = next((tag for tag in tags if is_same(tag, language)), edition.language)
    kept: Any = edition if wanted == edition.language else edition.translations.get(language=wanted)
    return Reading(edition, edition.newest, tuple(tags), wording_of(kept.wording), kept.digest)  # type: ignore[attr-defined]


def others_for(user: Any, but: PrincipleSet) -> Sequence[PrincipleSet]:
    """The other published sets that somebody may read, by title, each with the number of its `newest` edition."""
    published = sets_for(user).annotate(newest=Max("editions__number")).exclude(newest=None)
    return list(published.exclude(pk=but.pk).exclude(archived_at__isnull=False).order_by("title", "pk"))


def _edition(user: Any, pk: int | None, number: int | None) -> Edition | None:
    wanted = {"key": FIVE_PRINCIPLES, "team": None} if pk is None else {"pk": pk}
    editions = _editions(sets_for(user).filter(**wanted))
    if number is not None:
        editions = editions.filter(number=number)
    return editions.order_by("-number").first()


def _editions(of: QuerySet[PrincipleSet]) -> QuerySet[Edition]:
    newest = (
        Edition.objects.filter(principle_set=OuterRef("principle_set")).order_by("-number").values("number")
    )
    editions = Edition.objects.filter(principle_set__in=of.order_by().values("pk"))
    return editions.select_related("principle_set").annotate(newest=Subquery(newest[:1]))
