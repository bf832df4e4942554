"""Workshops of the teams that somebody organises, what they came to, and what was promised at them."""

from datetime import datetime
from json import loads

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Team
from workshops.access import Closed, enter, teams_entered
from workshops.api.gate import Asked, Problem, Values, resource
from workshops.api.paging import PAGED, one_in, page_of
from workshops.domain.moves import Stage
from workshops.domain.permissions import Verdict
from workshops.domain.words import noop
from workshops.models import Commitment, Workshop
from workshops.reports import json
from workshops.reports.apart import is_large, made_apart
from workshops.reports.formats import format_named
from workshops.reports.turns import turns
from workshops.reports.versions import standing_of
from workshops.trends.promises import promised, promised_at

NO_TEAM = noop("You organise no team's workshops. A program reads for organisers.")
STAGES = tuple(str(stage) for stage in Stage)
AS_JSON = format_named("json")
DONE, NOT_DONE = "true", "false"


@resource("stage", *PAGED)
def workshop_list(asked: Asked) -> Values:
    stage = one_in(asked.given, "stage", STAGES)
    rows = _with_all(Workshop.objects.filter(team__in=_teams_of(asked))).order_by("-starts_at", "-pk")
    if stage:
        rows = rows.filter(stage=stage)
    return page_of(asked, rows, _told, reverse("api:workshops"), stage=stage)


@resource()
def one_workshop(asked: Asked, code: str) -> Values:
    entry = enter(asked.caller, code, "connect")
    found = _with_all(Workshop.objects.filter(pk=entry.workshop.pk)).first()
    if found is None:
        raise Closed(Verdict.UNKNOWN)
    return _told(found)


@resource()
def summary(asked: Asked, code: str) -> Values:
    return _summary(asked, code)


@resource()
def workshop_commitments(asked: Asked, code: str) -> Values:
    """As the report has them, at any moment."""
    return {"items": _summary(asked, code)["commitments"]}


@resource("done", *PAGED)
def commitment_list(asked: Asked) -> Values:
    """Of ended workshops, with what became of each."""
    done = one_in(asked.given, "done", (NOT_DONE, DONE))
    rows = promised_at(_teams_of(asked), done=done == DONE)
    return page_of(asked, rows, _promised, reverse("api:commitments"), done=done)


def _summary(asked: Asked, code: str) -> Values:
    entry = enter(asked.caller, code, "connect")
    with turns.taken():
        try:
            if is_large(entry.workshop) and AS_JSON:
                values: Values = loads(made_apart(entry.workshop, AS_JSON).content)
                return values
            return json.values_of(standing_of(entry.workshop).shown)
        except Workshop.DoesNotExist:
            raise Closed(Verdict.UNKNOWN) from None


def _teams_of(asked: Asked) -> list[Team]:
    teams = teams_entered(asked.user, "connect")
    if not teams:
        raise Problem(403, _(NO_TEAM))
    return teams


def _with_all(rows: QuerySet[Workshop]) -> QuerySet[Workshop]:
    related = rows.select_related("team", "series", "edition__principle_set")
    return related.defer("edition__wording", "ballot_secret").annotate(joined=Count("participants"))


def _told(workshop: Workshop) -> Values:
    edition, code = workshop.edition, workshop.code
    return {
        "code": code,
        "title": workshop.title,
        "purpose": workshop.purpose,
        "team": {"id": workshop.team_id, "name": workshop.team.name},
        "series": workshop.series.title if workshop.series else None,
        "stage": workshop.stage,
        "planned": moment(workshop.starts_at),
        "opened": moment(workshop.opened_at),
        "ended": moment(workshop.ended_at),
        "practice": workshop.practice or workshop.rehearsal_of_id is not None,
        "participants": workshop.joined,  # type: ignore[attr-defined] # by `_with_all`
        "languages": workshop.languages or [edition.language],
        "edition": {
            "set": edition.principle_set_id,
            "number": edition.number,
            "title": edition.principle_set.title,
            "digest": edition.digest,
        },
        "summary": reverse("api:summary", args=[code]),
        "commitments": reverse("api:workshop_commitments", args=[code]),
        "page": reverse("workshops:workshop", args=[code]),
    }


def _promised(row: Commitment) -> Values:
    told = promised(row, timezone.localdate())
    one = told.promise
    return {
        "id": one.id,
        "workshop": {"code": one.code, "title": told.workshop, "held": moment(told.held_at)},
        "team": told.team,
        "what": one.what,
        "owner": one.owner,
        "by": one.by.isoformat() if one.by else None,
        "first_step": one.first_step,
        "status": one.status or None,
        "note": one.note,
        "said_on": one.on.isoformat() if one.on else None,
        "late": told.late,
    }


def moment(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
