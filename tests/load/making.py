"""Makes what a measurement needs in a new data folder, through the actions, and prints it for the measurer.

A program of its own, because Django's settings are read once in a process: python -m tests.load.making PEOPLE KIND
"""

import json
import os
import sys
from itertools import cycle, islice
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - these need Django's apps to be loaded
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import Membership, User  # noqa: E402
from tests.workshops.fourteen import SECTORS, Room  # noqa: E402
from workshops.domain.activities.kind import Role  # noqa: E402
from workshops.queries import snapshot_of  # noqa: E402
from workshops.room.seats import Seat, cookie_name, signed  # noqa: E402

TOKEN = "t" * 32


def room_of(people: int, kind: str) -> Room:
    """A workshop with so many people in it, walked to its first step of `kind`."""
    room = Room()
    with transaction.atomic():
        room.come_in(list(islice(cycle(SECTORS), people)))
    room.on_to(kind)
    return room


def seat_cookies(room: Room) -> list[str]:
    """The cookie of each participant, as a browser sends it."""
    code = room.workshop.code
    name = cookie_name(code, Role.PARTICIPANT)
    return [f"{name}={signed(Seat(code, Role.PARTICIPANT, person))}" for person in room.people]


def desk_cookie(room: Room) -> str:
    """The cookies of a facilitator who has signed in."""
    fay = User.objects.create_user("fay@example.org", name="Fay")
    Membership.objects.create(team=room.workshop.team, user=fay, role=Membership.Role.FACILITATOR)
    browser = Client()
    browser.force_login(fay)
    signed_in = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={signed_in}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def standing_before(room: Room) -> str:
    """Where the room is once its desk has gone a step back."""
    before = room.workshop.activities.filter(position__lt=room.now.position).order_by("-position").first()
    return f"{before.pk}-revealed" if before else "lobby"


def made(people: int, kind: str) -> dict[str, Any]:
    room = room_of(people, kind)
    snapshot = snapshot_of(room.workshop.code)
    assert snapshot
    return {
        "code": room.workshop.code,
        "version": snapshot.version,
        "seats": seat_cookies(room),
        "desk": desk_cookie(room),
        "token": TOKEN,
        "activity": room.now.pk,
        "seen": {"back": snapshot.standing, "on": standing_before(room)},
        "principles": room.now.principles,
    }


if __name__ == "__main__":
    call_command("migrate", interactive=False, verbosity=0)
    print(json.dumps(made(int(sys.argv[1]), sys.argv[2])))
