"""How the site is served, in one place: by one process, by several, and where its speed is measured."""

import resource
from typing import Any

import uvicorn

OPTIONS: dict[str, Any] = {
    "loop": "auto",
    # httptools, with an end to its patience.
    "http": "config.patience:PatientProtocol",
    # websockets-sansio, lending its transports to the room.
    "ws": "workshops.room.protocol:LendingProtocol",
    "lifespan": "auto",
    # Seconds that a goodbye may take: sockets of phones that sleep never answer it.
    "timeout_graceful_shutdown": 2,
    # A phone that is gone is missed within 40 s.
    "ws_ping_interval": 20,
    "ws_ping_timeout": 20,
    "ws_max_size": 65536,  # of a message, also once it is inflated
    "ws_per_message_deflate": False,  # for each socket by itself: the protocol above does it once for all
    "access_log": False,
    "backlog": 4096,
    "log_level": "warning",
}
# Where the system names no limit of open files: more than anybody has asked one process for.
PLENTY = 2**16


def loaded(application: str = "config.asgi:application", **options: Any) -> uvicorn.Config:
    """The options with the application loaded, so that a site which cannot work is not announced."""
    config = uvicorn.Config(application, **(OPTIONS | options))
    config.load()
    return config


def server() -> uvicorn.Server:
    return uvicorn.Server(loaded())


def raise_open_files() -> int:
    """Let this process, and those it starts, hold as many open files as the system allows; how many that is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = PLENTY if hard == resource.RLIM_INFINITY else hard
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):  # macOS names no limit and has one
        return soft
    return wanted
