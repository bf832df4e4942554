"""The tables in the docs are those that the code goes by."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["moves", "permissions"])
def test_the_page_in_the_docs_is_up_to_date(page):
    printed = StringIO()
    call_command("print_tables", page, stdout=printed)

    assert (DOCS / f"{page}.md").read_text(encoding="utf-8") == printed.getvalue()
