"""`broadcast` of the websockets library: python -m tests.load.serving.serve_broadcast DOOR plain|deflate asyncio|uvloop

Whatever is said at PUSH goes to everybody. With "deflate" the library's own default for compression; with "asyncio" the
event loop that its documentation runs it on, with "uvloop" the one that all the others have.
"""

import asyncio
import socket
import sys

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

from tests.load.serving.pressing import PUSH
from tests.load.serving.stamps import stamp

people: set[ServerConnection] = set()


async def welcome(connection: ServerConnection) -> None:
    if connection.request and connection.request.path == PUSH:
        async for text in connection:
            stamp()
            broadcast(people, text)
        return
    people.add(connection)
    try:
        await connection.wait_closed()
    finally:
        people.discard(connection)


async def main(door: socket.socket, compression: str | None) -> None:
    async with serve(welcome, sock=door, compression=compression) as server:
        print("ServerConnection", "ServerConnection", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    chosen = "deflate" if sys.argv[2] == "deflate" else None
    run = uvloop.run if sys.argv[3] == "uvloop" else asyncio.run
    run(main(socket.socket(fileno=int(sys.argv[1])), chosen))
