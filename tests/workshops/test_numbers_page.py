"""What docs/numbers.md shows of the commands is what they print."""

import io
import re
import shlex
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

PAGE = (Path(__file__).parents[2] / "docs/numbers.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"^\$ (?:printf '(.*)' \| )?python3 run\.py manage (.*)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE
)
EXAMPLES = [
    (given.replace(r"\n", "\n"), command, printed) for given, command, printed in EXAMPLE.findall(PAGE)
]


def test_every_example_of_the_page_is_found() -> None:
    assert len(EXAMPLES) == PAGE.count("\n$ ") == 8


@pytest.mark.parametrize(("given", "command", "printed"), EXAMPLES, ids=[each[1] for each in EXAMPLES])
def test_an_example_prints_what_the_page_says(monkeypatch, given: str, command: str, printed: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(given))
    said = io.StringIO()
    code: object = 0
    try:
        call_command(*shlex.split(command), stdout=said)
    except SystemExit as end:
        code = end.code
    assert (said.getvalue(), code) == (printed, int('"error"' in printed))
