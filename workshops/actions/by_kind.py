"""What a kind of activity brings along when it is opened, and when it is closed."""

from collections.abc import Callable, Mapping

from workshops.actions.counting import count_results
from workshops.actions.dots import count_dots, prepare_dots
from workshops.models import Activity

# Each sets fields of the activity, which the caller saves.
PREPARED: Mapping[str, Callable[[Activity], None]] = {"dots": prepare_dots}
COUNTED: Mapping[str, Callable[[Activity], None]] = {
    "score": count_results,
    "rescore": count_results,
    "dots": count_dots,
}
# What a count sets.
COUNTED_FIELDS = ("grouping", "order", "voters")
