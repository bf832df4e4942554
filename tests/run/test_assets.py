"""Static files: their addresses, and how they are handed out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from django.conf import settings

from config.assets import ForgivingStorage, assets, collected

TYPE = (b"content-type", b'text/css; charset="utf-8"')


@pytest.fixture(autouse=True)
def one_style_sheet() -> Iterator[None]:
    path: Path = settings.STATIC_ROOT / "one.css"
    path.write_text("a{color:red}")
    collected.cache_clear()
    yield
    path.unlink()
    collected.cache_clear()


async def the_site(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": b"the site"})


async def asked(
    method: str, path: str, *headers: tuple[bytes, bytes]
) -> tuple[int, bytes, set[tuple[bytes, bytes]]]:
    """Status, content, and those headers that tell what the content is."""
    scope = {"type": "http", "method": method, "path": path, "headers": list(headers)}
    visitor = ApplicationCommunicator(assets(the_site), scope)
    start, rest = await visitor.receive_output(), await visitor.receive_output()
    telling = {b"content-type", b"content-length", b"content-range"}
    return start["status"], rest["body"], {pair for pair in start["headers"] if pair[0] in telling}


async def test_a_file_is_handed_out_before_the_site_is_asked() -> None:
    assert await asked("GET", "/static/one.css") == (200, b"a{color:red}", {TYPE, (b"content-length", b"12")})


async def test_whatever_is_no_file_is_left_to_the_site() -> None:
    assert await asked("GET", "/static/none.css") == (418, b"the site", set())
    assert await asked("GET", "/static/../static/one.css") == (418, b"the site", set())


async def test_a_head_has_no_content() -> None:
    assert await asked("HEAD", "/static/one.css") == (200, b"", {TYPE, (b"content-length", b"12")})


async def test_a_part_of_a_file_may_be_asked_for() -> None:
    part = {TYPE, (b"content-length", b"5"), (b"content-range", b"bytes 2-6/12")}
    assert await asked("GET", "/static/one.css", (b"range", b"bytes=2-6")) == (206, b"color", part)


async def test_an_unchanged_file_is_not_sent_again() -> None:
    later = (b"if-modified-since", b"Fri, 01 Jan 2100 00:00:00 GMT")
    assert await asked("GET", "/static/one.css", later) == (304, b"", set())


async def test_nothing_can_be_posted_to_a_file() -> None:
    assert await asked("POST", "/static/one.css") == (405, b"", set())


def test_a_collected_file_is_named_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "there.css").write_text("a{}")
    assert ForgivingStorage(location=tmp_path).url("there.css") == "/static/there.307cc22fa776.css"


def test_a_file_that_is_missing_keeps_its_plain_name(tmp_path: Path) -> None:
    assert ForgivingStorage(location=tmp_path).url("gone.css") == "/static/gone.css"
