"""A data folder on a disk of its own, which fills up and has room again.

That takes a mount, which root alone may make, and not everywhere. For everybody else no file of the server may grow
(RLIMIT_FSIZE): the same to its people, though SQLite is told EFBIG in place of ENOSPC and calls it an I/O error.
"""

import contextlib
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = "64m"
NO_LIMIT = resource.RLIM_INFINITY


class Disk:
    def __init__(self) -> None:
        self.filler: Path | None = None

    @contextmanager
    def under(self, folder: Path) -> Iterator[None]:
        """The folder is on this disk until the block ends."""
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
        if subprocess.run(mount, capture_output=True).returncode:
            yield
            return
        self.filler = folder / "filler"
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)

    def fill(self, server: int) -> None:
        """There is no room for anything that the process `server` would write."""
        if self.filler is None:
            resource.prlimit(server, resource.RLIMIT_FSIZE, (0, NO_LIMIT))
            return
        with self.filler.open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(bytes(1 << 16))

    def clear(self, server: int) -> None:
        if self.filler is None:
            resource.prlimit(server, resource.RLIMIT_FSIZE, (NO_LIMIT, NO_LIMIT))
        else:
            self.filler.unlink()
