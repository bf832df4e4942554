"""Addresses of static files."""

from pathlib import Path

from config.assets import ForgivingStorage


def test_a_collected_file_is_named_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "there.css").write_text("a{}")
    assert ForgivingStorage(location=tmp_path).url("there.css") == "/static/there.307cc22fa776.css"


def test_a_file_that_is_missing_keeps_its_plain_name(tmp_path: Path) -> None:
    assert ForgivingStorage(location=tmp_path).url("gone.css") == "/static/gone.css"
