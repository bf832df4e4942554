"""A browser without a window: cookies, pages and forms, by plain HTTP over asyncio's streams."""

import asyncio
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

LONGEST = 20.0  # seconds that an answer may take
TOKEN = "csrftoken"  # noqa: S105 - the name of the cookie


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes
    cookies: Mapping[str, str]

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self.body)
        return values


class Unreachable(Exception):
    """No answer came, or none that can be read: whatever was sent may have arrived or not."""


class Browser:
    """One person's: it keeps its cookies. `base` is the site's address, like http://host:port."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.at = urlsplit(base)
        self.cookies: dict[str, str] = {}

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def get(self, path: str) -> Reply:
        return await self._ask("GET", path, {}, b"")

    async def post(self, path: str, fields: Mapping[str, str], *, live: bool = True) -> Reply:
        """Send a form as our script does, or with `live` off as a browser without scripts."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.base,
            "Referer": self.base,
        }
        token = self.cookies.get(TOKEN, "")
        if live:
            headers |= {"X-Live": "1", "X-CSRFToken": token}
        else:
            fields = {**fields, "csrfmiddlewaretoken": token}
        return await self._ask("POST", path, headers, urlencode(fields).encode())

    async def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        try:
            async with asyncio.timeout(LONGEST):
                raw = await self._exchange(self._request(method, path, headers, body))
            reply = reply_in(raw, method)
        except (OSError, TimeoutError, HTTPException, EOFError) as fault:
            raise Unreachable(f"{method} {path}: {fault!r}") from fault
        self.cookies |= reply.cookies
        return reply

    def _request(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
        lines = {
            "Host": self.at.netloc,
            "Connection": "close",
            "Cookie": self.cookie_header,
            "Content-Length": str(len(body)),
            **headers,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
        return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body

    async def _exchange(self, request: bytes) -> bytes:
        secure = self.at.scheme == "https"
        port = self.at.port or (443 if secure else 80)
        reader, writer = await asyncio.open_connection(self.at.hostname, port, ssl=secure or None)
        try:
            writer.write(request)
            return await reader.read()
        finally:
            writer.close()


class _Received:
    """What came in, in the shape that the standard library reads answers from."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def makefile(self, *_args: Any) -> io.BytesIO:
        return io.BytesIO(self.raw)


def reply_in(raw: bytes, method: str) -> Reply:
    """The answer in the bytes of one connection."""
    response = HTTPResponse(_Received(raw), method=method)  # type: ignore[arg-type]
    response.begin()
    body = response.read()
    jar: SimpleCookie = SimpleCookie()
    for header in response.headers.get_all("Set-Cookie") or []:
        jar.load(header)
    return Reply(response.status, body, {name: morsel.value for name, morsel in jar.items()})
