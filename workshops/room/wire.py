"""Frames: what travels to browsers, built once for everybody."""

import json
from dataclasses import dataclass
from functools import cached_property

FIN_TEXT = 0x81
SHORT, MIDDLE = 125, 0xFFFF


def framed(text: str) -> bytes:
    """`text` as one unmasked, final WebSocket text frame (RFC 6455, section 5.2)."""
    payload = text.encode()
    size = len(payload)
    if size <= SHORT:
        head = bytes((FIN_TEXT, size))
    elif size <= MIDDLE:
        head = bytes((FIN_TEXT, 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((FIN_TEXT, 127)) + size.to_bytes(8, "big")
    return head + payload


@dataclass(frozen=True)
class Frame:
    """One message to many: its text, and its bytes on the wire, each made once."""

    version: int
    text: str

    @cached_property
    def bytes(self) -> bytes:
        return framed(self.text)


def frame_of(version: int, html: str, *, t: int) -> Frame:
    """Regions at `version`; `t` is the server's clock in milliseconds, so that every screen shows the same time."""
    return Frame(
        version, json.dumps({"v": version, "t": t, "html": html}, ensure_ascii=False, separators=(",", ":"))
    )


def heartbeat(version: int) -> Frame:
    """Tells a browser that it is up to date, or that it is behind and should fetch."""
    return Frame(version, json.dumps({"v": version}, separators=(",", ":")))
