"""A site started as people start it, each time with a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from config import serve
from workshops.room.protocol import LendingProtocol

RUN = Path(__file__).resolve().parents[2] / "run.py"


@contextmanager
def started(data: Path, **settings: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, str(RUN), "--host", "127.0.0.1", "--port", "0", "--no-demo"]
    outside = {**os.environ, "DATA_DIR": str(data), **settings}
    # Whoever runs these tests in the background has Ctrl+C switched off for all that they start.
    listening = ["env", "--default-signal=INT", *command]
    with subprocess.Popen(listening, env=outside, stdout=-1, stderr=-1, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def refusal(data: Path, **settings: str) -> tuple[int, str, str]:
    """How a start ends that cannot succeed: its exit code and all that it said."""
    with started(data, **settings) as process:
        said, complained = process.communicate(timeout=60)
        return process.returncode, said, complained


def status(address: str) -> int:
    try:
        with urlopen(address, timeout=20) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


def test_it_starts_answers_and_stops(tmp_path: Path) -> None:
    with started(tmp_path / "new") as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "Stop it with Ctrl+C.\n")
        address = re.search(r"Common Ground is at (\S+)", "".join(lines))
        assert address is not None
        assert status(address[1]) == 200
        assert status(address[1] + "/static/css/tokens.css") == 200
        # Every score is in the database, and while a workshop runs what ties it to a person.
        kept = [tmp_path / "new", *(tmp_path / "new").glob("db.sqlite3*")]
        assert [path.name for path in kept if path.stat().st_mode & 0o077] == []
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10) == ("\nStopped.\n", "")
        assert process.returncode == 0


def test_data_that_cannot_be_written_are_told_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    said = f"Common Ground cannot use {file}/.data: Not a directory.\n"
    assert refusal(file / ".data") == (1, "", said)


def test_a_setting_that_makes_no_sense_is_told_in_one_sentence(tmp_path: Path) -> None:
    said = (
        "A setting is wrong: SMALLEST_GROUP must be 5 or more: fewer than five people could be recognised.\n"
    )
    assert refusal(tmp_path, SMALLEST_GROUP="3") == (1, "", said)


def test_a_database_that_is_away_is_told_in_one_sentence(tmp_path: Path) -> None:
    code, said, complained = refusal(
        tmp_path, DATABASE_URL=f"postgresql://someone@/workshops?host={tmp_path}"
    )
    assert (code, said, complained.count("\n")) == (1, "", 1)
    assert complained[:28] == "The database cannot be used:"


@pytest.mark.parametrize(
    ("host", "lan", "expected"),
    [
        ("127.0.0.1", "192.0.2.7", ["http://localhost:{}"]),
        ("0.0.0.0", "192.0.2.7", ["http://192.0.2.7:{}", "http://localhost:{}"]),  # noqa: S104
        ("0.0.0.0", None, ["http://localhost:{}"]),  # noqa: S104
    ],
)
def test_the_first_address_is_the_one_for_phones(host: str, lan: str | None, expected: list[str]) -> None:
    with socket.create_server((host, 0)) as door:
        port = door.getsockname()[1]
        assert serve.addresses_of(door, lan) == [address.format(port) for address in expected]


def test_sockets_lend_themselves_to_the_room() -> None:
    assert serve.server().config.ws_protocol_class is LendingProtocol


def test_a_mark_changes_with_any_file_its_name_and_its_place(tmp_path: Path) -> None:
    def mark() -> str:
        return serve.mark_of(tmp_path)

    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "one.css").write_text("a")
    seen = [mark(), mark()]
    (tmp_path / "css" / "one.css").write_text("b")
    seen.append(mark())
    (tmp_path / "css" / "one.css").rename(tmp_path / "css" / "two.css")
    seen.append(mark())
    (tmp_path / "css").rename(tmp_path / "style")
    seen.append(mark())
    assert [seen.index(each) for each in seen] == [0, 0, 2, 3, 4]
