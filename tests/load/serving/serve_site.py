"""The site itself, which also says when a push begins: python -m tests.load.serving.serve_site DOOR lent|ordinary.

"lent" has sockets that lend their transport to the room, "ordinary" those of any server. Printed are its sockets and
those that run.py would give it. Two settings come from outside: LOAD_COUNTS_EVERY, the seconds between pushes of counts
in a crowd, and LOAD_SESSIONS, which puts Django's session and user in front of everybody's socket.
"""

import os
import socket
import sys
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from tests.load.serving.stamps import stamp  # noqa: E402
from workshops.room import wire  # noqa: E402

frame_of = wire.frame_of


def stamped_frame_of(*words: Any, **named: Any) -> wire.Frame:
    """A push begins here, before its frame is built."""
    stamp()
    return frame_of(*words, **named)


# Before anything takes the name from there.
wire.frame_of = stamped_frame_of

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import URLRouter  # noqa: E402
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol  # noqa: E402

from config import asgi  # noqa: E402
from config.server import server  # noqa: E402
from workshops.room.protocol import LendingProtocol  # noqa: E402

SOCKETS = {"lent": LendingProtocol, "ordinary": WebSocketsSansIOProtocol}
PAUSE = "COUNTS_EVERY_IN_A_CROWD"


def set_the_pause(seconds: float) -> None:
    """How long counts wait in a crowd, wherever in the room that is written down."""
    places = [module for name, module in sys.modules.items() if name.startswith("workshops.room.")]
    found = [module for module in places if hasattr(module, PAUSE)]
    if not found:
        sys.exit(f"no {PAUSE} in workshops.room")
    for module in found:
        setattr(module, PAUSE, seconds)


def with_sessions(router: URLRouter) -> None:
    """Everybody's socket by the way that only a desk's goes."""
    for route in router.routes:
        route.callback = AuthMiddlewareStack(route.callback)


def main(door: int, sockets: str) -> None:
    if "LOAD_COUNTS_EVERY" in os.environ:
        set_the_pause(float(os.environ["LOAD_COUNTS_EVERY"]))
    if "LOAD_SESSIONS" in os.environ:
        with_sessions(asgi.sockets)
    site = server()
    as_run = site.config.ws_protocol_class
    chosen: Callable[..., Any] = SOCKETS[sockets]
    site.config.ws_protocol_class = chosen  # type: ignore[assignment]
    print(SOCKETS[sockets].__name__, as_run.__name__ if as_run else "none", flush=True)
    site.run(sockets=[socket.socket(fileno=door)])


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
