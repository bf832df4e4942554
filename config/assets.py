"""Where style sheets, scripts and pictures are served from."""

from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import Response, StaticFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class ForgivingStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Addresses that carry each file's hash, so that browsers may keep them for ever.

    Each is made once: a desk names forty, at every change. What is collected changes only with the release.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        if name not in self.known or force or settings.DEBUG:
            self.known[name] = str(super().url(name, force))
        return self.known[name]

    def stored_name(self, name: str) -> str:
        """A file that was never collected keeps its plain name: no missing picture takes a live room down."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name


def assets(app: App) -> App:
    """`app`, with static files answered before it: a whole room wants them at once, and Django is slow."""

    async def in_front(scope: Scope, receive: Receive, send: Send) -> None:
        found = collected().get(scope["path"]) if scope["type"] == "http" else None
        if found:
            await send_file(found.get_response(scope["method"], environment(scope)), send)
        else:
            await app(scope, receive, send)

    return in_front


@cache
def collected() -> dict[str, StaticFile]:
    """Every collected file by its path, with its sizes and headers, which WhiteNoise works out once."""
    files: dict[str, StaticFile] = WhiteNoiseMiddleware().files
    return files


def environment(scope: Scope) -> dict[str, str]:
    """The request's headers as WSGI names them."""
    pairs = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
    return {"HTTP_" + name.upper().replace("-", "_"): value for name, value in pairs}


async def send_file(found: Response, send: Send) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in found.headers]
    headers.append((b"x-content-type-options", b"nosniff"))
    await send({"type": "http.response.start", "status": int(found.status), "headers": headers})
    body = b""
    if found.file:
        with found.file as file:
            body = file.read()
    await send({"type": "http.response.body", "body": body})
