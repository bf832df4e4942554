"""One announcement over the network: to an address that was looked at first, without being led on to another."""

import http.client
import logging
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any, cast

from workshops.domain import webhooks
from workshops.domain.webhooks import HTTPS_PORT, fault_in, is_outside, parts_of

log = logging.getLogger(__name__)

AT_MOST = 15.0  # seconds from connecting to the head of the answer, however slowly it comes
MOST_NUMBERS = 4  # addresses of one name that are tried


@dataclass(frozen=True)
class Came:
    """What a try came to: the status that it was answered with, 0 without one, and a message id."""

    status: int
    outcome: str

    @property
    def arrived(self) -> bool:
        return self.outcome == webhooks.ARRIVED


class Hurried(ssl.SSLSocket):
    """No wait for it ends after `until`: a server that sends a little now and then gains nothing by it."""

    until = 0.0

    def recv_into(self, *wanted: Any) -> int:
        self.settimeout(left_of(self.until))
        return super().recv_into(*wanted)

    def send(self, *wanted: Any) -> int:
        self.settimeout(left_of(self.until))
        return super().send(*wanted)


class ToNumber(http.client.HTTPSConnection):
    """A connection to one of the addresses that were looked at, whatever the name leads to by now.

    The certificate is asked for the name all the same.
    """

    def __init__(self, host: str, port: int, numbers: list[str], trusted: ssl.SSLContext) -> None:
        super().__init__(host, port, context=trusted)
        self.numbers, self.trusted = numbers[:MOST_NUMBERS], trusted
        self.until = monotonic() + AT_MOST
        trusted.sslsocket_class = Hurried

    def connect(self) -> None:
        reached = self._reached()
        # Whatever comes now, `close` closes it.
        self.sock = reached
        wrapped = self.trusted.wrap_socket(reached, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock = cast("Hurried", wrapped)
        self.sock.until = self.until
        self.sock.settimeout(left_of(self.until))
        self.sock.do_handshake()

    def _reached(self) -> socket.socket:
        """Each address gets its share of the time, so that a dead one leaves some to the next."""
        *others, last = self.numbers
        for before, number in enumerate(others):
            share = left_of(self.until) / (len(self.numbers) - before)
            with suppress(OSError):
                return socket.create_connection((number, self.port), share)
        return socket.create_connection((last, self.port), left_of(self.until))


def left_of(until: float) -> float:
    """Seconds, as a socket takes them; raises `TimeoutError` where there are none."""
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError("the time for all of it is over")
    return left


def post(address: str, headers: Mapping[str, str], body: bytes, *, inside: bool) -> Came:
    """Send it, and wait for the head of the answer. `inside` allows addresses that are not of the open internet."""
    fault, parts = fault_in(address, inside=inside), parts_of(address)
    if fault or parts is None or not parts.hostname:
        return Came(0, fault or webhooks.NOT_HTTPS)
    port = parts.port or HTTPS_PORT
    try:
        numbers = numbers_of(parts.hostname, port)
    except (OSError, UnicodeError):
        return Came(0, webhooks.UNKNOWN)
    if not inside and not all(map(is_outside, numbers)):
        return Came(0, webhooks.INSIDE)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = ToNumber(parts.hostname, port, numbers, ssl.create_default_context())
    return _sent(connection, path, headers, body)


def numbers_of(host: str, port: int) -> list[str]:
    """The IP addresses that a name leads to, each once; raises `OSError` where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _sent(connection: ToNumber, path: str, headers: Mapping[str, str], body: bytes) -> Came:
    try:
        connection.request("POST", path, body, dict(headers))
        return came_of(connection.getresponse().status)
    except ssl.SSLCertVerificationError:
        return Came(0, webhooks.UNTRUSTED)
    except (OSError, http.client.HTTPException, ValueError) as fault:
        log.info("a webhook was not reached: %s", fault)
        return Came(0, webhooks.NO_ANSWER)
    finally:
        connection.close()


def came_of(status: int) -> Came:
    if 200 <= status < 300:
        return Came(status, webhooks.ARRIVED)
    return Came(status, webhooks.LED_ON if 300 <= status < 400 else webhooks.REFUSED)
