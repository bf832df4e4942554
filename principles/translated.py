"""A translation has the shape of its source: the same principles, levels and numbers of entries. Pure."""

from principles.checking import Fault
from principles.document import Wording


def shape_faults(source: Wording, translated: Wording) -> list[Fault]:
    """Where a translation has not the same shape as its source, in words; [] if it has."""
    raise NotImplementedError
