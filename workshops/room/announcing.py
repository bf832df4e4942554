"""Telling every server process that a workshop has changed. Only actions call this, and only after the commit."""

import logging
from contextlib import suppress
from uuid import uuid4

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from workshops.room.channels import CHANGED, EVERY_PROCESS
from workshops.room.hub import hubs

log = logging.getLogger(__name__)


def announce(code: str, version: int, *, at_once: bool = True, counts_only: bool = False) -> None:
    """Tell the rooms; `at_once` for a facilitator's move, which does not wait for the next push of counts.

    `counts_only` where this version differs from the one before in nothing but how many have answered: the rooms then
    read nothing else again.
    A process with rooms tells its own without any layer, and the others while nobody waits.
    """
    here = hubs()
    for hub in here:
        with suppress(RuntimeError):  # its loop has closed meanwhile, and everybody has gone with it
            hub.announce(code, version, at_once=at_once, counts_only=counts_only)
    if not here:
        _announce_elsewhere(code, version, at_once=at_once)


def _announce_elsewhere(code: str, version: int, *, at_once: bool) -> None:
    """From a command, or a process that nobody watches. Without a layer the rooms find out by looking."""
    message = {
        "type": CHANGED,
        "code": code,
        "by": uuid4().hex,
        "version": version,
        "at_once": at_once,
        "counts": [],
    }
    try:
        async_to_sync(get_channel_layer().group_send)(EVERY_PROCESS, message)
    except Exception:  # whatever the layer's client raises: the commit is done, and its sender must hear so
        log.exception("no announcement of version %s of %s", version, code)
