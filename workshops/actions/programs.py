"""Tokens with which programs read what somebody may see: made, used, revoked."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from workshops.models import ApiToken

PREFIX = "ground_"  # so that a token that lies about somewhere is known for one
LONGEST = 100  # characters that are looked at
MOST_TOKENS = 20  # of one user
NOTED_EVERY = timedelta(minutes=1)


def make_token(user: User, name: str) -> str:
    """The token itself, which nobody can be told again: only its hash is kept."""
    token = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(user=user, name=name, digest=digest_of(token))
    return token


def has_enough(user: User) -> bool:
    """Whether somebody has as many tokens as anybody may."""
    return ApiToken.objects.filter(user=user).count() >= MOST_TOKENS


def revoke_token(user: User, token_id: int) -> str:
    """A token of theirs is worth nothing from now on; gives its name, "" where they have none with that id."""
    found = ApiToken.objects.filter(user=user, pk=token_id).first()
    if found is None:
        return ""
    found.delete()
    return found.name


def used_token(token: str) -> ApiToken | None:
    """The row of a token that somebody who may sign in has made and not revoked, and a note that it was used now."""
    if not token.startswith(PREFIX) or len(token) > LONGEST:
        return None
    known = ApiToken.objects.select_related("user").filter(digest=digest_of(token), user__is_active=True)
    found = known.first()
    if found:
        now = timezone.now()
        unnoted = Q(used_at=None) | Q(used_at__lt=now - NOTED_EVERY)
        if found.used_at is None or found.used_at < now - NOTED_EVERY:
            ApiToken.objects.filter(unnoted, pk=found.pk).update(used_at=now)
    return found


def digest_of(token: str) -> str:
    """Of 256 random bits one round is as good as many."""
    return hashlib.sha256(token.encode()).hexdigest()
