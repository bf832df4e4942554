"""What makes a server push: `press` asks for it, `released` makes sure of it once the push has been heard."""

import http.client
import json
import socket
import time
from typing import Any
from urllib.parse import urlencode

from tests.load.reading.frames import CLOSE, TEXT, from_client, upgrade
from tests.load.reading.line import Lost
from tests.load.serving.wish import TOKEN

LOOPBACK = "127.0.0.1"
LONGEST = 60.0
PUSH = "/push"
HELLO = b"40"  # of socket.io: into the one namespace that there is
READ_AT_ONCE = 4096


class Desk:
    """A facilitator who goes a step back and on again, over one connection for each press."""

    def __init__(self, port: int, workshop: dict[str, Any]) -> None:
        self.port, self.workshop = port, workshop
        self.towards = "back"

    def press(self) -> int:
        """Gives the moment (ns, monotonic)."""
        fields = {"towards": self.towards, "seen": self.workshop["seen"][self.towards], "sure": "1"}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self.workshop["desk"],
            "X-CSRFToken": TOKEN,
            "X-Live": "1",
        }
        self.asked = http.client.HTTPConnection(LOOPBACK, self.port, timeout=LONGEST)
        self.towards = "on" if self.towards == "back" else "back"
        began = time.monotonic_ns()
        self.asked.request("POST", f"/desk/{self.workshop['code']}/step", urlencode(fields), headers)
        return began

    def released(self) -> None:
        answer = self.asked.getresponse()
        words = answer.read()
        self.asked.close()
        if answer.status != 200:
            raise Lost(f"the press was answered {answer.status}: {words[:200].decode()}")


class Group:
    """Whoever tells a server that is measured against what to send to everybody: the text that the site sent last."""

    text = b""

    def __init__(self, port: int, path: str = PUSH) -> None:
        self.port, self.path = port, path

    def press(self) -> int:
        """Over a connection of its own, as a desk's press."""
        self.wire = socket.create_connection((LOOPBACK, self.port), LONGEST)
        self.wire.sendall(upgrade(f"{LOOPBACK}:{self.port}", self.path))
        self.wait_for(b"\r\n\r\n")
        return self.say()

    def wait_for(self, end: bytes) -> None:
        heard = b""
        while end not in heard:
            part = self.wire.recv(READ_AT_ONCE)
            if not part:
                raise Lost(f"the group hung up: {heard[:100]!r}")
            heard += part

    def say(self) -> int:
        began = time.monotonic_ns()
        self.wire.sendall(from_client(TEXT, self.text))
        return began

    def released(self) -> None:
        """A group gives no answer."""
        self.wire.sendall(from_client(CLOSE, b""))
        self.wire.close()


class SocketIo(Group):
    """The same in the words of socket.io."""

    def say(self) -> int:
        self.wire.sendall(from_client(TEXT, HELLO))
        self.wait_for(HELLO + b"{")
        began = time.monotonic_ns()
        self.wire.sendall(from_client(TEXT, b"42" + json.dumps(["push", self.text.decode()]).encode()))
        return began
