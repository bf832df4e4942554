"""A socket.io room, where Node and the package are on the machine; NODE_PATH says where packages are."""

import shutil
import subprocess

from tests.load.reading.line import Door
from tests.load.serving.pressing import HELLO, LOOPBACK

PATH = "/socket.io/?EIO=4&transport=websocket"
PUSHING = f"{PATH}&pushing=1"
MODULE = "socketio.js"


def missing() -> str:
    """Why it cannot be measured against; nothing where it can."""
    if not shutil.which("node"):
        return "Node is not installed"
    found = subprocess.run(["node", "-e", 'require("socket.io")'], capture_output=True)
    return "socket.io is not installed" if found.returncode else ""


def door(port: int) -> Door:
    return Door(LOOPBACK, port, PATH, greeting=HELLO)
