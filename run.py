#!/usr/bin/env python3
"""Common Ground, from nothing to a running site.

python3 run.py                  install what is missing, prepare the data, serve (try --help)
python3 run.py test [ARGS]      every check that a change must pass; with ARGS, one pytest run
python3 run.py manage COMMAND   Django's command line

Everything that is installed goes into .venv beside this file; everything that is kept, into .data.
"""

import sys

OLDEST = (3, 11)


def refusal_of(version: "tuple[int, int]") -> str:
    """The sentence for a Python that is too old, or nothing. So even Python 3.6 must be able to read this."""
    if version >= OLDEST:
        return ""
    return "Common Ground needs Python {}.{} or newer, and this is {}.{}: start it with a newer one.".format(
        *OLDEST, *version
    )


if refusal_of(sys.version_info[:2]):
    sys.exit(refusal_of(sys.version_info[:2]))

import argparse  # noqa: E402
import ctypes.util  # noqa: E402
import errno  # noqa: E402
import hashlib  # noqa: E402
import importlib.util  # noqa: E402
import os  # noqa: E402
import shutil  # noqa: E402
import socket  # noqa: E402
import subprocess  # noqa: E402
from pathlib import Path  # noqa: E402

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements.lock"
TEST_LOCK = HERE / "requirements-test.lock"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The kernel keeps this many people waiting at the door while a whole room arrives at once.
BACKLOG = 4096
MOST_WORKERS = 64


