"""Frames: what travels to browsers, built once for everybody, and deflated once for those who can inflate."""

import json
import zlib
from dataclasses import dataclass
from functools import cached_property

FIN_TEXT, DEFLATED = 0x81, 0x40
SHORT, MIDDLE = 125, 0xFFFF
# Below this a packet is a packet either way, and the time to inflate it is lost.
WORTH_DEFLATING = 300  # bytes
# The largest window: what a browser may use that asks for no smaller one, as all of them do.
WINDOW_BITS = 15
# A deflated message stops where the next one would begin, and leaves these out (RFC 7692, section 7.2.1).
TAIL = b"\x00\x00\xff\xff"


def framed(payload: bytes, first: int = FIN_TEXT) -> bytes:
    """`payload` as one unmasked, final WebSocket frame, of text unless `first` says so (RFC 6455, section 5.2)."""
    size = len(payload)
    if size <= SHORT:
        head = bytes((first, size))
    elif size <= MIDDLE:
        head = bytes((first, 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((first, 127)) + size.to_bytes(8, "big")
    return head + payload


def deflated(payload: bytes) -> bytes:
    """`payload` deflated as a message of its own: it leans on none that was sent before, so it fits every socket."""
    deflate = zlib.compressobj(wbits=-WINDOW_BITS)
    return (deflate.compress(payload) + deflate.flush(zlib.Z_SYNC_FLUSH)).removesuffix(TAIL)


@dataclass(frozen=True)
class Frame:
    """One message to many: its text, and its bytes on the wire, each made once.

    Where it carries `news`, whoever misses it must be told what was in it; a heartbeat may be missed.
    """

    version: int
    text: str
    news: bool = True

    @cached_property
    def plain(self) -> bytes:
        return framed(self.text.encode())

    @cached_property
    def deflated(self) -> bytes:
        """For a socket that agreed to inflate."""
        payload = self.text.encode()
        if len(payload) < WORTH_DEFLATING:
            return self.plain
        return framed(deflated(payload), FIN_TEXT | DEFLATED)


def frame_of(version: int, html: str, *, t: int) -> Frame:
    """Regions at `version`; `t` is the server's clock in milliseconds, so that every screen shows the same time."""
    return Frame(
        version, json.dumps({"v": version, "t": t, "html": html}, ensure_ascii=False, separators=(",", ":"))
    )


def heartbeat(version: int) -> Frame:
    """Tells a browser that it is up to date, or that it is behind and should fetch."""
    return Frame(version, json.dumps({"v": version}, separators=(",", ":")), news=False)
