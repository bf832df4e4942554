"""The agenda builder, as its buttons are pressed."""

from typing import Any

from tests.cast import Cast, Room


def with_five_steps(room: Room) -> Room:
    """The room before its doors open, with five steps."""
    room.made.stage = "planned"
    room.made.save(update_fields=["stage"])
    room.made.activities.filter(position__gt=5).delete()
    return room


def press(cast: Cast, **fields: Any) -> Any:
    """A button of oak's agenda, pressed by Olu."""
    given = {name: str(value) for name, value in fields.items()}
    return cast.post("olu", f"/workshops/{cast.oak.code}/agenda/", given)


def at(room: Room, position: int) -> int:
    """The step in this place."""
    return room.made.activities.get(position=position).pk


def order(room: Room) -> list[str]:
    steps = list(room.made.activities.all())
    assert [step.position for step in steps] == list(range(1, len(steps) + 1))
    return [step.kind for step in steps]
