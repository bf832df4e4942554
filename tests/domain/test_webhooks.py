"""Where an announcement may go, how it is signed, when it is tried again."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.domain.webhooks import (
    INSIDE,
    NAT64,
    NOT_HTTPS,
    WITH_NAME,
    fault_in,
    headers_for,
    is_outside,
    next_try,
    secret_of,
    server_of,
)

NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://hooks.example.org/ground?team=1", ""),
        ("https://hooks.example.org:8443/", ""),
        ("https://8.8.8.8/", ""),
        ("http://hooks.example.org/", NOT_HTTPS),
        ("hooks.example.org", NOT_HTTPS),
        ("https://", NOT_HTTPS),
        ("https://hooks.example.org:port/", NOT_HTTPS),
        ("https://hooks.example.org/\r\nX: 1", NOT_HTTPS),
        ("https://hooks.example.org/a b", NOT_HTTPS),
        ("https://h\u00f6oks.example.org/", NOT_HTTPS),
        ("https://example.org\\@127.0.0.1/", NOT_HTTPS),
        ("https://hooks.example.org/" + "x" * 500, NOT_HTTPS),
        ("https://me:secret@hooks.example.org/", WITH_NAME),
        ("https://127.0.0.1/", INSIDE),
        ("https://[::1]/", INSIDE),
        ("https://10.1.2.3/", INSIDE),
        ("https://LOCALHOST./", INSIDE),
        ("https://desk.local/", INSIDE),
    ],
)
def test_what_is_an_address_to_send_to(address: str, fault: str) -> None:
    assert fault_in(address) == fault
    assert fault_in(address, inside=True) == ("" if fault == INSIDE else fault)


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104
        *("224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "::", "::1", "fe80::1", "fe80::1%eth0"),
        *("fc00::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1"),
        *("2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
        # Of which not every Python knows.
        *(
            "fec0::1",
            "192.0.0.192",
            "192.0.0.9",
            "192.88.99.1",
            "3fff::1",
            "64:ff9b:1::1",
            "5f00::1",
            "100:0:0:1::1",
        ),
        *("::7f00:1", "4000::1", "2001:1::1", "2001:4:112::1", "64:ff9b::c000:c0", "2002:c000:c0::"),
    ],
)
def test_what_is_inside_of_a_network(number: str) -> None:
    assert not is_outside(number)


@pytest.mark.parametrize(
    "number",
    [
        *("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"),
        # The neighbours of what is inside.
        *(
            "1.0.0.0",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
        ),
        *("169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0"),
        *("192.0.3.0", "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0", "198.17.255.255"),
        *("198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255"),
        *("2001:200::", "2001:db7:ffff::", "2001:db9::", "3ffe:ffff::", "2000::"),
    ],
)
def test_what_is_outside(number: str) -> None:
    assert is_outside(number)


@given(st.ip_addresses())
def test_what_this_python_knows_to_be_inside_is_never_outside(number: IPv4Address | IPv6Address) -> None:
    held = isinstance(number, IPv6Address) and (number.ipv4_mapped or number.sixtofour or number in NAT64)

    assert held or number.is_global or not is_outside(str(number))


@given(st.ip_addresses(v=4))
def test_an_address_that_is_held_in_another_is_judged_by_itself(number: IPv4Address) -> None:
    pair = f"{int(number) >> 16:x}:{int(number) & 0xFFFF:x}"
    holders = [f"::ffff:{number}", f"64:ff9b::{pair}", f"2002:{pair}::1"]

    assert [is_outside(holder) for holder in holders] == [is_outside(str(number))] * 3


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("https://Hooks.example.org/a?b", ("hooks.example.org", 443)),
        ("https://hooks.example.org.:443", ("hooks.example.org", 443)),
        ("https://hooks.example.org:8443/", ("hooks.example.org", 8443)),
        ("https://[2606:4700::1111]:8443/", ("2606:4700::1111", 8443)),
    ],
)
def test_which_server_an_address_leads_to(address: str, server: tuple[str, int]) -> None:
    assert server_of(address) == server


def test_the_signature_is_of_id_timestamp_and_body() -> None:
    key, body = b"k" * 32, b'{"a": 1}'
    headers = headers_for(key, "an-id", NOON, body)
    version, _, signature = headers["Webhook-Signature"].partition(",")
    by_hand = hmac.new(key, b"an-id." + headers["Webhook-Timestamp"].encode() + b"." + body, hashlib.sha256)

    assert (version, base64.b64decode(signature)) == ("v1", by_hand.digest())
    assert headers["Webhook-Timestamp"] == str(int(NOON.timestamp()))
    assert base64.b64decode(secret_of(key).removeprefix("whsec_")) == key


def test_it_is_tried_for_a_day_with_growing_pauses() -> None:
    now, tries, pauses = NOON, 0, []
    while True:
        tries += 1
        following = next_try(tries, NOON, now)
        if following is None:
            break
        pauses.append(following - now)
        now = following

    assert pauses[:3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert pauses == sorted(pauses)
    assert NOON + timedelta(hours=20) <= now <= NOON + timedelta(days=1)
