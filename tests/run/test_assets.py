"""Addresses of static files."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from config.assets import ForgivingStorage, WholeFiles


def not_a_file(_request: object) -> HttpResponse:
    return HttpResponse("a page")


def asked(method: str, **headers: str) -> tuple[int, bytes, str | None, str | None]:
    """Status, content, type and length of the answer for one style sheet that was collected."""
    path = settings.STATIC_ROOT / "one.css"
    path.write_text("a{color:red}")
    try:
        request = RequestFactory(headers=headers).generic(method, "/static/one.css")
        answer = WholeFiles(not_a_file)(request)
    finally:
        path.unlink()
    return answer.status_code, answer.content, answer.get("Content-Type"), answer.get("Content-Length")


def test_a_file_is_handed_out_whole() -> None:
    assert asked("GET") == (200, b"a{color:red}", 'text/css; charset="utf-8"', "12")


def test_a_head_has_no_content() -> None:
    assert asked("HEAD") == (200, b"", 'text/css; charset="utf-8"', "12")


def test_a_part_of_a_file_may_be_asked_for() -> None:
    assert asked("GET", range="bytes=2-6") == (206, b"color", 'text/css; charset="utf-8"', "5")


def test_an_unchanged_file_is_not_sent_again() -> None:
    later = "Fri, 01 Jan 2100 00:00:00 GMT"
    assert asked("GET", if_modified_since=later) == (304, b"", None, None)


def test_whatever_is_no_file_is_left_to_the_site() -> None:
    assert WholeFiles(not_a_file)(RequestFactory().get("/static/none.css")).content == b"a page"


def test_a_collected_file_is_named_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "there.css").write_text("a{}")
    assert ForgivingStorage(location=tmp_path).url("there.css") == "/static/there.307cc22fa776.css"


def test_a_file_that_is_missing_keeps_its_plain_name(tmp_path: Path) -> None:
    assert ForgivingStorage(location=tmp_path).url("gone.css") == "/static/gone.css"
