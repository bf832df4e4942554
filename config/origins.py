"""Sockets are opened by this site's own pages only."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from workshops.room.refused import Reason, refusals

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


def same_origin(app: App) -> App:
    """`app`, closed to a browser page of another site. Without an Origin it is no browser."""

    async def checked(scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        if origin and not is_ours(origin, headers.get(b"host", b"").decode("latin-1")):
            refusals.count(Reason.ORIGIN)
            await send({"type": "websocket.close", "code": 4403})
            return
        await app(scope, receive, send)

    return checked


def is_ours(origin: str, host: str) -> bool:
    """Whether a page from `origin` belongs to the site that answers as `host`."""
    try:
        found = urlsplit(origin).netloc
    except ValueError:
        return False
    return bool(found) and (found == host or origin in settings.CSRF_TRUSTED_ORIGINS)
