"""What makes a server push: `press` sends the request, `released` reads its answer once the push has been heard."""

import http.client
from typing import Any
from urllib.parse import urlencode

from tests.load.crowd import Lost
from tests.load.places import LOOPBACK

LONGEST = 30.0


class Button:
    """One connection for each press. `text` is what everybody heard last."""

    text = b""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: http.client.HTTPConnection | None = None

    def press(self) -> None:
        raise NotImplementedError

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> None:
        self.asked = http.client.HTTPConnection(LOOPBACK, self.port, timeout=LONGEST)
        self.asked.request("POST", path, body, headers)

    def released(self) -> None:
        assert self.asked
        answer = self.asked.getresponse()
        words = answer.read()
        self.asked.close()
        if answer.status != 200:
            raise Lost(f"the press was answered {answer.status}: {words[:200].decode()}")


class Desk(Button):
    """A facilitator who goes a step back and on again."""

    def __init__(self, port: int, workshop: dict[str, Any]) -> None:
        super().__init__(port)
        self.workshop = workshop
        self.towards = "back"

    def press(self) -> None:
        fields = {"towards": self.towards, "seen": self.workshop["seen"][self.towards], "sure": "1"}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self.workshop["desk"],
            "X-CSRFToken": self.workshop["token"],
            "X-Live": "1",
        }
        self.post(f"/desk/{self.workshop['code']}/step", urlencode(fields).encode(), headers)
        self.towards = "on" if self.towards == "back" else "back"


class Group(Button):
    """Whoever posts the text that the site's people heard last, for the plain group."""

    def __init__(self, port: int, like: Button) -> None:
        super().__init__(port)
        self.like = like

    def press(self) -> None:
        self.post("/push", self.like.text, {"Content-Type": "text/plain"})
