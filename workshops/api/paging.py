"""Long lists, a page at a time."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from workshops.api.gate import Asked, Problem, Values
from workshops.domain.words import noop

PAGED = ("page", "per_page")
USUAL, MOST = 50, 100
LARGEST = 100_000
A_NUMBER = noop("%(name)s must be a whole number from 1 to %(most)s.")
NO_PAGE = noop("There is no page %(page)s: the last one is %(last)s.")
ONE_OF = noop("%(name)s must be one of: %(known)s.")


def page_of(
    asked: Asked, rows: QuerySet[Any], told: Callable[[Any], Values], address: str, **kept: str
) -> Values:
    """The page that was asked for. `kept` are the other words behind the address, for the page that comes next."""
    page, size = (
        number_in(asked.given, "page", 1, LARGEST),
        number_in(asked.given, "per_page", USUAL, MOST),
    )
    found = Paginator(rows, size)
    last = found.num_pages
    if page > last:
        raise Problem(404, _(NO_PAGE) % {"page": page, "last": last})
    query = urlencode({**{name: text for name, text in kept.items() if text}, "per_page": size})
    return {
        "page": page,
        "pages": last,
        "count": found.count,
        "next": f"{address}?{query}&page={page + 1}" if page < last else None,
        "items": [told(row) for row in found.page(page)],
    }


def number_in(given: Mapping[str, str], name: str, usual: int, most: int) -> int:
    text = given.get(name, str(usual))
    known = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    if not known or not 1 <= int(text) <= most:
        raise Problem(422, _(A_NUMBER) % {"name": name, "most": most})
    return int(text)


def one_in(given: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    """One of the known words, or "" where nothing was asked."""
    text = given.get(name)
    if text is None:
        return ""
    if text not in known:
        raise Problem(422, _(ONE_OF) % {"name": name, "known": ", ".join(known)})
    return text
