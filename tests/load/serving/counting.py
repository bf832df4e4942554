"""How long it takes to close a second round, and to read its results: python -m tests.load.serving.counting PEOPLE LAPS

In a new database. Everybody scores every principle in both rounds; closing is the facilitator's press, with its commit.
"""

import json
import os
import random
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - these need Django's apps to be loaded

from tests.load.serving.making import room_of, standing_of  # noqa: E402
from tests.load.serving.wish import Wish  # noqa: E402
from tests.workshops.fourteen import KEYS, Room  # noqa: E402
from workshops.actions import agenda  # noqa: E402
from workshops.domain.ballots import ballot_key  # noqa: E402
from workshops.models import Participant, Score, Workshop  # noqa: E402
from workshops.queries import snapshot_of  # noqa: E402

ANSWERS = (1, 2, 3, 4, 5, None)
BATCH = 500


def score(room: Room, chance: random.Random) -> int:
    """Everybody's answers to the step that is open, as the ballot box would leave them; how many these are."""
    workshop, here = Workshop.objects.get(pk=room.workshop.pk), room.now
    secret = bytes(workshop.ballot_secret or b"")
    people = list(Participant.objects.filter(workshop=workshop).values_list("pk", "family"))
    rows = [
        Score(
            workshop=workshop,
            activity=here,
            principle=key,
            ballot_key=ballot_key(secret, person),
            family=family,
            level=chance.choice(ANSWERS),
        )
        for person, family in people
        for key in KEYS
    ]
    return len(Score.objects.bulk_create(rows, batch_size=BATCH))


def pressed(room: Room, towards: str) -> float:
    """The milliseconds of one press on the desk."""
    doing = room.doing(towards=towards, seen=standing_of(room), sure=True)
    began = time.perf_counter()
    agenda.step(doing)
    return (time.perf_counter() - began) * 1e3


def read(room: Room) -> float:
    """The milliseconds of reading everything that may be shown."""
    began = time.perf_counter()
    found = snapshot_of(room.workshop.code)
    took = (time.perf_counter() - began) * 1e3
    told = found.results[len(KEYS) :] if found else ()
    if not told or not all(one.movement and one.sectors and one.sectors.lines for one in told):
        raise RuntimeError("there is nothing of what was to be read")
    return took


def main(people: int, laps: int) -> dict[str, list[float] | int]:
    room, chance = room_of(Wish(people, principles=0)), random.Random(people)
    first = score(room, chance)
    closing_first = pressed(room, "on")
    room.on()
    room.on_to("rescore")
    scores = score(room, chance)
    closing = []
    for _ in range(laps):
        closing.append(pressed(room, "on"))
        pressed(room, "back")
    room.on(2)
    if first != scores:
        raise RuntimeError("the two rounds do not ask the same")
    return {
        "scores": scores,
        "first": [closing_first],
        "closing": closing,
        "reading": [read(room) for _ in range(laps)],
    }


if __name__ == "__main__":
    call_command("migrate", interactive=False, verbosity=0)
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))), flush=True)
