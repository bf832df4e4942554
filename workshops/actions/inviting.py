"""Co-facilitators: somebody from outside the team who may run one workshop."""

import hashlib
import secrets

from django.db import transaction

from accounts.models import Membership, User
from workshops.actions.changing import Refused
from workshops.domain.moves import Stage
from workshops.domain.words import noop as _
from workshops.models import CoFacilitator, Workshop

ENDED = _("This workshop has ended, so there is nothing left to run.")
OF_THE_TEAM = _("Somebody with this address is in the team, and can run the workshop already.")
ACCEPTED = _("Somebody with this address has accepted an invitation to this workshop already.")
GONE = _("This invitation was used, withdrawn or replaced by a newer one. Ask whoever sent it for another.")
KNOWN = _("Somebody signs in here with this address already. Sign in first, then open the link again.")


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_with(token: str) -> CoFacilitator | None:
    """The open invitation that the link is of."""
    waiting = CoFacilitator.objects.filter(user=None).select_related("workshop__team")
    return waiting.filter(token=digest_of(token)).first()


@transaction.atomic
def invite(workshop: Workshop, email: str, by: User | None) -> str:
    """The token of a new invitation to this address; one that was sent before does not work any more."""
    email = email.lower()
    locked = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if locked.stage == Stage.ENDED:
        raise Refused(ENDED)
    if Membership.objects.filter(team=locked.team_id, user__email=email).exists():
        raise Refused(OF_THE_TEAM, 422)
    known = locked.co_facilitators.filter(email=email).first()
    if known and known.user_id:
        raise Refused(ACCEPTED, 422)
    token = secrets.token_urlsafe(32)
    values = {"token": digest_of(token), "invited_by": by}
    locked.co_facilitators.update_or_create(email=email, defaults=values)
    return token


def withdraw(workshop: Workshop, invitation: int) -> None:
    """Whoever had accepted it is out at once, of a rehearsal too; twice is the same as once."""
    gone = workshop.co_facilitators.filter(pk=invitation).first()
    if gone:
        CoFacilitator.objects.filter(workshop__rehearsal_of=workshop, email=gone.email).delete()
        gone.delete()


@transaction.atomic
def accept(token: str, user: User) -> Workshop:
    """The one workshop that `user` may run from now on. The link is spent."""
    invitation = CoFacilitator.objects.select_for_update().filter(user=None, token=digest_of(token)).first()
    if invitation is None:
        raise Refused(GONE, 404)
    workshop = invitation.workshop
    if workshop.stage == Stage.ENDED:
        raise Refused(ENDED)
    of_the_team = Membership.objects.filter(team=workshop.team_id, user=user)
    # Invited under a second address: with two rows, withdrawing one would leave them in by the other.
    if of_the_team.exists() or workshop.co_facilitators.filter(user=user).exists():
        invitation.delete()
        return workshop
    invitation.user = user
    invitation.save(update_fields=["user"])
    return workshop


@transaction.atomic
def accept_as_new(token: str, name: str, password: str) -> User:
    """A new account for the address that was invited, which accepts the invitation."""
    invitation = CoFacilitator.objects.select_for_update().filter(user=None, token=digest_of(token)).first()
    if invitation is None:
        raise Refused(GONE, 404)
    if User.objects.filter(email=invitation.email).exists():
        raise Refused(KNOWN)
    user = User.objects.create_user(invitation.email, password, name=name)
    accept(token, user)
    return user
