"""A crowd of pretend people sent into a workshop by the site itself: `manage.py rehearse` in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence

from django.conf import settings

# Longer than any workshop; a crowd that was forgotten goes home.
LONGEST = 6 * 60 * 60  # seconds
# At a time, from one process of the server: real rooms need the machine as well.
MOST_CROWDS = 4

_crowds: dict[str, subprocess.Popen[bytes]] = {}


def send_in(code: str, people: int, addresses: Sequence[str]) -> None:
    """Have so many pretend people join and take part until the workshop ends, or until this process does.

    `addresses` are where this site may be reached from here: the first one that answers is taken.
    """
    reap()
    words = ["rehearse", code, "--people", str(people), "--seconds", str(LONGEST), "--url", *addresses]
    _crowds[code] = subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *words, "--with-parent", str(os.getpid())],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        # Its own group: Ctrl+C at the server ends the server, which the crowd then follows.
        start_new_session=True,
    )


def has_room() -> bool:
    """Whether one more crowd may be sent in."""
    reap()
    return len(_crowds) < MOST_CROWDS


def reap() -> None:
    """Forget the crowds that have gone home, so that none stays as a dead process."""
    for code in [code for code, crowd in _crowds.items() if crowd.poll() is not None]:
        del _crowds[code]
