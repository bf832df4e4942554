"""The other server as a name that leads to this machine."""

import socket

import pytest

from tests.webhooks.listening import NAME, TRUSTED, listening
from workshops.actions.telling import keep_webhook

REAL_LOOKUP = socket.getaddrinfo


@pytest.fixture(scope="module")
def listener():
    with listening() as found:
        yield found


@pytest.fixture
def heard(listener, monkeypatch, settings):
    """The other server as a name that leads to this machine, which the site is allowed to reach."""
    monkeypatch.setenv("SSL_CERT_FILE", str(TRUSTED))
    led_to = ["127.0.0.1"]

    def lookup(host, port, *more, **named):
        if host != NAME:
            return REAL_LOOKUP(host, port, *more, **named)
        return [(2, 1, 6, "", (number, port)) for number in led_to]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    settings.WEBHOOKS_INSIDE = True
    listener.heard.clear()
    listener.answers = [200]
    listener.led_to = led_to
    return listener


@pytest.fixture
def webhook(cast, heard):
    return keep_webhook(cast.oak.team, heard.address)[0]
