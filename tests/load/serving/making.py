"""Makes what a measurement needs in a new database and prints it: python -m tests.load.serving.making WISH

A program of its own, because Django's settings are read once in a process. WISH is JSON, see `Wish`.
"""

import json
import os
import sys
from datetime import timedelta
from itertools import cycle
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - these need Django's apps to be loaded
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.base import VALID_KEY_CHARS  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.crypto import get_random_string  # noqa: E402

from accounts.models import Membership, User  # noqa: E402
from tests.load.serving.past import discuss, remember  # noqa: E402
from tests.load.serving.wish import TOKEN, Wish  # noqa: E402
from tests.workshops.fourteen import Room  # noqa: E402
from workshops.actions import agenda  # noqa: E402
from workshops.domain.activities.kind import Role  # noqa: E402
from workshops.domain.sectors import family_of  # noqa: E402
from workshops.models import Activity, Participant  # noqa: E402
from workshops.queries import snapshot_of  # noqa: E402
from workshops.room.seats import Seat, cookie_name, screen_seat, signed  # noqa: E402

SECTORS = ("acute", "adult_social_care", "care_provider", "carer")


def room_of(wish: Wish) -> Room:
    """A workshop with so many people in it, walked to its first step of a kind."""
    room = Room()
    people = [
        Participant(workshop=room.workshop, sector=sector, family=family_of(sector))
        for _, sector in zip(range(wish.people), cycle(SECTORS), strict=False)
    ]
    room.people = [person.pk for person in Participant.objects.bulk_create(people, batch_size=500)]
    room.on_to(wish.kind)
    remember(room.workshop, room.now, wish.past)
    return room


def ask_fewer(now: Activity, principles: int) -> None:
    """Ask so many principles only; a step that is opened asks all of them, so this comes last."""
    if principles:
        Activity.objects.filter(pk=now.pk).update(principles=now.principles[:principles])


def seat_cookie(room: Room, seat: Seat) -> str:
    return f"{cookie_name(room.workshop.code, seat.role)}={signed(seat)}"


def desk_cookie(room: Room) -> str:
    """The cookies of a facilitator who has signed in."""
    fay = User.objects.filter(email="fay@example.org").first() or User.objects.create_user(
        "fay@example.org", name="Fay"
    )
    Membership.objects.create(team=room.workshop.team, user=fay, role=Membership.Role.FACILITATOR)
    browser = Client()
    browser.force_login(fay)
    signed_in = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={signed_in}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def session_cookies(people: int) -> list[str]:
    """As many accounts, all signed in: what joining would cost with Django's session and user."""
    users = User.objects.bulk_create(
        [User(email=f"person{number}@example.org", password="!") for number in range(people)], batch_size=500
    )
    store, until = SessionStore(), timezone.now() + timedelta(days=1)
    rows = [
        Session(
            session_key=get_random_string(32, VALID_KEY_CHARS),
            session_data=store.encode(signed_in(user)),
            expire_date=until,
        )
        for user in users
    ]
    Session.objects.bulk_create(rows, batch_size=500)
    return [f"{settings.SESSION_COOKIE_NAME}={row.session_key}" for row in rows]


def signed_in(user: User) -> dict[str, str]:
    return {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }


def standings(room: Room) -> dict[str, str]:
    """Where the room is when its desk goes a step back, and where when it goes on again."""
    here = standing_of(room)
    agenda.step(room.doing(towards="back", seen=here, sure=True))
    there = standing_of(room)
    room.on()
    return {"back": here, "on": there}


def standing_of(room: Room) -> str:
    snapshot = snapshot_of(room.workshop.code)
    assert snapshot
    return snapshot.standing


def made(wish: Wish) -> dict[str, Any]:
    room = room_of(wish)
    seen = standings(room)
    ask_fewer(room.now, wish.principles)
    comments = discuss(room.workshop, room.now, room.people, wish.comments)
    snapshot = snapshot_of(room.workshop.code)
    assert snapshot
    code, now = room.workshop.code, room.now
    return {
        "code": code,
        "version": snapshot.version,
        "workshop": room.workshop.pk,
        "people": [person.hex for person in room.people],
        "seats": [seat_cookie(room, Seat(code, Role.PARTICIPANT, person)) for person in room.people],
        "screen": seat_cookie(room, screen_seat(code, room.workshop.screen_key)),
        "sessions": session_cookies(wish.people) if wish.sessions else [],
        "desk": desk_cookie(room),
        "activity": now.pk,
        "seen": seen,
        "comments": comments,
        "principles": now.principles,
    }


if __name__ == "__main__":
    call_command("migrate", interactive=False, verbosity=0)
    wish = Wish.read(sys.argv[1])
    print(json.dumps([made(wish) for _ in range(wish.workshops)]))
