"""Another server, which hears announcements: on this machine, over https, with a certificate made for these tests."""

import base64
import hashlib
import hmac
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TRUSTED, KEY = HERE / "server.pem", HERE / "server.key"
NAME = "hooks.example.org"


class Listener:
    """What it heard, and the statuses that it answers with, one after the other and the last for good.

    `pauses` has how many seconds it takes before it answers at a path.
    """

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, str], bytes]] = []
        self.answers = [200]
        self.pauses: dict[str, float] = {}
        self.port = 0

    @property
    def address(self) -> str:
        return f"https://{NAME}:{self.port}/ground?for=us"

    def is_signed(self, which: int, secret: str) -> bool:
        """As the other server would ask, with what it was given."""
        _path, headers, body = self.heard[which]
        key = base64.b64decode(secret.removeprefix("whsec_"))
        signed = f"{headers['Webhook-Id']}.{headers['Webhook-Timestamp']}.".encode() + body
        wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return hmac.compare_digest(f"v1,{wanted}", headers["Webhook-Signature"])


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            listener.heard.append((self.path, dict(self.headers), body))
            time.sleep(listener.pauses.get(self.path, 0.0))
            answers = listener.answers
            status = answers.pop(0) if len(answers) > 1 else answers[0]
            self.send_response(status)
            if status in (301, 302):
                self.send_header("Location", listener.address)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TRUSTED, KEY)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    listener.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def dripping(before_hands: float) -> Iterator[int]:
    """The port of a server that is slow to shake hands, and then says for three seconds that it will answer."""
    context, done = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), threading.Event()
    context.load_cert_chain(TRUSTED, KEY)

    def drip() -> None:
        met, _ = server.accept()
        done.wait(before_hands)
        with suppress(OSError), context.wrap_socket(met, server_side=True) as line:
            until = time.monotonic() + 3
            while time.monotonic() < until and not done.wait(0.02):
                line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            done.set()
            thread.join(5)
