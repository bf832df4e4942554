"""Prepares the site once and serves it, in one process or several; `run.py` opens the door and hands it over."""

import argparse
import contextlib
import hashlib
import os
import signal
import socket
import sys
from pathlib import Path

import django
import uvicorn
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection
from environs import EnvError

from config.conditions import Unfit, advice, first_line, require_layer, require_postgres, require_sharing
from config.server import raise_open_files, server
from config.workers import Crew, doors_beside

NOWHERE = ("10.255.255.255", 9)


def lan_address() -> str | None:
    """This computer's address on its network: the one it would send from, though nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE)
        except OSError:
            return None
        return str(probe.getsockname()[0])


def addresses_of(door: socket.socket, lan: str | None) -> list[str]:
    """Where people reach the site, the address that phones can use first."""
    host, port = door.getsockname()[:2]
    if host in {"127.0.0.1", "::1"}:
        return [f"http://localhost:{port}"]
    if host in {"0.0.0.0", "::"}:  # noqa: S104
        return ([f"http://{lan}:{port}"] if lan else []) + [f"http://localhost:{port}"]
    return [f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"]


def mark_of(*sources: Path) -> str:
    """One mark for the content of every file in `sources`; it changes when any of them does."""
    digest = hashlib.sha256()
    for source in sources:
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path.is_file():
                digest.update(f"{path.relative_to(source)} {path.stat().st_size} ".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def collect_static() -> None:
    """Hash and compress the static files, unless the last start collected these very ones."""
    stamp = settings.DATA_DIR / "static.stamp"
    mark = mark_of(settings.BASE_DIR / "static", settings.BASE_DIR / "requirements.lock")
    if settings.STATIC_ROOT.is_dir() and stamp.exists() and stamp.read_text() == mark:
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(mark)


def prepare(workers: int) -> None:
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(settings.DATA_DIR, os.W_OK | os.X_OK):
        raise PermissionError(13, "Permission denied", str(settings.DATA_DIR))
    require_sharing(workers)
    require_postgres()
    require_layer()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_principles")
    collect_static()


def greet(addresses: list[str], with_demo: bool) -> None:
    """Say where the site is, first by the address that phones can use: what is opened there can be joined."""
    print(f"\nCommon Ground is at {addresses[0]}")
    if len(addresses) > 1:
        print(f"for everyone on this network, and at {addresses[1]} on this computer alone.")
    if with_demo:
        call_command("demo", address=addresses[0])
    print("Stop it with Ctrl+C.", flush=True)


def serve_by_several(site: uvicorn.Server, door: socket.socket, workers: int) -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined] # each process opens a pool of its own
    Crew(site.config, doors_beside(door, workers)).run()


def stop_in_order() -> None:
    """Whatever comes, SIGTERM or Ctrl+C even where a shell has switched that off, ends the site in the same way."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.default_int_handler)


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("door", type=int, help="the number of the listening socket")
    parser.add_argument("--no-demo", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args(words)
    # Whatever is written from here on, the database first of all, is for this account's eyes alone.
    os.umask(0o077)
    stop_in_order()
    door = socket.socket(fileno=options.door)
    addresses = addresses_of(door, lan_address())
    if len(addresses) > 1:
        os.environ.setdefault("NETWORK_ADDRESS", addresses[0])
    try:
        django.setup()
        open_files = raise_open_files()
        prepare(options.workers)
        site = server()
        for sentence in advice(options.workers, open_files):
            print(sentence, file=sys.stderr)
        told = [settings.SITE_ADDRESS] if settings.SITE_ADDRESS else addresses
        greet(told, with_demo=not options.no_demo)
    except Unfit as fault:
        sys.exit(str(fault))
    except OSError as fault:
        sys.exit(f"Common Ground cannot use {fault.filename}: {fault.strerror}.")
    except (ImproperlyConfigured, EnvError) as fault:
        sys.exit(f"A setting is wrong: {fault}")
    except OperationalError as fault:
        sys.exit(f"The database cannot be used: {first_line(fault)}")
    if options.workers > 1:
        serve_by_several(site, door, options.workers)
    else:
        site.run(sockets=[door])


def run(words: list[str]) -> None:
    """Serve until the site is told to stop, whatever it is told by."""
    with contextlib.suppress(KeyboardInterrupt):
        main(words)
    print("\nStopped.")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    run(sys.argv[1:])
