"""What `check_live` finds at an address, and what of it is amiss."""

from workshops.checks.finding import Finding, Level
from workshops.checks.way import found_on_the_way


def looked(address: str, idle: int = 0) -> list[Finding]:
    return list(found_on_the_way(address, idle))


def amiss(findings: list[Finding]) -> list[tuple[str, str, str]]:
    """Everything that is not fine: what was looked at, how bad it is, and the words."""
    return [(each.check, each.level.value, each.words) for each in findings if each.level != Level.FINE]
