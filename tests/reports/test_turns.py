"""Few reports are made at once; others wait, and too many are asked to come again."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.urls import reverse

from tests.api.asking import Program
from tests.standing import stands_on
from tests.workshops.test_report_life import approve, at, ended, link_of
from workshops.actions.inviting import digest_of
from workshops.reports.turns import Full, Turns, turns


def test_no_more_at_once_than_may_be() -> None:
    counted, going, most, lock = Turns(at_once=2), 0, 0, threading.Lock()
    together = threading.Barrier(2)

    def make() -> None:
        nonlocal going, most
        with counted.taken():
            with lock:
                going += 1
                most = max(most, going)
            together.wait(5)  # ends only if two are at it
            with lock:
                going -= 1

    with ThreadPoolExecutor(6) as threads:
        for made in [threads.submit(make) for _ in range(6)]:
            made.result(10)

    assert most == 2


@pytest.mark.parametrize(("waiting", "patience"), [(0, 60.0), (1, 0.01)])
def test_whoever_cannot_come_soon_is_told_so_and_holds_no_place(waiting: int, patience: float) -> None:
    counted = Turns(at_once=1, most_waiting=waiting, patience=patience)
    with counted.taken():
        for _ in range(3):
            with pytest.raises(Full), counted.taken():
                pass
    with counted.taken():
        pass


def test_a_place_is_given_back_where_making_fails() -> None:
    counted = Turns(at_once=1, most_waiting=0)
    with pytest.raises(ZeroDivisionError), counted.taken():
        raise ZeroDivisionError
    with counted.taken():
        pass


def test_one_place_for_each_link_or_seat_whether_it_works_or_waits() -> None:
    counted, waits = Turns(at_once=1, most_waiting=20), threading.Event()
    refused = []

    def make(whose: str) -> None:
        waits.set()
        with counted.taken_for(whose):
            pass

    with ThreadPoolExecutor(1) as threads:
        with counted.taken_for("a link"):
            waiting = threads.submit(make, "another")
            assert waits.wait(5)
            while len(counted.here) < 2:
                time.sleep(0.001)
            for whose in ("a link", "another"):
                with pytest.raises(Full) as full, counted.taken_for(whose):
                    pass
                refused.append(full.type)
        waiting.result(5)
    make("a link")

    assert (refused, counted.here) == ([Full, Full], set())


def test_a_link_has_its_place_back_where_making_fails_or_none_was_free() -> None:
    counted = Turns(at_once=1, most_waiting=0)
    with pytest.raises(ZeroDivisionError), counted.taken_for("a link"):
        raise ZeroDivisionError
    with counted.taken(), pytest.raises(Full), counted.taken_for("a link"):
        pass
    with counted.taken_for("a link"):
        pass


@pytest.mark.django_db
@stands_on(ended)
def test_whoever_has_one_link_or_one_seat_takes_one_place(cast) -> None:
    approve(cast)
    link, other = link_of(cast), link_of(cast)
    own = at(cast, "own_report_file", "json")
    with turns.taken_for(digest_of(link.split("/")[2])):
        refused = cast.get("stranger", f"{link}json")
        others = [cast.get(*who).status_code for who in (("stranger", f"{other}json"), ("ana", own))]
        page = cast.get("stranger", link).status_code
    with turns.taken_for(str(cast.ana)):
        seats = [cast.get(who, own) for who in ("ana", "ben")]
        organisers = cast.get("olu", at(cast, "report_file", "json")).status_code

    assert (refused.status_code, refused["Retry-After"], others, page) == (503, "30", [200, 200], 200)
    assert "Please ask for this one again in half a minute." in refused.content.decode()
    assert ([seat.status_code for seat in seats], organisers) == ([503, 200], 200)
    assert [cast.get(*who).status_code for who in (("stranger", f"{link}json"), ("ana", own))] == [200, 200]


@pytest.mark.django_db
def test_in_a_crowd_people_and_programs_are_asked_to_come_again(cast, monkeypatch) -> None:
    monkeypatch.setattr(turns, "waiting", threading.BoundedSemaphore(1))
    monkeypatch.setattr(turns, "patience", 0.01)
    page = reverse("workshops:report_file", args=[cast.oak.code, "csv"])
    program = Program(cast.browsers.users["olu"])
    with turns.taken(), turns.taken():
        refused = [cast.get("olu", page), program.ask(f"workshops/{cast.oak.code}/summary")]
        strangers = cast.get("gus", page)
        page_itself = cast.get("olu", reverse("workshops:report", args=[cast.oak.code]))

    assert [(one.status_code, one["Retry-After"]) for one in refused] == [(503, "30")] * 2
    assert (strangers.status_code, page_itself.status_code) == (404, 200)
    assert cast.get("olu", page).status_code == 200
