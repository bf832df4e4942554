"""The server, with more patience when it leaves: a busy machine may need longer than its two seconds to hear a goodbye.

python -m tests.faults.unhurried DOOR, as config.serve. That it waits for nobody for ever is tested elsewhere.
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config import serve, workers
from config.server import OPTIONS

# Both less than `Site.stop` waits for.
GOODBYE, OF_ALL = 15, 18

if __name__ == "__main__":
    OPTIONS["timeout_graceful_shutdown"] = GOODBYE
    workers.GOODBYE = OF_ALL
    serve.run(sys.argv[1:])
