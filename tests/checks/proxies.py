"""Small reverse proxies that each do one thing wrong, as real ones do."""

import re
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

MOST = 65536
HEAD_ENDS = b"\r\n\r\n"
Edit = Callable[[bytes], bytes]


def same(head: bytes) -> bytes:
    return head


@dataclass
class Manners:
    """What a proxy does to what goes through it; without any of these it does everything right."""

    edit_request: Edit = same  # the head of each request
    edit_response: Edit = same  # what comes back first
    answer: Callable[[bytes], bytes | None] = lambda _head: None  # in the site's place
    hold: bool = False  # everything that a socket brings, until it is closed
    drop: bool = False  # everything that a socket brings, without a word
    idle: float | None = None  # seconds of silence after which it hangs up
    late: float = 0.0  # seconds that the first message on a socket is held
    seen: list[bytes] = field(default_factory=list)


class Proxy(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, upstream: int, manners: Manners) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.upstream, self.manners = upstream, manners

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Passing(socketserver.BaseRequestHandler):
    """One connection: one request or one socket."""

    server: Proxy

    def handle(self) -> None:
        manners = self.server.manners
        head = head_of(self.request)
        if not head:
            return
        manners.seen.append(head)
        instead = manners.answer(head)
        if instead is not None:
            swallow(self.request)
            self.request.sendall(instead)
            return
        is_socket = b"\r\nupgrade:" in head.lower()
        with socket.create_connection(("127.0.0.1", self.server.upstream)) as site:
            site.sendall(manners.edit_request(head if is_socket else one_by_one(head)))
            going = threading.Thread(target=pump, args=(self.request, site), daemon=True)
            if not is_socket:
                going.start()
            first, ends, rest = head_of(site).partition(HEAD_ENDS)
            with suppress(OSError):
                self.request.sendall(manners.edit_response(first + ends))
            if is_socket:
                # Not before: that the site takes a moment to say yes is no silence.
                site.settimeout(manners.idle)
                self.request.settimeout(manners.idle)
                going.start()
            self.bring_back(site, rest, is_socket=is_socket)
            for end in (site, self.request):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            going.join()

    def bring_back(self, site: socket.socket, begun: bytes, *, is_socket: bool) -> None:
        """Everything after the head; what came with the head has `begun` it."""
        manners = self.server.manners
        if is_socket and manners.drop:
            pump(site, None)
        elif is_socket and manners.hold:
            held = bytearray(begun)
            with suppress(OSError):
                while piece := site.recv(MOST):
                    held += piece
            with suppress(OSError):
                self.request.sendall(held)
        else:
            time.sleep(manners.late if is_socket else 0)
            with suppress(OSError):
                self.request.sendall(begun)
            pump(site, self.request)


def head_of(end: socket.socket) -> bytes:
    """Everything up to the empty line, and what came with it."""
    found = b""
    with suppress(OSError):
        while HEAD_ENDS not in found and (piece := end.recv(MOST)):
            found += piece
    return found


def one_by_one(head: bytes) -> bytes:
    """A connection for each request, so that every head is seen."""
    without = re.sub(rb"(?i)\r\nconnection:[^\r]*", b"", head)
    return without.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)


def swallow(end: socket.socket) -> None:
    """Read on for a moment: a body that nobody read would turn the answer into a reset."""
    end.settimeout(0.1)
    with suppress(OSError):
        while end.recv(MOST):
            pass
    end.settimeout(None)


def pump(source: socket.socket, target: socket.socket | None) -> None:
    with suppress(OSError):
        while piece := source.recv(MOST):
            if target:
                target.sendall(piece)
    if target:
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@contextmanager
def proxy(upstream: int, **manners: object) -> Iterator[Proxy]:
    with Proxy(upstream, Manners(**manners)) as found:  # type: ignore[arg-type]
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield found
        finally:
            found.shutdown()
            thread.join()


def without(*names: str) -> Edit:
    """An edit that takes headers away."""

    def edit(head: bytes) -> bytes:
        for name in names:
            head = re.sub(rb"(?i)\r\n" + name.encode() + rb":[^\r]*", b"", head)
        return head

    return edit


def with_host(host: str) -> Edit:
    """An edit that names another host than the browser did."""
    return lambda head: re.sub(rb"(?i)\r\nhost:[^\r]*", b"\r\nHost: " + host.encode(), head)


def instead(path: bytes, status: str, body: str = "", *headers: str) -> Callable[[bytes], bytes | None]:
    """An answer of the proxy's own to everything under `path`."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", body]

    def answer(head: bytes) -> bytes | None:
        return "\r\n".join(lines).encode() if head.split(b" ")[1].startswith(path) else None

    return answer
