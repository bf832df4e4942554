"""Whose a set is: who may read and edit it, and how one is begun, copied, shared, put away and deleted."""

from django.db.models import QuerySet

from accounts.models import Team, User
from principles.models import Draft, Edition, PrincipleSet


class InUse(ValueError):
    """The set cannot be deleted: `workshops` of them stand on it. The message says so, and names none."""

    def __init__(self, workshops: int) -> None:
        self.workshops = workshops
        super().__init__(str(workshops))


def sets_for(user: User) -> QuerySet[PrincipleSet]:
    """The sets that somebody may read, by title: their teams', shared ones, and those for everybody.

    Archived ones are among them only where they are the user's own: of their teams, or of the site for its staff.
    Somebody who is not signed in may read those for everybody.
    """
    raise NotImplementedError


def may_edit(user: User, principle_set: PrincipleSet) -> bool:
    """Organisers of its team may; the site's staff where a set has no team."""
    raise NotImplementedError


def copy_set(edition: Edition, team: Team | None, title: str, by: User | None) -> PrincipleSet:
    """A set of the team's own that begins with an edition's words and translations, as drafts to adapt.

    The credit and the source stay. Nothing is published yet.
    """
    raise NotImplementedError


def begin_set(team: Team | None, title: str, language: str, levels: int, by: User | None) -> PrincipleSet:
    """A set with an empty draft: so many levels, no principle yet. In English what every room needs is there already:
    the answer that is no score, the prompt for a comment and what people are told about their scores.
    """
    raise NotImplementedError


def share_set(principle_set: PrincipleSet, shared: bool = True) -> None:
    """Every team of this site may read, use and copy it, or no longer may. What was made with it stays."""
    raise NotImplementedError


def archive_set(principle_set: PrincipleSet) -> None:
    """Offered to nobody from now on. What was made with it stays."""
    raise NotImplementedError


def bring_back_set(principle_set: PrincipleSet) -> None:
    """Offered again."""
    raise NotImplementedError


def delete_set(principle_set: PrincipleSet) -> None:
    """The set with its editions, translations and drafts is gone. `InUse`, and nothing happens, if a workshop stands
    on any of its editions.
    """
    raise NotImplementedError


def import_document(
    text: str, principle_set: PrincipleSet | None, team: Team | None, by: User | None, key: str = ""
) -> Draft:
    """A TOML document as the working draft of a set, or of a new set of the team's if none is given.

    In another language than the set's it becomes that translation's draft. Raises `Faulty` with everything that is
    wrong, and changes nothing.
    """
    raise NotImplementedError
