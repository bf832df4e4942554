"""Telling every server process that a workshop has changed. Only actions call this, and only after the commit."""

import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from workshops.room.channels import CHANGED, group_of

log = logging.getLogger(__name__)


def change(code: str, version: int, *, at_once: bool) -> dict[str, Any]:
    """The message: `at_once` for a facilitator's move, which does not wait for the next push of counts."""
    return {"type": CHANGED, "code": code, "version": version, "at_once": at_once}


def announce(code: str, version: int, *, at_once: bool = True) -> None:
    """Tell the rooms. A layer that is down loses no score: the rooms are told by their own polling, so it is logged."""
    try:
        layer = get_channel_layer()
        async_to_sync(layer.group_send)(group_of(code), change(code, version, at_once=at_once))
    except Exception:  # whatever the layer's client raises: the commit is done, and its sender must hear so
        log.exception("no announcement of version %s of %s", version, code)
