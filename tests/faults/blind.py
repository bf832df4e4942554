"""The server, which can be kept from looking at the database of its own accord: its rooms hear by push, or nothing.

python -m tests.faults.blind DOOR, as config.serve. It is blind while there is a file `blind` in its data folder.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
NAME = "blind"

if __name__ == "__main__":
    import django

    django.setup()

    from config.serve import run
    from workshops.room.hub import Hub

    look = Hub._look

    async def look_if_it_may(self: Hub) -> None:
        if not (Path(os.environ["DATA_DIR"]) / NAME).exists():
            await look(self)

    Hub._look = look_if_it_may  # type: ignore[method-assign]
    run(sys.argv[1:])
