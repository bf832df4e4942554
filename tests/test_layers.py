"""Each module imports only from its left. A change in one room of the house then stays in it.

`workshops` is drawn up in these layers. Those of one row stand side by side and do not know each other; a folder may
import within itself. What is not about layers alone is said beside its rule below.

domain          rules, the standard library only
models
shown           what may be shown, piece by piece
snapshot        all of it at one version
sayings, readings   results in words, and rows read piece by piece
queries
rehearsal       what pretend people say and do: it reads, and writes only as people do, over the network
checks          what stands between a device and this site, found out over the network
trends          ended workshops of one series side by side
templatetags    how results are drawn, from values of the snapshot
fragments
room            the live room
actions         everything that writes
access ..       the one door, the boundary for input, and what is read of one person or for a report
taking          the door, the form and the action in one
views ..        over HTTP, over a socket, and the demonstration, which uses the same door as people
urls ..         and the commands of manage.py
"""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = (
    {"domain"},
    {"kept", "models"},
    {"shown"},
    {"snapshot"},
    {"readings", "sayings"},
    {"queries"},
    {"checks", "rehearsal", "trends"},
    {"templatetags"},
    {"fragments"},
    {"room"},
    {"actions"},
    {"access", "forms", "listing", "mine", "planning", "reports", "sites", "turnout"},
    {"taking"},
    {"api", "consumers", "demonstration", "views"},
    {"management", "urls"},
)
# Django's own places for an application's name and its tables' history: nobody imports them.
APART = {"apps", "migrations"}
APPS = ("accounts", "principles", "workshops", "config")
OF_ACCOUNTS = {"accounts.models.Membership", "accounts.models.Team", "accounts.models.User"}


def modules(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(source: str) -> list[str]:
    """Every name that the source imports, with the module that it is from."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += ["." * node.level + f"{node.module or ''}.{alias.name}" for alias in node.names]
    return names


def hidden(source: str) -> list[int]:
    """The lines of imports inside functions."""
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    inside = [node for function in functions for node in ast.walk(function)]
    return sorted({node.lineno for node in inside if isinstance(node, ast.Import | ast.ImportFrom)})


def place(part: str) -> int:
    return next(row for row, layer in enumerate(LAYERS) if part in layer)


def faults(module: str, source: str) -> list[str]:
    """What `module` may not import, of what it does."""
    return [name for name in imported(source) if not _may(module, name)]


def _may(module: str, name: str) -> bool:
    app, _, inside = module.partition(".")
    other, _, wanted = name.partition(".")
    if name.startswith("."):
        return False  # from where a file stands is not to be worked out by its reader
    if module.startswith("workshops.domain") and not name.startswith("workshops.domain"):
        return other in sys.stdlib_module_names
    if other not in APPS:
        return True
    if app != other:
        return _may_between(app, other, name)
    return app != "workshops" or _may_within(inside.split(".")[0], wanted.split(".")[0])


def _may_between(app: str, other: str, name: str) -> bool:
    if app == "config":
        return True
    if app == "workshops" and other == "accounts":
        return name in OF_ACCOUNTS
    if app == "principles" and other == "accounts":
        return name in {"accounts.models.Team", "accounts.models.User"}
    return app == "workshops" and other == "principles"


def _may_within(part: str, wanted: str) -> bool:
    return part == wanted or (part not in APART and place(wanted) < place(part))


@pytest.mark.parametrize("path", modules(*APPS), ids=name_of)
def test_every_module_imports_only_from_its_left(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert (faults(name_of(path), source), hidden(source)) == ([], [])


def test_every_part_of_the_workshops_has_its_layer() -> None:
    parts = [name.split(".")[1] for name in map(name_of, modules("workshops")) if "." in name]
    layered = [part for layer in LAYERS for part in layer]
    assert sorted(set(parts) - APART) == sorted(layered)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("workshops.domain.moves", "from django.db import models"),
        ("workshops.domain.moves", "from workshops.models import Score"),
        ("workshops.models.people", "from workshops.actions.joining import join"),
        ("workshops.models.people", "import config.settings"),
        ("workshops.actions.joining", "from workshops.access import enter"),
        ("workshops.actions.joining", "from workshops import access"),
        ("workshops.actions.joining", "from .changing import Refused"),
        ("workshops.forms", "from workshops.access import enter"),
        ("workshops.consumers", "from workshops.views.desk import desk"),
        ("workshops.queries", "from accounts.adapters import InvitedOnly"),
        ("workshops.queries", "import accounts.models"),
        ("principles.publishing", "from workshops.models import Workshop"),
        ("principles.publishing", "from accounts.models import Membership"),
        ("accounts.adapters", "from principles.models import Edition"),
    ],
)
def test_a_wrong_import_is_found(module: str, source: str) -> None:
    assert len(faults(module, source)) == 1


def test_an_import_inside_a_function_is_found() -> None:
    assert hidden("import a\nasync def f():\n    if a:\n        import b\n") == [4]
