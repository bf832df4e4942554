"""uvicorn's WebSocket protocol, lending its transport to the hub.

A frame that is the same for everyone is then built once and its bytes are handed to each socket, instead of being built
once for each. On any other server the hub sends in the ordinary way.
"""

from collections.abc import Callable

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

EXTENSION = "workshops.socket"


class LendingProtocol(WebSocketsSansIOProtocol):
    """Adds itself to the scope's extensions as `workshops.socket`: see `Socket` in `watchers`."""

    on_writable: Callable[[], None] | None = None

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][EXTENSION] = self  # type: ignore[assignment]

    @property
    def can_write(self) -> bool:
        """Whether bytes written now go out at once: a slow reader is left alone until it has caught up."""
        return self.writable.is_set() and not self.transport.is_closing() and not self.close_sent

    def write_frame(self, frame: bytes) -> None:
        self.transport.write(frame)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.on_writable:
            self.on_writable()
