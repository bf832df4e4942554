"""Few reports are made at once; others wait, and too many are asked to come again."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.urls import reverse

from tests.api.asking import Program
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