class Venv:
    """The folder of installed packages, and the stamp that says it is whole.

    The stamp goes before anything is changed and comes back last, so what was interrupted is made again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / "bin" / "python"
        self.stamp = folder / "whole"

    def marks(self, *locks: Path) -> "set[str]":
        """What the stamp says once `locks` are installed: for which Python, and each lock's exact content."""
        exact = {hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks}
        return exact | {os.path.realpath(self.python)}

    def stamped(self) -> "set[str]":
        whole = self.stamp.exists() and self.python.exists()
        return set(self.stamp.read_text().splitlines()) if whole else set()

    def holds(self, *locks: Path) -> bool:
        return self.marks(*locks) <= self.stamped()

    def install(self, uv: "str | None", lock: Path, *parts: Path) -> None:
        """Bring in exactly what `lock` lists; `parts` are the locks that it includes."""
        if self.holds(lock):
            return
        print("Installing the packages that Common Ground needs (only when they change) ...", flush=True)
        try:
            if not (self.holds() and (uv or (self.folder / "bin" / "pip").exists())):
                self.make(uv)
            self.stamp.unlink(missing_ok=True)
            self.add(uv, lock)
            self.stamp.write_text("\n".join(sorted(self.marks(lock, *parts))))
        except OSError as fault:
            sys.exit(f"Common Ground cannot be installed in {self.folder}: {fault.strerror}.")

    def make(self, uv: "str | None") -> None:
        if self.folder.exists():
            shutil.rmtree(self.folder)
        base = os.path.realpath(sys.executable)
        if not uv:
            require_ensurepip()
        making = [uv, "venv", "--quiet", "--python", base] if uv else [base, "-m", "venv"]
        self.folder.mkdir()
        done = subprocess.run([*making, str(self.folder)], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"Python could not make {self.folder}: {last_line(done.stdout + done.stderr)}")

    def add(self, uv: "str | None", lock: Path) -> None:
        """What serves is compiled at once. Of what is for tests they compile the part that they come to."""
        wanted, is_for_tests = ["--require-hashes", "-r", str(lock)], lock == TEST_LOCK
        if uv:
            compiled = [] if is_for_tests else ["--compile-bytecode"]
            installer = [uv, "pip", "install", "--quiet", *compiled, "--python", str(self.python)]
        else:
            pip = [str(self.python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
            compiled = ["--no-compile"] if is_for_tests else []
            installer = [*pip, *compiled, "--progress-bar", "off", "--retries", "2"]
        said = followed([*installer, *wanted])
        if said:
            sys.exit(f"The packages could not be installed; is this computer on the internet? ({said})")


def last_line(said: str) -> str:
    """What a failed program gave as the reason: its last line that names an error, or its last."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["no reason given"])[-1]


def followed(command: "list[str]") -> str:
    """Run an installer, count aloud what it brings in, and give its reason if it fails."""
    lines = []
    count = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as installer:
        for line in installer.stdout or ():
            lines.append(line)
            if line.startswith("Collecting ") and sys.stdout.isatty():
                count += 1
                print(f"\r  {count} packages", end="", flush=True)
    if count:
        print()
    return last_line("".join(lines)) if installer.returncode else ""


def require_ensurepip() -> None:
    """Debian keeps the half of venv that brings pip in a package of its own."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    advice = f"Python cannot make .venv: as root, apt-get install {package}, or install uv; then start again."
    if not install_with_apt(package):
        sys.exit(advice)
    importlib.invalidate_caches()
    if not importlib.util.find_spec("ensurepip"):
        sys.exit(advice)


def chromium() -> "str | None":
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def require_browser() -> None:
    """Chromium, and the one library that Playwright's own program needs and a small Debian lacks."""
    driven = sys.platform != "linux" or ctypes.util.find_library("atomic")
    if (chromium() and driven) or install_with_apt("chromium", "libatomic1"):
        return
    sys.exit(
        "The browser tests need Chromium: as root, apt-get install chromium libatomic1, then start again."
    )


def offer_poppler() -> None:
    """Another program than ours to read our PDFs with: where it cannot be had, those few tests are left out."""
    if shutil.which("pdfinfo"):
        return
    try:
        has_it = install_with_apt("poppler-utils")
    except SystemExit as fault:
        print(fault, flush=True)
        has_it = False
    if not has_it:
        print("Tests that read PDFs with poppler are left out: apt-get install poppler-utils.", flush=True)


def install_with_apt(*packages: str) -> bool:
    """Bring in some of Debian's packages, if this is Debian and we may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    wanted = " ".join(packages)
    print(f"Installing {wanted} with apt-get ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-q", *command], env=quiet, capture_output=True, text=True)
        if done.returncode:
            said = last_line(done.stdout + done.stderr)
            sys.exit(f"apt-get could not install {wanted}; is this computer on the internet? ({said})")
    return True


def listening_on(host: str, port: int) -> socket.socket:
    """The site's door, opened before anything is prepared: whoever knocks meanwhile waits, and is let in."""
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen(BACKLOG)
    except OSError as fault:
        door.close()
        if fault.errno == errno.EADDRINUSE:
            sys.exit(f"Port {port} is in use by another program: try python3 run.py --port {port + 1}")
        sys.exit(f"Common Ground cannot listen on {host} port {port}: {fault.strerror}.")
    return door


def number(text: str, least: int, most: int, what: str) -> int:
    if not (text.isdecimal() and least <= int(text) <= most):
        raise argparse.ArgumentTypeError("{} is a number from {} to {}".format(what, max(least, 1), most))
    return int(text)


def port_number(text: str) -> int:
    return number(text, 0, 65535, "a port")


def workers_number(text: str) -> int:
    return number(text, 1, MOST_WORKERS, "how many processes serve the site")


def options_in(words: "list[str]") -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 run.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    every = "0.0.0.0"  # noqa: S104 - the phones in the room must reach it
    parser.add_argument("--host", default=every, help="the address to listen on (every one that there is)")
    parser.add_argument("--port", default=8000, type=port_number, help="the port to listen on (8000)")
    parser.add_argument(
        "--workers",
        default=1,
        type=workers_number,
        help="how many processes serve the site (1); more need PostgreSQL and Valkey, see docs/hosting.md",
    )
    parser.add_argument("--no-demo", action="store_true", help="do not make the demonstration workshop")
    return parser.parse_args(words)


def serve(venv: Venv, words: "list[str]") -> None:
    options = options_in(words)
    door = listening_on(options.host, options.port)
    venv.install(shutil.which("uv"), LOCK)
    door.set_inheritable(True)
    demo = ["--no-demo"] if options.no_demo else []
    workers = ["--workers", str(options.workers)]
    become(venv, "-m", "config.serve", str(door.fileno()), *workers, *demo)


def test(venv: Venv, words: "list[str]") -> None:
    venv.install(shutil.which("uv"), TEST_LOCK, LOCK)
    if not words:
        require_browser()
        offer_poppler()
    os.environ.setdefault("CHROMIUM", chromium() or "")
    compile_once(venv)
    become(venv, "-m", "tests.whole", *words)


def compile_once(venv: Venv) -> None:
    """Have Python keep what it compiles, in .venv and nowhere else, also where it is told to write no bytecode.

    Tests start hundreds of processes, and each of them would compile the site and its packages again.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(venv.folder / "bytecode")


def manage(venv: Venv, words: "list[str]") -> None:
    venv.install(shutil.which("uv"), LOCK)
    become(venv, "manage.py", *words)


def become(venv: Venv, *words: str) -> None:
    """Go on as .venv's Python, in this same process, so that stopping this stops the site."""
    os.chdir(HERE)
    os.execv(venv.python, [str(venv.python), "-u", *words])


def main(words: "list[str]") -> None:
    rooms = {"serve": serve, "test": test, "manage": manage}
    named = bool(words) and words[0] in rooms
    rooms[words[0] if named else "serve"](Venv(HERE / ".venv"), words[1:] if named else words)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Stopped.")
