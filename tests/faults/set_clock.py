"""The server, with its clock set by a number of seconds that it reads from a file again and again.

python -m tests.faults.set_clock DOOR, as config.serve; the file is `clock` in the data folder.
"""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
NAME = "clock"

real = time.time


def set_time() -> float:
    file = Path(os.environ["DATA_DIR"]) / NAME
    return real() + (float(file.read_text() or 0) if file.exists() else 0)


if __name__ == "__main__":
    time.time = set_time

    from django.utils import timezone

    timezone.now = lambda: datetime.fromtimestamp(set_time(), UTC)

    # Only now: whatever asks for the time has asked this clock from the first.
    from config.serve import run

    run(sys.argv[1:])
