"""`check_live` against a real server: the way in, and what the command tells."""

import io
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.browser.server import Site
from tests.checks.conftest import AT_LEISURE
from tests.checks.looking import amiss, looked
from tests.checks.proxies import instead, proxy, without

ALL_WELL = [
    "reach",
    "secure",
    "cookies",
    "asking",
    "host",
    "delay",
    "clock",
    "sending",
    "size",
    "static files",
    "websocket",
    "buffering",
]


def test_with_nothing_in_the_way_everything_is_fine(site: Site) -> None:
    findings = looked(site.address, idle=1)
    assert amiss(findings) == []
    assert [each.check for each in findings] == [*ALL_WELL, "idle"]
    figures = {each.check: each.figures for each in findings}
    assert figures["delay"]["ms"] > 0
    assert figures["buffering"]["slowest_ms"] > 0
    assert abs(figures["clock"]["seconds_ahead"]) < AT_LEISURE
    assert figures["idle"] == {"seconds": 1}


def test_a_proxy_that_does_everything_right_is_not_noticed(site: Site) -> None:
    with proxy(site.port) as middle:
        assert amiss(looked(middle.address, idle=1)) == []
        assert len(middle.manners.seen) > 10


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            instead(b"/", "502 Bad Gateway"),
            "The proxy answers 502: it does not reach the site behind it, or the site is not running.",
        ),
        (
            instead(b"/", "400 Bad Request"),
            (
                "The site refuses the name 127.0.0.1 (400): it, or the Host that the proxy passes on, is not in "
                "ALLOWED_HOSTS."
            ),
        ),
        (instead(b"/", "302 Found", "", "Location: /check/"), "redirects in a circle."),
        (instead(b"/", "200 OK", "<p>Sign in to the guest network</p>"), "but it is not Common Ground."),
    ],
)
def test_something_else_that_answers(site: Site, answer: Any, words: str) -> None:
    with proxy(site.port, answer=answer) as middle:
        ((check, level, said),) = amiss(looked(middle.address))
        assert (check, level, said.endswith(words)) == ("reach", "wrong", True), said


def test_a_redirect_is_followed_and_told(site: Site) -> None:
    with proxy(site.port, answer=instead(b"/", "301 Moved", "", f"Location: {site.address}/")) as middle:
        assert amiss(looked(middle.address)) == [
            ("reach", "note", f"{middle.address} redirects to {site.address}.")
        ]


@contextmanager
def port_that_says(words: bytes) -> Iterator[int]:
    """A port where everybody is told the same, and nothing else."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=say_and_hang_up, args=(door, words), daemon=True).start()
        yield door.getsockname()[1]


def say_and_hang_up(door: socket.socket, words: bytes) -> None:
    with suppress(OSError):
        while True:
            guest = door.accept()[0]
            guest.sendall(words)
            guest.close()


def test_a_site_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    assert amiss(looked(f"http://127.0.0.1:{port}")) == [
        ("reach", "wrong", f"Nothing listens at 127.0.0.1, port {port}.")
    ]
    with port_that_says(b"") as port:
        ((_check, _level, words),) = amiss(looked(f"http://127.0.0.1:{port}"))
        assert words.startswith(f"127.0.0.1, port {port}, breaks off without an answer (")
    (((_check, _level, words)),) = amiss(looked("http://no-such-host.invalid"))
    assert words == "The name no-such-host.invalid is not known here (DNS)."


def test_tls_where_there_is_none() -> None:
    with port_that_says(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        words = f"127.0.0.1 does not speak TLS at port {port}."
        assert amiss(looked(f"https://127.0.0.1:{port}")) == [("reach", "wrong", words)]


@pytest.mark.parametrize("address", ["ftp://127.0.0.1", "http://", "https:///check/"])
def test_what_is_no_address_is_told(address: str) -> None:
    words = f"{address} is not an address that begins with http:// or https://."
    assert amiss(looked(address)) == [("reach", "wrong", words)]


def told(*words: str) -> str:
    said = io.StringIO()
    call_command("check_live", *words, stdout=said)
    return said.getvalue()


def test_the_command_ends_well_where_everything_is_fine(site: Site) -> None:
    lines = told(site.address, "--idle", "0").splitlines()
    assert [line.split(":")[0] for line in lines[:-2]] == [f"ok     {check}" for check in ALL_WELL]
    assert lines[-2:] == ["", "Everything that a workshop needs comes through."]


def test_the_command_tells_programs_too_and_ends_with_1(site: Site) -> None:
    said = io.StringIO()
    with (
        proxy(site.port, edit_request=without("Upgrade", "Connection")) as middle,
        pytest.raises(SystemExit) as end,
    ):
        call_command("check_live", middle.address, "--idle", "0", "--json", stdout=said)
    result = json.loads(said.getvalue())
    assert (end.value.code, result["address"], result["fine"]) == (1, middle.address, False)
    assert [row["check"] for row in result["findings"] if row["level"] == "wrong"] == ["websocket"]
    assert result["findings"][-1]["figures"] == {"status": 426}


def test_the_command_reads_a_result_code() -> None:
    lines = told("--code", "86wj-7v6x").splitlines()
    assert lines[0] == "You can take part"
    assert lines[5] == (
        "  Live connection (WebSocket): Refused. WebSocket is refused here. You can still take part: your screen then "
        "asks every 2 to 3 seconds."
    )
    assert json.loads(told("--code", "86WJ7V6X", "--json"))["socket"] == "refused"
    with pytest.raises(CommandError, match="This is not a result code"):
        told("--code", "86WJ7V6W")
    with pytest.raises(CommandError, match="Give the site's address"):
        told()
