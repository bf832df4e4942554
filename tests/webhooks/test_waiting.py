"""No server of one team keeps the announcements of all others waiting, in whatever way it is slow."""

import socket
import time

import pytest

from tests.webhooks.listening import NAME, dripping
from workshops.actions import posting, telling
from workshops.actions.telling import announce_approval, keep_webhook, send_due
from workshops.domain import webhooks
from workshops.models import Delivery

pytestmark = pytest.mark.django_db
REAL_CONNECT = socket.create_connection
DEAD = [f"192.0.2.{number}" for number in range(1, 13)]


def posted(address):
    began = time.monotonic()
    return posting.post(address, {}, b"{}", inside=True), time.monotonic() - began


@pytest.mark.parametrize("before_hands", [0.0, 0.5])
def test_a_server_that_only_says_that_it_will_answer_is_not_listened_to(heard, monkeypatch, before_hands):
    """Neither if the time is over before hands were shaken."""
    monkeypatch.setattr(posting, "AT_MOST", 0.3)
    with dripping(before_hands) as port:
        came, took = posted(f"https://{NAME}:{port}/")

    assert came == posting.Came(0, webhooks.NO_ANSWER)
    assert 0.25 < took < 1.5


@pytest.fixture
def tried(monkeypatch):
    """The addresses that were tried, of which those of `DEAD` say nothing at all."""
    found = []

    def connect(address, timeout):
        found.append(address[0])
        if address[0] not in DEAD:
            return REAL_CONNECT(address, timeout)
        time.sleep(timeout)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", connect)
    return found


def test_of_many_dead_addresses_a_few_are_tried_in_the_time_for_one(heard, monkeypatch, tried):
    monkeypatch.setattr(posting, "AT_MOST", 0.4)
    heard.led_to[:] = DEAD
    came, took = posted(heard.address)

    assert (came, tried) == (posting.Came(0, webhooks.NO_ANSWER), DEAD[:4])
    assert 0.35 < took < 1.5


def test_a_dead_address_leaves_time_for_the_one_that_lives(heard, monkeypatch, tried):
    monkeypatch.setattr(posting, "AT_MOST", 1.5)
    heard.led_to[:] = [DEAD[0], "127.0.0.1"]
    came, _took = posted(heard.address)

    assert (came, tried) == (posting.Came(200, webhooks.ARRIVED), heard.led_to)


@pytest.fixture
def two(cast, heard):
    """A webhook of oak with three announcements, and after it one of elm with one."""
    for room, times in ((cast.oak, 3), (cast.elm, 1)):
        keep_webhook(room.team, f"https://{NAME}:{heard.port}/{room.team.name.split()[0]}")
        for version in range(1, times + 1):
            announce_approval(room.workshop, version, room.workshop.starts_at)
    return heard


def asked_of(listener):
    paths = [path for path, _headers, _body in listener.heard]
    listener.heard.clear()
    return paths


def test_teams_take_turns(two):
    assert (send_due(), asked_of(two)) == (4, ["/oak", "/elm", "/oak", "/oak"])


def test_who_is_slow_to_take_one_waits_with_the_others_and_keeps_nobody(two, monkeypatch):
    monkeypatch.setattr(telling, "SLOW", 0.2)
    two.pauses["/oak"] = 0.3
    assert (send_due(), asked_of(two)) == (2, ["/oak", "/elm"])
    assert Delivery.objects.filter(outcome=webhooks.ARRIVED).count() == 2
    two.pauses.clear()
    assert (send_due(), asked_of(two)) == (2, ["/oak", "/oak"])
