"""Whose a set is: who may read and edit it, and how one is begun, copied, shared, put away and deleted."""

from collections.abc import Iterator
from itertools import count

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import ngettext

from accounts.models import Team, User
from principles.checking import Fault, Faulty
from principles.document import Wording, read, values_of, wording_of
from principles.drafting import draft_of
from principles.keeping import begin_source, begin_translation, clean, overwrite, overwrite_translation
from principles.lines import lines_of
from principles.models import Draft, Edition, PrincipleSet
from principles.publishing import locked_draft, shipped_wordings
from principles.sections import empty_set
from principles.tags import is_same, tag_of
from principles.translated import shape_faults

ORGANISER = "organiser"
LONGEST_KEY = 60
LONGEST_TITLE = 200
# What every room needs, and what an empty set therefore does not begin without.
NEEDED = ("cant_say", "comment_prompt", "privacy_short")


class InUse(ValueError):
    """The set cannot be deleted: so many `workshops` stand on it. The message says so, and names none."""

    def __init__(self, workshops: int) -> None:
        self.workshops = workshops
        super().__init__(
            ngettext(
                "%(number)s workshop uses this set: it can be archived, and not deleted.",
                "%(number)s workshops use this set: it can be archived, and not deleted.",
                workshops,
            )
            % {"number": workshops}
        )


def sets_for(user: User | AnonymousUser) -> QuerySet[PrincipleSet]:
    """The sets that somebody may read, by title: their teams', shared ones, and those for everybody.

    Archived ones are among them only where they are the user's own: of their teams, or of the site for its staff.
    Somebody who is not signed in may read those for everybody.
    """
    everybody, offered = Q(team=None), Q(archived_at=None)
    sets = PrincipleSet.objects.select_related("team").order_by("title", "pk")
    if not user.is_authenticated:
        return sets.filter(everybody & offered)
    own = Q(team__in=user.memberships.values("team"))
    if user.is_staff:
        own |= everybody
    return sets.filter(own | ((everybody | Q(shared=True)) & offered))


def may_edit(user: User | AnonymousUser, principle_set: PrincipleSet) -> bool:
    """Organisers of its team may; the site's staff where a set has no team."""
    if not user.is_authenticated:
        return False
    if principle_set.team_id is None:
        return user.is_staff
    return user.memberships.filter(team=principle_set.team_id, role=ORGANISER).exists()


@transaction.atomic
def copy_set(edition: Edition, team: Team | None, title: str, by: User | None) -> PrincipleSet:
    """A set of the team's own that begins with an edition's words and translations, as drafts to adapt.

    The credit and the source stay. Nothing is published yet.
    """
    made = _made(team, title, edition.language, edition)
    draft = begin_source(made, edition.wording | {"title": made.title}, by)
    for one in edition.translations.all():
        begin_translation(draft, one.language, edition, by)
    return made


@transaction.atomic
def begin_set(team: Team | None, title: str, language: str, levels: int, by: User | None) -> PrincipleSet:
    """A set with an empty draft: so many levels, no principle yet. In English what every room needs is there already:
    the answer that is no score, the prompt for a comment and what people are told about their scores.

    `ValueError` if the language is none.
    """
    made = _made(team, title, tag_of(language))
    values = empty_set(made.title, made.language, levels)
    for wording in _shipped_in(made.language):
        values |= {field: values_of(wording)[field] for field in NEEDED}
    begin_source(made, values, by)
    return made


def share_set(principle_set: PrincipleSet, shared: bool = True) -> None:
    """Every team of this site may read, use and copy it, or no longer may. What was made with it stays."""
    principle_set.shared = shared
    principle_set.save(update_fields=["shared"])


def archive_set(principle_set: PrincipleSet) -> None:
    """Offered to nobody from now on. What was made with it stays."""
    principle_set.archived_at = principle_set.archived_at or timezone.now()
    principle_set.save(update_fields=["archived_at"])


def bring_back_set(principle_set: PrincipleSet) -> None:
    """Offered again."""
    principle_set.archived_at = None
    principle_set.save(update_fields=["archived_at"])


def delete_set(principle_set: PrincipleSet) -> None:
    """The set with its editions, translations and drafts is gone. `InUse`, and nothing happens, if a workshop stands
    on any of its editions.
    """
    try:
        with transaction.atomic():
            # A workshop that is being planned on one at this moment is there by the time this has its locks.
            list(principle_set.editions.select_for_update().values_list("pk"))
            principle_set.editions.all().delete()
            principle_set.delete()
    except ProtectedError as error:
        raise InUse(len(error.protected_objects)) from error


@transaction.atomic
def import_document(
    text: str, principle_set: PrincipleSet | None, team: Team | None, by: User | None
) -> Draft:
    """A TOML document as the working draft of a set, or of a new set of the team's if none is given.

    In another language than the set's it becomes that translation's draft, and must have the shape of the source's.
    Raises `Faulty` with everything that is wrong, and changes nothing.
    """
    wording = read(text)
    if principle_set is None:
        return begin_source(_made(team, wording.title, wording.language), values_of(wording), by)
    source = locked_draft(principle_set)
    if is_same(wording.language, principle_set.language):
        values = values_of(wording) | {"language": principle_set.language}
        return overwrite(source, values, by)
    if faults := _faults_beside(source, wording, text):
        raise Faulty(faults)
    draft = draft_of(principle_set, wording.language)
    return overwrite_translation(draft, values_of(wording), source.wording, by)


def _faults_beside(source: Draft, wording: Wording, text: str) -> list[Fault]:
    """Where a document is no translation of a draft: the draft itself may be unfinished."""
    try:
        return shape_faults(wording_of(source.wording), wording, lines_of(text))
    except Faulty:
        return [Fault(None, "The set's own wording is not finished: finish it before its translations.")]


def _made(team: Team | None, title: str, language: str, copied_from: Edition | None = None) -> PrincipleSet:
    """A new set, under a key that no other of its owner has."""
    title = clean(title)[:LONGEST_TITLE].strip()
    taken = set(PrincipleSet.objects.filter(team=team).values_list("key", flat=True))
    key = next(key for key in _keys(title) if key not in taken)
    try:
        with transaction.atomic():
            return PrincipleSet.objects.create(
                key=key, title=title, team=team, language=language, copied_from=copied_from
            )
    except IntegrityError:
        # Somebody else has just taken it.
        return _made(team, title, language, copied_from)


def _keys(title: str) -> Iterator[str]:
    stem = slugify(title)[: LONGEST_KEY - 6].strip("-_") or "set"
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"


def _shipped_in(language: str) -> list[Wording]:
    """A shipped wording in that language, wherever it is spoken."""
    spoken = language.split("-", maxsplit=1)[0]
    return [wording for _, wording in shipped_wordings() if wording.language.split("-")[0] == spoken][:1]
