"""The Word template that a team keeps for its reports. What was approved keeps the one that it was approved in."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Team
from workshops.models import WordTemplate


@transaction.atomic
def keep_template(team: Team, name: str, content: bytes) -> WordTemplate:
    """In place of the one that the team had. Whether Word could open it is for the caller to have asked."""
    _put_away(team)
    return WordTemplate.objects.create(team=team, name=name, content=content)


@transaction.atomic
def drop_template(team: Team) -> None:
    """Reports are written in our own again."""
    _put_away(team)


def template_of(team: int) -> WordTemplate | None:
    """The one that reports of the team are written in now."""
    return WordTemplate.objects.filter(team=team, dropped_at=None).first()


def template_to_stay(team: int) -> WordTemplate | None:
    """The same, for a version that is approved in this transaction: nobody puts it away meanwhile."""
    _lock(team)
    return template_of(team)


def _put_away(team: Team) -> None:
    _lock(team.pk)
    kept = WordTemplate.objects.filter(team=team)
    kept.filter(dropped_at=None).update(dropped_at=timezone.now())
    kept.filter(versions=None).delete()


def _lock(team: int) -> None:
    Team.objects.select_for_update().get(pk=team)
