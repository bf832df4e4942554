"""The names that travel over the channel layer, all of them."""


def group_of(code: str) -> str:
    """The group that every server process with somebody from this workshop belongs to."""
    return f"room.{code}"


CHANGED = "room.changed"
