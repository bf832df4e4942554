"""The lists of packages: exact, checked by hash, and free of anyone's address."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")


def requirements(lock: str) -> list[str]:
    """One entry for each requirement, its continued lines joined."""
    return [line for line in (ROOT / lock).read_text().replace("\\\n", " ").splitlines() if line.strip()]


def pins(lock: str) -> set[str]:
    return {line.split(" --hash")[0].strip() for line in requirements(lock)}


def names(lock: str) -> set[str]:
    return {pin.partition("==")[0] for pin in pins(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_one_version_and_hashes(lock: str) -> None:
    exact = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+ *")
    assert [line for line in requirements(lock) if not exact.fullmatch(line)] == []
    assert len(requirements(lock)) > 20


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_is_named(lock: str) -> None:
    said = (ROOT / lock).read_text()
    assert (
        re.findall(r"(?m)://|@|^\s*-|index|\b[\w-]+\.(?:org|com|io|net)\b", said.replace("    --hash", ""))
        == []
    )


def test_what_the_tests_install_includes_all_that_the_site_needs() -> None:
    assert pins("requirements.lock") - pins("requirements-test.lock") == set()


def test_every_dependency_that_is_named_is_locked() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        "requirements.lock": named["project"]["dependencies"],
        "requirements-test.lock": named["dependency-groups"]["test"],
    }
    for lock, dependencies in wanted.items():
        bare = {re.match(r"[\w-]+", dependency)[0].replace("_", "-") for dependency in dependencies}  # type: ignore[index]
        assert bare - names(lock) == set()
