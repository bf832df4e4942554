"""With DJANGO_BLOCKED=1 any import of Django fails, which shows that the rules need nothing but Python."""

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

from hypothesis import settings

# On a busy machine an example may take long, which says nothing about the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


class DjangoBlocked(MetaPathFinder):
    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if fullname.partition(".")[0] == "django":
            raise ImportError(f"{fullname} is blocked in the tests of the domain")


if os.environ.get("DJANGO_BLOCKED") == "1":
    sys.meta_path.insert(0, DjangoBlocked())
