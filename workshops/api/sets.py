"""Sets of principles that somebody may read, and their editions word for word. Drafts are nobody's but their team's."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from principles.document import values_of
from principles.models import Edition, PrincipleSet, Translation
from principles.owning import sets_for
from principles.reading import reading_of
from principles.tags import is_same
from workshops.access import Closed
from workshops.api.gate import Asked, Problem, Values, resource
from workshops.api.paging import PAGED, page_of
from workshops.api.workshops import moment
from workshops.domain.permissions import Verdict
from workshops.domain.words import noop

NO_LANGUAGE = noop("This edition is not in that language. It is in: %(known)s.")


@resource(*PAGED)
def set_list(asked: Asked) -> Values:
    return page_of(asked, _with_editions(asked), _told, reverse("api:sets"))


@resource()
def one_set(asked: Asked, pk: int) -> Values:
    found = _with_editions(asked).filter(pk=pk).first()
    if found is None:
        raise Closed(Verdict.UNKNOWN)
    return _told(found)


@resource("language")
def edition(asked: Asked, pk: int, number: int) -> Values:
    language = asked.given.get("language", "")
    found = reading_of(asked.user, pk, number, language)
    if found is None:
        raise Closed(Verdict.UNKNOWN)
    if language and not is_same(found.wording.language, language):
        raise Problem(404, _(NO_LANGUAGE) % {"known": ", ".join(found.languages)})
    return {
        "set": pk,
        **_edition(found.edition, found.languages),
        "digest": found.digest,
        "language": found.wording.language,
        "wording": values_of(found.wording),
    }


def _with_editions(asked: Asked) -> QuerySet[PrincipleSet]:
    translations = Prefetch("translations", Translation.objects.defer("wording"))
    editions = Edition.objects.defer("wording").prefetch_related(translations)
    return sets_for(asked.user).prefetch_related(Prefetch("editions", editions))


def _told(found: PrincipleSet) -> Values:
    team: Any = found.team
    return {
        "id": found.pk,
        "key": found.key,
        "title": found.title,
        "team": {"id": team.pk, "name": team.name} if team else None,
        "language": found.language,
        "shared": found.shared,
        "archived": moment(found.archived_at),
        "editions": [
            _edition(one, (one.language, *(each.language for each in one.translations.all())))
            | {"digest": one.digest, "words": reverse("api:edition", args=[found.pk, one.number])}
            for one in found.editions.all()
        ],
    }


def _edition(one: Edition, languages: tuple[str, ...]) -> Values:
    return {
        "number": one.number,
        "published": moment(one.published_at),
        "note": one.note,
        "languages": list(languages),
    }
