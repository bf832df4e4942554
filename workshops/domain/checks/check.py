"""What one check is: its outcomes, how much each matters, and the words for it."""

from dataclasses import dataclass
from enum import IntEnum

from workshops.domain.words import noop as _


class Tone(IntEnum):
    """How much an outcome matters; the worst one is the verdict."""

    UNKNOWN = 0
    FINE = 1
    NOTE = 2
    DETOUR = 3  # the site goes another way by itself, and people can take part
    STOP = 4


@dataclass(frozen=True)
class Outcome:
    key: str
    tone: Tone
    label: str
    says: str = ""


@dataclass(frozen=True)
class Check:
    """One thing that is tested; `measured` is the pattern of its figure, where it has one."""

    key: str
    group: str
    title: str
    outcomes: tuple[Outcome, ...]
    measured: str = ""

    def outcome(self, key: str) -> Outcome:
        """The outcome with this key; the first one, "not tested", where there is none."""
        return next((each for each in self.outcomes if each.key == key), self.outcomes[0])


NOT_TESTED = Outcome("unknown", Tone.UNKNOWN, _("Not tested"))
NEEDED, BETTER, DEVICE = "needed", "better", "device"
GROUPS = {
    NEEDED: _("What taking part needs"),
    BETTER: _("What makes it smoother"),
    DEVICE: _("About this device"),
}


def check(key: str, group: str, title: str, *outcomes: Outcome, measured: str = "") -> Check:
    return Check(key, group, title, (NOT_TESTED, *outcomes), measured)
