"""Editors who press at the very same moment, with a database that really commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from principles.document import read, values_of
from principles.drafting import draft_of, save_section, section_of
from principles.models import Draft, Edition, PrincipleSet
from principles.publishing import publish, publish_draft
from tests.principles.small import DOCUMENT, SECOND
from tests.principles.welsh import WELSH

BOTH = read(DOCUMENT + SECOND)
FIELDS = ("title", "summary", "meaning")


def at_once(*presses: Callable[[], Any]) -> list[Any]:
    """What comes of each, all begun at the same moment in threads of their own."""
    start = Barrier(len(presses))

    def pressed(press: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return press()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(presses)) as threads:
        return list(threads.map(pressed, presses))


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_or_made_twice() -> None:
    small = PrincipleSet.objects.create(key="small", title="Small steps")
    publish(small, BOTH, [WELSH])

    begun = at_once(*[lambda: draft_of(small).pk] * 3)
    assert (len(set(begun)), Draft.objects.count()) == (1, 2)

    base = section_of(draft_of(small), "walk")
    saved = at_once(
        *(
            lambda field=field: save_section(begun[0], "walk", base, base | {field: f"New {field}"}, None)
            for field in FIELDS
        )
    )
    draft = Draft.objects.get(pk=begun[0])
    assert section_of(draft, "walk") == base | {field: f"New {field}" for field in FIELDS}
    assert sorted(one.draft.revision for one in saved) == [1, 2, 3]

    published = at_once(*[lambda: publish_draft(small, "", None).number] * 3)
    assert published == [2, 2, 2]
    assert list(Edition.objects.order_by("number").values_list("wording", flat=True)) == [
        values_of(BOTH),
        draft.wording,
    ]
