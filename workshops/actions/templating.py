"""The Word template that a team keeps for its reports."""

from accounts.models import Team
from workshops.models import WordTemplate


def keep_template(team: Team, name: str, content: bytes) -> WordTemplate:
    """In place of the one that the team had. Whether Word could open it is for the caller to have asked."""
    kept, _new = WordTemplate.objects.update_or_create(team=team, defaults={"name": name, "content": content})
    return kept


def drop_template(team: Team) -> None:
    """Reports are written in our own again."""
    WordTemplate.objects.filter(team=team).delete()
