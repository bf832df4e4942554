"""The log gives away no seat, and nobody can fill the disk with it."""

import logging
import time

import pytest

from config import logs
from config.logs import Discreet, Sparing


def record(words: str, *arguments: object, name: str = "django.request") -> logging.LogRecord:
    return logging.LogRecord(name, logging.WARNING, "", 0, words, arguments, None)


def told(said: logging.LogRecord) -> str:
    Discreet().filter(said)
    return said.getMessage()


def test_the_key_of_a_seat_is_taken_out():
    said = record("Forbidden (%s): %s", "no cookie", "/back/WyJGUTdNMksiXQ:1s/")

    assert told(said) == "Forbidden (no cookie): /back/.../"


def test_a_line_is_cut():
    assert len(told(record("Not Found: /" + "A" * 60_000))) == logs.LONGEST


def test_what_is_harmless_is_left_as_it_is():
    said = record("Not Found: %s", "/favicon.ico")

    assert (told(said), said.args) == ("Not Found: /favicon.ico", ("/favicon.ico",))


def test_a_logger_says_so_much_a_minute_and_then_how_much_was_left_out(monkeypatch: pytest.MonkeyPatch):
    now = 6000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    sparing = Sparing()
    passed = [sparing.filter(record("again")) for _ in range(logs.MOST_A_MINUTE + 3)]
    other = sparing.filter(record("something else", name="workshops"))
    now += 60
    later = record("again")

    assert (passed.count(True), passed.index(False), other) == (logs.MOST_A_MINUTE, logs.MOST_A_MINUTE, True)
    assert (sparing.filter(later), later.getMessage()) == (True, "again (3 more like this were left out)")
