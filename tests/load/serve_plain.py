"""The plain group, served with the options that the site has: python -m tests.load.serve_plain DOOR."""

import socket
import sys

import uvicorn

if __name__ == "__main__":
    config = uvicorn.Config(
        "tests.load.plain:application",
        loop="auto",
        http="httptools",
        ws="websockets-sansio",
        lifespan="off",
        timeout_graceful_shutdown=2,
        ws_ping_interval=20,
        ws_max_size=65536,
        ws_per_message_deflate=False,
        access_log=False,
        backlog=4096,
        log_level="warning",
    )
    config.load()
    sockets = config.ws_protocol_class.__name__ if config.ws_protocol_class else "none"
    print(sockets, sockets, flush=True)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
