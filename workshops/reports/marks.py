"""Pieces of Markdown. Texts that people wrote go in as they are, and none of their characters becomes a mark."""

import re
from collections.abc import Iterable, Sequence

# What means something wherever it stands; "$" and "@" do on sites that add to CommonMark.
ANYWHERE = re.compile(r"([\\`*_{}\[\]<>#|~&$@])")
AT_THE_BEGINNING = re.compile(r"^([-+=:])")
NUMBERED = re.compile(r"^(\d+)([.)])")
# Some readers make links of these by themselves.
ADDRESS = re.compile(r"(?i)(:(?=//)|(?<=www)\.)")
HARD_BREAK = "\\\n"


def inline(text: str) -> str:
    """The text on one line."""
    return _plain(" ".join(text.split()))


def block(text: str) -> str:
    """The text as a paragraph with its own ends of lines; empty lines are left out."""
    return HARD_BREAK.join(lines_in(text))


def lines_in(text: str) -> list[str]:
    return [_plain(line.strip()) for line in text.splitlines() if line.strip()]


def _plain(line: str) -> str:
    line = ANYWHERE.sub(r"\\\1", line)
    line = ADDRESS.sub(lambda found: "\\" + found[1], line)
    return NUMBERED.sub(r"\1\\\2", AT_THE_BEGINNING.sub(r"\\\1", line))


def quoted(text: str) -> str:
    return "> " + block(text).replace("\n", "\n> ")


def bullets(items: Iterable[str]) -> str:
    """A list of blocks; "" for none."""
    return "\n".join("- " + each.replace("\n", "\n  ") for each in items)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of plain values; None is an empty cell."""
    lines = [headings, ["---"] * len(headings)]
    head = [" | ".join(map(inline, headings)), " | ".join(lines[1])]
    body = [" | ".join("" if cell is None else inline(str(cell)) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in [*head, *body])
