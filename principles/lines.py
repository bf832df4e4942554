"""On which line each value of a TOML text stands: tomllib tells what was written, and forgets where."""

import re
from collections import Counter

Path = tuple[str | int, ...]

# Strings and comments, so that a bracket or an equals sign inside one is not taken for the document's own.
ASIDE = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{1,2})?'
    r"|'''.*?'''(?:'{1,2})?"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*",
    re.DOTALL,
)
HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
ASSIGNMENT = re.compile(r"\s*([\w.-]+)\s*=")
STRING = "'"
MARKS = re.compile(r"['\[\]{}]")


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and list entry of a valid TOML text; quoted keys are left out."""
    found: dict[Path, int] = {}
    counted: Counter[Path] = Counter()
    table: Path = ()
    key: Path = ()
    brackets = ""
    for number, line in enumerate(ASIDE.sub(shrunk, text).split("\n"), start=1):
        if not brackets and (header := HEADER.match(line)):
            table = table_path(header, counted)
            found[table] = number
            continue
        if not brackets and (assignment := ASSIGNMENT.match(line)):
            key = (*table, *assignment[1].split("."))
            found[key] = number
        for mark in MARKS.findall(line):
            if mark == STRING and brackets == "[":
                found[next_entry(key, counted)] = number
            brackets = after(mark, brackets)
    return found


def nearest_line(path: Path, lines: dict[Path, int]) -> int | None:
    """The line of a value, or of the closest thing around it that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def shrunk(aside: re.Match[str]) -> str:
    """Nothing for a comment, one mark for a string; what follows keeps its line."""
    mark = "" if aside[0].startswith("#") else STRING
    return mark + "\n" * aside[0].count("\n")


def table_path(header: re.Match[str], counted: Counter[Path]) -> Path:
    name: Path = tuple(header[2].split("."))
    return next_entry(name, counted) if header[1] == "[[" else name


def next_entry(path: Path, counted: Counter[Path]) -> Path:
    counted[path] += 1
    return (*path, counted[path] - 1)


def after(mark: str, brackets: str) -> str:
    """The brackets that are open when `mark` has been read."""
    if mark == STRING:
        return brackets
    return brackets + mark if mark in "[{" else brackets[:-1]
