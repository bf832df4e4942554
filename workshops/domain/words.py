"""Marks words for translators where Django's own marker may not be imported; templates translate them."""


def noop(message: str) -> str:
    return message
