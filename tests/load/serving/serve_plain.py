"""The plain group, served with the options that the site has: python -m tests.load.serving.serve_plain DOOR."""

import socket
import sys

import uvicorn

from config.server import loaded

if __name__ == "__main__":
    config = loaded("tests.load.serving.plain:application", ws="websockets-sansio", lifespan="off")
    sockets = config.ws_protocol_class.__name__ if config.ws_protocol_class else "none"
    print(sockets, sockets, flush=True)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
