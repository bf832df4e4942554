"""Makes a workshop of very many people, who each scored and said something: python -m tests.load.serving.large PEOPLE

In a database that has a workshop of `making` already; its facilitator runs this one too. Printed is its code.
"""

import json
import random
import sys

from tests.load.serving.counting import pressed, score
from tests.load.serving.making import room_of
from tests.load.serving.past import discuss
from tests.load.serving.wish import Wish

from accounts.models import Membership, User  # isort: skip - after Django is set up


def main(people: int) -> str:
    """Its first round is revealed, and as many comments are said as there are people."""
    room = room_of(Wish(people))
    score(room, random.Random(people))
    for _ in range(2):
        pressed(room, "on")
    room.on_to("discuss")
    discuss(room.workshop, room.now, room.people, people)
    fay = User.objects.get(email="fay@example.org")
    Membership.objects.create(team=room.workshop.team, user=fay, role=Membership.Role.FACILITATOR)
    return room.workshop.code


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
