"""A request that is too large is refused before anything of it is kept."""

import asyncio
from typing import Any

import pytest

from config.limits import MOST, limited

PIECE = 2**16


async def answers(size: int, *, says: bool) -> tuple[list[int], int]:
    """The statuses that were sent for a body of `size` bytes, and how much of it reached the application."""
    reached, statuses = 0, []
    pieces = [PIECE] * (size // PIECE) + [size % PIECE]

    async def application(scope: Any, receive: Any, send: Any) -> None:
        nonlocal reached
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            reached += len(message["body"])
            if not message["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> dict[str, Any]:
        body = b"x" * pieces.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(pieces)}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    headers = [(b"content-length", str(size).encode())] if says else []
    await limited(application)({"type": "http", "headers": headers}, receive, send)
    return statuses, reached


@pytest.mark.parametrize("says", [True, False])
@pytest.mark.parametrize(("size", "status"), [(0, 200), (MOST, 200), (MOST + 1, 413), (9 * MOST, 413)])
def test_no_more_than_the_most_comes_in(size: int, status: int, says: bool) -> None:
    statuses, reached = asyncio.run(answers(size, says=says))

    assert statuses == [status]
    assert reached <= MOST
    assert status == 413 or reached == size


def test_the_site_itself_is_behind_it() -> None:
    from config.asgi import application  # noqa: PLC0415 - Django is set up by then

    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = [(b"content-length", str(MOST + 1).encode()), (b"host", b"testserver")]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/join/AAAAAA/",
        "query_string": b"",
        "headers": headers,
    }
    asyncio.run(application(scope, None, send))  # type: ignore[arg-type]
    assert [message["status"] for message in sent if "status" in message] == [413]
