"""A PostgreSQL server for as long as a command runs: python -m tests.postgres COMMAND...

The command finds it by DATABASE_URL. If that already names a PostgreSQL server, the command gets that one.
"""

import os
import subprocess
import sys

from tests.services import postgres


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(command)
    with postgres() as server:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": server.address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
