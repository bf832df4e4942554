"""uvicorn's WebSocket protocol, lending its transport to the room.

A frame that is the same for everyone is then built and deflated once and its bytes are handed to each socket, instead
of being built once for each. On any other server the room sends in the ordinary way.
"""

import random
import socket
from asyncio import BaseTransport, TimerHandle
from collections.abc import Callable, Sequence
from typing import Any

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.base import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.typing import ExtensionParameter

from workshops.room.incoming import MeteredProtocol, TooMuch
from workshops.room.refused import Reason, refusals
from workshops.room.wire import WINDOW_BITS

EXTENSION = "workshops.socket"
# A reader that has taken nothing for so long is cut off; its browser comes back by itself.
CUT_OFF_AFTER = 60.0  # seconds
# What the kernel may hold that is not yet on its way. By itself it takes megabytes: a slow reader would be shown old
# states one after the other, and hundreds of them would fill the memory.
UNSENT = 4096  # bytes
# Whether somebody is still there (RFC 6455, section 5.5.2); with nothing in it that would have to be made each time.
PING = bytes((0x89, 0))


class InflatesOnly(PerMessageDeflate):
    """Takes deflated messages, and sends answers to one person as they are: they are short.

    With nothing carried over from message to message there is no memory to keep for either direction.
    """

    def encode(self, frame: Frame) -> Frame:
        return frame


class DeflateOnce(ServerPerMessageDeflateFactory):
    """Agrees to deflate only so that one deflated message fits every socket."""

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        answer, agreed = super().process_request_params(params, accepted_extensions)
        return answer, InflatesOnly(True, True, agreed.remote_max_window_bits, agreed.local_max_window_bits)


DEFLATE_ONCE = DeflateOnce(server_no_context_takeover=True, client_no_context_takeover=True)


class LendingProtocol(WebSocketsSansIOProtocol):
    """Adds itself to the scope's extensions as `workshops.socket`: see `Socket` in `watchers`."""

    on_clear: Callable[[bool], None] | None = None
    is_clear = True
    is_leaving = False
    deflates = False
    was_asked = False
    cut_off: TimerHandle | None = None

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.conn = MeteredProtocol(
            extensions=[DEFLATE_ONCE], max_size=self.config.ws_max_size, logger=self.logger
        )

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        # As soon as one byte is left over the reader is slow. With 0 a TLS transport would stop when it is empty.
        self.transport.set_write_buffer_limits(high=1, low=0)
        wire = transport.get_extra_info("socket")
        if wire.family in {socket.AF_INET, socket.AF_INET6} and hasattr(socket, "TCP_NOTSENT_LOWAT"):
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][EXTENSION] = self  # type: ignore[assignment]
            agreed = [
                each.local_max_window_bits for each in self.conn.extensions if isinstance(each, InflatesOnly)
            ]
            self.deflates = agreed == [WINDOW_BITS]

    def start_keepalive(self) -> None:
        """The handshake is over: its headers, parsed, are a quarter of what a socket costs."""
        super().start_keepalive()
        del self.request, self.response

    @property
    def write(self) -> Callable[[bytes], None]:
        """The transport's own: at thousands of sockets every step between is felt."""
        return self.transport.write

    def pause_writing(self) -> None:
        super().pause_writing()
        self._turn(is_clear=False)
        self.cut_off = self.loop.call_later(CUT_OFF_AFTER, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stay()
        # Nothing follows the close frame that may have been the last of what was left over.
        self._turn(is_clear=not (self.is_leaving or self.transport.is_closing()))

    async def send(self, message: ASGISendEvent) -> None:
        if message["type"] == "websocket.close":
            self._leave()
        await super().send(message)

    def handle_parser_exception(self) -> None:
        """Closed with the reason; without it where none can be said yet, or a flood is not to wait for its turn."""
        is_flood, is_clear = isinstance(self.conn.parser_exc, TooMuch), self.is_clear
        self._leave()
        if is_flood:
            refusals.count(Reason.FLOODING)
        if self.conn.close_sent is None or (is_flood and not is_clear):
            self.transport.abort()
        else:
            super().handle_parser_exception()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stay()
        self._turn(is_clear=False)
        super().connection_lost(exc)

    def _turn(self, *, is_clear: bool) -> None:
        self.is_clear = is_clear
        if self.on_clear:
            self.on_clear(is_clear)

    def _leave(self) -> None:
        self.is_leaving = True
        self._turn(is_clear=False)

    def _stay(self) -> None:
        if self.cut_off:
            self.cut_off.cancel()
            self.cut_off = None

    def handle_ping(self) -> None:
        """Whoever asks and does not listen is not answered: answers would pile up."""
        if self.is_clear:
            super().handle_ping()
        else:
            self.conn.data_to_send()

    def schedule_ping(self) -> None:
        """Those who came together, after a restart say, are not all asked at one moment; once apart, they stay so."""
        jitter = 1.0 if self.was_asked else random.uniform(0.5, 1)  # noqa: S311 - no secret
        self.ping_timer = self.loop.call_later((self.ping_interval or 0) * jitter, self.send_keepalive_ping)

    def send_keepalive_ping(self) -> None:
        """The same for everybody, made beforehand: in a quiet house nothing else is as much of the work.

        Any answer to it says that somebody is there, also one to a ping before.
        """
        self.was_asked = True
        if self.ping_timeout is None:
            super().send_keepalive_ping()
        elif not (self.close_sent or self.transport.is_closing()):
            self.pending_ping_payload, self.ping_sent_at = b"", self.loop.time()
            self.transport.write(PING)
            self.pong_timer = self.loop.call_later(self.ping_timeout, self.keepalive_timeout)

    def keepalive_timeout(self) -> None:
        """Closing waits until all is sent, which may be never."""
        super().keepalive_timeout()
        self.transport.abort()

    def shutdown(self) -> None:
        """The server stops: it would wait for whoever does not read, and for ever."""
        if self.is_clear and not self.transport.is_closing():
            super().shutdown()
        else:
            self.transport.abort()
