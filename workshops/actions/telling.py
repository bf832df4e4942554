"""Webhooks: a team's address, what is announced there, and the sending of what is due."""

import json
import secrets
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Team
from workshops.actions.posting import Came, post
from workshops.domain.webhooks import headers_for, next_try, secret_of, server_of
from workshops.models import Delivery, Webhook, Workshop

APPROVED = "report.approved"
PURPOSE = "workshops.webhook"
KEPT = 100  # announcements of one webhook
# Whoever took one to send it and did not come back has died: somebody else may have it.
TAKEN_FOR = timedelta(minutes=2)
MOST_AT_ONCE = 100
SLOW = 1.0  # seconds


@transaction.atomic
def keep_webhook(team: Team, address: str) -> tuple[Webhook, bool]:
    """The team's announcements go there from now on; whether it has a new secret.

    Another server gets another secret: whoever runs the one before could sign for it otherwise.
    """
    first = {"address": address, "salt": _new_salt()}
    webhook, is_new = Webhook.objects.select_for_update().get_or_create(team=team, defaults=first)
    if server_of(webhook.address) != server_of(address):
        is_new, webhook.salt = True, _new_salt()
    webhook.address = address
    webhook.save(update_fields=["address", "salt"])
    return webhook, is_new


def renew_secret(webhook: Webhook) -> None:
    """Whatever is sent from now on is signed with another secret."""
    webhook.salt = _new_salt()
    webhook.save(update_fields=["salt"])


def drop_webhook(team: Team) -> None:
    """Nothing is announced any more, and what was on its way is not sent."""
    Webhook.objects.filter(team=team).delete()


def key_of(webhook: Webhook) -> bytes:
    """What announcements are signed with. A copy of the database alone does not tell it."""
    return salted_hmac(PURPOSE, webhook.salt, algorithm="sha256").digest()


def told_secret(webhook: Webhook) -> str:
    """As it is shown to an organiser, once."""
    return secret_of(key_of(webhook))


def _new_salt() -> str:
    return secrets.token_hex(32)


def announce_approval(workshop: Workshop, version: int, approved_at: datetime) -> None:
    """Note down that a team is to be told of an approved report; it is sent soon, by whichever process is first.

    Written with the approval or not at all, if it is called in its transaction: nothing is announced that was not
    approved, and no approval goes unannounced where the server dies just after it. Of what the report says nothing is
    told: whoever may know reads it with a token.
    """
    webhook = Webhook.objects.filter(team=workshop.team_id).first()
    if webhook is None:
        return
    ident, code = uuid4(), workshop.code
    told = {
        "id": str(ident),
        "event": APPROVED,
        "at": _moment(approved_at),
        "workshop": {"code": code, "title": workshop.title},
        "team": {"id": workshop.team_id, "name": workshop.team.name},
        "report": {
            "version": version,
            "summary": settings.SITE_ADDRESS + reverse("api:summary", args=[code]),
            "page": settings.SITE_ADDRESS + reverse("workshops:report", args=[code]),
        },
    }
    body = json.dumps(told, ensure_ascii=False)
    Delivery.objects.create(pk=ident, webhook=webhook, workshop=workshop, event=APPROVED, body=body)
    old = Delivery.objects.filter(webhook=webhook).order_by("-asked_at")[KEPT:].values_list("pk", flat=True)
    Delivery.objects.filter(pk__in=list(old)).delete()


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def send_again(webhook: Webhook, ident: UUID) -> bool:
    """The same announcement once more, with the id that it had; whether there is such a one."""
    now = timezone.now()
    again = {"asked_at": now, "next_at": now, "tries": 0}
    return Delivery.objects.filter(pk=ident, webhook=webhook).update(**again) == 1


def send_due() -> int:
    """Send what is due, and note what came of it; how many were tried.

    Webhooks take turns, with one announcement each. One that failed, or was slow, is left alone for the rest: others'
    announcements do not wait for it again.
    """
    had_turn: set[int] = set()
    left_alone: set[int] = set()
    tried = 0
    while tried < MOST_AT_ONCE:
        taken = _taken(had_turn | left_alone)
        if taken:
            tried += 1
            (had_turn if _arrives_soon(taken) else left_alone).add(taken.webhook_id)
        elif had_turn:
            had_turn.clear()
        else:
            break
    return tried


def _taken(without: set[int]) -> Delivery | None:
    """One that is due, of no webhook of `without`, and that nobody else sends while it is tried."""
    for _ in range(MOST_AT_ONCE):
        now = timezone.now()
        waiting = Delivery.objects.filter(next_at__lte=now).exclude(webhook__in=without)
        found = waiting.select_related("webhook").order_by("next_at").first()
        if found is None:
            return None
        until = now + TAKEN_FOR
        if Delivery.objects.filter(pk=found.pk, next_at=found.next_at).update(next_at=until):
            found.next_at = until
            return found
    return None


def _arrives_soon(taken: Delivery) -> bool:
    began = monotonic()
    return _try(taken) and monotonic() - began < SLOW


def _try(taken: Delivery) -> bool:
    now, body = timezone.now(), taken.body.encode()
    headers = headers_for(key_of(taken.webhook), str(taken.pk), now, body)
    came = post(taken.webhook.address, headers, body, inside=settings.WEBHOOKS_INSIDE)
    _note(taken, came, timezone.now())
    return came.arrived


def _note(taken: Delivery, came: Came, now: datetime) -> None:
    tries = taken.tries + 1
    following = None if came.arrived else next_try(tries, taken.asked_at, now)
    # Asked for again meanwhile, it is not the one that was taken any more.
    Delivery.objects.filter(pk=taken.pk, next_at=taken.next_at).update(
        tries=tries,
        next_at=following,
        arrived_at=now if came.arrived else taken.arrived_at,
        outcome=came.outcome,
        status=came.status,
    )
