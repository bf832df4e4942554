"""Pieces of Markdown. Texts that people wrote go in as they are, and none of their characters becomes a mark."""

import re
from collections.abc import Iterable, Sequence

# What means something wherever it stands; "$" and "@" do on sites that add to CommonMark.
ANYWHERE = re.compile(r"([\\`*_{}\[\]<>#|~&$@])")
AT_THE_BEGINNING = re.compile(r"^([-+=:])")
NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
# Some readers make links of these by themselves.
ADDRESS = re.compile(r"(?i)(:(?=//)|(?<=www)\.)")
HARD_BREAK = "\\\n"


def inline(text: str) -> str:
    """The text on one line."""
    return _plain(" ".join(text.split()))


def strong(text: str) -> str:
    return f"**{inline(text)}**" if text.strip() else ""


def block(text: str) -> str:
    """The text as a paragraph with its own ends of lines; empty lines are left out."""
    return HARD_BREAK.join(_plain(" ".join(line.split())) for line in text.splitlines() if line.strip())


def _plain(line: str) -> str:
    line = ANYWHERE.sub(r"\\\1", line)
    line = ADDRESS.sub(r"\\\1", line)
    return NUMBERED.sub(r"\1\\\2", AT_THE_BEGINNING.sub(r"\\\1", line))


def quoted(text: str, about: str = "") -> str:
    """Somebody's words, and under them what is known of where they come from."""
    parts = [block(text), f"— {inline(about)}"] if about.strip() else [block(text)]
    return "\n>\n".join("> " + part.replace("\n", "\n> ") for part in parts)


def bullets(items: Iterable[str]) -> str:
    """A list of blocks; "" for none."""
    return "\n".join("- " + each.replace("\n", "\n  ") for each in items)


def numbered(items: Iterable[str]) -> str:
    """The same, counted from 1."""
    marked = ((f"{number}. ", each) for number, each in enumerate(items, 1))
    return "\n".join(mark + each.replace("\n", "\n" + " " * len(mark)) for mark, each in marked)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of plain values; None is an empty cell."""
    head = [" | ".join(map(inline, headings)), " | ".join("---" for _heading in headings)]
    body = [" | ".join("" if cell is None else inline(str(cell)) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in [*head, *body])
