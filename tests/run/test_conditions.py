"""What is found wrong before anybody comes, or said for later: each in a sentence that names what to set."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config import conditions
from config.conditions import Unfit, advice_on_address, advice_on_files, advice_on_pool, require_layer

NOBODY = "redis://127.0.0.1:1"


def test_a_channel_layer_that_is_away_is_told_in_one_sentence(settings: Any) -> None:
    settings.CHANNEL_LAYER_URL = NOBODY
    with pytest.raises(Unfit) as told:
        require_layer()
    said = "The server at CHANNEL_LAYER_URL cannot be used: Error 111 connecting to 127.0.0.1:1. Connection refused."
    assert str(told.value) == said


def test_an_address_that_no_channel_layer_has_is_told(settings: Any) -> None:
    settings.CHANNEL_LAYER_URL = "http://127.0.0.1"
    with pytest.raises(ImproperlyConfigured, match=r"^CHANNEL_LAYER_URL: Redis URL must specify"):
        require_layer()


def test_no_channel_layer_is_needed_by_one_process(settings: Any) -> None:
    settings.CHANNEL_LAYER_URL = ""
    require_layer()
    conditions.require_sharing(1)


@pytest.mark.parametrize(
    ("open_files", "advised"), [(1024, True), (4199, True), (4200, False), (20000, False)]
)
def test_too_few_open_files_for_a_big_room_are_told(open_files: int, advised: bool) -> None:
    assert bool(advice_on_files(open_files)) == advised


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no pool")
@pytest.mark.django_db
def test_more_connections_than_postgresql_gives_are_told(settings: Any) -> None:
    allowed = conditions.connections_allowed()
    pool = settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"]
    most = allowed // pool
    assert most > 0
    assert advice_on_pool(most) == ""
    assert advice_on_pool(most + 1) == (
        f"{most + 1} processes with {pool} connections each are more than the {allowed} that PostgreSQL gives:"
        f" lower DATABASE_POOL to {allowed // (most + 1)}, or raise max_connections."
    )


@pytest.mark.parametrize(
    ("address", "https", "hosts", "clashes"),
    [
        ("", False, ["*"], []),
        ("https://rooms.example.org", True, ["rooms.example.org"], []),
        ("https://rooms.example.org", True, [".example.org"], []),
        ("https://rooms.example.org", False, ["*"], ["SITE_ADDRESS"]),
        ("http://rooms.example.org", True, ["*"], ["SITE_ADDRESS"]),
        ("http://rooms.example.org", False, ["example.org"], ["ALLOWED_HOSTS"]),
    ],
)
def test_an_address_that_does_not_fit_its_settings_is_told(
    settings: Any, address: str, https: bool, hosts: list[str], clashes: list[str]
) -> None:
    settings.SITE_ADDRESS, settings.BEHIND_HTTPS, settings.ALLOWED_HOSTS = address, https, hosts
    settings.DEBUG = False
    assert [sentence.split()[0] for sentence in advice_on_address()] == clashes


@pytest.mark.parametrize(
    "nonsense",
    [
        {"DATABASE_URL": "nonsense"},
        {"DATABASE_URL": "mysql://someone@/workshops"},
        {"DATABASE_URL": "postgresql:///workshops", "DATABASE_POOL": "4"},
        {"TIME_ZONE": "Mars/Base"},
        {"LOG_LEVEL": "loud"},
        {"SITE_ADDRESS": "rooms.example.org"},
        {"SITE_ADDRESS": "https://example.org/rooms"},
        {"EMAIL_PORT": "post"},
        {"BEHIND_HTTPS": "perhaps"},
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_by_its_name(
    tmp_path: Path, nonsense: dict[str, str]
) -> None:
    reading = (
        "from django.core.exceptions import ImproperlyConfigured\n"
        "from environs import EnvError\n"
        "try:\n    import config.settings\n"
        "except (EnvError, ImproperlyConfigured) as fault:\n    print(fault)\n"
    )
    outside = {**os.environ, "DATA_DIR": str(tmp_path), **nonsense}
    said = subprocess.check_output([sys.executable, "-c", reading], env=outside, text=True)
    name = list(nonsense)[-1]
    assert (said.count("\n"), name in said) == (1, True)
