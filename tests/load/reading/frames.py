"""WebSocket frames (RFC 6455, section 5) as a client reads and writes them."""

import base64
import os
from typing import NamedTuple

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
FINAL, DEFLATED, KIND, LENGTH = 0x80, 0x40, 0x0F, 0x7F
MASKED, MASK = 0x80, bytes(4)  # a mask of zeros leaves the bytes as they are
SHORT, MIDDLE = 125, 0xFFFF


class Frame(NamedTuple):
    """One frame; the payload of a deflated one is as it came."""

    kind: int
    payload: bytes
    deflated: bool


def head_of(held: bytes | bytearray) -> int:
    """How long the head of the frame is that `held` begins with, the mask included; two bytes of it must be there."""
    return {126: 4, 127: 10}.get(held[1] & LENGTH, 2) + (len(MASK) if held[1] & MASKED else 0)


def whole(held: bytes | bytearray) -> int | None:
    """The size of the frame that `held` begins with, head and all; None while some of it is still to come."""
    if len(held) < 2 or len(held) < head_of(held):
        return None
    short = held[1] & LENGTH
    payload = short if short <= SHORT else int.from_bytes(held[2 : 4 if short == 126 else 10], "big")
    size = head_of(held) + payload
    return size if len(held) >= size else None


def frames_in(held: bytearray) -> list[Frame]:
    """Every whole frame, taken off the beginning of `held`; a masked one must be masked with zeros."""
    found = []
    while (size := whole(held)) is not None:
        first, start = held[0], head_of(held)
        found.append(Frame(first & KIND, bytes(held[start:size]), bool(first & DEFLATED)))
        del held[:size]
    return found


def _lengths(size: int, masked: int) -> bytes:
    if size <= SHORT:
        return bytes((masked | size,))
    if size <= MIDDLE:
        return bytes((masked | 126,)) + size.to_bytes(2, "big")
    return bytes((masked | 127,)) + size.to_bytes(8, "big")


def from_client(kind: int, payload: bytes) -> bytes:
    return bytes((FINAL | kind,)) + _lengths(len(payload), MASKED) + MASK + payload


def from_server(kind: int, payload: bytes) -> bytes:
    return bytes((FINAL | kind,)) + _lengths(len(payload), 0) + payload


def upgrade(host: str, path: str, cookie: str = "", offer: str = "") -> bytes:
    """The request that opens a WebSocket; `offer` names the extensions that this client could do with."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        *([f"Cookie: {cookie}"] if cookie else []),
        *([f"Sec-WebSocket-Extensions: {offer}"] if offer else []),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
