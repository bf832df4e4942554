"""Approving a report, and the links by which it leaves the room."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from workshops.actions.changing import NO_WORKSHOP, Refused
from workshops.actions.inviting import digest_of
from workshops.actions.telling import announce_approval
from workshops.actions.templating import template_to_stay
from workshops.domain.moves import Stage
from workshops.domain.words import noop as _
from workshops.models import ReportShare, ReportVersion, Workshop

NOT_ENDED = _(
    "The workshop has not ended, so its report is not finished. End it first, then approve the report."
)
CHANGED = _(
    "The report has changed since you looked at it, so nothing was approved. Read it again, then approve it."
)
AS_IT_WAS = _("Nothing has changed since the version that is approved already.")
NOBODY = _("Say who approves the report: a name of at most 120 letters.")
NOT_APPROVED = _("Approve the report first: a link shows the newest version that is approved.")
NO_DAYS = _("Choose for how long the link is to work.")
LONGEST_NAME = 120
# Days for which a link may work, the usual first.
LASTING = (90, 7, 30, 365)


@transaction.atomic
def approve(
    workshop: Workshop, by: User | None, name: str, drawn: Callable[[], str], seen: str
) -> ReportVersion:
    """Freeze the report as it stands in `name`; `drawn` draws it once nothing can change it, and `seen` is the mark
    (`mark_of`) of what they read. Raises `Refused`.
    """
    locked = _ended(workshop)
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(NOBODY, 422)
    content = drawn()
    if mark_of(content) != seen:
        raise Refused(CHANGED)
    newest, template = locked.report_versions.first(), template_to_stay(locked.team_id)
    if newest and newest.content == content and newest.template == template:
        raise Refused(AS_IT_WAS)
    version = ReportVersion.objects.create(
        workshop=locked,
        number=newest.number + 1 if newest else 1,
        content=content,
        approved_at=timezone.now(),
        approved_by=by,
        approver=name,
        template=template,
    )
    announce_approval(locked, version.number, version.approved_at)
    return version


def mark_of(content: str) -> str:
    """By this a page says which report it shows."""
    return digest_of(content)[:20]


def _ended(workshop: Workshop) -> Workshop:
    locked = Workshop.objects.select_for_update().filter(pk=workshop.pk).first()
    if locked is None:
        raise Refused(NO_WORKSHOP, 404)
    if locked.stage != Stage.ENDED:
        raise Refused(NOT_ENDED)
    return locked


@transaction.atomic
def share(workshop: Workshop, by: User | None, days: int) -> str:
    """The token of a new link to the newest approved version, which works for so many days. Raises `Refused`."""
    if days not in LASTING:
        raise Refused(NO_DAYS, 422)
    locked = _ended(workshop)
    if not locked.report_versions.exists():
        raise Refused(NOT_APPROVED)
    token = secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=days)
    ReportShare.objects.create(workshop=locked, token=digest_of(token), made_by=by, expires_at=expires)
    return token


def withdraw_link(workshop: Workshop, link: int) -> None:
    """It opens nothing from now on; twice is the same as once."""
    open_links = workshop.report_shares.filter(pk=link, withdrawn_at=None)
    open_links.update(withdrawn_at=timezone.now())
