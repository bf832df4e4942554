"""Files of large reports, each made in a process of its own that gives way to everything else.

In the server's own process its threads would take turns with the room: a score would wait for half a second.
"""

import json
import logging
import subprocess
import sys
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from workshops.models import Comment, Workshop
from workshops.reports.formats import Format
from workshops.reports.turns import Full

log = logging.getLogger(__name__)

LARGE = 300  # comments; what a room writes makes its report long, and not how many it is
WITHIN = 120.0  # seconds
COMMAND = "export_report"


@dataclass(frozen=True)
class Made:
    """A file and the name to keep it under."""

    name: str
    content: bytes

    def written(self) -> bytes:
        """As it goes from one process to the other."""
        return json.dumps(self.name).encode() + b"\n" + self.content

    @staticmethod
    def read(sent: bytes) -> "Made":
        name, _line, content = sent.partition(b"\n")
        return Made(json.loads(name), content)


def is_large(workshop: Workshop) -> bool:
    return Comment.objects.filter(workshop=workshop).count() > LARGE


def made_apart(workshop: Workshop, kind: Format, version: int = 0) -> Made:
    """The report as it stands, or an approved version of it; raises `Full` where that takes too long."""
    words = [COMMAND, workshop.code, kind.name, "--number", str(version), "--language", get_language() or ""]
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *words]
    try:
        done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, timeout=WITHIN)
    except subprocess.TimeoutExpired as fault:
        raise Full from fault
    if done.returncode:
        log.error("the report of %s was not made: %s", workshop.code, done.stderr.decode()[-400:])
        raise Full
    return Made.read(done.stdout)
