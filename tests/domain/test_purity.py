"""The rules import no framework: they can be read, tested and trusted without one."""

import os
import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

import workshops.domain

NAMES = [module.name for module in pkgutil.walk_packages(workshops.domain.__path__, "workshops.domain.")]

# A new interpreter, because this one may have Django loaded already.
IMPORT_ALL = """
import sys
from importlib import import_module
sys.modules["django"] = None  # makes "import django" fail
for name in sys.argv[1:]:
    import_module(name)
print(sorted(name for name in sys.modules if name.startswith("django.")))
"""


def test_every_module_of_the_domain_imports_without_django() -> None:
    assert "workshops.domain.spread" in NAMES
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *NAMES], capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr, run.returncode) == ("[]\n", "", 0)


@pytest.mark.skipif(os.environ.get("DJANGO_BLOCKED") != "1", reason="only where Django is blocked")
def test_django_is_blocked_and_nothing_misses_it() -> None:
    for name in NAMES:
        import_module(name)
    assert "django" not in sys.modules
    with pytest.raises(ImportError, match="blocked"):
        import_module("django")
