"""A visitor with cookies and one connection, by the standard library: it must see what a browser would."""

import http.client
import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import Morsel, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 10.0  # seconds
# No page of this site comes near; another may answer without end.
MOST, LONGEST = 2 * 2**20, 30.0
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def values(self) -> dict[str, Any]:
        """The JSON object in the body; empty where it is something else."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def body_of(response: http.client.HTTPResponse) -> bytes:
    """The whole body; raises HTTPException where it has no end."""
    body, until = bytearray(), time.monotonic() + LONGEST
    while part := response.read1():
        body += part
        if len(body) > MOST or time.monotonic() > until:
            raise http.client.HTTPException("the answer has no end")
    response.close()  # this one answer; the connection goes on
    return bytes(body)


class Web:
    """`base` is the site's address, like https://host or http://host:8000."""

    def __init__(self, base: str) -> None:
        self.base = base
        at = urlsplit(base)
        self.secure = at.scheme == "https"
        self.host = at.hostname or ""
        self.port = at.port or PORTS[at.scheme]
        self.trust = ssl.create_default_context()
        self.cookies: dict[str, Morsel[str]] = {}
        # Of the last connection; empty without encryption.
        self.certificate: Mapping[str, Any] = {}
        self.connection = self._connection()

    def _connection(self) -> http.client.HTTPConnection:
        if self.secure:
            return http.client.HTTPSConnection(self.host, self.port, timeout=PATIENCE, context=self.trust)
        return http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, {}, b"")

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        return self._ask("POST", path, {"Origin": self.base, "Referer": self.base + path, **headers}, body)

    def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer; raises OSError or HTTPException. A connection that was closed meanwhile is opened once more."""
        held = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        sent = {**headers, "Cookie": held} if held else dict(headers)
        if self.connection.sock is None:
            return self._exchange(method, path, sent, body)
        try:
            return self._exchange(method, path, sent, body)
        except (http.client.BadStatusLine, ConnectionError):
            self.close()
            return self._exchange(method, path, sent, body)

    def _exchange(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        began = time.perf_counter()
        try:
            self._connect()
            self.connection.request(method, path, body or None, headers)
            response = self.connection.getresponse()
            content = body_of(response)
        except (http.client.HTTPException, OSError):
            self.close()
            raise
        self._keep(response.headers)
        return Answer(response.status, response.headers, content, time.perf_counter() - began)

    def _connect(self) -> None:
        if self.connection.sock is None:
            self.connection.connect()
            opened: Any = self.connection.sock
            self.certificate = opened.getpeercert() or {} if self.secure else {}

    def _keep(self, headers: http.client.HTTPMessage) -> None:
        for header in headers.get_all("Set-Cookie") or []:
            self.cookies.update(SimpleCookie(header))

    def close(self) -> None:
        self.connection.close()
