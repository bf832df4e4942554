"""The settings that tests run with, put in the environment before Django reads it; pytest loads this by `-p`.

The database is what DATABASE_URL names, else a SQLite file, since SQLite in memory locks otherwise.
"""

import atexit
import gc
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

# In memory where the system has such a folder: on a disk, the many commits of tests wait for its platter.
MEMORY = Path("/dev/shm")  # noqa: S108
FOLDER = Path(tempfile.mkdtemp(prefix="common-ground-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DATA_DIR": str(FOLDER),
    "SECRET_KEY": "known to everyone who reads the tests",
    "TIME_ZONE": "Europe/London",
}
UNWANTED = ("ALLOWED_HOSTS", "BEHIND_HTTPS", "CHANNEL_LAYER_URL", "DEBUG", "SITE_ADDRESS", "SMALLEST_GROUP")
for name in UNWANTED:
    os.environ.pop(name, None)


def pytest_configure() -> None:
    """What no environment says: where SQLite's test file goes, and a password hash that takes no time."""
    # Objects of a test die with it: to look through all that stands for ever takes a twentieth of the time.
    gc.set_threshold(50_000, 20, 100)
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # Added to what Django may have put there already: which of the two comes first is not ours to say.
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(FOLDER / "test.sqlite3")
    else:
        type(connection.ops).sql_flush = _deleted  # type: ignore[method-assign,assignment]


def _deleted(self: Any, _style: object, tables: Iterable[str], **_how: bool) -> list[str]:
    """Every table emptied row by row: they hold a handful, and to truncate one makes its files anew."""
    return [f"DELETE FROM {self.quote_name(table)};" for table in tables]  # noqa: S608


@pytest.fixture(scope="session")
def collected_static() -> Path:
    """Every style sheet and script under its hashed name, as visitors get them, for tests that need them."""
    call_command("collectstatic", interactive=False, verbosity=0)
    return Path(settings.STATIC_ROOT)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Where a part of the tests is wanted, as in "0/3", each file is in the same one every time, by its name."""
    wanted, is_test = os.environ.get("PART"), collection_path.name.startswith("test_")
    if not wanted or not is_test:
        return None
    part, count = map(int, wanted.split("/"))
    return True if zlib.crc32(collection_path.name.encode()) % count != part else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where only tests with a database are wanted, the others are left out: another could not answer differently."""
    wanted = [item for item in items if _is_wanted(item)]
    config.hook.pytest_deselected(items=list(set(items) - set(wanted)))
    items[:] = wanted


def _is_wanted(item: pytest.Item) -> bool:
    return os.environ.get("ONLY_WITH_DATABASE") != "1" or _asks_a_database(item)


def _asks_a_database(item: pytest.Item) -> bool:
    """By itself, or by a command or a server that it starts."""
    starts_something = {"run", "live"} & set(item.path.relative_to(item.config.rootpath).parts)
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") is not None
    return bool(starts_something) or marked or bool({"db", "transactional_db"} & fixtures)
