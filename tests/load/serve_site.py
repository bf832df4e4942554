"""The site itself, which also says when a push begins: python -m tests.load.serve_site DOOR lent|ordinary.

"lent" has sockets that lend their transport to the room, "ordinary" those of any server. Printed are its sockets and
those that run.py would give it.
"""

import os
import socket
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol  # noqa: E402

from config.serve import server  # noqa: E402 - these need Django's apps to be loaded
from tests.load.stamps import stamp  # noqa: E402
from workshops.fragments import REGIONS, Audience  # noqa: E402
from workshops.room.protocol import LendingProtocol  # noqa: E402
from workshops.room.room import Room  # noqa: E402

SOCKETS = {"lent": LendingProtocol, "ordinary": WebSocketsSansIOProtocol}
push = Room._push


def stamped_push(room: Room, audience: Audience, changed: set[str]) -> None:
    """A push to participants begins here, before its frame is built."""
    if audience == Audience.PARTICIPANT and changed & set(REGIONS[audience]):
        stamp()
    push(room, audience, changed)


if __name__ == "__main__":
    Room._push = stamped_push  # type: ignore[method-assign, assignment]
    site = server()
    as_run, chosen = site.config.ws_protocol_class, SOCKETS[sys.argv[2]]
    site.config.ws_protocol_class = chosen
    print(chosen.__name__, as_run.__name__ if as_run else "none", flush=True)
    site.run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
