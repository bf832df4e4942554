"""uvicorn's HTTP protocol, which by itself waits for ever for a request that was begun, or never is."""

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# From when a connection is made, or a further request begins, to the end of its headers.
HEAD_WITHIN = 20.0  # seconds


class PatientProtocol(HttpToolsProtocol):
    """Closes a connection that does not come to its point. The time between requests is uvicorn's own to limit."""

    patience: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override] # as in uvicorn
        super().connection_made(transport)
        self._wait()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self.patience is None:
            self._wait()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self.patience = self.loop.call_later(HEAD_WITHIN, self._give_up)

    def _stop_waiting(self) -> None:
        if self.patience:
            self.patience.cancel()
            self.patience = None

    def _give_up(self) -> None:
        """Unless an earlier request is still being answered."""
        if self.cycle and not self.cycle.response_complete:
            self._wait()
        else:
            self.transport.close()
