"""run.py's own logic: what it refuses, and when it installs."""

import ast
import shutil
import socket
from pathlib import Path

import pytest

import run

UV = shutil.which("uv")
NOTHING_NEEDED = "# nothing\n"


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_text(NOTHING_NEEDED)
    return path


@pytest.fixture
def venv(tmp_path: Path) -> run.Venv:
    return run.Venv(tmp_path / ".venv")


def test_an_old_python_is_told_in_one_sentence() -> None:
    assert run.refusal_of((3, 10)) == (
        "Common Ground needs Python 3.11 or newer, and this is 3.10: start it with a newer one."
    )
    assert [run.refusal_of(version) for version in ((3, 11), (3, 14), (4, 0))] == ["", "", ""]


def test_an_old_python_can_read_as_far_as_its_refusal() -> None:
    tree = ast.parse(Path(run.__file__).read_text(), feature_version=(3, 6))
    before = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom, ast.If))]
    assert ast.unparse(before[0]) == "import sys"
    assert isinstance(before[1], ast.If)
    with pytest.raises(SyntaxError):
        ast.parse("if (n := 1): pass", feature_version=(3, 6))


def test_a_port_in_use_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SystemExit) as refusal:
            run.listening_on("127.0.0.1", port)
    assert (
        refusal.value.code
        == f"Port {port} is in use by another program: try python3 run.py --port {port + 1}"
    )


def test_an_address_that_is_not_ours_is_told_in_one_sentence() -> None:
    with pytest.raises(SystemExit) as refusal:
        run.listening_on("192.0.2.254", 8000)
    assert refusal.value.code == (
        "Common Ground cannot listen on 192.0.2.254 port 8000: Cannot assign requested address."
    )


def test_whoever_knocks_before_the_site_is_ready_waits() -> None:
    with run.listening_on("127.0.0.1", 0) as door, socket.create_connection(door.getsockname()) as visitor:
        inside, _ = door.accept()
        with inside:
            assert inside.getpeername() == visitor.getsockname()


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(lock: Path) -> None:
    venv = run.Venv(lock / ".venv")
    with pytest.raises(SystemExit) as refusal:
        venv.install(UV, lock)
    assert refusal.value.code == f"Common Ground cannot be installed in {lock}/.venv: Not a directory."


def test_what_is_installed_stays_until_the_lock_changes(
    venv: run.Venv, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = lock.with_name("part.lock")
    part.write_text("# what the whole includes\n")
    venv.install(UV, lock, part)
    assert venv.holds(lock, part)
    assert capsys.readouterr().out != ""

    venv.install(UV, lock)
    assert capsys.readouterr().out == ""

    kept = venv.folder / "kept"
    kept.touch()
    lock.write_text("# still nothing\n")
    assert not venv.holds(lock)
    venv.install(UV, lock)
    assert venv.holds(lock)
    assert kept.exists()


def test_what_was_interrupted_is_made_again(venv: run.Venv, lock: Path) -> None:
    venv.python.parent.mkdir(parents=True)
    venv.python.symlink_to(venv.folder / "gone")
    debris = venv.folder / "debris"
    debris.touch()

    venv.install(UV, lock)

    assert venv.holds(lock)
    assert not debris.exists()
    assert venv.python.resolve().exists()


def test_a_stamp_counts_only_for_the_python_that_it_was_made_with(venv: run.Venv, lock: Path) -> None:
    venv.python.parent.mkdir(parents=True)
    first, second = venv.folder / "python3.11", venv.folder / "python3.13"
    for python in (first, second):
        python.touch()
    venv.python.symlink_to(first)
    venv.stamp.write_text("\n".join(venv.marks(lock)))
    assert venv.holds(lock)

    venv.python.unlink()
    venv.python.symlink_to(second)
    assert not venv.holds(lock)


def test_packages_that_cannot_be_had_are_told_in_one_sentence_and_leave_no_stamp(
    venv: run.Venv, lock: Path
) -> None:
    venv.install(UV, lock)
    lock.write_text("--no-index\nno-such-package-anywhere==1 --hash=sha256:" + 64 * "0" + "\n")

    with pytest.raises(SystemExit) as refusal:
        venv.install(UV, lock)

    beginning = "The packages could not be installed; is this computer on the internet? "
    assert str(refusal.value.code)[: len(beginning)] == beginning
    assert not venv.stamp.exists()
