"""The boundary for the numbers that an analyst gives: a whole number, or one sentence that says why not."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

# Up to here the sum of seven counts is exact even for readers of JSON that keep every number as a float.
MOST_DIGITS = 15
REFUSED = 2  # the exit status of a command that was given what it cannot take
ECHOED = 30  # characters


def whole_number(text: str) -> int:
    """The number from 0 up that `text` writes in digits; refused for anything else, and beyond 15 digits."""
    if not (text.isascii() and text.isdigit()):
        raise refusal(_("%s is not a whole number from 0 up.") % (text[:ECHOED] or '""'))
    if len(text) > MOST_DIGITS:
        raise refusal(_("A number may have %s digits and no more.") % MOST_DIGITS)
    return int(text)


def refusal(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=REFUSED)
