"""A site started as people start it, each time with a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from config import serve
from config.server import server
from workshops.room.protocol import LendingProtocol

RUN = Path(__file__).resolve().parents[2] / "run.py"


@contextmanager
def started(
    data: Path, *words: str, before: Sequence[str] = (), **settings: str
) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, str(RUN), "--host", "127.0.0.1", "--port", "0", "--no-demo", *words]
    outside = {**os.environ, "DATA_DIR": str(data), **settings}
    with subprocess.Popen([*before, *command], env=outside, stdout=-1, stderr=-1, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def refusal(data: Path, *words: str, **settings: str) -> tuple[int, str, str]:
    """How a start ends that cannot succeed: its exit code and all that it said."""
    with started(data, *words, **settings) as process:
        said, complained = process.communicate(timeout=60)
        return process.returncode, said, complained


def status(address: str) -> int:
    try:
        with urlopen(address, timeout=20) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


def address_of(process: "subprocess.Popen[str]") -> str:
    """Where it says that it is, once it is there."""
    assert process.stdout is not None
    said = ""
    for line in iter(process.stdout.readline, ""):
        said += line
        if line == "Stop it with Ctrl+C.\n":
            break
    found = re.search(r"Common Ground is at (\S+)", said)
    assert found is not None
    return found[1]


def test_it_starts_answers_and_stops(tmp_path: Path) -> None:
    with started(tmp_path / "new") as process:
        address = address_of(process)
        assert status(address) == 200
        assert status(address + "/static/css/tokens.css") == 200
        # Every score is in the database, and while a workshop runs what ties it to a person.
        kept = [tmp_path / "new", *(tmp_path / "new").glob("db.sqlite3*")]
        assert [path.name for path in kept if path.stat().st_mode & 0o077] == []
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=60) == ("\nStopped.\n", "")
        assert process.returncode == 0


def test_ctrl_c_stops_it_where_a_shell_has_switched_that_off(tmp_path: Path) -> None:
    """As a shell does for whatever it starts in the background, a whole run of these tests too."""
    deaf = ["sh", "-c", 'trap "" INT; exec "$@"', "sh"]
    with started(tmp_path, before=deaf) as process:
        assert status(address_of(process)) == 200
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=60) == ("\nStopped.\n", "")
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


POSTGRES, VALKEY = "DATABASE_URL to a PostgreSQL database", "CHANNEL_LAYER_URL to a Valkey or Redis server"


@pytest.mark.parametrize(
    ("database", "layer", "missing"),
    [
        ("postgresql:///workshops", "", VALKEY),
        ("sqlite:///workshops.sqlite3", "redis://127.0.0.1:1", POSTGRES),
        ("sqlite:///workshops.sqlite3", "", f"{POSTGRES} and {VALKEY}"),
    ],
)
def test_several_processes_that_could_not_share_a_workshop_are_refused(
    tmp_path: Path, database: str, layer: str, missing: str
) -> None:
    said = f"2 processes cannot share a workshop yet: set {missing}.\n"
    settings = {"DATABASE_URL": database, "CHANNEL_LAYER_URL": layer}
    assert refusal(tmp_path, "--workers", "2", **settings) == (1, "", said)


@pytest.mark.parametrize("workers", ["0", "-1", "65", "two", "2.5"])
def test_a_number_of_processes_that_makes_no_sense_is_refused(tmp_path: Path, workers: str) -> None:
    code, said, complained = refusal(tmp_path, f"--workers={workers}")
    assert (code, said, complained.splitlines()[-1].rpartition(": ")[2]) == (
        2,
        "",
        "how many processes serve the site is a number from 1 to 64",
    )


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
    assert server().config.ws_protocol_class is LendingProtocol


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
