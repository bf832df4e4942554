"""What the check page finds out about a device and its network, and what each finding means for the workshop's day.

One table is behind the page, the result code and the helper's reading of it: the place of an outcome in its check is
what the code carries, so an outcome may be added at the end of a check and none may be taken away.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from workshops.domain.checks.better import BETTER_CHECKS
from workshops.domain.checks.check import GROUPS, NOT_TESTED, Check, Outcome, Tone
from workshops.domain.checks.device import DEVICE_CHECKS
from workshops.domain.checks.needed import NEEDED_CHECKS
from workshops.domain.words import noop as _

__all__ = ["CHECKS", "GROUPS", "NOT_TESTED", "VERDICTS", "Results", "Tone", "found", "verdict_tone"]

CHECKS = (*NEEDED_CHECKS, *BETTER_CHECKS, *DEVICE_CHECKS)

# The key of an outcome by the key of its check.
Results = Mapping[str, str]


@dataclass(frozen=True)
class Verdict:
    title: str
    says: str


VERDICTS = {
    Tone.UNKNOWN: Verdict(_("Nothing was tested"), ""),
    Tone.FINE: Verdict(
        _("You are ready"), _("Everything works on this device and network. There is nothing else to do.")
    ),
    Tone.NOTE: Verdict(
        _("You are ready"),
        _("Everything that taking part needs works on this device and network. A remark stands below."),
    ),
    Tone.DETOUR: Verdict(
        _("You can take part"),
        _("Not everything works directly here. The site goes another way by itself, and no score is lost."),
    ),
    Tone.STOP: Verdict(
        _("Something to put right first"),
        _("The workshop would not work here yet. What to do stands below; it is often a small thing."),
    ),
}


def found(results: Results) -> list[tuple[Check, Outcome]]:
    """Every check with what came of it."""
    return [(check, check.outcome(results.get(check.key, ""))) for check in CHECKS]


def verdict_tone(results: Results) -> Tone:
    """The worst tone of all that was found."""
    return max(outcome.tone for _check, outcome in found(results))
