"""Makes a site's database, and in it a workshop in its first round of scoring, and prints what its people hold.

A program of its own, because Django's settings are read once in a process: python -m tests.faults.making PEOPLE
"""

import contextlib
import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - these need Django's apps to be loaded
from django.test import Client  # noqa: E402

from accounts.models import Membership, User  # noqa: E402
from config.serve import prepare  # noqa: E402
from tests.workshops.fourteen import Room  # noqa: E402
from workshops.domain.activities.kind import Role  # noqa: E402
from workshops.models import Participant, Workshop  # noqa: E402
from workshops.room.seats import Seat, cookie_name, screen_seat, signed  # noqa: E402

TOKEN = "t" * 32


def seat_cookie(seat: Seat) -> dict[str, str]:
    return {cookie_name(seat.code, seat.role): signed(seat), settings.CSRF_COOKIE_NAME: TOKEN}


def desk_cookies(workshop: Workshop) -> dict[str, str]:
    """Those of a facilitator who has signed in."""
    fay, _ = User.objects.get_or_create(email="fay@example.org", defaults={"name": "Fay"})
    Membership.objects.create(team=workshop.team, user=fay, role=Membership.Role.FACILITATOR)
    browser = Client()
    browser.force_login(fay)
    name = settings.SESSION_COOKIE_NAME
    return {name: browser.cookies[name].value, settings.CSRF_COOKIE_NAME: TOKEN}


def made(people: int) -> dict[str, Any]:
    room = Room(practice=True)
    code = room.workshop.code
    seated = Participant.objects.bulk_create(
        Participant(workshop=room.workshop, sector="other", family="other") for _ in range(people)
    )
    room.on_to("score")
    return {
        "code": code,
        "screen_key": room.workshop.screen_key,
        "activity": room.now.pk,
        "principles": room.now.principles,
        "people": [
            {"id": person.pk.hex, "cookies": seat_cookie(Seat(code, Role.PARTICIPANT, person.pk))}
            for person in seated
        ],
        "desk": desk_cookies(room.workshop),
        "screen": seat_cookie(screen_seat(code, room.workshop.screen_key)),
    }


if __name__ == "__main__":
    with contextlib.redirect_stdout(sys.stderr):
        prepare(workers=1)
    print(json.dumps(made(int(sys.argv[1]))))
