"""A PDF as poppler's `pdfinfo -struct` reads it, where that is installed."""

import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pytest

needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not on this machine")

# What poppler before 25.12 says of values that are as ISO 32000-1 wants them: table 321 has a boolean for the first,
# and only `true` passes; table 344 has three numbers for the second. `_alarms` looks at the values themselves.
SUSPECTS = "Syntax Error: Suspects object is wrong type (boolean)"
BORDERS = "Syntax Warning: Attribute BorderColor value is of wrong type (array)"
ELEMENT = re.compile(r"^ *([A-Z][A-Za-z0-9]*)( <[^>]*>)?( \".*\")?( \((?:block|inline)\))?:?$")


def read(content: bytes, folder: Path) -> tuple[Counter[str], set[str]]:
    """How often each kind of element is there, as in {"/H1": 1}; and what poppler complains of but false alarms."""
    file = folder / "read.pdf"
    file.write_bytes(content)
    # Titles are printed in the letters that they have in the file, which may be UTF-16: any byte is a sign in Latin 1.
    told = subprocess.run(["pdfinfo", "-struct", file], capture_output=True, encoding="latin-1", check=True)
    lines = [
        line
        for line in told.stdout.rstrip("\n").split("\n")
        if not line.lstrip().startswith(("/", "Object "))
    ]
    elements = [ELEMENT.match(line) for line in lines]
    assert all(elements), [line for line, found in zip(lines, elements, strict=True) if not found]
    return Counter(f"/{found[1]}" for found in elements if found), set(told.stderr.splitlines()) - _alarms(
        content
    )


def standard(pdf: pikepdf.Pdf, kinds: Counter[str]) -> Counter[str]:
    """The same by the standard's names, which poppler prints: a document says which of its own stand for which."""
    stands_for = {str(own): str(name) for own, name in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}
    found: Counter[str] = Counter()
    for kind, count in kinds.items():
        found[stands_for.get(kind, kind)] += count
    return found


def _alarms(content: bytes) -> set[str]:
    """The false ones, as far as the values that they are about are sound."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        suspects: Any = pdf.Root.MarkInfo.Suspects
        alarms = {SUSPECTS} if suspects is False else set()
        return alarms | (
            {BORDERS} if all(map(_is_colour, _colours_in(pdf.Root.StructTreeRoot["/K"]))) else set()
        )


def _colours_in(node: Any) -> list[Any]:
    """What every element says of the colour of its borders."""
    if isinstance(node, pikepdf.Array):
        return [colour for one in node for colour in _colours_in(one)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    given: Any = node.get("/A", [])
    own = [
        one["/BorderColor"]
        for one in ([given] if isinstance(given, pikepdf.Dictionary) else given)
        if "/BorderColor" in one
    ]
    return own + _colours_in(node.get("/K"))


def _is_colour(value: Any) -> bool:
    return (
        isinstance(value, pikepdf.Array) and len(value) == 3 and all(0 <= float(part) <= 1 for part in value)
    )
