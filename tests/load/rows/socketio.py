"""A socket.io room, where Node and the package are on the machine."""


def missing() -> str:
    """Why it cannot be measured against."""
    return "not installed"
