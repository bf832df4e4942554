"""Every page and picture that the docs lead to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")


def test_there_are_pages() -> None:
    assert {"README.md", "docs/facilitators.md"} <= {str(page.relative_to(ROOT)) for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_leads_to_is_there(page: Path) -> None:
    led_to = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in led_to if not (page.parent / link).exists()] == []
