"""The table for who hosts the site names the settings that are read, each once and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_table_names_the_settings_that_are_read() -> None:
    read = re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', (ROOT / "config/settings.py").read_text())
    table = (ROOT / "docs/hosting.md").read_text().partition("## Every setting")[2]
    named = re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)
    assert len(read) > 15
    assert sorted(named) == sorted(read)


def test_only_the_settings_read_the_environment() -> None:
    reading = re.compile(r"\bos\.environ(?!\.setdefault)|\bgetenv\b|\bEnv\(\)")
    folders = ("accounts", "config", "principles", "workshops")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    found = {str(path.relative_to(ROOT)) for path in paths if reading.search(path.read_text())}
    assert found == {"config/settings.py"}
