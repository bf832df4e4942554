"""Telling another server what happened: where that may be, how it is signed, and when it is tried again."""

import base64
import hashlib
import hmac
import ipaddress
from datetime import datetime, timedelta
from urllib.parse import SplitResult, urlsplit

from workshops.domain.words import noop as _

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=4)
TRIED_FOR = timedelta(days=1)
LONGEST_ADDRESS = 500
HTTPS_PORT = 443

Networks = tuple[ipaddress.IPv4Network, ...] | tuple[ipaddress.IPv6Network, ...]
IPV4_KEPT = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared among a provider's customers
            "127.0.0.0/8",  # this computer
            "169.254.0.0/16",  # this link
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocols; clouds tell their machines' secrets there
            "192.0.2.0/24",  # examples
            "192.88.99.0/24",  # relays to IPv6, given up
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # measuring
            "198.51.100.0/24",  # examples
            "203.0.113.0/24",  # examples
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
IPV6_GIVEN = ipaddress.IPv6Network("2000::/3")
IPV6_KEPT = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocols, such as Teredo, measuring and ORCHID
            "2001:db8::/32",  # examples
            "3fff::/20",  # examples
        ),
    )
)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

NOT_HTTPS = _("Give the whole address of the other server. It begins with https://.")
WITH_NAME = _("Leave out the name and the password: every announcement is signed.")
INSIDE = _("This address is inside of a network. Whoever runs this site can allow that.")
NAMES_OF_THIS_COMPUTER = (".localhost", ".local", ".internal", ".home.arpa")

# What a try came to.
ARRIVED = _("It arrived.")
REFUSED = _("The other server did not take it.")
LED_ON = _("The other server led on to another address, which is not followed.")
UNKNOWN = _("The name of the other server is not known.")
NO_ANSWER = _("The other server could not be reached, or did not answer in time.")
UNTRUSTED = _("The other server's certificate is not trusted.")


def fault_in(address: str, *, inside: bool = False) -> str:
    """Why nothing may be sent to this address, as a message id; "" where it may. `inside` allows private networks.

    A name is not looked up here: what it leads to is checked whenever something is sent, see `is_outside`.
    """
    parts = parts_of(address)
    if parts is None or parts.scheme != "https" or not parts.hostname or len(address) > LONGEST_ADDRESS:
        return NOT_HTTPS
    if parts.username is not None or parts.password is not None:
        return WITH_NAME
    host = parts.hostname.rstrip(".").lower()
    of_here = host == "localhost" or host.endswith(NAMES_OF_THIS_COMPUTER)
    if not inside and (of_here or (_is_number(host) and not is_outside(host))):
        return INSIDE
    return ""


def parts_of(address: str) -> SplitResult | None:
    """The parts of an address that can be written in a request, or nothing."""
    if not address.isascii() or not address.isprintable() or " " in address or "\\" in address:
        return None
    try:
        parts = urlsplit(address)
        named = parts.port is None or parts.port > 0
    except ValueError:
        return None
    return parts if named else None


def server_of(address: str) -> tuple[str, int]:
    """The name and the port of the server that an address leads to."""
    parts = urlsplit(address)
    return (parts.hostname or "").rstrip("."), parts.port or HTTPS_PORT


def is_outside(number: str) -> bool:
    """Whether an IP address is one of the open internet, also where an IPv6 address holds an IPv4 one.

    As IANA has it, whatever this Python's own table knows: of IPv4 all but what is kept for something
    (iana.org/assignments/iana-ipv4-special-registry, multicast, and what is reserved), of IPv6 what is given out to
    networks (ipv6-unicast-address-assignments) but for what is kept of it (iana-ipv6-special-registry).
    """
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv4Address):
        return not _is_in(IPV4_KEPT, address)
    held = address.ipv4_mapped or address.sixtofour or _behind_nat64(address)
    if held:
        return is_outside(str(held))
    return address in IPV6_GIVEN and not _is_in(IPV6_KEPT, address)


def _is_in(networks: Networks, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return any(address in network for network in networks)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _behind_nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None


def secret_of(key: bytes) -> str:
    """The secret as it is given to the other server, by the Standard Webhooks convention."""
    return f"whsec_{base64.b64encode(key).decode()}"


def headers_for(key: bytes, delivery: str, at: datetime, body: bytes) -> dict[str, str]:
    """What goes with a body: which announcement it is, when it was sent, and HMAC-SHA256 of all three.

    See https://www.standardwebhooks.com.
    """
    moment = str(int(at.timestamp()))
    signed = hmac.new(key, f"{delivery}.{moment}.".encode() + body, hashlib.sha256).digest()
    return {
        "Content-Type": "application/json",
        "User-Agent": "Common-Ground-Webhooks/1",
        "Webhook-Id": delivery,
        "Webhook-Timestamp": moment,
        "Webhook-Signature": f"v1,{base64.b64encode(signed).decode()}",
    }


def next_try(tries: int, asked_at: datetime, now: datetime) -> datetime | None:
    """When to try again after so many tries, each pause twice the one before; None once a day has gone by."""
    pause = min(FIRST_PAUSE * 2 ** min(tries - 1, 20), LONGEST_PAUSE)
    again = now + pause
    return again if again <= asked_at + TRIED_FOR else None
