"""No request may be larger than anything that this site asks for.

Django writes whatever comes in to the disk before it knows whom it is from: without an end, anybody could fill it.
"""

from collections.abc import Awaitable, Callable
from typing import Any

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[..., Awaitable[None]]

MOST = 2 * 2**20  # bytes


def limited(app: App) -> App:
    """`app`, which is never given a request of more than `MOST` bytes."""

    async def in_front(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif announced(scope) > MOST:
            await refuse(send)
        else:
            await app(scope, counted(receive, send), send)

    return in_front


def announced(scope: dict[str, Any]) -> int:
    """How large the request says it is; 0 where it does not say."""
    length = dict(scope["headers"]).get(b"content-length", b"")
    return int(length) if length.isdigit() else 0


def counted(receive: Receive, send: Send) -> Receive:
    """`receive`, which refuses and hangs up once too much has come in: not every request says how large it is."""
    so_far = 0

    async def receive_some() -> Message:
        nonlocal so_far
        message = await receive()
        so_far += len(message.get("body", b""))
        if so_far <= MOST:
            return message
        await refuse(send)
        return {"type": "http.disconnect"}

    return receive_some


async def refuse(send: Send) -> None:
    words = b"This is larger than anything that is asked for here."
    headers = [
        (b"content-type", b"text/plain"),
        (b"content-length", str(len(words)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": words})
