"""Numbers printed by third parties, and the results that the tests of the domain go through."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

PUBLISHED: dict[str, Any] = json.loads((Path(__file__).parent / "published_measures.json").read_text())

some_counts = st.lists(st.integers(0, 40), min_size=2, max_size=7).map(tuple).filter(any)


def every_result(n: int, levels: int = 5) -> Iterator[tuple[int, ...]]:
    """Every way in which n scores can fall on the levels."""
    if levels == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in every_result(n - first, levels - 1):
            yield (first, *rest)


def scores_of(counts: tuple[int, ...]) -> list[int]:
    """The single scores behind the counts, for oracles that know nothing of counts."""
    return [level for level, count in enumerate(counts, start=1) for _ in range(count)]
