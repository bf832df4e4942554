"""The settings of a workshop, each for as long as it may be changed."""

from typing import Any

from workshops.actions.changing import Refused, changing
from workshops.domain.moves import Stage
from workshops.domain.words import noop as _
from workshops.models import Workshop

# People joined with these words: they may not become others behind their backs.
AT_THE_DOOR = ("families", "asks_sectors", "nation", "names_asked", "chatham_house", "languages", "starts_at")
FIXED: dict[str, tuple[str, ...]] = {
    Stage.OPEN: AT_THE_DOOR,
    Stage.ENDED: (*AT_THE_DOOR, "title", "purpose", "holds_comments", "smallest_group"),
}
WORDS: dict[str, str] = {
    Stage.OPEN: _(
        "The doors are open. What people were told when they joined stays as it is: the date, the Rule, names, "
        "sectors and languages."
    ),
    Stage.ENDED: _("The workshop has ended. Only the day by which it is deleted can still be changed."),
}
NOT_LOWERED = _(
    "People were told how small a group may be shown when they joined. It can be raised, not lowered."
)


def change_settings(workshop: Workshop, values: dict[str, Any]) -> None:
    """Write all of them, or none: `Refused` where one has become fixed since the form was drawn."""
    with changing(workshop) as locked:
        fixed = FIXED.get(locked.stage, ())
        if any(
            values[name] != getattr(locked, name)
            for name in fixed
            if name in values and name != "smallest_group"
        ):
            raise Refused(WORDS[locked.stage])
        lowered = values["smallest_group"] < locked.k
        if locked.stage != Stage.PLANNED and lowered:
            raise Refused(NOT_LOWERED)
        for name, value in values.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(values))
