"""How many scores are safe a second, one write each and grouped: python -m tests.load.serving.boxes MADE SECONDS

In a database that `making` has filled; MADE is a file with what it printed.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from workshops.domain.ballots import ballot_key, new_secret  # noqa: E402 - Django's apps must be loaded
from workshops.models import Score  # noqa: E402
from workshops.room.ballot_box import Ballot, BallotBox  # noqa: E402

LEVELS = 5


def one_by_one(made: dict[str, Any], people: list[UUID], seconds: float) -> float:
    """Scores a second, each by Django's `update_or_create`, which is a transaction of its own."""
    secret = new_secret()
    keys = [ballot_key(secret, person) for person in people]
    place = {"activity_id": made["activity"], "principle": made["principles"][0]}
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        level = 1 + done // len(keys) % LEVELS
        changing = {"level": level, "workshop_id": made["workshop"], "family": "carer"}
        Score.objects.update_or_create(**place, ballot_key=keys[done % len(keys)], defaults=changing)
        done += 1
    return done / (time.perf_counter() - began)


async def grouped(made: dict[str, Any], people: list[UUID], seconds: float) -> float:
    """Scores a second through the ballot box: everybody sends the next as soon as the last is safe."""
    box = BallotBox()
    began = time.perf_counter()

    async def score(person: UUID) -> int:
        done = 0
        while time.perf_counter() - began < seconds:
            level = 1 + done % LEVELS
            await box.cast(Ballot(made["workshop"], made["activity"], person, made["principles"][0], level))
            done += 1
        return done

    done = sum(await asyncio.gather(*map(score, people)))
    return done / (time.perf_counter() - began)


def main(file: str, seconds: float) -> dict[str, float]:
    made = json.loads(Path(file).read_text())
    people = [UUID(person) for person in made["people"]]
    return {
        "one by one": one_by_one(made, people, seconds),
        "grouped": asyncio.run(grouped(made, people, seconds)),
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], float(sys.argv[2]))), flush=True)
    # The ballot box's thread and its connection end with the process.
    os._exit(0)
