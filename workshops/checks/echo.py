"""The check's own socket: it says back what it hears, so that a page can tell whether messages come through, and when.

It needs no workshop and asks no database. It hears little, closes by itself, and only so many are open at once, so that
it is of no use for holding a server's sockets.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HELLO, STILL_HERE, BYE = "hello", "still here", "bye"
MOST_OPEN = 100  # in one process
MOST_QUIET = 4  # of them, those that stay open longer to be silent
MOST_MESSAGES = 20
MOST_CHARACTERS = 200
ECHOES = 5  # that a check asks for
LIFE = 30.0  # seconds
LONGEST_QUIET = 150.0  # seconds
BUSY, TOO_MUCH, OVER = 1013, 1008, 1000
# What a server may lend; ours says a word of its own every 20 seconds, which a silent socket must not have.
LENT = "workshops.socket"

_open: set[object] = set()
_quiet: set[object] = set()


async def echo(scope: Message, receive: Receive, send: Send) -> None:
    """One socket, from its opening to its end."""
    await receive()
    await send({"type": "websocket.accept"})
    quiet = seconds_of_silence(scope)
    crowd, most = (_quiet, MOST_QUIET) if quiet else (_open, MOST_OPEN)
    if len(crowd) >= most:
        await send({"type": "websocket.close", "code": BUSY})
        return
    me = object()
    crowd.add(me)
    try:
        code = await keep_silent(scope, receive, send, quiet) if quiet else await talk(receive, send)
    finally:
        crowd.discard(me)
    if code:
        await send({"type": "websocket.close", "code": code})


def seconds_of_silence(scope: Message) -> float:
    """How long somebody wants nothing to be said: `?quiet=35`; 0 for those who want to talk."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("quiet", [""])[0]
    return min(float(asked), LONGEST_QUIET) if asked.isascii() and asked.isdecimal() else 0.0


async def talk(receive: Receive, send: Send) -> int:
    """Say hello unasked, then everything back; gives the code to close with, 0 to hang up."""
    await send({"type": "websocket.send", "text": HELLO})
    with suppress(TimeoutError):
        async with asyncio.timeout(LIFE):
            for _ in range(MOST_MESSAGES):
                message = await receive()
                if message["type"] != "websocket.receive":
                    return 0
                text = message.get("text") or ""
                if text == BYE:
                    # Without a word: a proxy that holds messages back would hold that one too, and wait for more.
                    return 0
                if not text or len(text) > MOST_CHARACTERS:
                    return TOO_MUCH
                await send({"type": "websocket.send", "text": text})
            return TOO_MUCH
    return OVER


async def keep_silent(scope: Message, receive: Receive, send: Send, seconds: float) -> int:
    """Say hello, nothing for `seconds`, and then that one is still here."""
    stop_pings(scope)
    await send({"type": "websocket.send", "text": HELLO})
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            for _ in range(MOST_MESSAGES):
                if (await receive())["type"] != "websocket.receive":
                    return 0
            return TOO_MUCH
    await send({"type": "websocket.send", "text": STILL_HERE})
    return OVER


def stop_pings(scope: Message) -> None:
    """Of a server that lends its sockets; on another one the silence is as long as its own pings leave it."""
    lent = scope.get("extensions", {}).get(LENT)
    if lent is not None and hasattr(lent, "stop_keepalive"):
        lent.stop_keepalive()
