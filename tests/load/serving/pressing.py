"""What makes a server push: `press` asks for it, `released` makes sure of it once the push has been heard."""

import http.client
import socket
import time
from typing import Any
from urllib.parse import urlencode

from tests.load.reading.frames import TEXT, from_client, upgrade
from tests.load.reading.line import Lost
from tests.load.serving.wish import TOKEN

LOOPBACK = "127.0.0.1"
LONGEST = 60.0
PUSH = "/push"


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

    def __init__(self, port: int) -> None:
        self.wire = socket.create_connection((LOOPBACK, port), LONGEST)
        self.wire.sendall(upgrade(f"{LOOPBACK}:{port}", PUSH))
        head = self.wire.recv(4096)
        if not head.startswith(b"HTTP/1.1 101"):
            raise Lost(f"the group was refused: {head[:100].decode()}")

    def press(self) -> int:
        began = time.monotonic_ns()
        self.wire.sendall(from_client(TEXT, self.text))
        return began

    def released(self) -> None:
        """A group gives no answer."""
